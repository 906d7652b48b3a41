"""Which candidate answers best, and how sure that is: two weighted sums, learned and kept small.

The weights stand in ``weights.json``; ``python -m benchmarks.extraction.train`` makes them again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.json")
# What the confidence is made from; True where more of it makes an answer surer.
SIGNS = {
    "margin": True,
    "score": True,
    "agreeing": True,
    "outcome_in_rows": True,
    "rows_in_outcome": True,
    "outcome_found": True,
    "arm_weaker": True,
    "arms_known": True,
    "type_fits": True,
    "full": True,
    "sized": True,
    "type_named": True,
    "change": False,
    "arm_passed_over": False,
    "arms_other": False,
    "computed": False,
    "in_text": False,
    "text_crowded": False,
    "baseline": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Weights of the ranking and of the confidence.

    Attributes
    ----------
    ranking : mapping
        Weight of each feature of a candidate.
    signs : mapping
        Weight of each sign of a choice, in a logistic regression.
    intercept : float
    give : mapping
        Confidence from which on an answer is given at all, by kind of outcome.
    accept : mapping
        Confidence from which on it is let through without a person looking, by kind of outcome.
    """

    ranking: Mapping[str, float]
    signs: Mapping[str, float]
    intercept: float
    give: Mapping[str, float]
    accept: Mapping[str, float]

    def rank(self, features: Mapping[str, float]) -> float:
        """Return the score of a candidate; larger is better."""
        return sum(self.ranking.get(name, 0.0) * value for name, value in features.items())

    def confidence(self, signs: Mapping[str, float]) -> float:
        """Return the chance that every cell of the choice is right, 0 to 1."""
        z = self.intercept + sum(self.signs.get(n, 0.0) * v for n, v in signs.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


@lru_cache(maxsize=1)
def load_model(path: Path = WEIGHTS) -> Model:
    """Return the weights that come with the package.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Model
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    return Model(
        ranking=data["ranking"],
        signs=data["signs"],
        intercept=data["intercept"],
        give=data["give"],
        accept=data["accept"],
    )
