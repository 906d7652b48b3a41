"""Draw one effect as a line: zero, estimate, 95% interval and, thin, the prediction interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyses.plots.axis import Axis, axis_over, effect_range, require_interval, scale, whisker
from analyses.plots.svg import disc, figure, place, stroke

CARD = (260.0, 58.0)
ROW = (150.0, 16.0)
MARGIN = 8.0


@dataclass(frozen=True, slots=True)
class EffectLine:
    """An estimate with its 95% interval and prediction interval; hollow = one study, not pooled."""

    label: str
    estimate: float
    ci_lb: float
    ci_ub: float
    pi_lb: float | None = None
    pi_ub: float | None = None
    hollow: bool = False

    def __post_init__(self) -> None:
        require_interval(self.label, self.estimate, self.ci_lb, self.ci_ub)
        if (self.pi_lb is None) != (self.pi_ub is None):
            raise ValueError(f"{self.label}: a prediction interval needs both ends")
        if self.pi_lb is not None and self.pi_ub is not None:
            require_interval(self.label, self.estimate, self.pi_lb, self.pi_ub)


def shared_axis(lines: Sequence[EffectLine], width: float, *, hold: bool = False) -> Axis:
    """Return one axis for several lines, so that they can be compared; wide intervals are cut.

    Parameters
    ----------
    lines : sequence of EffectLine
        None of them moves the axis alone; an end outside is drawn as an arrow.
    width : float
        Width of the drawing, margins included.
    hold : bool
        Whether every 95% interval lies on the axis; many lines have some too wide for that.
    """
    ends = [end for line in lines for end in (line.ci_lb, line.ci_ub, line.pi_lb, line.pi_ub)]
    sure = [end for line in lines for end in (line.ci_lb, line.ci_ub)] if hold else []
    low, high = effect_range(
        [line.estimate for line in lines], sure, [end for end in ends if end is not None]
    )
    return axis_over(low, high, MARGIN, width - MARGIN, 4)


def effect_card(line: EffectLine, axis: Axis, *, plot_id: str, title: str, words: str) -> str:
    """Return an effect with its axis as one ``svg`` element; ``words`` are its text alternative."""
    drawn, _ = scale(axis, 2.0, 28.0, None, "")
    body = [drawn, *_marks(line, axis, 15.0, 5.5)]
    return figure("effect effect--card", plot_id, title, words, CARD, body, linked=False)


def effect_row(line: EffectLine, axis: Axis) -> str:
    """Return an effect for a table's row, on one line; its numbers stand in the same row."""
    zero = stroke("effect__zero", axis.x(0.0), 0, "V", ROW[1]) if axis.holds(0.0) else ""
    size = f"0 0 {place(ROW[0])} {place(ROW[1])}"
    marks = "".join(_marks(line, axis, ROW[1] / 2, 3.5))
    opening = f'<svg class="effect effect--row" viewBox="{size}" aria-hidden="true"'
    return f'{opening} fill="currentColor">{zero}{marks}</svg>'


def _marks(line: EffectLine, axis: Axis, y: float, radius: float) -> list[str]:
    marks = []
    if line.pi_lb is not None and line.pi_ub is not None:
        marks.append(whisker("effect__prediction", axis, line.pi_lb, line.pi_ub, y))
    thick = 1.5 if line.hollow else radius * 0.9
    marks.append(
        whisker("effect__interval", axis, line.ci_lb, line.ci_ub, y, f'stroke-width="{thick:g}"')
    )
    if axis.holds(line.estimate):
        name = "effect__dot effect__dot--hollow" if line.hollow else "effect__dot"
        marks.append(disc(name, axis.x(line.estimate), y, radius, hollow=line.hollow))
    return marks
