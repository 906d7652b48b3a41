"""From lines to running text: words parted at line ends, what is raised or lowered.

The same writing as for JATS: what is raised reads ``10^3``, ``kg/m^2``, and in tables and their
notes also ``7.49^a``; numbers of references are left out of running text. What is lowered joins
its letter, or is written ``_`` where it would join a number or is a test's degrees of freedom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.documents.characters import RAISED
from extract.documents.pdf_page import Line, Page, Word

HYPHENS = "-\u00ad\u2010\u2011"
SOFT = "\u00ad"
LOWERED = "_"
# first parts that keep their hyphen, where the document does not show how it writes the word
COMPOUND = frozenset(
    word
    for line in (
        "self well non follow semi quasi cross long short high low half ill full part face",
        "one two three four five six seven eight nine ten first second third single double",
        "health work job evidence mindfulness time cost meta intention decision placebo",
        "wait waiting post pre",
    )
    for word in line.split()
)
NUMBERS = re.compile(r"\d{1,3}[a-z]?(?:\s?[,;–−-]\s?\d{1,3}[a-z]?)*[,;–−-]?")
NEGATIVE = re.compile(r"[-−–]\s?\d")
ORDINAL = re.compile(r"st|nd|rd|th")
SIGN = re.compile(r"[®™©]|TM|SM|\(R\)")
# A power stands on ten, a unit of length, or a letter alone.
POWER = re.compile(
    r"(?:(?<![\d.,])10|(?<![A-Za-z])(?:[kcdmnµμ]?m|in|ft|inch|[A-Za-zα-ωΑ-Ω](?:p|adj)?))$"
)
TEST = re.compile(r"(?:(?<![A-Za-zα-ω])[FtTχXzZQr]|\^2)$")


class Vocabulary:
    """The words a document uses within its lines; it decides how words at line ends go on."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.words: set[str] = set()
        for line in (line for page in pages for line in page.lines):
            self.words.update(_bare(w.text) for w in line.words[:-1])

    def join(self, first: str, rest: str) -> str:
        """Return a word that ends in a hyphen at a line end, with what follows."""
        stem, tail = _bare(first[:-1]), _bare(rest)
        if first[-1] == SOFT:
            return first[:-1] + rest
        whole = stem + tail in self.words
        hyphened = f"{stem}-{tail}" in self.words or stem.rsplit("-", 1)[-1] in COMPOUND
        if rest[:1].islower() and (whole or not hyphened):
            return first[:-1] + rest
        return first[:-1] + "-" + rest


def _bare(text: str) -> str:
    return text.casefold().strip(".,;:()[]{}\"'“”‘’?!")


def text_of(lines: Sequence[Line], vocabulary: Vocabulary, *, table: bool = False) -> str:
    """Return the text of lines that follow each other; in a table marks of notes stay."""
    found = ""
    for line in lines:
        text = line_text(line.words, table=table)
        if not text:
            continue
        if found[-1:] and found[-1] in HYPHENS and found[-2:-1].isalnum():
            cut = found.rfind(" ") + 1
            first, _, rest = text.partition(" ")
            found = found[:cut] + vocabulary.join(found[cut:], first) + (" " + rest if rest else "")
        elif found[-1:] and found[-1] in "–—/" and found[-2:-1] != " " and text[0].isalnum():
            found += text
        else:
            found += (" " if found else "") + text
    return found.strip()


def line_text(words: Sequence[Word], *, table: bool = False) -> str:
    """Return words with single spaces, and what is raised or lowered as such."""
    found = ""
    apart = ""  # characters that must not follow without a space
    for word in words:
        text = word.text
        glued = word.glued or not found
        if word.shift == 1:
            text = _raised(text, found, table=table)
            glued = glued or text[:1] == RAISED
        elif word.shift == -1:
            text = _lowered(text, found)
        if not text:
            apart = "both" if found[-1:].isalnum() else ""
            continue
        joins = (apart == "both" and text[0].isalnum()) or (apart == "digit" and text[0].isdigit())
        found += ("" if glued and not joins else " ") + text
        apart = "" if not word.shift else "both" if RAISED in text else "digit"
    return found.strip()


def _raised(text: str, before: str, *, table: bool) -> str:
    """Return how a superscript reads after what stands before it; empty when it is left out."""
    if SIGN.fullmatch(text) or (ORDINAL.fullmatch(text) and before[-1:].isdigit()):
        return text
    if NUMBERS.fullmatch(text) and not table and not NEGATIVE.match(text):
        before = before.rstrip()
        power = len(text) == 1 and POWER.search(before)
        if not power and not before[-1:].isdigit() and before[-1:] not in ("", "(", "["):
            return ""
    return RAISED + (re.sub("^[−–] ?", "-", text) if NEGATIVE.match(text) else text)


def _lowered(text: str, before: str) -> str:
    last = before[-1:]
    joins = last.isalpha() or last in (")", "]", "") or text[0] in "([.,"
    if text[0].isdigit() and (last.isdigit() or TEST.search(before)):
        joins = False
    return text if joins else LOWERED + text
