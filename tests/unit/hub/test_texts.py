"""Messages come whole or not at all."""

import pytest

from hub import texts
from hub.model import Hub
from hub.paper_index import queue_page
from hub.texts import Texts


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for language, text in {
        "en": "studies = { $n ->\n    [one] one study\n   *[other] { $n } studies\n }\nhub = Hub\n",
        "fr": "hub = Centre\n",
    }.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "a.ftl").write_text(text, encoding="utf-8")
    monkeypatch.setattr(texts, "TEXT", tmp_path)
    monkeypatch.setattr(texts, "_in_use", ["en"])
    texts._bundle.cache_clear()
    yield tmp_path
    texts._bundle.cache_clear()


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


@pytest.mark.parametrize(("ident", "values"), [("nothing", {}), ("studies", {})])
def test_what_is_missing_is_an_error(folder, ident, values):
    with pytest.raises(KeyError, match=ident):
        Texts()(ident, **values)


def test_a_message_stands_in_one_file(folder):
    (folder / "en" / "b.ftl").write_text("hub = Another\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"b\.ftl: message hub stands in a\.ftl too"):
        Texts()


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


def test_a_page_shows_one_translated_sentence_and_english_for_the_rest(tmp_path, monkeypatch):
    (tmp_path / "en").symlink_to(texts.TEXT / "en")
    (tmp_path / "fr").mkdir()
    path = tmp_path / "fr" / "papers.ftl"
    path.write_text("queue-empty = Rien n’attend une vérification.\n", encoding="utf-8")
    monkeypatch.setattr(texts, "TEXT", tmp_path)
    texts._bundle.cache_clear()
    tables = {"review_queue": [], "machine_documents": []}
    page = queue_page(Hub(tables, {}, ["burnout"], say=Texts("fr")))
    texts._bundle.cache_clear()
    assert "Rien n’attend une vérification." in page
    assert "Nothing waits" not in page
    assert "# Review queue\n\nWhat a person should look at first" in page
