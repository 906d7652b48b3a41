"""Contact details in a text: e-mail, telephone, address, staff number, social handle.

Where it is open whether something is personal, it counts as personal: a masked number is an
annoyance, a published one is a harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` of a text, and what stands there."""

    start: int
    end: int
    kind: str


EMAIL = "e-mail address"
PHONE = "telephone number"
ADDRESS = "postal address"
STAFF = "staff number"
HANDLE = "social media account"

_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}\s?(?:@|\(at\)|\[at\]|\s+at\s+(?=[\w-]+\s+dot\s))\s?[\w-]{1,63}"
    r"(?:\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?[\w-]{1,63}){1,8}",
    re.I,
)
# A number that says it is one, and one written like one.
_NAMED_PHONE = re.compile(
    r"\b(?:tel(?:ephone)?|phones?|mobile|cell|call(?: (?:me|us|her|him|them))?|whats\s?app|text|"
    r"sms|fax|hotline|bleep|pager|ext(?:ension)?)\b[\s.:#(]*(?:(?:no|number|on|at|is)\b[\s.:]*)*"
    r"(\+?\(?\d[\d\s()./-]{1,18}\d)",
    re.I,
)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}[\s./-]?(?:\(\d+\)[\s./-]?)?\d[\d\s./-]{4,14}\d|"
    r"\(?0\d{1,4}\)?[\s./-]\d[\d\s./-]{4,12}\d|0\d{8,11}|"
    r"\(\d{3}\)\s?\d{3}[\s.-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4}|\d{3}-\d{4})(?![\w/-])"
)
# The records of voices refuse whatever looks so; what they refuse must never reach them.
_REFUSED = re.compile(r"\+?\d[\d ()-]{8,}\d")
_STREET = (
    r"street|st\.?|road|rd\.?|avenue|ave\.?|lane|drive|way|close|court|square|boulevard|blvd\.?|"
    r"crescent|terrace|parade|highway|place|gardens?"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,5}}[a-z]?,? (?:[A-ZÀ-Þ][\w'’-]+ ){{1,3}}(?i:{_STREET})(?![\w])|"
    r"\bP\.? ?O\.? Box \d+|\b(?:Rue|Calle|Via|Rua|Avenida|Avenue|Plaza|Piazza|Ulica|Jalan)"
    r"(?: [\w'’-]+){1,4},? \d{1,5}\b|\b\d{1,4},? (?:rue|avenue|place|quai|boulevard)"
    r"(?: [\w'’-]+){1,4}|"
    r"\b[A-ZÄÖÜ][\wäöüß-]+(?:straße|strasse|str\.|weg|gasse|platz|allee|laan|straat|gade|gatan)"
    r" \d+[a-z]?|"
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b"
)
_STAFF = re.compile(
    r"\b(?:staff|employee|personnel|payroll|badge|registration|licen[cs]e|worker|HR|NMC|GMC|PIN|"
    r"HCPC|participant)\b[\s.:#-]*(?:(?:id|no|nr|number|code|pin|card)\b[\s.:#-]*)*"
    r"((?=[A-Z\d/-]*\d{3})[A-Z\d][A-Z\d/-]{2,})\b|"
    r"\b(?:id|pin)\b[\s.:#-]+(?:(?:no|number)\b[\s.:#-]*)?((?=[A-Z\d/-]*\d{3})[A-Z\d][A-Z\d/-]{2,})\b",
    re.I,
)
_HANDLE = re.compile(
    r"(?<![\w.@/])@\w[\w.]+\w|"
    r"\b(?:https?://)?(?:www\.|\w\w\.)?(?:linkedin\.com/in|twitter\.com|x\.com|facebook\.com|"
    r"instagram\.com|tiktok\.com|t\.me|wa\.me|threads\.net)/@?[\w.%-]+|"
    r"\b(?:twitter|instagram|facebook|telegram|skype|signal|linkedin|tiktok|wechat)"
    r"\s*(?:id|handle|account|name|user(?:name)?)?\s*:\s*@?[\w.-]+",
    re.I,
)
_DATE_LIKE = re.compile(
    r"(?:19|20)\d\d\s?-\s?(?:19|20)?\d\d|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}"
)
_LINK = re.compile(r"(?:https?://|www\.|doi\.org/|\b10\.\d{4,}/)\S+")
MIN_DIGITS = 7


def contacts(text: str) -> Iterator[Span]:
    """Yield every contact detail of a text; they may overlap."""
    links = [m.span() for m in _LINK.finditer(text)]
    for found in _EMAIL.finditer(text):
        yield Span(*found.span(), EMAIL)
    for found in _HANDLE.finditer(text):
        yield Span(*found.span(), HANDLE)
    for found in _ADDRESS.finditer(text):
        yield Span(*found.span(), ADDRESS)
    for found in _STAFF.finditer(text):
        group = 1 if found[1] else 2
        yield Span(*found.span(group), STAFF)
    for found in _NAMED_PHONE.finditer(text):
        yield Span(*found.span(1), PHONE)
    for pattern in (_PHONE, _REFUSED):
        for found in pattern.finditer(text):
            inside = any(a <= found.start() < b for a, b in links)
            if not inside and _is_number(found[0]):
                yield Span(*found.span(), PHONE)


def _is_number(text: str) -> bool:
    """Tell a telephone number from years, dates and ranges."""
    digits = sum(c.isdigit() for c in text)
    return digits >= MIN_DIGITS and _DATE_LIKE.fullmatch(text.strip()) is None
