"""Two runs in one folder would write the same files: the second is told to wait."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("hub_run", ROOT / "workflow" / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "MOMENT", 0.2)
    return module


def test_a_folder_is_held_by_one_run_until_it_ends(runner: ModuleType, tmp_path: Path) -> None:
    first = runner.hold(tmp_path)
    assert first is not None
    assert runner.hold(tmp_path) is None
    first.close()
    again = runner.hold(tmp_path)
    assert again is not None
    again.close()


def test_what_a_killed_run_left_behind_does_not_lock(runner: ModuleType, tmp_path: Path) -> None:
    (tmp_path / ".snakemake").mkdir()
    (tmp_path / ".snakemake" / "hub.lock").write_text("", encoding="utf-8")
    with runner.hold(tmp_path) as lock:
        assert lock is not None
