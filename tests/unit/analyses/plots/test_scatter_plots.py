"""Funnel, Baujat, drapery, orchard and specification curve: marks where the numbers say."""

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyses.plots.axis import axis_over
from analyses.plots.baujat import BaujatPoint, baujat_svg
from analyses.plots.drapery import Drape, drapery_svg
from analyses.plots.funnel import FunnelPoint, funnel_svg
from analyses.plots.labels import Spot, place_labels
from analyses.plots.orchard import Fruit, OrchardGroup, orchard_svg
from analyses.plots.specification_curve import specification_curve_svg

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {"plot_id": "plot-a", "title": "Burnout"}


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def desc(svg: str) -> str:
    return root(svg).find(f"{SVG}desc").text


def circles(svg: str, name: str) -> list[ET.Element]:
    return [c for c in root(svg).iter(f"{SVG}circle") if c.get("class") == name]


POINTS = [
    FunnelPoint("precise", "p.html", 0.2, 0.1),
    FunnelPoint("vague", None, 0.8, 0.4),
    FunnelPoint("added", None, -0.4, 0.4, hollow=True),
]


def test_the_precise_study_is_on_top_and_the_contour_lies_at_its_p() -> None:
    svg = funnel_svg(POINTS, pooled=0.3, x_label="g", **NAMES)
    marks = circles(svg, "funnel__mark")
    assert float(marks[0].get("cy")) < float(marks[1].get("cy"))
    # the zero line and a study give the scale; on the 5% contour x / se is 1.96
    zero = float(re.search(r'forest__zero" d="M([\d.]+)', svg)[1])
    wide = (float(marks[1].get("cx")) - zero) / 0.8
    line = re.search(r'stroke-dasharray="7 4"', svg)
    course = re.findall(r'd="M([\d. ]+)L([\d. ]+)"[^>]*7 4', svg)[-1][1].split()
    top = float(re.search(r'funnel__contour" d="M[\d.]+ ([\d.]+)L', svg)[1])
    deep = (float(marks[1].get("cy")) - top) / 0.4
    x, se = (float(course[0]) - zero) / wide, (float(course[1]) - top) / deep
    assert line is not None
    assert x / se == pytest.approx(1.959964, rel=0.01)


def test_added_studies_are_hollow_and_counted_apart() -> None:
    svg = funnel_svg(POINTS, pooled=0.3, x_label="g", **NAMES)
    assert [c.get("fill") for c in circles(svg, "funnel__mark")][:3] == [None, None, "none"]
    assert "Added by trim and fill: 1." in desc(svg)
    assert "study added by trim and fill" in svg
    assert "trim and fill" not in funnel_svg(POINTS[:2], pooled=None, x_label="g", **NAMES)


def test_a_mark_that_is_a_link_has_a_name() -> None:
    svg = funnel_svg(POINTS, pooled=0.3, x_label="g", **NAMES)
    found = next(root(svg).iter(f"{SVG}a"))
    assert found.get("aria-label") == "precise: 0.20, standard error 0.10"


def test_the_most_remarkable_study_is_named_beside_its_point() -> None:
    points = [BaujatPoint(f"Study {i}", None, 0.1 * i, 0.02 * i) for i in range(12)]
    svg = baujat_svg(points, **NAMES)
    names = [t.text for t in root(svg).iter(f"{SVG}text") if t.get("class") == "plot__name"]
    assert "Study 11" in names
    assert "Study 1" not in names
    assert "Study 11 adds most to the heterogeneity (17%)" in desc(svg)


def test_a_baujat_plot_without_any_heterogeneity_is_drawn() -> None:
    assert "nan" not in baujat_svg([BaujatPoint("a", None, 0.0, 0.0)], **NAMES)


spots = st.lists(
    st.tuples(st.floats(70, 700), st.floats(50, 330), st.integers(3, 22)), min_size=1, max_size=25
)


@given(spots)
@settings(max_examples=60)
def test_no_label_lies_on_another_or_on_a_point(places: list[tuple[float, float, int]]) -> None:
    points = [Spot(x, y, 4.5, "m" * n) for x, y, n in places]
    placed, left_over = place_labels(points, range(len(points)), (64, 40, 728, 340))
    assert len(placed) + len(left_over) == len(points)
    boxes = []
    for label in placed:
        wide = 7.2 * len(label.words)
        left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
        boxes.append((left, label.y - 10, left + wide, label.y + 2))
    for i, one in enumerate(boxes):
        assert one[0] >= 64 - 1e-6
        assert one[2] <= 728 + 1e-6
        for other in boxes[:i]:
            assert (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )
        for spot in points:
            assert not (one[0] < spot.x < one[2] and one[1] < spot.y < one[3])


def test_a_p_value_function_is_1_at_the_estimate_and_005_at_the_interval() -> None:
    normal, t = Drape("a", 0.4, 0.1), Drape("b", 0.4, 0.1, df=1)
    assert normal.p_value(0.4) == pytest.approx(1)
    assert normal.p_value(0.4 + 0.1959964) == pytest.approx(0.05, abs=1e-6)
    assert normal.interval() == pytest.approx((0.4 - 0.1959964, 0.4 + 0.1959964), abs=1e-6)
    assert t.p_value(0.5) == pytest.approx(0.5)  # the quartile of the Cauchy distribution is 1
    assert t.p_value(t.interval()[0]) == pytest.approx(0.05)


