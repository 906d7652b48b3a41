"""The words of the pages' scripts: held by the page that loads the script, and nowhere else."""

import json
import re
from collections.abc import Iterator

import pytest

from hub.script_words import EXPLORER, GAP_MAP, PACK, TEACHING, script_words
from hub.texts import Texts
from tests.conftest import ROOT

SCRIPTS = ROOT / "site" / "theme" / "assets" / "js"
# The script that a page loads, and the words that the page holds.
PAGES = {
    "explorer.js": EXPLORER,
    "gap-map.js": GAP_MAP,
    "teaching.js": TEACHING,
    "teaching-pack.js": PACK,
}
IMPORTED = re.compile(r'from "\./([\w-]+\.js)"')
ASKED = re.compile(r"\b(?:word|pieces)\(([^(),]*(?:\([^()]*\))?[^(),]*)[,)]")
NAME = re.compile(r'"([a-z0-9_-]+)"|`([^`]+)`')


def block_of(names: tuple[str, ...], say: Texts | None = None) -> dict[str, dict[str, str]]:
    block = script_words(say or Texts(), names)
    found = re.fullmatch(
        r'<script type="application/json" id="script-words">([^<]+)</script>\n', block
    )
    assert found
    data: dict[str, dict[str, str]] = json.loads(found[1])
    return data


def sources_of(script: str) -> dict[str, str]:
    """Return the text of a script and of all that it imports."""
    found: dict[str, str] = {}
    wanted = [script]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = (SCRIPTS / name).read_text(encoding="utf-8")
            wanted += IMPORTED.findall(found[name])
    del found["words.js"]
    return found


def asked_for(script: str) -> Iterator[re.Match[str]]:
    for text in sources_of(script).values():
        for call in ASKED.finditer(text):
            yield from NAME.finditer(call[1])


@pytest.mark.parametrize("script", PAGES)
def test_a_page_holds_every_word_that_its_scripts_ask_for(script: str) -> None:
    names = {name[1] for name in asked_for(script) if name[1]}
    assert names
    assert names <= set(PAGES[script])


@pytest.mark.parametrize("script", PAGES)
def test_a_page_holds_no_word_that_nothing_asks_for(script: str) -> None:
    text = "".join(sources_of(script).values())
    made = [name[2] for name in asked_for(script) if name[2]]
    patterns = [re.compile(re.sub(r"\$\{[^}]*\}", ".+", name)) for name in made]
    unused = [
        name
        for name in PAGES[script]
        if f'"{name}"' not in text and not any(p.fullmatch(name) for p in patterns)
    ]
    assert not unused


def test_places_are_left_open_and_plurals_are_named_by_their_category() -> None:
    words = block_of(("explorer-effects", "filter-chosen"))["words"]
    assert words == {
        "explorer-effects": "{n} effects",
        "explorer-effects-one": "{n} effect",
        "filter-chosen": "{n} chosen",
    }


def test_the_block_names_its_language() -> None:
    assert block_of(("filters",))["language"] == "en"


def test_no_message_ends_the_block() -> None:
    class Sly(Texts):
        def __call__(self, ident: str, **values: str | int | float) -> str:
            return "</script><b>"

    assert block_of(("filters",), Sly())["words"] == {"filters": "</script><b>"}
