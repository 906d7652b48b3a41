"""The palette: seen by everybody, in light, in dark and on paper."""

import itertools
import math
import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[3] / "site" / "theme" / "assets"
LEVELS = ("individual", "team", "organisational", "system", "multi-level")
CERTAINTIES = ("very-low", "low", "moderate", "high")
# Machado, Oliveira & Fernandes (2009), IEEE Trans. Vis. Comput. Graph. 15:1291, severity 1.0;
# they work on linear RGB.
SEEN = {
    "as it is": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Colour = tuple[float, ...]


def scheme(name: str) -> dict[str, Colour]:
    """Return the colours of a scheme as linear RGB, by variable."""
    file, start = {
        "light": ("identity.css", '[data-md-color-scheme="default"] {'),
        "dark": ("identity.css", '[data-md-color-scheme="slate"] {'),
        "paper": ("paper.css", "[data-md-color-scheme] {"),
    }[name]
    css = (ASSETS / "css" / file).read_text(encoding="utf-8")
    block = css.split(start, 1)[1].split("}", 1)[0]
    return {key: linear(value) for key, value in re.findall(r"--([\w-]+): (#\w{6})", block)}


def linear(code: str) -> Colour:
    """Return linear RGB (IEC 61966-2-1)."""
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    low, high = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Colour) -> Colour:
    """Return CIE L*a*b* under D65."""
    r, g, b = colour
    white = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in white)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def distance(one: Colour, other: Colour, vision: str) -> float:
    """Return how far two colours lie apart (CIE 1976) for an eye of a kind."""

    def seen(colour: Colour) -> Colour:
        rows = SEEN[vision]
        mixed = (sum(m * c for m, c in zip(row, colour, strict=True)) for row in rows)
        return tuple(min(1.0, max(0.0, c)) for c in mixed)

    return math.dist(lab(seen(one)), lab(seen(other)))


def test_the_measures_are_those_of_the_books() -> None:
    black, white = linear("#000000"), linear("#ffffff")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(linear("#777777"), white) == pytest.approx(4.48, abs=0.01)  # WCAG's example
    assert distance(black, white, "as it is") == pytest.approx(100, abs=0.1)
    # red and green of one lightness are far apart, and nearly one for a deuteranope
    red, green = linear("#c0392b"), linear("#7f7a16")
    assert distance(red, green, "as it is") > 3 * distance(red, green, "deuteranopia")


@pytest.mark.parametrize("name", ["light", "dark", "paper"])
def test_words_and_marks_stand_out(name: str) -> None:
    colours = scheme(name)
    for ground in ("hub-paper", "hub-soft"):
        for words in ("hub-ink", "hub-muted", "hub-mark"):
            assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)
        marks = [f"level-{x}" for x in LEVELS] + [f"certainty-{x}" for x in (*CERTAINTIES, "none")]
        for mark in marks:
            assert contrast(colours[mark], colours[ground]) >= 3, (mark, ground)


@pytest.mark.parametrize("vision", SEEN)
@pytest.mark.parametrize("name", ["light", "dark", "paper"])
def test_levels_and_certainties_differ_for_every_eye(name: str, vision: str) -> None:
    colours = scheme(name)
    for kind, terms in (("level", LEVELS), ("certainty", CERTAINTIES)):
        for one, other in itertools.combinations(terms, 2):
            apart = distance(colours[f"{kind}-{one}"], colours[f"{kind}-{other}"], vision)
            assert apart >= 15, (kind, one, other)


def test_fonts_are_small_and_of_the_house() -> None:
    css = (ASSETS / "css" / "identity.css").read_text(encoding="utf-8")
    named = {Path(address).name for address in re.findall(r'url\("([^"]+)"\)', css)}
    fonts = {path.name: path.stat().st_size for path in (ASSETS / "fonts").glob("*.woff2")}
    assert named == set(fonts)
    assert max(fonts.values()) < 60_000
