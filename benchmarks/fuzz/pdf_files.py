"""Damaged and hostile PDFs: small ones made here, spoilt in every way that has a name."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import Any

import pymupdf as untyped

pymupdf: Any = untyped  # annotated in part only
ROWS = (
    "Scale      Rota      Wait list",
    "EE  24.3 (10.2)  27.15 (9.8)",
    "DP  12.1 (4)  13.6 (4.4)",
)
Maker = Callable[[Random], bytes]


def assembled(objects: Mapping[int, bytes], root: int = 1, extra: bytes = b"") -> bytes:
    """Return a PDF of objects, with its table of where they stand."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (size, root, extra)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def page(
    content: bytes,
    *,
    box: bytes = b"0 0 595 842",
    font: bytes = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    more: bytes = b"",
    resources: bytes = b"",
    others: Mapping[int, bytes] | None = None,
) -> bytes:
    """Return a PDF of one page with one font."""
    return assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R %s "
            b"/Resources << /Font << /F1 5 0 R >> %s >> >>" % (box, more, resources),
            4: content if content.startswith(b"<<") else stream(content),
            5: font,
            **(others or {}),
        }
    )


def text(lines: tuple[str, ...] | list[str], size: int = 10, x: int = 50, y: int = 780) -> bytes:
    """Return the content that writes lines below each other."""
    shown = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj 0 -14 Td\n" for line in lines)
    return f"BT /F1 {size} Tf {x} {y} Td\n{shown}ET\n".encode("latin-1", "replace")


@cache
def seeds() -> tuple[bytes, ...]:
    """Return sound PDFs: columns, tables, turned, pictured, locked, packed and not."""
    found = []
    for options in ({}, {"deflate": True, "use_objstms": 1}, {"garbage": 3, "clean": True}):
        pdf = pymupdf.open()
        _columns(pdf.new_page())
        _table(pdf.new_page())
        _table(pdf.new_page(), turn=90)
        found.append(pdf.tobytes(**options))
    scan = pymupdf.open()
    picture = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 80, 100), False)
    picture.clear_with(200)
    scan.new_page().insert_image(pymupdf.Rect(0, 0, 595, 842), pixmap=picture)
    found.append(scan.tobytes())
    for lock in ("", "secret"):
        pdf = pymupdf.open()
        _columns(pdf.new_page())
        found.append(
            pdf.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=lock, owner_pw="owner")
        )
    return tuple(found)


def _columns(page: Any) -> None:
    for y in range(60, 780, 12):
        for x in (50, 310):
            page.insert_text((x, y), "Nurses were asked each week about sleep and 3.5", fontsize=9)


def _table(page: Any, turn: int = 0) -> None:
    page.insert_text((50, 100), "Table 1. Scores after eight weeks, mean (SD)", fontsize=9)
    for i, row in enumerate([["Scale", "Rota", "Wait"], ["EE", "24.3 (10.2)", "27.15 (9.8)"]] * 4):
        for j, cell in enumerate(row):
            page.insert_text((50 + 110 * j, 120 + 16 * i), cell, fontsize=9)
    for y in (108, 124, 240):
        page.draw_line((50, y), (400, y))
    page.set_rotation(turn)


def zero_pages(_: Random) -> bytes:
    return assembled(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
    )


def lying_count(chance: Random) -> bytes:
    n = chance.choice([b"1000000000", b"-5", b"499", b"0", b"(x)"])
    kids = b"[3 0 R]" if chance.random() < 0.5 else b"[3 0 R 3 0 R 9 0 R]"
    return assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids %s /Count %s >>" % (kids, n),
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        }
    )


def cyclic_tree(chance: Random) -> bytes:
    kids = chance.choice([b"2 0 R", b"1 0 R", b"3 0 R 2 0 R", b"4 0 R"])
    return assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count 3 /Parent 4 0 R >>" % kids,
            3: b"<< /Type /Page /Parent 3 0 R >>",
            4: b"<< /Type /Pages /Kids [2 0 R 4 0 R] /Count 2 /Parent 2 0 R >>",
        }
    )


def deep_tree(chance: Random) -> bytes:
    n = chance.choice([50, 2000, 20_000])
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for i in range(2, n):
        objects[i] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (i + 1, i - 1)
    objects[n] = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (n - 1)
    return assembled(objects)


def odd_box(chance: Random) -> bytes:
    side = [b"0", b"-842", b"595", b"842", b"1e9", b"1e30", b"0.001", b"(x)", b"null"]
    box = b" ".join(chance.choice(side) for _ in range(4))
    turn = chance.choice([b"", b"/Rotate 45", b"/Rotate 90", b"/Rotate -270", b"/UserUnit 1e6"])
    return page(text(ROWS), box=box, more=turn)


def odd_font(chance: Random) -> bytes:
    """A font that does not say which characters it draws, or is none."""
    font = chance.choice(
        [
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Abc /Encoding /Identity-H "
            b"/DescendantFonts [6 0 R] >>",
            b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] "
            b"/CharProcs << /a 6 0 R >> /Encoding << /Differences [32 /a] >> /FirstChar 32 "
            b"/LastChar 32 /Widths [1] >>",
            b"<< /Type /Font /Subtype /TrueType /BaseFont /Abc /Encoding << /Differences [32 /g1 "
            b"/g2 /g3] >> >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /ToUnicode 6 0 R >>",
            b"null",
            b"5 0 R",
            b"[]",
        ]
    )
    cid = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Abc /CIDSystemInfo << /Registry (Adobe) "
    )
    cid += b"/Ordering (Identity) /Supplement 0 >> >>"
    return page(text(ROWS * 20), font=font, others={6: chance.choice([cid, stream(b"5 0 R")])})


