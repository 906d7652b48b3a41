"""The page on how well papers are read by machine, from the file of measured results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analyses.plots.calibration import WORDS, CalibrationPoint, calibration_svg
from hub.plot_words import plot_words
from hub.text import count, front_matter, safe, table
from hub.texts import Texts

Part = Mapping[str, Any]
FEW = 30  # numbers let through; fewer are too few for a sentence about a hundred
COMMAND = (
    "`python -m benchmarks.extraction --gold FOLDER --out corpus/checks/extraction_quality.json`"
)


def quality_page(results: Mapping[str, Any] | None, extractor: str, say: Texts) -> str:
    """Return the page.

    Parameters
    ----------
    results : mapping or None
        What ``benchmarks.extraction`` wrote; None where nothing was measured.
    extractor : str
        Name and version of the reader that this site was built with.
    say : Texts
        The words of the site.
    """
    head = front_matter(say("quality-title"), description=say("quality-description"))
    lines = [head, f"# {say('quality-heading')}\n\n"]
    if results is None:
        return "".join([*lines, f"{say('quality-not-measured-yet', command=COMMAND)}\n"])
    parts = {p["name"]: p for p in results["parts"]}
    lines += [
        _age(results, extractor, say),
        _first(parts.get("numbers"), say),
        f"{say('quality-suggestion')}\n\n",
        _summary(results["parts"], say),
        *(_part(p, say) for p in results["parts"]),
        _how(results, say),
    ]
    return "".join(lines)


def _age(results: Mapping[str, Any], extractor: str, say: Texts) -> str:
    measured, date = safe(results["extractor"]), safe(results["measured_on"])
    if results["extractor"] == extractor:
        return f"{say('quality-age', date=date, reader=measured)}\n\n"
    words = say("quality-old-words", measured=measured, date=date, reader=safe(extractor))
    return f'!!! warning "{say("quality-old")}"\n    {words}\n\n'


def _first(part: Part | None, say: Texts) -> str:
    """Return the sentence that says it without statistics."""
    if part is None or "missing" in part:
        return f"{say('quality-first-not-measured')}\n\n"
    of_all = {m["name"]: m for m in part["measures"] if m["kind"] == "all"}
    given = of_all["cell_precision"]
    text = (
        say("quality-first", n=_hundred(given["rate"]), range=_between(given, say))
        if given["rate"] is not None
        else say("quality-first-none")
    )
    return f"{text} {_let_through(of_all, say)}\n\n"


def _let_through(of_all: Mapping[str, Part], say: Texts) -> str:
    passed, share = of_all["accepted_precision"], of_all["accepted_share"]
    asked = {"n": share["of"], "shown": count(share["of"])}
    questions = say("quality-questions", right=str(share["right"]), **asked)
    if passed["of"] < FEW:
        return say("quality-few", questions=questions)
    values = {"n": _hundred(passed["rate"]), "range": _between(passed, say)}
    return say("quality-let-through", questions=questions, **values)


def _hundred(rate: float) -> str:
    return f"{100 * rate:.0f}"


def _ends(measure: Part) -> tuple[float, float] | None:
    """Return the interval to show: over papers where there is one."""
    found = measure.get("interval_over_papers") or measure.get("interval")
    return None if found is None else (found[0], found[1])


def _between(measure: Part, say: Texts) -> str:
    ends = _ends(measure)
    if ends is None:
        return ""
    return " " + say("quality-range", lower=_hundred(ends[0]), upper=_hundred(ends[1]))


def _columns(say: Texts, *names: str) -> list[str]:
    return [say(f"quality-column-{name}") for name in names]


def _summary(parts: Sequence[Part], say: Texts) -> str:
    rows = []
    for p in parts:
        link = f"[{safe(p['title'])}](#{p['name']})"
        if "missing" in p:
            rows.append([link, say("quality-not-measured"), safe(p["missing"])])
        else:
            rows.append([link, _main(p, say), safe(p["on"])])
    return table(_columns(say, "tested", "short", "on"), rows) + "\n"


def _main(part: Part, say: Texts) -> str:
    main = part.get("main")
    if main is None or main["rate"] is None:
        return say("quality-see-below")
    return say("quality-main", label=safe(main["label"]), n=_hundred(main["rate"]))


def _part(part: Part, say: Texts) -> str:
    text = f"## {safe(part['title'])} {{ #{part['name']} }}\n\n{safe(part['about'])}\n\n"
    if "missing" in part:
        return f"{text}{say('quality-not-measured-why', reason=safe(part['missing']))}\n\n"
    groups: dict[str, list[Part]] = {}
    for m in part["measures"]:
        groups.setdefault(m.get("group", ""), []).append(m)
    for group, measures in groups.items():
        title = f"**{safe(group)}**\n\n" if group else ""
        text += f"{title}{_measures(measures, say)}\n"
    return text + _calibration(part, say) + _kinds(part, say)


def _measures(measures: Sequence[Part], say: Texts) -> str:
    beside = any(m.get("gpt4") is not None for m in measures)
    head = _columns(say, "measure", "right-of", "share", "interval")
    rows = []
    for m in measures:
        of = _of(say, m["right"], m["of"]) if "of" in m else "–"
        row = [safe(m["label"]), of, _share(m["rate"]), _interval(m, say)]
        rows.append([*row, _share(m.get("gpt4"))] if beside else row)
    head += _columns(say, "gpt4") if beside else []
    return table(head, rows, right=(1, 2, 3, 4)[: len(head)])


def _of(say: Texts, n: int, of: int) -> str:
    return say("site-of", n=str(n), all=str(of))


def _to(say: Texts, lower: float, upper: float) -> str:
    return say("site-range", lower=f"{lower:.2f}", upper=f"{upper:.2f}")


def _share(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.2f}"


def _interval(measure: Part, say: Texts) -> str:
    ends = _ends(measure)
    if ends is None:
        return "–"
    mark = "" if measure.get("interval_over_papers") else "*"
    return _to(say, *ends) + safe(mark)


def _calibration(part: Part, say: Texts) -> str:
    found = part.get("calibration")
    if not found:
        return ""
    points = [CalibrationPoint(b["said"], b["right"] / b["of"], *_held(b), b["of"]) for b in found]
    svg = calibration_svg(
        points,
        plot_id=f"calibration-{part['name']}",
        title=say("quality-calibration-title", part=part["title"]),
        words=plot_words(say, "calibration", WORDS),
    )
    rows = [
        [
            _to(say, b["low"], b["high"]),
            f"{b['said']:.2f}",
            _of(say, b["right"], b["of"]),
            f"{b['right'] / b['of']:.2f}",
            _to(say, *b["interval"]),
        ]
        for b in found
    ]
    head = _columns(say, "confidence", "said", "right", "share-right", "interval")
    return (
        f"### {say('quality-calibration')} {{ #confidence-{part['name']} }}\n\n"
        f'<figure class="calibration" tabindex="0">\n{svg}\n<figcaption>'
        f"{say('quality-calibration-caption')} {safe(part.get('calibration_of', ''))}"
        f"</figcaption>\n</figure>\n\n{table(head, rows, right=(1, 2, 3, 4))}\n"
    )


def _held(found: Part) -> tuple[float, float]:
    """Return the interval with the share inside, which rounding may have put a hair outside."""
    share = found["right"] / found["of"]
    return min(found["interval"][0], share), max(found["interval"][1], share)


def _kinds(part: Part, say: Texts) -> str:
    groups: dict[str, list[Part]] = {}
    for k in part.get("kinds", []):
        groups.setdefault(k.get("group", ""), []).append(k)
    text = f"### {say('quality-wrong')} {{ #wrong-{part['name']} }}\n\n" if groups else ""
    for group, found in groups.items():
        rows = [
            [safe(k["says"]), _of(say, k["n"], k["of"])]
            for k in sorted(found, key=lambda k: -k["n"])
        ]
        title = f"**{safe(group)}**\n\n" if group else ""
        text += f"{title}{table(_columns(say, 'wrong', 'often'), rows, right=(1,))}\n"
    return text


def _how(results: Mapping[str, Any], say: Texts) -> str:
    again = say(
        "quality-how-again",
        date=safe(results["measured_on"]),
        reader=safe(results["extractor"]),
        version=safe(results["version"]),
        command=COMMAND,
    )
    told = [
        say("quality-how-reports"),
        say("quality-how-right"),
        say("quality-how-learned"),
        say("quality-how-intervals"),
        again,
    ]
    return f"## {say('quality-how')} {{ #how }}\n\n" + "".join(f"- {text}\n" for text in told)
