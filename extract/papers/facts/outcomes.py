"""The construct and the instrument that a label of a table or a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from extract.records.terms import InstrumentTerm, SubscaleTerm
from extract.taxonomy import Taxonomy

_WORDS = Path(__file__).with_name("outcomes.yaml")

# Short forms of the parts of a burnout scale: its label does not speak of the whole.
_PART = re.compile(r"\b(?:ee|dp|pa|pe|efficacy)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeName:
    """What a label names, as identifiers of the taxonomy.

    Attributes
    ----------
    construct, instrument, subscale : str or None
        None where the words name none, or more than one.
    higher_is_better : bool or None
        Of the score as labelled, from the taxonomy; None where it does not say or where the
        label may turn it round.
    """

    construct: str | None = None
    instrument: str | None = None
    subscale: str | None = None
    higher_is_better: bool | None = None


def name_outcome(label: str, context: str, taxonomy: Taxonomy) -> OutcomeName:
    """Return what a label names.

    Parameters
    ----------
    label : str
        Of a row or column, or a sentence.
    context : str
        Words around it that may name the instrument: the table's caption, the heading above.
    taxonomy : Taxonomy
        Gives identifiers and directions.
    """
    words = _words(taxonomy)
    construct = _construct(label, words)
    instrument = _only(_instruments(label, words))
    if instrument and instrument.outcome:
        # "Well-being index" may name a scale of distress: the instrument knows better.
        construct = instrument.outcome
    if instrument is None:
        instrument = _from_context(label, context, construct, words)
    subscale = _subscale(label, instrument) if instrument else None
    if subscale and subscale.outcome:
        construct = _turned_construct(label, subscale.outcome)
    elif construct is None and instrument:
        construct = instrument.outcome or _total(instrument)
    return OutcomeName(
        construct=construct,
        instrument=instrument.id if instrument else None,
        subscale=subscale.id if subscale else None,
        higher_is_better=_direction(label, construct, instrument, subscale, taxonomy),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The taxonomy's names as patterns."""

    instruments: tuple[tuple[re.Pattern[str], bool, InstrumentTerm], ...]
    constructs: tuple[tuple[re.Pattern[str], str], ...]
    exact: Mapping[str, str]


_last: list[tuple[Taxonomy, _Words]] = []


def _words(taxonomy: Taxonomy) -> _Words:
    """Return the patterns of a taxonomy, made anew only for another one."""
    if not _last or _last[0][0] is not taxonomy:
        _last[:] = [(taxonomy, _compile(taxonomy))]
    return _last[0][1]


def _compile(taxonomy: Taxonomy) -> _Words:
    terms = [cast(InstrumentTerm, t) for t in taxonomy.terms["instruments"].values()]
    return _Words(
        instruments=tuple(p for term in terms for p in _instrument_patterns(term)),
        constructs=tuple(
            (re.compile(rf"\b(?:{'|'.join(words)})\b"), ident)
            for ident, words in _data()["constructs"].items()
        ),
        exact={
            fold(name): term.id
            for term in taxonomy.terms["outcomes"].values()
            for name in [term.label, *term.synonyms]
        },
    )


def _instrument_patterns(
    term: InstrumentTerm,
) -> Iterable[tuple[re.Pattern[str], bool, InstrumentTerm]]:
    """Yield a pattern for short forms, capitals as printed, and one for names in words."""
    names = [term.label, term.full_name, *(n for n in term.synonyms if "(" not in n)]
    names += [n for s in term.subscales for n in s.synonyms if _is_short(n)]
    short = {re.escape(n).replace("\\-", "[- –]?") for n in names if _is_short(n)}
    if short:
        spelt = "|".join(sorted(short, key=len, reverse=True))
        yield re.compile(rf"(?<![A-Za-z])(?:{spelt})(?![A-Za-z])"), True, term
    long = {re.escape(fold(n)) for n in names if not _is_short(n) and len(n.split()) > 1}
    if long:
        yield re.compile(rf"\b(?:{'|'.join(sorted(long, key=len, reverse=True))})\b"), False, term


def _is_short(name: str) -> bool:
    """Say whether a name is an abbreviation: one word with capitals or digits."""
    return " " not in name and sum(c.isupper() or c.isdigit() for c in name) >= 2


def fold(text: str) -> str:
    """Return small letters, British -s-, American endings, and spaces for hyphens."""
    text = re.sub(r"[-‐‑–—_/]+", " ", text.casefold())
    text = re.sub(r"iz(?=e|a|i)", "is", text)
    text = text.replace("fulfillment", "fulfilment").replace("vigour", "vigor")
    return " ".join(re.sub(r"[^\w\s%&]", " ", text).split())


