"""Forest plots of all kinds: what stands where, in words and in coordinates."""

import xml.etree.ElementTree as ET

import pytest

from analyses.plots.bars import BarRow, bars_svg
from analyses.plots.cumulative import CumulativeRow, cumulative_svg
from analyses.plots.forest import ForestRow, ForestSummary, forest_svg
from analyses.plots.nested_forest import NestedStudy, nested_forest_svg

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    ForestRow("Amutio 2015", "a.html", 0.61, -0.02, 1.24, 0.25, "exhaustion"),
    ForestRow("Boucher 2023", None, 0.39, 0.14, 0.64, 0.75),
    ForestRow("Read once 2020", None, 0.2, -0.1, 0.5, 0.0, hollow=True),
]
SUMMARY = ForestSummary("Pooled", 0.45, 0.2, 0.7, -0.1, 1.0)
NAMES = {"plot_id": "forest-a", "title": "Burnout", "x_label": "g"}


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def words(svg: str) -> list[str]:
    return [t.text or "" for t in drawn(svg).iter(f"{SVG}text")]


def forest(rows=ROWS, summary=SUMMARY, **more: object) -> str:
    return forest_svg(rows, summary, description="Three studies.", **(NAMES | more))


def test_a_forest_names_itself_and_holds_every_number_as_text() -> None:
    svg = forest()
    root = drawn(svg)
    assert root.get("aria-labelledby") == "forest-a-title"
    assert root.find(f"{SVG}title").get("id") == "forest-a-title"
    assert root.find(f"{SVG}desc").text == "Three studies."
    for expected in ("0.61 [−0.02, 1.24]", "0.45 [0.20, 0.70]", "[−0.10, 1.00]", "exhaustion"):
        assert expected in words(svg)


def test_a_forest_with_links_is_a_group_and_one_without_an_image() -> None:
    assert drawn(forest()).get("role") == "group"
    assert drawn(forest(ROWS[1:])).get("role") == "img"


def test_weights_stand_in_a_column_and_unpooled_studies_say_so() -> None:
    found = words(forest(weights=True))
    assert ["Weight" in found, "25.0%" in found, "not pooled" in found] == [True] * 3
    assert "25.0%" not in words(forest())


def test_weight_is_area_not_side() -> None:
    sides = [float(r.get("width")) for r in drawn(forest()).iter(f"{SVG}rect")][:2]
    assert (sides[0] / sides[1]) ** 2 == pytest.approx(0.25 / 0.75, rel=0.01)


def test_an_interval_beyond_the_axis_ends_in_an_arrow() -> None:
    wide = [*ROWS, ForestRow("Vague", None, 0.3, -9.0, 9.0, 0.01)]
    assert forest(wide).count("forest__arrow") == 2
    assert forest().count("forest__arrow") == 0


def test_words_under_a_narrow_axis_do_not_run_into_each_other() -> None:
    rows = [ForestRow("x" * 36, None, -10.25, -11.25, -9.25, 1.0)]
    svg = forest(rows, None, weights=True, favours=("favours the comparison", "favours it much"))
    levels = [
        float(t.get("y")) for t in drawn(svg).iter(f"{SVG}text") if "favours" in (t.text or "")
    ]
    assert levels[0] != levels[1]
    height = float(drawn(svg).get("viewBox").split()[3])
    assert max(levels) < height


def test_the_same_numbers_give_the_same_characters() -> None:
    assert forest() == forest()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: forest([]),
        lambda: forest(plot_id="A 1"),
        lambda: ForestRow("a", None, 0.5, 0.6, 0.9, 0.1),
        lambda: ForestRow("a", None, float("nan"), 0.0, 1.0, 0.1),
        lambda: ForestRow("a", None, 0.5, 0.1, 0.9, 1.1),
        lambda: ForestSummary("a", 0.5, 0.1, 0.9, 0.0, None),
        lambda: ForestSummary("a", 0.5, 0.1, 0.9, 0.6, 0.9),
    ],
)
def test_numbers_that_cannot_be_drawn_are_refused(wrong) -> None:
    with pytest.raises(ValueError):
        wrong()


def test_words_are_escaped() -> None:
    svg = forest([ForestRow('A & B <"x">', 'p?a=1&b="2"', 0.1, 0.0, 0.2, 1.0)])
    assert 'A & B <"x">' in words(svg)
    assert next(drawn(svg).iter(f"{SVG}a")).get("href") == 'p?a=1&b="2"'


def test_bars_are_as_long_as_their_counts() -> None:
    svg = bars_svg(
        [BarRow("team", None, 4, "4 studies"), BarRow("system", None, 1, "1 study")],
        plot_id="bars-a",
        title="Studies",
        description="d",
    )
    bars = [r for r in drawn(svg).iter(f"{SVG}rect") if r.get("class") == "bars__bar"]
    assert float(bars[0].get("width")) == 4 * float(bars[1].get("width"))
    with pytest.raises(ValueError):
        bars_svg([BarRow("a", None, -1, "x")], plot_id="bars-a", title="t", description="d")


STUDIES = [
    NestedStudy("Ripp 2016", "r.html", -0.3, -1.2, 0.6, 0.4, (ROWS[0], ROWS[1])),
    NestedStudy("Quan 2017", None, 0.6, 0.1, 1.1, 0.6, (ROWS[2],)),
]


def test_effects_stand_under_their_study_and_a_single_one_beside_it() -> None:
    svg = nested_forest_svg(STUDIES, SUMMARY, **NAMES)
    groups = [g for g in drawn(svg).iter(f"{SVG}g") if g.get("class") == "forest__study"]
    assert len(groups) == 2
    assert next(t.text for t in groups[0].iter(f"{SVG}text")) == "Ripp 2016"
    assert "0.61 [−0.02, 1.24]" in [t.text for t in groups[0].iter(f"{SVG}text")]
    assert len(list(groups[1].iter(f"{SVG}circle"))) == 0
    assert "40.0%" in words(svg)


def test_the_text_alternative_of_nested_effects_counts_both_levels() -> None:
    found = drawn(nested_forest_svg(STUDIES, SUMMARY, **NAMES)).find(f"{SVG}desc").text
    assert found.startswith("3 effects in 2 studies, from 0.20 to 0.61.")
    assert "A new setting may see −0.10 to 1.00." in found
    assert "Not pooled" in drawn(nested_forest_svg(STUDIES, None, **NAMES)).find(f"{SVG}desc").text


def test_a_cumulative_plot_says_since_when_it_is_clear() -> None:
    rows = [
        CumulativeRow("One 2001", None, 0.2, -0.4, 0.8, 1),
        CumulativeRow("Two 2005", None, 0.3, 0.1, 0.5, 2),
        CumulativeRow("Three 2009", None, 0.35, 0.2, 0.5, 3),
    ]
    svg = cumulative_svg(rows, **NAMES)
    assert "since Two 2005" in drawn(svg).find(f"{SVG}desc").text
    marks = [float(c.get("cx")) for c in drawn(svg).iter(f"{SVG}circle")]
    assert marks == sorted(marks)
    unclear = cumulative_svg(rows[:1], **NAMES)
    assert "includes no effect at the end" in drawn(unclear).find(f"{SVG}desc").text
