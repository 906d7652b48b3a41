"""Tables in CALS markup: names of columns, spans, skipped columns, both namespaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.documents.jats import read_jats
from tests.unit.extract.documents.jats_articles import article, save

SPECS = "".join(f'<{{0}}colspec colname="c{i}"/>' for i in range(1, 6))
ROWS = """<{0}thead>
<{0}row><{0}entry morerows="1">Scale</{0}entry><{0}entry namest="c2" nameend="c3">Rota</{0}entry>
<{0}entry namest="c4" nameend="c5">Wait list</{0}entry></{0}row>
<{0}row><{0}entry>Mean</{0}entry><{0}entry>SD</{0}entry><{0}entry>Mean</{0}entry>
<{0}entry>SD</{0}entry></{0}row></{0}thead><{0}tbody>
<{0}row><{0}entry>Calm</{0}entry><{0}entry>3.1</{0}entry><{0}entry>0.45</{0}entry>
<{0}entry>2.95</{0}entry><{0}entry>0.5</{0}entry></{0}row>
<{0}row><{0}entry>Vigour</{0}entry><{0}entry colname="c4">4.0</{0}entry>
<{0}entry>1.1</{0}entry></{0}row>
</{0}tbody>"""


@pytest.mark.parametrize("prefix", ["", "oasis:"])
def test_a_table_with_named_columns(tmp_path: Path, prefix: str) -> None:
    group = f"<{prefix}tgroup cols='5'>{(SPECS + ROWS).replace('{0}', prefix)}</{prefix}tgroup>"
    text = (
        '<table-wrap xmlns:oasis="http://docs.oasis-open.org/ns/oasis-exchange/table">'
        f"<label>Table 1</label><{prefix}table>{group}</{prefix}table></table-wrap>"
    )
    document = read_jats(save(tmp_path, article(text)))
    (table,) = document.tables
    assert table.grid() == [
        ["Scale", "Rota", "Rota", "Wait list", "Wait list"],
        ["Scale", "Mean", "SD", "Mean", "SD"],
        ["Calm", "3.1", "0.45", "2.95", "0.5"],
        ["Vigour", "", "", "4.0", "1.1"],
    ]
    assert (table.n_header_rows, document.problems) == (2, ())


def test_spans_that_are_slips_do_no_harm(tmp_path: Path) -> None:
    row = '<row><entry namest="c9" nameend="c1" morerows="-3">Calm</entry><entry>3.1</entry></row>'
    group = (
        f'<tgroup cols="x"><colspec colname="c1" colnum="9999999"/><tbody>{row}</tbody></tgroup>'
    )
    text = f"<table-wrap><label>Table 1</label><table>{group}</table></table-wrap>"
    (table,) = read_jats(save(tmp_path, article(text))).tables
    assert [c.text for c in table.cells] == ["Calm", "3.1"]
