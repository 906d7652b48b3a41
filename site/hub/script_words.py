"""What the scripts of a page say: messages as data of the page, for ``assets/js/words.js``."""

from __future__ import annotations

import json
from collections.abc import Iterable

from hub.texts import Texts

# Values that a script fills in: a message is asked for with its places kept open.
PLACES = (
    *(
        "about",
        "all",
        "change",
        "column",
        "construct",
        "effects",
        "estimate",
        "finding",
        "i2",
        "levels",
    ),
    *(
        "link",
        "lower",
        "n",
        "name",
        "names",
        "new",
        "old",
        "p",
        "problem",
        "row",
        "size",
        "studies",
    ),
    *("study", "tau2", "unknown", "upper", "weight", "why", "words", "year"),
)
# The categories of plurals; each language has some of them, and all have the last.
CATEGORIES = ("zero", "one", "two", "few", "many")
OTHER = "other"

FILTERS = (
    *(f"filter-{name}" for name in ("family", "evidence", "level", "kind", "country", "construct")),
    *(f"filter-{name}" for name in ("cadre", "design", "bias", "status", "words", "from", "to")),
    *("filters", "filters-more", "filter-chosen", "filter-any", "filter-or"),
    *("filter-said-from", "filter-said-to", "filter-said-words"),
)
GAP_MAP = (*FILTERS, "filter-income")
EXPLORER = (
    *FILTERS,
    "filter-income-of-country",
    *(
        f"explorer-{name}"
        for name in (
            *("form", "once", "reset", "save", "map", "effects", "studies", "shown"),
            *("shown-about", "unknown", "and-others", "outcomes", "mixed", "associations"),
            *("no-study", "one-study", "size", "before-after", "for-intervention"),
            *("for-comparison", "unclear", "once-none", "once-more", "once-nothing", "once-size"),
            *("once-change", "prediction", "variance", "p", "p-small", "p-none", "levels", "few"),
            *("same", "yours", "own", "own-link", "left-out", "put-back", "put-back-study"),
            *("leave-out", "leave-out-study", "use", "use-only", "use-weight", "use-left-out"),
            *("use-why", "use-no-estimate", "use-other", "use-once", "table-first", "table-all"),
        )
    ),
    *(
        f"forest-{name}"
        for name in (
            *("title", "about", "study", "estimate", "pooled", "prediction", "axis", "worse"),
            *("better", "for-comparison", "for-intervention", "read-once", "caption"),
            *("caption-pooled", "caption-once", "first", "all"),
        )
    ),
    *(f"grid-{name}" for name in ("title", "caption", "rows", "none", "cell", "all")),
)
# The filters over the competencies and their values, in their order.
TEACHING_FILTERS = {
    "audience": ("front_line", "team_lead", "manager", "educator", "policy_maker"),
    "levels": ("individual", "team", "organisational", "system", "multi_level"),
    "known": ("pooled", "some", "nothing"),
}
TEACHING = (
    *(f"teaching-{name}" for name in ("form", "any", "shown")),
    *(f"teaching-{name}" for name in TEACHING_FILTERS),
    *(f"teaching-{name}-{value}" for name, of in TEACHING_FILTERS.items() for value in of),
)
PACK = tuple(
    f"pack-{name}"
    for name in (
        *("title", "cc11", "cc13", "docx", "md", "empty", "put", "changed", "changed-finding"),
        *("unknown", "show", "any", "count", "full", "nothing", "making", "made", "failed"),
    )
)


def script_words(say: Texts, names: Iterable[str]) -> str:
    """Return what the scripts of a page say as a data block, which a browser does not run.

    Parameters
    ----------
    say : Texts
        The words of the site.
    names : iterable of str
        Messages without their ``script-``; a place in them is ``{n}`` for the script.
    """
    words: dict[str, str] = {}
    for name in names:
        words |= _forms(say, name)
    data = json.dumps({"language": say.language, "words": words}, ensure_ascii=False)
    # The end of the element must not be found inside of it.
    data = data.replace("<", "\\u003c")
    return f'<script type="application/json" id="script-words">{data}</script>\n'


def _forms(say: Texts, name: str) -> dict[str, str]:
    """Return a message by name, and by name and category each plural that reads otherwise.

    The browser knows the count and its category; here each category is asked for by its name.
    """
    places = {place: f"{{{place}}}" for place in PLACES}
    found = {name: say(f"script-{name}", **places, count=OTHER)}
    for category in CATEGORIES:
        text = say(f"script-{name}", **places, count=category)
        if text != found[name]:
            found[f"{name}-{category}"] = text
    return found
