"""Small pieces of Markdown: safe text, numbers, links, badges, tables."""

from __future__ import annotations

import html
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from hub.texts import Words

MINUS = "−"
# One pass, so that no escape is escaped again: HTML's own characters, then Markdown's.
_SPECIAL = str.maketrans({c: f"&#{ord(c)};" for c in "&<>\"'\\`*_{}[]|~$^!#"})
LEVEL_WORDS = Words(
    "word-level", ("individual", "team", "organisational", "system", "multi_level", "any")
)
CLASS_WORDS = Words("word-class", ("controlled", "pre_post", "cross_sectional"))
DESIGN_WORDS = Words(
    "word-design",
    (
        "rct",
        "cluster_rct",
        "non_randomised",
        "interrupted_time_series",
        "pre_post",
        "cross_sectional",
        "qualitative",
    ),
)
CERTAINTY_WORDS = Words("word-certainty", ("high", "moderate", "low", "very_low", "none"))
STATUS_WORDS = Words("word-status", ("machine", "checked", "corrected", "rejected"))
USE_WORDS = Words("word-use", ("main", "sensitivity", "none"))
ORIGIN_WORDS = Words("word-origin", ("reported", "computed", "converted", "imputed"))
THEME_WORDS = Words("word-theme", ("need", "barrier", "facilitator", "recommendation"))
CHECK_WORDS = Words("word-check", ("confirmed", "partly", "differs", "not_found"))
DOMAIN_WORDS = Words(
    "word-domain",
    (
        "risk_of_bias",
        "inconsistency",
        "indirectness",
        "imprecision",
        "publication_bias",
        "large_effect",
        "dose_response",
        "plausible_confounding",
    ),
)


# Control characters, halves of surrogate pairs, code points that are no characters.
_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn"})
# They turn the text that follows them around, on a page and in a reference manager alike.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(value: Any) -> str:
    """Return text on one line, without control characters and marks that turn its direction."""
    text = "" if value is None else " ".join(str(value).split())
    if text.isprintable():
        return text
    kept = (c for c in text if c not in _TURNING and unicodedata.category(c) not in _UNPRINTABLE)
    return " ".join("".join(kept).split())


def safe(value: Any) -> str:
    """Return text that Markdown and HTML show as it is: markup in a title stays letters."""
    return letters(plain(value))


def letters(text: str) -> str:
    """Return text with markup turned into letters, its lines and spaces kept."""
    return text.translate(_SPECIAL)


def shorten(text: str, length: int = 240) -> str:
    """Return text cut at a word, with an ellipsis, when it is longer."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + " …"


def number(value: float | None, digits: int = 2) -> str:
    """Return a number with a real minus sign; an absent one as a dash."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = f"{0:.{digits}f}"
    return text.replace("-", MINUS)


def printed(value: float | None) -> str:
    """Return a number of a source as it was read, without digits that are not there."""
    if value is None:
        return "–"
    # six digits, as "g" keeps by default, would make 1234567 another number
    return f"{value:.12g}".replace("-", MINUS)


def interval(estimate: Any, lower: Any, upper: Any) -> str:
    """Return ``0.42 [0.10, 0.74]``."""
    return f"{number(estimate)} [{number(lower)}, {number(upper)}]"


def count(value: int | None) -> str:
    """Return a whole number with thin spaces between thousands."""
    return "–" if value is None else f"{value:,}".replace(",", "\u202f")


def plural(value: int, noun: str, many: str | None = None) -> str:
    """Return ``1 study`` or ``3 studies``."""
    return f"{count(value)} {noun if value == 1 else many or noun + 's'}"


def badge(text: str, kind: str) -> str:
    """Return a small label; ``kind`` is its style."""
    return f'<span class="badge badge--{kind.replace("_", "-")}">{safe(text)}</span>'


def table(header: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Return a Markdown table in its own scrolling box.

    Parameters
    ----------
    header, rows : sequences of str
        Cells that are Markdown already.
    right : sequence of int
        Columns aligned to the right (numbers).
    """
    marks = ["---:" if i in right else "---" for i in range(len(header))]
    lines = [f"| {' | '.join(cells)} |" for cells in (header, marks, *rows)]
    return '<div class="table-wrap" tabindex="0" markdown>\n\n' + "\n".join(lines) + "\n\n</div>\n"


def folded(summary: str, content: str) -> str:
    """Return Markdown that is shown when its summary is pressed; on paper it is open."""
    opening = f'<details class="folded" markdown>\n<summary>{summary}</summary>'
    return f"{opening}\n\n{content}\n</details>\n\n"


def heading(level: int, text: str, anchor: str) -> str:
    """Return a heading that other pages point at, whatever language its words are in."""
    # English words make the anchor themselves when the page is rendered
    made = "-".join(re.findall(r"\w+", text.lower()))
    own = "" if made == anchor else f" {{ #{anchor} }}"
    return f"{'#' * level} {text}{own}\n\n"


def jump(summary: str, places: Mapping[str, str]) -> str:
    """Return folded links to the sections of a page, for screens without its contents beside it."""
    items = "".join(f"- [{safe(label)}](#{anchor})\n" for anchor, label in places.items())
    return f'<div class="jump" markdown>\n\n{folded(summary, items)}</div>\n\n'


def front_matter(
    title: str,
    *,
    search: bool = True,
    contents: bool = True,
    description: str = "",
    cited: Mapping[str, Any] | None = None,
) -> str:
    """Return the front matter of a page.

    ``cited`` is what its head says to reference managers; ``contents`` whether its table of
    contents stands beside it.
    """
    # No page has a menu of its own beside it; the wide tables need the room.
    lines = [f"title: {_yaml(title)}", "hide:\n  - navigation"]
    if not contents:
        lines.append("  - toc")
    if description:
        lines.append(f"description: {_yaml(description)}")
    if not search:
        lines.append("search:\n  exclude: true")
    # JSON is YAML, as long as no character is written as a pair of escapes
    lines += [f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in (cited or {}).items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _yaml(text: str) -> str:
    escaped = html.escape(plain(text), quote=False)
    return '"' + escaped.replace("\\", "\\\\").replace('"', '\\"') + '"'


def doi_link(doi: str) -> str:
    """Return a link to a DOI."""
    quoted = quote(doi, safe="/:;._-")
    return f"[{safe('doi:' + doi)}](https://doi.org/{quoted})"