def test_a_drapery_peaks_at_the_estimate() -> None:
    svg = drapery_svg(
        [Drape("a", 0.2, 0.1), Drape("b", 0.6, 0.2)],
        pooled=Drape("mean", 0.4, 0.1, 5),
        prediction=Drape("new", 0.4, 0.2, 5),
        x_label="g",
        **NAMES,
    )
    course = re.search(r'drapery__pooled" d="M([^"]+)"', svg)[1]
    points = [tuple(map(float, p.split())) for p in course.split("L")]
    peak = min(points, key=lambda p: p[1])
    middle = points[len(points) // 2]
    assert peak == middle
    assert "peaks at 0.40" in desc(svg)
    with pytest.raises(ValueError, match="expected above 0"):
        Drape("a", 0.4, 0.0)


def group(n: int, label: str = "Team") -> OrchardGroup:
    fruits = tuple(Fruit(f"s{i}", 0.3 + 0.4 * math.sin(i), 0.1 + 0.01 * (i % 7)) for i in range(n))
    return OrchardGroup(label, None, 0.3, 0.2, 0.4, -0.1, 0.7, n, fruits)


def test_effects_of_an_orchard_do_not_cover_each_other_while_there_is_room() -> None:
    svg = orchard_svg([group(9)], x_label="g", **NAMES)
    discs = [
        tuple(float(c.get(k)) for k in ("cx", "cy", "r")) for c in circles(svg, "orchard__mark")
    ][:9]
    for i, (x, y, r) in enumerate(discs):
        for ox, oy, other in discs[:i]:
            assert math.hypot(x - ox, y - oy) >= r + other - 0.05


def test_a_full_orchard_stays_within_its_row_and_is_the_same_each_time() -> None:
    svg = orchard_svg([group(300)], x_label="g", **NAMES)
    assert svg == orchard_svg([group(300)], x_label="g", **NAMES)
    ys = [float(c.get("cy")) for c in circles(svg, "orchard__mark")][:300]
    assert max(ys) - min(ys) <= 2 * 38
    assert "300 effects in 300 studies" in desc(svg)


@dataclass(frozen=True)
class Way:
    estimate: float
    ci_lb: float
    ci_ub: float
    options: tuple[tuple[str, str], ...]
    reference: bool = False


MODEL, MAIN, FEW = ("model", "two_level"), ("effects", "main"), ("effects", "few")
WAYS = [
    Way(0.5, 0.2, 0.8, (MODEL, MAIN, ("test", "z"))),
    Way(0.3, -0.1, 0.7, (MODEL, MAIN, ("test", "knha")), True),
    Way(0.4, 0.1, 0.7, (MODEL, FEW, ("test", "z"))),
]


def test_a_specification_curve_rises_and_marks_what_includes_no_effect() -> None:
    svg = specification_curve_svg(WAYS, y_label="g", **NAMES)
    marks = circles(svg, "specs__mark")[:3]
    heights = [float(m.get("cy")) for m in marks]
    assert heights == sorted(heights, reverse=True)
    assert [m.get("fill") for m in marks] == ["none", None, None]
    assert "The headline analysis gives 0.30, place 1." in desc(svg)


def test_only_choices_that_differ_are_listed_in_the_order_given() -> None:
    svg = specification_curve_svg(
        WAYS,
        y_label="g",
        options=[("test", "z"), ("test", "knha"), ("effects", "main"), ("effects", "few")],
        choices={"knha": "Knapp-Hartung", "test": "Test"},
        **NAMES,
    )
    said = [t.text for t in root(svg).iter(f"{SVG}text")]
    assert "model" not in said  # one family only
    order = [said.index(w) for w in ("Test", "z", "Knapp-Hartung", "effects", "main", "few")]
    assert order == sorted(order)


def test_every_result_has_one_mark_for_each_factor() -> None:
    svg = specification_curve_svg(WAYS, y_label="g", **NAMES)
    marks = sum(d.count("M") for d in re.findall(r'specs__choice" d="([^"]+)"', svg))
    assert marks == len(WAYS) * 2


def test_choices_that_give_the_same_result_are_all_marked() -> None:
    same = Way(0.6, 0.3, 0.9, (MODEL, MAIN, FEW, ("test", "z")))
    svg = specification_curve_svg([*WAYS, same], y_label="g", **NAMES)
    marks = sum(d.count("M") for d in re.findall(r'specs__choice" d="([^"]+)"', svg))
    assert marks == len(WAYS) * 2 + 3


@pytest.mark.parametrize("low", [-3.3, 0.0, -1e-9, 120.0])
@pytest.mark.parametrize("span", [1e-6, 0.7, 0.0, 4e5])
def test_an_axis_holds_its_ends_in_round_steps(low: float, span: float) -> None:
    axis = axis_over(low, low + span, 0, 100)
    assert axis.low <= low + 1e-8 * axis.step
    assert axis.high >= low + span - 1e-8 * axis.step
    mantissa = axis.step / 10 ** math.floor(math.log10(axis.step) + 1e-9)
    assert round(mantissa, 6) in (1, 2, 5, 10)
    assert 2 <= len(axis.ticks()) <= 9


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: funnel_svg([], pooled=None, x_label="g", **NAMES),
        lambda: baujat_svg([], **NAMES),
        lambda: drapery_svg([], pooled=Drape("a", 0, 1), prediction=None, x_label="g", **NAMES),
        lambda: orchard_svg([], x_label="g", **NAMES),
        lambda: specification_curve_svg([], y_label="g", **NAMES),
        lambda: FunnelPoint("a", None, 0.1, 0.0),
        lambda: BaujatPoint("a", None, -0.1, 0.0),
        lambda: Fruit("a", math.inf, 0.1),
    ],
)
def test_nothing_to_draw_is_an_error(wrong) -> None:
    with pytest.raises(ValueError):
        wrong()
