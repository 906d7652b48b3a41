"""Sound PDFs spoilt: bits, ends, the index, numbers, links between objects, keywords."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

NUMBERS = (b"0", b"-1", b"1e38", b"99999999999", b"-2147483649", b"0.0000001", b"65536", b"nan")
Spoiler = Callable[[Random, bytes], bytes]


def spoilt_bits(chance: Random, data: bytes) -> bytes:
    """Flip bits."""
    spoilt = bytearray(data)
    for _ in range(chance.choice([1, 5, 50, 500])):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut_off(chance: Random, data: bytes) -> bytes:
    """End early, or lose a piece from the middle."""
    at = chance.randrange(1, len(data))
    if chance.random() < 0.6:
        return data[:at]
    return data[:at] + data[at + chance.randint(1, 3000) :]


def spoilt_index(chance: Random, data: bytes) -> bytes:
    """Move what the table of objects says, or where it is said to stand."""
    if chance.random() < 0.5:
        return re.sub(
            rb"startxref\s+\d+", lambda _: b"startxref\n%d" % chance.randrange(9999), data
        )
    entries = re.compile(rb"\d{10} \d{5} [nf]")
    return entries.sub(
        lambda m: (
            b"%010d 00000 n" % chance.randrange(2 * len(data)) if chance.random() < 0.3 else m[0]
        ),
        data,
    )


def spoilt_numbers(chance: Random, data: bytes) -> bytes:
    """Put extreme numbers in the place of some."""
    share = chance.choice([0.005, 0.05])
    return re.sub(
        rb"(?<=[ \[])-?\d+(?:\.\d+)?(?=[ \]])",
        lambda m: chance.choice(NUMBERS) if chance.random() < share else m[0],
        data,
    )


def spoilt_links(chance: Random, data: bytes) -> bytes:
    """Let references name other objects."""
    return re.sub(
        rb"\d+ 0 R",
        lambda m: b"%d 0 R" % chance.randint(0, 30) if chance.random() < 0.2 else m[0],
        data,
    )


def spoilt_words(chance: Random, data: bytes) -> bytes:
    """Take the file's keywords for each other."""
    words: tuple[bytes, ...] = (
        b"endobj",
        b"stream",
        b"endstream",
        b"/Page",
        b"/Pages",
        b"/Length",
        b"/Font",
        b">>",
    )
    words += (b"/MediaBox", b"/Contents", b"/Resources", b"Tj", b"BT", b"ET", b"<<", b"obj", b"Td")
    for _ in range(chance.randint(1, 4)):
        old, new = chance.choice(words), chance.choice(words)
        data = data.replace(old, new, chance.choice([1, 3, -1]))
    return data


SPOILT: tuple[Spoiler, ...] = (
    spoilt_bits,
    cut_off,
    spoilt_index,
    spoilt_numbers,
    spoilt_links,
    spoilt_words,
)
