"""Briefs and pictures: one page each, nothing cut off, the same bytes every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest

from hub.briefs import brief_pdf, finding_picture
from hub.citations import Release
from hub.drawing import Area, DoesNotFitError, Svg, Text, page_pdf, picture_png
from hub.share import has_brief, has_picture, quote, share_section, share_tags
from hub.text import number
from hub.words import sentence, title
from tests.unit.hub.published import RELEASE, hub_of

Tables = dict[str, list[dict[str, Any]]]
FINDING = "burnout-individual-controlled"
SIGNS = "−0.12 ≥ 0.2, τ² = 0.05, I² ≤ 65%, Łódź, São Paulo, Türkiye, “quoted” → 95%"
LARGEST_PICTURE = 60_000
FRAME = (40.0, 40.0, 400.0, 120.0)


def words_of(content: bytes) -> str:
    """Return the text of a PDF of one page, on one line."""
    with pymupdf.open("pdf", content) as document:
        assert len(document) == 1
        # the font draws "fi" as one sign
        letters = pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES
        return " ".join(document[0].get_text(flags=letters).split())


def pdf(*parts: Any) -> bytes:
    return page_pdf(parts, "", title="T", author="A", subject="S")


def test_signs_and_accents_are_read_back() -> None:
    assert words_of(pdf(Text(FRAME, f"<p>{SIGNS}</p>"))) == SIGNS


def test_what_does_not_fit_is_an_error() -> None:
    with pytest.raises(DoesNotFitError, match="too small"):
        pdf(Text(FRAME, "<p>" + "many words " * 300 + "</p>"))


def test_a_label_that_is_a_link_is_drawn() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">'
        '<a href="x.html"><text x="0" y="20">Łukasz 2020</text></a></svg>'
    )
    assert "Łukasz 2020" in words_of(pdf(Svg(FRAME, drawing)))


def test_a_picture_has_its_size_and_colours() -> None:
    content = picture_png([Area((0, 0, 60, 30), (1, 0, 0))], "", (120, 60))
    pixels = pymupdf.Pixmap(content)
    assert (pixels.width, pixels.height) == (120, 60)
    assert pixels.pixel(10, 10) == (255, 0, 0)
    assert pixels.pixel(100, 50) == (255, 255, 255)


def test_the_same_rows_give_the_same_files(tables: Tables) -> None:
    files = [
        (brief_pdf(hub, hub.findings[FINDING]), finding_picture(hub, hub.findings[FINDING]))
        for hub in (hub_of(tables), hub_of(tables))
    ]
    assert files[0] == files[1]
    with pymupdf.open("pdf", files[0][0]) as document:
        assert document.metadata["title"] == "Individual-level interventions and burnout"
        assert not document.metadata["creationDate"]


def test_a_plot_too_tall_to_read_is_left_to_the_page(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = hub_of(tables)
    tall = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740.00 2000.00"></svg>'
    monkeypatch.setattr("hub.briefs.finding_forest", lambda *_: tall)
    text = words_of(brief_pdf(hub, hub.findings[FINDING]))
    drawn = sum(m["in_all"] for m in hub.members[FINDING])
    assert f"The plot of all {drawn} effects stands on the page." in text
    assert "Adverse events: not coded yet" in text


def test_every_brief_is_one_page_with_its_sentence_and_number(tables: Tables, site: Path) -> None:
    hub = hub_of(tables)
    for finding in hub["pooled_effects"]:
        path = site / "findings" / finding["finding_id"] / "brief.pdf"
        assert path.exists() == has_brief(finding), path
        if not path.exists():
            continue
        text = words_of(path.read_bytes())
        assert " ".join(sentence(hub, finding).split()) in text, path
        assert finding["version"] in text, path
        assert "CC BY 4.0" in text, path
        if finding["status"] == "pooled":
            assert number(finding["estimate"]) in text.split("How large")[1][:40], path


def test_every_pooled_finding_has_a_small_picture(tables: Tables, site: Path) -> None:
    for finding in tables["pooled_effects"]:
        path = site / "findings" / finding["finding_id"] / "share.png"
        assert path.exists() == has_picture(finding)
        if path.exists():
            pixels = pymupdf.Pixmap(path.read_bytes())
            assert (pixels.width, pixels.height) == (1200, 630)
            assert path.stat().st_size < LARGEST_PICTURE, path


def test_what_is_quoted_says_how_sure_and_where_from(tables: Tables) -> None:
    hub = hub_of(tables)
    for finding in hub["pooled_effects"]:
        text = quote(hub, finding)
        if not text:
            assert finding["status"] == "none"
            continue
        assert "How sure: " in text
        assert f"finding {finding['finding_id']}, version {finding['version']}" in text
        assert RELEASE.date in text
        if finding["status"] == "pooled":
            assert number(finding["ci_lb"]) in text


def test_a_picture_is_named_in_the_head_only_under_a_public_address(tables: Tables) -> None:
    hub = hub_of(tables)
    tags = {t["property"]: t["content"] for t in share_tags(hub, hub.findings[FINDING])}
    assert "og:image" not in tags
    assert tags["og:title"] == title(hub, hub.findings[FINDING])
    public = hub_of(tables, Release("Hub", "1", "2026-01-31", "https://hub.example.org"))
    tags = {t["property"]: t["content"] for t in share_tags(public, public.findings[FINDING])}
    assert tags["og:image"] == f"https://hub.example.org/findings/{FINDING}/share.png"
    assert "0.49 [0.25, 0.73]" in tags["og:image:alt"]


def test_the_head_of_a_page_says_what_is_shared(tables: Tables, site: Path) -> None:
    row = next(f for f in tables["pooled_effects"] if f["finding_id"] == FINDING)
    page = (site / "findings" / f"{FINDING}.html").read_text(encoding="utf-8")
    assert '<meta property="og:title" content="Individual-level interventions and burnout">' in page
    described = page.split('<meta property="og:description" content="')[1].split('"')[0]
    assert f"{number(row['estimate'])} standard deviations" in described
    assert 'property="og:type"' in page


def test_a_finding_without_a_number_offers_nothing_to_quote(tables: Tables) -> None:
    hub = hub_of(tables)
    none = next(f for f in hub["pooled_effects"] if f["status"] == "none" and has_brief(f))
    section = share_section(hub, none)
    assert "brief.pdf" in section
    assert "quote" not in section
