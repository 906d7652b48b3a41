"""Facts of a study found in its report, one module for each family of fields."""

from __future__ import annotations

from extract.documents.model import Document
from extract.papers.facts.country import find_countries
from extract.papers.facts.design import find_design
from extract.papers.facts.interventions import find_interventions
from extract.papers.facts.text import paper_text
from extract.papers.model import Suggestion
from extract.taxonomy import Taxonomy


def find_facts(document: Document, taxonomy: Taxonomy) -> tuple[Suggestion, ...]:
    """Return what a paper says of its study, each with the sentences that say it."""
    text = paper_text(document)
    return (*find_design(text), *find_countries(text), *find_interventions(text, taxonomy))
