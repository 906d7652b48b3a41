"""What kind of text a paragraph is: caption, heading and its depth, note, or plain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.documents.pdf_paragraphs import ITEM, LABEL, Paragraph

Style = tuple[float, bool, bool, bool]  # size, bold, capitals, italic
NUMBERED = re.compile(
    r"^(?:(\d{1,2}(?:\.\d{1,2}){0,3})\.?|([IVX]{1,4})\.|[A-H]\.)\s*\|?\s+(?=[A-Z])"
)
# titles that open the main parts of an article, whatever the journal
MAJOR = frozenset(
    line
    for block in (
        "abstract/summary/introduction/background/objective/objectives/aim/aims/keywords",
        "method/methods/methodology/materials and methods/material and methods",
        "methods and materials/patients and methods/participants and methods/subjects and methods",
        "results/findings/results and discussion/discussion/discussion and conclusion",
        "discussion and conclusions/conclusion/conclusions/limitations/appendix",
        "references/bibliography/literature cited/works cited/reference list",
        "acknowledgements/acknowledgments/acknowledgement/acknowledgment/funding/contributors",
        "conflict of interest/conflicts of interest/competing interests/declaration of interests",
        "author contributions/authors contributions/data availability/data availability statement",
        "supporting information/supplementary material/supplementary materials",
        "ethics statement/ethics approval/ethical approval/ethical standards/ethics",
        "conflict of interests/declaration of competing interest/data accessibility",
    )
    for line in block.split("/")
)
REFERENCES = frozenset(
    {"references", "bibliography", "literature cited", "works cited", "reference list"}
)
# what an abstract may be divided by
ABSTRACT_PARTS = frozenset(
    line
    for block in (
        "background/objective/objectives/aim/aims/purpose/introduction/context/importance",
        "rationale/method/methods/methods and results/methods and findings/design/study design",
        "setting/participants/patients/interventions/intervention/measures",
        "main outcome measures/main outcomes and measures/results/findings/conclusion/conclusions",
        "interpretation/discussion/significance/implications/limitations/funding/registration",
        "trial registration/clinical trial registration",
    )
    for line in block.split("/")
)
# a paragraph of an abstract that has no heading of its own: "METHODS: We ..."
LABELLED = re.compile(
    r"^(background|objectives?|aims?|purpose|introduction|context|importance|methods?|design|"
    r"setting|participants|interventions?|results|findings|conclusions?|interpretation|"
    r"(?:clinical )?(?:trial )?registration|main outcomes?(?: and)? measures?)\s*[:.—]\s",
    re.I,
)
LONGEST = 16  # words of a heading
LARGER = 1.06
SMALLER = 0.93
LEAST_BOLD = 0.88  # a bold heading may be set smaller than the text
NOTE_START = re.compile(r"^(?:[*†‡§¶#]|(?:[Nn]otes?|[Aa]bbreviations?)\b[.:]?|[a-z]\s?[A-Z])")


def plain_title(text: str) -> str:
    """Return a heading without number, mark and case; spaced letters are closed up."""
    text = NUMBERED.sub("", text.strip())
    letters = text.split()
    if len(letters) > 4 and all(len(x) == 1 for x in letters):
        text = "".join(letters)
    return re.sub(r"[^a-z ]", "", text.casefold()).strip()


def is_caption(paragraph: Paragraph, text: str, body: float) -> bool:
    """Tell "Table 2. Scores at baseline" from a sentence that begins with "Table 2 shows"."""
    found = LABEL.match(text)
    if not found:
        return False
    rest = text[found.end() :].lstrip()
    first = paragraph.lines[0].words
    if first[0].bold and not paragraph.bold:
        return True
    if not rest or rest[0] in ".:|—–-":
        return True
    other = abs(paragraph.size - body) > 0.04 * body or paragraph.bold or paragraph.italic
    return (rest[0] in "([" and other) or (
        (rest[0].isupper() or rest[0].isdigit()) and (other or len(paragraph.lines) == 1)
    )


def style(paragraph: Paragraph, text: str) -> Style:
    """Return what the eye tells headings of one level by."""
    return round(paragraph.size, 1), paragraph.bold, text.isupper(), paragraph.italic


def is_heading(paragraph: Paragraph, text: str, body: float) -> bool:
    """Tell a heading from text by its words, its size and its weight."""
    if len(text.split()) > LONGEST or len(paragraph.lines) > 3 or not any(map(str.isalpha, text)):
        return False
    if plain_title(text) in MAJOR and len(paragraph.lines) == 1:
        return True
    least = LEAST_BOLD if paragraph.bold else SMALLER
    if paragraph.size < least * body or text[-1] in ".,;:" or ITEM.match(text[:3] + " "):
        return False
    if not (text[0].isupper() or NUMBERED.match(text)) or sum(map(str.isalpha, text)) < 4:
        return False
    caps = text.isupper() and len(text) > 6
    larger = paragraph.size > LARGER * body and paragraph.complete
    distinct = paragraph.bold or larger or caps
    return distinct or (paragraph.italic and len(paragraph.lines) < 3)


def is_note(paragraph: Paragraph, text: str, body: float) -> bool:
    """Tell a note at the foot of a page from text."""
    if paragraph.size > SMALLER * body or LABELLED.match(text):
        return False
    raised = paragraph.lines[0].words[0].shift == 1
    return raised or paragraph.page == 1 or NOTE_START.match(text) is not None


class Levels:
    """The depth of headings, by their numbers where they have them, else by their style."""

    def __init__(self, headings: Sequence[tuple[Style, str]]) -> None:
        majors = [s for s, text in headings if plain_title(text) in MAJOR]
        self._major = max(set(majors), key=lambda s: (majors.count(s), s)) if majors else None
        self._minor: list[Style] = []

    def of(self, look: Style, text: str) -> int:
        """Return 1 for a main part, more for what stands below it."""
        number = NUMBERED.match(text)
        if number and number[1]:
            return number[1].count(".") + 1
        if look == self._major or plain_title(text) in MAJOR:
            return 1
        if self._major is None or look[0] > self._major[0] + 0.5:
            return 1
        if look not in self._minor:
            self._minor.append(look)
        return min(2 + self._minor.index(look), 4)
