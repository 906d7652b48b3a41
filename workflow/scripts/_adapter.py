"""What every adapter does first: find the packages, and send messages and tracebacks to the log."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
for folder in (PROJECT, PROJECT / "site"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


def start_log(snakemake: Any) -> logging.Logger:
    """Log to the rule's log file, warnings and uncaught errors included; return the logger."""
    logging.basicConfig(
        filename=snakemake.log[0],
        filemode="w",
        level=logging.INFO,
        force=True,
        format="%(levelname)s %(message)s",
    )
    logging.captureWarnings(True)
    logger = logging.getLogger(snakemake.rule)

    def hook(kind: type[BaseException], err: BaseException, trace: TracebackType | None) -> None:
        logger.error("%s", "".join(traceback.format_exception(kind, err, trace)))
        print(f"{snakemake.rule}: {err}", file=sys.stderr)

    sys.excepthook = hook
    return logger


def tables_in(paths: Any) -> dict[str, Path]:
    """Return table files by table name."""
    return {Path(p).stem: Path(p) for p in paths}
