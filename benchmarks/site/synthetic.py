"""A corpus of made-up studies, each marked as such, to see how the hub grows.

Nothing here is evidence: the corpus is written to a folder of its own and thrown away.
"""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path
from typing import Any

import yaml

MARK = "Synthetic study"
LEVELS = ("individual", "team", "organisational", "system")
DESIGNS = ("rct", "cluster_rct", "non_randomised")
COUNTRIES = ("US", "GB", "CN", "IN", "BR", "NG", "DE", "NA")
OUTCOMES = (  # construct, whether more is better
    *(("emotional-exhaustion", False), ("perceived-stress", False), ("depression", False)),
    *(("anxiety", False), ("wellbeing", True)),
)
CHECK = ("reading_id", "result", "numbers", "read_at", "words", "found", "remark", "reviewer")
WHERE = "https://example.org/synthetic"


def write_corpus(real: Path, out: Path, n_studies: int, seed: int = 1) -> None:
    """Write a corpus of synthetic studies with the taxonomy and the other parts of the real one.

    Parameters
    ----------
    real : Path
        The project's corpus; its studies, checks, imports and papers stay out.
    out : Path
        A new folder.
    n_studies : int
    seed : int
        The same seed gives the same corpus.
    """
    apart = ("studies", "checks", "imports", "papers", "certainty.yaml", "corrections.yaml")
    shutil.copytree(real, out, ignore=shutil.ignore_patterns(*apart))
    for name in ("studies", "checks", "papers"):
        (out / name).mkdir()
    for name in ("certainty.yaml", "corrections.yaml"):
        (out / name).write_text("[]\n", encoding="utf-8")
    vocabulary = real / "taxonomy" / "interventions.yaml"
    terms = yaml.safe_load(vocabulary.read_text(encoding="utf-8"))["terms"]
    kinds = [term["id"] for term in terms]
    chance = random.Random(seed)
    checks = []
    for i in range(n_studies):
        study = _study(i, kinds, chance)
        text = yaml.safe_dump(study, sort_keys=False, allow_unicode=True)
        (out / "studies" / f"{study['study_id']}.yaml").write_text(text, encoding="utf-8")
        checks += [_check(c["readings"][0]) for c in study["contrasts"]]
    with (out / "checks" / "second_reading.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*CHECK, "checked_on"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(checks)


def _study(number: int, kinds: list[str], chance: random.Random) -> dict[str, Any]:
    ident = f"synthetic-{number:05d}"
    chosen = chance.sample(OUTCOMES, 2)
    n = chance.randint(20, 150)
    contrasts = []
    for i, (_, more_is_better) in enumerate(chosen, 1):
        gain = chance.gauss(0.3, 0.3) * (1 if more_is_better else -1)
        groups = {
            **{"n1i": n, "m1i": round(20 + 5 * gain, 2), "sd1i": 5.0},
            **{"n2i": n, "m2i": 20.0, "sd2i": 5.0, "means_are": "post"},
        }
        contrasts.append(
            {
                **{"contrast_id": f"{ident}-c{i:02d}", "arm_1": "a01", "arm_2": "a02"},
                **{"outcome": f"o{i:02d}", "evidence_class": "controlled"},
                "readings": [
                    {
                        "reading_id": f"{ident}-e{i:02d}",
                        "groups": groups,
                        "place": {"read_at": WHERE, "words": f"{groups['m1i']} (5.0)"},
                    }
                ],
            }
        )
    return {
        "study_id": ident,
        "reports": [
            {
                "doc_id": f"{ident}-r1",
                "title": f"{MARK} {number}: invented numbers, no evidence",
                "year": chance.randint(1995, 2025),
                "no_identifier_reason": "invented for a benchmark",
            }
        ],
        "countries": [chance.choice(COUNTRIES)],
        "design": chance.choice(DESIGNS),
        "level": chance.choice(LEVELS),
        "arms": [
            {
                **{"arm_id": "a01", "role": "intervention", "label": "invented programme"},
                "intervention_types": [chance.choice(kinds)],
            },
            {"arm_id": "a02", "role": "comparator", "label": "invented comparison"},
        ],
        "outcomes": [
            {
                **{"outcome_id": f"o{i:02d}", "construct_id": name, "construct_as_printed": name},
                **{"higher_is_better": better, "time_weeks": 8, "time_kind": "post"},
            }
            for i, (name, better) in enumerate(chosen, 1)
        ],
        "contrasts": contrasts,
    }


def _check(reading: dict[str, Any]) -> dict[str, str]:
    numbers = " ".join(f"{k}={v:g}" for k, v in reading["groups"].items() if k != "means_are")
    values = (reading["reading_id"], "confirmed", numbers, WHERE, "", "", "", "nobody")
    return dict(zip(CHECK, values, strict=True)) | {"checked_on": "2026-01-01"}
