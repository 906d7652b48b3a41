"""How a printed test or effect begins: its name, degrees of freedom, and value."""

from __future__ import annotations

import re

from extract.numbers.tokens import UNSIGNED

NUM = rf"(?:[-+–]\s?)?{UNSIGNED}"
COMPARISON = r"(?:=|:|<|>|≤|≥|⩽|⩾)"
DF = r"(?:df|DF|Df|d\. ?f\.|degrees? of freedom)"
_STARTS = r"(?<![\w'’.+-])"

# "(18)", "[1, 9]", "(1, N = 226)", "(df = 2)", "_1,415"; a scanned 1 may read as l.
_FIRST = r"(?:\d+(?:\.\d+)?|[lI](?=\s*,))"
_SECOND = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_DEGREES = rf"""(?:
    (?:\s?_?\s?[(\[{{]\s*|\s?_\s?|(?<=[Ft])(?=\d+\s?,\s?\d+\s*[=<>])|\s(?={DF}))
    (?:{DF}\s*[=:]?\s*)?(?P<df1>{_FIRST})
    (?:\s*[,;/]\s*(?:(?P<is_n>[Nn]\s*=\s*)|{DF}\s*=\s*)?(?P<df2>{_SECOND}))?
    \s*[)\]}}]?
)"""
_KIND = r"(?:[- ](?:values?|tests?|statistics?|ratio))?"
_NAMES = rf"""(?:
    (?P<t>{_STARTS}(?:B(?=t\())?t{_KIND})
  | (?P<F>{_STARTS}(?:B(?=F\())?F{_KIND})
  | (?P<chi2>[Δ∆]?\s?(?:[χΧ]|(?<!\w)[XxG])\s?\^?\s?2(?!\d)
      | [χΧ](?=\s?[(=])
      | (?i:\bchi[- ]?squared?){_KIND}
      | (?<!\w)\w?\^?2(?=\s?\(\d+,\s?N\s?=))
  | (?P<r>{_STARTS}(?:r(?:_?[sp])?|rho|ρ))
  | (?P<z>{_STARTS}[Zz](?:[- ](?:values?|scores?|statistics?))?)
  | (?P<Q>{_STARTS}Q(?:_?(?:[MEBWw]|between|within|model))?)
)"""
_VALUE = rf"(?P<comparison>{COMPARISON})\s*(?P<value>{NUM})(?![\d^]|\s?%)"
TEST = re.compile(rf"{_NAMES}\s*{_DEGREES}?\s*{_VALUE}", re.VERBOSE)
TEST_NAMES = ("t", "F", "chi2", "r", "z", "Q")

INTERVAL_NAME = (
    r"(?:(?P<level{0}>\d\d(?:\.\d+)?)\s?%?[- ]?\s?)?"
    r"(?:(?:confidence|credible)\s(?:intervals?|limits?)|C\.?I\.?(?:'?s)?|CrI|CL)"
    r"(?:\s?[(\[](?:CI|CrI)s?[)\]])?(?:\s?95\s?%)?"
)
_ABBREVIATION = r"(?:\s?[(\[]\s*[A-Za-z]{1,5}\s*[)\]])?"
_ANNOUNCED = rf"(?:\s?[,;(\[]*\s?(?P<announced>{INTERVAL_NAME.format('_head')})\s?[)\]]?)?"
_EFFECTS = rf"""(?:
    (?P<IRR>{_STARTS}a?IRR\b|(?i:\b(?:incidence\s)?rate\sratios?\b))
  | (?P<OR>{_STARTS}[ac]?OR\b|(?i:\bodds\sratios?\b))
  | (?P<RR>{_STARTS}a?RR\b|(?i:\b(?:relative\srisks?|risk\sratios?)\b))
  | (?P<HR>{_STARTS}a?HR\b|(?i:\bhazards?\sratios?\b))
  | (?P<SMD>{_STARTS}SMD\b|(?i:\bstandardi[sz]ed\smean\sdifferences?\b))
  | (?P<RD>{_STARTS}(?:RD|ARR)\b|(?i:\b(?:risk|rate)\sdifferences?\b|\babsolute\srisk\sreduction\b))
  | (?P<MD>{_STARTS}W?MD\b|(?i:\b(?:mean|treatment|group|between-group|estimated)\sdifferences?\b)
      |(?i:\bdifferences?\b))
  | (?P<d>(?:\bCohen\s?[’'`´]?\s?s?\s|{_STARTS})d(?:_?(?:av|rm|ppc2?|[zs]))?(?![\w’'.]))
  | (?P<g>(?:\bHedges\s?[’'`´]?\s?s?\s|{_STARTS})g(?![\w’'.]))
  | (?P<eta2>(?:partial\s)?(?:[ηƞ]|\beta)[\s_-]*p?\s?(?:\^?\s?2|squared)(?:_?p)?)
  | (?P<ES>{_STARTS}ES\b|(?i:\beffect\ssizes?\b))
  | (?P<beta>{_STARTS}(?:β|[Bb]eta|[Bb])(?=\s?=))
)"""
_TIME = r"\d+[- ](?:hours?|days?|weeks?|months?|years?)\b"
# Up to the number of "difference in score at 6 months was 12"; never past another effect's name.
_OTHER_EFFECT = r"(?!(?:a?[HR]R|a?I?RR|a?OR|odds|hazard|ratio|risk)\b)"
_GAP = rf"(?:(?:{_OTHER_EFFECT}[^.;:()\[\]\d=<>±]|{_TIME}){{0,60}}?(?<!\w)(?:was|were|is|of))?"
EFFECT = re.compile(
    rf"{_EFFECTS}{_ABBREVIATION}{_ANNOUNCED}{_GAP}\s?,?\s?"
    rf"(?P<comparison>{COMPARISON})?\s?(?P<value>{NUM})(?![\d^])(?P<percent>\s?%)?",
    re.VERBOSE,
)
EFFECT_NAMES = ("IRR", "OR", "RR", "HR", "SMD", "RD", "MD", "d", "g", "eta2", "ES", "beta")
RATIOS = frozenset({"IRR", "OR", "RR", "HR"})
# "Df 2,218 F = 10.77": the degrees of freedom may stand first.
DF_BEFORE = re.compile(rf"{DF}\s*[=:]?\s*[(\[]?(\d+)(?:\s*,\s*(\d+))?[)\]]?\s*[,;]?\s*$")
# What makes a number no test value: a range, a unit.
RANGE_AFTER = re.compile(r"\s?[–—-]\s?[-]?\.?\d|\sto\s-?\.?\d")
UNIT_AFTER = re.compile(
    r"\s?(?:[mck]?m|[mkμ]?g|[mμ]?[lL]|ms|s|h|min|days?|weeks?|months?|years?|bpm|beats|mmHg|[°/])\b"
)
