"""Many estimates at once are the single ones, and the likelihood's highest maximum is found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyses.models.batch import alone, stack
from analyses.models.errors import ModelError
from analyses.models.tau2 import METHODS, estimate_tau2
from analyses.models.tau2_batch import tau2_batch
from analyses.models.weighted import Problem, problem, solve

RANDOM = np.random.default_rng(6)
VI = RANDOM.uniform(0.01, 0.4, 10)
YI = RANDOM.normal(0.2, np.sqrt(VI + 0.1))


def log_likelihood(data: Problem, tau2: float, method: str) -> float:
    fit = solve(data, 1 / (data.vi + tau2))
    value = float(np.log(fit.w).sum()) - fit.rss
    return value + (float(np.linalg.slogdet(fit.inverse)[1]) if method == "REML" else 0.0)


@pytest.mark.parametrize("method", METHODS)
def test_parts_signs_and_orders_are_the_single_fits(method: str) -> None:
    x = np.column_stack([np.ones(10), RANDOM.normal(size=10)])
    data = problem(YI, VI, x)
    keep = np.array([[1.0] * 10, [1.0] * 7 + [0.0] * 3, [0.0] * 4 + [1.0] * 6])
    orders = np.array([np.arange(10), RANDOM.permutation(10), RANDOM.permutation(10)])
    signs = np.array([[1.0] * 10, [-1.0] * 5 + [1.0] * 5, [1.0, -1.0] * 5])
    q, y, v = data.q[None], YI[None], VI[None]
    parts = [problem(YI[k > 0], VI[k > 0], x[k > 0]) for k in keep]
    for found, singles in (
        (tau2_batch(stack(q, y, v, keep), method), parts),
        (tau2_batch(stack(data.q[orders], y, v), method), [problem(YI, VI, x[o]) for o in orders]),
        (tau2_batch(stack(q, y * signs, v), method), [problem(YI * s, VI, x) for s in signs]),
    ):
        expected = [estimate_tau2(single, method).value for single in singles]
        np.testing.assert_allclose(found, expected, rtol=1e-11, atol=1e-14)


def test_large_problems_are_summed_in_blocks() -> None:
    k = 20_000
    v = RANDOM.uniform(0.05, 0.3, k)
    y = RANDOM.normal(0, np.sqrt(v + 0.1))
    assert estimate_tau2(problem(y, v)).value == pytest.approx(0.1, abs=0.01)


@pytest.mark.parametrize("method", ["ML", "REML"])
def test_the_highest_of_two_maxima(method: str) -> None:
    # near 0 the two precise effects agree, far from 0 all others spread: two maxima
    data = problem([0.0, 0.02, 3, -3, 4, -4, 3.5], [1e-4, 1e-4, 1, 1, 1, 1, 1])
    found = estimate_tau2(data, method).value
    grid = np.concatenate([[0.0], np.geomspace(1e-8, 1e3, 4000)])
    best = max(log_likelihood(data, float(t), method) for t in grid)
    assert log_likelihood(data, found, method) >= best - 1e-12


@pytest.mark.parametrize("method", METHODS)
def test_equal_effects_have_none(method: str) -> None:
    assert estimate_tau2(problem([0.3] * 5, [0.1, 0.2, 0.1, 0.3, 0.2]), method).value == 0


def test_the_boundary_is_exactly_zero() -> None:
    data = problem([0.1, 0.12, 0.08, 0.11], [0.1, 0.1, 0.2, 0.3])
    assert [estimate_tau2(data, m).value for m in ("ML", "REML", "PM", "DL")] == [0, 0, 0, 0]


def test_no_degree_of_freedom_and_unknown_methods() -> None:
    data = problem([0.1], [0.2])
    assert tau2_batch(alone(data), "REML") == 0
    with pytest.raises(ModelError, match="expected one of"):
        tau2_batch(alone(data), "MM")


rows = st.lists(st.tuples(st.floats(-3, 3), st.floats(-4, 1)), min_size=2, max_size=10)


@settings(max_examples=60, deadline=None)
@given(rows, st.sampled_from(["ML", "REML"]), st.sampled_from([1e-5, 1.0, 1e4]))
def test_nothing_on_a_grid_is_higher(
    data: list[tuple[float, float]], method: str, scale: float
) -> None:
    y, log_v = np.array(data).T
    prepared = problem(scale * y, scale**2 * 10**log_v)
    found = estimate_tau2(prepared, method).value
    height = log_likelihood(prepared, found, method)
    for t in np.concatenate([[0.0], np.geomspace(1e-8, 1e3, 300)]):
        assert height >= log_likelihood(prepared, float(t * scale**2), method) - 1e-9
