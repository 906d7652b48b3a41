"""Reading Markdown and plain text: structure, tables, and the line of each piece."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.documents.markdown import read_markdown
from extract.documents.model import Document, DocumentError

MARKED = """---
title: settings of an editor
---
# Rest on wards

Nurses spoke *openly*. They
agreed on H<sub>2</sub>O.

## What strains us

- too few of us
- nights
  - two in a row

> We never sit down.

| Score | New | Old |
|-------|-----|-----|
| Rest  | 24·3 (10·2) | −1.5 |

<table><tr><th>Ward</th><th>n</th></tr><tr><td>A</td><td>12</td></tr></table>
"""
PASTED = """Rest on Wards

The Night Shift
Nurses spoke of nights without a break. They agreed.
Ideas:
- a room to rest
- two nights at most
1. Rotas and Rules
All of them wanted to see the rota four weeks ahead, and a say in it.
Mar 3, 2024 / A Reporter
"""
WRAPPED = """Nurses of forty wards were asked about
their nights, and nearly all of them told
us that breaks are rare when there is no
one to take over. In the small wards a col-
league from the next floor comes over, and
this non-
medical help is welcome. The breaks were

shorter than the law asks for, and colleague
after colleague said so. Nobody had counted
them before, and the list we made with the
wards is the first of its kind in the town.

A second round followed in the spring.
"""


def _read(folder: Path, text: str, name: str = "notes.md") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_markdown(path)


def test_markdown_with_its_lines(tmp_path: Path) -> None:
    document = _read(tmp_path, MARKED)
    assert document.front.title == "Rest on wards"
    assert [(b.kind, b.section, b.text, b.place.line) for b in document.blocks] == [
        ("heading", (), "Rest on wards", 4),
        ("paragraph", (), "Nurses spoke openly. They agreed on H2O.", 6),
        ("heading", (), "What strains us", 9),
        ("list", ("What strains us",), "too few of us", 11),
        ("list", ("What strains us",), "nights", 12),
        ("list", ("What strains us",), "two in a row", 13),
        ("paragraph", ("What strains us",), "We never sit down.", 15),
    ]


def test_the_title_is_the_first_heading_of_the_highest_level(tmp_path: Path) -> None:
    document = _read(tmp_path, "A line before.\n\n# Rest\n\n# Nights\n\nText.\n")
    assert document.front.title == "Rest"
    assert document.blocks[-1].section == ("Nights",)


def test_tables_of_markdown_and_of_html_in_it(tmp_path: Path) -> None:
    first, second = _read(tmp_path, MARKED).tables
    assert first.grid() == [["Score", "New", "Old"], ["Rest", "24.3 (10.2)", "-1.5"]]
    assert (first.n_header_rows, first.place.line) == (1, 17)
    assert {c.place.line for c in first.cells} == {17, 19}
    assert (second.grid()[1], second.place.line) == (["A", "12"], 21)


def test_plain_text_of_one_paragraph_a_line(tmp_path: Path) -> None:
    document = _read(tmp_path, PASTED, "notes.txt")
    assert document.front.title == "Rest on Wards"
    assert [(b.kind, b.section, b.text, b.place.line) for b in document.blocks] == [
        ("heading", (), "Rest on Wards", 1),
        ("heading", (), "The Night Shift", 3),
        (
            "paragraph",
            ("The Night Shift",),
            "Nurses spoke of nights without a break. They agreed.",
            4,
        ),
        ("heading", ("The Night Shift",), "Ideas:", 5),
        ("list", ("The Night Shift", "Ideas"), "a room to rest", 6),
        ("list", ("The Night Shift", "Ideas"), "two nights at most", 7),
        ("heading", (), "1. Rotas and Rules", 8),
        (
            "paragraph",
            ("1. Rotas and Rules",),
            "All of them wanted to see the rota four weeks ahead, and a say in it.",
            9,
        ),
        ("paragraph", ("1. Rotas and Rules",), "Mar 3, 2024 / A Reporter", 10),
    ]


def test_plain_text_broken_at_a_width(tmp_path: Path) -> None:
    first, second = _read(tmp_path, WRAPPED, "notes.txt").blocks
    assert (first.place.line, second.place.line) == (1, 14)
    assert "a colleague from the next floor" in first.text  # the text writes the word whole
    assert "non-medical help" in first.text
    assert "The breaks were shorter than" in first.text  # across the change of column
    assert len(first.sentences) == 4


def test_signs_that_only_look_like_markup_stay(tmp_path: Path) -> None:
    text = "Values: 5* and 7*, p_value_1, <0.05 and [12].\nA second line of prose follows here.\n"
    assert _read(tmp_path, text).blocks[0].text == "Values: 5* and 7*, p_value_1, <0.05 and [12]."


def test_bad_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    for content, found in ((b"", "empty"), (b"a\x00b", "binary")):
        path.write_bytes(content)
        with pytest.raises(DocumentError, match=rf"notes\.md: .*{found}"):
            read_markdown(path)
