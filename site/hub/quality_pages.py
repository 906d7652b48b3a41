"""The page on how well papers are read by machine, from the file of measured results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analyses.plots.calibration import CalibrationPoint, calibration_svg
from hub.text import front_matter, plural, safe, table

Part = Mapping[str, Any]
FEW = 30  # numbers let through; fewer are too few for a sentence about a hundred
COMMAND = (
    "`python -m benchmarks.extraction --gold FOLDER --out corpus/checks/extraction_quality.json`"
)


def quality_page(results: Mapping[str, Any] | None, extractor: str) -> str:
    """Return the page.

    Parameters
    ----------
    results : mapping or None
        What ``benchmarks.extraction`` wrote; None where nothing was measured.
    extractor : str
        Name and version of the reader that this site was built with.
    """
    head = front_matter(
        "How well papers are read",
        description="What the machine reader gets right and wrong, measured against people.",
    )
    lines = [head, "# How well papers are read by machine\n\n"]
    if results is None:
        return "".join([*lines, f"Not measured yet. To measure it: {COMMAND}.\n"])
    parts = {p["name"]: p for p in results["parts"]}
    lines += [
        _age(results, extractor),
        _first(parts.get("numbers")),
        "A machine-read number is a suggestion. None enters a pooled effect before a person "
        "has checked it ([papers read by machine](papers.md)).\n\n",
        _summary(results["parts"]),
        *(_part(p) for p in results["parts"]),
        _how(results),
    ]
    return "".join(lines)


def _age(results: Mapping[str, Any], extractor: str) -> str:
    measured = safe(results["extractor"])
    if results["extractor"] == extractor:
        return f"Measured on {safe(results['measured_on'])} with {measured}.\n\n"
    return (
        '!!! warning "Older than the reader"\n'
        f"    These results are of {measured}, measured on {safe(results['measured_on'])}. The "
        f"papers on this site are read with {safe(extractor)}, which has not been measured yet.\n\n"
    )


def _first(part: Part | None) -> str:
    """Return the sentence that says it without statistics."""
    if part is None or "missing" in part:
        return "**How many of its numbers are right has not been measured.**\n\n"
    of_all = {m["name"]: m for m in part["measures"] if m["kind"] == "all"}
    given = of_all["cell_precision"]
    text = (
        f"**Of 100 numbers the reader gives where a person found one too, about "
        f"{_hundred(given['rate'])} are the same{_between(given)}.** "
        if given["rate"] is not None
        else "**The reader gave no number where a person gave one.** "
    )
    return f"{text}{_let_through(of_all)}\n\n"


def _let_through(of_all: Mapping[str, Part]) -> str:
    passed, share = of_all["accepted_precision"], of_all["accepted_share"]
    questions = f"{share['right']} of {plural(share['of'], 'question')}"
    if passed["of"] < FEW:
        return (
            f"It was sure enough to let numbers through without a person looking for {questions}: "
            "too few to say how often that is right."
        )
    return (
        f"**Of 100 numbers it lets through as sure, about {_hundred(passed['rate'])} are "
        f"right{_between(passed)}**; it was so sure for {questions}, and leaves the rest to a "
        "person."
    )


def _hundred(rate: float) -> str:
    return f"{100 * rate:.0f}"


def _ends(measure: Part) -> tuple[float, float] | None:
    """Return the interval to show: over papers where there is one."""
    found = measure.get("interval_over_papers") or measure.get("interval")
    return None if found is None else (found[0], found[1])


def _between(measure: Part) -> str:
    ends = _ends(measure)
    return "" if ends is None else f" ({_hundred(ends[0])} to {_hundred(ends[1])})"


def _summary(parts: Sequence[Part]) -> str:
    rows = []
    for p in parts:
        link = f"[{safe(p['title'])}](#{p['name']})"
        if "missing" in p:
            rows.append([link, "not measured", safe(p["missing"])])
        else:
            rows.append([link, _main(p), safe(p["on"])])
    return table(["What was tested", "In short", "On what"], rows) + "\n"


def _main(part: Part) -> str:
    main = part.get("main")
    if main is None or main["rate"] is None:
        return "see below"
    return f"{safe(main['label'])}: {_hundred(main['rate'])} of 100"


def _part(part: Part) -> str:
    text = f"## {safe(part['title'])} {{ #{part['name']} }}\n\n{safe(part['about'])}\n\n"
    if "missing" in part:
        return f"{text}Not measured: {safe(part['missing'])}.\n\n"
    groups: dict[str, list[Part]] = {}
    for m in part["measures"]:
        groups.setdefault(m.get("group", ""), []).append(m)
    for group, measures in groups.items():
        title = f"**{safe(group)}**\n\n" if group else ""
        text += f"{title}{_measures(measures)}\n"
    return text + _calibration(part) + _kinds(part)


def _measures(measures: Sequence[Part]) -> str:
    beside = any(m.get("gpt4") is not None for m in measures)
    head = ["Measure", "Right of asked", "Share", "95% interval"]
    rows = []
    for m in measures:
        of = f"{m['right']} of {m['of']}" if "of" in m else "–"
        row = [safe(m["label"]), of, _share(m["rate"]), _interval(m)]
        rows.append([*row, _share(m.get("gpt4"))] if beside else row)
    return table([*head, "GPT-4"] if beside else head, rows, right=(1, 2, 3, 4)[: len(head)])


def _share(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.2f}"


def _interval(measure: Part) -> str:
    ends = _ends(measure)
    if ends is None:
        return "–"
    mark = "" if measure.get("interval_over_papers") else "*"
    return f"{ends[0]:.2f} to {ends[1]:.2f}{safe(mark)}"


def _calibration(part: Part) -> str:
    found = part.get("calibration")
    if not found:
        return ""
    points = [CalibrationPoint(b["said"], b["right"] / b["of"], *_held(b), b["of"]) for b in found]
    svg = calibration_svg(
        points,
        plot_id=f"calibration-{part['name']}",
        title=f"Calibration: {part['title']}",
    )
    rows = [
        [
            f"{b['low']:.2f} to {b['high']:.2f}",
            f"{b['said']:.2f}",
            f"{b['right']} of {b['of']}",
            f"{b['right'] / b['of']:.2f}",
            f"{b['interval'][0]:.2f} to {b['interval'][1]:.2f}",
        ]
        for b in found
    ]
    head = ["Confidence", "Said on average", "Right", "Share right", "95% interval"]
    return (
        f"### Does its confidence mean something? {{ #confidence-{part['name']} }}\n\n"
        f'<figure class="calibration" tabindex="0">\n{svg}\n<figcaption>Each dot is a group of '
        "answers with like confidence, its size how many; the line through it is the 95% interval. "
        "On the dashed line the reader is right as often as it says; below it, it is too sure, "
        f"above it, it is right more often than it says. {safe(part.get('calibration_of', ''))}"
        f"</figcaption>\n</figure>\n\n{table(head, rows, right=(1, 2, 3, 4))}\n"
    )


def _held(found: Part) -> tuple[float, float]:
    """Return the interval with the share inside, which rounding may have put a hair outside."""
    share = found["right"] / found["of"]
    return min(found["interval"][0], share), max(found["interval"][1], share)


def _kinds(part: Part) -> str:
    groups: dict[str, list[Part]] = {}
    for k in part.get("kinds", []):
        groups.setdefault(k.get("group", ""), []).append(k)
    text = f"### What goes wrong {{ #wrong-{part['name']} }}\n\n" if groups else ""
    for group, found in groups.items():
        rows = [
            [safe(k["says"]), f"{k['n']} of {k['of']}"]
            for k in sorted(found, key=lambda k: -k["n"])
        ]
        title = f"**{safe(group)}**\n\n" if group else ""
        text += f"{title}{table(['What goes wrong', 'How often'], rows, right=(1,))}\n"
    return text


def _how(results: Mapping[str, Any]) -> str:
    return (
        "## How it was measured { #how }\n\n"
        "- Reports and annotations are by people outside this project and are not part of it; only "
        "the figures are.\n"
        "- A number counts as right only when it equals the annotators' number. Some of theirs "
        "were worked out (a spread from an interval, a count from a percentage) and a few are "
        "wrong, so that 100 of 100 is out of reach.\n"
        "- What is learned is learned without the report that is answered. The rules themselves "
        "were written with some of these reports at hand, so that new reports may be read less "
        "well.\n"
        "- Intervals draw whole reports again, for answers of one report are right or wrong "
        "together; those marked &#42; treat answers as unrelated, where reports are few or not "
        "told apart.\n"
        f"- Date {safe(results['measured_on'])}, reader {safe(results['extractor'])}, results "
        f"format {safe(results['version'])}. To measure again: {COMMAND}.\n"
    )
