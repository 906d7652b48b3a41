"""A process that reads papers for another: a path a line comes in, a line of JSON goes out.

Started by `extract.library.pool`. It may crash or hang on a file without harm to the run.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from extract.library.outcome import answer_for
from extract.taxonomy import load_taxonomy


def main(folder: str) -> None:
    """Read paths until the input ends."""
    # Libraries print to the standard output; the answers have a way of their own.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    taxonomy, _ = load_taxonomy(Path(folder), Path(folder).parent)
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        print(answer_for(Path(json.loads(line)), taxonomy), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
