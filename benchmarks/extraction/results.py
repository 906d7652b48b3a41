"""What was measured, in one shape for the page: parts, each with its measures or why it has none.

A part is ``name``, ``title``, ``about`` and either ``missing`` (the reason) or ``measures``: a
label, right answers, answers asked for, their share and its intervals. ``main`` is the
measure to name first. Nothing missing gets a number.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.extraction import direction, numeric, unaided
from benchmarks.extraction.intervals import wilson
from benchmarks.extraction.numeric import KINDS, LABELS
from extract.papers.model import EXTRACTOR

VERSION = 1
DIGITS = 4
Part = dict[str, Any]
Measure = dict[str, Any]
KIND_WORDS = {
    "binary": "Events and people in groups",
    "continuous": "Means, spreads and people in groups",
    "all": "Both kinds together",
}
FACT_WORDS = {
    "comparator_kind": "kind of comparator",
    "countries": "country",
    "design": "design",
    "scheme": "design where it is one of several kinds of randomised trial",
    "level": "level of the intervention",
    "types": "types of intervention",
}

TESTS = "tests coded by hand that are found and right"
SUGGESTED = "right, of those suggested"


def measured(gold: Path) -> dict[str, Any]:
    """Return all results.

    Parameters
    ----------
    gold : Path
        Folder of annotated reports.
    """
    parts = [
        _part("numbers", "Numbers asked for", NUMBERS, lambda: _numbers(gold)),
        _part("contrasts", "Comparisons found unaided", CONTRASTS, lambda: _contrasts(gold)),
        _part("direction", "Which way an outcome went", DIRECTION, lambda: _direction(gold)),
        _part("facts", "Facts of the study", FACTS, lambda: _facts(gold)),
        _part(
            "statistics", "Statistical tests in sentences", STATISTICS, lambda: _statistics(gold)
        ),
        _part("pdf", "PDF against the XML of the same paper", PDF, lambda: _pdf(gold)),
    ]
    head = {
        "version": VERSION,
        "measured_on": date.today().isoformat(),
        "extractor": EXTRACTOR,
    }
    return {**head, "parts": [_rounded(part) for part in parts]}


NUMBERS = (
    "Questions that trained readers answered from reports of randomised trials: given an outcome "
    "and two groups, the numbers of each group (Yun and others, 2024). Each report was answered "
    "with weights learned from the other reports only. GPT-4's published answers to the same "
    "questions stand beside."
)
CONTRASTS = (
    "Comparisons that reviewers entered by hand, looked for in everything the reader lists when "
    "nothing is asked. One counts as found only when all its numbers stand together."
)
DIRECTION = (
    "Did the outcome increase, decrease or not differ? Questions of Evidence Inference 2.0 "
    "(DeYoung and others, 2020) with the answer most annotators gave; the sentence they marked was "
    "looked for too. Weights were learned from the other reports only; the rules about words were "
    "written with these reports at hand."
)
FACTS = (
    "Facts suggested from titles, abstracts and whole reports against labels a person gave, on "
    "the half that was set aside before any rule was written."
)
STATISTICS = (
    "Tests such as t and F in running text, against those coded by hand in psychology papers: "
    "found with their values and degrees of freedom, and whether the printed p can be right."
)
PDF = "Papers of which the publisher's XML is at hand: what the PDF reader finds of it."


def _part(name: str, title: str, about: str, call: Callable[[], Part]) -> Part:
    head = {"name": name, "title": title, "about": about}
    try:
        return {**head, **call()}
    except (unaided.NotThere, ImportError, FileNotFoundError, StopIteration) as reason:
        return {**head, "missing": str(reason) or type(reason).__name__}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    return [_rounded(v) for v in value] if isinstance(value, list | tuple) else value


def _measure(label: str, found: Mapping[str, Any], **more: Any) -> Measure:
    return {"label": label, **found, **more}


def _main(measures: list[Measure], label: str) -> Measure | None:
    """Return the last measure of a label: that of all kinds together."""
    return next((m for m in reversed(measures) if m["label"] == label), None)


def _simple(label: str, right: int, of: int, **more: Any) -> Measure:
    share = {"right": right, "of": of, "rate": right / of if of else None}
    return _measure(label, share, **({"interval": wilson(right, of)} if of else {}), **more)


def _numbers(gold: Path) -> Part:
    found = numeric.measure(gold)
    measures = []
    for kind, rates in found["rates"].items():
        for name, value in rates.items():
            beside = found["gpt4"].get(kind, {}).get(name)
            use = {} if beside is None or "accepted" in name else {"gpt4": beside["rate"]}
            measures.append(
                _measure(LABELS[name], value, name=name, group=KIND_WORDS[kind], kind=kind, **use)
            )
    kinds = [
        {"kind": name, "says": KINDS[name], "group": KIND_WORDS[kind], "n": n, "of": total}
        for kind, errors in found["errors"].items()
        for total in [found["complete"][kind]]
        for name, n in errors.items()
    ]
    return {
        "main": _main(measures, LABELS["cell_precision"]),
        "on": f"{found['questions']} questions to {found['papers']} reports",
        "measures": measures,
        "calibration": found["calibration"],
        "kinds": kinds,
    }


def _contrasts(gold: Path) -> Part:
    found = unaided.measure(gold)
    return {
        "main": {"label": "found with every number", "rate": found["recalled"]["rate"]},
        "on": f"{found['contrasts']} comparisons in {found['papers']} reports; "
        f"{found['listed_per_paper']:.0f} listed in a report on average, none in "
        f"{found['papers_without']}",
        "measures": [
            _measure("found with every number", found["recalled"]),
            _measure("found with every number but the sizes of groups", found["recalled_outcome"]),
        ],
        "calibration": found["calibration"],
        "calibration_of": "Comparisons whose means or events were entered by people too, on the "
        "reports from which the confidence was set; right if every other number is as "
        "entered, the two groups in either order.",
    }


def _direction(gold: Path) -> Part:
    found = direction.measure(gold)
    f1 = {
        "rate": found["macro_f1"],
        "interval_over_papers": found["macro_f1_interval_over_papers"],
    }
    return {
        "main": {"label": "direction right", "rate": found["accuracy"]["rate"]},
        "on": f"{found['questions']} questions to {found['papers']} reports; "
        f"{found['ties_left_out']} left out because annotators disagreed evenly",
        "measures": [
            _measure("direction right", found["accuracy"], name="accuracy"),
            _measure("F1, mean over the three directions", f1, name="macro_f1"),
            _measure("sentence shown is one that annotators marked", found["sentence_marked"]),
            _measure(
                "direction right when the marked sentence is given", found["accuracy_marked_given"]
            ),
            _measure(
                "always saying no difference", {"rate": found["always_no_difference"]}, name="floor"
            ),
        ],
        "calibration": found["calibration"],
        "kinds": _turned(found["confusion"]),
    }


def _turned(confusion: list[list[int]]) -> list[dict[str, Any]]:
    """Return the kinds of wrong direction: missed, made up, turned round."""
    total = sum(map(sum, confusion))
    missed = confusion[0][1] + confusion[2][1]
    made = confusion[1][0] + confusion[1][2]
    turned = confusion[0][2] + confusion[2][0]
    says = {
        "A difference was missed: another sentence of the outcome, at another time or of other "
        "groups, said there was none.": missed,
        "A difference was reported that is of another comparison, such as against the start.": made,
        "The direction was turned round: words such as better or superior that mean more for one "
        "outcome and less for another, or a comparison told from the other group's side.": turned,
    }
    return [{"says": words, "n": n, "of": total} for words, n in says.items()]


def _facts(gold: Path) -> Part:
    found = importlib.import_module("benchmarks.extraction.facts").measure(gold)
    measures = []
    for half, group in (
        ("held_out/study", "From titles and populations"),
        ("held_out/paper", "From whole reports"),
    ):
        for field, c in found.get(half, {}).items():
            words = FACT_WORDS.get(field, field)
            given = c["right"] + c["wrong"]
            measures += [
                _simple(
                    f"{words}: suggested and right, of those labelled",
                    c["right"],
                    c["n"],
                    group=group,
                ),
                _simple(f"{words}: {SUGGESTED}", c["right"], given, group=group),
            ]
    return {
        "main": _main(measures, f"{FACT_WORDS['level']}: {SUGGESTED}"),
        "on": "labels given by hand, the half set aside",
        "measures": measures,
    }


def _statistics(gold: Path) -> Part:
    found = importlib.import_module("benchmarks.extraction.statistics").measure(gold)
    apa = found["apa"]
    measures = [
        _simple(
            TESTS,
            apa["right"],
            apa["expected"],
            group="Psychology texts",
        )
    ]
    for kind in ("pdf", "html"):
        c = found[f"statcheck_{kind}"]
        group = f"One paper of psychology as {kind.upper()}"
        measures += [
            _simple(
                TESTS,
                c["right"],
                c["expected"],
                group=group,
            ),
            _simple(
                "check of p agrees with the coders", c["error_agrees"], c["checked"], group=group
            ),
        ]
    return {
        "main": measures[0],
        "on": f"{apa['texts']} texts and one paper in two formats",
        "measures": measures,
    }


def _pdf(gold: Path) -> Part:
    found = importlib.import_module("benchmarks.extraction.pdf_twins").measure(gold)
    if not found["papers"]:
        raise FileNotFoundError("no papers as PDF and XML")
    measures = [_simple(label, *c) for label, c in _pairs(found["counts"])]
    return {
        "main": measures[0],
        "on": f"{len(found['papers'])} papers",
        "measures": measures,
    }


def _pairs(counts: Mapping[str, Iterable[int]]) -> list[tuple[str, tuple[int, int]]]:
    return [(label, (right, of)) for label, (right, of) in counts.items()]
