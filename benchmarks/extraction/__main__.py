"""Measure the reading of papers: ``python -m benchmarks.extraction --gold FOLDER --out FILE``.

Prints each part's figures and writes them as JSON, from which the hub makes its page. A part
that cannot be measured is written as missing, with the reason.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.extraction.results import measured


def main() -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    found = measured(args.gold)
    for part in found["parts"]:
        print(f"\n{part['title']}: {part.get('on') or 'missing, ' + part['missing']}")
        for m in part.get("measures", []):
            print(f"  {_line(m)}")
    if args.out:
        text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
        args.out.write_text(text, encoding="utf-8")
    return 0


def _line(m: dict[str, Any]) -> str:
    share = "    –" if m["rate"] is None else f"{m['rate']:5.3f}"
    beside = "" if m.get("gpt4") is None else f"  GPT-4 {m['gpt4']:.3f}"
    ends = m.get("interval_over_papers") or m.get("interval")
    shown = f" [{ends[0]:.3f}, {ends[1]:.3f}]" if ends else ""
    of = f" {m['right']}/{m['of']}" if "of" in m else ""
    group = f"{m['group']}: " if "group" in m else ""
    return f"{share}{shown}{of}{beside}  {group}{m['label']}"


if __name__ == "__main__":
    sys.exit(main())
