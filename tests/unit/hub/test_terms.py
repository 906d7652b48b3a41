"""Labels of the taxonomy in another language: taken where they are, English for the rest."""

from __future__ import annotations

from collections.abc import Callable

from hub import texts
from hub.terms import english_terms, message_of, translated
from hub.texts import Texts
from tests.conftest import ROOT

ROW = {"label": "Mindfulness app", "definition": "A course in an app.", "parent": "mindfulness"}
LABEL = "term-interventions-mindfulness-app = Application\n"


def test_a_label_is_translated_and_the_rest_stays(in_french: Callable[[str], Texts]) -> None:
    french = in_french(LABEL)
    found = translated(ROW, "interventions", "mindfulness-app", french)
    assert found == ROW | {"label": "Application"}
    assert translated(ROW, "interventions", "other", french) == ROW


def test_english_has_no_messages_for_terms() -> None:
    assert not [i for i in texts.messages("en") if i.startswith("term-")]


def test_each_term_has_a_message_of_its_own_that_a_file_can_hold() -> None:
    found = [message for message, _ in english_terms(ROOT / "corpus" / "taxonomy")]
    assert len(found) > 200
    assert len(set(found)) == len(found)
    assert all(message.replace("-", "").isalnum() for message in found)
    assert message_of("instruments", "mbi/ee") == "term-instruments-mbi--ee"


def test_what_a_translation_lacks_of_the_taxonomy_is_listed(
    in_french: Callable[[str], Texts],
) -> None:
    in_french(LABEL)
    terms = {"term-interventions-mindfulness-app": "Mindfulness app", "term-cadres-nurse": "Nurses"}
    lines = texts.differences("fr", terms)
    assert "lacking: term-cadres-nurse = Nurses" in lines
    assert not [line for line in lines if "mindfulness-app" in line]
