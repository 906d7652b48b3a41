"""Documents as JSON: lossless, versioned, the same bytes for the same document."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.documents.model import (
    Block,
    Cell,
    Document,
    DocumentError,
    Front,
    Place,
    Problem,
    Sentence,
    Table,
)
from extract.documents.serial import dumps, loads

texts = st.text(max_size=12)
counts = st.integers(0, 9)
numbers = st.floats(allow_nan=False, allow_infinity=False)
places = st.builds(
    Place,
    xpath=st.none() | texts,
    page=st.none() | counts,
    box=st.none() | st.tuples(numbers, numbers, numbers, numbers),
    line=st.none() | counts,
)
blocks = st.builds(
    Block,
    kind=st.sampled_from(["heading", "paragraph", "list"]),
    section=st.lists(texts, max_size=3).map(tuple),
    text=texts,
    sentences=st.lists(st.builds(Sentence, start=counts, end=counts), max_size=2).map(tuple),
    place=places,
)
cells = st.builds(
    Cell,
    row=counts,
    column=counts,
    text=texts,
    rowspan=counts,
    colspan=counts,
    header=st.booleans(),
    place=places,
)
tables = st.builds(
    Table,
    label=texts,
    caption=texts,
    n_rows=counts,
    n_columns=counts,
    n_header_rows=counts,
    cells=st.lists(cells, max_size=3).map(tuple),
    footnotes=st.lists(texts, max_size=2).map(tuple),
    place=places,
)
documents = st.builds(
    Document,
    sha256=texts,
    kind=st.sampled_from(["jats", "pdf", "html", "docx", "markdown"]),
    reader=texts,
    front=st.builds(
        Front,
        title=st.none() | texts,
        authors=st.lists(texts, max_size=2).map(tuple),
        year=st.none() | counts,
        doi=st.none() | texts,
    ),
    blocks=st.lists(blocks, max_size=3).map(tuple),
    tables=st.lists(tables, max_size=2).map(tuple),
    n_pages=st.none() | counts,
    problems=st.lists(st.builds(Problem, what=texts, page=st.none() | counts), max_size=2).map(
        tuple
    ),
)


@given(documents)
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    written = dumps(document)
    back = loads(written)
    assert back == document
    assert dumps(back) == written


EMPTY = Document(sha256="0", kind="pdf", reader="r", front=Front(), blocks=(), tables=())


def test_another_version_is_refused() -> None:
    data = json.loads(dumps(EMPTY))
    data["format"] = "document 0"
    with pytest.raises(DocumentError, match="'document 0', expected 'document 1'"):
        loads(json.dumps(data))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff"])
def test_what_is_no_document_is_named(data: bytes) -> None:
    with pytest.raises(DocumentError):
        loads(data)


def test_a_damaged_document_is_named() -> None:
    data = json.loads(dumps(EMPTY))
    del data["document"]["blocks"]
    with pytest.raises(DocumentError, match="damaged"):
        loads(json.dumps(data))


def test_a_number_that_is_none_is_never_written() -> None:
    odd = Document(
        sha256="0",
        kind="pdf",
        reader="r",
        front=Front(),
        tables=(),
        blocks=(
            Block(
                kind="paragraph",
                section=(),
                text="",
                sentences=(),
                place=Place(page=1, box=(0.0, float("nan"), 1.0, 1.0)),
            ),
        ),
    )
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(odd)
