"""Reading an HTML page of an article: text, tables and front matter, each with its XPath.

The XPath is that of the tree lxml builds: ``html`` and ``body`` are added where a page leaves them
out, ``tbody`` (which browsers add as well) is not.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from extract.documents.html_blocks import read_content
from extract.documents.html_front import front_of
from extract.documents.html_source import open_html
from extract.documents.model import Document, Place

READER = "html 1"
# A page with less is a summary, a notice, or an empty frame that a script fills.
FEW_CHARACTERS = 200


def read_html(path: Path) -> Document:
    """Read an HTML page.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Document
        Navigation, advertising, scripts and what the page hides are left out.

    Raises
    ------
    DocumentError
        Missing, empty, oversized, in no readable encoding, nested without end, or no page.
    """
    source = open_html(path)
    front = front_of(source.root)
    tree = source.root.getroottree()

    def place(element: Any) -> Place:
        return Place(xpath=tree.getpath(element))

    draft = read_content(source.root, front.title, place)
    if sum(len(b.text) for b in draft.blocks) < FEW_CHARACTERS:
        draft.problem("Hardly any text: the page may be filled by a script that is not run.")
    return Document(
        sha256=hashlib.sha256(source.data).hexdigest(),
        kind="html",
        reader=READER,
        front=front,
        blocks=tuple(draft.blocks),
        tables=tuple(draft.tables),
        problems=(*source.problems, *draft.problems),
    )
