"""Course packs: valid in every form, the same at each build, and with the table's numbers."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from docx import Document
from markdown_it import MarkdownIt

from hub import course_packs, teaching
from hub.citations import read_release
from hub.course_blocks import letters
from hub.course_docx import Writer
from hub.course_packs import cartridge, document, finding_part, frame, markdown, zipped
from hub.model import Hub, load_hub
from hub.teaching_pages import competency_page
from hub.text import plain
from tests.cartridges import check_cartridge
from tests.conftest import ROOT
from tests.payloads import PAYLOADS

HARMLESS = "Quiet room"
KIND = "small-group"
FINDING = f"burnout-{KIND}-controlled"


@pytest.fixture(scope="module")
def hub() -> Hub:
    """The hub of the last run."""
    folder = ROOT / "results" / "tables"
    config = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    release = read_release(ROOT / "CITATION.cff")
    tables = {path.stem: path for path in folder.glob("*.csv")}
    return load_hub(tables, config["headline_families"], release)


@pytest.fixture(scope="module")
def files(hub: Hub) -> dict[str, bytes]:
    """Every file of the course packs."""
    return dict(course_packs.pack_files(hub))


def packs(files: dict[str, bytes], ending: str) -> dict[str, bytes]:
    found = {n: c for n, c in files.items() if n.startswith("teaching/packs/")}
    return {Path(n).name: c for n, c in found.items() if n.endswith(ending)}


def shown(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def test_every_competency_has_its_four_packs_and_every_finding_its_part(
    hub: Hub, files: dict[str, bytes]
) -> None:
    idents = {c["competency_id"] for c in hub["competencies"]}
    assert len(idents) >= 8
    for ending in ("-cc11.imscc", "-cc13.imscc", ".docx", ".md.txt"):
        assert {n.removesuffix(ending) for n in packs(files, ending)} == idents
    parts = {Path(n).stem for n in files if n.startswith("teaching/parts/")}
    assert parts == {*hub.findings, "frame"}


@pytest.mark.parametrize("version", ["1.1", "1.3"])
def test_every_cartridge_keeps_the_rules_of_its_profile(
    files: dict[str, bytes], version: str
) -> None:
    for name, content in packs(files, f"-cc{version.replace('.', '')}.imscc").items():
        found = check_cartridge(content, version)
        pages = [path for path in found if path.startswith("findings/")]
        # a pack without findings has nothing to cite, and no empty files
        cited = {"citations/references.ris", "citations/references.bib", "references.html"}
        assert cited & set(found) == (cited if pages else set()), name
        if pages:
            assert found["citations/references.ris"].count("TY  - ") == len(pages), name
            assert found["references.html"].count("<li>") == len(pages), name


def test_a_public_address_becomes_a_web_link(hub: Hub) -> None:
    there = replace(hub, release=replace(hub.release, address="https://hub.example.org/a&b"))
    part = finding_part(there, there.findings[FINDING], Writer("x", "Hub", "", "en-GB"))
    for version in ("1.1", "1.3"):
        found = check_cartridge(zipped(cartridge(frame(there, "p", "P"), [part], version)), version)
        text = found[f"links/link-{FINDING}.xml"]
        (address,) = [e.get("href") for e in ElementTree.fromstring(text) if e.get("href")]
        assert address == f"https://hub.example.org/a&b/findings/{FINDING}.html"


def test_packs_are_the_same_at_each_build_and_hold_no_time_of_it(
    hub: Hub, files: dict[str, bytes]
) -> None:
    assert dict(course_packs.pack_files(hub)) == files
    for content in (packs(files, ".docx") | packs(files, ".imscc")).values():
        with ZipFile(io.BytesIO(content)) as archive:
            assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_each_form_tells_the_numbers_of_the_row(hub: Hub, files: dict[str, bytes]) -> None:
    finding = hub.findings[FINDING]
    estimate = shown(finding["estimate"])
    bounds = f"{shown(finding['ci_lb'])} to {shown(finding['ci_ub'])}"
    told = [estimate, bounds, FINDING, finding["version"], "very low", "CC BY 4.0"]
    told.append(f"{finding['n_studies']} of {finding['n_studies_coded']}")
    page = check_cartridge(packs(files, "-cc13.imscc")["peer-support-cc13.imscc"], "1.3")
    cells = re.findall(r"<td>([^<]*)</td>", page[f"findings/{FINDING}.html"])
    assert set(told) <= set(cells)
    word = Document(io.BytesIO(packs(files, ".docx")["peer-support.docx"]))
    rows = [[c.text for c in row.cells] for table in word.tables for row in table.rows]
    assert set(told) <= {value for _, value in rows}
    lines = packs(files, ".md.txt")["peer-support.md.txt"].decode("utf-8").splitlines()
    assert {line.split(" | ")[1].removesuffix(" |") for line in lines if " | " in line} >= set(told)


def test_findings_of_whole_levels_are_marked_as_such(files: dict[str, bytes]) -> None:
    text = packs(files, ".md.txt")["psychological-first-aid.md.txt"].decode("utf-8")
    own, _, whole = text.partition("### What its whole levels show")
    assert "No finding with a number speaks to it yet." in own
    assert "Individual-level interventions" not in own
    assert "Individual-level interventions" in whole.split("###")[0]


def test_what_was_read_only_once_is_said(hub: Hub) -> None:
    words = {f["finding_id"]: teaching.read_words(hub, f) for f in hub["pooled_effects"]}
    for finding in hub["pooled_effects"]:
        members = [m for m in hub.members.get(finding["finding_id"], []) if m["in_all"]]
        once = [m for m in members if hub.effects[m["effect_id"]]["review_status"] == "machine"]
        text = words[finding["finding_id"]]
        if once and finding["status"] != "pooled":
            assert "read only once and" in text, finding["finding_id"]
        elif not members:
            assert text == "There is no number in it that can be used."
    more = [f for f in hub["pooled_effects"] if f["n_studies_all"] > f["n_studies"] > 0]
    assert more
    assert all("read only once" in words[f["finding_id"]] for f in more)


def test_a_word_document_opens_and_names_no_person_and_no_machine(
    hub: Hub, files: dict[str, bytes]
) -> None:
    for name, content in packs(files, ".docx").items():
        word = Document(io.BytesIO(content))
        styles = {p.style.name for p in word.paragraphs}
        assert {"Title", "Heading 1", "List Bullet"} <= styles, name
        properties = word.core_properties
        assert properties.author == properties.last_modified_by
        assert properties.author == hub.release.name
        assert properties.language == "en-GB"
        assert properties.created.isoformat().startswith(f"{hub.release.date}T00:00:00")
        for table in word.tables:
            marks = [e.tag.rpartition("}")[2] for e in table._tbl.tblPr]
            assert {"tblCaption", "tblDescription"} <= set(marks)
            assert "tblHeader" in table.rows[0]._tr.xml
        with ZipFile(io.BytesIO(content)) as archive:
            check_parts(archive)


def check_parts(archive: ZipFile) -> None:
    """Check that every part has a type, is well-formed, and that relations lead somewhere."""
    names = set(archive.namelist())
    types = ElementTree.fromstring(archive.read("[Content_Types].xml"))
    covered = {e.get("PartName", "").removeprefix("/") for e in types}
    endings = {e.get("Extension") for e in types}
    for name in names - {"[Content_Types].xml"}:
        ElementTree.fromstring(archive.read(name))
        assert name in covered or name.rpartition(".")[2] in endings, name
        if name.endswith(".rels"):
            base = Path(name).parent.parent
            for relation in ElementTree.fromstring(archive.read(name)):
                assert relation.get("TargetMode") != "External"
                assert (base / str(relation.get("Target"))).as_posix() in names
    assert covered - {""} <= names


def test_a_competency_without_a_number_says_so_in_its_first_words(hub: Hub) -> None:
    for competency in hub["competencies"]:
        known = [f for f in teaching.findings_of(hub, competency) if f["status"] != "none"]
        text = competency_page(hub, competency).split("</div>")[0]
        assert ("No finding with a number yet" in text) == (not known)
        assert ("standard deviations" in text) == any(f["n_studies_all"] for f in known)


def test_findings_come_only_through_the_types_of_the_competency(hub: Hub) -> None:
    for competency in hub["competencies"]:
        types = set(competency["intervention_types"].split(";"))
        found = teaching.findings_of(hub, competency)
        assert {f["intervention_type"] for f in found} <= types
        levels = set(competency["levels"].split(";"))
        assert {f["level"] for f in teaching.level_findings(hub, competency)} <= levels


@pytest.mark.parametrize(
    "text", ["1. one", "2) two", "- item", "+ item", "* item", "# heading", "> quote", "===", "---"]
)
def test_a_line_of_text_begins_no_block_of_markdown(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(letters(text))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(c.content for c in tokens[1].children or []) == text


class Shape(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def hostile(hub: Hub, text: str) -> Hub:
    """Return a hub in which an intervention, a study and a reason are called so."""
    tables: dict[str, Any] = dict(hub.tables)
    changed = {
        "terms": ("label", lambda t: t["term_id"] == KIND and t["vocabulary"] == "interventions"),
        "studies": ("title", lambda s: True),
        "pooled_effects": ("certainty_reasons", lambda f: f["finding_id"] == FINDING),
        "themes": ("summary", lambda t: True),
    }
    for name, (column, wanted) in changed.items():
        tables[name] = [r | {column: text} if wanted(r) else r for r in tables[name]]
    return Hub(tables, hub.schemas, hub.headline_families, release=hub.release)


def forms(hub: Hub, text: str) -> tuple[Any, dict[str, bytes], Any, str]:
    there = hostile(hub, text)
    writer = Writer("x", "Hub", "", "en-GB")
    competency = next(c for c in there["competencies"] if c["competency_id"] == "peer-support")
    findings = [there.findings[FINDING]]
    parts = [
        course_packs.competency_part(there, competency, findings, writer),
        finding_part(there, findings[0], writer),
    ]
    around = frame(there, "pack", text)
    return (
        parts,
        cartridge(around, parts, "1.3"),
        Document(io.BytesIO(zipped(document(around, parts)))),
        markdown(around, parts),
    )


@pytest.fixture(scope="module")
def harmless(hub: Hub) -> tuple[Any, dict[str, bytes], Any, str]:
    """A pack whose texts hold nothing."""
    return forms(hub, f"Before {HARMLESS} after")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_stays_text_in_every_form(
    hub: Hub, harmless: tuple[Any, dict[str, bytes], Any, str], payload: str
) -> None:
    text = plain(f"Before {payload} after")
    parts, pages, word, lines = forms(hub, f"Before {payload} after")
    found = check_cartridge(zipped(pages), "1.3")
    for name, page in harmless[1].items():
        if name.endswith(".html"):
            calm, shape = Shape(page.decode("utf-8")), Shape(found[name])
            assert shape.elements == calm.elements, name
            assert shape.text == calm.text.replace(f"Before {HARMLESS} after", text), name
    assert [p.style.name for p in word.paragraphs] == [p.style.name for p in harmless[2].paragraphs]
    assert f"{text} and burnout" in [p.text for p in word.paragraphs]
    assert "instrText" not in re.sub(r"<w:t[ >][^<]*</w:t>", "", word.element.xml)
    tokens = MarkdownIt("commonmark").enable("table")
    calm_kinds, kinds = ([t.type for t in tokens.parse(x)] for x in (harmless[3], lines))
    assert kinds == calm_kinds
    inline = [c.type for t in tokens.parse(lines) for c in t.children or []]
    assert set(inline) <= {"text", "softbreak", "text_special"}
    (record,) = rispy.loads(found["citations/references.ris"])
    assert record["title"].startswith(f"{text} and burnout")
    assert len(parse_string(found["citations/references.bib"]).entries) == 1
    data = json.loads(course_packs.as_json(parts[1]))
    assert data["html"] == found[f"findings/{FINDING}.html"]
