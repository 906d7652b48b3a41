"""Headings between the rows of a table: which of them stand over a row."""

from __future__ import annotations

from dataclasses import dataclass

# A label one column further in stands so much deeper than one set in by a step.
COLUMN = 10


@dataclass(slots=True)
class Section:
    """A heading in force.

    ``level`` is how deep it stands; ``row`` tells that it is a row of values itself; ``deep``
    that rows set in below it were met, so that a row at its own level ends it; ``test`` holds the
    cells of a test printed beside it.
    """

    level: int
    text: str
    row: bool = False
    deep: bool = False
    test: frozenset[int] = frozenset()


class Headings:
    """The headings in force while a table is walked from the top, the outermost first."""

    def __init__(self) -> None:
        self.open: list[Section] = []
        self.above: tuple[int, str] | None = None

    def start(self, level: int, text: str, *, follows: bool) -> None:
        """Open a heading; it ends those that do not stand over it.

        Parameters
        ----------
        level : int
            How deep it stands.
        text : str
        follows : bool
            Whether it comes right below another heading: then that one is over all that follow.
        """
        last = self.open[-1] if self.open and follows else None
        if last and (last.level == level or (len(self.open) == 1 and last.level > level)):
            outer = Section(level - 1, last.text)
            self.open = [s for s in self.open if s.level < outer.level] + [outer]
        self._replace(Section(level, text))

    def start_tested(self, level: int, text: str, test: frozenset[int]) -> None:
        """Open a heading with a test of its rows printed beside it.

        Parameters
        ----------
        level : int
        text : str
        test : frozenset of int
            Identities of the test's cells.
        """
        self._replace(Section(level, text, test=test))

    def over(self, level: int, tests: set[int], *, first: bool, labelled: bool) -> list[Section]:
        """Return the headings over a row; those that it ends are closed.

        Parameters
        ----------
        level : int
            How deep its label stands.
        tests : set of int
            Identities of the cells of tests in it.
        first : bool
            Its label stands in the first column.
        labelled : bool
            It has a label.

        Returns
        -------
        list of Section
        """
        if self.above and self.above[0] < level < COLUMN and first:
            depth = self.above[0]
            self.open = [s for s in self.open if s.level < depth + (not s.row)]
            self._push(Section(depth, self.above[1], row=True))
        inner = max((s.level for s in self.open), default=-1)
        if first and level < inner - inner % COLUMN:
            self.open = [s for s in self.open if s.level <= level]
        if labelled:
            self.open = [s for s in self.open if not _ends(s, level, tests)]
        if self.open and self.open[-1].level < level:
            self.open[-1].deep = True
        return self.open

    def _replace(self, section: Section) -> None:
        self.open = [s for s in self.open if s.level < section.level]
        self._push(section)
        self.above = None

    def _push(self, section: Section) -> None:
        if self.open and self.open[-1].level < section.level:
            self.open[-1].deep = True
        self.open.append(section)


def _ends(section: Section, level: int, tests: set[int]) -> bool:
    if level > section.level:
        return False
    return section.deep or bool(section.test and tests - section.test)
