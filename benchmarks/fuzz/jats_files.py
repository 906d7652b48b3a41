"""Damaged and hostile JATS: articles made up here, spoilt in every way that has a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TAGS = _words(
    "article front article-meta journal-meta body back sec title p list list-item table-wrap table "
    "thead tbody tfoot tr th td caption label table-wrap-foot fn fn-group sup sub xref bold italic "
    "fig ref ref-list mixed-citation disp-formula inline-formula abstract sub-article name surname "
    "tgroup row entry colspec contrib-group contrib collab pub-date year article-id permissions"
)
HOSTILE = (
    " \t\n\u00a0\u2003\u202f·−–±()[]<>=^*†0123456789.,;:%aeinopst"
    + "\u0301\u00ad\u200b\u202e\U0001d7d9"
)
SEED = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving//EN" "none.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML">
<front><journal-meta><journal-title>Made-up Trials</journal-title></journal-meta><article-meta>
<article-id pub-id-type="doi">10.1234/made.up</article-id>
<title-group><article-title>Rest</article-title>
</title-group><contrib-group><contrib contrib-type="author"><name><surname>Lee</surname>
<given-names>Ann</given-names></name></contrib></contrib-group><pub-date><year>2020</year>
</pub-date><abstract><sec><title>Aim</title><p>We asked 120 nurses.</p></sec></abstract>
</article-meta></front><body><sec id="s1"><title>Results</title><p>Burnout fell by 3·5 points
(95% CI &#8722;5.1 to &#8722;1.9; <italic>P</italic>&lt;.001)<xref ref-type="bibr" rid="r1">1
</xref>.<inline-formula><mml:math><mml:mfrac><mml:mn>1</mml:mn><mml:mn>2</mml:mn></mml:mfrac></mml:math>
</inline-formula> in<sup>a</sup></p><list><list-item><p>One</p></list-item></list>
<table-wrap id="t1"><label>Table 1</label><caption><title>Scores</title></caption><table><thead>
<tr><th rowspan="2">Scale</th><th colspan="2">Rota</th><th colspan="2">Wait list</th></tr>
<tr><th>Mean</th><th>SD</th><th>Mean</th><th>SD</th></tr></thead><tbody>
<tr><td>EE</td><td>24.3<sup>a</sup></td><td>10.2</td><td>27.1</td><td>9.8</td></tr>
<tr><td>&#8195;DP</td><td colspan="2">12 (4)</td><td>&#177;</td><td/></tr></tbody></table>
<table-wrap-foot><fn><label>a</label><p>Note.</p></fn></table-wrap-foot></table-wrap>
<table-wrap><table><tgroup cols="2"><colspec colname="a"/><colspec colname="b"/><tbody><row>
<entry namest="a" nameend="b">x</entry></row><row><entry morerows="1">1</entry>
<entry>2</entry></row></tbody></tgroup></table></table-wrap></sec></body><back><ref-list>
<ref id="r1"><mixed-citation>Lee A.</mixed-citation></ref></ref-list></back></article>"""

Maker = Callable[[Random], bytes]
Spoiler = Callable[[Random, bytes], bytes]


def _article(body: str, *, dtd: str = "", attribute: str = "", head: str = "") -> bytes:
    kind = f"<!DOCTYPE article [{dtd}]>" if dtd else ""
    text = f"{head}{kind}<article {attribute}><front/><body>{body}</body></article>"
    return text.encode("utf-8", "surrogatepass")


def _table(rows: str) -> str:
    return f"<table-wrap><label>Table 1</label><table>{rows}</table></table-wrap>"


def entity_bomb(chance: Random) -> bytes:
    n = chance.randint(3, 30)
    dtd = '<!ENTITY e0 "lol">' + "".join(
        f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, n)
    )
    where = chance.choice(["<p>&X;</p>", '<p id="&X;">a</p>', _table("<tr><td>&X;</td></tr>")])
    return _article(where.replace("X", f"e{n - 1}"), dtd=dtd)


def wide_entity(chance: Random) -> bytes:
    """One long entity used very often."""
    long = "x" * chance.randint(1000, 100_000)
    return _article("<p>" + "&e;" * 10_000 + "</p>", dtd=f'<!ENTITY e "{long}">')


def external_entity(chance: Random) -> bytes:
    target = chance.choice(
        ["file:///etc/hostname", "http://127.0.0.1:9/x", "/dev/zero", "expect://id", "../x"]
    )
    dtd = chance.choice(
        [
            f'<!ENTITY e SYSTEM "{target}">',
            f'<!ENTITY % e SYSTEM "{target}"> %e;',
            f'<!ENTITY % e "<!ENTITY f SYSTEM \'{target}\'>"> %e;<!ENTITY e "&f;">',
        ]
    )
    return _article("<p>&e;</p>", dtd=dtd)


