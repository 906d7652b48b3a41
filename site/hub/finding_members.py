"""What a finding rests on: its effects, studies and arms, and in which sense they are in it."""

from __future__ import annotations

from dataclasses import dataclass

from hub.model import Hub, Row


@dataclass(frozen=True, slots=True)
class Base:
    """The effects that a finding shows.

    ``kind`` is ``pooled``; ``read_once`` when they have a number and are not pooled; ``coded``
    when none has a number that can be pooled.
    """

    kind: str
    effects: tuple[Row, ...]
    studies: tuple[Row, ...]
    arms: tuple[tuple[Row, Row], ...]  # what was done and what it is compared with, each pair once
    left_out: int


def base_of(hub: Hub, finding: Row) -> Base:
    """Return what a finding rests on."""
    members = hub.members.get(finding["finding_id"], [])
    chosen = [m for m in members if m["included"]]
    kind = "pooled"
    if not chosen:
        chosen, kind = [m for m in members if m["in_all"]], "read_once"
    if not chosen:
        chosen, kind = members, "coded"
    effects = tuple(hub.effects[m["effect_id"]] for m in chosen)
    names = dict.fromkeys(e["study_id"] for e in effects)
    return Base(
        kind,
        effects,
        tuple(hub.studies[n] for n in names),
        _arms(hub, effects),
        len(members) - len(chosen),
    )


def _arms(hub: Hub, effects: tuple[Row, ...]) -> tuple[tuple[Row, Row], ...]:
    pairs: dict[tuple[str, str, str], tuple[Row, Row]] = {}
    for e in effects:
        contrasts = {c["contrast_id"]: c for c in hub.by_study("contrasts")[e["study_id"]]}
        arms = {a["arm_id"]: a for a in hub.by_study("arms")[e["study_id"]]}
        contrast = contrasts[e["contrast_id"]]
        key = (e["study_id"], contrast["arm_1"], contrast["arm_2"])
        pairs[key] = (arms[contrast["arm_1"]], arms[contrast["arm_2"]])
    return tuple(pairs.values())
