"""XPaths of elements: those that lxml writes, also for very many siblings."""

from __future__ import annotations

import time
from pathlib import Path

from lxml import etree

from extract.documents.jats import read_jats
from extract.documents.jats_paths import Paths
from tests.unit.extract.documents.jats_articles import article, save


def test_they_are_those_of_lxml() -> None:
    text = article(
        '<sec><title>A</title><p>x</p><p><m:math xmlns:m="urn:m"><m:mi>a</m:mi></m:math></p></sec>'
        '<sec><p xmlns="urn:other">z<q/><q/></p><p>w<b/></p></sec>'
    )
    root = etree.fromstring(text.encode())
    paths, tree = Paths(root), root.getroottree()
    assert [paths.of(e) for e in root.iter()] == [tree.getpath(e) for e in root.iter()]


def test_very_many_siblings_are_read_soon(tmp_path: Path) -> None:
    path = save(tmp_path, article("<p>One. Two.</p>" * 20_000))
    start = time.process_time()
    document = read_jats(path)
    assert time.process_time() - start < 5
    assert (document.blocks[-1].place.xpath or "").endswith("/body/p[20000]")
