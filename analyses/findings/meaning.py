"""What a finding means for a person: chances in a new setting, pairs of people, familiar scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from analyses.findings.pool import Pooled
from analyses.meaning.checks import MeaningError, StandardisedEffect
from analyses.meaning.people import ControlRisk, between_persons, number_needed, share_after
from analyses.meaning.probability import new_setting
from analyses.meaning.scales import NoScale, Scale, on_scale

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]
LEAST_ARMS = 3  # arms with a printed spread, below which no spread is called typical


def scales_of(
    readings: Sequence[Row], contrasts: Sequence[Row], outcomes: Sequence[Row], terms: Sequence[Row]
) -> dict[tuple[str, str], Scale | NoScale]:
    """Return a scale for each instrument (and subscale), or why its spread is not known.

    The spread is the median standard deviation in the corpus of post scores of readings that may
    be pooled, one group a study: the comparator arm, or the one group that a survey prints
    (Cochrane Handbook 15.5.3.2 allows both). Keys are (instrument, subscale or "").
    """
    places = {(o["study_id"], o["outcome_id"]): o for o in outcomes}
    about = {c["contrast_id"]: places[c["study_id"], c["outcome_id"]] for c in contrasts}
    spreads: dict[tuple[str, str], dict[str, Row]] = {}
    for r in readings:
        outcome = about[r["contrast_id"]]
        if spread_of(r) is not None and outcome["instrument"]:
            key = (outcome["instrument"], outcome["subscale"] or "")
            spreads.setdefault(key, {}).setdefault(r["study_id"], r)
    named = {t["term_id"]: t for t in terms if t["vocabulary"] == "instruments"}
    found: dict[tuple[str, str], Scale | NoScale] = {}
    for ident, term in named.items():
        instrument, _, subscale = ident.partition("/")
        by_study = spreads.get((instrument, subscale), {})
        if term["higher_is_better"] is None:
            continue
        whole = str(named[instrument]["label"])
        name = f"{whole}, {str(term['label']).lower()}" if subscale else whole
        if len(by_study) < LEAST_ARMS:
            reason = (
                f"not given, {len(by_study)} usable studies print its spread, "
                f"{LEAST_ARMS} are needed"
            )
            found[instrument, subscale] = NoScale(name=name, reason=reason)
        else:
            found[instrument, subscale] = _scale(name, by_study, term)
    return found


def spread_of(reading: Row) -> float | None:
    """Return the standard deviation of a group that tells how far people lie apart, or None.

    Of two groups the comparator's; scores before, and changes, are other numbers.
    """
    if reading["use"] != "main" or reading["means_are"] not in ("post", "not_used"):
        return None
    alone = reading["means_are"] == "not_used" and reading["m2i"] is None
    sd: float | None = reading["sd1i"] if alone else reading["sd2i"]
    return sd


def _scale(name: str, by_study: Mapping[str, Row], term: Row) -> Scale:
    once = sorted(s for s, r in by_study.items() if r["review_status"] == "machine")
    return Scale(
        name=name,
        sd=float(median(sd for r in by_study.values() if (sd := spread_of(r)) is not None)),
        source=f"median of a group of each of {len(by_study)} studies in this hub: "
        + ", ".join(sorted(by_study)),
        read_once=", ".join(once),
        higher_is_better=bool(term["higher_is_better"]),
        low=term["range_min"],
        high=term["range_max"],
    )


def meaning_rows(
    ident: str,
    pooled: Pooled,
    important: float,
    scale: Scale | NoScale | None,
    risk: ControlRisk | None,
) -> Rows:
    """Return what a finding means: rows of ``meaning``, each with its assumptions.

    Parameters
    ----------
    ident : str
        Finding.
    pooled : Pooled
        Its estimate.
    important : float
        The smallest difference that matters, in standard deviations.
    scale, risk : optional
        A familiar scale of the outcome, or why nothing is said on it; the share of people with
        the outcome among comparators.
    """
    rows: Rows = []
    try:
        setting = new_setting(
            pooled.estimate,
            pooled.se,
            pooled.tau2,
            df=float(pooled.n_studies - 1),
            important=important,
        )
        chances = {
            "chance of benefit in a new setting": setting.p_benefit,
            f"chance of a benefit of {important} or more in a new setting": setting.p_important,
            f"chance of a harm of {important} or more in a new setting": setting.p_harm,
        }
        for name, value in chances.items():
            rows.append(_row(ident, name, value, None, None, "0 to 1", setting.assumptions))
    except MeaningError:
        pass  # equal effects without any spread: a chance of 0 or 1 would be false certainty
    effect = StandardisedEffect(estimate=pooled.estimate, ci_lb=pooled.ci_lb, ci_ub=pooled.ci_ub)
    pairs = between_persons(effect)
    what = "pairs in which the person with the intervention is better off"
    rows.append(
        _row(ident, what, pairs.superiority, pairs.ci_lb, pairs.ci_ub, "0 to 1", pairs.assumptions)
    )
    if isinstance(scale, NoScale):
        rows.append(
            _row(ident, f"points on {scale.name}", None, None, None, "points", (scale.reason,))
        )
    elif scale is not None:
        rows += _on_scale(ident, effect, scale)
    if risk is not None:
        rows += _of_people(ident, effect, risk)
    return rows


def _on_scale(ident: str, effect: StandardisedEffect, scale: Scale) -> Rows:
    try:
        points = on_scale(effect, scale)
    except MeaningError:
        return []
    name = f"points on {scale.name}"
    unit = f"points, standard deviation {scale.sd:.1f}"
    if scale.low is not None and scale.high is not None:
        unit += f", scale {scale.low:g} to {scale.high:g}"
    ends = (points.ci_lb, points.ci_ub)
    return [_row(ident, name, points.points, *ends, unit, points.assumptions, once=scale.read_once)]


def _of_people(ident: str, effect: StandardisedEffect, risk: ControlRisk) -> Rows:
    change = share_after(effect, risk)
    needed = number_needed(effect, risk)
    return [
        _row(
            ident,
            f"share {risk.event}, from {risk.share:.0%} without the intervention",
            change.share,
            min(change.ci_lb, change.ci_ub),
            max(change.ci_lb, change.ci_ub),
            "0 to 1",
            change.assumptions,
            once=risk.read_once,
        ),
        _row(
            ident,
            f"people to be reached for one fewer {risk.event}",
            needed.nnt,
            None,
            None,
            "people (negative: one more)",
            needed.assumptions,
            once=risk.read_once,
        ),
    ]


def _row(
    ident: str,
    quantity: str,
    value: float | None,
    lower: float | None,
    upper: float | None,
    unit: str,
    assumptions: Sequence[str],
    once: str = "",
) -> dict[str, Any]:
    return {
        "finding_id": ident,
        "quantity": quantity,
        "value": value,
        "ci_lb": lower,
        "ci_ub": upper,
        "unit": unit,
        "assumptions": " ".join(f"{a.rstrip('.')}." for a in assumptions),
        "read_once": once or None,
    }
