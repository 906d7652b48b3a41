"""Effects as lines: the numbers stand where the axis says, and nothing else is drawn."""

import xml.etree.ElementTree as ET

import pytest

from analyses.plots.effect_line import EffectLine, effect_card, effect_row, shared_axis

SVG = "{http://www.w3.org/2000/svg}"
POOLED = EffectLine("team", 0.5, 0.25, 0.75, -0.5, 1.5)
SINGLE = EffectLine("system", 0.0, -0.1, 0.1, hollow=True)


def card(line: EffectLine, lines: list[EffectLine]) -> ET.Element:
    axis = shared_axis(lines, 260.0, hold=True)
    return ET.fromstring(effect_card(line, axis, plot_id="line-a", title="t", words="w"))


def test_numbers_stand_where_the_axis_says() -> None:
    # by hand: the axis goes from -0.5 to 1.5 in steps of 0.5 over 244 units from 8
    drawing = card(POOLED, [POOLED, SINGLE])
    ticks = [t.text for t in drawing.iter(f"{SVG}text") if t.get("class") == "forest__tick"]
    assert ticks == ["−0.5", "0.0", "0.5", "1.0", "1.5"]
    (dot,) = drawing.iter(f"{SVG}circle")
    assert float(dot.get("cx", "")) == 8 + 244 * (0.5 + 0.5) / 2
    lines = {p.get("class"): p.get("d") for p in drawing.iter(f"{SVG}path")}
    assert lines["effect__interval"] == "M99.50 15.00H160.50"  # 8 + 244 * 0.375, 8 + 244 * 0.625
    assert lines["effect__prediction"] == "M8.00 15.00H252.00"


def test_one_study_is_hollow_and_predicts_nothing() -> None:
    drawing = card(SINGLE, [POOLED, SINGLE])
    (dot,) = drawing.iter(f"{SVG}circle")
    assert dot.get("fill") == "none"
    assert not [p for p in drawing.iter(f"{SVG}path") if p.get("class") == "effect__prediction"]


def test_what_reaches_further_ends_in_an_arrow() -> None:
    wide = EffectLine("wide", 0.1, -10.0, 10.0)
    axis = shared_axis([POOLED, SINGLE, wide], 150.0)
    assert axis.high < 10
    assert effect_row(wide, axis).count("forest__arrow") == 2
    assert "forest__arrow" not in effect_row(SINGLE, axis)
    assert "\n" not in effect_row(wide, axis)


@pytest.mark.parametrize("numbers", [(0.5, 0.6, 0.7), (float("nan"), 0.0, 1.0)])
def test_an_estimate_outside_its_interval_is_refused(numbers: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError):
        EffectLine("a", *numbers)


def test_a_prediction_interval_has_two_ends() -> None:
    with pytest.raises(ValueError):
        EffectLine("a", 0.5, 0.2, 0.7, 0.0, None)
