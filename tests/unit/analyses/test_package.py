"""The package as its users meet it: names, the README's example, tidy frames."""

import re
from importlib import import_module

import numpy as np
import pytest

import analyses
from analyses.frames import tidy
from tests.conftest import ROOT


@pytest.mark.parametrize("name", analyses.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    found = getattr(analyses, name)
    assert (found.__doc__ or "").strip(), name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = analyses.no_such_name


def test_the_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "analyses" / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    exec(compile(code, "README.md", "exec"), {})
    out = capsys.readouterr().out
    assert "REML model, 3 effects" in out
    assert "HTZ: F(1," in out


def test_a_fit_becomes_a_row_a_coefficient_and_a_deletion_a_row_a_study() -> None:
    yi, vi = np.array([0.1, 0.3, 0.5, 0.2]), np.full(4, 0.05)
    fit = analyses.fit_random_effects(yi, vi)
    frame = tidy(fit)
    assert len(frame) == 1
    assert frame.loc[0, "b"] == pytest.approx(fit.b[0])
    assert frame.loc[0, "tau2"] == fit.tau2
    assert len(tidy(analyses.leave_one_out(fit))) == 4
    with pytest.raises(TypeError, match="a result record"):
        tidy(3)


def test_parts_do_not_load_the_whole() -> None:
    """The site needs the contracts of the tables, not the linear algebra."""
    module = import_module("analyses.records.schemas_of")
    assert not hasattr(module, "scipy")
