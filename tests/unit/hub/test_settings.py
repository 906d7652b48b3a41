"""The site generator's settings hold the same English words as the messages."""

import yaml

from hub.settings import in_words
from hub.texts import Texts
from tests.conftest import ROOT

SETTINGS = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))


def test_the_english_settings_are_those_of_the_messages() -> None:
    words = in_words(SETTINGS, Texts("en"))
    assert words == {name: SETTINGS[name] for name in words}


def test_an_entry_leads_to_its_page_in_any_words() -> None:
    class Shouted(Texts):
        def __call__(self, ident: str, **values: str | int | float) -> str:
            return super().__call__(ident, **values).upper()

    shown = in_words(
        {"nav": [{"Data": [{"What changed": "a.md"}]}], "extra": {"words": {"menu": "Menu"}}},
        Shouted("en"),
    )
    assert shown["extra"] == {"words": {"menu": "MENU"}}
    assert shown["nav"] == [{"DATA": [{"WHAT CHANGED": "a.md"}]}]
