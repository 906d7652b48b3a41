"""An invented paper as JATS."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from tests.examples.source import Paper, Section, Span, Table


def jats(paper: Paper) -> str:
    """Return the paper as a JATS article."""
    names = "".join(
        f'<contrib contrib-type="author"><name><surname>{escape(a.split()[-1])}</surname>'
        f"<given-names>{escape(a.split()[0])}</given-names></name></contrib>\n"
        for a in paper.authors
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<article article-type="research-article" xml:lang="en">\n<front>\n<journal-meta>\n'
        "<journal-title-group><journal-title>Journal of Worked Examples</journal-title>"
        "</journal-title-group>\n</journal-meta>\n<article-meta>\n"
        f'<article-id pub-id-type="doi">{escape(paper.doi)}</article-id>\n'
        f"<title-group><article-title>{escape(paper.title)}</article-title></title-group>\n"
        f"<contrib-group>\n{names}</contrib-group>\n"
        '<pub-date pub-type="epub"><year>2026</year></pub-date>\n'
        "<permissions><license><license-p>CC BY 4.0</license-p></license></permissions>\n"
        f"<abstract>{_paragraphs(paper.abstract)}</abstract>\n"
        "</article-meta>\n</front>\n<body>\n"
        f"{''.join(_section(s) for s in paper.sections)}</body>\n</article>\n"
    )


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(t)}</p>" for t in texts)


def _section(section: Section) -> str:
    table = "" if section.table is None else _table(section.table)
    return (
        f"<sec><title>{escape(section.title)}</title>\n{_paragraphs(section.text)}\n{table}</sec>\n"
    )


def _table(table: Table) -> str:
    rows = [
        "<tr>" + "".join(_cell(c, table) for c in table.cells if c.row == i) + "</tr>\n"
        for i in range(table.n_rows)
    ]
    notes = "".join(f"<fn><p>{escape(f)}</p></fn>" for f in table.footnotes)
    foot = f"<table-wrap-foot>{notes}</table-wrap-foot>\n" if notes else ""
    return (
        f"<table-wrap><label>{escape(table.label)}</label>"
        f"<caption><p>{escape(table.caption)}</p></caption>\n<table>\n"
        f"<thead>\n{''.join(rows[: table.header_rows])}</thead>\n"
        f"<tbody>\n{''.join(rows[table.header_rows :])}</tbody>\n</table>\n{foot}</table-wrap>\n"
    )


def _cell(cell: Span, table: Table) -> str:
    tag = "th" if cell.row < table.header_rows else "td"
    spans = "".join(
        f" {name}={quoteattr(str(n))}"
        for name, n in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        if n > 1
    )
    return f"<{tag}{spans}>{escape(cell.text)}</{tag}>"
