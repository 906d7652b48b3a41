"""The tables of voices: what they say together, how sure that is, and the numbers beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analyses.voices.beside import beside_numbers
from analyses.voices.confidence import Component, Decision, components_of, decided, overall
from analyses.voices.groups import Group, codes, groups_of

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]


def voice_tables(
    tables: Mapping[str, Sequence[Row]],
    rules: Mapping[str, Any],
    decisions: Mapping[str, Sequence[Decision]],
) -> dict[str, Rows]:
    """Return rows of ``voice_findings``, ``voice_themes`` and ``voices_beside``.

    Parameters
    ----------
    tables : mapping
        Rows of ``themes, terms, arms, pooled_effects``.
    rules : mapping
        Thresholds of `components_of`, and ``important`` of `beside.relation`.
    decisions : mapping
        People's decisions by qualitative finding.

    Raises
    ------
    ValueError
        When a decision names a finding that is not there, or no longer fits.
    """
    families = {t["term_id"]: t["parent"] for t in tables["terms"] if t["vocabulary"] == "outcomes"}
    groups = groups_of(tables["themes"], families)
    unknown = sorted(set(decisions) - {g.ident for g in groups})
    if unknown:
        raise ValueError(f"confidence.yaml: {unknown[0]}: found no such finding; expected one")
    studies = _studies_of(tables["arms"])
    result: dict[str, Rows] = {"voice_findings": [], "voice_themes": [], "voices_beside": []}
    for group in groups:
        try:
            parts = decided(components_of(group, groups, rules), decisions.get(group.ident, ()))
        except ValueError as err:
            raise ValueError(f"confidence.yaml: {group.ident}: {err}") from None
        result["voice_findings"].append(_finding(group, parts, studies))
        result["voice_themes"] += [
            {"voice_finding_id": group.ident, "theme_id": t["theme_id"]} for t in group.themes
        ]
        result["voices_beside"] += beside_numbers(
            group, tables["pooled_effects"], rules["important"]
        )
    return result


def _studies_of(arms: Sequence[Row]) -> dict[str, set[str]]:
    """Return the studies of each intervention type."""
    found: dict[str, set[str]] = {}
    for arm in arms:
        for kind in codes(arm["intervention_types"]):
            found.setdefault(kind, set()).add(arm["study_id"])
    return found


def _finding(
    group: Group, components: Sequence[Component], studies: Mapping[str, set[str]]
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "voice_finding_id": group.ident,
        "level": group.level,
        "kind": group.kind,
        "subject_kind": group.subject_kind,
        "subject": group.subject,
        "n_themes": len(group.themes),
        "n_sources": len(group.sources),
        "sources": group.sources,
        "n_countries": len(group.countries),
        "countries": group.countries,
        "n_without_country": len({t["source_id"] for t in group.themes if not t["countries"]}),
        "confidence": overall(components),
    }
    if group.subject_kind == "intervention":
        row["n_studies"] = len(studies.get(group.subject, ()))
    for part in components:
        row |= {part.name: part.concern, f"{part.name}_reason": part.reason}
    people = [c for c in components if c.judged_by != "rule"]
    return row | {
        "judged_by": ", ".join(dict.fromkeys(c.judged_by for c in people)) or "rule",
        "judged_on": max((c.judged_on or "" for c in people), default="") or None,
    }
