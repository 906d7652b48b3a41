"""The multiverse: what is declared, what is run, what is counted, and the verdict."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from analyses.multiverse.curve import VerdictRules, specification_curve
from analyses.multiverse.models import two_level
from analyses.multiverse.run import Fitted, Outcome, run
from analyses.multiverse.samples import one_a_study, sample_of, select, without_outliers
from analyses.multiverse.specifications import (
    MultiverseError,
    Specification,
    specifications,
)

DECLARED = {
    "families": {
        "two_level": {"effects": ["main", "randomised_only"], "test": ["knha", "z"]},
        "multilevel": {"effects": ["main"], "rho": [0.2, 0.6, 0.8]},
    }
}
HERE = Path(__file__).parent


def row(name: str, yi: float | None = 0.3, vi: float = 0.04, **more: object) -> dict:
    plain = {
        "effect_id": name,
        "study_id": name.split("-")[0],
        "yi": yi,
        "vi": vi,
        "use": "main",
        "origin": "computed",
        "design": "rct",
        "risk_of_bias": "low",
        "review_status": "checked",
    }
    return plain | more


def test_every_combination_within_a_family_in_a_fixed_order() -> None:
    found = specifications(DECLARED)
    assert len(found) == 2 * 2 + 3
    assert found[0].choices == (("effects", "main"), ("test", "knha"))
    assert found[-1].summary() == "model multilevel, effects main, rho 0.8"
    assert specifications(DECLARED) == found


def test_what_is_not_defensible_together_is_excluded() -> None:
    found = specifications(
        DECLARED | {"exclude": [{"family": "two_level", "test": "z", "effects": "main"}]}
    )
    assert len(found) == 6


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"familys": {}}, "no such key"),
        ({"families": {}}, "0 specifications"),
        ({"families": {"a": {"test": []}}}, "list of different options"),
        ({"families": {"a": {"test": ["z", "z"]}}}, "list of different options"),
        ({"families": {"a": {"test": "z"}}}, "list of different options"),
        (DECLARED | {"exclude": [{"test": "t"}]}, "not declared"),
        (DECLARED | {"exclude": [{}]}, "not declared"),
        ({"families": {"a": {"x": range(100), "y": range(100)}}}, "10000 specifications"),
    ],
)
def test_a_declaration_that_does_not_fit_is_named(wrong: Mapping, words: str) -> None:
    with pytest.raises(MultiverseError, match=words):
        specifications(wrong)


def test_each_choice_of_effects_keeps_what_it_says() -> None:
    rows = [
        row("a-1"),
        row("b-1", use="sensitivity"),
        row("c-1", origin="converted"),
        row("d-1", design="pre_post", risk_of_bias="high"),
        row("e-1", review_status="machine"),
        row("f-1", review_status="rejected"),
        row("g-1", yi=None),
        row("h-1", use="excluded"),
    ]
    kept = {
        which: "".join(r["study_id"] for r in select(rows, which))
        for which in (
            "main",
            "with_doubtful",
            "no_conversions",
            "randomised_only",
            "low_risk_only",
            "checked_only",
        )
    }
    assert kept == {
        "main": "acde",
        "with_doubtful": "abcde",
        "no_conversions": "ade",
        "randomised_only": "ace",
        "low_risk_only": "ace",
        "checked_only": "acd",
    }
    with pytest.raises(MultiverseError, match="expected one of"):
        select(rows, "best")


def test_the_mean_of_a_study_as_in_the_textbook() -> None:
    """Borenstein et al. (2009), ch. 24: 0.30 and 0.10, each with variance 0.05, r = 0.5, combine
    to 0.20 with variance 0.0375.
    """
    rows = [row("a-1", 0.3, 0.05), row("a-2", 0.1, 0.05)]
    found = one_a_study(rows, "mean", rank=lambda r: 0, rho=0.5)
    assert found.yi[0] == pytest.approx(0.2)
    assert found.vi[0] == pytest.approx(0.0375)
    assert found.effects == ("a-1+a-2",)


def test_one_effect_a_study_by_rank_or_precision_and_all_of_them() -> None:
    rows = [row("b-1"), row("a-2", vi=0.01), row("a-1", vi=0.09)]
    assert one_a_study(rows, "first", lambda r: r["effect_id"]).effects == ("a-1", "b-1")
    assert one_a_study(rows, "most_precise", lambda r: 0).effects == ("a-2", "b-1")
    assert one_a_study(rows, "all", lambda r: 0).effects == ("a-1", "a-2", "b-1")
    assert one_a_study(rows[::-1], "mean", lambda r: 0).studies == ("a", "b")
    with pytest.raises(MultiverseError):
        one_a_study(rows, "largest", lambda r: 0)


def test_an_outlier_is_an_effect_whose_interval_misses_that_of_the_mean() -> None:
    sample = sample_of([row("a-1", 0.3, 0.01), row("b-1", 0.6, 0.01), row("c-1", 2.0, 0.01)])
    assert without_outliers(sample, 0.2, 0.5).effects == ("a-1", "b-1")


def flat(estimate: float):
    return lambda sample, spec: Fitted(
        estimate=estimate + 0.01 * sample.k, ci_lb=estimate - 0.1, ci_ub=estimate + 0.1
    )


def pooled(rows: list[dict], **fits: object) -> tuple[Outcome, ...]:
    return run(
        specifications(DECLARED),
        lambda spec: one_a_study(select(rows, spec.option("effects")), "all", lambda r: 0),
        fits,
    )


def test_a_model_that_fails_is_a_reason_and_the_others_go_on() -> None:
    def fail(sample: object, spec: object) -> Fitted:
        raise ValueError("no maximum")

    found = pooled([row("a-1"), row("b-1")], two_level=flat(0.4), multilevel=fail)
    assert [o.reason for o in found if o.fitted is None] == ["no maximum"] * 3
    assert specification_curve(found).reasons == (("no maximum", 3),)


def test_too_few_studies_are_a_reason() -> None:
    found = pooled(
        [row("a-1"), row("b-1", design="pre_post")], two_level=flat(0.4), multilevel=flat(0.4)
    )
    reasons = {o.specification.option("effects"): o.reason for o in found}
    assert reasons["randomised_only"] == "1 studies; 2 are needed"


def test_the_same_effects_with_the_same_result_count_once() -> None:
    """All are randomised, so that choice changes nothing; nor does rho without a difference."""
    found = pooled([row("a-1"), row("b-1")], two_level=flat(0.4), multilevel=flat(0.5))
    assert [o.same_as for o in found] == [None, 0, 0, 0, None, 4, 4]
    curve = specification_curve(found)
    assert (curve.n_declared, curve.n_run, curve.n_different) == (7, 7, 2)
    assert [p.n_same for p in curve.points] == [4, 3]
    assert curve.points[0].options == (
        ("model", "two_level"),
        ("effects", "main"),
        ("test", "knha"),
        ("test", "z"),
        ("effects", "randomised_only"),
    )


def test_a_family_without_a_model_is_named() -> None:
    with pytest.raises(MultiverseError, match="no model for: multilevel"):
        pooled([row("a-1")], two_level=flat(0.4))


def test_outliers_are_dropped_after_a_first_fit() -> None:
    specs = specifications({"families": {"two_level": {"outliers": ["keep", "drop"]}}})
    rows = [row(f"{n}-1", 0.3 + 0.01 * i, 0.01) for i, n in enumerate("abcdefgh")]
    rows.append(row("z-1", 3.0, 0.01))
    kept, dropped = run(specs, lambda _: sample_of(rows), {"two_level": two_level})
    assert (kept.k, dropped.k) == (9, 8)
    assert dropped.fitted.estimate == pytest.approx(0.335, abs=1e-6)


REFERENCE = json.loads((HERE / "two_level_reference.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", REFERENCE, ids=[c["name"] for c in REFERENCE])
def test_the_two_level_family_equals_metafor(case: dict) -> None:
    rows = [
        row(f"s{i}-1", y, v) for i, (y, v) in enumerate(zip(case["yi"], case["vi"], strict=True))
    ]
    spec = Specification(family="two_level", choices=(("method", "REML"), ("test", "knha")))
    found = two_level(sample_of(rows), spec)
    for name in ("estimate", "ci_lb", "ci_ub", "tau2"):
        assert getattr(found, name) == pytest.approx(case[name], rel=1e-6, abs=1e-9)


def test_two_effects_of_a_study_are_not_independent() -> None:
    with pytest.raises(MultiverseError, match="independent"):
        two_level(
            sample_of([row("a-1"), row("a-2")]), Specification(family="two_level", choices=())
        )


def outcome(estimate: float, half: float, place: int, **more: object) -> Outcome:
    spec = Specification(family="two_level", choices=(("test", "z"), ("case", str(place))))
    fitted = Fitted(estimate=estimate, ci_lb=estimate - half, ci_ub=estimate + half)
    return Outcome(specification=spec, k=5, n_studies=5, fitted=fitted, **more)


def curve_of(*results: tuple[float, float], **more: object):
    return specification_curve(
        [outcome(e, h, i) for i, (e, h) in enumerate(results)],
        VerdictRules(min_specifications=4),
        **more,
    )


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        ([(0.4, 0.1), (0.5, 0.1), (0.3, 0.1), (0.2, 0.1)], "robust"),
        ([(0.4, 0.1), (0.5, 0.1), (0.3, 0.4), (0.2, 0.4)], "consistent"),
        ([(0.4, 0.5), (0.5, 0.6), (0.3, 0.4), (0.2, 0.4)], "unclear"),
        ([(0.4, 0.1), (0.5, 0.1), (-0.3, 0.1), (0.2, 0.4)], "depends"),
        ([(0.4, 0.1), (0.5, 0.1), (0.3, 0.1)], "too_few"),
    ],
)
def test_the_verdict_follows_its_rules(results: list, verdict: str) -> None:
    assert curve_of(*results).verdict == verdict


def test_the_curve_is_sorted_and_counts_by_hand() -> None:
    found = curve_of((0.4, 0.1), (-0.1, 0.2), (0.3, 0.4), (0.6, 0.1))
    assert [p.estimate for p in found.points] == [-0.1, 0.3, 0.4, 0.6]
    assert (found.same_sign, found.excludes_none) == (0.75, 0.5)
    assert (found.lowest, found.median, found.highest) == (-0.1, pytest.approx(0.35), 0.6)
    assert "3 point to benefit, and the interval of 2 excludes no effect" in found.summary()


def test_the_reference_gives_the_sign_and_is_marked() -> None:
    headline = outcome(-0.1, 0.2, 1).specification
    found = curve_of((0.4, 0.1), (-0.1, 0.2), (0.3, 0.4), (0.6, 0.1), reference=headline)
    assert not found.positive
    assert found.same_sign == 0.25
    assert [p.reference for p in found.points] == [True, False, False, False]


def test_the_option_that_moves_the_estimate_is_found() -> None:
    specs = specifications({"families": {"m": {"effects": ["all", "few"], "test": ["z", "t"]}}})
    means = {"all": 0.5, "few": 0.2}
    rows = sample_of([row("a-1"), row("b-1")])

    def fit(sample: object, spec: Specification) -> Fitted:
        mean = means[spec.option("effects")] + (0.01 if spec.option("test") == "t" else 0.0)
        return Fitted(estimate=mean, ci_lb=mean - 0.3, ci_ub=mean + 0.3)

    found = specification_curve(run(specs, lambda _: rows, {"m": fit}))
    assert found.most_influential == "effects"
    by_option = {(o.factor, o.option): o for o in found.options}
    assert by_option[("effects", "few")].median == pytest.approx(0.205)
    assert by_option[("effects", "all")].excludes_none == 1
    assert [o.factor for o in found.options] == ["model", "effects", "effects", "test", "test"]


def test_nothing_that_ran_gives_no_curve() -> None:
    spec = Specification(family="m", choices=())
    with pytest.raises(MultiverseError, match="none of 1"):
        specification_curve(
            [Outcome(specification=spec, k=0, n_studies=0, fitted=None, reason="x")]
        )


def test_verdict_rules_come_from_a_configuration_and_typos_fail() -> None:
    assert VerdictRules.of({"same_sign": 0.9}).same_sign == 0.9
    with pytest.raises(MultiverseError, match="no such verdict rule"):
        VerdictRules.of({"same_signs": 0.9})
    with pytest.raises(MultiverseError):
        VerdictRules.of({"excludes_none": 0.05})


def test_the_order_of_rows_does_not_matter() -> None:
    rng = np.random.default_rng(4)
    rows = [row(f"{n}-1", float(rng.normal(0.3, 0.3)), 0.05) for n in "abcdefgh"]
    declared = {"families": {"two_level": {"effects": ["main"], "method": ["REML", "PM"]}}}

    def curve(some: list[dict]):
        return specification_curve(
            run(
                specifications(declared),
                lambda spec: one_a_study(select(some, "main"), "all", lambda r: 0),
                {"two_level": two_level},
            )
        )

    assert curve(rows) == curve(rows[::-1])
