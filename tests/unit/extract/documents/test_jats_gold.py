"""Real articles, where they are beside the checkout: all read, all tables, no number invented."""

from __future__ import annotations

import re
import statistics
import time
from pathlib import Path

import pytest
from lxml import etree

from extract.documents.characters import plain
from extract.documents.jats import read_jats
from extract.documents.model import Document
from tests.conftest import shared_folder

GOLD = shared_folder("gold")
PATTERNS = (
    "numeric/papers/*",
    "evidence_inference/nxml/*",
    "cochrane_linked/nxml/*",
    "on_topic/*.nxml",
)
PAPERS = sorted(p for pattern in PATTERNS for p in GOLD.glob(pattern)) if GOLD else []
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SECONDS = 0.3

pytestmark = pytest.mark.skipif(not PAPERS, reason="the gold papers are not beside the checkout")


@pytest.fixture(scope="module")
def read() -> list[tuple[Path, Document]]:
    return [(path, read_jats(path)) for path in PAPERS]


def _root(path: Path) -> etree._Element:
    return etree.parse(path, etree.XMLParser(resolve_entities=False, load_dtd=False)).getroot()


def test_every_table_is_read(read: list[tuple[Path, Document]]) -> None:
    for path, document in read:
        body = [p for p in _root(path) if p.tag not in {"sub-article", "response"}]
        assert len(document.tables) == sum(1 for part in body for _ in part.iter("table"))


def test_no_number_is_joined_from_two(read: list[tuple[Path, Document]]) -> None:
    for path, document in read:
        root = _root(path)
        pieces = list(root.itertext()) + [v for e in root.iter() for v in e.attrib.values()]
        known: set[str] = set()
        for text in (" ".join(pieces), "".join(pieces)):
            known.update(NUMBER.findall(text) + NUMBER.findall(plain(text)))
        known |= {n.lstrip(".") for text in pieces for n in re.findall(r"(?<=·)\d+", text)}
        texts = [b.text for b in document.blocks if b.kind != "reference"]
        texts += [c.text for t in document.tables for c in t.cells]
        assert {n for text in texts for n in NUMBER.findall(text)} <= known, path.name


def test_nothing_of_the_text_is_lost(read: list[tuple[Path, Document]]) -> None:
    shares = []
    for path, document in read:
        words = re.findall(r"[^\W\d_]{3,}", " ".join(_root(path).find("body").itertext()))
        texts = [b.text for b in document.blocks] + [
            n for t in document.tables for n in t.footnotes
        ]
        texts += [c.text for t in document.tables for c in t.cells]
        found = set(re.findall(r"[^\W\d_]{3,}", " ".join(texts)))
        shares.append(sum(w in found for w in words) / len(words))
    assert statistics.median(shares) > 0.99 and min(shares) > 0.95


def test_speed() -> None:
    taken = []
    for path in PAPERS[:40]:
        start = time.perf_counter()
        read_jats(path)
        taken.append(time.perf_counter() - start)
    assert statistics.median(taken) < SECONDS
