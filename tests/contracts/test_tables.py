"""The published tables: valid, complete, and each number with its way back and forth."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import t as student

from analyses.records.schemas_of import EVERY_SCHEMA
from analyses.trace import TraceError, pages_showing, trace
from extract.records.tables import load_schemas
from tests.conftest import ROOT

Tables = dict[str, list[dict[str, Any]]]
DOCS = ROOT / "build" / "docs"


def test_the_package_is_valid_for_the_frictionless_tool() -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "--trusted", "datapackage.json"]
    result = subprocess.run(
        command, cwd=ROOT / "results", capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_published_package_describes_the_files_beside_it(site: Path) -> None:
    package = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    names = {r["name"].replace("-", "_") for r in package["resources"]}
    assert names == set(load_schemas(*EVERY_SCHEMA))
    for resource in package["resources"]:
        assert (site / "data" / resource["path"]).stat().st_size == resource["bytes"]


def test_every_column_is_in_the_dictionary(site: Path) -> None:
    page = (site / "data" / "dictionary.html").read_text(encoding="utf-8")
    for schema in load_schemas(*EVERY_SCHEMA).values():
        for column in schema.columns:
            assert f"<code>{column}</code>" in page, (schema.name, column)


def test_every_reading_becomes_an_effect_or_a_reason(tables: Tables) -> None:
    first = {
        e["reading_id"]: e for e in tables["effect_sizes"] if e["effect_id"] == e["reading_id"]
    }
    assert set(first) == {r["reading_id"] for r in tables["readings"]}
    for effect in first.values():
        assert (effect["yi"] is None) == (effect["no_effect_reason"] is not None), effect


def test_every_reading_has_its_page_and_words_or_none_kept(tables: Tables) -> None:
    evidence = {e["evidence_id"]: e for e in tables["evidence"]}
    documents = {d["document_id"]: d for d in tables["documents"]}
    for reading in tables["readings"]:
        place = evidence[reading["evidence_id"]]
        assert documents[place["document_id"]]["read_at"]
        assert place["imported_from"] or place["words"]


def test_the_implausible_effect_is_kept_with_its_reason_and_never_pooled(tables: Tables) -> None:
    """A source prints a Hedges g of 11.34 (corpus: facts of November 2026, caution 5)."""
    effects = [e for e in tables["effect_sizes"] if "11.34" in (e["no_effect_reason"] or "")]
    assert len(effects) == 1
    assert effects[0]["yi"] is None
    huge = [e for e in tables["effect_sizes"] if e["yi"] is not None and abs(e["yi"]) > 3]
    assert huge
    assert all(e["use"] != "main" and e["use_reason"] for e in huge)


def test_kinds_of_evidence_are_never_mixed(tables: Tables) -> None:
    effects = {e["effect_id"]: e for e in tables["effect_sizes"]}
    findings = {f["finding_id"]: f for f in tables["pooled_effects"]}
    for member in tables["pool_members"]:
        if member["included"]:
            effect, finding = effects[member["effect_id"]], findings[member["finding_id"]]
            assert effect["evidence_class"] == finding["evidence_class"] != "cross_sectional"
            assert effect["outcome_family"] == finding["outcome_family"]
            assert finding["level"] in ("any", effect["level"])


def test_a_headline_takes_checked_effects_only(tables: Tables) -> None:
    effects = {e["effect_id"]: e for e in tables["effect_sizes"]}
    checks = {c["reading_id"]: c for c in tables["checks"]}
    for member in (m for m in tables["pool_members"] if m["included"]):
        effect = effects[member["effect_id"]]
        assert effect["review_status"] in ("checked", "corrected")
        if effect["review_status"] == "checked":
            assert checks[effect["reading_id"]]["result"] == "confirmed"


def test_every_two_level_number_comes_again_from_its_members(tables: Tables) -> None:
    """Recomputed by direct maximisation of the restricted likelihood, from the published rows."""
    effects = {e["effect_id"]: e for e in tables["effect_sizes"]}
    pooled = [f for f in tables["pooled_effects"] if f["model"] == "REML-KH"]
    assert len(pooled) > 10
    for finding in pooled:
        rows = members_of(finding["finding_id"], tables, effects)
        y, v = np.array([r["yi"] for r in rows]), np.array([r["vi"] for r in rows])
        assert finding["k"] == finding["n_studies"] == len(y)
        estimate, half = reml_knapp_hartung(y, v)
        assert finding["estimate"] == pytest.approx(estimate, abs=2e-4), finding["finding_id"]
        assert finding["ci_ub"] - finding["estimate"] == pytest.approx(half, rel=2e-3, abs=1e-3)


def members_of(ident: str, tables: Tables, effects: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the effects inside a finding."""
    return [
        effects[m["effect_id"]]
        for m in tables["pool_members"]
        if m["finding_id"] == ident and m["included"]
    ]


