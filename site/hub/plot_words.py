"""What the drawings of ``analyses.plots`` say, as messages in the language of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter

from hub.texts import Texts


def plot_words(say: Texts, plot: str, english: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a drawing, with their places open for its numbers.

    Parameters
    ----------
    say : Texts
        The words of the site; ``none`` of a plot ``ways`` is ``plot-ways-none``.
    plot : str
        How the messages name the drawing.
    english : mapping
        Its own ``WORDS``.
    """
    return {
        name: say(f"plot-{plot}-{name}", **{p: f"{{{p}}}" for p in places(text)})
        for name, text in english.items()
    }


def places(text: str) -> Iterable[str]:
    """Return the names of the places in a word that are filled in."""
    return dict.fromkeys(name for _, name, _, _ in Formatter().parse(text) if name)
