"""The model of independent effects against metafor, at published data sets and at the corners."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from analyses.models.errors import CollinearityError, ModelError
from analyses.models.prediction import predict
from analyses.models.random_effects import RandomEffectsFit, fit_random_effects

HERE = Path(__file__).parents[1]
ROOT = HERE.parents[2]
REFERENCE = json.loads((HERE / "metafor_reference.json").read_text(encoding="utf-8"))["pooling"]
# Both programs iterate; they stop within 1e-8 of the optimum, relative to the size of tau2.
TOLERANCE = {"rel": 1e-6, "abs": 1e-9}
NUMBERS = ("estimate", "se", "ci_lb", "ci_ub", "tau2", "i2", "q", "q_p", "pi_lb", "pi_ub")


def numbers(fit: RandomEffectsFit) -> dict[str, float]:
    """Return a fit of an intercept alone under the names of the stored reference values."""
    new = predict(fit)
    return {
        "estimate": fit.b[0],
        "se": fit.se[0],
        "ci_lb": fit.ci_lb[0],
        "ci_ub": fit.ci_ub[0],
        "tau2": fit.tau2,
        "i2": fit.i2,
        "q": fit.qe,
        "q_p": fit.qe_p,
        "pi_lb": new.pi_lb[0],
        "pi_ub": new.pi_ub[0],
    }


def more_cases() -> list[dict]:
    """Return the cases of the large reference folder, where it stands beside the project."""
    shared = Path(os.environ.get("HUB_SHARED", ROOT.parent / "shared")) / "reference"
    cases = []
    for path in sorted(shared.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for case in data["cases"]:
            if case["id"] == "rma.REML.knha" and case["result"] and len(data["inputs"]["yi"]) > 1:
                r = case["result"]
                cases.append(
                    {
                        "name": path.stem,
                        "yi": data["inputs"]["yi"],
                        "vi": data["inputs"]["vi"],
                        "estimate": r["b"][0],
                        "se": r["se"][0],
                        "tau2": r["tau2"],
                        "i2": r["I2"] / 100,
                        "q": r["QE"],
                    }
                )
    return cases


CASES = [*REFERENCE, *more_cases()]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_reml_with_knapp_hartung_equals_metafor(case: dict) -> None:
    found = numbers(fit_random_effects(case["yi"], case["vi"]))
    scale = {"rel": 1e-6, "abs": 1e-9 * max(1e-6, float(np.median(case["vi"])))}
    for name in NUMBERS:
        if name in case:
            assert found[name] == pytest.approx(case[name], **scale), name


def test_no_study_is_not_pooled_and_says_so() -> None:
    with pytest.raises(ModelError, match="no study"):
        fit_random_effects([], [])


@pytest.mark.parametrize("vi", [[0.1, 0.0], [0.1, -1.0], [0.1, float("nan")]])
def test_a_variance_that_is_none_is_refused(vi: list[float]) -> None:
    with pytest.raises(ModelError, match="not a finite number above 0"):
        fit_random_effects([0.1, 0.2], vi)


def test_unknown_settings_are_named() -> None:
    with pytest.raises(ModelError, match="method 'REMLL'"):
        fit_random_effects([0.1, 0.2], [0.1, 0.1], method="REMLL")
    with pytest.raises(ModelError, match="test 'x'"):
        fit_random_effects([0.1, 0.2], [0.1, 0.1], test="x")


def test_a_moderator_that_repeats_others_is_named() -> None:
    x = [[1, 0, 1], [1, 0, 1], [1, 1, 0], [1, 1, 0]]
    with pytest.raises(CollinearityError, match="late is a combination"):
        fit_random_effects([0.1, 0.2, 0.3, 0.4], [0.1] * 4, x, names=["all", "early", "late"])


def test_common_effect_equals_statsmodels() -> None:
    case = REFERENCE[0]
    other = combine_effects(np.array(case["yi"]), np.array(case["vi"]))
    fit = fit_random_effects(case["yi"], case["vi"], method="FE", test="z")
    assert fit.b[0] == pytest.approx(other.mean_effect_fe)


def test_equal_effects_have_no_heterogeneity_and_no_negative_variance() -> None:
    """statsmodels gives a negative tau2 and an I2 of -679 for nearly equal effects."""
    for method in ("DL", "HE", "HS", "SJ", "PM", "ML", "REML"):
        fit = fit_random_effects([0.3, 0.3, 0.3], [0.1, 0.2, 0.3], method=method, test="z")
        assert fit.tau2 == 0
        assert fit.i2 == 0


def test_an_uncentred_year_costs_no_digits() -> None:
    year = np.array([1990.0, 1995, 2001, 2010, 2019])
    yi, vi = np.array([0.1, 0.3, 0.2, 0.5, 0.4]), np.full(5, 0.05)
    one = fit_random_effects(yi, vi, np.column_stack([np.ones(5), year]))
    two = fit_random_effects(yi, vi, np.column_stack([np.ones(5), year - 2000]))
    assert one.b[1] == pytest.approx(two.b[1], rel=1e-12)
    assert one.qe == pytest.approx(two.qe, rel=1e-12)


def test_issue_1_an_iteration_that_swings_between_two_values_still_finds_the_maximum() -> None:
    """Fisher scoring never settles here; the maximum was found on a fine grid of tau2."""
    yi, vi = [1.0] + [0.0] * 7, [0.1 + 0.05 * i for i in range(8)]
    grid = np.linspace(0, 0.5, 200_001)
    w = 1 / (np.array(vi) + grid[:, None])
    mean = (w @ np.array(yi)) / w.sum(1)
    likelihood = (
        np.log(w).sum(1) - np.log(w.sum(1)) - (w * (np.array(yi) - mean[:, None]) ** 2).sum(1)
    )
    assert fit_random_effects(yi, vi).tau2 == pytest.approx(grid[np.argmax(likelihood)], abs=3e-6)


effects = st.lists(st.floats(-2, 2), min_size=2, max_size=12)


@given(effects, st.floats(-3, 3))
def test_shifting_every_effect_shifts_the_mean_and_nothing_else(yi: list[float], by: float) -> None:
    vi = [0.1 + 0.05 * i for i in range(len(yi))]
    one, two = fit_random_effects(yi, vi), fit_random_effects([y + by for y in yi], vi)
    assert two.b[0] == pytest.approx(one.b[0] + by, abs=1e-6)
    assert two.tau2 == pytest.approx(one.tau2, abs=1e-6)


@given(effects)
def test_turning_every_sign_turns_the_interval(yi: list[float]) -> None:
    vi = [0.1 + 0.05 * i for i in range(len(yi))]
    one, two = fit_random_effects(yi, vi), fit_random_effects([-y for y in yi], vi)
    assert two.ci_lb[0] == pytest.approx(-one.ci_ub[0], abs=1e-6)
