"""Permutation tests against plain enumeration, and their edges."""

from itertools import permutations, product

import numpy as np
import pytest

from analyses.diagnostics import permutation_test
from analyses.models.errors import ModelError
from analyses.models.random_effects import fit_random_effects

RANDOM = np.random.default_rng(4)
VI = RANDOM.uniform(0.02, 0.3, 6)
YI = RANDOM.normal(0.4, np.sqrt(VI + 0.1))
GROUP = np.array([0.0, 0, 0, 1, 1, 1])
X = np.column_stack([np.ones(6), GROUP, RANDOM.normal(size=6)])


@pytest.mark.parametrize(("method", "test"), [("REML", "knha"), ("DL", "z"), ("FE", "z")])
def test_signs_as_by_hand(method: str, test: str) -> None:
    fit = fit_random_effects(YI, VI, method=method, test=test)
    stats = [
        abs(fit_random_effects(YI * s, VI, method=method, test=test).stat[0])
        for s in map(np.array, product((-1, 1), repeat=6))
    ]
    found = permutation_test(fit)
    assert found.exact
    assert found.arrangements == 64
    assert found.p_values[0] == np.mean(np.array(stats) >= abs(fit.stat[0]) - 1e-8)


@pytest.mark.parametrize("columns", [[0, 1], [0, 1, 2]])
def test_orders_as_by_hand(columns: list[int]) -> None:
    fit = fit_random_effects(YI, VI, X[:, columns], test="z")
    fits = [
        fit_random_effects(YI, VI, X[list(o)][:, columns], test="z") for o in permutations(range(6))
    ]
    found = permutation_test(fit, exact=True)
    stats = np.abs([f.stat for f in fits])
    np.testing.assert_allclose(
        found.p_values, (stats >= np.abs(fit.stat) - 1e-8).mean(axis=0), rtol=1e-12
    )
    assert found.qm_p == pytest.approx(np.mean([f.qm >= fit.qm - 1e-8 for f in fits]))
    # orders of equal rows are not told apart: 6! / (3! 3!) for two groups
    assert found.arrangements == (20 if columns == [0, 1] else 720)


def test_sample_is_near_the_enumeration_and_repeats() -> None:
    fit = fit_random_effects(YI, VI, X[:, :2])
    exact = permutation_test(fit, exact=True)
    one = permutation_test(fit, exact=False, draws=4000, seed=3)
    two = permutation_test(fit, exact=False, draws=4000, seed=3)
    np.testing.assert_array_equal(one.p_values, two.p_values)
    assert one.arrangements == 4001
    np.testing.assert_allclose(one.p_values, exact.p_values, atol=0.03)


def test_a_sample_never_gives_zero() -> None:
    yi, vi = np.linspace(2, 3, 40), np.full(40, 0.01)
    found = permutation_test(fit_random_effects(yi, vi), draws=99)
    assert not found.exact
    assert found.p_values[0] == pytest.approx(0.01)
    assert "a random sample of 100" in found.summary()


def test_equal_effects_fit_perfectly_in_two_of_all_signs() -> None:
    for test in ("z", "knha"):
        found = permutation_test(fit_random_effects([0.2] * 5, [0.1] * 5, test=test))
        assert found.p_values[0] == 2 / 32


def test_too_many_to_enumerate_is_refused() -> None:
    with pytest.raises(ModelError, match="at most"):
        permutation_test(fit_random_effects(np.arange(30.0), np.ones(30)), exact=True)
    with pytest.raises(ModelError, match="draws"):
        permutation_test(fit_random_effects(YI, VI), draws=0)
