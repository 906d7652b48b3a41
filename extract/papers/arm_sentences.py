"""Groups that sentences name: with their counts, by what they receive, by a letter or number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.documents.model import Block, Document
from extract.papers.arm_mentions import (
    COUNT_BESIDE,
    Mention,
    Stage,
    names_within,
    trimmed,
    whole_number,
)
from extract.papers.arm_words import CLUSTERS, COUNT, PEOPLE, PLACES, count_value, may_name_arm
from extract.papers.model import Quote

_ALLOCATED = re.compile(
    r"\brandomly\b|(?<!all )(?<!post )\brandomi[sz](?:ed|ation)\b"
    r"(?!,? (?:controlled|clinical|prospective|parallel|split|pilot|phase|open|trial|study|"
    r"double|single|placebo|multi\w*|patients|"
    r"participants))|\ballocated\b(?! (?:study|treatment|intervention|group))|\bassigned\b|"
    r"\bdivided\b|\bsplit into\b",
    re.I,
)
_ANALYSED = re.compile(
    r"\banaly[sz]\w+|\bevaluable\b|\befficacy\b|\bincluded in\b|\bper[- ]protocol\b|"
    r"\bintention[- ]to[- ]treat\b",
    re.I,
)
_COMPLETED = re.compile(r"\bcomplet\w+|\bfinished\b|\bremain\w+|\bfollow(?:ed)?[- ]?up\b", re.I)
_LOST = re.compile(
    r"\bwithdr\w+|\bdrop\w*[- ]?(?:out|ped)|\blost\b|\bloss\b|\bdiscontinu\w+|\bexclu\w+|\bdied\b|"
    r"\brefus\w+|\bdeclin\w+|\bdid not\b|\bfailed\b|\bnot\b|\bexperienced\b|"
    r"\breported\b|\bmissing\b|\badverse\b|\bmissed\b",
    re.I,
)
_PLANNED = re.compile(
    r"\bsample size\b|\bpower\b|\brequired\b|\bneed(?:ed)?\b|\bcalculat\w+|\bto detect\b|"
    r"\bwould\b|\bwill be\b|\bplanned\b|\bestimated that\b|\bprevious\b|\bet al\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"introduction|background|^(?!.*results).*discussion|conclusion|limitation|sample size|power|"
    r"reference",
    re.I,
)
# What goes before the first of several groups: "were randomly assigned to receive either ...".
_LEAD = re.compile(
    r"^.*?\b(?:random\w*|allocat\w+|assign\w*|divided|split)\b[^:]*?"
    r"(?:\b(?:to|into|in)\b(?! order)|:)\s*",
    re.I | re.S,
)
_OPENING = re.compile(
    r"^(?:[\s,;:.)\]]|(?:and|or|either|to|into|the|an?|in|for|receive|received|receiving|both|"
    r"with|of|were|was|(?:one|two|three|four|five|\d)(?= (?:\w+ )?groups?)|"
    r"groups? of|groups?:|groups(?! )|following|namely|i\.e\.|while|versus|vs\.?|as)\b)+",
    re.I,
)
_NAME = r"(?P<name>(?:the |an? |a group of )?[^,;.()\[\]:]{1,80}?)"
_COUNTED = re.compile(
    rf"(?<![\d.,:/–-])\b(?P<count>{COUNT})\b(?!\s*%|[.,]\d)\s*(?:[(\[][^()\[\]]*[)\]]\s*)?"
    rf"(?:of (?:the |these |them )?)?(?:(?:\w+ )?{PEOPLE}\s+)?"
    r"(?P<verb>(?:(?:who|which|that) )?(?:(?:were|was|had been|have been) )?(?:then )?"
    r"(?:randomly |equally )?(?:(?:randomi[sz]ed|assigned|allocated|analy[sz]ed|included|"
    r"completed|received|receiving|remained|evaluated)\b(?: (?:to|into|in|from|for|by)\b)?|"
    r"to\b|in\b|into\b|from\b|for\b))\s+(?:be |receive |either )*"
    + _NAME
    + r"(?=\s*(?:[,;.(\[]|$|\band\b|\bor\b|\bcompleted\b|\bwere\b|\bwas\b|\bhad\b|\bwith\b|"
    r"\bwhile\b|\bwhereas\b|\bversus\b|\bgroups?\b|\barms?\b))(?P<noun>\s*(?:groups?|arms?)\b)?",
    re.I,
)
_TOOK_PART = re.compile(
    r"^there were\b|\b(?:enrol|recruit|participa|compris|consist)\w*|\b(?:treated|entered|eligible|"
    r"available|included)\b",
    re.I,
)
_RESULT = re.compile(
    r"[%±<>]|\bp\s*=|\b(?:had|showed?|developed|improved|occurred|required|mean)\b", re.I
)
# The weight of counts in sentences that do not say what they count.
_STATED = 0.3
_FRACTION = re.compile(
    rf"\b{COUNT}\s*(?:/|(?:out )?of (?:the |these )?)\s*(?P<count>{COUNT})\b(?!\s*%|[.,]\d)\s*"
    rf"(?:[(\[][^()\[\]]*[)\]]\s*)?(?:{PEOPLE} )?(?:in|from|of|receiving|assigned to)\s+"
    r"(?:the )?(?P<name>[^,;.()]{1,60}?)\s+(?:group|arm)\b",
    re.I,
)
_MADE_OF = re.compile(
    rf"(?P<name>\b(?:[^\s,;.()]+ )?(?:group|arm)s?(?: (?:[A-H]|[IV]{{1,3}}|\d))?)\b\s*"
    rf"(?:\(\s*(?P<n>{COUNT})\s+{PEOPLE}|"
    r"(?:consist(?:ed|s) of|includ(?:ed|es)|comprised|contained|had)"
    rf"\s+(?P<m>{COUNT})\b(?!\s*%|[.,]\d|-))",
    re.I,
)
_BRACKET = re.compile(r"\(([^()=%]*\d[^()=%]*\d[^()=%]*)\)")
_COUNT_AND_NAME = re.compile(
    rf"(?P<count>{COUNT}) (?:{PEOPLE} )?(?:(?:in|to|on|received|receiving|for) )?(?:the )?"
    r"(?P<name>[A-Za-z][^\d;,]{2,50})",
    re.I,
)
_OF_PEOPLE = re.compile(rf"(?:with|without|who|had|were|from|aged|{PEOPLE}\W*$)", re.I)
_ONE = rf"{COUNT}(?:\s*\([^()]*\))?"
_LIST = rf"{_ONE}(?:\s*,\s*{_ONE})*,?\s*and\s+{_ONE}"
_RESPECTIVELY = re.compile(
    rf"\b(?P<counts>{_LIST})\b[^.;]*?\b(?:to|in|into|from|received|for)\s+(?:the |either )?"
    r"(?P<names>[^.;()]+?)(?:\s*(?:groups?|arms?))?,?\s*respectively",
    re.I,
)


def sentence_mentions(document: Document, first: int) -> list[Mention]:
    """Return the groups that sentences name beside a count, sets numbered from ``first``."""
    found: list[Mention] = []
    for block, sentence in own_sentences(document):
        if len(sentence) > 900 or not re.search(
            r"\d|teen\b|ty\b|\b(?:six|eight|nine|ten)\b", sentence
        ):
            continue
        if _PLANNED.search(sentence):
            continue
        quote = Quote(
            words=sentence,
            place=block.place,
            source=block.section[-1] if block.section else block.kind,
        )
        for reader in (_beside, _before, _respectively, _made_of, _fractions, _in_brackets):
            made = reader(sentence, quote, first)
            if made:
                found += made
                first += 1
    return found


def own_sentences(document: Document) -> Iterator[tuple[Block, str]]:
    """Yield the sentences in which a paper speaks of its own study."""
    for block, sentence in document.sentences():
        if block.kind not in ("reference", "heading") and not any(
            _ELSEWHERE.search(title) for title in block.section if block.kind != "abstract"
        ):
            yield block, sentence


def _stage(text: str) -> Stage:
    if _COMPLETED.search(text) and not _ALLOCATED.search(text):
        return "completed"
    if _ANALYSED.search(text) and not _ALLOCATED.search(text):
        return "analysed"
    return "randomised" if _ALLOCATED.search(text) else "stated"


def _beside(sentence: str, quote: Quote, siblings: int) -> list[Mention]:
    """Read "assigned to X (n = 40) or Y (n = 38)": each name ends where its count stands."""
    matches = list(COUNT_BESIDE.finditer(sentence))
    if not matches or PLACES.search(sentence[: matches[0].start()][-60:]):
        return []
    allocated = _ALLOCATED.search(sentence)
    found: list[Mention] = []
    start = 0
    for match in matches:
        piece = sentence[start : match.start()]
        start = match.end()
        if not found:
            piece = _LEAD.sub("", piece) if allocated else re.split(r"[,;:]|\bthe\b", piece)[-1]
        inner = piece.rpartition("(")[2] if piece.count("(") > piece.count(")") else ""
        piece = piece.rpartition("(")[0] if inner else piece
        made = _mention(
            piece, match[1], quote, siblings, also=(inner.strip(" ;,"),) if inner else ()
        )
        if made:
            found.append(made)
    if _LOST.search(sentence) or (len(found) < 2 and not allocated):
        return []
    return _weighted(found, sentence, len(matches))


def _mention(
    piece: str, count: str, quote: Quote, siblings: int, also: tuple[str, ...] = ()
) -> Mention | None:
    piece = re.split(r"(?<=[a-z])\. |;", piece)[-1] if len(piece) > 120 else piece
    name, within = names_within(trimmed(_OPENING.sub("", piece)))
    number = whole_number(count, quote)
    if number is None or len(name) > 120 or not may_name_arm(name):
        return None
    names = tuple(a for a in (*within, *also) if a)
    return Mention(label=name, siblings=siblings, weight=0, quote=quote, also=names, number=number)


def _weighted(found: list[Mention], context: str, matches: int) -> list[Mention]:
    stage = _stage(context)
    weight = 2.0 if stage == "randomised" else 1.0
    if stage == "stated":
        weight = _STATED
    if len(found) < 2 or len(found) < matches:
        weight /= 2
    return [
        Mention(
            label=m.label,
            siblings=m.siblings,
            weight=weight,
            quote=m.quote,
            also=m.also,
            number=m.number,
            stage=stage,
        )
        for m in found
    ]


def _before(sentence: str, quote: Quote, siblings: int) -> list[Mention]:
    """Read "40 were assigned to X and 38 to Y": the count stands before the name."""
    if _LOST.search(sentence):
        return []
    found: list[Mention] = []
    nouns = 0
    for match in _COUNTED.finditer(sentence):
        before = sentence[: match.start()]
        if PLACES.search(before[-40:]) or CLUSTERS.match(sentence[match.end("count") :].strip()):
            return []
        people = re.search(PEOPLE, match[0], re.I)
        if re.fullmatch(r"(?:19|20)\d\d", match["count"]) and not people:
            continue
        if not (match["noun"] or people or found or _ALLOCATED.search(before + match["verb"])):
            continue
        nouns += bool(match["noun"] or re.search(r"\b(?:group|arm)\b", match["name"], re.I))
        made = _mention(match["name"] + (match["noun"] or ""), match["count"], quote, siblings)
        if made:
            found.append(made)
    if len({m.label for m in found}) < 2 and not (nouns and _ALLOCATED.search(sentence)):
        return []
    if _stage(sentence) == "stated" and not _adds_up(found, sentence):
        return []
    return _weighted(found, sentence, len(found))


def _made_of(sentence: str, quote: Quote, siblings: int) -> list[Mention]:
    """Read "Group A (40 people)" and "the control group consisted of 38 patients"."""
    found = [
        made
        for match in _MADE_OF.finditer(sentence)
        if (made := _mention(match["name"], match["n"] or match["m"], quote, siblings))
    ]
    return _weighted(found, sentence, len(found)) if len({m.label for m in found}) > 1 else []


def _fractions(sentence: str, quote: Quote, siblings: int) -> list[Mention]:
    """Read "4 of 13 infants in the active group and 8 of 12 in the control group": 13 and 12."""
    found = [
        made
        for match in _FRACTION.finditer(sentence)
        if (made := _mention(match["name"] + " group", match["count"], quote, siblings))
    ]
    if len({m.label.lower() for m in found}) < 2:
        return []
    return [replace(m, weight=_STATED, stage="stated") for m in found]


def _in_brackets(sentence: str, quote: Quote, siblings: int) -> list[Mention]:
    """Read "78 nurses (40 yoga; 38 wait list)" where the counts add up to all."""
    for bracket in _BRACKET.findall(sentence):
        matches = [_COUNT_AND_NAME.fullmatch(p.strip()) for p in re.split(r"[;,]|\band\b", bracket)]
        found = [
            made
            for m in matches
            if m
            and not _OF_PEOPLE.match(m["name"])
            and (made := _mention(m["name"], m["count"], quote, siblings))
        ]
        total = sum(m.number.value for m in found if m.number)
        rest = sentence.replace(bracket, " ")
        counts = {count_value(c) for c in re.findall(rf"\b{COUNT}\b", rest, re.I)}
        if len(found) == len(matches) > 1 and total in counts:
            return _weighted(found, sentence, len(found))
    return []


def _adds_up(found: list[Mention], sentence: str) -> bool:
    """Whether the counts add up to another number of the sentence: then they count the people."""
    total = sum(m.number.value for m in found if m.number)
    counts = (count_value(c) for c in re.findall(rf"\b{COUNT}\b", sentence, re.I))
    if len(found) > 1 and any(c == total for c in counts):
        return True
    return bool(_TOOK_PART.search(sentence)) and not _RESULT.search(sentence)


def _respectively(sentence: str, quote: Quote, siblings: int) -> list[Mention]:
    """Read "23, 16 and 21 patients were randomised to X, Y and Z, respectively"."""
    match = _RESPECTIVELY.search(sentence)
    if not match or _LOST.search(sentence) or _stage(sentence) == "stated":
        return []
    counts = re.findall(rf"\b{COUNT}\b", re.sub(r"\([^()]*\)|,(?=\s)", " ", match["counts"]))
    names = [n for n in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match["names"]) if n]
    if len(names) != len(counts):
        return []
    made = [_mention(n, c, quote, siblings) for n, c in zip(names, counts, strict=True)]
    found = [m for m in made if m]
    return _weighted(found, sentence, len(counts)) if len(found) == len(counts) else []
