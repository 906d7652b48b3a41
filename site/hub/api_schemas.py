"""What each kind of file below ``api/v1`` holds, as JSON Schema: the promise to programs."""

from __future__ import annotations

from typing import Any

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": ["number", "null"]}
_WHOLE: dict[str, Any] = {"type": ["integer", "null"]}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}
_MISSING: dict[str, Any] = {
    "type": "object",
    "additionalProperties": _TEXT,
    "description": "For each number that is null, why.",
}
_STATUS: dict[str, Any] = {
    "enum": ["machine", "checked", "corrected", "rejected", None],
    "description": "machine: read once, not checked. null: there is no number.",
}
_CERTAINTY = {"enum": ["high", "moderate", "low", "very_low", "none"]}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the schema of an object; what may be added to it later does no harm."""
    required = sorted(set(properties) - set(optional))
    return {"type": "object", "properties": properties, "required": required}


def _each(names: tuple[str, ...], schema: dict[str, Any]) -> dict[str, Any]:
    return dict.fromkeys(names, schema)


def _texts() -> dict[str, Any]:
    return {"type": "array", "items": _TEXT}


_PLACE = _object({"path": _TEXT, "url": _MAYBE, "url_missing": _TEXT}, ("url_missing",))
_HEAD: dict[str, Any] = {
    "$schema": _TEXT,
    "api": {"const": "v1"},
    "hub": _object(_each(("name", "release", "released_on"), _TEXT)),
    "licence": {"const": "CC-BY-4.0"},
}
_QUESTION: dict[str, Any] = {
    **_each(("finding_id", "version", "title", "outcome_family", "level"), _TEXT),
    "intervention_type": _MAYBE,
    "evidence_class": {"enum": ["controlled", "pre_post", "cross_sectional"]},
    "status": {"enum": ["pooled", "unchecked", "single_study", "none"]},
}
_VERSION = _object(
    {
        "version": _TEXT,
        "releases": _texts(),
        "first_released_on": _MAYBE,
        "standing": {"enum": ["current", "superseded", "reversed", "retired"]},
        **_each(("estimate", "ci_lb", "ci_ub"), _NUMBER),
        "status": _TEXT,
        "certainty": _CERTAINTY,
        "account": _TEXT,
        "page": _MAYBE,
    }
)
_EFFECT: dict[str, Any] = {
    **_each(("effect_id", "study_id", "construct_id", "formula", "use"), _MAYBE),
    **_each(("measure", "origin", "time_kind"), _MAYBE),
    **_each(("yi", "vi", "ci_lb", "ci_ub", "time_weeks"), _NUMBER),
    **_each(("n1i", "n2i"), _NUMBER),
    "missing": _MISSING,
    "review_status": _STATUS,
    "evidence": _object(_each(("evidence_id", "read_at", "words", "imported_from"), _MAYBE)),
}
_MEMBER = {
    **_EFFECT,
    "included": {"type": "boolean"},
    "in_all": {"type": "boolean"},
    "reason": _TEXT,
    "weight": _NUMBER,
}
_POOLED = {
    **_each(("estimate", "se", "ci_lb", "ci_ub", "pi_lb", "pi_ub", "p", "df"), _NUMBER),
    **_each(("tau2", "i2", "q", "q_p", "rho"), _NUMBER),
    **_each(("k", "n_studies", "n_participants", "n_without_size"), _WHOLE),
    "model": _MAYBE,
    "missing": _MISSING,
    "review_status": _STATUS,
}
_UNCHECKED = {
    **_each(("k", "n_studies"), _WHOLE),
    **_each(("estimate", "ci_lb", "ci_ub"), _NUMBER),
    "missing": _MISSING,
    "review_status": _STATUS,
}
_DOMAIN = {
    **_each(("domain", "reason", "judged_by", "judged_on"), _MAYBE),
    "steps": _WHOLE,
}
_ALIVE = {
    **_HEAD,
    **_QUESTION,
    "retired": {"const": False},
    **_each(("sentence", "unit"), _TEXT),
    "pooled": _object(_POOLED),
    "with_unchecked": _object(_UNCHECKED),
    "certainty": _object(
        {
            "rating": _CERTAINTY,
            "reasons": _MAYBE,
            "domains": {"type": "array", "items": _object(_DOMAIN)},
        }
    ),
    "robustness": _object(_each(("verdict", "summary"), _MAYBE)),
    "members": {"type": "array", "items": _object(_MEMBER)},
    "versions": {"type": "array", "items": _VERSION},
    "page": _PLACE,
    "feed": _PLACE,
    "citation": {"type": "object", "description": "An item of CSL JSON."},
}
_RETIRED = {
    **_HEAD,
    **_each(("finding_id", "title"), _TEXT),
    "retired": {"const": True},
    **_each(("reason", "moved_to"), _MAYBE),
    "versions": {"type": "array", "items": _VERSION},
    "page": _PLACE,
}
_SHORT = {
    **_QUESTION,
    **_each(("estimate", "ci_lb", "ci_ub"), _NUMBER),
    "missing": _MISSING,
    "review_status": _STATUS,
    **_each(("n_studies", "n_studies_coded"), _WHOLE),
    "certainty": _CERTAINTY,
    "file": _TEXT,
}
_REPORT = {
    **_each(("doc_id", "title", "authors", "journal", "doi", "pmid", "pmcid"), _MAYBE),
    **_each(("no_identifier_reason", "retraction_status"), _MAYBE),
    "year": _WHOLE,
}
_ARM = {
    **_each(("arm_id", "role", "label", "comparator_type", "delivery"), _MAYBE),
    "duration_weeks": _NUMBER,
    "intervention_types": _texts(),
}
_STUDY = {
    **_HEAD,
    "study_id": _TEXT,
    "title": _TEXT,
    **_each(("countries", "settings", "cadres", "findings"), _texts()),
    **_each(("design", "level", "income_group", "risk_of_bias"), _MAYBE),
    "n_participants": _WHOLE,
    "missing": _MISSING,
    "reports": {"type": "array", "items": _object(_REPORT)},
    "arms": {"type": "array", "items": _object(_ARM)},
    "effects": {"type": "array", "items": _object(_EFFECT)},
    "page": _PLACE,
}
_SIDE = ("conclusion", "status", "certainty")
_CHANGE = {
    **_each(("finding_id", "from_release", "to_release", "account"), _TEXT),
    "place": _WHOLE,
    "released_on": _MAYBE,
    "consequence": {"enum": ["reversed", "retired", "certainty", "new", "superseded"]},
    **_each(("from_version", "to_version"), _MAYBE),
    **_each(tuple(f"{n}_{s}" for n in _SIDE for s in ("before", "after")), _MAYBE),
    **_each(
        tuple(f"{n}_{s}" for n in ("estimate", "ci_lb", "ci_ub") for s in ("before", "after")),
        _NUMBER,
    ),
    **_each(("n_studies_before", "n_studies_after"), _WHOLE),
    "moved": _NUMBER,
    **_each(("kinds", "added", "removed", "effects_changed", "corrected"), _texts()),
    "considered_in": _texts(),
}
_INDEX = {
    **_HEAD,
    "documentation": _PLACE,
    "releases": {
        "type": "array",
        "items": _object(_each(("version", "released_on"), _TEXT)),
    },
    "files": {"type": "object", "additionalProperties": _TEXT},
    **_each(("finding_ids", "study_ids"), _texts()),
}


def _file(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": _DIALECT, "title": name, **schema}


def _many(kind: str, item: dict[str, Any]) -> dict[str, Any]:
    rows = {"type": "array", "items": _object(item)}
    return _file(kind, _object({**_HEAD, "n": {"type": "integer"}, kind: rows}))


SCHEMAS: dict[str, dict[str, Any]] = {
    "index": _file("index", _object(_INDEX)),
    "findings": _many("findings", _SHORT),
    "finding": _file("finding", {"oneOf": [_object(_ALIVE), _object(_RETIRED)]}),
    "study": _file("study", _object(_STUDY)),
    "changes": _many("changes", _CHANGE),
}
