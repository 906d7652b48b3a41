"""What changed in the findings between two states, and what that means for whoever cited one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from analyses.records.releases import PRESENT, State

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]
NUMBERS = ("estimate", "ci_lb", "ci_ub")
# What became of a finding for whoever cited it, most consequential first.
CONSEQUENCES = ("reversed", "retired", "certainty", "new", "superseded")
CONCLUSIONS = {
    "benefit": "it favours the intervention",
    "harm": "it favours the comparison",
    "unclear": "no clear difference",
    "no_answer": "no pooled answer",
}
MODELS = {
    "CHE-CR2": "the model of correlated and hierarchical effects with robust variance",
    "REML-KH": "the two-level model",
    "common": "the common-effect model",
}


def conclusion(finding: Row) -> str:
    """Return what a finding concludes: a key of `CONCLUSIONS`."""
    if finding["status"] != "pooled":
        return "no_answer"
    if finding["ci_lb"] > 0:
        return "benefit"
    return "harm" if finding["ci_ub"] < 0 else "unclear"


def finding_changes(states: Sequence[State]) -> Rows:
    """Return what changed in each step from a state to the next: rows of ``finding_changes``.

    Parameters
    ----------
    states : sequence of State
        The releases, oldest first, and the present at the end.
    """
    rows: Rows = []
    for before, after in pairwise(states):
        step = [
            row
            for ident in sorted({*before.findings, *after.findings})
            if (row := change(ident, before, after)) is not None
        ]
        step.sort(key=_order)
        rows += [row | {"place": place} for place, row in enumerate(step, 1)]
    return rows


def _order(row: Row) -> tuple[int, int, float, str]:
    pooled = row["conclusion_before"] != "no_answer" or row["conclusion_after"] != "no_answer"
    moved = abs(row["moved"]) if row["moved"] is not None else 0.0
    return (CONSEQUENCES.index(row["consequence"]), not pooled, -moved, row["finding_id"])


def change(ident: str, before: State, after: State) -> dict[str, Any] | None:
    """Return what changed in a finding from one state to another; None when nothing did."""
    old, new = before.findings.get(ident), after.findings.get(ident)
    row: dict[str, Any] = {
        "finding_id": ident,
        "from_release": before.version,
        "to_release": after.version,
        "released_on": after.date or None,
        **_sides(old, new),
    }
    if old is None or new is None:
        found = new if old is None else old
        assert found is not None  # an identifier comes from one of the two
        return row | _came_or_went(ident, found, before, after, new=old is None)
    moves = _moves(old, new)
    if not moves["kinds"]:
        return None
    names = {**before.studies, **after.studies}
    said = [*_conclusions(old, new, moves), *_causes(old, new, moves, names), *_sure(old, new)]
    return row | moves | {"account": _account(said, old, new)}


def _sides(old: Row | None, new: Row | None) -> dict[str, Any]:
    row: dict[str, Any] = {"moved": None}
    for side, finding, version in (("before", old, "from_version"), ("after", new, "to_version")):
        row[version] = finding["version"] if finding else None
        row[f"conclusion_{side}"] = conclusion(finding) if finding else None
        for name in ("status", "certainty", "n_studies", *NUMBERS):
            row[f"{name}_{side}"] = finding[name] if finding else None
    if row["estimate_before"] is not None and row["estimate_after"] is not None:
        row["moved"] = row["estimate_after"] - row["estimate_before"]
    return row


def _came_or_went(
    ident: str, finding: Row, before: State, after: State, *, new: bool
) -> dict[str, Any]:
    said = _answer(finding)
    if new:
        return {"consequence": "new", "kinds": ["new"], "account": f"New: {said}."}
    places = sorted(
        {
            other
            for other, row in after.findings.items()
            for m in row["members"]
            if m["effect_id"] in {own["effect_id"] for own in finding["members"]}
        }
    )
    where = (
        f" Its effects are now considered for {_listed(places)}."
        if places
        else " None of its effects is considered for another finding."
    )
    return {
        "consequence": "retired",
        "kinds": ["retired"],
        "account": f"Retired: no study is coded under this question any more. It said: {said}."
        + where,
        "considered_in": places,
    }


def _moves(old: Row, new: Row) -> dict[str, Any]:
    """Return what moved, by kind, with the studies and effects behind it."""
    was, now = _chosen(old), _chosen(new)
    added = sorted({m["study_id"] for m in now.values()} - {m["study_id"] for m in was.values()})
    removed = sorted({m["study_id"] for m in was.values()} - {m["study_id"] for m in now.values()})
    both = [i for i in sorted(was) if i in now]
    changed = [i for i in both if _shown(was[i], "yi") != _shown(now[i], "yi")]
    corrected = [
        i for i in both if now[i]["review_status"] == "corrected" != was[i]["review_status"]
    ]
    kinds = {
        "conclusion": conclusion(old) != conclusion(new),
        "status": old["status"] != new["status"],
        "certainty": old["certainty"] != new["certainty"],
        "estimate": any(_shown(old, n) != _shown(new, n) for n in NUMBERS),
        "studies_added": bool(added),
        "studies_removed": bool(removed),
        "effects_changed": bool(changed),
        "version": old["version"] != new["version"],
    }
    found = [name for name, is_so in kinds.items() if is_so]
    consequence = "superseded"
    if kinds["conclusion"]:
        consequence = "reversed"
    elif kinds["certainty"] and conclusion(new) != "no_answer":
        consequence = "certainty"
    return {
        "consequence": consequence,
        "kinds": found,
        "added": added,
        "removed": removed,
        "effects_changed": changed,
        "corrected": corrected,
    }


def _chosen(finding: Row) -> dict[str, Row]:
    """Return the effects that make the number of a finding: the pooled ones, or the only one."""
    flag = "included" if finding["status"] == "pooled" else "in_all"
    return {m["effect_id"]: m for m in finding["members"] if m[flag]}


def _why(study: str, finding: Row) -> str:
    reasons = {m["reason"] for m in finding["members"] if m["study_id"] == study}
    return "; ".join(sorted(reasons)) or "not coded under this question"


def _shown(row: Row, name: str) -> str:
    """Return a number as pages show it: below that, nothing moved."""
    return number(row[name])


def number(value: float | None) -> str:
    """Return a number with two decimals and a real minus sign; an absent one as a dash."""
    if value is None:
        return "–"
    text = f"{value:.2f}"
    return (text if float(text) else "0.00").replace("-", "\u2212")


def _answer(finding: Row) -> str:
    if finding["status"] != "pooled":
        reason = finding["reason"] or finding["status"].replace("_", " ")
        return f"no pooled answer ({reason})"
    many = "1 study" if finding["n_studies"] == 1 else f"{finding['n_studies']} studies"
    return f"{_numbers(finding)}, {many}"


def _numbers(finding: Row) -> str:
    return " ".join(
        [
            number(finding["estimate"]),
            f"[{number(finding['ci_lb'])}, {number(finding['ci_ub'])}]",
        ]
    )


def _conclusions(old: Row, new: Row, moves: Row) -> list[str]:
    """Return what the finding says now, and said."""
    said = []
    if "conclusion" in moves["kinds"]:
        was, now = CONCLUSIONS[conclusion(old)], CONCLUSIONS[conclusion(new)]
        said.append(f"Another conclusion: it was “{was}”, it is now “{now}”")
    if "status" in moves["kinds"]:
        said.append(f"It was {_answer(old)}; it is now {_answer(new)}")
    elif "estimate" in moves["kinds"]:
        said.append(f"The pooled effect moved from {_numbers(old)} to {_numbers(new)}")
    return said


def _causes(old: Row, new: Row, moves: Row, names: Mapping[str, str]) -> list[str]:
    """Return what moved it: studies, values, corrections, the way of pooling."""
    listed = {
        "Came in": [f"{names.get(s, s)} (before: {_why(s, old)})" for s in moves["added"]],
        "Went out": [f"{names.get(s, s)} ({_why(s, new)})" for s in moves["removed"]],
        "Read or computed anew": moves["effects_changed"],
        "Corrected by a person": moves["corrected"],
    }
    said = [f"{what}: {_listed(found)}" for what, found in listed.items() if found]
    if old["status"] == new["status"] == "pooled":
        was, now = len(_chosen(old)), len(_chosen(new))
        if not moves["added"] and not moves["removed"] and was != now:
            said.append(f"Of its studies {now} effects are pooled, before {was}")
        if {new["model"], old["model"]} <= set(MODELS) and new["model"] != old["model"]:
            said.append(f"Pooled by {MODELS[new['model']]}, before by {MODELS[old['model']]}")
    return said


def _sure(old: Row, new: Row) -> list[str]:
    was, now = _rated(old["certainty"]), _rated(new["certainty"])
    return [] if was == now else [f"How sure: it was {was}, it is now {now}"]


def _account(said: Sequence[str], old: Row, new: Row) -> str:
    """Return in plain words what changed and what moved it."""
    lines = [*said] if said else ["No number that is shown moved"]
    if conclusion(old) == conclusion(new) != "no_answer":
        lines.append("The conclusion is the same")
    return ". ".join(lines) + "."


def _rated(certainty: str) -> str:
    return "not rated" if certainty == "none" else certainty.replace("_", " ")


def _listed(names: Iterable[str]) -> str:
    return "; ".join(names)


def finding_versions(states: Sequence[State]) -> Rows:
    """Return each version that a finding ever had: rows of ``finding_versions``.

    Parameters
    ----------
    states : sequence of State
        The releases, oldest first, and the present at the end.
    """
    present = states[-1]
    seen: dict[tuple[str, str], list[State]] = {}
    for state in states:
        for ident, finding in state.findings.items():
            seen.setdefault((ident, finding["version"]), []).append(state)
    return [_version(ident, version, found, present) for (ident, version), found in seen.items()]


def _version(ident: str, version: str, found: Sequence[State], present: State) -> dict[str, Any]:
    last = found[-1]
    finding = last.findings[ident]
    released = [s for s in found if s.version != PRESENT]
    now = present.findings.get(ident)
    row = change(ident, last, present)
    standing = "current"
    if now is None:
        standing = "retired"
    elif now["version"] != version:
        standing = "reversed" if conclusion(now) != conclusion(finding) else "superseded"
    account = row["account"] if row else "Nothing changed."
    if last is present:
        account = "This is the present version." + _otherwise_rated(ident, released, finding)
    return {
        "finding_id": ident,
        "version": version,
        "releases": [s.version for s in released],
        "first_released_on": released[0].date if released else None,
        "standing": standing,
        "present_version": now["version"] if now else None,
        "conclusion": conclusion(finding),
        "account": account,
        **{name: finding[name] for name in ("status", "certainty", "n_studies", *NUMBERS)},
    }


def _otherwise_rated(ident: str, released: Sequence[State], finding: Row) -> str:
    """Return how the same numbers were rated in releases that rated them otherwise."""
    now = _rated(finding["certainty"])
    then = {s.version: _rated(s.findings[ident]["certainty"]) for s in released}
    other = [f"{was} in {version}" for version, was in then.items() if was != now]
    return f" How sure: it was {_listed(other)}, it is now {now}." if other else ""
