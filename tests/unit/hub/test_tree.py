"""Pages written by hand are English, or the site's language where somebody translated them."""

import pytest

from hub.tree import copy_written


@pytest.fixture
def folder(tmp_path):
    for name, text in {"a.md": "English a", "methods/b.md": "English b"}.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "docs.fr" / "methods").mkdir(parents=True)
    (tmp_path / "docs.fr" / "methods" / "b.md").write_text("Français b", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("language", "said"), [("en", "English b"), ("fr", "Français b")])
def test_a_translated_page_takes_the_place_of_the_english_one(folder, language, said):
    copy_written(folder, language, folder / "out")
    assert (folder / "out" / "a.md").read_text(encoding="utf-8") == "English a"
    assert (folder / "out" / "methods" / "b.md").read_text(encoding="utf-8") == said


def test_a_translation_of_no_page_is_an_error(folder):
    (folder / "docs.fr" / "c.md").write_text("Français c", encoding="utf-8")
    with pytest.raises(ValueError, match=r"c\.md translates no page"):
        copy_written(folder, "fr", folder / "out")
