"""What a report says of itself: title, identifiers, registration, money, interests."""

from __future__ import annotations

import re

from extract.documents.model import Document, Place
from extract.papers.facts.text import Hit, PaperText, Passage, suggest
from extract.papers.model import Quote, Suggestion

_REGISTERS = re.compile(
    r"\bNCT ?\d{8}\b|\bISRCTN ?\d{6,8}\b|\bACTRN ?\d{14}\b|\bChiCTR[-–A-Z]{0,6}\d{7,12}\b"
    r"|\bDRKS ?\d{8}\b|\bUMIN[-A-Z]{0,5} ?\d{9}\b|\bjRCTs?\d{6,12}\b|\bJapicCTI[-–]\d{6}\b"
    r"|\bIRCT ?\d{6,}[A-Z]?\d*\b|\bCTRI/\d{4}/\d{2,3}/\d{4,6}\b|\bNTR[ -]?\d{3,5}\b"
    r"|\bNL-?\d{4}\b(?!\.)|\b(?:EudraCT\D{0,20})?20\d\d-\d{6}-\d\d\b|\bPACTR ?\d{15,16}\b"
    r"|\bKCT ?\d{7}\b|\bTCTR ?\d{11}\b|\bRBR-\w{6,8}\b|\bSLCTR/\d{4}/\d{3}\b|\bRPCEC\d{8}\b"
    r"|\bCRD ?\d{11}\b"
)
_LATE = re.compile(r"\bretrospectively registered|registered retrospectively\b", re.I)
_UNREGISTERED = re.compile(
    r"\b(?:was|were|is) not (?:\w+ )?registered\b|\bnot (?:prospectively )?registered\b"
    r"|\bno trial registration\b|\bunregistered\b",
    re.I,
)
# Another trial's number stands beside words like these.
_OTHER_TRIAL = re.compile(
    r"\b(?:parent|companion|previous|other|earlier|ongoing) (?:trial|study)", re.I
)
_MONEY = re.compile(r"fund|support|sponsor|financ|grant|^\W*none\W*$", re.I)
_FUNDED = re.compile(
    r"\b(?:stud(?:y|ies)|trial|work|research|project|paper|article|authors?|investigat\w+"
    r"|publication|interventions?|evaluation|(?-i:[A-Z]{2,3}))\b[^.;]{0,80}\b(?:was|were|is|are|been"
    r"|be)(?: \w+){0,3} (?:funded|supported|sponsored|financed)(?: \w+){0,4}? by\b"
    r"|\bfund(?:ed|ings?)(?: \w+){0,3}? (?:by|from)\b"
    r"|^(?:\W|Funding|Financial support)*(?:supported|funded|sponsored) (?:\w+ )?by\b"
    r"|\b(?:financial|grant|funding) support\b|\bgrants? (?:from|number|no)\b|\bfunding was\b",
    re.I,
)
_UNFUNDED = re.compile(
    r"\bno (?:\w+ ){0,3}(?:funding|financial support|grants?|sponsor\w*)\b(?! (?:sources?|bod))"
    r"|\bnot (?:\w+ )?funded\b|\b(?:did not|without) (?:\w+ ){0,3}(?:funding|grant)"
    r"|\breceived no\b.{0,40}\b(?:grant|fund)|^\W*none\W*$",
    re.I,
)
_PARTLY = re.compile(
    r"\b(?:but|further|additional|other|despite|although|role|involvement)\b", re.I
)
_INTERESTS = re.compile(
    r"\b(?:competing|conflicts? of|conflicting|financial|commercial)(?: or \w+)? (?:\w+ )?"
    r"interests?|\bdisclosures?\b|\bnothing to disclose\b",
    re.I,
)
_NO_INTERESTS = re.compile(
    r"\bno (?:[\w,]+ ){0,8}?(?:conflicts?|competing|interests?|disclosures?)\b"
    r"|\bnone (?:declared|to declare)\b|\bnothing to (?:disclose|declare)\b"
    r"|\bnot? have any\b.{0,40}\binterests?|\babsence of any\b.{0,60}\bconflict|^\W*none\W*$",
    re.I,
)
# Somebody has an interest, or "the other authors" have none.
_SOME = re.compile(
    r"\bemployees?\b|\bemployed by\b|\breceived?s?\b.{0,60}\b(?:fees|honorari\w+|reimbursement"
    r"|grants?|funding|support)|\bconsult\w+|\bstock|\bsharehold\w+|\broyalt\w+|\badvisory board"
    r"|\bpatents?\b|\b(?:other|remaining) (?:co-?)?authors\b|\bowned by\b|\bhas (?:a|an) (?:\w+ )?"
    r"interest|\bfollowing competing interests\b",
    re.I,
)
_SECTION_FUNDING = re.compile(r"\bfund|\bfinanc|\bgrant", re.I)
_SECTION_INTERESTS = re.compile(r"interest|conflict|disclosure", re.I)
# Shares right among those found in the development papers, read one by one (November 2026).
_SURE = 0.97
_REGISTERED = 0.9
_FUNDING = 0.95
_INTERESTED = 0.9