def _instruments(text: str, words: _Words) -> list[InstrumentTerm]:
    """Return the instruments named, each once; a name within a longer one does not count."""
    folded = fold(text)
    spans: list[tuple[int, int, bool, InstrumentTerm]] = []
    for pattern, printed, term in words.instruments:
        spans += [(*m.span(), printed, term) for m in pattern.finditer(text if printed else folded)]
    kept = [
        s
        for s in spans
        if not any(o[2] == s[2] and o[0] <= s[0] and s[1] <= o[1] and o[:2] != s[:2] for o in spans)
    ]
    return list({term.id: term for _, _, _, term in kept}.values())


def _only(found: list[InstrumentTerm]) -> InstrumentTerm | None:
    return found[0] if len(found) == 1 else None


def _from_context(
    label: str, context: str, construct: str | None, words: _Words
) -> InstrumentTerm | None:
    """Return the one instrument of the context that can have such a score."""
    named = _instruments(context, words)
    fitting = [i for i in named if _subscale(label, i) or construct in _measured(i)]
    return _only(fitting)


def _measured(instrument: InstrumentTerm) -> set[str]:
    """Return the constructs of an instrument's total score."""
    return {c for c in (instrument.outcome, _total(instrument)) if c}


def _total(instrument: InstrumentTerm) -> str | None:
    """Return the construct of the total of an instrument all of whose parts are burnout."""
    named = fold(instrument.full_name)
    return "burnout-overall" if "burnout inventory" in named else None


def _construct(label: str, words: _Words) -> str | None:
    """Return the construct that a label names; None when it names two."""
    folded = fold(label)
    if exact := words.exact.get(_bare(folded)):
        return exact
    named = _outermost([(m.span(), i) for p, i in words.constructs for m in p.finditer(folded)])
    # "Burnout: emotional exhaustion" names a part with its whole.
    if len(named) > 1:
        named.discard("burnout-overall")
    elif named == {"burnout-overall"} and _PART.search(folded):
        return None
    return _turned_construct(label, named.pop()) if len(named) == 1 else None


def _outermost(found: list[tuple[tuple[int, int], str]]) -> set[str]:
    """Return what is named by words that are not part of longer words found."""
    spans = {span for span, _ in found}
    return {
        name
        for (start, end), name in found
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e in spans)
    }


def _bare(folded: str) -> str:
    """Return a label without units and words for scores."""
    dropped = re.sub(r"\b(?:scores?|total|mean|sd|points?|scale|subscale)\b|[\d%&]", " ", folded)
    return " ".join(dropped.split())


def _turned_construct(label: str, construct: str) -> str:
    """Return the construct of low accomplishment where a label turns accomplishment round."""
    low = re.search(r"\b(?:low|reduced|lack of)\b", fold(label))
    return "low-accomplishment" if low and construct == "personal-accomplishment" else construct


def _subscale(label: str, instrument: InstrumentTerm) -> SubscaleTerm | None:
    """Return the part of an instrument that a label names; None when it names several."""
    folded = fold(label)
    found: list[tuple[tuple[int, int], str]] = []
    for part in instrument.subscales:
        short = _data()["subscales"].get(f"{instrument.id}/{part.id}", [])
        names = {fold(n) for n in [part.label, *part.synonyms, *short]} - {""}
        spelt = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
        found += [(m.span(), part.id) for m in re.finditer(rf"\b(?:{spelt})\b", folded)]
    named = _outermost(found)
    return next((p for p in instrument.subscales if named == {p.id}), None)


def _direction(
    label: str,
    construct: str | None,
    instrument: InstrumentTerm | None,
    subscale: SubscaleTerm | None,
    taxonomy: Taxonomy,
) -> bool | None:
    """Return the direction of the score, or None where the label may turn it round."""
    if construct in {"low-accomplishment", "job-dissatisfaction"}:
        return taxonomy.outcome(construct).higher_is_better
    if re.search(_data()["turned"], fold(label)):
        return None
    if subscale:
        return subscale.higher_is_better
    if instrument and (instrument.higher_is_better is not None or instrument.outcome):
        return instrument.higher_is_better
    # A bank of scales without a direction of its own: more is more of what the label names.
    if construct is None or (instrument and instrument.subscales):
        return None
    return taxonomy.outcome(construct).higher_is_better


@cache
def _data() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], yaml.safe_load(_WORDS.read_text(encoding="utf-8")))
