"""Load the taxonomy and find its terms by any of their spellings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from extract.reading import problems_of, read_yaml, show
from extract.records.base import Problem
from extract.records.terms import (
    VOCABULARIES,
    CompetencyTerm,
    InstrumentTerm,
    InterventionTerm,
    KeywordTerm,
    OutcomeTerm,
    Term,
)


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All vocabularies, each a mapping from identifier to term."""

    terms: Mapping[str, Mapping[str, Term]]
    names: Mapping[str, Mapping[str, str]]

    def resolve(self, vocabulary: str, text: str) -> str | None:
        """Return the identifier whose id, label or synonym is ``text``; None when unknown."""
        return self.names[vocabulary].get(_fold(text))

    def known(self, vocabulary: str, ident: str) -> bool:
        """Say whether an identifier is in a vocabulary."""
        return ident in self.terms[vocabulary]

    def outcome(self, ident: str) -> OutcomeTerm:
        """Return an outcome."""
        return cast(OutcomeTerm, self.terms["outcomes"][ident])

    def intervention(self, ident: str) -> InterventionTerm:
        """Return an intervention type."""
        return cast(InterventionTerm, self.terms["interventions"][ident])

    def competencies(self) -> list[CompetencyTerm]:
        """Return what courses can teach, in the order of the file."""
        return cast(list[CompetencyTerm], list(self.terms["competencies"].values()))

    def instrument_of(self, text: str) -> tuple[str, str | None] | None:
        """Return (instrument, subscale or None) that a printed name stands for."""
        found = self.names["instruments"].get(_fold(text))
        if found is None:
            return None
        instrument, _, subscale = found.partition("/")
        return instrument, subscale or None

    def by_keyword(self, vocabulary: str, text: str) -> list[str]:
        """Return the terms one of whose keyword stems stands in printed text."""
        folded = f" {_fold(text)}"
        terms = self.terms[vocabulary].values()
        return sorted(
            t.id
            for t in terms
            if isinstance(t, KeywordTerm) and any(f" {_fold(k)}" in folded for k in t.keywords)
        )


def load_taxonomy(folder: Path, root: Path) -> tuple[Taxonomy, list[Problem]]:
    """Read ``<folder>/<vocabulary>.yaml`` for each vocabulary.

    Returns
    -------
    Taxonomy, list of Problem
        The good terms, and everything wrong: bad entries, repeated names, dangling references.
    """
    terms: dict[str, dict[str, Term]] = {}
    names: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for vocabulary, model in VOCABULARIES.items():
        path = folder / f"{vocabulary}.yaml"
        name = path.relative_to(root).as_posix()
        terms[vocabulary], found = _read_vocabulary(path, name, vocabulary, model)
        names[vocabulary], repeated = _index(terms[vocabulary], name)
        problems += found + repeated
    problems += _dangling(terms, folder.relative_to(root).as_posix())
    return Taxonomy(terms, names), problems


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _read_vocabulary(
    path: Path, name: str, vocabulary: str, model: type[Term]
) -> tuple[dict[str, Term], list[Problem]]:
    if not path.exists():
        return {}, [
            Problem(
                file=name,
                entry=vocabulary,
                field="",
                found="no file",
                expected=f"the vocabulary {vocabulary}",
            )
        ]
    data = read_yaml(path, name)
    if isinstance(data, Problem):
        return {}, [data]
    if not isinstance(data, dict) or not isinstance(data.get("terms"), list):
        return {}, [
            Problem(
                file=name,
                entry=vocabulary,
                field="terms",
                found=show(data),
                expected="a list of terms under the key terms",
            )
        ]
    terms: dict[str, Term] = {}
    problems: list[Problem] = []
    for number, entry in enumerate(data["terms"], 1):
        ident = str(entry.get("id", f"term {number}")) if isinstance(entry, dict) else str(number)
        try:
            term = model.model_validate(entry)
        except ValidationError as err:
            problems += problems_of(err, name, ident)
            continue
        if term.id in terms:
            problems.append(
                Problem(
                    file=name,
                    entry=ident,
                    field="id",
                    found=show(ident),
                    expected="an identifier used once",
                )
            )
            continue
        terms[term.id] = term
    return terms, problems


def _index(terms: Mapping[str, Term], file: str) -> tuple[dict[str, str], list[Problem]]:
    index: dict[str, str] = {}
    problems: list[Problem] = []
    for term in terms.values():
        spellings = [(n, term.id) for n in term.names()]
        if isinstance(term, InstrumentTerm):
            spellings += [(n, f"{term.id}/{s.id}") for s in term.subscales for n in s.synonyms]
            spellings.append((term.full_name, term.id))
        for spelling, target in spellings:
            other = index.setdefault(_fold(spelling), target)
            if other != target:
                problems.append(
                    Problem(
                        file=file,
                        entry=term.id,
                        field="synonyms",
                        found=show(spelling),
                        expected=f"a spelling not used by {other}",
                    )
                )
    return index, problems


def _dangling(terms: Mapping[str, Mapping[str, Term]], folder: str) -> list[Problem]:
    checks = (
        ("interventions", "group", "intervention_groups"),
        ("interventions", "usual_level", "levels"),
        ("outcomes", "family", "outcome_families"),
        ("instruments", "outcome", "outcomes"),
        ("competencies", "intervention_types", "interventions"),
    )
    problems: list[Problem] = []
    for vocabulary, field, target in checks:
        for term in terms[vocabulary].values():
            value = getattr(term, field)
            named = value if isinstance(value, list) else [] if value is None else [value]
            problems += [
                Problem(
                    file=f"{folder}/{vocabulary}.yaml",
                    entry=term.id,
                    field=field,
                    found=show(ident),
                    expected=f"an identifier of {target}",
                )
                for ident in named
                if ident not in terms[target]
            ]
    return problems
