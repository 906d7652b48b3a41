"""Reading HTML pages: the article and nothing around it, with places."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from extract.documents.html import read_html
from extract.documents.model import Document, DocumentError

HEAD = """<meta name="citation_title" content="Rest and rotas">
<meta name="citation_author" content="Lee, Ann B."><meta name="citation_author" content="Bo Ek">
<meta name="citation_journal_title" content="Journal of Made-up Trials">
<meta name="citation_publication_date" content="2020/03/01">
<meta name="citation_doi" content="doi:10.1234/Made.Up"><meta name="citation_pmid" content="123">
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">"""
LONG = "<p>" + "Nurses on forty wards were asked about their rest between shifts. " * 5 + "</p>"
TABLE = """<table><thead><tr><th rowspan="2">Score</th><th colspan="2">Rota</th></tr>
<tr><th>New</th><th>Old</th></tr></thead>
<tbody><tr><td>Rest<sup>a</sup></td><td>24·3 (10·2)</td><td>−1.5</td></tr></tbody></table>"""


def _read(folder: Path, body: str, head: str = HEAD) -> Document:
    path = folder / "page.html"
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    path.write_text(page, encoding="utf-8")
    return read_html(path)


def _texts(document: Document) -> list[tuple[str, tuple[str, ...], str]]:
    return [(b.kind, b.section, b.text) for b in document.blocks]


def test_front_matter_from_the_tags_of_publishers(tmp_path: Path) -> None:
    front = _read(tmp_path, LONG).front
    assert front.title == "Rest and rotas"
    assert front.authors == ("Ann B. Lee", "Bo Ek")
    assert (front.journal, front.year) == ("Journal of Made-up Trials", 2020)
    assert (front.doi, front.pmid) == ("10.1234/made.up", "123")
    assert front.licence == "CC BY 4.0"


def test_a_page_that_says_nothing_has_no_front_matter(tmp_path: Path) -> None:
    front = _read(tmp_path, LONG, head="").front
    assert (front.title, front.authors, front.year, front.licence) == (None, (), None, None)


def test_blocks_and_their_sections(tmp_path: Path) -> None:
    body = f"""<article><h1>Rest and rotas</h1><section><h2>Abstract</h2><h3>Aim</h3>
    <p>We asked. We counted.</p></section><h2>Methods</h2>{LONG}
    <ul><li>first</li><li>second</li></ul><h2>References</h2><ol><li>Lee A. Rotas. 2001.</li></ol>
    </article>"""
    found = _texts(_read(tmp_path, body))
    assert found[:4] == [
        ("heading", (), "Rest and rotas"),
        ("heading", (), "Abstract"),
        ("heading", ("Abstract",), "Aim"),
        ("abstract", ("Abstract", "Aim"), "We asked. We counted."),
    ]
    assert found[4] == ("heading", (), "Methods")
    assert found[6:] == [
        ("list", ("Methods",), "first"),
        ("list", ("Methods",), "second"),
        ("heading", (), "References"),
        ("reference", ("References",), "Lee A. Rotas. 2001."),
    ]


def test_what_surrounds_the_article_is_not_read(tmp_path: Path) -> None:
    body = f"""<header>Journal home</header><nav><p>Menu</p></nav><main>{LONG}
    <div class="share-bar"><p>Share this</p></div><aside><p>Related</p></aside>
    <div class="advert"><p>Buy now</p></div><script>var a = "code";</script>
    <p style="display: none">Hidden</p><p aria-hidden="true">Twice</p>
    <form><p>Sign up</p></form></main><footer><p>Imprint</p></footer>
    <div role="dialog"><p>Cookies</p></div>"""
    text = " ".join(b.text for b in _read(tmp_path, body).blocks)
    assert "forty wards" in text
    for word in (
        "home Menu Share Related Buy code Hidden Twice Sign Imprint Cookies".split()  # noqa: SIM905
    ):
        assert word not in text


def test_a_class_that_only_contains_such_a_word_is_read(tmp_path: Path) -> None:
    body = f'<div class="gradient shared-header-content"><p>Kept.</p>{LONG}</div>'
    assert _read(tmp_path, body).blocks[0].text == "Kept."


def test_text_between_blocks_is_kept_in_order(tmp_path: Path) -> None:
    found = _texts(_read(tmp_path, f"<div>before <b>it</b><p>inside</p>after<br>it</div>{LONG}"))
    assert [t for _, _, t in found[:3]] == ["before it", "inside", "after it"]


def test_places_lead_back_to_the_element(tmp_path: Path) -> None:
    document = _read(tmp_path, f"<div><p>One.</p><p>Two.</p></div>{LONG}{TABLE}")
    root = lxml_html.fromstring((tmp_path / "page.html").read_text(encoding="utf-8"))
    for block in document.blocks:
        (element,) = root.getroottree().xpath(block.place.xpath)
        assert block.text[:4] in element.text_content()
    cell = next(c for c in document.tables[0].cells if c.column == 2 and c.row == 2)
    assert root.getroottree().xpath(cell.place.xpath)[0].text_content() == "−1.5"


