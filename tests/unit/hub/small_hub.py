"""A hub of a few findings and two releases, for the tests of versions, feeds and JSON."""

from __future__ import annotations

from typing import Any

from analyses.changes import finding_changes, finding_versions
from analyses.records.releases import FIELDS, PRESENT, State
from analyses.records.schemas_of import EVERY_SCHEMA
from extract.records.tables import load_schemas
from hub.citations import Release
from hub.model import Hub, Row

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("x") @SUM(1)',
    "[link](javascript:alert(1)) **bold** `code`",
    "safe \u202egpj.exe\u202c end \u0007 bell",
    "]]> & {{ x }} {% raw %}",
)
SCHEMAS = load_schemas(*EVERY_SCHEMA)


def empty_row(table: str, **values: Any) -> Row:
    """Return a row of a table with missing values but for those given."""
    unknown = set(values) - set(SCHEMAS[table].columns)
    assert not unknown, unknown
    return dict.fromkeys(SCHEMAS[table].columns) | values


def finding(ident: str, version: str, estimate: float, lower: float, upper: float) -> Row:
    """Return a pooled finding on one level."""
    family, level, _ = ident.split("-", 2)
    return empty_row(
        "pooled_effects",
        finding_id=ident,
        version=version,
        outcome_family=family,
        level=level,
        evidence_class="controlled",
        status="pooled",
        certainty="low",
        certainty_reasons="few",
        n_studies=1,
        n_studies_coded=1,
        n_studies_all=1,
        k=1,
        k_all=1,
        n_participants=100,
        n_without_size=0,
        estimate=estimate,
        ci_lb=lower,
        ci_ub=upper,
        model="REML-KH",
    )


def frozen(release: str, note: str, *findings: Row, study: str) -> State:
    """Return a release with findings that hold the effect of one study."""
    member = {
        **{"effect_id": "lee-e1", "study_id": "lee", "included": True, "in_all": True},
        **{"weight": 1.0, "reason": study, "construct_id": "exhaustion", "yi": 0.3},
        **{"ci_lb": 0.1, "ci_ub": 0.5, "review_status": "checked"},
    }
    rows = {
        f["finding_id"]: {name: f[name] for name in FIELDS} | {"members": [member]}
        for f in findings
    }
    date = {"0.1.0": "2026-10-01", "0.2.0": "2026-11-24"}.get(release, "")
    return State(
        version=release, date=date, note=note, findings=rows, studies={"lee": study}, labels={}
    )


def small_hub(title: str = "A plain trial", address: str = "") -> Hub:
    """Return the hub; ``title`` stands wherever text from outside does."""
    ident, gone = "burnout-team-controlled", "stress-team-controlled"
    present = finding(ident, "cccc0003", 0.3, 0.1, 0.5)
    states = [
        frozen(
            "0.1.0",
            title,
            finding(ident, "aaaa0001", 0.3, 0.1, 0.5),
            finding(gone, "dddd0004", 0.2, -0.1, 0.5),
            study=title,
        ),
        frozen("0.2.0", title, finding(ident, "bbbb0002", 0.2, -0.1, 0.5), study=title),
    ]
    now = frozen(PRESENT, "", present, study=title)
    effect = empty_row(
        "effect_sizes",
        effect_id="lee-e1",
        reading_id="lee-e1",
        study_id="lee",
        construct_id="exhaustion",
        outcome_family="burnout",
        level="team",
        evidence_class="controlled",
        yi=0.3,
        vi=0.01,
        ci_lb=0.1,
        ci_ub=0.5,
        evidence_id="lee-ev",
        review_status="checked",
        use="main",
        formula="smd",
        origin="computed",
    )
    tables: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    tables |= {
        "pooled_effects": [present],
        "pool_members": [
            {
                **{"finding_id": ident, "effect_id": "lee-e1", "study_id": "lee"},
                **{"included": True, "in_all": True, "reason": title, "weight": 1.0},
            }
        ],
        "effect_sizes": [effect],
        "studies": [empty_row("studies", study_id="lee", title=title, authors=title)],
        "references": [empty_row("references", doc_id="lee-r1", study_id="lee", title=title)],
        "evidence": [empty_row("evidence", evidence_id="lee-ev", document_id="d1", words=title)],
        "documents": [empty_row("documents", document_id="d1", read_at="https://example.org")],
        "terms": [
            empty_row("terms", vocabulary="outcome_families", term_id="burnout", label=title),
            empty_row("terms", vocabulary="outcomes", term_id="exhaustion", label=title),
        ],
        "finding_changes": [
            empty_row("finding_changes", **_cells(r)) for r in finding_changes([*states, now])
        ],
        "finding_versions": [
            empty_row("finding_versions", **_cells(r)) for r in finding_versions([*states, now])
        ],
    }
    release = Release("Evidence hub", "0.2.0", "2026-11-24", address)
    retired = {gone: {"reason": title, "moved_to": None}}
    return Hub(tables, SCHEMAS, ["burnout"], release=release, states=states, retired=retired)


def _cells(row: Row) -> Row:
    """Return a row as the table gives it back: lists as text."""
    return {k: ";".join(v) or None if isinstance(v, list) else v for k, v in row.items()}
