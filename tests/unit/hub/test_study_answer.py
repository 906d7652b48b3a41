"""What stands first on a study's page: only what its fields say."""

from __future__ import annotations

from typing import Any

from hub.countries import country_name
from hub.model import Hub
from hub.study_answer import listed, study_answer, study_sentence
from tests.unit.hub.published import hub_of

Tables = dict[str, list[dict[str, Any]]]
STUDY: dict[str, Any] = {
    "study_id": "s",
    "cadres": "mixed;nurse",
    "countries": "KR;NA",
    "design": "cluster_rct",
    "n_participants": 1275,
}
NURSES = {"vocabulary": "cadres", "term_id": "nurse", "label": "Nurses", "parent": None}


def hub(*arms: tuple[str, str, str | None]) -> Hub:
    rows = [
        {"study_id": "s", "role": role, "label": label, "comparator_type": kind}
        for role, label, kind in arms
    ]
    return Hub({"arms": rows, "terms": [NURSES]}, {}, [])


def test_a_trial_in_plain_words() -> None:
    text = study_sentence(
        hub(("intervention", "Balint group.", None), ("comparator", "wait list", "wait_list")),
        STUDY,
    )
    assert text == (
        "Cluster-randomised trial with nurses and several professions (South Korea and "
        "Namibia). Tested: Balint group. Compared with: wait list. 1\u202f275 people were measured "
        "on one outcome."
    )


def test_a_study_of_one_group_has_no_comparison() -> None:
    arms = hub(("intervention", "scribe", None), ("comparator", "before", "before_period"))
    text = study_sentence(
        arms, STUDY | {"design": "pre_post", "countries": None, "n_participants": None}
    )
    assert "Tested: scribe. There was no other group." in text
    assert "Compared" not in text
    assert "not printed" in text


def test_markup_in_an_arm_stays_letters() -> None:
    text = study_answer(hub(("intervention", "<script>x</script>", None)), STUDY)
    assert "<script>" not in text


def test_names_of_countries_and_lists() -> None:
    assert country_name("US") == "United States"
    assert country_name("PS") == "State of Palestine"
    assert country_name("BQ") == "Bonaire, Sint Eustatius and Saba"
    assert country_name("XX") == "XX"
    assert [listed("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_every_study_has_its_sentence(tables: Tables) -> None:
    full = hub_of(tables)
    for study in full["studies"]:
        text = study_sentence(full, study)
        assert text.endswith(".")
        assert "None" not in text
        assert "EXPOSURE" not in text
