"""A corpus whose texts would do harm where they were obeyed, and a look for the harm on a site."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from lxml import etree, html

from tests.conftest import STUDY, write_study
from tests.payloads import PAYLOADS

VOICE = "tools-and-techniques-2025"
CODE = "script[not(@type) or @type='module' or @type='text/javascript']"
NUMBER = re.compile(r"[-+]?[\d.]+(e[-+]?\d+)?(\D.*)?", re.I)


def write_hostile(corpus: Path) -> None:
    """Put each payload into the titles and notes of a study, of a claim and of a voice's theme."""
    for number, payload in enumerate(PAYLOADS):
        ident = f"hostile-{number:02d}"
        study = yaml.safe_load(yaml.safe_dump(STUDY).replace("made-up-2024", ident))
        study["reports"][0] |= {"title": payload, "authors_short": payload, "journal": payload}
        study |= {"population_as_printed": payload, "setting_as_printed": payload}
        study["arms"][0]["label"] = payload
        study["outcomes"][0]["construct_as_printed"] = payload
        reading = study["contrasts"][0]["readings"][0]
        reading["note"] = reading["place"]["words"] = payload
        write_study(corpus, study)
        claim = {
            **{"claim_id": ident, "claim": payload, "verdict": "not checked", "note": payload},
            "made_in": [{"source_id": VOICE, "place": payload, "words": payload}],
        }
        path = corpus / "claims" / f"{ident}.yaml"
        path.write_text(yaml.safe_dump(claim), encoding="utf-8")
    path = corpus / "focus_groups" / f"{VOICE}.yaml"
    voice = yaml.safe_load(path.read_text(encoding="utf-8"))
    for theme, payload in zip(voice["themes"], PAYLOADS, strict=False):
        theme |= {"theme": payload, "summary": payload}
    path.write_text(yaml.safe_dump(voice), encoding="utf-8")


def harm(site: Path) -> list[tuple[str, str]]:
    """Return each place of a site where a payload is more than letters, and what it became."""
    found = []
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        name = path.relative_to(site).as_posix()
        look = LOOKS.get(path.suffix)
        if look and not name.startswith(("assets/javascripts/", "pagefind/")):
            found += [(name, what) for what in look(path.read_bytes())]
    return found


def _page(data: bytes) -> Iterator[str]:
    page = html.fromstring(data)
    for script in page.xpath(f"//{CODE}/text()"):
        if "alert(1)" in script:
            yield f"script: {script[:80]}"
    yield from (f"handler: {a}" for a in page.xpath("//@*[starts-with(name(), 'on')]"))
    for address in page.xpath("//@href | //@src | //@action | //@data"):
        if re.match(r"\s*(javascript|vbscript|data:text)", str(address), re.I):
            yield f"address: {address}"
    yield from (f"image: {a}" for a in page.xpath("//img/@src[contains(., 'example.org')]"))
    for data_block in page.xpath("//script[contains(@type, 'json')]/text()"):
        json.loads(data_block)
    # a payload that opened a list, a heading or a quotation of its own
    yield from (f"markup: {t}" for t in page.xpath("//li[. = 'item'] | //h1[. = 'heading']"))
    yield from ("emphasis: b" for _ in page.xpath("//strong[. = 'b'] | //code[. = 'c']"))


def _feed(data: bytes) -> Iterator[str]:
    feed = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    for element in feed.iter():
        if element.get("type") in ("html", "xhtml"):
            yield from _page(f"<div>{element.text or ''}</div>".encode())


def _json(data: bytes) -> Iterator[str]:
    json.loads(data)
    return iter(())


def _csv(data: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(data.decode("utf-8"))):
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not NUMBER.fullmatch(cell):
                yield f"formula: {cell[:60]}"


def _archive(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                part = etree.fromstring(archive.read(name))
                if any(str(e.tag).endswith("}instrText") for e in part.iter()):
                    yield f"field in {name}"
            look = LOOKS.get(Path(name).suffix)
            if look:
                yield from (f"{name}: {what}" for what in look(archive.read(name)))


LOOKS: dict[str, Any] = {
    **{".html": _page, ".xml": _feed, ".json": _json, ".csv": _csv},
    **{".zip": _archive, ".imscc": _archive, ".docx": _archive},
}
