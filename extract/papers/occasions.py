"""Times in headings: "Weeks" over 0, 6 and 12 makes them "Week 0", "Week 6" and "Week 12"."""

from __future__ import annotations

import re

# A heading that starts with a word of time; one that says nothing else.
TIME_HEAD = re.compile(
    r"^(?:weeks?|months?|days?|time\b.*|hours?|years?|visits?|occasion|cycles?)\b", re.I
)
OCCASION = re.compile(r"^(?:cycle|weeks?|months?|days?|visits?|years?|hours?|time\b.*)\W*$", re.I)
_UNIT_OF_TIME = re.compile(r"\b(min|hour|hr|day|week|wk|month|year|yr)s?\b", re.I)


def with_unit(text: str, head: str) -> str:
    """Return "Week 12" for a 12 under the heading "Weeks"; other texts as they are.

    Parameters
    ----------
    text, head : str

    Returns
    -------
    str
    """
    if not re.match(r"\d+(?:\.\d+)?\s*(?:$|[(,;A-Z])", text):
        return text
    if found := re.fullmatch(r"(groups?|arms?)", head.strip(), re.I):
        return f"{found[1].rstrip('s')} {text}"
    if not TIME_HEAD.match(head):
        return text
    if unit := _UNIT_OF_TIME.search(head):
        return f"{unit[1].title()} {text}" if unit.start() == 0 else f"{text} {unit[1].lower()}"
    return f"{head.split()[0].rstrip('s')} {text}"
