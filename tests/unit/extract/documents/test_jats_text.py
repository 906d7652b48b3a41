"""Inline markup: every number is the number printed."""

from __future__ import annotations

import pytest
from lxml import etree

from extract.documents.jats_text import text_of

MATHML = 'xmlns:m="http://www.w3.org/1998/Math/MathML"'


def _text(inner: str, *, table: bool = False) -> str:
    return text_of(etree.fromstring(f"<p>{inner}</p>"), table=table)


def _cite(number: str) -> str:
    return f'<xref ref-type="bibr" rid="r">{number}</xref>'


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("10<sup>3</sup> cells", "10^3 cells"),
        ("10<sup>9</sup>cells", "10^9 cells"),
        ("10<sup>3</sup>5", "10^3 5"),
        ("1.5 × 10<sup>−12</sup>", "1.5 × 10^-12"),
        ("10<sup><xref ref-type='bibr'>9</xref></sup>/L", "10^9/L"),
        ("1×10<xref ref-type='bibr'>\n<sup>8</sup>\n</xref> units", "1×10^8 units"),
        ("25 kg/m<sup>2</sup>.", "25 kg/m^2."),
        ("2 mg kg<sup>–1</sup>", "2 mg kg^-1"),
        ("χ\n<sup>2</sup> = 4.2", "χ^2 = 4.2"),
        ("η<sub>p</sub><sup>2</sup> = .06", "ηp^2 = .06"),
        ("the 5<sup>th</sup> day, Scale<sup>®</sup>", "the 5th day, Scale®"),
        ("24<sup>·</sup>5 and 3<sub>.</sub>2", "24.5 and 3.2"),
    ],
)
def test_what_is_raised(inner: str, expected: str) -> None:
    assert _text(inner) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("FEV<sub>1</sub>was", "FEV1was"),
        ("CO<sub>2</sub>5", "CO2 5"),
        ("t<sub>62</sub> = 1.15", "t_62 = 1.15"),
        ("F\n<sub>1,62</sub> = 3.02", "F_1,62 = 3.02"),
        ("χ<sup>2</sup><sub>1</sub> = 4.2", "χ^2_1 = 4.2"),
        ("25<sub>2</sub>", "25_2"),
        ("Rate<sub> rest</sub>", "Rate rest"),
    ],
)
def test_what_is_lowered(inner: str, expected: str) -> None:
    assert _text(inner) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"was seen<sup>{_cite('12')}</sup>. So", "was seen. So"),
        (f"was seen<sup>{_cite('3')},{_cite('4')}</sup>in", "was seen in"),
        (
            f"was seen.<xref ref-type='bibr'><sup>3</sup></xref><sup>,</sup>{_cite('4')}",
            "was seen.",
        ),
        (f"was seen.{_cite('3')}, {_cite('4')} It", "was seen. It"),
        ("was seen<sup>12–14,17</sup>. So", "was seen. So"),
        (f"Version 2.0{_cite('12')} was", "Version 2.0 was"),
        (f"as shown [{_cite('3')}, {_cite('4')}]", "as shown [3, 4]"),
        (f"a mean of 24 ({_cite('12')}, {_cite('13')})", "a mean of 24 [12, 13]"),
        (f"by Lee ({_cite('2012')}) and see ref. {_cite('7')}", "by Lee (2012) and see ref. 7"),
        ('in Table <xref ref-type="table" rid="t">2</xref>', "in Table 2"),
        ("in 2010<sup>2</sup>", "in 2010^2"),
    ],
)
def test_marks_of_references_never_join_a_number(inner: str, expected: str) -> None:
    assert _text(inner) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("7.49<sup>3</sup>", "7.49^3"),
        ('0.02 ± 0.01<xref ref-type="table-fn" rid="a">a</xref>', "0.02 ± 0.01^a"),
        ('1.2<xref ref-type="table-fn"><sup>a</sup></xref>, <sup>b</sup>', "1.2^a,b"),
        ("0.86\n<sup>#</sup>\n", "0.86^#"),
        ("<sup>a</sup>Adjusted", "^a Adjusted"),
        (f"Lee<sup>{_cite('17')}</sup>", "Lee"),
        ("24.3<break/>(10.2)", "24.3 (10.2)"),
        ("<p>24.3</p><p>10.2</p>", "24.3 10.2"),
    ],
)
def test_tables_keep_the_marks_of_notes(inner: str, expected: str) -> None:
    assert _text(inner, table=True) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"24<inline-formula><m:math {MATHML}><m:mo>±</m:mo></m:math></inline-formula>3", "24 ± 3"),
        (
            f"<inline-formula><alternatives><tex-math>x</tex-math><m:math {MATHML}><m:msup><m:mi>χ"
            "</m:mi><m:mn>2</m:mn></m:msup><m:mo>=</m:mo><m:mfrac><m:mn>1</m:mn><m:mrow><m:mn>2"
            "</m:mn><m:mo>+</m:mo><m:mi>n</m:mi></m:mrow></m:mfrac></m:math></alternatives>"
            "</inline-formula>",
            "χ^2 = 1/(2+n)",
        ),
        (
            r"<tex-math>\usepackage{x}\begin{document}$$10^{3} \pm 2$$\end{document}</tex-math>",
            "10^3 ± 2",
        ),
        (f"<m:math {MATHML}><m:mn>1</m:mn><m:mn>2</m:mn></m:math>5", "1 2 5"),
    ],
)
def test_formulas(inner: str, expected: str) -> None:
    assert _text(inner) == expected


def test_blocks_inside_a_paragraph_are_left_out() -> None:
    inner = "One<list><list-item><p>two</p></list-item></list> three"
    assert _text(inner) == "One three"
