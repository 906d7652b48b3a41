"""Stable addresses for programs: ``api/v1`` with findings, studies, changes, and their schemas.

What a file of this version holds is promised: a field may be added, none changes its meaning or
goes away. A number that is missing is null, and ``missing`` says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analyses.records.releases import state_text
from hub.api_schemas import SCHEMAS
from hub.changes_pages import feed_path
from hub.citations import csl_item, hub_work
from hub.citations_of import finding_item
from hub.model import Hub, Row, parts
from hub.text import plain
from hub.versions import names_of, tracked, version_path, versions_of
from hub.words import sentence, title

ROOT = "api/v1"
LICENCE = "CC-BY-4.0"
POOLED = (
    *("estimate", "se", "ci_lb", "ci_ub", "pi_lb", "pi_ub", "p", "df", "tau2", "i2", "q", "q_p"),
    *("model", "rho", "k", "n_studies", "n_participants", "n_without_size"),
)
OF_EFFECT = (
    *("yi", "vi", "ci_lb", "ci_ub", "n1i", "n2i", "measure", "formula", "origin", "time_weeks"),
    *("time_kind", "use", "review_status"),
)


def files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Yield every file by its path."""
    if not tracked(hub):
        return
    for name, schema in SCHEMAS.items():
        yield f"{ROOT}/schema/{name}.schema.json", dump(schema)
    yield f"{ROOT}/index.json", dump(index(hub))
    yield f"{ROOT}/findings.json", dump(_list(hub, "findings", [*_short_findings(hub)]))
    for finding in hub["pooled_effects"]:
        path = f"{ROOT}/findings/{finding['finding_id']}.json"
        yield path, dump(finding_data(hub, finding))
    names = names_of(hub)
    for ident in sorted({r["finding_id"] for r in hub["finding_versions"]} - set(hub.findings)):
        yield f"{ROOT}/findings/{ident}.json", dump(retired_data(hub, ident, names[ident]))
    for study in hub["studies"]:
        yield f"{ROOT}/studies/{study['study_id']}.json", dump(study_data(hub, study))
    for state in hub.states:
        yield f"{ROOT}/releases/{state.version}.json", state_text(state).encode()
    changes = sorted(hub["finding_changes"], key=lambda r: (r["to_release"], r["place"]))
    yield f"{ROOT}/changes.json", dump(_list(hub, "changes", [_change(r) for r in changes]))


def dump(value: Any) -> bytes:
    """Return a value as JSON that is the same in each run."""
    text = json.dumps(_stable(value), ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True)
    return (text + "\n").encode()


def _stable(value: Any) -> Any:
    """Return a value with its numbers as the tables print them and its text on one line."""
    if isinstance(value, float):
        return float(f"{value:.10g}")
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {str(k): _stable(v) for k, v in value.items()}
    return [_stable(v) for v in value] if isinstance(value, list | tuple) else value


def _head(hub: Hub, kind: str, up: str) -> dict[str, Any]:
    release = hub.release
    return {
        "$schema": f"{up}schema/{kind}.schema.json",
        "api": "v1",
        "hub": {"name": release.name, "release": release.version, "released_on": release.date},
        "licence": LICENCE,
    }


def _address(hub: Hub, path: str) -> dict[str, Any]:
    """Return where a page is: below the root of the site, and publicly where that is known."""
    url = hub.release.address_of(path) or None
    missing = {} if url else {"url_missing": hub.say("release-api-missing-address")}
    return {"path": path, "url": url} | missing


def _list(hub: Hub, kind: str, rows: Sequence[Row]) -> dict[str, Any]:
    return _head(hub, kind, "") | {"n": len(rows), kind: rows}


def index(hub: Hub) -> dict[str, Any]:
    """Return what there is, and where."""
    return _head(hub, "index", "") | {
        "documentation": _address(hub, "data/api.html"),
        "releases": [{"version": s.version, "released_on": s.date} for s in hub.states],
        "files": {
            "findings": "findings.json",
            "finding": "findings/{finding_id}.json",
            "study": "studies/{study_id}.json",
            "changes": "changes.json",
            "release": "releases/{version}.json",
            "schema": "schema/{kind}.schema.json",
        },
        "finding_ids": sorted(hub.findings),
        "study_ids": sorted(hub.studies),
    }


def _short_findings(hub: Hub) -> Iterator[Row]:
    for f in hub["pooled_effects"]:
        yield _question(hub, f) | {
            "estimate": f["estimate"],
            "ci_lb": f["ci_lb"],
            "ci_ub": f["ci_ub"],
            "missing": _missing(hub, f, ("estimate", "ci_lb", "ci_ub"), f["reason"]),
            "review_status": _reviewed(f),
            "n_studies": f["n_studies"],
            "n_studies_coded": f["n_studies_coded"],
            "certainty": f["certainty"],
            "file": f"findings/{f['finding_id']}.json",
        }


def _question(hub: Hub, f: Row) -> dict[str, Any]:
    kind = f["intervention_type"]
    return {
        "finding_id": f["finding_id"],
        "version": f["version"],
        "title": title(hub, f),
        "outcome_family": f["outcome_family"],
        "level": f["level"],
        "intervention_type": kind,
        "evidence_class": f["evidence_class"],
        "status": f["status"],
    }


def _reviewed(f: Row) -> str | None:
    """Return the review status of a pooled number: it takes only numbers that were checked."""
    return "checked" if f["status"] == "pooled" else None


def _missing(hub: Hub, row: Row, names: Sequence[str], reason: str | None) -> dict[str, str]:
    why = reason or hub.say("release-api-missing-no-reason")
    return {name: why for name in names if row[name] is None}


