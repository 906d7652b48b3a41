"""Citations: right in each style, whole in each file, silent on what is not known."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from hub.citations import Author, HubItem, Release, Work, hub_work, read_release
from hub.citations_box import cite_section, publications_section
from hub.citations_files import FILES, bibtex, csl_json, ris
from hub.citations_of import finding_item, hub_item, publication
from hub.citations_page import cite_page
from hub.citations_styled import STYLES, styled
from hub.citations_tags import highwire, linked_data
from hub.text import plain
from tests.conftest import ROOT
from tests.payloads import PAYLOADS
from tests.unit.hub.small_hub import small_hub

RELEASE = Release("Evidence Hub", "1.2.0", "2025-03-09", "https://hub.example.org")
FINDING = {"finding_id": "rest-team-controlled", "version": "0a1b2c3d"}
ITEM = finding_item(FINDING, "Breaks and rest", "Breaks may help.")
PAPER = Work(
    key="lee-2019",
    title="A trial of rest",
    authors=(Author("Lee", "AB"), Author("van Roe", "C")),
    date="2019",
    journal="Journal of Breaks",
    volume="12",
    issue="3",
    pages="45-67",
    doi="10.1234/rest",
)
# Text that would do something, where it is not taken for text.


# What LaTeX's own commands print.
LATEX = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textquotedbl": '"',
    "textless": "<",
    "textgreater": ">",
}


def as_latex_prints(value: str) -> str:
    text = value.removeprefix("{").removesuffix("}")
    rest = re.sub(r"\{\\text[a-z]+\}|\\[&%$#_]", "", text)
    assert not set(rest) & set('\\{}~^"<>&%$#_'), rest
    return re.sub(r"\{\\(text[a-z]+)\}|\\([&%$#_])", lambda m: LATEX[m[1]] if m[1] else m[2], text)


def report(**more: Any) -> dict[str, Any]:
    return {
        "doc_id": "lee-2019-r1",
        "authors": "Lee AB, van Roe C",
        "title": "A trial of rest",
        "year": 2019,
        "journal": "Journal of Breaks 12(3):45-67",
        "doi": "10.1234/rest",
        **more,
    }


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "APA",
            "Lee, A. B., & van Roe, C. (2019). A trial of rest. Journal of Breaks, 12(3), 45–67. "
            "https://doi.org/10.1234/rest",
        ),
        (
            "Vancouver",
            "Lee AB, van Roe C. A trial of rest. Journal of Breaks. 2019;12(3):45–67. "
            "doi:10.1234/rest",
        ),
        (
            "Harvard",
            "Lee, A.B., van Roe, C., 2019. A trial of rest. Journal of Breaks 12, 45–67. "
            "https://doi.org/10.1234/rest",
        ),
    ],
)
def test_a_paper_is_cited_as_the_style_asks(style: str, expected: str) -> None:
    assert styled(PAPER, style) == expected


@pytest.mark.parametrize("form", [*STYLES, *FILES])
def test_every_form_names_the_finding_its_version_the_release_and_the_address(form: str) -> None:
    work = hub_work(ITEM, RELEASE)
    text = styled(work, form) if form in STYLES else FILES[form](work)
    for part in (
        "Evidence Hub",
        "Breaks and rest",
        "rest-team-controlled",
        "version 0a1b2c3d",
        "hub 1.2.0 of 2025-03-09",
        "https://hub.example.org/findings/rest-team-controlled.html",
    ):
        assert part in text, part


def test_without_a_public_address_none_is_made_up() -> None:
    bare = replace(RELEASE, address="")
    section = cite_section("Cite this finding", ITEM, bare)
    assert "http" not in section
    assert "no public address" in section
    assert not [t for t in highwire(ITEM, bare) if t["name"].endswith("url")]
    assert "url" not in linked_data(ITEM, bare)


def test_the_page_to_check_citations_is_linked_where_it_is() -> None:
    hub = small_hub()
    assert cite_page(hub).count("(changes/check.md)") == 1
    tables = {name: rows for name, rows in hub.tables.items() if name != "finding_versions"}
    assert "changes/check.md" not in cite_page(replace(hub, tables=tables))


def test_the_release_is_the_one_that_the_project_names() -> None:
    release = read_release(ROOT / "CITATION.cff")
    assert f"## {release.version} ({release.date})" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert release.version in styled(hub_work(hub_item(release), release), "APA")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("authors", None),
        ("year", None),
        ("journal", None),
        ("title", "A trial of rest (title paraphrased)"),
        ("title", "(Lee 2019, as listed elsewhere)"),
        ("journal", "(a report; summaries read)"),
    ],
)
def test_a_paper_that_was_not_read_as_printed_is_not_put_into_a_style(
    field: str, value: str | None
) -> None:
    work, missing = publication(report(**{field: value}))
    assert work is None
    assert missing == [field]
    section = publications_section([report(**{field: value})])
    assert f"Not read as printed: {field}." in section
    assert 'class="cite"' not in section


def test_what_is_missing_of_a_citation_is_said() -> None:
    work, missing = publication(report(authors="Lee AB, et al.", journal="Journal of Breaks"))
    assert work is not None
    assert missing == ["further-authors", "place"]
    assert styled(work, "Vancouver").startswith("Lee AB, et al. A trial of rest.")
    assert "author = {Lee, A. B. and others}" in bibtex(work)
    assert "[Preprint]" not in styled(work, "Harvard")


def test_a_paper_that_was_read_whole_becomes_a_whole_citation() -> None:
    work, missing = publication(report())
    assert missing == []
    assert work == replace(PAPER, key="lee-2019-r1")


def test_a_title_that_prints_brackets_is_no_remark() -> None:
    assert publication(report(title="The Rest Now (REST) trial: effects (REST-2)"))[0] is not None


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_title_stays_text_in_every_file(payload: str) -> None:
    title = plain(f"Before {payload} after")
    work = replace(PAPER, title=title, note=title)
    library = parse_string(bibtex(work))
    assert (len(library.blocks), len(library.entries)) == (1, 1)
    fields = library.entries[0].fields_dict
    assert set(fields) == {
        *("title", "author", "journal", "year", "volume", "number", "pages", "doi", "note")
    }
    assert as_latex_prints(fields["title"].value) == title
    (record,) = rispy.loads(ris(work))
    assert record["title"] == title
    assert record["authors"] == ["Lee, A. B.", "van Roe, C."]
    (item,) = json.loads(csl_json(work))
    assert item["title"] == title


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("style", STYLES)
def test_a_style_prints_a_hostile_title_as_it_is(style: str, payload: str) -> None:
    title = plain(f"Before {payload} after")
    text = styled(replace(PAPER, title=title), style)
    assert title in text
    assert styled(PAPER, style) == text.replace(title, PAPER.title)


def test_marks_that_turn_text_and_characters_that_do_not_print_are_left_out() -> None:
    assert plain("a\u202eb\u2066 \x00c\r\nd\u2028e") == "ab c d e"
    assert plain("نص\u200c عربي") == "نص\u200c عربي"


def test_an_address_cannot_end_a_bibtex_value() -> None:
    text = bibtex(replace(PAPER, doi="10.1234/a}b{c\\d"))
    assert "doi = {10.1234/a%7Db%7Bc%5Cd}" in text


@pytest.mark.parametrize("name", STYLES.values())
def test_each_style_names_its_licence(name: str) -> None:
    text = (ROOT / "site" / "hub" / "csl" / f"{name}.csl").read_text(encoding="utf-8")
    assert "creativecommons.org/licenses/by-sa/3.0/" in text


def test_a_page_of_the_hub_never_claims_the_doi_of_the_paper() -> None:
    item = HubItem(kind="study-summary", ident="lee", title="A trial", path="studies/lee.html")
    assert "citation_doi" not in {t["name"] for t in highwire(item, RELEASE)}


def test_zotero_keeps_the_name_of_the_hub_whole() -> None:
    # Zotero parts a name at its comma, and where it has none, before the last word.
    (author,) = (t["content"] for t in highwire(ITEM, RELEASE) if t["name"] == "citation_author")
    assert "," in author
    assert [part for part in author.split(",") if part] == ["Evidence Hub"]
