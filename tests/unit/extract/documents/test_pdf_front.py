"""Front matter of a PDF: authors below the title, journal and year as cited, the licence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extract.documents.model import Front
from tests.unit.extract.documents import pdf_pages as draw


def _front(path: Path, names: list[str], *, top: str = "", foot: str = "") -> Front:
    def paint(page: Any) -> None:
        draw.write(page, 50, 40, top, 8, "wide")
        draw.write(page, 50, 90, "Rest breaks and the rota of nurses", 18)
        for i, line in enumerate(names):
            draw.write(page, 50, 120 + 14 * i, line, 11, "wide")
        draw.write(page, 50, 180, "Department of Rotas, University of Rest, Restville", 8)
        draw.write(page, 50, 220, "Abstract", 11, "tibo")
        draw.lines(page, 50, 240, [*draw.LEFT_TEXT, *draw.RIGHT_TEXT])
        draw.write(page, 50, 780, foot, 8)

    return draw.one_page(path, paint).front


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Ann B. Lee, Jürgen van der Berg and Mary O’Hara"], 3),
        (["Ann B. Lee & Jürgen van der Berg &", "Mary O’Hara"], 3),
        (["Ann B. Lee, MD, PhD; Jürgen van der Berg, MSc; Mary O’Hara, RN"], 3),
        (["Ann B. Lee*, Jürgen van der Berg, Mary O’Hara, for the Rota Group"], 3),
        (["Ann B. Lee, Jürgen van der Berg, Mary O’Hara,"], 0),  # the list goes on elsewhere
        (["Edited by the staff of the journal"], 0),
    ],
)
def test_authors_are_all_or_none(tmp_path: Path, lines: list[str], expected: int) -> None:
    names = ("Ann B. Lee", "Jürgen van der Berg", "Mary O’Hara")
    assert _front(tmp_path / "a.pdf", lines).authors == names[:expected]


@pytest.mark.parametrize(
    ("line", "journal", "year"),
    [
        ("Rota Studies 2014, 4, 932-945", "Rota Studies", 2014),
        ("Rota Stud (2015) 69:1383–1394", "Rota Stud", 2015),
        ("Journal of Rest. 2020;43:291–297.", "Journal of Rest", 2020),
        ("Lee et al. Rest and Sleep (2022) 20:374", "Rest and Sleep", 2022),
        ("J Rota Metab, September 2020, 105(9):3025–3035", "J Rota Metab", 2020),
        ("Received 4 October 2019, accepted 7 November 2019", None, 2019),
    ],
)
def test_journal_and_year_of_the_citation(
    tmp_path: Path, line: str, journal: str | None, year: int
) -> None:
    front = _front(tmp_path / "a.pdf", ["Ann B. Lee, Mary O’Hara"], top=line)
    assert (front.journal, front.year) == (journal, year)


@pytest.mark.parametrize(
    ("line", "licence"),
    [
        ("Licence: http://creativecommons.org/licenses/by-nc/4.0/", "CC BY-NC 4.0"),
        ("under a Creative Commons Attribution-NonCommercial-NoDerivatives", "CC BY-NC-ND"),
        ("under the Creative Commons Attribution 4.0 International License", "CC BY 4.0"),
        ("This is open access under CC BY-SA 3.0.", "CC BY-SA 3.0"),
        ("All rights reserved.", None),
    ],
)
def test_licence(tmp_path: Path, line: str, licence: str | None) -> None:
    assert _front(tmp_path / "a.pdf", ["Ann B. Lee, Mary O’Hara"], foot=line).licence == licence


def test_an_identifier_broken_after_its_slash(tmp_path: Path) -> None:
    front = _front(tmp_path / "a.pdf", [], top="https://doi.org/10.1234/ S0140-X(15)257")
    assert front.doi == "10.1234/s0140-x(15)257"