def finding_data(hub: Hub, f: Row) -> dict[str, Any]:
    """Return everything on a finding."""
    ident = f["finding_id"]
    item = finding_item(f, title(hub, f), sentence(hub, f))
    reason = f["reason"] or hub.say("release-api-missing-in-model")
    members = sorted(hub.members.get(ident, []), key=lambda m: m["effect_id"])
    every = ("k_all", "n_studies_all", "estimate_all", "ci_lb_all", "ci_ub_all")
    unpooled = _missing(hub, f, every, hub.say("release-api-missing-few"))
    return _head(hub, "finding", "../") | {
        **_question(hub, f),
        "retired": False,
        "sentence": sentence(hub, f),
        "unit": "Hedges' g; positive favours the intervention",
        "pooled": {name: f[name] for name in POOLED}
        | {"review_status": _reviewed(f), "missing": _missing(hub, f, POOLED, reason)},
        "with_unchecked": {name.removesuffix("_all"): f[name] for name in every}
        | {
            "review_status": "checked" if f["k_all"] == f["k"] else "machine",
            "missing": {name.removesuffix("_all"): why for name, why in unpooled.items()},
        },
        "certainty": {
            "rating": f["certainty"],
            "reasons": f["certainty_reasons"],
            "domains": [
                {k: d[k] for k in ("domain", "steps", "reason", "judged_by", "judged_on")}
                for d in hub.by_finding("certainty").get(ident, [])
            ],
        },
        "robustness": {"verdict": f["robustness"], "summary": f["robustness_summary"]},
        "members": [_member(hub, m) for m in members],
        "versions": _versions(hub, ident),
        "page": _address(hub, f"findings/{ident}.html"),
        "feed": _address(hub, feed_path(ident)),
        "citation": csl_item(hub_work(item, hub.release)),
    }


def retired_data(hub: Hub, ident: str, title: str) -> dict[str, Any]:
    """Return what is left of a finding that is retired."""
    entry = hub.retired.get(ident, {"reason": None, "moved_to": None})
    return _head(hub, "finding", "../") | {
        "finding_id": ident,
        "retired": True,
        "title": title,
        "reason": entry["reason"],
        "moved_to": entry["moved_to"],
        "versions": _versions(hub, ident),
        "page": _address(hub, f"findings/{ident}.html"),
    }


def _versions(hub: Hub, ident: str) -> list[dict[str, Any]]:
    return [
        {
            "version": r["version"],
            "releases": parts(r["releases"]),
            "first_released_on": r["first_released_on"],
            "standing": r["standing"],
            "estimate": r["estimate"],
            "ci_lb": r["ci_lb"],
            "ci_ub": r["ci_ub"],
            "status": r["status"],
            "certainty": r["certainty"],
            "account": r["account"],
            "page": f"{version_path(ident, r['version'])}.html" if r["releases"] else None,
        }
        for r in versions_of(hub, ident)
    ]


def _member(hub: Hub, m: Row) -> dict[str, Any]:
    row = {k: m[k] for k in ("included", "in_all", "reason", "weight")}
    return _effect(hub, hub.effects[m["effect_id"]]) | row


def _effect(hub: Hub, e: Row) -> dict[str, Any]:
    """Return an effect with the place that it was read from."""
    place = hub.evidence[e["evidence_id"]]
    why_none = e["no_effect_reason"]
    unprinted = hub.say("release-api-missing-unprinted")
    missing = _missing(hub, e, ("yi", "vi", "ci_lb", "ci_ub"), why_none)
    missing |= _missing(hub, e, ("n1i", "n2i", "time_weeks"), unprinted)
    return {
        "effect_id": e["effect_id"],
        "study_id": e["study_id"],
        "construct_id": e["construct_id"],
        **{name: e[name] for name in OF_EFFECT},
        "missing": missing,
        "evidence": {
            "evidence_id": e["evidence_id"],
            "read_at": place["read_at"],
            "words": place["words"],
            "imported_from": place["imported_from"],
        },
    }


def study_data(hub: Hub, study: Row) -> dict[str, Any]:
    """Return everything on a study."""
    ident = study["study_id"]
    lists = ("countries", "settings", "cadres")
    coded = ("design", "level", "income_group", "n_participants", "risk_of_bias")
    reports = ("doc_id", "title", "authors", "year", "journal", "doi", "pmid", "pmcid")
    arms = ("arm_id", "role", "label", "comparator_type", "delivery", "duration_weeks")
    return _head(hub, "study", "../") | {
        "study_id": ident,
        "title": study["title"],
        **{name: parts(study[name]) for name in lists},
        **{name: study[name] for name in coded},
        "missing": _missing(hub, study, coded, hub.say("release-api-missing-uncoded")),
        "reports": [
            {k: r[k] for k in reports}
            | {"no_identifier_reason": r["no_identifier_reason"]}
            | {"retraction_status": r["retraction_status"]}
            for r in hub.by_study("references").get(ident, [])
        ],
        "arms": [
            {k: a[k] for k in arms} | {"intervention_types": parts(a["intervention_types"])}
            for a in hub.by_study("arms").get(ident, [])
        ],
        "effects": [_effect(hub, e) for e in hub.by_study("effect_sizes").get(ident, [])],
        "findings": sorted(
            {
                m["finding_id"]
                for e in hub.by_study("effect_sizes").get(ident, [])
                for m in hub.members_of_effect.get(e["effect_id"], [])
            }
        ),
        "page": _address(hub, f"studies/{ident}.html"),
    }


def _change(row: Row) -> dict[str, Any]:
    lists = ("kinds", "added", "removed", "effects_changed", "corrected", "considered_in")
    return {**row, **{name: parts(row[name]) for name in lists}}
