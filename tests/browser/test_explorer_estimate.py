"""The estimate in the browser is the hub's: equal to Python's in a real Chromium."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from analyses.findings.pool import pool_independent
from tests.browser.conftest import served
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
Effects = list[dict[str, Any]]
NAMES = {
    "estimate": "estimate",
    "se": "se",
    "p": "p",
    "ciLower": "ci_lb",
    "ciUpper": "ci_ub",
    "piLower": "pi_lb",
    "piUpper": "pi_ub",
    "tau2": "tau2",
    "i2": "i2",
}
EXACT = 1e-6


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with served(ROOT / "site" / "theme" / "assets" / "js") as address:
        page = browser.new_page()
        page.goto(f"{address}/", wait_until="load")
        yield page
        page.close()


def in_browser(page: Page, sets: Sequence[Effects]) -> list[dict[str, Any]]:
    """Pool each set of effects in the browser; what is not a number comes back as None."""
    found = page.evaluate(
        """async (sets) => {
          const { pool } = await import("/estimate.js");
          return sets.map((effects) => pool(effects));
        }""",
        list(sets),
    )
    return list(found)


def effects_of(yi: Sequence[float], vi: Sequence[float]) -> Effects:
    pairs = zip(yi, vi, strict=True)
    return [{"study_id": f"s{i}", "yi": float(y), "vi": float(v)} for i, (y, v) in enumerate(pairs)]


def assert_equal_to_python(found: dict[str, Any], effects: Effects) -> None:
    expected = pool_independent(effects)
    assert found["k"] == expected.k
    assert found["df"] == expected.df
    for name, its in NAMES.items():
        value = getattr(expected, its)
        if math.isnan(value):
            assert found[name] is None or math.isnan(found[name]), name
        else:
            assert found[name] == pytest.approx(value, abs=EXACT, rel=EXACT), (name, effects)
    assert found["weights"] == pytest.approx(expected.weights, abs=EXACT)


def random_sets(seed: int, count: int) -> list[Effects]:
    """Return sets from quiet to wild: few and many studies, equal and very unequal variances."""
    rng = np.random.default_rng(seed)
    sets = []
    for _ in range(count):
        k = int(rng.choice([2, 2, 3, 4, 5, 8, 15, 40, 120]))
        vi = 0.05 * np.exp(rng.normal(0, rng.choice([0.1, 0.7, 2.0]), k))
        tau = rng.choice([0, 0.05, 0.3, 1.5])
        yi = rng.normal(0.3, np.sqrt(vi + tau**2))
        sets.append(effects_of(yi, vi))
    return sets


def test_random_sets_give_the_values_of_python(page: Page) -> None:
    sets = random_sets(seed=20261125, count=300)
    for found, effects in zip(in_browser(page, sets), sets, strict=True):
        assert_equal_to_python(found, effects)


def test_random_parts_of_the_corpus_give_the_values_of_python(
    page: Page, tables: dict[str, list[dict[str, Any]]]
) -> None:
    rng = np.random.default_rng(7)
    usable = [e for e in tables["effect_sizes"] if e["use"] == "main" and e["yi"] is not None]
    sets = []
    for _ in range(100):
        k = int(rng.integers(2, 30))
        chosen = rng.choice(len(usable), size=k, replace=False)
        sets.append(
            effects_of([usable[i]["yi"] for i in chosen], [usable[i]["vi"] for i in chosen])
        )
    for found, effects in zip(in_browser(page, sets), sets, strict=True):
        assert_equal_to_python(found, effects)


def test_the_edges_give_the_values_of_python(page: Page) -> None:
    sets = [
        effects_of([0.3, 0.3], [0.02, 0.05]),  # equal effects: no spread at all
        effects_of([0.5] * 6, [0.1] * 6),
        effects_of([0.1 + 0.2, 0.3, 0.3], [0.1, 0.2, 0.3]),  # equal but for rounding
        effects_of([-1.0, 1.0], [0.04, 0.04]),  # two that contradict each other
        effects_of([0.2, 0.9], [0.01, 4.0]),
        effects_of([5.0, 5.1, 4.9, 0.0], [1e-4, 2e-4, 1e-4, 100.0]),  # one huge variance
        effects_of([0.0, 0.0, 0.0, 3.0], [1e-3, 1e-3, 1e-3, 0.5]),
    ]
    for found, effects in zip(in_browser(page, sets), sets, strict=True):
        assert_equal_to_python(found, effects)


def test_of_two_maxima_of_the_likelihood_the_higher_is_taken(page: Page) -> None:
    """Precise studies that agree, beside imprecise ones that do not, make two maxima."""
    rng = np.random.default_rng(3)
    sets = []
    for _ in range(60):
        yi = [*rng.normal(0, 0.02, 4), *rng.normal(0, 2.5, 5)]
        vi = [*np.full(4, 4e-4), *np.exp(rng.normal(-1.5, 1.5, 5))]
        sets.append(effects_of(yi, vi))
    for found, effects in zip(in_browser(page, sets), sets, strict=True):
        assert_equal_to_python(found, effects)


def test_one_study_or_none_is_not_pooled(page: Page) -> None:
    one, none = in_browser(page, [effects_of([0.3], [0.02]), []])
    assert one == {"pooled": False, "k": 1, "reason": "one study"}
    assert none == {"pooled": False, "k": 0, "reason": "no study"}


@pytest.mark.parametrize("bad", [{"yi": 0.1, "vi": 0.0}, {"yi": None, "vi": 0.1}, {"yi": 0.1}])
def test_a_number_that_is_none_is_refused(page: Page, bad: dict[str, Any]) -> None:
    with pytest.raises(Exception, match="must be above 0"):
        in_browser(page, [[{"yi": 0.1, "vi": 0.2}, bad]])


def test_a_study_gives_the_effect_that_comes_first_by_the_rule(page: Page) -> None:
    found = page.evaluate(
        """async () => {
          const { oneEach } = await import("/estimate.js");
          const effect = (study, rank) => ({ study, rank });
          return oneEach([effect("a", 5), effect("b", 9), effect("a", 2), effect("b", 30)]);
        }"""
    )
    assert found == [{"study": "a", "rank": 2}, {"study": "b", "rank": 9}]


def test_two_thousand_effects_take_less_than_fifty_milliseconds(page: Page) -> None:
    rng = np.random.default_rng(1)
    vi = 0.05 * np.exp(rng.normal(0, 1, 2000))
    effects = effects_of(rng.normal(0.3, np.sqrt(vi + 0.1)), vi)
    milliseconds = page.evaluate(
        """async (effects) => {
          const { pool } = await import("/estimate.js");
          const times = [1, 2, 3, 4, 5].map(() => {
            const start = performance.now();
            pool(effects);
            return performance.now() - start;
          });
          return Math.min(...times);
        }""",
        effects,
    )
    assert milliseconds < 50
