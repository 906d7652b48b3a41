"""Groups that a sentence names: "the A group", "groups B and C", "patients treated with D"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.numbers.tokens import NUMBER_WORDS


@dataclass(frozen=True, slots=True)
class Mention:
    """Words in a sentence that name a group or a time.

    Attributes
    ----------
    start, end : int
        Place in the sentence.
    words : str
    n : str or None
        Size printed at a group.
    headed : bool
        Whether a word such as "group" or "patients" stands with the name of a group.
    """

    start: int
    end: int
    words: str
    n: str | None = None
    headed: bool = True


MOST_WORDS = 4  # of a name that means a group by itself
_NAME = r"[A-Za-z\d][\w+/.&'’-]{0,80}"
_HEAD = r"(?:sub)?(?:groups?|arms?|conditions?|cohorts?)"
_PEOPLE = (
    r"(?:patients|participants|subjects|recipients|women|men|children|infants|students|nurses|"
    r"physicians|residents|employees|workers|staff|volunteers|individuals|lambs|rats|mice)"
)
_HEAD_NOUN = re.compile(rf"\b{_HEAD}\b(?!\s?[-/]\w)")
_BEFORE_HEAD = re.compile(rf"(?:{_NAME}[ ,]+(?:\+ )?){{0,12}}$")
_LONGEST_NAME = 400  # characters
# "group A", "groups H0, H1, and H2", "group I and II"
_JOIN = r"(?:,\s?(?:and\s)?|\s(?:and|or|vs\.?|versus)\s|\s?[/&]\s?)(?:(?:[Gg]roup|[Aa]rm)\s)?"
_AFTER_LETTER = r"(?![\w-]|[.,]\d|\s?[%±=<>≤≥])"
_LETTERED = re.compile(
    r"\b(?:[Gg]roups?|[Aa]rms?|[Cc]ohorts?)\s(?P<names>"
    + "|".join(
        rf"{one}{_AFTER_LETTER}(?:{_JOIN}{one}{_AFTER_LETTER})*"
        for one in ("[IV]+", r"[A-Z]\w{0,3}", r"\d")
    )
    + ")"
)
_ASSIGNED = re.compile(r"\b(?:assigned|allocated|randomi[sz]ed)\sto\b")
_SHORT = re.compile(r"\s?\([A-Za-z+-]{1,8}\)\s?$")
# "patients treated with X", "those given X", "X-treated patients"
_GIVEN = (
    r"(?:who\s)?(?:were\s)?(?:treated\swith|receiv(?:ing|ed)|given|fed|taking|using|on|"
    r"(?:assigned|allocated|randomi[sz]ed)\sto(?:\sreceive)?)"
)
_TREATED = re.compile(
    rf"\b(?i:{_PEOPLE}|those|infants|cases)\s{_GIVEN}\s(?P<name>{_NAME}(?:\s{_NAME}){{0,4}})"
    rf"|\b(?P<name2>{_NAME})[- ](?:treated|fed|allocated|assigned)\s{_PEOPLE}\b"
)
# "Group I (ABC)", "the active brief course (ABC) group": short names of groups.
_LETTERS = r"\(([A-Z][A-Za-z+-]{1,7})\)"
_DEFINED = re.compile(
    rf"\b(?:[Gg]roup|[Aa]rm)\s(?:[A-Z\d]|[IV]+)\s{_LETTERS}|{_LETTERS}\s{_HEAD}\b"
)
_SIZE = re.compile(r"\s?[(\[]\s?[nN]\s?=\s?(\d+)\s?[)\]]")
# Words that never belong to a group's name.
_STOP = frozenset(NUMBER_WORDS).union(
    *(
        words.split()
        for words in (
            "the a an in of for than with to from by on at as was were is are had have has",
            "been be and or that this these those which who whose between among within across",
            "per both each all two three four either other another every any same study whole",
            "total different respective only compared versus vs v when while whereas",
            "but not no did does do received receiving experienced showed reported shown",
            "observed found seen under over after before during into their its our more less",
            "higher lower greater fewer smaller larger it they we there patients participants",
            "subjects women men children infants people students assigned allocated",
            "randomised randomized also then although because since if however age risk sex",
            "gender ethnic income blood focus parallel pp itt mitt per-protocol",
            "intention-to-treat intent-to-treat safety analysis evaluable working peer",
            "reference first second third remaining latter former lowest highest one",
            "comparing comparison significantly slightly similar between-group respectively",
            "mean median average left right upper",
        )
    )
)
# Sets of participants that a trial analyses: no groups that are compared.
_SETS = frozenset({"pp", "itt", "mitt"})
# Names of comparators that stand without "group"; others must have been named a group before.
_KNOWN = (
    r"controls?|placebo|usual[- ]care|standard[- ]care|standard[- ]treatment|TAU|"
    r"treatment[- ]as[- ]usual|care[- ]as[- ]usual|wait(?:ing)?[- ]?list(?:[- ]controls?)?"
)
_WITH_HEAD = re.compile(
    rf"(?:{_PEOPLE}|intervention|experimental|controls?|care|TAU|usual|treated|fed)$", re.IGNORECASE
)
# Words too common to name a group by themselves.
_AMBIGUOUS = frozenset().union(
    *(
        words.split()
        for words in (
            "intervention treatment treated experimental active training exercise therapy program",
            "programme education test main patient time age dose low high early late basic plus",
            "web standard new medication drug surgery care health improved baseline diet healthy",
            "stress pain",
        )
    )
)


def group_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the names that a document's sentences give to groups at least twice.

    Parameters
    ----------
    texts : iterable of str
        Sentences of one document.

    Returns
    -------
    frozenset of str
        Without the word "group" itself; common words that mean more than a group are left out.
    """
    count: Counter[str] = Counter()
    for text in texts:
        if "roup" in text or "arm" in text or "ondition" in text:
            count.update({name for name, _, _, _ in _headed(text) if name})
            count.update({m[1] or m[2]: 2 for m in _DEFINED.finditer(text)})
    return frozenset(
        name
        for name, k in count.items()
        if k > 1 and name.lower() not in _AMBIGUOUS and len(name) > 1 and not name.isdigit()
    )