def find_front(document: Document) -> list[Suggestion]:
    """Return title and identifiers as the front matter gives them."""
    place = document.blocks[0].place if document.blocks else Place()
    front = document.front
    said = {"title": front.title, "doi": front.doi, "pmid": front.pmid, "pmcid": front.pmcid}
    return [
        Suggestion(
            field=field,
            value=value,
            confidence=_SURE,
            quotes=(Quote(words=value, place=place, source="Front matter"),),
        )
        for field, value in said.items()
        if value
    ]


def find_registration(text: PaperText) -> list[Suggestion]:
    """Return the study's registration numbers, each once."""
    scope = text.scope("title", "abstract", "methods", "back", "body")
    found: dict[str, list[Passage]] = {}
    for hit in scope.find(_REGISTERS):
        if not _OTHER_TRIAL.search(hit.passage.words):
            number = re.sub(r"^EudraCT\D*|\s", "", hit.match[0])
            found.setdefault(number, []).append(hit.passage)
    sure = _REGISTERED if len(found) == 1 else 0.6
    return [suggest("registration", number, sure, *p[:2]) for number, p in found.items()]


def registration_signals(text: PaperText) -> list[Suggestion]:
    """Return whether the study was registered, and whether late, as evidence for a judgement."""
    scope = text.scope("title", "abstract", "methods", "discussion", "back", "body")
    for value, pattern in (
        ("registered retrospectively", _LATE),
        ("not registered", _UNREGISTERED),
        ("registered", _REGISTERS),
    ):
        hits = [h for h in scope.find(pattern) if not _OTHER_TRIAL.search(h.passage.words)]
        if hits:
            passages = [h.passage for h in hits[:2]]
            return [suggest("signal_registration", value, _REGISTERED, *passages)]
    return []


def find_funding(text: PaperText) -> list[Suggestion]:
    """Return who paid, as the sentence says it, or that nobody did."""
    scope = text.scope("back", "body", "discussion", "abstract", "methods").with_words(_MONEY)
    none = [
        h for h in scope.find(_UNFUNDED) if _about_money(h) and not _PARTLY.search(h.passage.words)
    ]
    if none:
        return [suggest("funding", "none", _FUNDING, none[0].passage)]
    stated = [h.passage for h in scope.find(_FUNDED)]
    back = text.scope("back", "body").passages
    named = [p for p in back if _SECTION_FUNDING.search(" ".join(p.section[-1:]))]
    best = [p for p in stated if p in named] or stated or named
    return [suggest("funding", best[0].words, _FUNDING, *best[:2])] if best else []


def _about_money(hit: Hit) -> bool:
    words = " ".join([*hit.passage.section, hit.passage.words])
    return bool(re.search(r"fund|financ|grant|sponsor", words, re.I))


def find_interests(text: PaperText) -> list[Suggestion]:
    """Return whether the authors declare interests."""
    scope = text.scope("back", "body", "discussion", "methods")
    stated = [p for p in scope.passages if _SECTION_INTERESTS.search(" ".join(p.section))]
    stated += [h.passage for h in scope.find(_INTERESTS)]
    if not stated:
        return []
    some = [p for p in stated if _SOME.search(p.words)]
    none = [p for p in stated if _NO_INTERESTS.search(p.words) and p not in some]
    if none and not some:
        return [suggest("conflict_of_interest", "none declared", _SURE, none[0])]
    if some:
        return [suggest("conflict_of_interest", "declared", _INTERESTED, *some[:3])]
    return []
