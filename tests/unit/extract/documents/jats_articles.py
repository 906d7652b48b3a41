"""Small JATS articles, made up."""

from __future__ import annotations

from pathlib import Path

FRONT = """<front><journal-meta><journal-title-group><journal-title>Journal of Made-up Trials
</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="pmid">123</article-id><article-id pub-id-type="pmc">456</article-id>
<article-id pub-id-type="doi">10.1234/Made.Up</article-id>
<title-group><article-title>Rest <italic>and</italic> rotas<xref ref-type="fn" rid="f1">*</xref>
</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Lee</surname><given-names>Ann B.
</given-names></name><xref ref-type="aff" rid="a1"><sup>1</sup></xref></contrib>
<contrib contrib-type="author"><collab>The Rota Group</collab></contrib>
<contrib contrib-type="editor"><name><surname>Not</surname></name></contrib></contrib-group>
<pub-date pub-type="epub"><year>2019</year></pub-date>
<pub-date pub-type="ppub"><year>2020</year></pub-date>
<permissions><license xmlns:xlink="http://www.w3.org/1999/xlink"
 xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Open.</license-p></license>
</permissions>
<abstract><sec><title>Aim</title><p>We asked. We counted.</p></sec></abstract>
</article-meta></front>"""


def article(body: str = "<p>Text.</p>", *, back: str = "", front: str = FRONT) -> str:
    """Return an article as XML."""
    return (
        '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving//EN" "none.dtd">'
        f"<article>{front}<body>{body}</body>{back}</article>"
    )


def save(folder: Path, text: str | bytes) -> Path:
    """Write a file and return its path."""
    path = folder / "paper.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def table(rows: str, *, head: str = "", foot: str = "") -> str:
    """Return a ``table-wrap`` of rows."""
    start = f"<thead>{head}</thead>" if head else ""
    end = f"<table-wrap-foot>{foot}</table-wrap-foot>" if foot else ""
    return (
        "<table-wrap><label>Table 1.</label><caption><title>Scores</title></caption>"
        f"<table>{start}<tbody>{rows}</tbody></table>{end}</table-wrap>"
    )
