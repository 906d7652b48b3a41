"""What must hold for any numbers: order of rows, exchange of groups, scale of the scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyses.measures import escalc

STUDY = st.tuples(
    st.floats(0.5, 50),
    st.floats(0.2, 10),
    st.integers(3, 300),
    st.floats(0.5, 50),
    st.floats(0.2, 10),
    st.integers(3, 300),
)
GROUPS = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
EXCHANGED = ("m2i", "sd2i", "n2i", "m1i", "sd1i", "n1i")
STUDIES = st.lists(STUDY, min_size=1, max_size=6)
COUNTS = st.lists(
    st.tuples(*[st.integers(0, 30)] * 4).filter(lambda t: t[0] + t[1] > 0 and t[2] + t[3] > 0),
    min_size=1,
    max_size=6,
)


def columns(names: tuple[str, ...], rows: list[tuple[float, ...]]) -> dict[str, np.ndarray]:
    return {
        name: np.array(c, dtype=float)
        for name, c in zip(names, zip(*rows, strict=True), strict=True)
    }


@pytest.mark.parametrize("measure", ["SMD", "SMDH", "MD", "ROM", "RPB", "VR", "CVR", "D2ORL"])
@given(rows=STUDIES)
def test_exchange_of_groups_turns_the_sign(measure: str, rows: list) -> None:
    one = escalc(measure, **columns(GROUPS, rows))
    other = escalc(measure, **columns(EXCHANGED, rows))
    np.testing.assert_allclose(one.yi, -other.yi, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(one.vi, other.vi, rtol=1e-9)


@pytest.mark.parametrize("measure", ["RR", "OR", "RD", "AS", "PETO", "PHI", "YUQ", "YUY", "RTET"])
@given(rows=COUNTS)
def test_exchange_of_rows_of_a_table_turns_the_sign(measure: str, rows: list) -> None:
    one = escalc(measure, **columns(("ai", "bi", "ci", "di"), rows))
    other = escalc(measure, **columns(("ci", "di", "ai", "bi"), rows))
    np.testing.assert_allclose(one.yi, -other.yi, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(one.vi, other.vi, rtol=1e-8)


@pytest.mark.parametrize("vtype", ["LS", "LS2", "UB", "AV"])
@given(rows=STUDIES, factor=st.floats(1e-3, 1e3))
def test_the_scale_of_the_scores_does_not_matter_to_g(
    vtype: str, rows: list, factor: float
) -> None:
    given_columns = columns(GROUPS, rows)
    scaled = {n: c * factor if n[0] in "ms" else c for n, c in given_columns.items()}
    one, other = escalc("SMD", vtype=vtype, **given_columns), escalc("SMD", vtype=vtype, **scaled)
    np.testing.assert_allclose(one.yi, other.yi, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(one.vi, other.vi, rtol=1e-8)


@given(rows=STUDIES, factor=st.floats(1e-3, 1e3))
def test_a_mean_difference_scales_with_the_scores(rows: list, factor: float) -> None:
    given_columns = columns(GROUPS, rows)
    scaled = {n: c * factor if n[0] in "ms" else c for n, c in given_columns.items()}
    one, other = escalc("MD", **given_columns), escalc("MD", **scaled)
    np.testing.assert_allclose(one.yi * factor, other.yi, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(one.vi * factor**2, other.vi, rtol=1e-9)


@given(rows=STUDIES, seed=st.integers(0, 100))
def test_order_of_studies_does_not_matter(rows: list, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(rows))
    for vtype in ("LS", "AV"):
        one = escalc("SMD", vtype=vtype, **columns(GROUPS, rows))
        other = escalc("SMD", vtype=vtype, **columns(GROUPS, [rows[i] for i in order]))
        np.testing.assert_allclose(one.yi[order], other.yi)
        np.testing.assert_allclose(one.vi[order], other.vi)


@given(rows=COUNTS)
def test_a_zero_in_one_table_changes_no_other_table(rows: list) -> None:
    together = escalc("OR", **columns(("ai", "bi", "ci", "di"), rows))
    alone = [escalc("OR", **columns(("ai", "bi", "ci", "di"), [row])).yi[0] for row in rows]
    np.testing.assert_allclose(together.yi, alone)


@given(rows=COUNTS)
def test_odds_ratio_and_its_smd_are_proportional(rows: list) -> None:
    table = columns(("ai", "bi", "ci", "di"), rows)
    ratio, smd = escalc("OR", **table), escalc("OR2DL", **table)
    np.testing.assert_allclose(smd.yi, ratio.yi * np.sqrt(3) / np.pi)
    np.testing.assert_allclose(smd.vi, ratio.vi * 3 / np.pi**2)


@given(r=st.floats(-0.95, 0.95), n=st.integers(5, 2000))
def test_the_unbiased_correlation_is_larger_and_within_one(r: float, n: int) -> None:
    found = escalc("UCOR", vtype="UB", ri=r, ni=n)
    assert abs(r) <= abs(found.yi[0]) <= 1
    assert np.isfinite(found.vi[0])
