"""The PDF reader against the XML of the same papers, where these are beside the checkout."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from extract.documents.jats import read_jats
from extract.documents.model import Document
from extract.documents.pdf import read_pdf
from tests.conftest import shared_folder

PAIRS = shared_folder("gold/pdf_xml_pairs")
TRIALS = shared_folder("gold/pdf_trials")
TWINS = sorted(p.parent for p in PAIRS.glob("*/fulltext.pdf")) if PAIRS else []
PAPERS = sorted(TRIALS.glob("*.pdf")) if TRIALS else []
BODY = {"paragraph", "heading", "list", "abstract", "caption"}
RECALL = 0.97  # of the words of the XML
SECONDS_A_PAGE = 0.15  # the aim; the test allows a busy machine four times that


def words(document: Document) -> Counter[str]:
    text = " ".join(b.text for b in document.blocks if b.kind in BODY)
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def digit_cells(document: Document) -> Counter[str]:
    texts = [re.sub(r"[\s\u202f]+", "", c.text) for t in document.tables for c in t.cells]
    return Counter(t for t in texts if any(c.isdigit() for c in t))


@pytest.mark.skipif(not TWINS, reason="no papers beside the checkout")
@pytest.mark.parametrize("folder", TWINS, ids=lambda p: p.name)
def test_text_and_numbers_agree_with_the_xml(folder: Path) -> None:
    ours, gold = read_pdf(folder / "fulltext.pdf"), read_jats(folder / "fulltext.xml")
    found, wanted = words(ours), words(gold)
    common = sum((found & wanted).values())
    assert common / sum(wanted.values()) >= RECALL
    assert len(ours.tables) == len(gold.tables)
    missing = digit_cells(gold) - digit_cells(ours)
    assert sum(missing.values()) <= 0.02 * sum(digit_cells(gold).values()), missing


@pytest.mark.skipif(not PAPERS, reason="no papers beside the checkout")
@pytest.mark.parametrize("path", PAPERS, ids=lambda p: p.stem[-10:])
def test_trials_are_read_in_time_with_their_tables(path: Path) -> None:
    start = time.process_time()
    document = read_pdf(path)
    seconds = time.process_time() - start
    assert document.n_pages and seconds / document.n_pages < 4 * SECONDS_A_PAGE
    labels = {b.text.split()[1].rstrip(".:") for b in document.blocks if _is_table_caption(b.text)}
    assert document.tables and len(document.tables) >= len(labels)


def _is_table_caption(text: str) -> bool:
    return re.match(r"table \d", text, re.I) is not None
