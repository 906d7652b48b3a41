"""Run every reference case through the public functions; write results and a table."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from analyses.reference.cases import ReferenceSet, number, read_set
from analyses.reference.compare import differences

Case = Mapping[str, Any]
Runner = Callable[[ReferenceSet, Case], dict[str, Any] | None]
SECTIONS = "abcdefg"
DIFFERENCES = Path(__file__).parent / "differences.json"


@dataclass(slots=True)
class Tally:
    """What became of the cases of a section."""

    cases: int = 0
    offered: int = 0
    agreed: int = 0
    explained: int = 0
    no_value_in_r: int = 0
    worst: float = 0.0
    worst_case: str = ""
    open: list[str] = field(default_factory=list)


def runners() -> dict[tuple[str, str], Runner]:
    """Return the runner of each (section, function); a section's module lists its own."""
    found: dict[tuple[str, str], Runner] = {}
    for letter in SECTIONS:
        try:
            module = import_module(f"analyses.reference.section_{letter}")
        except ModuleNotFoundError:
            continue
        found |= {(letter.upper(), name): run for name, run in module.RUNNERS.items()}
    return found


def run_reference(folder: Path, out: Path) -> dict[str, Tally]:
    """Run all sets of a folder; write our results beside the same identifiers.

    A case that we do not offer is written with ``"offered": false``.
    """
    known = json.loads(DIFFERENCES.read_text(encoding="utf-8")) if DIFFERENCES.exists() else []
    tallies: dict[str, Tally] = defaultdict(Tally)
    offered = runners()
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.json")):
        data = read_set(path)
        vi = data.floats("vi") if "vi" in data.inputs else np.array([1.0])
        median = float(np.median(vi)) if vi.size else 1.0
        results = []
        for case in data.cases:
            run = offered.get((case["section"], case["fn"]))
            ours, error = _run(run, data, case)
            _count(tallies[case["section"]], data, case, ours, error, median, known)
            results.append(
                {
                    "id": case["id"],
                    "section": case["section"],
                    "fn": case["fn"],
                    "args": case["args"],
                    "offered": ours is not None or error is not None,
                    "result": ours,
                    "error": error,
                }
            )
        text = json.dumps({"schema": "rref-1", "dataset": data.name, "cases": results}, indent=0)
        (out / path.name).write_text(text + "\n", encoding="utf-8")
    return dict(sorted(tallies.items()))


def _run(
    run: Runner | None, data: ReferenceSet, case: Case
) -> tuple[dict[str, Any] | None, str | None]:
    if run is None:
        return None, None
    try:
        found = run(data, case)
    except (ValueError, ArithmeticError, np.linalg.LinAlgError) as err:
        return None, str(err) or type(err).__name__
    return (None if found is None else {k: plain(v) for k, v in found.items()}), None


def plain(value: Any) -> Any:
    """Return a value as JSON has it: arrays as lists, special numbers as their names."""
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, np.ndarray | list | tuple):
        return [plain(v) for v in np.asarray(value, dtype=object).tolist()]
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | float | np.number):
        real = float(value)
        if math.isnan(real):
            return "NaN"
        return real if math.isfinite(real) else ("Infinity" if real > 0 else "-Infinity")
    return value


def _count(
    tally: Tally,
    data: ReferenceSet,
    case: Case,
    ours: dict[str, Any] | None,
    error: str | None,
    median: float,
    known: list[dict[str, Any]],
) -> None:
    tally.cases += 1
    if ours is None and error is None:
        return
    tally.offered += 1
    name = f"{data.name}: {case['id']}"
    theirs = _without_nulls(case["result"] or {})
    if not theirs:  # R has no value: nothing to agree or disagree with
        tally.no_value_in_r += 1
        return
    worst, where = math.inf, error or ""
    if ours is not None:
        pairs = list(differences(ours, theirs, case["tol_rel"], median))
        worst, where = max(((e, f) for f, e in pairs), default=(math.inf, "nothing compared"))
    if worst <= 1:
        tally.agreed += 1
        if worst > tally.worst:
            tally.worst, tally.worst_case = worst, f"{name}: {where}"
    elif any(_matches(entry, data.name, case, where, worst, ours) for entry in known):
        tally.explained += 1
    else:
        tally.open.append(f"{name}: {where}: {worst:.3g}")


def _without_nulls(result: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in result.items() if v is not None}


def _matches(
    entry: Mapping[str, Any],
    dataset: str,
    case: Case,
    where: str,
    worst: float,
    ours: Mapping[str, Any] | None,
) -> bool:
    """Tell whether a committed entry explains a difference.

    An entry may say how large the difference is at most (``up_to``, in units of the tolerance), and
    name a likelihood (``higher``) that must be higher than R's: R stopped at a lower maximum.
    """
    from fnmatch import fnmatch

    meant = (
        fnmatch(dataset, entry.get("dataset", "*"))
        and fnmatch(case["id"], entry["case"])
        and fnmatch(where, entry.get("field", "*"))
    )
    if not meant or worst > entry.get("up_to", math.inf):
        return False
    if "higher" not in entry:
        return True
    name = entry["higher"]
    theirs = number(case["result"][name])
    return ours is not None and float(ours[name]) > theirs + case["tol_rel"] * abs(theirs)


def table(tallies: Mapping[str, Tally], most: int = 0) -> str:
    """Return the tallies as text, with the open disagreements of each section below."""
    lines = [
        f"{'section':8}{'cases':>7}{'offered':>9}{'agreed':>8}{'explained':>11}"
        f"{'none in R':>11}{'open':>6}  worst"
    ]
    for name, t in tallies.items():
        worst = f"{t.worst:.2g} of the tolerance ({t.worst_case})" if t.worst_case else "-"
        lines.append(
            f"{name:8}{t.cases:7}{t.offered:9}{t.agreed:8}{t.explained:11}"
            f"{t.no_value_in_r:11}{len(t.open):6}  {worst}"
        )
    cases = sum(t.cases for t in tallies.values())
    offered = sum(t.offered for t in tallies.values())
    lines.append(f"{'all':8}{cases:7}{offered:9}  {offered / max(cases, 1):.1%} offered")
    for name, t in tallies.items():
        lines += [f"{name} open: {text}" for text in t.open[:most]]
    return "\n".join(lines)
