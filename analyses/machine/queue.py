"""What to look at first: how unsure a number is, times how far it would move a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from analyses.machine.what_if import findings_of

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]
NOT_IN_IT = ("a worked example", "the study is coded", "another file", "measured before")


def move(effect: Row, finding: Row) -> float:
    """Return how far an effect would move a finding, in standard deviations.

    The weighted mean of the finding (weight 1 / se²) and the effect (weight 1 / (vi + tau²)),
    with the heterogeneity left as it is: a closed form, so that it can be asked of every contrast
    of thousands of papers. Where nothing is pooled yet, the move is from no effect.
    """
    if finding["estimate"] is None:
        return abs(float(effect["yi"]))
    old, new = 1 / finding["se"] ** 2, 1 / (effect["vi"] + finding["tau2"])
    return abs(float(effect["yi"] - finding["estimate"])) * float(new / (old + new))


def contrast_entries(
    effects: Iterable[Row], findings: Mapping[str, Row]
) -> Iterator[dict[str, Any]]:
    """Yield an entry for each machine-read contrast on a recognised outcome.

    Parameters
    ----------
    effects : iterable of mapping
        Rows of ``machine_effects``. Examples, papers on coded studies and second files of a report
        give none.
    findings : mapping
        Rows of ``pooled_effects`` by identifier.
    """
    for effect in effects:
        if effect["construct_id"] is None or str(effect["what_if_reason"]).startswith(NOT_IN_IT):
            continue
        moves = {
            i: move(effect, findings[i])
            for i in findings_of(effect)
            if i in findings and effect["yi"] is not None
        }
        most = max(sorted(moves), key=moves.__getitem__, default=None)
        yield {
            "queue_id": effect["machine_contrast_id"],
            "kind": "contrast",
            "paper_id": effect["paper_id"],
            "machine_contrast_id": effect["machine_contrast_id"],
            **{k: effect[k] for k in ("construct_id", "time_kind", "time_weeks")},
            **_scored(1 - effect["confidence"], None if most is None else moves[most]),
            "finding_id": most,
            "reason": _why_contrast(effect, most, moves),
        }


def _why_contrast(effect: Row, most: str | None, moves: Mapping[str, float]) -> str:
    sure = f"The machine expects {100 * effect['confidence']:.0f} of 100 such contrasts to be right"
    if most is None:
        why = effect["no_effect_reason"] or effect["what_if_reason"] or "no finding asks about it"
        return f"{sure}. It moves no finding: {why}."
    if effect["what_if"]:
        return f"{sure}. Included, it would move the finding by about {moves[most]:.2f}."
    return (
        f"{sure}. Not even in the what-if estimate ({effect['what_if_reason']}); if it were right, "
        f"it would move the finding by about {moves[most]:.2f}."
    )


def difference_entries(
    double: Sequence[Row],
    machine: Mapping[str, Row],
    effects: Mapping[str, Row],
    members: Mapping[str, Sequence[Row]],
) -> Iterator[dict[str, Any]]:
    """Yield an entry for each coded reading, or study, from which the machine's reading differs.

    Parameters
    ----------
    double : sequence of mapping
        Rows of ``double_extraction``, sorted by key.
    machine : mapping
        Rows of ``machine_effects`` by contrast, at least of those in ``double``.
    effects : mapping
        Rows of ``effect_sizes`` by reading.
    members : mapping
        Rows of ``pool_members`` by effect.
    """
    keys = ("study_id", "paper_id", "entry")
    for key, rows in groupby(double, key=lambda r: tuple(r[k] for k in keys)):
        differing = [r for r in rows if r["result"] == "differ"]
        if not differing:
            continue
        contrast = next((r["machine_contrast_id"] for r in differing), None)
        effect = effects.get(key[2])
        most, moves = _moved(effect, machine.get(contrast or ""), members)
        yield {
            "queue_id": ":".join(key),
            "kind": "difference",
            "paper_id": key[1],
            "study_id": key[0],
            "machine_contrast_id": contrast,
            "field": ";".join(r["field"] for r in differing),
            # The surer the machine is, the less sure is the coded number.
            **_scored(max(r["confidence"] or 0.0 for r in differing), moves),
            "finding_id": most,
            "reason": "Coded and machine-read differ. "
            + "; ".join(f"{r['field']}: {r['coded']} and {r['machine']}" for r in differing)
            + ".",
            "evidence_ids": ";".join(r["machine_evidence_ids"] or "" for r in differing),
        }


def _moved(
    coded: Row | None, read: Row | None, members: Mapping[str, Sequence[Row]]
) -> tuple[str | None, float | None]:
    """Return the finding that the machine's effect would move most, and how far."""
    if coded is None or read is None or coded["yi"] is None or read["yi"] is None:
        return None, None
    weights = {
        m["finding_id"]: m["weight"] for m in members.get(coded["effect_id"], []) if m["included"]
    }
    if not weights:
        return None, None
    most = max(sorted(weights), key=weights.__getitem__)
    return most, abs(read["yi"] - coded["yi"]) * weights[most]


def _scored(unsure: float, moves: float | None) -> dict[str, Any]:
    return {"unsure": unsure, "moves": moves, "score": None if moves is None else unsure * moves}


def ranked(entries: Iterable[Mapping[str, Any]]) -> Rows:
    """Return the entries in order: the highest score first, those without one by unsureness."""
    order = sorted(
        entries,
        key=lambda e: (
            e["score"] is None,
            -(e["score"] or 0.0),
            e["kind"] != "difference",
            -e["unsure"],
            e["queue_id"],
        ),
    )
    return [{**e, "rank": i} for i, e in enumerate(order, 1)]
