"""Papers made up for the tests: a title and the sentences of each section."""

from __future__ import annotations

from pathlib import Path

from extract.documents.model import Block, BlockKind, Document, Front, Place
from extract.documents.sentences import split
from extract.papers.facts import find_facts
from extract.papers.model import Suggestion
from extract.taxonomy import Taxonomy, load_taxonomy

ROOT = Path(__file__).parents[5]
TAXONOMY: Taxonomy = load_taxonomy(ROOT / "corpus" / "taxonomy", ROOT)[0]
_KINDS: dict[str, BlockKind] = {"Abstract": "abstract", "Affiliations": "footnote"}


def paper(title: str = "A study", **sections: str) -> Document:
    """Return a paper; a keyword names a section (``Patients_and_methods``), its value the text."""
    blocks = [
        Block(
            kind=_KINDS.get(name, "paragraph"),
            section=(name.replace("_", " "),),
            text=text,
            sentences=split(text),
            place=Place(xpath=f"/article/p[{number}]"),
        )
        for number, (name, text) in enumerate(sections.items(), 1)
    ]
    return Document(
        sha256="0" * 64,
        kind="jats",
        reader="made up",
        front=Front(title=title),
        blocks=tuple(blocks),
        tables=(),
    )


def facts(field: str, title: str = "A study", **sections: str) -> list[Suggestion]:
    """Return what is suggested for a field."""
    return [s for s in find_facts(paper(title, **sections), TAXONOMY) if s.field == field]


def values(field: str, title: str = "A study", **sections: str) -> list[str]:
    """Return the values suggested for a field."""
    return [s.value for s in facts(field, title, **sections)]
