"""Groups described without a count: "Group A (aspirin)", "the control group received advice"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.documents.model import Block, Document
from extract.papers.arm_mentions import Mention, names_within, trimmed
from extract.papers.arm_sentences import own_sentences
from extract.papers.arm_words import PEOPLE, may_name_arm
from extract.papers.model import Quote

# Weights: what a group is called, what it received, names set side by side.
RECEIVED = 0.7
_MARK = r"(?:[A-H]|[IV]{1,3}|\d)"
_GROUP_WITH_NAME = re.compile(
    rf"\b[Gg](?:roup|ROUP)[ -]({_MARK})\b\s*(?:[(\[]([^()\[\]]{{3,120}})[)\]]|"
    r"[:=]\s*([^;:,.()]{3,90})(?=[;,.(]|$))"
)
_NAME_WITH_GROUP = re.compile(rf"([^,;:.()]{{3,100}}?)\s*\([Gg]roup[ -]?({_MARK})\)")
_LISTED = re.compile(r"\(([A-Ha-h]|[ivIV]{1,3}|\d)\)\s*([^,;()]{3,100})")
_RECEIVED = re.compile(
    r"(?P<name>(?:\b[Tt]he )?(?:[^\s,;.:()]+ ){0,5}?(?:groups?|arms?|condition)\b"
    r"(?: (?:[A-H]|[IV]{1,3}|\d)\b)?)"
    rf"(?:\s*\([^()]*\))?(?:,? (?:all |the )?(?:{PEOPLE}|they|who|will))?\s*"
    r"(?:(?:also|additionally|only|then|each|instead|again|daily|further) )?"
    r"(?:did not receive|receives?|received|will receive|got|underwent|consisted of|"
    r"(?:was|were) (?:given|offered|treated with|provided with|supplemented with|assigned to|"
    r"instructed to|asked to)|had access to|participated in|attended|performed|completed|"
    r"followed|drank|ingested|consumed|used|took|continued)\s+"
    r"(?P<what>[^;.]{3,220}?)(?=[;.]|,? (?:(?:and|while|whereas|but) )?"
    r"(?:the |those |patients )?[^,;.]{0,40}"
    r"\b(?:group|arm|condition)\b|$)"
)
_GROUP_WORD = re.compile(r"\b(?:group|arm|condition)", re.I)
_GIVEN_TO = re.compile(
    r"(?P<what>[^,;:.()]{4,120}?)\s+(?:was|were) (?:\w+ly )?(?:given|administered|offered|provided|"
    r"applied|delivered|prescribed|performed) (?:\w+ )?(?:to|in|for) "
    rf"(?:(?:the |all )?{PEOPLE} (?:in|of) )?(?:the )?"
    r"(?P<name>(?:[^\s,;.:()]+ ){1,4}?(?:group|arm))\b"
    r"(?: (?P<mark>[A-H]|[IV]{1,3}|\d)\b)?"
)
_EITHER = re.compile(
    r"\b(?:randomly )?(?:randomi[sz]ed|assigned|allocated|divided)\b[^.;:]{0,80}?"
    r"(?:\bto receive|\binto|\bto|:)\s+(?:either |one of )?(?P<names>[^.;]{5,250})"
)
# What stands in brackets behind a group's name and is a result or a pointer, not its treatment.
_FIGURES = re.compile(
    r"^\W*\d|%|[<>=±]|\bvs\b|\b(?:Tab|Fig|Ref)\w*|\bpatients were\b|\brespectively\b|\bgroup\b"
    r"|^\d* ?(?:people|patients|subjects)",
    re.I,
)
_NOT_NAMES = re.compile(r"\b(?:groups?|conditions|arms|treatments)\b\s*$|\b(?:using|order|by)\b")


def described_mentions(document: Document, first: int) -> list[Mention]:
    """Return the groups that sentences describe or set side by side without a count."""
    found: list[Mention] = []
    told = _Told(block=None, labels=frozenset(), siblings=first)
    for block, sentence in own_sentences(document):
        if len(sentence) > 900:
            continue
        quote = Quote(
            words=sentence,
            place=block.place,
            source=block.section[-1] if block.section else block.kind,
        )
        for pairs, weight in (
            (_named(sentence), 1.0),
            (_received(sentence), RECEIVED),
            (_either(sentence), 0.6),
        ):
            made = _mentions(pairs, weight, quote, first)
            if made and weight == RECEIVED:
                told = told.followed_by(block, made, first)
                made = [replace(m, siblings=told.siblings) for m in made]
            found += made
            first += bool(made)
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """The groups whose treatments the sentences of a paragraph have told so far."""

    block: Block | None
    labels: frozenset[str]
    siblings: int

    def followed_by(self, block: Block, made: list[Mention], first: int) -> _Told:
        """Return this with the groups of the next sentence; anew where one is told again."""
        labels = frozenset(m.label.lower() for m in made)
        if self.block is block and not labels & self.labels:
            return _Told(block, labels | self.labels, self.siblings)
        return _Told(block, labels, first)


def _mentions(
    pairs: list[tuple[str, tuple[str, ...]]], weight: float, quote: Quote, siblings: int
) -> list[Mention]:
    return [
        Mention(
            label=name,
            also=() if weight == RECEIVED else also,
            received=also[0] if weight == RECEIVED else "",
            siblings=siblings,
            weight=weight,
            quote=quote,
        )
        for name, also in pairs
        if may_name_arm(name)
    ]


def _named(sentence: str) -> list[tuple[str, tuple[str, ...]]]:
    found = [
        (f"group {m[1]}", (_clean(m[2] or m[3]),)) for m in _GROUP_WITH_NAME.finditer(sentence)
    ]
    if "(group" in sentence.lower():  # the search is slow, and most sentences have none
        found += [(f"group {m[2]}", (_clean(m[1]),)) for m in _NAME_WITH_GROUP.finditer(sentence)]
    if len(found) < 2 and re.search(r"\b(?:groups|arms|conditions)\b", sentence):
        listed = [(f"group {m[1]}", (_clean(m[2]),)) for m in _LISTED.finditer(sentence)]
        found += listed if len(listed) > 1 else []
    return [(n, tuple(a for a in also if a and not _FIGURES.search(a))) for n, also in found]


def _clean(text: str) -> str:
    text = re.sub(r"\bn\s*=\s*\d+\b", "", text)
    text = re.sub(
        r"^.*\b(?:either|randomi[sz]ed to|assigned to|allocated to|divided into|or to)\b", "", text
    )
    return re.sub(r"^(?:\s|and\b|or\b|&|,|the\b|an?\b|to\b|of\b)+", "", text.strip()).strip(" ,;:")


def _received(sentence: str) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    if not _GROUP_WORD.search(sentence):
        return found
    for match in _RECEIVED.finditer(sentence):
        name = trimmed(
            re.sub(
                r"^(?:the|in|and|while|whereas|patients in|each)\b\s*",
                "",
                match["name"].strip(),
                flags=re.I,
            )
        )
        name = re.sub(
            r"^(?:the|patients|participants|subjects|in|of|to)\b\s*", "", name, flags=re.I
        )
        if not re.match(r"(?:each|both|all|groups?$|arms?$)\b", name, re.I):
            no = (
                "no "
                if re.search(r"\bnot\b", match[0][: match.start("what") - match.start()])
                else ""
            )
            found.append((name, (no + match["what"].strip(),)))
    return found or _given(sentence)


def _given(sentence: str) -> list[tuple[str, tuple[str, ...]]]:
    """Read "Placebo tablets were given to the second group"."""
    if not re.search(r"\b(?:was|were)\b.{0,40}\b(?:to|in|for)\b", sentence):
        return []
    return [
        (f"{m['name']} {m['mark'] or ''}".strip(), (_clean(m["what"]),))
        for m in _GIVEN_TO.finditer(sentence)
        if not re.match(
            r"(?:each|both|all|either|every|one|any|this|that|which)\b", m["name"], re.I
        )
    ]


def _either(sentence: str) -> list[tuple[str, tuple[str, ...]]]:
    match = _EITHER.search(sentence)
    if not match or re.search(r"n\s*=\s*\d", sentence) or ":" in match["names"]:
        return []
    names = [names_within(trimmed(_clean(p))) for p in _parts(match["names"])]
    names = [(n, a) for n, a in names if n and len(n) < 90]
    names = [
        (n, a) for n, a in names if not _NOT_NAMES.search(n) and not re.match(r"\d+ to\b|were\b", n)
    ]
    return names if len(names) > 1 else []


def _parts(text: str) -> Iterator[str]:
    """Split "X, Y or Z for six weeks" at its last "or" ("and"), and at commas before it."""
    text = re.sub(
        r"\s(?:for|over|during|twice|once|in a|on|at|after|before)\s+(?:\w+\s+)?"
        r"(?:\d|a\b|the\b|week|day|month|period).*$",
        "",
        text,
    )
    joined = re.split(r",?\s+(?:or to|or|and to|versus|vs\.?)\s+", text)
    if len(joined) == 1:
        joined = re.split(r",?\s+and\s+", text)
    for piece in joined[:-1]:
        yield from re.split(r",\s+", piece)
    yield re.split(r",\s", joined[-1])[0]
