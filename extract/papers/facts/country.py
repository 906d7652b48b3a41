"""The country a study was done in: from its setting, else from where its authors work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from extract.countries import country_names
from extract.papers.facts.text import Hit, PaperText, Passage, suggest
from extract.papers.model import Suggestion

_PLACES = Path(__file__).with_name("places.yaml")
# Words of a sentence that tells where the study was.
_SETTING = re.compile(
    r"\b(?:hospitals?|universit\w+|clinics?|cent(?:re|er)s?|wards?|units?|facilit\w+|practices?"
    r"|schools?|homes?|trusts?|departments?|districts?|provinces?|villages?|sites?|workplaces?"
    r"|recruited|enrolled|conducted in|carried out|took place|performed in|set in|located"
    r"|setting|population|participants?|employees|workers|nurses|physicians|NHS|patients|women"
    r"|students|cit(?:y|ies)|primary care|nationwide|national|trial|study)\b",
    re.I,
)
_NOT_SETTING = re.compile(
    r"\b(?:manufactur\w+|Inc|Ltd|Corp\w*|GmbH|purchased|software|version|SPSS|Stata|SAS"
    r"|reported in|compared with other|guidelines?|validated|norms?|language|translated"
    r"|[Rr]egist(?:ry|er|ered|ration)|funded|grants?|such as"
    r"|questionnaire|scale|inventory|previous|literature|Declaration|Helsinki)\b"
)
_US_ADDRESS = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI"
    r"|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? (?:\d{5}|U\.?S)|, (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]"
    r"|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b"
)
# Addresses run together: "1 Town, Land 2 Town, Land".
_ONE_ADDRESS = re.compile(r"(?<![\w-])\^?\d{1,2},? (?=[A-Z])|\^\d{1,2}\b|; ")
# "(Firm, Town, Country)" after a thing names its maker.
_MAKER = re.compile(r"\([^()]*, ?$")
# A country's name within a longer name: "Beth Israel", "American College".
_NAME_BEFORE = re.compile(
    r"(?<![.?!] )(?<!^)\b(?!(?:In|The|Across|From|For|Republic|Northern|Southern|South|North|East"
    r"|West|Eastern|Western|Central|Rural|Urban)\b)[A-Z][a-z]+ $"
)
_NAME_AFTER = re.compile(r" [A-Z][a-z]+(?! Hospital)")
# Share right in benchmarks/extraction/labels.csv (November 2026): setting or all addresses 72 of
# 72, addresses of several countries, or a setting where no author works, 4 of 5.
_FROM_SETTING = 0.97
_FROM_SETTING_ALONE = 0.6
_FROM_ADDRESSES = 0.97
_FROM_MIXED_ADDRESSES = 0.6


def find_countries(text: PaperText) -> list[Suggestion]:
    """Return the country or countries of a study."""
    settings = _settings(text)
    if settings:
        return _of_settings(settings, _addresses(text))
    addresses = _addresses(text)
    if not addresses:
        return []
    counts = Counter({code: len(found) for code, found in addresses.items()})
    code, n = counts.most_common(1)[0]
    if n * 2 < counts.total():
        return []
    sure = _FROM_ADDRESSES if n == counts.total() else _FROM_MIXED_ADDRESSES
    return [suggest("country", code, sure, *addresses[code][:2])]


def _of_settings(
    settings: dict[str, list[Passage]], addresses: dict[str, list[Passage]]
) -> list[Suggestion]:
    """Keep the countries where authors work too; failing any, the most named one."""
    most = max(len(found) for found in settings.values())
    shared = {code: found for code, found in settings.items() if code in addresses}
    alone = {code: found for code, found in settings.items() if len(found) == most}
    sure = _FROM_SETTING if shared or not addresses else _FROM_SETTING_ALONE
    kept = {c: f for c, f in (shared or alone).items() if len(f) * 3 >= most or shared}
    return [suggest("country", c, sure, *found[:3]) for c, found in kept.items()]


def _settings(text: PaperText) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for parts in (("title",), ("abstract", "methods")):
        for hit in text.scope(*parts).find(_words("names", "peoples")):
            code = _code(hit)
            if code and _is_setting(hit):
                found.setdefault(code, []).append(hit.passage)
        if found:
            return found
    return found


def _is_setting(hit: Hit) -> bool:
    if hit.passage.part == "title":
        return True
    if _MAKER.search(hit.before) or _NAME_BEFORE.search(hit.before):
        return False
    if _code(hit) in _data()["peoples"] and _is_people(hit) and _NAME_AFTER.match(hit.after):
        return False
    return bool(_SETTING.search(hit.passage.words)) and not _NOT_SETTING.search(hit.passage.words)


def _is_people(hit: Hit) -> bool:
    return hit.match[0] in _data()["peoples"][_code(hit)]


def _addresses(text: PaperText) -> dict[str, list[Passage]]:
    """Return the countries of the affiliations with the addresses that name them."""
    found: dict[str, list[Passage]] = {}
    for passage in text.scope("affiliation").passages:
        for address in _ONE_ADDRESS.split(passage.words):
            if code := _of_address(address):
                found.setdefault(code, []).append(passage)
    return found


def _of_address(address: str) -> str | None:
    """Return the country an address ends with; else the one its region or code stands for."""
    named = _all_words("names").findall(address)
    if named:
        return _codes()[named[-1].casefold()]
    if _US_ADDRESS.search(address):
        return "US"
    regions = _all_words("regions").findall(address)
    return _codes()[regions[-1].casefold()] if regions else None


def _code(hit: Hit) -> str | None:
    return _codes().get(hit.match[0].casefold())


@cache
def _data() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], yaml.safe_load(_PLACES.read_text(encoding="utf-8")))


@cache
def _codes() -> Mapping[str, str]:
    """Return the country of each word, in small letters."""
    codes = {name.casefold(): code for name, code in country_names().items()}
    for kind in ("regions", "peoples", "names"):
        for code, words in _data()[kind].items():
            codes |= {word.casefold(): code for word in words}
    return codes


def _spelt(kind: str) -> list[str]:
    words = [w for ws in _data()[kind].values() for w in ws]
    return words + list(country_names()) if kind == "names" else words


@cache
def _words(*kinds: str) -> re.Pattern[str]:
    """Match the words of these kinds but the doubtful ones."""
    doubtful = set(_data()["doubtful"])
    return _any_of([w for kind in kinds for w in _spelt(kind) if w not in doubtful])


@cache
def _all_words(kind: str) -> re.Pattern[str]:
    """Match the words of a kind in an address, capitals or not, joined to the town or not."""
    spelt = [re.escape(w) for w in sorted(set(_spelt(kind)), key=len, reverse=True)]
    return re.compile(rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?:{'|'.join(spelt)})(?![a-z])")


def _any_of(words: list[str]) -> re.Pattern[str]:
    spelt = sorted({re.escape(w) for w in words}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spelt)})(?![\w])")
