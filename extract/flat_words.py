"""Voices, claims and the taxonomy as rows of the published tables."""

from __future__ import annotations

from typing import Any

from extract.records.terms import (
    CompetencyTerm,
    InstrumentTerm,
    InterventionTerm,
    OutcomeTerm,
    Term,
)
from extract.records.voices import Claim, Voice

Row = dict[str, Any]


def theme_rows(voice: Voice) -> list[Row]:
    """Return a voice as rows of ``themes``."""
    shared = {
        "source_id": voice.source_id,
        "source_kind": voice.kind,
        "source_title": voice.title,
        "countries": voice.country,
        "cadres": voice.cadre,
        "settings": voice.setting,
        "published_as": voice.source.title,
        "publisher": voice.source.publisher,
        "published_on": voice.source.date or voice.source.date_unclear,
        "source_url": voice.source.url,
        "participants_note": voice.participants_note,
    }
    return [{**shared, **t.model_dump()} for t in voice.themes]


def claim_row(claim: Claim) -> Row:
    """Return a claim as a row of ``claims``."""
    cited = claim.cited_source
    return {
        "claim_id": claim.claim_id,
        "claim": claim.claim,
        "made_in": [f"{m.source_id} ({m.place})" for m in claim.made_in],
        "cited_text": cited.text if cited else None,
        "cited_doi": cited.doi if cited else None,
        "cited_url": cited.url if cited else None,
        "cited_pmid": cited.pmid if cited else None,
        "verdict": claim.verdict,
        "what_the_source_says": claim.what_the_source_says,
        "safer_wording": claim.safer_wording,
        "read_at": " ".join(claim.read_at),
        "checked_on": claim.checked_on,
        "note": claim.note,
        "findings": claim.findings,
    }


def _as_printed(value: str | float) -> str:
    """Return a number without digits that its source does not print."""
    return value if isinstance(value, str) else f"{value:.12g}"


def figure_rows(claim: Claim) -> list[Row]:
    """Return the figures behind a claim as rows of ``claim_figures``."""
    return [
        {
            "figure_id": f"{claim.claim_id}-f{number:02d}",
            "claim_id": claim.claim_id,
            **{
                k: None if (v := getattr(f, k)) is None else _as_printed(v)
                for k in ("label", "value", "ci_lb", "ci_ub", "unit")
            },
            "read_at": f.source_url,
        }
        for number, f in enumerate(claim.figures, 1)
    ]


def competency_row(competency: CompetencyTerm, order: int) -> Row:
    """Return a competency as a row of ``competencies``; ``order`` is its place in the file."""
    row = competency.model_dump()
    return {"competency_id": row.pop("id"), "place": order, **row}


def term_rows(vocabulary: str, term: Term) -> list[Row]:
    """Return a term of the taxonomy, and the parts of an instrument, as rows of ``terms``."""
    row: Row = {
        "vocabulary": vocabulary,
        "term_id": term.id,
        "label": term.label,
        "definition": term.definition,
        "synonyms": term.synonyms,
    }
    if isinstance(term, InterventionTerm):
        row["parent"] = term.group
    if isinstance(term, OutcomeTerm):
        row |= {"parent": term.family, "higher_is_better": term.higher_is_better}
    if not isinstance(term, InstrumentTerm):
        return [row]
    low, high = term.range or (None, None)
    row |= {
        "higher_is_better": term.higher_is_better,
        "range_min": low,
        "range_max": high,
        "definition": f"{term.full_name}. {term.definition}",
    }
    rows = [row]
    for part in term.subscales:
        low, high = part.range or (None, None)
        rows.append(
            {
                "vocabulary": vocabulary,
                "term_id": f"{term.id}/{part.id}",
                "label": part.label,
                "definition": f"Subscale of {term.full_name}.",
                "parent": term.id,
                "higher_is_better": part.higher_is_better,
                "range_min": low,
                "range_max": high,
                "synonyms": part.synonyms,
            }
        )
    return rows
