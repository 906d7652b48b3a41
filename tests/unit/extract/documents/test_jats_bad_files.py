"""Files that are no JATS: each a named error, none a crash, a stall or a call to the network."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from extract.documents.jats import read_jats
from extract.documents.model import DocumentError
from tests.unit.extract.documents.jats_articles import article, save, table

DEEP = 100_000
BOMB = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def _with_dtd(inner: str, body: str, attribute: str = "") -> str:
    return f"<!DOCTYPE article [{inner}]><article {attribute}><front/><body>{body}</body></article>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty file"),
        (b" \n ", "empty file"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x1f\x8b\x08....", "a gzip archive"),
        (b"Not XML at all", "not XML"),
        (b"{}", "JSON"),
        (b"<article><front/><body><p>cut", "damaged XML"),
        (b"<html><body><p>x</p></body></html>", "no article, its root is <html>"),
        (b"<article><x/></article>", "without front matter and text"),
        (b"<s><article><front/></article><article><front/></article></s>", "2 articles"),
        (b"<article><front/><body><p>\xb1 5</p></body></article>", "wrong encoding"),
        (b'<?xml version="1.0" encoding="no-such"?><article/>', "encoding"),
        (
            '<?xml version="1.0" encoding="iso-8859-1"?><article><front/>− 5</article>'.encode(),
            "wrong encoding, it says iso-8859-1 and is UTF-8",
        ),
        (
            b'<?xml version="1.0" encoding="utf-16"?><article><front/><body/></article>',
            "wrong encoding",
        ),
    ],
)
def test_named_errors(tmp_path: Path, content: bytes, expected: str) -> None:
    with pytest.raises(DocumentError, match=r"^paper\.xml: ") as error:
        read_jats(save(tmp_path, content))
    assert expected in str(error.value)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read_jats(tmp_path / "none.xml")


def test_oversized(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.documents.jats_source.MAX_BYTES", 100)
    with pytest.raises(DocumentError, match="oversized"):
        read_jats(save(tmp_path, article()))


@pytest.mark.parametrize(
    "text",
    [
        _with_dtd(f'<!ENTITY a "aaaaaaaaaa">{BOMB}', "<p>&i;</p>"),
        _with_dtd(f'<!ENTITY a "aaaaaaaaaa">{BOMB}', "<p>x</p>", 'id="&i;"'),
        _with_dtd('<!ENTITY a "&b;"><!ENTITY b "&a;">', "<p>&a;</p>"),
        _with_dtd('<!ENTITY a SYSTEM "file:///etc/hostname">', "<p>&a;</p>"),
        _with_dtd('<!ENTITY a SYSTEM "http://127.0.0.1:9/x">', "<p>&a;</p>"),
    ],
    ids=["bomb", "bomb in an attribute", "loop", "file", "network"],
)
def test_entities(tmp_path: Path, text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(DocumentError, match="entit"):
        read_jats(save(tmp_path, text))
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("tag", ["sec", "italic", "list"])
@pytest.mark.parametrize("depth", [150, DEEP])
def test_nested_too_deep(tmp_path: Path, tag: str, depth: int) -> None:
    text = article(f"<{tag}>" * depth + f"</{tag}>" * depth)
    with pytest.raises(DocumentError, match="nested"):
        read_jats(save(tmp_path, text))


def test_a_huge_span_is_no_huge_grid(tmp_path: Path) -> None:
    rows = '<tr><td colspan="999999" rowspan="999999">a</td><td colspan="999999">b</td></tr>' * 600
    start = time.perf_counter()
    found = read_jats(save(tmp_path, article(table(rows))))
    assert found.tables == () and "far too many cells" in found.problems[0].what
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("one", ["<sup>1</sup>", "<sub>1</sub>", "<xref ref-type='fn'>1</xref>"])
def test_very_many_marks_are_read_in_time_that_grows_with_their_number(
    tmp_path: Path, one: str
) -> None:
    start = time.process_time()
    (cell,) = (
        read_jats(save(tmp_path, article(table(f"<tr><td>{one * 20_000}</td></tr>"))))
        .tables[0]
        .cells
    )
    assert time.process_time() - start < 5
    assert cell.text.count("1") == 20_000


@pytest.mark.parametrize("at", [b"<p>", b"</article>"])
def test_a_message_is_one_line(tmp_path: Path, at: bytes) -> None:
    text = article().encode().replace(at, at + b"\0" * 5, 1)
    with pytest.raises(DocumentError) as error:
        read_jats(save(tmp_path, text))
    assert str(error.value).isprintable() and len(str(error.value)) < 300


def test_spoilt_files_end_in_a_document_or_a_named_error(tmp_path: Path) -> None:
    chance = random.Random(1)
    whole = article(table("<tr><td rowspan='2'>EE</td><td>1<sup>a</sup></td></tr>")).encode()
    for _ in range(300):
        spoilt = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(spoilt))
            spoilt[at : at + chance.randint(0, 20)] = chance.randbytes(chance.randint(0, 3))
        try:
            read_jats(save(tmp_path, bytes(spoilt)))
        except DocumentError as error:
            assert str(error).startswith("paper.xml: ")
