"""A paper to all that can be read in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extract.documents.model import Document
from extract.documents.read import read_document
from extract.numbers.tests import find_tests
from extract.papers.arms import find_arms
from extract.papers.contrasts import find_contrasts
from extract.papers.facts import find_facts
from extract.papers.facts.outcomes import OutcomeName, name_outcome
from extract.papers.matching import abbreviations
from extract.papers.model import EXTRACTOR, ContrastFound, PaperReading
from extract.taxonomy import Taxonomy

EXAMPLE_MARK = "Worked example: invented data"  # at the top of papers made for the project
TOP = 10  # blocks in which the mark is looked for


def read_paper(path: Path, taxonomy: Taxonomy | None = None) -> PaperReading:
    """Read a paper and understand it.

    Parameters
    ----------
    path : Path
        Of any format the project reads.
    taxonomy : Taxonomy, optional
        Words of the project; without it nothing is mapped to an identifier.

    Raises
    ------
    DocumentError
        When the file cannot be read.
    """
    return understand(read_document(path), taxonomy)


def understand(document: Document, taxonomy: Taxonomy | None = None) -> PaperReading:
    """Understand a document that was read.

    Parameters
    ----------
    document : Document
    taxonomy : Taxonomy, optional
        Words of the project; without it nothing is mapped to an identifier.

    Returns
    -------
    PaperReading
    """
    short_forms = abbreviations(document)
    arms = find_arms(document, short_forms)
    contrasts = find_contrasts(document, arms, short_forms)
    if taxonomy is not None:
        contrasts = _named(contrasts, taxonomy)
    return PaperReading(
        sha256=document.sha256,
        kind=document.kind,
        reader=document.reader,
        extractor=EXTRACTOR,
        front=document.front,
        n_pages=document.n_pages,
        problems=document.problems,
        is_example=is_example(document),
        suggestions=find_facts(document, taxonomy) if taxonomy is not None else (),
        arms=arms,
        contrasts=contrasts,
        tests=find_tests(document),
    )


def _named(contrasts: tuple[ContrastFound, ...], taxonomy: Taxonomy) -> tuple[ContrastFound, ...]:
    """Return contrasts with the construct and the instrument that their labels name."""
    known: dict[tuple[str, str], OutcomeName] = {}
    named = []
    for contrast in contrasts:
        context = next((n.quote.source for n in contrast.statistics.values()), "")
        key = (contrast.outcome, context)
        if key not in known:
            known[key] = name_outcome(contrast.outcome, context, taxonomy)
        name = known[key]
        named.append(
            replace(
                contrast,
                construct=name.construct,
                instrument=name.instrument,
                subscale=name.subscale,
                higher_is_better=name.higher_is_better,
            )
        )
    return tuple(named)


def is_example(document: Document) -> bool:
    """Say whether a document calls itself a worked example."""
    texts = [document.front.title or "", *(b.text for b in document.blocks[:TOP])]
    return any(EXAMPLE_MARK in text for text in texts)
