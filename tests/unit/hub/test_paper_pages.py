"""Pages of machine-read papers: unmistakably unchecked, every number with its place, safe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analyses.machine.effects import Limits, facts_of, paper_effects
from analyses.records.schemas_of import EVERY_SCHEMA
from extract.library.outcome import Outcome
from extract.records.tables import load_schemas
from hub.model import Hub
from hub.paper_index import papers_index, queue_page, what_if_block
from hub.paper_pages import paper_page
from tests.unit.extract.library.made_up import CONTRAST, READING, outcome
from tests.unit.extract.library.test_publish import tables_of

PAYLOAD = "<script>alert(1)</script> [x](javascript:alert(1)) | {{ x }}"
FINDING: dict[str, Any] = {
    "finding_id": "burnout-team-controlled",
    "outcome_family": "burnout",
    "level": "team",
    "intervention_type": None,
    "evidence_class": "controlled",
}


def hub_of(tmp_path: Path, found: list[Outcome], **more: Any) -> tuple[Hub, dict[str, Any]]:
    """Return a hub with these papers, and the rows of the first one."""
    tables = tables_of(tmp_path, found)
    (document, *_) = tables["machine_documents"]
    facts = facts_of(tables["machine_suggestions"], 0.7)
    limits = Limits(contrast=0.9, fact=0.7)
    families = {"emotional-exhaustion": "burnout"}
    tables["machine_effects"] = list(
        paper_effects(document, tables["machine_contrasts"], facts, families, limits)
    )
    empty: dict[str, Any] = {"terms": [], "review_queue": [], "what_if": [], "pooled_effects": []}
    return Hub({**empty, **tables, **more}, load_schemas(*EVERY_SCHEMA), ["burnout"]), tables


def page(tmp_path: Path, found: Outcome) -> str:
    """Return the page of a paper."""
    hub, rows = hub_of(tmp_path, [found])
    return paper_page(hub, rows, [])


def test_a_paper_says_that_nobody_checked_it_before_any_number(tmp_path: Path) -> None:
    text = page(tmp_path, outcome())
    assert 0 < text.index("Not yet checked") < text.index("## Comparisons found")
    assert "Worked example" not in text


def test_every_number_stands_as_printed_with_its_place_and_words(tmp_path: Path) -> None:
    text = page(tmp_path, outcome())
    row = next(line for line in text.splitlines() if line.startswith("| Mean, arm 1"))
    assert "21.4" in row
    assert "Table 2, row Exhaustion, column Rest, page 3" in row
    assert "“21.4 (9.2)”" in row
    people = next(line for line in text.splitlines() if line.startswith("| People, arm 1"))
    assert "`/article/body/p`" in people


def test_an_example_says_that_its_data_are_invented(tmp_path: Path) -> None:
    assert "invented data" in page(tmp_path, outcome("example/trial.xml"))


def test_a_test_that_does_not_fit_its_p_is_marked(tmp_path: Path) -> None:
    assert "**no, and on the other side of 0.05**" in page(tmp_path, outcome())


def test_a_file_that_cannot_be_read_shows_its_problem_and_no_number(tmp_path: Path) -> None:
    text = page(tmp_path, outcome("x.pdf", problem="the file is encrypted"))
    assert "the file is encrypted" in text
    assert "## Comparisons" not in text
    hub, _ = hub_of(tmp_path, [outcome("x.pdf", problem="the file is encrypted")])
    index = papers_index(hub)
    assert "## Files that could not be read" in index
    assert "the file is encrypted" in index


def test_words_of_a_paper_never_become_markup(tmp_path: Path) -> None:
    quote = replace(CONTRAST.statistics["m1i"].quote, words=PAYLOAD, source=PAYLOAD)
    numbers = {"m1i": replace(CONTRAST.statistics["m1i"], quote=quote, printed=PAYLOAD)}
    contrast = replace(
        CONTRAST,
        outcome=PAYLOAD,
        arm1=PAYLOAD,
        time_label=PAYLOAD,
        flags=(PAYLOAD,),
        statistics=numbers,
    )
    front = replace(READING.front, title=PAYLOAD, doi="10.1/<script>alert(1)</script>")
    reading = replace(READING, contrasts=(contrast,), front=front)
    text = page(tmp_path, outcome(reading=reading))
    body = text.split("---\n", 2)[2]
    assert "<script>" not in body
    assert "](javascript:" not in body


@pytest.mark.parametrize(
    ("estimate", "said"), [(None, "one study"), (0.31, "would be 0.31 [0.10, 0.52]")]
)
def test_the_what_if_block_says_that_it_is_not_checked(
    tmp_path: Path, estimate: float | None, said: str
) -> None:
    paper = outcome()
    row = {
        "finding_id": FINDING["finding_id"],
        "n_papers": 1,
        "k_machine": 2,
        "papers": paper.paper_id,
        **dict.fromkeys(("estimate_now", "ci_lb_now", "ci_ub_now", "turns")),
        "estimate_if": estimate,
        "ci_lb_if": 0.10,
        "ci_ub_if": 0.52,
        "reason": "not pooled: one study",
    }
    hub, _ = hub_of(tmp_path, [paper], what_if=[row])
    text = what_if_block(hub, FINDING)
    assert "not yet checked" in text
    assert said in text
    assert "A made-up trial" in text
    assert what_if_block(hub, FINDING | {"finding_id": "other"}) == ""


def test_an_empty_folder_of_papers_gives_pages_too(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, [])
    hub = Hub({**tables, "review_queue": []}, load_schemas(*EVERY_SCHEMA), ["burnout"])
    assert "0 files received" in papers_index(hub)
    assert "Nothing waits" in queue_page(hub)
