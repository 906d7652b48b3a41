"""A translation of the site beside its English, for tests that need one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hub import texts
from hub.texts import Texts


@pytest.fixture
def in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Texts]]:
    """Give what makes a French translation of these messages; English is that of the site."""

    def translate(messages: str) -> Texts:
        (tmp_path / "en").symlink_to(texts.TEXT / "en")
        (tmp_path / "fr").mkdir()
        (tmp_path / "fr" / "a.ftl").write_text(messages, encoding="utf-8")
        monkeypatch.setattr(texts, "TEXT", tmp_path)
        texts.forget()
        return Texts("fr")

    yield translate
    texts.forget()
