"""What the site generator's settings say in words: the site's name and its navigation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hub.texts import Texts


def in_words(settings: Mapping[str, Any], say: Texts) -> dict[str, Any]:
    """Return the settings that hold words, in the language of the site.

    Parameters
    ----------
    settings : mapping
        ``mkdocs.yml``, in English.
    say : Texts
        The words of the site; an entry ``What changed`` is ``navigation-what-changed``, a word
        ``menu`` of the theme ``theme-menu``.
    """
    return {
        "site_name": say("site-name"),
        "site_description": say("site-description"),
        "copyright": say("site-copyright"),
        "nav": _entries(settings["nav"], say),
        "extra": {"words": {name: say(f"theme-{name}") for name in settings["extra"]["words"]}},
    }


def _entries(entries: Sequence[Mapping[str, Any]], say: Texts) -> list[dict[str, Any]]:
    return [
        {
            say(f"navigation-{name.lower().replace(' ', '-')}"): to
            if isinstance(to, str)
            else _entries(to, say)
            for name, to in entry.items()
        }
        for entry in entries
    ]
