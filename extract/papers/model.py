"""What was understood of a paper: suggestions for a person to check, never checked values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.documents.model import Front, Place, Problem

# Raised whenever a change of the understanding may change a reading: part of every cache key.
EXTRACTOR = "paper-reader 1"

Timing = Literal["baseline", "post", "follow_up"]
Kind = Literal["end", "change"]
Role = Literal["intervention", "comparator"]
Analysis = Literal["intention_to_treat", "per_protocol"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words that back a value, and where they stand.

    Attributes
    ----------
    words : str
        As read: a sentence, or a cell's own text.
    place : Place
        XPath, or page and box.
    source : str
        Where in words a reader would say it: "Table 2, row Emotional exhaustion, column
        Intervention" or the section's title.
    """

    words: str
    place: Place
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A value of a field of the study, machine-read.

    Attributes
    ----------
    field : str
        Name of the field, as in the tables: ``design``, ``country``, ``intervention_type`` ...
        A field with several values (intervention types) has one suggestion for each.
    value : str
        Identifier of the taxonomy where the field has one, else the words or the number.
    confidence : float
        Share of such suggestions expected to be right, 0 to 1.
    quotes : tuple of Quote
        What supports it; never empty.
    arm : str or None
        Name of the arm it speaks of, if of one.
    """

    field: str
    value: str
    confidence: float
    quotes: tuple[Quote, ...]
    arm: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number read from the paper.

    Attributes
    ----------
    value : float
        Proportions 0 to 1; else in the units printed.
    printed : str
        As printed, with its decimals.
    origin : str
        ``reported``, or ``computed`` from reported ones (then ``formula`` names the way).
    """

    value: float
    printed: str
    quote: Quote
    origin: Literal["reported", "computed"] = "reported"
    formula: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmFound:
    """A group of the study as the paper names it.

    Attributes
    ----------
    name : str
        The name that tables use, or else the sentences.
    role : str or None
        As the names tell; None where they do not.
    n_randomised, n_analysed, n_completed : Number or None
        From words that say so: assigned, allocated; analysed, evaluable; completed, remained.
    n_listed, n_baseline : Number or None
        The count most often printed beside the name without such words: heads of columns in
        tables of outcomes, and in tables of the start.
    aliases : tuple of str
        Every way the paper names the group, ``name`` first.
    descriptions : tuple of str
        What the paper says that the group received.
    quotes : tuple of Quote
        Where it is named; never empty.
    """

    name: str
    role: Role | None = None
    n_randomised: Number | None = None
    n_analysed: Number | None = None
    n_completed: Number | None = None
    n_listed: Number | None = None
    n_baseline: Number | None = None
    aliases: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastFound:
    """Arm against arm on one outcome at one time, with its raw or reported statistics.

    Attributes
    ----------
    outcome : str
        As the paper labels it.
    construct, instrument, subscale : str or None
        Identifiers of the taxonomy where the label or its section names one.
    higher_is_better : bool or None
        Of the instrument; None where unknown.
    arm1, arm2 : str
        Names of arms: 1 is the intervention, 2 the comparator, in the order of effect tables.
    timing : str or None
        Baseline, after the intervention, or later.
    time_label : str or None
        The paper's words for the time.
    time_weeks : float or None
        Weeks since the start, where the words say so.
    kind : str
        ``end`` scores or ``change`` since baseline.
    statistics : mapping
        Named as the columns of contrasts: ``m1i``, ``sd1i``, ``n1i``, ``m2i``, ``sd2i``, ``n2i``,
        ``se1i``, ``ci1_lb`` ..., events ``ai``, ``ci``, percentages ``p1i``, ``p2i``; reported
        effects ``d``, ``md``, ``or``, ``rr``, ``hr`` with ``ci_lb``, ``ci_ub``, ``p``.
    adjusted : bool
        From a model with covariates.
    analysis : str or None
        Intention to treat or per protocol, where the paper says so.
    flags : tuple of str
        What a person should look at, in plain words: "SE may be typed as SD ...".
    confidence : float
        Chance that every number of it is right, calibrated; 0 to 1.
    """

    outcome: str
    arm1: str
    arm2: str
    statistics: dict[str, Number]
    confidence: float
    construct: str | None = None
    instrument: str | None = None
    subscale: str | None = None
    higher_is_better: bool | None = None
    timing: Timing | None = None
    time_label: str | None = None
    time_weeks: float | None = None
    kind: Kind = "end"
    adjusted: bool = False
    analysis: Analysis | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TestFound:
    """A statistical test printed in a sentence, with the check of its p value.

    Attributes
    ----------
    statistic : str
        ``t``, ``F``, ``chi2``, ``r``, ``z``, ``Q``; or an effect: ``d``, ``OR``, ``RR``, ``HR``.
    p_computed : float or None
        From the statistic and its degrees of freedom, where they suffice.
    consistent : bool or None
        Whether the printed p can come from the printed statistic, rounding allowed;
        None where it cannot be told.
    decision_error : bool
        The two lie on different sides of 0.05.
    flags : tuple of str
        What a person should look at, in plain words: an estimate outside its own interval,
        an interval that contradicts the p, a one-tailed test.
    """

    statistic: str
    value: float
    quote: Quote
    df1: float | None = None
    df2: float | None = None
    comparison: Literal["=", "<", ">"] = "="
    p: float | None = None
    p_comparison: Literal["=", "<", ">"] | None = None
    ci: tuple[float, float] | None = None
    n: int | None = None
    p_computed: float | None = None
    consistent: bool | None = None
    decision_error: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReading:
    """All that was found in a paper.

    Attributes
    ----------
    sha256, kind, reader : str
        Of the document that was read.
    extractor : str
        Name and version of the understanding.
    suggestions : tuple of Suggestion
        Facts of the study; risk-of-bias signals are fields named ``signal_...``.
    is_example : bool
        The paper calls itself a worked example: its data are invented and never pooled.
    """

    sha256: str
    kind: str
    reader: str
    extractor: str
    front: Front
    n_pages: int | None
    suggestions: tuple[Suggestion, ...] = ()
    arms: tuple[ArmFound, ...] = ()
    contrasts: tuple[ContrastFound, ...] = ()
    tests: tuple[TestFound, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    is_example: bool = False
