"""Reading JATS (and its older form NLM): the XML in which publishers deposit articles.

What cannot be read is a `DocumentError`; what a person should know about a file that can is a
`Problem` of the document. Each piece has the XPath of its element in the file. Where a file puts
all of JATS in a namespace, the XPath names the elements without it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

from extract.documents.jats_blocks import blocks_of
from extract.documents.jats_front import front_of
from extract.documents.jats_paths import Paths
from extract.documents.jats_source import open_jats
from extract.documents.jats_tables import tables_of
from extract.documents.model import Document, Problem

READER = "jats 2"


def read_jats(path: Path) -> Document:
    """Read a JATS article.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Document
        Articles within the article, such as reviews of it, are not read but named as a problem.

    Raises
    ------
    DocumentError
        Empty, oversized, not XML, wrongly encoded, damaged, unsafe, or no article.
    """
    source = open_jats(path)
    article, problems = source.article, list(source.problems)
    paths = Paths(article)
    tables = [t for wrap in _wraps(article) for t in tables_of(wrap, problems, paths)]
    problems += _about(article)
    return Document(
        sha256=hashlib.sha256(source.data).hexdigest(),
        kind="jats",
        reader=READER,
        front=front_of(article),
        blocks=tuple(blocks_of(article, paths)),
        tables=tuple(tables),
        problems=tuple(problems),
    )


def _wraps(article: Any) -> list[Any]:
    parts = [p for p in article if p.tag not in {"sub-article", "response"}]
    return [wrap for part in parts for wrap in part.iter("table-wrap")]


def _about(article: Any) -> list[Problem]:
    found = []
    body = article.find("body")
    if body is None or not "".join(body.itertext()).strip():
        found.append(Problem(what="No full text in the file, only front matter."))
    others = [*article.iterfind("sub-article"), *article.iterfind("response")]
    for kind, n in sorted(Counter(e.get("article-type") or "unnamed" for e in others).items()):
        found.append(Problem(what=f"Not read: {n} article(s) within the article ({kind})."))
    for link in article.iterfind("front/article-meta/related-article"):
        kind = link.get("related-article-type") or ""
        if "retract" in kind or "correct" in kind or "concern" in kind or "erratum" in kind:
            found.append(Problem(what=f"The file links a notice: {kind}."))
    return found
