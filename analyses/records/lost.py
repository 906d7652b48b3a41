"""What the corpus says of findings that are not there (any more)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any


def lost_findings(
    claims: Sequence[Mapping[str, Any]], known: Collection[str]
) -> list[dict[str, Any]]:
    """Return a problem for each finding that a claim names and the tables do not have.

    A finding goes when the last study that asks its question is taken out; the claim stays.

    Parameters
    ----------
    claims : sequence of mapping
        Rows of ``claims``.
    known : collection of str
        Identifiers of the findings.

    Returns
    -------
    list of dict
        Rows as in ``problems``.
    """
    return [
        {
            "file": f"claims/{claim['claim_id']}.yaml",
            "entry": claim["claim_id"],
            "field": "findings",
            "found": ident,
            "expected": "a finding of the hub",
            "severity": "warning",
        }
        for claim in claims
        for ident in (part.strip() for part in (claim["findings"] or "").split(";"))
        if ident and ident not in known
    ]
