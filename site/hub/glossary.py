"""The glossary: the site's words in plain words, each with an anchor that does not change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hub.model import LEVELS, Hub, Row
from hub.text import front_matter, safe

STATISTICS = "methods/statistics.md"


class Entry(NamedTuple):
    """A word: its anchor, and the heading of the statistics page with its formula and source."""

    anchor: str
    source: str = ""
    means: bool = False  # the text is that of a certainty label


NUMBERS = (
    Entry("effect-size", "direction"),
    Entry("hedges-g", "formulas"),
    Entry("standard-deviation"),
    Entry("odds-ratio", "formulas"),
    Entry("interval", "model"),
    Entry("prediction-interval", "model"),
    Entry("no-clear-difference"),
    Entry("pairs", "what-it-means-for-a-person"),
    Entry("p-value"),
    Entry("degrees-of-freedom", "model"),
)
POOLING = (
    Entry("pooled-effect", "which-effects"),
    Entry("weight"),
    Entry("random-effects", "model"),
    Entry("common-effect"),
    Entry("heterogeneity"),
    Entry("tau2", "model"),
    Entry("i2"),
    Entry("q"),
    Entry("reml", "model"),
    Entry("knapp-hartung", "model"),
    Entry("robust-variance", "model"),
    Entry("rho", "model"),
    Entry("sensitivity", "does-the-answer-hold"),
    Entry("robustness", "does-the-answer-hold"),
    Entry("forest-plot"),
)
TRUST = (
    Entry("certainty", "how-sure"),
    *(Entry(f"certainty-{c}", means=True) for c in ("high", "moderate", "low", "very-low")),
    Entry("risk-of-bias", "how-sure"),
    Entry("inconsistency"),
    Entry("indirectness"),
    Entry("imprecision"),
    Entry("small-study-effects", "do-small-studies-show-more"),
    Entry("cerqual"),
)
EVIDENCE = tuple(
    Entry(a)
    for a in (
        *("finding", "study", "randomised", "cluster-randomised", "controlled", "before-after"),
        *("association", "read-once", "corrected", "converted", "voice", "theme", "competency"),
        "scale",
    )
)
PARTS = (
    ("numbers", NUMBERS),
    ("pooling", POOLING),
    ("trust", TRUST),
    ("evidence", EVIDENCE),
)
SCALE = "mbi"


def glossary_page(hub: Hub) -> str:
    """Return the glossary."""
    name = hub.say("glossary-title")
    lines = [front_matter(name), f"# {name}\n\n{hub.say('glossary-lead')}\n"]
    for part, entries in PARTS:
        lines.append(f"\n## {hub.say(f'glossary-part-{part}')}\n")
        lines += [_entry(hub, e) for e in entries]
    levels = hub.terms("levels")
    scale = [t for i, t in hub.terms("instruments").items() if i.split("/")[0] == SCALE]
    for part, terms in (
        ("levels", [levels[i] for i in LEVELS]),
        ("outcomes", list(hub.terms("outcome_families").values())),
        ("scales", scale),
    ):
        lines.append(f"\n## {hub.say(f'glossary-part-{part}')}\n")
        lines += _terms(hub, part, terms)
    return "".join(lines)


def _entry(hub: Hub, entry: Entry) -> str:
    ident = f"glossary-{entry.anchor}"
    text = hub.say(ident.replace("certainty-", "means-") if entry.means else f"{ident}-text")
    more = ""
    if entry.source:
        more = f" [{hub.say('glossary-more')}]({STATISTICS}#{entry.source})."
    return f"\n### {hub.say(ident)} {{ #{entry.anchor} }}\n\n{text}{more}\n"


def _terms(hub: Hub, part: str, terms: Sequence[Row]) -> list[str]:
    return [
        f"\n### {safe(t['label'])} {{ #{part.removesuffix('s')}-{_slug(t['term_id'])} }}\n\n"
        f"{safe(t['definition'])}{_span(hub, t)}\n"
        for t in terms
    ]


def _slug(ident: str) -> str:
    return ident.replace("/", "-").replace("_", "-")


def _span(hub: Hub, term: Row) -> str:
    if term["range_min"] is None:
        return ""
    ends = {"low": f"{term['range_min']:g}", "high": f"{term['range_max']:g}"}
    return " " + hub.say("glossary-scale-range", **ends)


def glossary_link(hub: Hub, anchor: str, up: str, text: str = "") -> str:
    """Return a link to a word of the glossary; the text is the word when none is given."""
    return f"[{text or hub.say(f'glossary-{anchor}')}]({up}glossary.md#{anchor})"


def glossary_pages(hub: Hub) -> dict[str, str]:
    """Return the glossary by its path."""
    return {"glossary.md": glossary_page(hub)}
