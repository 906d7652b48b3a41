"""A reading as the understanding would give it, with every kind of thing in it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from extract.documents.model import Front, Place, Problem
from extract.library.outcome import Outcome
from extract.papers.model import (
    ArmFound,
    ContrastFound,
    Number,
    PaperReading,
    Quote,
    Suggestion,
    TestFound,
)

ROW = Quote(
    words="21.4 (9.2)",
    place=Place(page=3, box=(10.0, 20.0, 30.0, 40.5)),
    source="Table 2, row Exhaustion, column Rest",
)
SENTENCE = Quote(
    words="Forty nurses were randomised.", place=Place(xpath="/article/body/p"), source="Methods"
)


def number(value: float, printed: str | None = None, quote: Quote = ROW) -> Number:
    """Return a number as printed."""
    return Number(value=value, printed=printed or f"{value:g}", quote=quote)


STATISTICS = {
    "n1i": number(40, quote=SENTENCE),
    "m1i": number(21.4),
    "sd1i": number(9.2),
    "n2i": number(38, quote=SENTENCE),
    "m2i": number(25.9),
    "sd2i": number(9.8),
}
CONTRAST = ContrastFound(
    outcome="Emotional exhaustion",
    arm1="Rest",
    arm2="Usual",
    statistics=STATISTICS,
    confidence=0.95,
    construct="emotional-exhaustion",
    instrument="mbi",
    subscale="ee",
    higher_is_better=False,
    timing="post",
    time_label="8 weeks",
    time_weeks=8.0,
)
READING = PaperReading(
    sha256="0" * 64,
    kind="jats",
    reader="jats 1",
    extractor="paper-reader 1",
    front=Front(title="A made-up trial", doi="10.1234/Made.Up", authors=("A Example",)),
    n_pages=None,
    suggestions=(
        Suggestion(field="design", value="rct", confidence=0.9, quotes=(SENTENCE,)),
        Suggestion(field="level", value="team", confidence=0.8, quotes=(SENTENCE,)),
        Suggestion(field="country", value="NA", confidence=0.8, quotes=(SENTENCE,)),
        Suggestion(field="cadre", value="nurse", confidence=0.9, quotes=(SENTENCE, ROW)),
        Suggestion(
            field="signal_blinding", value="not blinded", confidence=0.7, quotes=(SENTENCE,)
        ),
    ),
    arms=(
        ArmFound(
            name="Rest", role="intervention", n_analysed=number(40, quote=SENTENCE), quotes=(ROW,)
        ),
        ArmFound(name="Usual", role="comparator"),
    ),
    contrasts=(CONTRAST,),
    tests=(
        TestFound(
            statistic="t",
            value=1.2,
            quote=SENTENCE,
            df1=79,
            p=0.01,
            p_comparison="=",
            ci=(0.1, 0.4),
            p_computed=0.234,
            consistent=False,
            decision_error=True,
        ),
    ),
    problems=(Problem(what="scanned page", page=4), Problem(what="no full text")),
)


def outcome(
    name: str = "trial.xml", *, reading: PaperReading | None = READING, problem: str | None = None
) -> Outcome:
    """Return what came of a file; its digest is made from its name."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    made = None if reading is None or problem else replace(reading, sha256=sha256)
    return Outcome(file=name, sha256=sha256, reading=made, problem=problem)
