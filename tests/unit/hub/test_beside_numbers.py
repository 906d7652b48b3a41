"""Asks beside the evidence, small groups, claims: the table's verdict, with links both ways."""

from typing import Any

import pytest

from hub.beside_numbers import asks, beside_page, finding_voices, theme_numbers
from hub.claim_pages import claims_page, finding_claims
from hub.model import Hub
from hub.voice_findings import findings_page, level_sentences, shared_by
from tests.conftest import ROOT

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")


def theme(source: str, level: str = "team", **more: Any) -> dict[str, Any]:
    return {
        "theme_id": f"{source}-t01",
        "source_id": source,
        "source_kind": "text",
        "source_title": f"Voice {source} <script>",
        "countries": None,
        "cadres": "nurse",
        "theme": "Peers",
        "summary": "Peers *help*.",
        "level": level,
        "kind": "recommendation",
        **more,
    }


def group(subject: str, sources: str, **more: Any) -> dict[str, Any]:
    row = {
        "voice_finding_id": f"team-recommendation-intervention-{subject}",
        "level": "team",
        "kind": "recommendation",
        "subject_kind": "intervention",
        "subject": subject,
        "n_themes": 1,
        "n_sources": len(sources.split(";")),
        "sources": sources,
        "n_studies": 0,
        "confidence": "very_low",
        "judged_by": "rule",
        "judged_on": None,
    }
    return (
        row | {c: "serious" for c in COMPONENTS} | {f"{c}_reason": "x" for c in COMPONENTS} | more
    )


def beside(subject: str, finding: str | None, relation: str) -> dict[str, Any]:
    ident = f"team-recommendation-intervention-{subject}"
    return {
        "beside_id": f"{ident}--{finding or 'none'}",
        "voice_finding_id": ident,
        "finding_id": finding,
        "relation": relation,
        "rule": "by the rule",
    }


def finding(ident: str, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "finding_id": ident,
        "outcome_family": "burnout",
        "intervention_type": kind,
        "level": "any",
        "evidence_class": "controlled",
        "status": "pooled",
        "estimate": 0.4,
        "ci_lb": 0.1,
        "ci_ub": 0.7,
        "certainty": "low",
        **more,
    }


@pytest.fixture
def hub() -> Hub:
    """Four asks: one shown, one with an interval over 0, one unpooled, one never studied."""
    subjects = ("balint", "coaching", "podcasts", "rota")
    terms = [
        {"vocabulary": "interventions", "term_id": s, "label": s.capitalize(), "parent": None}
        for s in subjects
    ]
    return Hub(
        {
            "terms": terms,
            "themes": [theme("a"), theme("b"), theme("c", level="system", cadres="mixed")],
            "voice_findings": [
                group("balint", "a;b", n_studies=3),
                group("coaching", "a", n_studies=2),
                group("podcasts", "b"),
                group("rota", "a", n_studies=1),
            ],
            "voice_themes": [
                {"voice_finding_id": f"team-recommendation-intervention-{s}", "theme_id": t}
                for s, t in (
                    ("balint", "a-t01"),
                    ("balint", "b-t01"),
                    ("coaching", "a-t01"),
                    ("podcasts", "b-t01"),
                    ("rota", "a-t01"),
                )
            ],
            "voices_beside": [
                beside("balint", "burnout-balint-controlled", "agree"),
                beside("balint", "stress-balint-controlled", "silent"),
                beside("coaching", "burnout-coaching-controlled", "not_shown"),
                beside("podcasts", None, "silent"),
                beside("rota", "burnout-rota-controlled", "silent"),
            ],
            "pooled_effects": [
                finding("burnout-balint-controlled", "balint"),
                finding("stress-balint-controlled", "balint", status="none"),
                finding("burnout-coaching-controlled", "coaching", ci_lb=-0.1),
                finding("burnout-rota-controlled", "rota", status="none"),
            ],
        },
        {},
        ["burnout"],
    )


def test_asks_stand_under_what_the_numbers_say(hub: Hub) -> None:
    assert [(a["subject"], a["relation"]) for a in asks(hub)] == [
        ("balint", "agree"),
        ("coaching", "not_shown"),
        ("podcasts", "silent"),
        ("rota", "silent"),
    ]
    text = beside_page(hub)
    sections = {part.split("#")[1].split(" ")[0]: part for part in text.split("\n## ")[1:]}
    assert set(sections) == {"agree", "not-shown", "unpooled", "gap"}
    for name, ident in (
        ("agree", "balint"),
        ("not-shown", "coaching"),
        ("unpooled", "rota"),
        ("gap", "podcasts"),
    ):
        assert f'id="ask-{ident}"' in sections[name]
    assert "../findings/burnout-balint-controlled.md" in sections["agree"]
    assert "(how sure: low)" in sections["agree"]
    assert "For [one](#gap) no study at all is in the corpus" in text
    assert "<script>" not in text


