"""What the caption of a table says of its values: people at the start, or what came of it."""

from __future__ import annotations

import re

from extract.papers.times import Time, read_times

# A table of the people at the start; not one of what changed since.
_BASELINE_TABLE = re.compile(
    r"\bbase-?\s?line\b|\bdemographic|\bat (?:entry|enrol|admission|inclusion|randomi)"
    r"|\b(?:patients?|participants?|subjects?|sample|population|clinical|general|background|study"
    r"|socio\S*)\W+(?:\w+\W+){0,2}characteristics?\b"
    r"|\bcharacteristics? of (?:the |all )?(?:\w+ ){0,3}"
    r"(?:patients?|participants?|subjects?|sample|population|groups? at)",
    re.IGNORECASE,
)
_SINCE_BASELINE = re.compile(
    r"\b(?:chang|improve|reduc|increas|decreas)\w*\b.{0,60}\bbase-?\s?line\b"
    r"|\b(?:from|since|adjust\w* for|versus|vs\.?|compared (?:with|to)) (?:the )?base-?\s?line\b"
    r"|\bbase-?\s?line(?:,| and| to| vs\.?| versus) (?:\w+ ){0,2}"
    r"(?:\d|follow|post|after|end|final|week|month|day|year)",
    re.IGNORECASE,
)


def is_baseline(time: Time | None, caption: str, *, in_text: bool = False) -> bool:
    """Tell whether a value was measured at the start.

    Parameters
    ----------
    time : Time or None
        Named by the labels over the value.
    caption : str
        Of its table, or its sentence.
    in_text : bool
        Stands in a sentence: then only a time in the words tells.

    Returns
    -------
    bool
    """
    if time is not None and (time.phase or time.weeks):
        return time.phase == "baseline"
    if in_text:
        return False
    return bool(_BASELINE_TABLE.search(caption)) and not _SINCE_BASELINE.search(caption)


def caption_time(caption: str) -> Time | None:
    """Return the one time that a caption names: "Outcomes after 8 weeks".

    Parameters
    ----------
    caption : str

    Returns
    -------
    Time or None
        None where it names none or several.
    """
    times = [t for t in read_times(caption) if t.phase != "baseline"]
    return times[0] if len({t.weeks for t in times}) == 1 else None
