"""The drawings say in English what they say without the site, and in no other place."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from analyses.plots import calibration, funnel, specification_curve
from analyses.plots.funnel import FunnelPoint, funnel_svg
from hub.plot_words import plot_words
from hub.texts import Texts


@pytest.mark.parametrize(
    ("plot", "english"),
    [
        ("funnel", funnel.WORDS),
        ("ways", specification_curve.WORDS),
        ("calibration", calibration.WORDS),
    ],
)
def test_the_english_messages_are_the_words_of_the_drawing(
    plot: str, english: Mapping[str, str]
) -> None:
    assert plot_words(Texts("en"), plot, english) == english


def test_a_drawing_says_what_it_is_given() -> None:
    points = [FunnelPoint("A 2020", None, 0.1, 0.2), FunnelPoint("B 2021", None, 0.5, 0.1)]
    words = {name: f"¿{text}?" for name, text in funnel.WORDS.items()}
    svg = funnel_svg(points, pooled=0.4, plot_id="f", title="T", x_label="g", words=words)
    assert "¿pooled 0.40?" in svg
    assert "¿A 2020: 0.10, standard error 0.20?" in svg
    assert svg.count("pooled 0.40") == svg.count("¿pooled 0.40")
