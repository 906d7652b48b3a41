"""Reading JATS: what is in the file, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from extract.documents.jats import read_jats
from extract.documents.model import Document
from tests.unit.extract.documents.jats_articles import article, save, table

BODY = """<sec><label>1</label><title>Methods</title><p>We asked 25 nurses. They answered.
<list><list-item><label>a)</label><p>first</p></list-item><list-item><p>second</p></list-item></list>
</p><sec><title>Scales</title><p>One<fn><p>A note.</p></fn>.</p><fig><label>Figure 1.</label>
<caption><title>Flow</title><p>n = 25.</p></caption></fig></sec></sec>
<sec><title>Supplement</title><supplementary-material xmlns:x="http://www.w3.org/1999/xlink"
 x:href="s1.docx"><label>File S1</label><caption><p>Protocol.</p></caption></supplementary-material>
</sec>"""
BACK = """<back><ack><p>Thanks.</p></ack><ref-list><title>References</title><ref><label>1</label>
<element-citation><person-group><name><surname>Lee</surname><given-names>A</given-names></name>
</person-group><year>2001</year><article-title>Rotas</article-title><source>J Rest</source>
</element-citation></ref></ref-list></back>"""


def _read(folder: Path, text: str) -> Document:
    return read_jats(save(folder, text))


def test_front_matter(tmp_path: Path) -> None:
    front = _read(tmp_path, article()).front
    assert front.title == "Rest and rotas"
    assert front.authors == ("Ann B. Lee", "The Rota Group")
    assert (front.journal, front.year) == ("Journal of Made-up Trials", 2020)
    assert (front.doi, front.pmid, front.pmcid) == ("10.1234/made.up", "123", "PMC456")
    assert front.licence == "CC BY 4.0"


def test_blocks_in_the_order_of_reading(tmp_path: Path) -> None:
    found = _read(tmp_path, article(BODY, back=BACK))
    assert [(b.kind, b.section, b.text) for b in found.blocks] == [
        ("heading", (), "Abstract"),
        ("heading", ("Abstract",), "Aim"),
        ("abstract", ("Abstract", "Aim"), "We asked. We counted."),
        ("heading", (), "1 Methods"),
        ("paragraph", ("1 Methods",), "We asked 25 nurses. They answered."),
        ("list", ("1 Methods",), "a) first"),
        ("list", ("1 Methods",), "second"),
        ("heading", ("1 Methods",), "Scales"),
        ("paragraph", ("1 Methods", "Scales"), "One ."),
        ("footnote", ("1 Methods", "Scales"), "A note."),
        ("caption", ("1 Methods", "Scales"), "Figure 1. Flow n = 25."),
        ("heading", (), "Supplement"),
        ("caption", ("Supplement",), "File S1. Protocol. [s1.docx]"),
        ("heading", (), "Acknowledgements"),
        ("paragraph", ("Acknowledgements",), "Thanks."),
        ("heading", (), "References"),
        ("reference", ("References",), "1. Lee A. 2001. Rotas. J Rest"),
    ]
    sentences = [text for block, text in found.sentences() if block.section == ("1 Methods",)]
    assert sentences[:2] == ["We asked 25 nurses.", "They answered."]


def test_each_place_leads_back(tmp_path: Path) -> None:
    text = article(BODY + table("<tr><td>EE</td><td>1</td></tr>"), back=BACK)
    found = _read(tmp_path, text)
    root = etree.fromstring(text)
    places = [b.place.xpath for b in found.blocks]
    places += [c.place.xpath for t in found.tables for c in t.cells]
    assert all(len(root.xpath(place)) == 1 for place in places)
    block = next(b for b in found.blocks if b.text == "Thanks.")
    assert root.xpath(block.place.xpath)[0].text == "Thanks."


def test_table_with_notes(tmp_path: Path) -> None:
    head = (
        '<tr><th rowspan="2">Scale</th><th colspan="2">Rota<xref ref-type="table-fn">a</xref></th>'
    )
    head += "</tr><tr><th>n</th><th>Mean (SD)</th></tr>"
    foot = '<fn id="a"><label>a</label><p>Adjusted.</p></fn><p>SD, standard deviation.</p>'
    rows = "<tr><td>EE</td><td>20</td><td>24·3 (10·2)<sup>*</sup></td></tr>"
    found = _read(tmp_path, article(table(rows, head=head, foot=foot))).tables[0]
    assert (found.label, found.caption, found.n_header_rows) == ("Table 1", "Scores", 2)
    assert found.grid() == [
        ["Scale", "Rota^a", "Rota^a"],
        ["Scale", "n", "Mean (SD)"],
        ["EE", "20", "24.3 (10.2)^*"],
    ]
    assert found.footnotes == ("^a Adjusted.", "SD, standard deviation.")


def test_table_in_alternatives_in_a_paragraph_and_as_a_picture(tmp_path: Path) -> None:
    inner = "<table><tbody><tr><td>EE</td><td>1</td></tr></tbody></table>"
    body = f"<p>Text <table-wrap><alternatives><graphic/>{inner}</alternatives></table-wrap></p>"
    body += "<table-wrap><label>Table 2</label><graphic/></table-wrap>"
    found = _read(tmp_path, article(body))
    assert len(found.tables) == 1
    assert [p.what for p in found.problems] == [
        "Table 2: only a picture; its numbers are not read."
    ]


def test_slips_in_spans_are_read_as_one(tmp_path: Path) -> None:
    rows = '<tr><td rowspan="x">A</td><td colspan="-2">B</td><td colspan="²">C</td></tr>'
    found = _read(tmp_path, article(table(rows))).tables[0]
    assert found.grid() == [["A", "B", "C"]]


def test_what_a_person_should_know(tmp_path: Path) -> None:
    more = '<sub-article article-type="reply"><body><p>Not ours.</p></body></sub-article>'
    found = _read(tmp_path, article("", back=more))
    assert [p.what for p in found.problems] == [
        "No full text in the file, only front matter.",
        "Not read: 1 article(s) within the article (reply).",
    ]
    assert "Not ours." not in {b.text for b in found.blocks}


def test_characters_named_by_the_dtd(tmp_path: Path) -> None:
    found = _read(tmp_path, article("<p>&minus;5 &plusmn; 2 &nosuch; x</p>"))
    assert found.blocks[-1].text == "-5 ± 2 \ufffd x"
    assert [p.what for p in found.problems] == ["Unknown character &nosuch; stands as \ufffd."]


def test_wrapped_and_in_a_namespace(tmp_path: Path) -> None:
    text = (
        article(BODY)
        .partition(">")[2]
        .replace("<article>", '<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.2/">')
    )
    wrapped = (
        f'<record xmlns="http://www.openarchives.org/OAI/2.0/"><metadata>{text}</metadata></record>'
    )
    expected = [b.text for b in _read(tmp_path, article(BODY)).blocks]
    assert [b.text for b in _read(tmp_path, wrapped).blocks] == expected
    assert [b.text for b in _read(tmp_path, text).blocks] == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><article><body><p>± é</p></body></article>'
    found = read_jats(save(tmp_path, text.encode(encoding)))
    assert found.blocks[0].text == "± é"


def test_text_stored_in_a_wrong_encoding_is_named(tmp_path: Path) -> None:
    spoilt = "− 5 ± 2".encode().decode("cp1252")
    found = _read(tmp_path, article(f"<p>{spoilt}</p>"))
    assert [p.what for p in found.problems] == [
        "Text was stored in a wrong encoding; signs may be lost."
    ]


def test_reading_twice_is_the_same(tmp_path: Path) -> None:
    path = save(tmp_path, article(BODY, back=BACK))
    assert read_jats(path) == read_jats(path)
