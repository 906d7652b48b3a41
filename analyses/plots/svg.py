"""Write the parts every figure shares: the accessible wrapper, text, links, shapes, coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SLUG = re.compile(r"[a-z][a-z0-9-]*")


def figure(
    name: str,
    plot_id: str,
    title: str,
    description: str,
    size: tuple[float, float],
    body: Iterable[str],
    *,
    linked: bool,
) -> str:
    """Return an ``svg`` element with an accessible name and description.

    A drawing with links gets the role of a group: an image must not hold anything to press,
    and readers of its text would miss the links.
    """
    if not _SLUG.fullmatch(plot_id):
        raise ValueError(f"{plot_id!r} is not a lower-case slug")
    role = "group" if linked else "img"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" role="{role}" '
        f'aria-labelledby="{plot_id}-title" aria-describedby="{plot_id}-desc" '
        f'viewBox="0 0 {place(size[0])} {place(size[1])}" font-family="system-ui, sans-serif" '
        'font-size="13" fill="currentColor" data-search-exclude="">'
    )
    named = f'<title id="{plot_id}-title">{clean(title)}</title>'
    described = f'<desc id="{plot_id}-desc">{clean(description)}</desc>'
    return "\n".join([opening, named, described, *body, "</svg>"])


def text(x: float, y: float, words: str, name: str = "", anchor: str = "start") -> str:
    """Return a ``text`` element with an optional class and anchor."""
    attributes = f' class="{name}"' if name else ""
    attributes += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{place(x)}" y="{place(y)}"{attributes}>{clean(words)}</text>'


def stroke(name: str, x: float, y: float, direction: str, end: float, extra: str = "") -> str:
    """Return a straight line from a point across (`H`) or down (`V`) to a coordinate."""
    course = f"M{place(x)} {place(y)}{direction}{place(end)}"
    return f'<path class="{name}" d="{course}" {f"{extra} ".lstrip()}stroke="currentColor"/>'


def path(name: str, points: Sequence[tuple[float, float]], extra: str = "") -> str:
    """Return an unfilled line through points."""
    course = "L".join(f"{place(x)} {place(y)}" for x, y in points)
    drawn = f'class="{name}" d="M{course}" fill="none" stroke="currentColor"'
    return f"<path {drawn}{f' {extra}'.rstrip()}/>"


def polygon(name: str, points: Sequence[tuple[float, float]], extra: str = "") -> str:
    """Return a filled shape."""
    course = " ".join(f"{place(x)},{place(y)}" for x, y in points)
    drawn = f'class="{name}" points="{course}" {extra}'
    return f"<polygon {drawn.rstrip()}/>"


def disc(name: str, x: float, y: float, radius: float, *, hollow: bool = False) -> str:
    """Return a circle, filled or hollow."""
    inside = ' fill="none" stroke="currentColor" stroke-width="1.5"' if hollow else ""
    at = f'cx="{place(x)}" cy="{place(y)}" r="{place(radius)}"'
    return f'<circle class="{name}" {at}{inside}/>'


def box(name: str, x: float, y: float, width: float, height: float, extra: str = "") -> str:
    """Return a filled rectangle from its upper left corner."""
    size = f'width="{place(width)}" height="{place(height)}"'
    return f'<rect class="{name}" x="{place(x)}" y="{place(y)}" {size} {extra}/>'


def link(href: str | None, content: str, label: str = "") -> str:
    """Return drawn content inside a link, or as it is without an address.

    A mark without words needs a label, which is the link's name for those who do not see it.
    """
    if not href:
        return content
    named = f" aria-label={quoteattr(' '.join(label.split()))}" if label else ""
    return f"<a href={quoteattr(href)}{named}>{content}</a>"


def tip(words: str, content: str, name: str) -> str:
    """Return a group whose words show when the pointer rests on it."""
    return f'<g class="{name}"><title>{clean(words)}</title>{content}</g>'


def clean(words: str) -> str:
    """Escape for XML, on one line and without the control characters XML forbids."""
    return escape(" ".join(_CONTROL.sub("", words).split()))


def number(value: float, places: int = 2) -> str:
    """Return a number for reading, with a true minus sign and never minus zero."""
    return f"{round(value, places) + 0.0:.{places}f}".replace("-", "\N{MINUS SIGN}")


def place(position: float) -> str:
    """Return a coordinate with fixed decimals."""
    return f"{round(position, 2) + 0.0:.2f}"
