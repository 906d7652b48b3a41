"""Facts of a study found in its report, one module for each family of fields."""

from __future__ import annotations

from extract.documents.model import Document
from extract.papers.facts.bias import find_bias_signals
from extract.papers.facts.conduct import find_conduct
from extract.papers.facts.country import find_countries
from extract.papers.facts.counts import find_counts
from extract.papers.facts.design import find_design
from extract.papers.facts.dose import find_dose
from extract.papers.facts.interventions import find_interventions
from extract.papers.facts.people import find_people
from extract.papers.facts.record import (
    find_front,
    find_funding,
    find_interests,
    find_registration,
    registration_signals,
)
from extract.papers.facts.text import paper_text
from extract.papers.model import Suggestion
from extract.taxonomy import Taxonomy


def find_facts(document: Document, taxonomy: Taxonomy) -> tuple[Suggestion, ...]:
    """Return what a paper says of its study, each with the sentences that say it."""
    text = paper_text(document)
    return (
        *find_front(document),
        *find_design(text),
        *find_countries(text),
        *find_people(text, taxonomy),
        *find_counts(text),
        *find_registration(text),
        *find_funding(text),
        *find_interests(text),
        *find_interventions(text, taxonomy),
        *find_conduct(text),
        *find_dose(text),
        *find_bias_signals(text),
        *registration_signals(text),
    )
