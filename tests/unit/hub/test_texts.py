"""Messages come whole or not at all."""

import pytest

from analyses.records.schemas_of import EVERY_SCHEMA
from extract.records.tables import load_schemas
from hub import text, texts
from hub.model import Hub
from hub.paper_index import queue_page
from hub.text import heading
from hub.texts import Texts, Words


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for language, messages in {
        "en": "studies = { $n ->\n    [one] one study\n   *[other] { $n } studies\n }\nhub = Hub\n",
        "fr": "hub = Centre\n",
    }.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "a.ftl").write_text(messages, encoding="utf-8")
    monkeypatch.setattr(texts, "TEXT", tmp_path)
    monkeypatch.setattr(texts, "_in_use", ["en"])
    texts.forget()
    yield tmp_path
    texts.forget()


def test_a_number_chooses_the_plural(folder):
    say = Texts()
    assert (say("studies", n=1), say("studies", n=3)) == ("one study", "3 studies")


def test_a_translation_falls_back_on_english(folder):
    say = Texts("fr")
    assert (say("hub"), say("studies", n=1)) == ("Centre", "one study")


def test_the_language_in_use_is_the_one_of_all_texts(folder):
    texts.use("fr")
    assert (Texts().language, Texts()("hub"), Texts("en")("hub")) == ("fr", "Centre", "Hub")


def test_a_language_without_a_folder_is_not_used(folder):
    with pytest.raises(ValueError, match="no language tlh"):
        texts.use("tlh")
    assert Texts().language == "en"


def test_words_follow_the_language_in_use(folder):
    (folder / "en" / "words.ftl").write_text("level-any = any\nlevel-multi-level = several\n")
    (folder / "fr" / "words.ftl").write_text("level-any = tous\n")
    words = Words("level", ("multi_level", "any"))
    assert dict(words) == {"multi_level": "several", "any": "any"}
    texts.use("fr")
    assert dict(words) == {"multi_level": "several", "any": "tous"}
    with pytest.raises(KeyError, match="none"):
        words["none"]


def test_whether_there_is_a_message_can_be_asked(folder):
    assert "studies" in Texts("fr")
    assert "nothing" not in Texts("fr")


@pytest.mark.parametrize(("ident", "values"), [("nothing", {}), ("studies", {})])
def test_what_is_missing_is_an_error(folder, ident, values):
    with pytest.raises(KeyError, match=ident):
        Texts()(ident, **values)


def test_a_message_stands_in_one_file(folder):
    (folder / "en" / "b.ftl").write_text("hub = Another\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"b\.ftl: message hub stands in a\.ftl too"):
        Texts()


def test_a_heading_keeps_its_anchor_in_every_language():
    assert heading(2, "The studies in it", "the-studies-in-it") == "## The studies in it\n\n"
    assert heading(3, "Études", "studies") == "### Études { #studies }\n\n"


@pytest.mark.parametrize(
    ("words", "table", "column"),
    [
        (text.LEVEL_WORDS, "pooled_effects", "level"),
        (text.CLASS_WORDS, "pooled_effects", "evidence_class"),
        (text.CERTAINTY_WORDS, "pooled_effects", "certainty"),
        (text.DESIGN_WORDS, "studies", "design"),
        (text.STATUS_WORDS, "effect_sizes", "review_status"),
        (text.USE_WORDS, "effect_sizes", "use"),
        (text.ORIGIN_WORDS, "effect_sizes", "origin"),
        (text.THEME_WORDS, "themes", "kind"),
        (text.CHECK_WORDS, "checks", "result"),
    ],
)
def test_every_value_that_a_column_may_hold_has_its_word(words, table, column):
    fields = {f["name"]: f for f in load_schemas(*EVERY_SCHEMA)[table].fields}
    assert set(words) == set(fields[column]["constraints"]["enum"])
    assert all(words.values())


def test_what_a_translation_lacks_or_has_in_excess_is_listed(folder):
    path = folder / "fr" / "a.ftl"
    path.write_text("hub = Centre { $name }\nold = Ancien\n", encoding="utf-8")
    lines = texts.differences("fr")
    assert [line.splitlines()[0] for line in lines] == [
        "lacking: studies =",
        "in excess: old",
        "hub: no value $name in English",
    ]
    assert texts.differences("en") == []


def test_a_page_written_by_hand_is_listed_until_it_is_translated(folder, tmp_path, monkeypatch):
    text = tmp_path / "text"
    text.mkdir()
    for language in ("en", "fr"):
        (folder / language).rename(text / language)
    monkeypatch.setattr(texts, "TEXT", text)
    for name in ("docs/a.md", "docs/methods/b.md", "docs.fr/a.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A page\n", encoding="utf-8")
    assert texts.differences("fr")[-1] == "page in English: methods/b.md"


def test_a_page_shows_one_translated_sentence_and_english_for_the_rest(in_french):
    say = in_french("queue-empty = Rien n’attend une vérification.\n")
    tables = {"review_queue": [], "machine_documents": []}
    page = queue_page(Hub(tables, {}, ["burnout"], say=say))
    assert "Rien n’attend une vérification." in page
    assert "Nothing waits" not in page
    assert "# Review queue\n\nWhat a person should look at first" in page
