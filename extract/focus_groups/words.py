"""Words of the taxonomy in running text: types of interventions, terms, levels, cadres."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from extract.taxonomy import Taxonomy

_WORDS = Path(__file__).with_name("words.yaml")
# A synonym of so few characters stands in other words.
SHORT = 4


class Words:
    """What to look for.

    Parameters
    ----------
    taxonomy : Taxonomy or None
        Its labels and synonyms count beside the expressions kept here; what it does not know is
        not looked for. None takes the expressions alone.
    """

    def __init__(self, taxonomy: Taxonomy | None) -> None:
        self.interventions = _patterns("interventions", taxonomy)
        self.implementation = _patterns("implementation", taxonomy)
        self.cadres = _patterns("cadres", taxonomy, names=False)
        self.levels = _patterns("levels", taxonomy, names=False)
        self.kinds = {
            kind: [
                (_compiled(cue.replace("{verbs}", _data()["verbs"])), weight)
                for weight, cue in cues
            ]
            for kind, cues in _data()["kinds"].items()
        }
        # a further verb of a request: ", promote ...", ", and provide ..."
        self.next_verb = re.compile(rf", (?:and )?(?=(?:{_data()['verbs']}) \w)")
        self.leads = {k: _compiled("|".join(w)) for k, w in _data()["leads"].items()}
        self._taxonomy = taxonomy

    def usual_level(self, intervention: str) -> str | None:
        """Return the level at which a type of intervention usually acts; None without taxonomy."""
        if self._taxonomy is None:
            return None
        return self._taxonomy.intervention(intervention).usual_level


def found_in(text: str, patterns: Mapping[str, re.Pattern[str]]) -> list[str]:
    """Return the identifiers whose words stand in a text."""
    return [ident for ident, pattern in patterns.items() if pattern.search(text)]


def _patterns(
    vocabulary: str, taxonomy: Taxonomy | None, *, names: bool = True
) -> dict[str, re.Pattern[str]]:
    words = dict(_data()[vocabulary])
    if taxonomy is not None:
        terms = taxonomy.terms[vocabulary]
        words = {ident: words.get(ident, []) for ident in terms}
        if names:
            for ident, term in terms.items():
                words[ident] = [*words[ident], *_spellings([term.label, *term.synonyms])]
    return {
        ident: _compiled(rf"(?<![\w-])(?:{'|'.join(found)})")
        for ident, found in words.items()
        if found
    }


def _spellings(names: Iterable[str]) -> list[str]:
    """Return labels and synonyms as expressions; a hyphen may stand for a space."""
    found = []
    for name in names:
        plain = re.sub(r"\s*\(.*?\)|^other ", "", name, flags=re.I).replace("_", " ").strip()
        if len(plain) >= SHORT:
            found.append(re.sub(r"(?:\\ |\\-| |-)+", "[- ]", re.escape(plain)) + r"(?:s|es)?(?!\w)")
    return found


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.I)


@cache
def _data() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], yaml.safe_load(_WORDS.read_text(encoding="utf-8")))
