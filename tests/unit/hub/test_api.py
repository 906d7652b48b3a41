"""JSON for programs: held to its schemas, the same in each run, nothing missing unexplained."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from hub.api import SCHEMAS, files
from tests.unit.hub.small_hub import PAYLOADS, small_hub

TEAM = "api/v1/findings/burnout-team-controlled.json"


def read(**more: str) -> dict[str, Any]:
    return {name: json.loads(content) for name, content in files(small_hub(**more))}


def kind_of(name: str) -> str:
    """Return the schema of a file, as its path says."""
    part = name.removeprefix("api/v1/").removesuffix(".json")
    return {"findings/": "finding", "studies/": "study"}.get(part[: part.find("/") + 1], part)


@pytest.mark.parametrize("title", ["A plain trial", *PAYLOADS])
def test_every_file_holds_to_its_schema(title: str) -> None:
    for name, data in read(title=title).items():
        if "/schema/" in name:
            jsonschema.Draft202012Validator.check_schema(data)
        elif "/releases/" not in name:
            jsonschema.validate(data, SCHEMAS[kind_of(name)], jsonschema.Draft202012Validator)
            assert data["$schema"].endswith(f"schema/{kind_of(name)}.schema.json")


def test_the_published_finding_has_its_numbers_place_and_version() -> None:
    data = read()[TEAM]
    assert data["pooled"]["estimate"] == 0.3
    assert data["pooled"]["review_status"] == "checked"
    assert data["version"] == "cccc0003"
    assert [v["standing"] for v in data["versions"]] == ["current", "reversed", "superseded"]
    (member,) = data["members"]
    assert member["evidence"]["read_at"] == "https://example.org"
    assert data["page"] == {
        "path": "findings/burnout-team-controlled.html",
        "url": None,
        "url_missing": "this copy of the hub names no public address",
    }


def test_every_missing_number_says_why() -> None:
    for name, data in read().items():
        for row in (data, *data.get("members", []), *data.get("effects", [])):
            for part in (row, row.get("pooled"), row.get("with_unchecked")):
                if part and "missing" in part:
                    numbers = {"estimate", "ci_lb", "ci_ub", "yi", "vi", "n1i", "n2i", "pi_lb", "p"}
                    missing = {k for k in numbers & set(part) if part[k] is None}
                    assert missing <= set(part["missing"]), name
                    assert all(part["missing"].values())


def test_a_retired_finding_keeps_its_address() -> None:
    data = read()["api/v1/findings/stress-team-controlled.json"]
    assert data["retired"] is True
    assert data["versions"][0]["version"] == "dddd0004"


def test_two_runs_give_the_same_bytes() -> None:
    assert dict(files(small_hub())) == dict(files(small_hub()))


def test_the_public_address_is_given_where_there_is_one() -> None:
    data = read(address="https://hub.example.org")[TEAM]
    assert data["page"]["url"] == "https://hub.example.org/findings/burnout-team-controlled.html"
    assert data["citation"]["URL"] == data["page"]["url"]
