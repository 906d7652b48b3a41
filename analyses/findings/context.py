"""What findings need beside the effects: scales, shares of people, decisions on certainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from analyses.findings.meaning import scales_of
from analyses.grading.records import GradingError, Override
from analyses.meaning.people import ControlRisk
from analyses.meaning.scales import NoScale, Scale

Row = Mapping[str, Any]


def scales_by_family(
    tables: Mapping[str, Sequence[Row]], familiar: Mapping[str, str]
) -> dict[str, Scale | NoScale]:
    """Return the familiar scale of each outcome family, or why nothing can be said on it.

    ``familiar`` names an instrument, or instrument/subscale, of the taxonomy for each family.
    """
    found = scales_of(tables["readings"], tables["contrasts"], tables["outcomes"], tables["terms"])
    keys = {family: (*name.split("/"), "")[:2] for family, name in familiar.items()}
    return {family: found[key] for family, key in keys.items() if key in found}


def risks_of(economics: Sequence[Row], named: Mapping[str, Row]) -> dict[str, ControlRisk]:
    """Return the share of people with an outcome, from a figure of the corpus.

    ``named`` gives for each outcome family ``figure`` (an ``economics_id``), the ``share`` that it
    prints (0 to 1) and the ``event``.

    Raises
    ------
    ValueError
        When the corpus has no such figure, or the figure does not print that share in percent.
    """
    figures = {e["economics_id"]: e for e in economics}
    risks = {}
    for family, entry in named.items():
        figure = figures.get(entry["figure"])
        percent = f"{100 * entry['share']:g}"
        if figure is None or percent not in str(figure["value_as_printed"]).split():
            raise ValueError(
                f"control_risk.{family}: found {entry['figure']!r}; expected a figure of the table "
                f"economics that prints {percent}"
            )
        source = f"{figure['title']} ({figure['year']}), figure {figure['economics_id']}"
        once = figure["economics_id"] if figure["review_status"] == "machine" else ""
        risks[family] = ControlRisk(
            share=entry["share"], event=entry["event"], source=source, read_once=once
        )
    return risks


def overrides_of(paths: Sequence[Path]) -> dict[str, list[Override]]:
    """Return people's decisions on certainty by finding, from ``certainty.yaml`` where it exists.

    Raises
    ------
    ValueError
        For an entry that is no decision; says which.
    """
    found: dict[str, list[Override]] = {}
    entries = [
        (path.name, number, entry)
        for path in paths
        for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or [], 1)
    ]
    for name, number, entry in entries:
        try:
            fields = dict(entry)
            ident = str(fields.pop("finding_id"))
            found.setdefault(ident, []).append(
                Override(**{**fields, "date": str(fields.get("date"))})
            )
        except (KeyError, TypeError, GradingError) as err:
            raise ValueError(f"{name}: entry {number}: {err}") from None
    return found
