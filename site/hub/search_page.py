"""The search: a plain form for any page, and the page that answers it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hub.model import Hub
from hub.search_facets import FACETS, KINDS
from hub.text import CERTAINTY_WORDS, DESIGN_WORDS, LEVEL_WORDS, front_matter, safe
from hub.texts import Texts

# Sentences that the page's script fills in, by their name there.
SPOKEN = (
    *("count-one", "count-other", "none", "more", "ready", "did-you-mean", "offline", "broken"),
    *("clear", "places", "chosen", "all-of"),
)
INCOMES = ("high", "upper_middle", "lower_middle", "low", "mixed")


def search_form(up: str, label: str, ident: str, say: Texts | None = None) -> str:
    """Return a search form as HTML; it works without a script, and from a folder.

    Parameters
    ----------
    up : str
        The way from the page to the root of the site: ``""`` or ``"../"``.
    label : str
        What stands above the box; made safe here.
    ident : str
        Identifier of the box, once on a page.
    say : Texts, optional
        The words of the site; English when not given.
    """
    say = say or Texts()
    return (
        f'<form class="search-form" role="search" action="{up}search.html" method="get" '
        f'aria-label="{safe(label)}">\n'
        f'<label for="{ident}">{safe(label)}</label>\n<div class="search-form__row">'
        f'<input id="{ident}" name="q" type="search" autocomplete="off" autocapitalize="off" '
        'spellcheck="false">'
        f'<button type="submit">{safe(say("search-button"))}</button></div>\n</form>\n'
    )


def search_pages(hub: Hub) -> Mapping[str, str]:
    """Return the search page."""
    say = hub.say
    words = json.dumps(_words(hub), ensure_ascii=False).replace("<", "\\u003c")
    return {
        "search.md": "".join(
            [
                front_matter(say("search-title"), search=False, contents=False),
                f"# {say('search-title')}\n\n",
                search_form("", say("search-label"), "search-box", say),
                '\n<div class="search" id="search-panel" hidden>\n'
                '<details class="search__narrow" id="search-narrow">'
                f"<summary>{safe(say('search-facets'))}</summary>\n"
                f'<form class="search__facets" id="search-facets" '
                f'aria-label="{safe(say("search-facets"))}"></form>\n</details>\n'
                '<div class="search__found">\n'
                '<p id="search-count"></p>\n<p id="search-mean" hidden></p>\n'
                '<p id="search-value" hidden></p>\n'
                '<ol class="search__list" id="search-list"></ol>\n'
                '<button type="button" class="search__more" id="search-more" hidden></button>\n'
                "</div>\n</div>\n"
                '<p class="unseen" id="search-status" role="status"></p>\n\n',
                f"{say('search-browse')}\n\n",
                f'<script id="search-words" type="application/json">{words}</script>\n'
                '<script src="assets/js/search.js"></script>\n',
            ]
        )
    }


def _words(hub: Hub) -> dict[str, object]:
    """Return what the script of the page says: sentences, names of facets and of their values."""
    labels = {
        "kind": {k: hub.say(f"search-kind-{k}") for k in KINDS},
        "level": {k: v for k, v in LEVEL_WORDS.items() if k != "any"},
        "outcome": {i: t["label"] for i, t in hub.terms("outcome_families").items()},
        "intervention": {i: t["label"] for i, t in hub.terms("interventions").items()},
        "design": dict(DESIGN_WORDS),
        "cadre": {i: t["label"] for i, t in hub.terms("cadres").items()},
        "income": {i: i.replace("_", "-") for i in INCOMES},
        "certainty": dict(CERTAINTY_WORDS),
    }
    return {
        "say": {name: hub.say(f"search-{name}") for name in SPOKEN},
        "facets": {name: hub.say(f"search-facet-{name}") for name in FACETS},
        "labels": labels,
        "language": hub.say.language,
    }