def looping_entity(_: Random) -> bytes:
    return _article("<p>&a;</p>", dtd='<!ENTITY a "&b;"><!ENTITY b "&a;">')


def nested(chance: Random) -> bytes:
    tags = [chance.choice(TAGS) for _ in range(chance.randint(1, 3))]
    n = chance.choice([40, 90, 99, 101, 250, 1000, 10_000, 100_000]) // len(tags)
    opened = "".join(f"<{t}>" for t in tags) * n
    closed = "".join(f"</{t}>" for t in reversed(tags)) * n
    return _article(opened + "1" + (closed if chance.random() < 0.9 else ""))


def wrong_encoding(chance: Random) -> bytes:
    said = chance.choice(
        _words(
            "utf-8 utf-16 utf-32 iso-8859-1 windows-1252 us-ascii shift_jis utf-7 x ebcdic-cp-us"
        )
    )
    real = chance.choice(_words("utf-8 utf-16 utf-16-le utf-16-be utf-32 latin-1 cp1252 utf-8-sig"))
    text = SEED.replace('encoding="UTF-8"', f'encoding="{said}"') + "<!-- µ ± é -->"
    return text.encode(real, "replace")


def truncated(chance: Random) -> bytes:
    data = SEED.encode()
    return data[: chance.randrange(len(data))]


def with_nulls(chance: Random) -> bytes:
    data = bytearray(SEED.encode())
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(data))
        data[at:at] = b"\0" * chance.randint(1, 50)
    return bytes(data)


def huge_attribute(chance: Random) -> bytes:
    n = chance.choice([10_000, 1_000_000, 11_000_000])
    name = chance.choice(["id", "rowspan", "colspan", "style", "ref-type", "pub-id-type"])
    fill = chance.choice(["9", "a", " ", "padding-left:", "indent"])
    cell = f'<td {name}="{fill * (n // len(fill))}">1</td>'
    return _article(_table(f"<tr>{cell}<td>2</td></tr>"))


def many_attributes(chance: Random) -> bytes:
    n = chance.choice([1000, 50_000])
    return _article("<p>x</p>", attribute=" ".join(f'a{i}="{i}"' for i in range(n)))


def wild_spans(chance: Random) -> bytes:
    def span() -> str:
        return chance.choice(
            ["1000000000", "-1", "0", "1e9", "", " 2 ", "٣", "1001", "999", "65536"]
        )

    rows = "".join(
        "<tr>"
        + "".join(
            f'<td rowspan="{span()}" colspan="{span()}">{chance.randint(0, 99)}</td>'
            for _ in range(chance.randint(0, 5))
        )
        + "</tr>"
        for _ in range(chance.choice([1, 5, 400]))
    )
    return _article(_table(rows))


def cals_spans(chance: Random) -> bytes:
    cols = chance.choice(["2", "1000000000", "-4", "x", ""])
    numbers = ("1", "9999999", "-1")
    specs = "".join(
        f'<colspec colname="c{chance.randint(1, 4)}" colnum="{chance.choice(numbers)}"/>'
        for _ in range(chance.randint(0, 4))
    )
    entry = "".join(
        f'<entry namest="c{chance.randint(0, 5)}" nameend="c{chance.randint(0, 5)}" '
        f'morerows="{chance.choice(["0", "1", "99999999", "-3", "x"])}">{i}</entry>'
        for i in range(4)
    )
    body = f"<row>{entry}</row>" * chance.randint(0, 4)
    return _article(_table(f'<tgroup cols="{cols}">{specs}<tbody>{body}</tbody></tgroup>'))


def duplicate_ids(chance: Random) -> bytes:
    part = '<sec id="a"><title id="a">T</title><p id="a">x <xref rid="a">1</xref></p></sec>'
    return _article(part * chance.randint(2, 500))


def empty_table_parts(chance: Random) -> bytes:
    some = (
        *("<thead/>", "<tbody/>", "<tfoot/>", "<tr/>", "<thead><tr/></thead>", "<colgroup/>"),
        *("<tbody><tr><td/></tr></tbody>", "<tr><th/></tr>", "<tbody><tr><td>1</td></tr></tbody>"),
    )
    parts = [chance.choice(some) for _ in range(chance.randint(0, 6))]
    return _article(_table("".join(parts)) + "<table-wrap/><table-wrap><table/></table-wrap>")


def namespaces(chance: Random) -> bytes:
    n = chance.choice([10, 80, 5000])
    opened = "".join(f'<n{i}:p xmlns:n{i}="urn:{i}" xmlns="urn:{i}">' for i in range(n))
    closed = "".join(f"</n{i}:p>" for i in reversed(range(n)))
    default = chance.choice(["", 'xmlns="http://jats.nlm.nih.gov"', 'xmlns="urn:x"'])
    return _article(opened + "x" + closed, attribute=default)