def huge_type(chance: Random) -> bytes:
    size = chance.choice([1000, 10**6, 10**9, -10, 0])
    x, y = chance.choice([0, -(10**6), 10**9]), chance.choice([0, 780, -(10**9)])
    return page(text(ROWS * 10, size=size, x=x, y=y))


def many_words(chance: Random) -> bytes:
    """Very many words on one page, all over it or all at one place."""
    n = chance.choice([5000, 30_000, 200_000])
    spread = chance.random() < 0.6
    start = b"BT /F1 6 Tf\n"
    words = b"".join(
        b"1 0 0 1 %d %d Tm (w%d 3.5) Tj\n"
        % ((chance.randrange(595), chance.randrange(842), i) if spread else (300, 400, i))
        for i in range(n)
    )
    title = b"1 0 0 1 50 400 Tm (Table 1. Scores) Tj\n" * chance.choice([0, 1, 300])
    return page(start + title + words + b"ET")


def many_lines_drawn(chance: Random) -> bytes:
    n = chance.choice([1000, 20_000, 200_000])
    drawn = b"".join(
        b"%d %d m %d %d l S\n"
        % (
            chance.randrange(595),
            y := chance.randrange(842),
            chance.randrange(595),
            y if chance.random() < 0.5 else chance.randrange(842),
        )
        for _ in range(n)
    )
    return page(drawn + text(("Table 1. Scores", *ROWS * 5)))


def many_captions(chance: Random) -> bytes:
    titles = [f"Table {i}. Scores after eight weeks" for i in range(chance.choice([10, 60]))]
    return page(text(titles, size=6) + b"50 700 m 500 700 l S 50 300 m 500 300 l S")


def packed_bomb(chance: Random) -> bytes:
    """A few kB that unpack to very much."""
    n = chance.choice([10, 200, 1500])
    unit = chance.choice([b" ", b"q ", b"(x) Tj ", b"1 0 0 1 5 5 cm ", b"0 0 m 9 9 l S "])
    packer = zlib.compressobj(9)
    block = unit * (10**6 // len(unit))
    packed = b"".join(packer.compress(block) for _ in range(n)) + packer.flush()
    return page(stream(packed, b"/Filter /FlateDecode"))


def huge_picture(chance: Random) -> bytes:
    side = chance.choice([100, 30_000, 200_000, 2_000_000_000])
    packed = zlib.compress(b"\0" * 10_000)
    picture = stream(
        packed,
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Filter /FlateDecode" % (side, side),
    )
    drawn = b"q 595 0 0 842 0 0 cm /I Do Q\n" * chance.choice([1, 1000])
    return page(drawn, resources=b"/XObject << /I 6 0 R >>", others={6: picture})


def looping_form(chance: Random) -> bytes:
    n = chance.choice([1, 2, 30])
    inner = b"/X Do " * chance.choice([1, 10])
    form = {
        6 + i: stream(
            b"BT /F1 9 Tf (a) Tj ET " + inner,
            b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /Font << /F1 5 0 R >> "
            b"/XObject << /X %d 0 R >> >>" % (6 + (i + 1) % n if chance.random() < 0.5 else 7 + i),
        )
        for i in range(n)
    }
    return page(b"/X Do", resources=b"/XObject << /X 6 0 R >>", others=form)


def nested_states(chance: Random) -> bytes:
    n = chance.choice([100, 100_000])
    unit = chance.choice([b"q ", b"BT ", b"[ ", b"<< ", b"/A BMC ", b"( "])
    return page(unit * n + text(ROWS))


def odd_lock(chance: Random) -> bytes:
    lock = chance.choice(
        [
            b"<< /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -4 >>",
            b"<< /Filter /Standard /V 99 /R 99 >>",
            b"<< /Filter /Other >>",
            b"1 0 R",
            b"<< /Filter /Standard /V 5 /R 6 /O () /U () /OE () /UE () /P 0 /Perms () >>",
        ]
    )
    whole = page(text(ROWS))
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [(a) (b)] /Encrypt " + lock)


def odd_order(chance: Random) -> bytes:
    """Text at every angle, mirrored or stretched."""
    drawn = b"".join(
        b"BT /F1 9 Tf %.2f %.2f %.2f %.2f %d %d Tm (EE 24.3 \\(10.2\\)) Tj ET\n"
        % (
            *(chance.choice([-1, -0.5, 0, 0.01, 1, 40]) for _ in range(4)),
            chance.randrange(595),
            chance.randrange(842),
        )
        for _ in range(chance.choice([1, 200]))
    )
    return page(drawn)


def strange_start(chance: Random) -> bytes:
    whole = page(text(ROWS))
    return chance.choice(
        [
            b"",
            b"%PDF-",
            b"%PDF-1.7\n%%EOF",
            b"junk" * 100 + whole,
            b"\n" * 2000 + whole,
            whole[::-1],
            b"<html>%PDF-1.4</html>",
            b"%PDF-1.4" + b"\0" * 100_000,
            whole + whole,
        ]
    )


MADE: tuple[Maker, ...] = (
    zero_pages,
    lying_count,
    cyclic_tree,
    deep_tree,
    odd_box,
    odd_font,
    huge_type,
    many_words,
    many_lines_drawn,
    many_captions,
    packed_bomb,
    huge_picture,
    looping_form,
    nested_states,
    odd_lock,
    odd_order,
    strange_start,
)
