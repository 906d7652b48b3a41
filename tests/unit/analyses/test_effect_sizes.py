"""Formulas against metafor, textbook examples and hand calculation."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyses import effect_sizes as es

REFERENCE = json.loads(
    (Path(__file__).parent / "metafor_reference.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("row", REFERENCE["smd"], ids=str)
def test_g_from_means_equals_metafor(row: dict) -> None:
    effect = es.smd_from_means(
        row["n1i"], row["m1i"], row["sd1i"], row["n2i"], row["m2i"], row["sd2i"]
    )
    assert effect.yi == pytest.approx(row["yi"], rel=1e-10)
    assert effect.vi == pytest.approx(row["vi"], rel=1e-10)


@pytest.mark.parametrize("row", REFERENCE["or"], ids=str)
def test_log_odds_ratio_equals_metafor(row: dict) -> None:
    if row["x1"] + row["x2"] in (0, row["n1"] + row["n2"]):
        with pytest.raises(es.EffectError, match="no events"):
            es.or_from_counts(row["x1"], row["n1"], row["x2"], row["n2"])
        return
    effect = es.or_from_counts(row["x1"], row["n1"], row["x2"], row["n2"])
    assert (effect.yi, effect.vi) == pytest.approx((row["yi"], row["vi"]), rel=1e-10)


def test_g_of_the_textbook_example() -> None:
    # Borenstein et al. (2009), ch. 4: d = 0.5970, g = 0.5924 with the approximate J; exact 0.5925.
    effect = es.smd_from_means(50, 103, 5.5, 50, 100, 4.5)
    assert effect.yi == pytest.approx(0.5924, abs=2e-4)


def test_odds_ratio_to_d_of_the_textbook_example() -> None:
    # Borenstein et al. (2009), ch. 7: log odds ratio 0.9069, variance 0.0676: d 0.5000, V 0.0205.
    effect = es.smd_from_log_or(0.9069, 0.0676)
    assert effect.yi == pytest.approx(0.5000, abs=1e-4)
    assert effect.vi == pytest.approx(0.0205, abs=1e-4)


def test_t_f_and_p_of_the_same_test_give_the_same_g() -> None:
    from scipy.stats import t as student

    by_t = es.smd_from_t(2.5, 20, 30)
    by_f = es.smd_from_f(6.25, 20, 30, sign=1)
    by_p = es.smd_from_p(2 * float(student.sf(2.5, 48)), 20, 30, sign=1)
    assert by_f.yi == pytest.approx(by_t.yi)
    assert by_p.yi == pytest.approx(by_t.yi)


def test_a_mean_difference_with_its_t_test_error_gives_the_same_g_as_the_means() -> None:
    n1, n2, sd = 25, 40, 3.0
    se = sd * math.sqrt(1 / n1 + 1 / n2)
    direct = es.smd_from_means(n1, 12, sd, n2, 10, sd)
    assert es.smd_from_md_se(2, se, n1, n2).yi == pytest.approx(direct.yi)


def test_an_adjusted_difference_keeps_the_width_of_its_interval() -> None:
    # SE 1.9 on a pooled SD of 8: whatever the sizes say, the standard error of g is near 0.24.
    effect = es.smd_from_md_se_sd(0.5, 1.9, 225, 59, 8.0, 8.0)
    assert math.sqrt(effect.vi) == pytest.approx(1.9 / 8, rel=0.01)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: es.smd_from_means(1, 0, 1, 9, 0, 1), "an arm of 1 people"),
        (lambda: es.smd_from_means(9, 0, -2, 9, 0, 1), "above 0"),
        (lambda: es.smd_from_p(0.0, 9, 9, sign=1), "between 0 and 1"),
        (lambda: es.smd_from_f(-1, 9, 9, sign=1), "negative"),
        (lambda: es.or_from_counts(9, 5, 1, 5), "0 to n"),
        (lambda: es.se_from_ci(0.1, 0.2, 0.95, value=0.5), "does not hold"),
        (lambda: es.se_from_ci(-1.0, 1.21, 0.95, value=1.1), "not around"),
        (lambda: es.log_ratio_from_ci(0.62, 0.58, 1.21, 0.95), "not around"),
        (lambda: es.smcc_from_t(2.0, 2), "at least 3"),
    ],
)
def test_bad_numbers_are_refused_with_a_reason(call, words: str) -> None:
    with pytest.raises(es.EffectError, match=words):
        call()


@given(st.floats(-3, 3), st.integers(2, 200), st.integers(2, 200))
def test_turning_the_direction_turns_the_sign_and_keeps_the_variance(
    t: float, n1: int, n2: int
) -> None:
    effect = es.smd_from_t(t, n1, n2)
    turned = es.align(effect, higher_is_better=False)
    assert turned.yi == -effect.yi
    assert turned.vi == effect.vi