def very_many(chance: Random) -> bytes:
    """A hundred thousand siblings of one kind."""
    some = (
        *("<p/>", "<sec><title>a</title></sec>", "<p>a. b. 1.</p>", "<xref>1</xref>", "<fig/>"),
        *("<sup>1</sup>", "<ref><label>1</label></ref>", "<list><list-item/></list>"),
    )
    one = chance.choice((*some, "<sub-article/>"))
    n = chance.choice([1000, 100_000])
    inner = one * n
    return _article(chance.choice([inner, f"<p>{inner}</p>", _table(f"<tr><td>{inner}</td></tr>")]))


def many_cells(chance: Random) -> bytes:
    wide = chance.choice([10, 900])
    row = "<tr>" + "<td>1.5 (2)</td>" * wide + "</tr>"
    return _article(_table(row * (chance.choice([1000, 40_000]) // wide)))


def hostile_text(chance: Random) -> bytes:
    """Long runs of few characters: the food of a slow regular expression."""
    few = "".join(chance.choice(HOSTILE) for _ in range(chance.randint(1, 4)))
    text = few * chance.choice([100, 5000, 50_000])
    text += chance.choice(["", "x", "!", "\n"])
    text = text.replace("&", "").replace("<", "&lt;").replace(">", "&gt;")
    inner = chance.choice(["<p>{}</p>", "<p><sup>{}</sup></p>", "<sec><title>{}</title></sec>"])
    inner = chance.choice(
        [inner, _table("<tr><td>a</td><td>{}</td></tr>"), "<p>x<xref>{}</xref></p>"]
    )
    return _article(inner.replace("{}", text))


def odd_characters(chance: Random) -> bytes:
    odd = chance.choice(
        ["&#0;", "&#xFFFFFFFF;", "&#55296;", "&#xFFFE;", "&nosuch;", "&amp", "&#x1F600;"]
    )
    return _article(f"<p>{odd}</p>" + _table(f"<tr><td>{odd}</td></tr>"))


def wrong_root(chance: Random) -> bytes:
    some = (
        *(
            b"<a/>",
            b"<article/>",
            b"<html/>",
            b"{}",
            b"PK\x03\x04",
            b"%PDF-1.4",
            b"\x00" * 999,
            b"",
        ),
        *(b"<?xml version='1.0'?>", b"<!DOCTYPE article>", b"<article><body/></article>", b"<"),
    )
    two = b"<articles><article><front/></article><article><front/></article></articles>"
    return chance.choice((*some, two))


def spoilt_bytes(chance: Random, data: bytes) -> bytes:
    """Change, take out, double or insert some bytes."""
    spoilt = bytearray(data)
    for _ in range(chance.choice([1, 2, 4, 30])):
        at = chance.randrange(len(spoilt) + 1)
        kind = chance.randrange(4)
        if kind == 0 and at < len(spoilt):
            spoilt[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del spoilt[at : at + chance.randint(1, 60)]
        elif kind == 2:
            spoilt[at:at] = spoilt[at : at + chance.randint(1, 200)]
        else:
            spoilt[at:at] = chance.randbytes(chance.randint(1, 8))
    return bytes(spoilt)


def spoilt_tags(chance: Random, data: bytes) -> bytes:
    """Rename elements, opening and closing tag alike, so that the file stays well-formed."""
    text = data.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 6)):
        old, new = chance.choice(TAGS), chance.choice(TAGS)
        text = re.sub(rf"(</?){old}(?=[\s/>])", rf"\g<1>{new}", text)
    return text.encode()


def moved_pieces(chance: Random, data: bytes) -> bytes:
    """Put a piece between two tags somewhere else between two tags."""
    parts = re.split(rb"(?<=>)(?=<)", data)
    for _ in range(chance.randint(1, 8)):
        a, b = chance.randrange(len(parts)), chance.randrange(len(parts))
        parts[a], parts[b] = parts[b], parts[a]
    return b"".join(parts)


MADE: tuple[Maker, ...] = (
    entity_bomb,
    wide_entity,
    external_entity,
    looping_entity,
    nested,
    wrong_encoding,
    truncated,
    with_nulls,
    huge_attribute,
    many_attributes,
    wild_spans,
    cals_spans,
    duplicate_ids,
    empty_table_parts,
    namespaces,
    very_many,
    many_cells,
    hostile_text,
    odd_characters,
    wrong_root,
)
SPOILT: tuple[Spoiler, ...] = (spoilt_bytes, spoilt_tags, moved_pieces)
