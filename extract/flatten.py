"""Records to rows of the published tables. Nothing is dropped; each row knows its origin."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from extract.bibliography import Reference
from extract.corpus import Corpus
from extract.flat_words import claim_row, competency_row, figure_rows, term_rows, theme_rows
from extract.money import with_currency
from extract.records.study import Contrast, Reading, Study

Row = dict[str, Any]
Tables = dict[str, list[Row]]
NOT_STORED = "a public page; read where it stands, not stored"


def tables_of(corpus: Corpus) -> Tables:
    """Return every table that comes from the corpus, by name."""
    studies = corpus.studies
    return {
        "references": [*_study_reports(studies), *_cited(corpus.references)],
        "documents": _documents(studies),
        "evidence": [_evidence(r) for s in studies for _, r in _readings(s)],
        "studies": [_study(s) for s in studies],
        "arms": [_arm(s, a) for s in studies for a in s.arms],
        "outcomes": [_outcome(s, o, corpus) for s in studies for o in s.outcomes],
        "contrasts": [_contrast(s, c) for s in studies for c in s.contrasts],
        "readings": [_reading(s, c, r) for s in studies for c, r in _readings(s)],
        "disagreements": [
            {
                "study_id": s.study_id,
                "field": d.field,
                "values": " | ".join(d.values),
                "kept": d.kept,
                "reason": d.reason,
            }
            for s in studies
            for d in s.disagreements
        ],
        "themes": [row for v in corpus.voices for row in theme_rows(v)],
        "claims": [claim_row(c) for c in corpus.claims],
        "claim_figures": [row for c in corpus.claims for row in figure_rows(c)],
        "economics": [with_currency(row) for row in corpus.economics],
        "reviews": corpus.reviews,
        "checks": corpus.checks,
        "terms": [
            row
            for name, terms in corpus.taxonomy.terms.items()
            if name != "competencies"  # they have columns, and so a table, of their own
            for t in terms.values()
            for row in term_rows(name, t)
        ],
        "competencies": [competency_row(c, order) for order, c in enumerate(corpus.competencies)],
        "problems": [p.model_dump() for p in dict.fromkeys(corpus.problems)],
    }


def document_id(address: str) -> str:
    """Return the permanent slug of a page, made from its address."""
    return "d" + hashlib.sha256(address.encode()).hexdigest()[:12]


def _readings(study: Study) -> Iterator[tuple[Contrast, Reading]]:
    for contrast in study.contrasts:
        for reading in contrast.readings:
            yield contrast, reading


def _study_reports(studies: Iterable[Study]) -> list[Row]:
    return [
        {
            "doc_id": r.doc_id,
            "kind": "study_report",
            "study_id": s.study_id,
            "title": r.title,
            "authors": r.authors_short,
            "year": r.year,
            "journal": r.journal,
            "doi": r.doi,
            "pmid": r.pmid,
            "pmcid": r.pmcid,
            "no_identifier_reason": r.no_identifier_reason,
            "retraction_status": "not_checked",
        }
        for s in studies
        for r in s.reports
    ]


def _cited(references: Iterable[Reference]) -> list[Row]:
    return [
        {
            "doc_id": r.doc_id,
            "kind": "cited_source",
            "title": r.title,
            "authors": r.authors,
            "year": r.year,
            "journal": r.journal,
            "doi": r.doi,
            "no_identifier_reason": None if r.doi else "no DOI in the reference file",
            "retraction_status": "not_checked",
        }
        for r in references
    ]


def _documents(studies: Iterable[Study]) -> list[Row]:
    addresses = sorted({r.place.read_at for s in studies for _, r in _readings(s)})
    return [
        {
            "document_id": document_id(a),
            "kind": "web_page",
            "read_at": a,
            "no_file_reason": NOT_STORED,
        }
        for a in addresses
    ]


def _evidence(reading: Reading) -> Row:
    place = reading.place
    return {
        "evidence_id": f"{reading.reading_id}-ev",
        "document_id": document_id(place.read_at),
        "words": place.words,
        "imported_from": place.imported_from,
    }


def _study(study: Study) -> Row:
    first = study.reports[0]
    sizes = [
        max(g.n1i, g.n2i) if "crossover" in r.flags else g.n1i + g.n2i
        for c, r in _readings(study)
        if (g := r.groups).n1i
        and g.n2i
        and g.n_is not in ("clusters", "total_only")
        and c.evidence_class != "pre_post"
    ]
    return {
        "study_id": study.study_id,
        "title": first.title,
        "year": first.year,
        "authors": first.authors_short,
        "doc_id": first.doc_id,
        "n_reports": len(study.reports),
        "countries": study.countries,
        "country_note": study.country_note,
        "income_group": study.income_group,
        "settings": study.settings,
        "setting_as_printed": study.setting_as_printed,
        "cadres": study.cadres,
        "population_as_printed": study.population_as_printed,
        "design": study.design,
        "design_note": study.design_note,
        "level": study.level,
        "level_note": study.level_note,
        "n_participants": max(sizes, default=None),
        "risk_of_bias": "not_assessed",
        "n_contrasts": len(study.contrasts),
        "n_readings": sum(1 for _ in _readings(study)),
        "n_disagreements": len(study.disagreements),
        "unclear": " ".join(study.unclear),
        "source_file": f"corpus/studies/{study.study_id}.yaml",
    }


def _arm(study: Study, arm: Any) -> Row:
    return {
        "study_id": study.study_id,
        **{
            f: getattr(arm, f)
            for f in (
                "arm_id",
                "role",
                "label",
                "intervention_types",
                "comparator_type",
                "delivery",
                "duration_weeks",
                "duration_note",
            )
        },
    }


def _outcome(study: Study, outcome: Any, corpus: Corpus) -> Row:
    fields = (
        "outcome_id",
        "construct_id",
        "construct_as_printed",
        "instrument",
        "subscale",
        "instrument_as_printed",
        "higher_is_better",
        "time_weeks",
        "time_kind",
        "time_as_printed",
        "time_note",
    )
    family = corpus.taxonomy.outcome(outcome.construct_id).family
    return {
        "study_id": study.study_id,
        "outcome_family": family,
        **{f: getattr(outcome, f) for f in fields},
    }


def _contrast(study: Study, contrast: Contrast) -> Row:
    return {
        "contrast_id": contrast.contrast_id,
        "study_id": study.study_id,
        "arm_1": contrast.arm_1,
        "arm_2": contrast.arm_2,
        "outcome_id": contrast.outcome,
        "evidence_class": contrast.evidence_class,
        "n_readings": len(contrast.readings),
    }


def _reading(study: Study, contrast: Contrast, reading: Reading) -> Row:
    groups = reading.groups.model_dump()
    row: Row = {
        "reading_id": reading.reading_id,
        "contrast_id": contrast.contrast_id,
        "study_id": study.study_id,
        **groups,
    }
    if (e := reading.effect) is not None:
        row |= {
            "effect_measure": e.measure,
            "smd_is": e.smd_is,
            "effect_value": e.value,
            "effect_ci_lb": e.ci_lb,
            "effect_ci_ub": e.ci_ub,
            "effect_ci_level": e.ci_level,
            "effect_se": e.se,
            "effect_adjusted": e.adjusted,
            "effect_origin": e.origin,
            "effect_sign": e.sign,
        }
    if (t := reading.test) is not None:
        row |= {
            "test_kind": t.kind,
            "test_value": t.value,
            "test_df1": t.df1,
            "test_df2": t.df2,
            "test_compares": t.compares,
        }
    if (p := reading.p) is not None:
        row |= {"p_relation": p.relation, "p_value": p.value, "p_compares": p.compares}
    return row | {
        "benefit": reading.benefit,
        "use": reading.use,
        "use_reason": reading.use_reason,
        "flags": reading.flags,
        "evidence_id": f"{reading.reading_id}-ev",
        "review_status": reading.review_status,
        "note": reading.note,
    }