def test_a_finding_leads_to_its_voices_and_a_voice_to_its_numbers(hub: Hub) -> None:
    section = finding_voices(hub, hub.findings["burnout-balint-controlled"])
    assert "../voices/a.md#a-t01" in section and "../voices/b.md#b-t01" in section
    assert section.count("numbers agree") == 2
    assert "&#42;help&#42;" in section
    said = theme_numbers(hub, hub["themes"][0])
    assert "../findings/burnout-balint-controlled.md" in said
    assert "On 2 outcomes nothing can be pooled" in said  # stress of Balint groups, rotas
    assert finding_voices(hub, finding("other", "none")) == ""


def test_each_level_says_how_many_voices_speak_and_of_what(hub: Hub) -> None:
    text = level_sentences(hub)
    assert "**[Team](#team) level:** 2 of 3 voices, most of all on Balint (2 voices)" in text
    assert "**Individual level:** no voice speaks of it." in text


def test_a_group_of_fewer_than_three_voices_is_not_listed_apart(hub: Hub) -> None:
    text = shared_by(hub, "cadres", "cadres")
    assert "Voice a" not in text and "one cadre has fewer than three voices" in text
    many = Hub(dict(hub.tables) | {"themes": [theme(s) for s in "abc"]}, {}, ["burnout"])
    assert "- nurse: [Voice a" in shared_by(many, "cadres", "cadres")


def test_findings_of_several_voices_show_their_four_components(hub: Hub) -> None:
    text = findings_page(hub)
    several, single = text.split("{ #single }")
    assert several.count("| serious") == 0 and several.count("badge--concern-serious") == 4
    assert "### Recommendation: Balint { #team-recommendation-intervention-balint" in several
    assert single.count('data-id="voice_findings/') == 3


def claim(ident: str, verdict: str, **more: Any) -> dict[str, Any]:
    keys = ("cited_text", "cited_doi", "cited_url", "cited_pmid", "what_the_source_says")
    empty = dict.fromkeys((*keys, "safer_wording", "read_at", "checked_on", "note", "findings"))
    row = {"claim_id": ident, "claim": f"{ident} <b>", "verdict": verdict, "made_in": "a (start)"}
    return empty | row | more


def claims_hub(hub: Hub, *claims: dict[str, Any]) -> Hub:
    return Hub(dict(hub.tables) | {"claims": list(claims), "claim_figures": []}, {}, ["burnout"])


def test_claims_stand_by_verdict_with_wording_to_copy_and_our_numbers(hub: Hub) -> None:
    one = claim(
        "one", "overstated", safer_wording="Say *less*.", findings="burnout-balint-controlled"
    )
    text = claims_page(claims_hub(hub, claim("two", "not checked"), one))
    assert "- [Overstated](#overstated): 1." in text and "- [Not checked](#not-checked): 1." in text
    assert (
        text.index("{ #overstated }") < text.index("one &#60;b&#62;") < text.index("#not-checked }")
    )
    assert 'data-copy="safer-one"' in text
    assert '<span id="safer-one">Say &#42;less&#42;.</span>' in text
    assert "../findings/burnout-balint-controlled.md" in text
    back = finding_claims(claims_hub(hub, one), hub.findings["burnout-balint-controlled"])
    assert "](../claims/index.md#one)" in back and "overstated" in back
    gone = claims_page(claims_hub(hub, one | {"findings": "nothing"}))
    assert "- nothing: no such finding is in the hub (any more)." in gone


def test_every_finding_that_a_claim_names_is_there(tables: dict[str, list[Any]]) -> None:
    known = {f["finding_id"] for f in tables["pooled_effects"]}
    named = {f for c in tables["claims"] for f in (c["findings"] or "").split(";") if f}
    assert named and named <= known


def test_no_table_of_the_voices_crosses_cadre_with_country() -> None:
    for name in ("voice_findings", "voice_themes", "voices_beside"):
        text = (ROOT / f"analyses/records/schemas/{name}.yaml").read_text(encoding="utf-8")
        assert "cadre" not in text
