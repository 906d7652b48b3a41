"""A card: tiles with a heading, a figure and facts, each fact with the row it was read from.

The same tiles become a part of a page and a part of a printed brief, so that both say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.text import safe
from hub.texts import Texts


@dataclass(frozen=True, slots=True)
class Fact:
    """Plain text, the row behind it as ``table/identifier``, and where on the site it stands."""

    text: str
    row: str = ""
    to: str = ""  # from the folder of the page that shows it
    leads: bool = False  # it says no more than where it leads


@dataclass(frozen=True, slots=True)
class Tile:
    """One question of a card. ``figure`` is its short answer and ``words`` say what it is."""

    key: str
    heading: str
    figure: Fact
    words: str
    facts: Sequence[Fact]


def card_html(tiles: Iterable[Tile], label: str) -> str:
    """Return a card as Markdown inside HTML."""
    inside = "".join(_tile(t) for t in tiles)
    return f'<section class="card" aria-label="{safe(label)}" markdown>\n\n{inside}</section>\n\n'


def _tile(tile: Tile) -> str:
    facts = "".join(f"- {fact_markdown(f)}\n" for f in tile.facts)
    return (
        f'<div class="tile tile--{tile.key}" markdown>\n'
        f'<p class="tile__head">{safe(tile.heading)}</p>\n'
        f'<p class="tile__answer" markdown="span"><strong>{fact_markdown(tile.figure)}</strong> '
        f"{safe(tile.words)}</p>\n\n{facts}\n</div>\n\n"
    )


def fact_markdown(fact: Fact) -> str:
    """Return a fact as Markdown: a link with the identifier of its row."""
    text = safe(fact.text)
    row = f'data-id="{safe(fact.row)}"' if fact.row else ""
    if fact.to:
        return f"[{text}]({fact.to})" + (f"{{ {row} }}" if row else "")
    return f"<span {row}>{text}</span>" if row else text


def counted(names: Iterable[str], most: int = 0, last: str = "") -> str:
    """Return names with how often each is there, the most frequent first.

    Parameters
    ----------
    names : iterable of str
        One for each time.
    most : int
        As many are named; how many more there are is said.
    last : str
        The name for what is not known; it comes last.
    """
    found = sorted(Counter(names).items(), key=lambda pair: (pair[0] == last, -pair[1], pair[0]))
    shown = found[:most] if most and len(found) > most + 1 else found
    text = ", ".join(f"{name} ({n})" for name, n in shown)
    left = len(found) - len(shown)
    return Texts()("finding-counted-more", list=text, n=left) if left else text
