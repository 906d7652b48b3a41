"""The glossary: every word has a text, an anchor of its own, and every text is shown."""

from __future__ import annotations

import re

from hub.glossary import PARTS, glossary_page
from hub.model import Hub
from tests.conftest import ROOT

TERMS = [
    {
        "vocabulary": v,
        "term_id": i,
        "label": label,
        "definition": d,
        "range_min": low,
        "range_max": high,
    }
    for v, i, label, d, low, high in (
        *(
            ("levels", name, f"{name} level", "A <b>level</b>.", None, None)
            for name in ("individual", "team", "organisational", "system", "multi_level")
        ),
        ("outcome_families", "burnout", "Burnout", "Exhaustion.", None, None),
        ("instruments", "mbi/ee", "Emotional exhaustion", "A part.", 0.0, 54.0),
        ("instruments", "mbib", "Another", "Another scale.", 0.0, 5.0),
    )
]


def test_words_have_anchors_of_their_own_and_their_texts() -> None:
    page = glossary_page(Hub({"terms": TERMS}, {}, []))
    anchors = re.findall(r"\{ #([\w-]+) \}", page)
    assert len(anchors) == len(set(anchors)) > 50
    # places that links outside may name
    wanted = {"hedges-g", "prediction-interval", "certainty-very-low", "i2", "level-multi-level"}
    assert wanted | {"scale-mbi-ee", "outcome-burnout"} <= set(anchors)
    assert "Scores run from 0 to 54." in page
    assert "Another scale" not in page
    assert "<b>" not in page


def test_every_text_written_is_shown() -> None:
    text = (ROOT / "site" / "text" / "en" / "glossary.ftl").read_text(encoding="utf-8")
    written = set(re.findall(r"^glossary-([\w-]+)-text =", text, re.M))
    shown = {e.anchor for _, entries in PARTS for e in entries if not e.means}
    assert written == shown