def test_every_multilevel_number_is_the_mean_with_its_published_weights(tables: Tables) -> None:
    """The covariance is built densely here, from the published variances and rho."""
    effects = {e["effect_id"]: e for e in tables["effect_sizes"]}
    pooled = [f for f in tables["pooled_effects"] if f["model"] == "CHE-CR2"]
    assert pooled
    for finding in pooled:
        rows = members_of(finding["finding_id"], tables, effects)
        y, s = np.array([r["yi"] for r in rows]), np.sqrt([r["vi"] for r in rows])
        study = np.array([r["study_id"] for r in rows])
        same = study[:, None] == study
        cov = same * (finding["rho"] * np.outer(s, s) + finding["sigma2_study"])
        cov[np.diag_indices(len(y))] = s**2 + finding["sigma2_study"] + finding["sigma2_effect"]
        w = np.linalg.solve(cov, np.ones(len(y)))
        assert finding["estimate"] == pytest.approx(float(w @ y / w.sum()), abs=1e-7)


def reml_knapp_hartung(y: np.ndarray, v: np.ndarray) -> tuple[float, float]:
    """Return the mean and half of its 95% interval."""

    def loss(tau2: float) -> float:
        w = 1 / (v + tau2)
        mean = w @ y / w.sum()
        return float(-np.log(w).sum() + np.log(w.sum()) + w @ (y - mean) ** 2)

    top = 10 * max(y.var(), v.max())
    starts = np.concatenate([[0.0], np.geomspace(1e-6 * v.min(), top, 400)])
    best = int(np.argmin([loss(t) for t in starts]))
    low, high = starts[max(0, best - 1)], starts[min(best + 1, 400)]
    inside = minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-10})
    tau2 = inside.x if inside.fun < loss(0.0) else 0.0
    w = 1 / (v + tau2)
    mean = w @ y / w.sum()
    se = np.sqrt(w @ (y - mean) ** 2 / (len(y) - 1) / w.sum())
    return float(mean), float(se * student.ppf(0.975, len(y) - 1))


def test_every_headline_number_is_traced_back_and_forth(tables: Tables) -> None:
    for finding in (f for f in tables["pooled_effects"] if f["status"] == "pooled"):
        lines = trace(finding["finding_id"], tables, DOCS)
        text = "\n".join(lines)
        assert text.count("page read: ") >= finding["k"]
        assert text.count("words: ") >= finding["k"]
        assert text.count("record: corpus/studies/") >= finding["k"]
        assert text.count("second reading: confirmed") >= finding["k"] - text.count("corrected")
        assert f"findings/{finding['finding_id']}.html" in text


def test_an_effect_is_traced_forward_to_the_pages_that_show_it(tables: Tables) -> None:
    member = next(m for m in tables["pool_members"] if m["included"])
    pages = pages_showing(member["effect_id"], DOCS)
    assert f"studies/{member['study_id']}.html" in pages
    assert f"findings/{member['finding_id']}.html" in pages


def test_an_unknown_identifier_is_named(tables: Tables) -> None:
    with pytest.raises(TraceError, match="no-such-thing"):
        trace("no-such-thing", tables, DOCS)


def test_the_readme_tells_the_numbers_of_the_tables(tables: Tables) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pattern = r"`(burnout-\w+-controlled)` \| (\S+) \[(\S+), (\S+)\] \| (\d+) \|"
    shown = {m[0]: m[1:] for m in re.findall(pattern, text.replace("−", "-"))}
    assert len(shown) >= 2
    for finding in tables["pooled_effects"]:
        if finding["finding_id"] in shown:
            numbers = tuple(f"{finding[k]:.2f}" for k in ("estimate", "ci_lb", "ci_ub"))
            assert shown[finding["finding_id"]] == (*numbers, str(finding["k"]))


def test_the_picture_in_the_readme_shows_the_present_version(tables: Tables) -> None:
    """When this fails: make picture, look at it, and put the new version into the caption."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"`([\w-]+)`, version `(\w+)`", text)
    assert found is not None
    versions = {f["finding_id"]: f["version"] for f in tables["pooled_effects"]}
    assert versions[found[1]] == found[2]