def usable_names(names: Iterable[str]) -> frozenset[str]:
    """Return the names that mean a group wherever they stand in a sentence.

    Parameters
    ----------
    names : iterable of str
        As printed.

    Returns
    -------
    frozenset of str
        Names of at most four words; common words that mean more than a group are left out.
    """
    plain = {re.sub(rf"\s?\b{_HEAD}$|^(?:the|an?)\s", "", n.strip(), flags=re.I) for n in names}
    return frozenset(
        n
        for n in plain
        if len(n) > 1
        and len(n.split()) <= MOST_WORDS
        and n.lower() not in _AMBIGUOUS | _STOP
        and not re.search(r"\d\.\d|^\d+\s", n)
        and re.search(r"[^\W\d]{2}", n)
    )


def bare_pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of groups named without the word "group"."""
    own = "|".join(
        re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})"
        for name in sorted(names, key=lambda n: (-len(n), n))
    )
    either = f"{own}|(?i:{_KNOWN})" if own else f"(?i:{_KNOWN})"
    common = (
        rf"(?i:intervention|experimental|comparison)\s{_PEOPLE}\b"
        # beside its value, or beside its comparator
        r"|(?i:intervention|experimental)(?=:?\s?[(\[]?\s?(?:[A-Z]{0,3}[$£€])?[-+]?\d)"
        rf"|(?i:intervention|experimental)(?=\s(?:vs\.?|versus|and)\s(?:the\s)?(?:{_KNOWN})\b)"
    )
    fed = r"(?:[- ](?:treated|fed|allocated|assigned|supplemented|plus))?"
    return re.compile(
        rf"(?<![\w-])(?:{either})(?![\w%]|-(?!treated|fed|allocated|assigned)){fed}(?:\s{_PEOPLE}\b)?"
        rf"|\b(?:{common})"
    )


def group_mentions(text: str, bare: re.Pattern[str]) -> list[Mention]:
    """Return the groups a sentence names, in order.

    Parameters
    ----------
    text : str
        A sentence.
    bare : re.Pattern
        From :func:`bare_pattern`.
    """
    found: list[Mention] = []
    taken = bytearray(len(text))

    def add(mention: Mention) -> None:
        found.append(mention)
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)

    for _, words, start, end in _headed(text):
        add(Mention(start, end, words))
    for match in bare.finditer(text):
        if not any(taken[match.start() : match.end()]):
            headed = _WITH_HEAD.search(match[0]) is not None
            add(Mention(match.start(), match.end(), match[0], headed=headed))
    for match in _TREATED.finditer(text):
        mention = _treated(match, bare)
        if mention and not any(taken[mention.start : mention.end]):
            add(mention)
    found.sort(key=lambda m: m.start)
    return [_sized(m, text) for m in found]


def _sized(mention: Mention, text: str) -> Mention:
    size = _SIZE.match(text, mention.end)
    if size is None:
        return mention
    return replace(mention, end=size.end(), n=size[1])


def _treated(match: re.Match[str], bare: re.Pattern[str]) -> Mention | None:
    """Return "patients treated with X", cut where X ends; None where X names no group."""
    if match["name2"]:
        if match["name2"].lower() in _STOP:
            return None
        return Mention(match.start(), match.end(), match[0])
    end = match.start("name")
    for word in re.finditer(_NAME, match["name"]):
        low = word[0].lower().rstrip(".,")
        if low in _STOP or low.endswith(("ed", "ly")):
            break
        end = match.start("name") + len(match["name"][: word.end()].rstrip(".,"))
    named = bare.match(match.string, match.start("name"), end)
    if end == match.start("name") or not (named or _ASSIGNED.search(match[0])):
        return None
    return Mention(match.start(), end, match.string[match.start() : end])


def _headed(text: str) -> list[tuple[str, str, int, int]]:
    """Return every "A group", "A, B and C groups", "groups A and B".

    Each is its name, its name with the word in the singular, and its place.
    """
    found: list[tuple[str, str, int, int]] = []
    lettered = list(_LETTERED.finditer(text))
    for match in lettered:
        head = match[0].split()[0].lower().rstrip("s")
        at = match.start("names")
        for i, part in enumerate(re.split(_JOIN, match["names"])):
            start = text.index(part, at)
            at = start + len(part)
            found.append((part, f"{head} {part}", match.start() if i == 0 else start, at))
    for noun in _HEAD_NOUN.finditer(text):
        if any(m.start() <= noun.start() < m.end() for m in lettered):
            continue
        found.extend(_named(text, noun))
    return found


def _named(text: str, head: re.Match[str]) -> list[tuple[str, str, int, int]]:
    at = head.start()
    # no name is longer; from the start of a long text each head would look through all before it
    first = max(0, at - _LONGEST_NAME)
    if short := _SHORT.search(text, first, at):  # "the brief active course (BAC) group"
        at = short.start()
    before = _BEFORE_HEAD.search(text, first, at)
    if before is None:
        return []
    plural = head[0].endswith("s")
    chunks = _chunks(text, before.start(), at, lists=plural)
    if [text[a:b].strip().lower() for a, b in chunks] == ["single"]:
        return []
    if plural and len(chunks) == 1:  # "groups" of one name are no single group
        return []
    found = []
    for start, end in chunks:
        name = text[start:end].rstrip(" ,")
        found.append((name.strip(" ,"), name, start, start + len(name)))
    if found:
        name, _, start, _ = found[-1]
        found[-1] = (name, text[start : head.end()].removesuffix("s"), start, head.end())
    return found


def _chunks(text: str, start: int, end: int, *, lists: bool) -> list[tuple[int, int]]:
    """Return the names right before a head noun; with ``lists``, all of a coordination."""
    chunks: list[tuple[int, int]] = []
    at = end
    while True:
        begin = _name_start(text, start, at)
        if begin is None:
            break
        chunks.insert(0, (begin, at))
        join = re.search(r"(?:,?\s(?:and|or|vs\.?|versus)\s(?:the\s)?|,\s)$", text[start:begin])
        if not lists or join is None:
            break
        at = start + join.start()
    return chunks


def _may_name(word: str, *, last: bool) -> bool:
    """Tell whether a word may stand in a group's name; "A" only as the last, "the A group"."""
    low = word.lower().rstrip(".")
    if word == "A":
        return last
    if word.isupper() and len(word) > 1 and low not in _SETS:
        return True
    return low not in _STOP and ("-" in low or not low.endswith(("ly", "ed")))


def _name_start(text: str, start: int, end: int) -> int | None:
    """Return where the name that ends at ``end`` begins: up to four words, none a stop word."""
    words = list(re.finditer(_NAME, text[start:end]))
    begin = None
    at = end
    for word in reversed(words[-4:]):
        gap = text[start + word.end() : at]
        if gap.strip() or not _may_name(word[0], last=begin is None and start + word.start() > 0):
            break
        begin = at = start + word.start()
    if begin is None or text[begin:end].strip(" -").isdigit():
        return None
    return begin