def test_a_table_with_caption_and_notes_around_it(tmp_path: Path) -> None:
    body = f"""{LONG}<div class="table-wrap"><p><b>Table 2.</b> Scores</p>{TABLE}
    <p><sup>a</sup> Hours.</p></div>"""
    document = _read(tmp_path, body)
    (table,) = document.tables
    assert (table.label, table.caption, table.footnotes) == ("Table 2", "Scores", ("^a Hours.",))
    assert table.n_header_rows == 2
    assert table.grid() == [
        ["Score", "Rota", "Rota"],
        ["Score", "New", "Old"],
        ["Rest^a", "24.3 (10.2)", "-1.5"],
    ]
    assert document.blocks[-1].kind == "caption"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Table 2. Scores</p>{TABLE}<p>Note: hours.</p>",
        f"<h4>Table 2. Scores</h4>{TABLE}<p>Note: hours.</p>",
        f"<figure>{TABLE}<figcaption>Table 2. Scores</figcaption></figure><p>Note: hours.</p>",
        TABLE.replace("<thead>", "<caption>Table 2. Scores</caption><thead>")
        + "<p>Note: hours.</p>",
        TABLE.replace("<thead>", "<caption>Table 2. Scores</caption><thead>").replace(
            "</table>", "<tfoot><tr><td colspan='3'>Note: hours.</td></tr></tfoot></table>"
        ),
    ],
)
def test_captions_and_notes_wherever_pages_set_them(tmp_path: Path, body: str) -> None:
    (table,) = _read(tmp_path, LONG + body).tables
    assert (table.label, table.caption) == ("Table 2", "Scores")
    assert table.footnotes == ("Note: hours.",)
    assert table.n_rows == 3


def test_a_sentence_about_a_table_is_no_caption(tmp_path: Path) -> None:
    (table,) = _read(tmp_path, f"{LONG}<p>Table 2 shows the scores.</p>{TABLE}").tables
    assert table.label == ""


def test_a_table_that_lays_out_the_page_is_text(tmp_path: Path) -> None:
    body = f"<table><tr><td>Left</td><td>{LONG}{TABLE}</td></tr></table>"
    document = _read(tmp_path, body)
    assert len(document.tables) == 1
    assert document.blocks[0].text == "Left"


def test_a_sum_in_the_foot_is_a_row(tmp_path: Path) -> None:
    foot = "<tfoot><tr><td>Sum</td><td>3</td><td>4</td></tr></tfoot>"
    (table,) = _read(tmp_path, LONG + TABLE.replace("<tbody>", foot + "<tbody>")).tables
    assert table.grid()[-1] == ["Sum", "3", "4"]


def test_raised_digits_and_marks_of_references(tmp_path: Path) -> None:
    body = f"""<p>About 10<sup>3</sup> nurses<sup><a href="#ref-4">4</a></sup> of 25
    kg/m<sup>2</sup> <a href="#bib5">[5]</a>, H<sub>2</sub>O
    <img src="ge.gif" alt="≥"> 5.</p>{LONG}"""
    text = _read(tmp_path, body).blocks[0].text
    assert text == "About 10^3 nurses of 25 kg/m^2 [5], H2O ≥ 5."


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.html"
    head = f'<meta charset="{encoding}">'
    page = f"<html><head>{head}</head><body><p>Müller ± 5 – é</p>{LONG}</body></html>"
    path.write_bytes(page.encode(encoding))
    document = read_html(path)
    assert document.blocks[0].text == "Müller ± 5 – é"
    assert document.problems == ()


def test_an_encoding_that_is_not_declared_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f"<html><body><p>5 ± 2</p>{LONG}</body></html>".encode("windows-1252"))
    document = read_html(path)
    assert document.blocks[0].text == "5 ± 2"
    assert "encoding" in document.problems[0].what


def test_signs_no_tree_can_hold_part_numbers(tmp_path: Path) -> None:
    text = _read(tmp_path, f"<p>5\x0112 and a\x02b &#1;</p>{LONG}").blocks[0].text
    assert text == "5 12 and ab"


def test_characters_by_number_as_browsers_read_them(tmp_path: Path) -> None:
    text = _read(tmp_path, f"<p>3&#150;5, &#8722;2, 4&#xb1;1, A&#38;B</p>{LONG}").blocks[0].text
    assert text == "3–5, -2, 4±1, A&B"


def test_an_empty_frame_and_a_picture_of_a_table_are_problems(tmp_path: Path) -> None:
    assert "Hardly any text" in _read(tmp_path, "<div id='root'></div>").problems[0].what
    figure = "<figure><figcaption>Table 3. Scores</figcaption><img src='a.png'></figure>"
    problems = _read(tmp_path, LONG + figure).problems
    assert [p.what for p in problems] == ["Table 3: only a picture; its numbers are not read."]


def test_a_hidden_table_is_a_problem(tmp_path: Path) -> None:
    problems = _read(tmp_path, f"{LONG}<div hidden>{TABLE}</div>").problems
    assert [p.what for p in problems] == ["A table that the page hides is not read."]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "empty"),
        (b"<html><body>" + b"<div>" * 5000, "nested"),
        (b'<html><head><meta charset="nonsense"></head><body>\xff</body></html>', "encoding"),
    ],
)
def test_bad_pages_are_named(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=rf"page\.html: .*{found}"):
        read_html(path)
