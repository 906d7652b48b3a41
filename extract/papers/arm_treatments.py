"""What each group received, from clauses whose subject is one group's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.documents.model import Document
from extract.papers.arm_sentences import own_sentences
from extract.papers.arm_words import PEOPLE, arm_tokens
from extract.papers.model import ArmFound

_TREATED = re.compile(
    r"\b(?P<verb>(?:did not |never )?(?:receive[sd]?|"
    r"(?:was|were) (?:given|offered|treated with|provided with|taught|trained in|exposed to)|"
    r"underwent|introduced|implemented|adopted|attended|participated in|took part in|"
    r"(?P<made>consist(?:s|ed) of|comprised|involved)|(?P<did>continued|kept|followed|used|took)))"
    r"\s(?!by\b|as\b)(?P<what>.{3,200})"
)
# "Was widely used" tells of no group that uses something.
_PASSIVE = re.compile(r"\b(?:was|were|been|be|is|are|most|being|\w+ly|to|would|not)$", re.I)
# Who uses, keeps or follows something: people, not things.
_SUBJECT = re.compile(rf"\b(?:groups?|arms?|conditions?|{PEOPLE}|at|in)\b", re.I)
_CLAUSE = re.compile(
    r";|,? (?:while|whereas|but|and) (?=(?:the|those|nurses|patients|group|at|in)\b)", re.I
)
_RESULTS = re.compile(r"result|finding|outcome|statistic|analys", re.I)
_MOST = 4


def with_treatments(document: Document, arms: Sequence[ArmFound]) -> list[ArmFound]:
    """Return the groups with what clauses say that one of them alone received.

    "Nurses at Northgate kept the old rota" tells of the group that tables call "Northgate".
    """
    names = [
        {k for a in (arm.name, *arm.aliases) if len(k := frozenset(arm_tokens(a))) < 4 and k}
        for arm in arms
    ]
    words = frozenset(w for ks in names for k in ks for w in k)
    told: list[list[str]] = [[] for _ in arms]
    for who, what in _clauses(document):
        subject = frozenset(arm_tokens(who))
        if subject & words:
            meant = [i for i, ks in enumerate(names) if any(k <= subject for k in ks)]
            if len(meant) == 1 and len(told[meant[0]]) < _MOST:
                told[meant[0]].append(what)
    return [
        replace(arm, descriptions=tuple(dict.fromkeys([*arm.descriptions, *more]))) if more else arm
        for arm, more in zip(arms, told, strict=True)
    ]


def _clauses(document: Document) -> Iterator[tuple[str, str]]:
    for block, sentence in own_sentences(document):
        if len(sentence) > 900 or any(_RESULTS.search(title) for title in block.section):
            continue
        if not _TREATED.search(sentence):
            continue
        for clause in _CLAUSE.split(sentence):
            match = _TREATED.search(clause)
            who = re.split(r"[,;:.]", clause[: match.start()].strip())[-1] if match else ""
            if match and _tells(who, match) and not re.search(r"\d\s*%|\bp\s*[<=]", clause):
                no = "no " if re.search(r"\bnot\b|\bnever\b", match["verb"]) else ""
                yield who, no + match["what"].strip(" .")


def _tells(who: str, match: re.Match[str]) -> bool:
    """Whether the subject of a clause can be a group, for the verb it has."""
    if not who or _PASSIVE.search(who):
        return False
    if match["made"] and len(who.split()) <= 5:
        return True
    return not (match["made"] or match["did"]) or bool(_SUBJECT.search(who))
