"""Every message that the site's code asks for is written, and every one written is asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hub.texts import ENGLISH, differences, messages, values_of
from tests.conftest import ROOT

CODE = {
    path: ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "site" / "hub").glob("*.py"))
}
# How identifiers begin that are put together when they are used: families that are used whole,
PREFIXES = (
    *("claims-figure-", "costs-case-", "costs-column-", "costs-rate-"),
    *("finding-absent-", "finding-certainty-", "finding-one-study", "finding-studies-"),
    *("gap-map-axis-", "gap-map-column-", "gap-map-js-", "gap-map-letter-", "gap-map-one-"),
    *("gap-map-sure-", "glossary-", "home-door-", "levels-column-"),
    *("levels-status-", "navigation-", "release-status-", "voices-spoken-"),
    *("paper-about-", "paper-column-", "paper-number-", "paper-result-", "paper-size-"),
    *("paper-time-", "papers-column-", "quality-column-", "queue-column-", "queue-time-"),
    *("release-api-", "release-check-", "release-downloads-", "release-flow-", "release-old-"),
    *("search-facet-", "search-kind-", "study-design-"),
    *("teaching-ask-", "teaching-audience-", "teaching-column-", "teaching-file-"),
    *("voices-asks-", "voices-head-", "voices-section-"),
    *(
        "word-",
        "trust-choice-",
        "trust-robustness-",
        "trust-meaning-",
        "trust-one-",
        "trust-small-",
    ),
    *("trust-sure-", "finding-column-", "finding-numbers-", "pieces-forest-", "sentence-about-"),
    *("study-effects-", "cite-missing-", "data-column-", "data-comparison-", "data-flow-"),
    *("data-list-", "explorer-column-", "home-card-", "home-unknown-", "level-page-"),
    *("share-better", "share-worse", "studies-column-", "study-page-", "topic-column-", "script-"),
    *("finding-model-", "sentence-better-", "sentence-claim-", "sentence-outcome-"),
    *("sentence-one-study", "sentence-quote-", "sentence-title-", "sentence-worse-"),
    *("topic-level-", "theme-", "plot-funnel-", "plot-ways-", "plot-calibration-"),
)
# and parts of the site where a word of the code follows.
PARTS = (
    "finding-",
    "gap-map-",
    "pieces-",
    "plot-",
    "release-",
    "search-",
    "sentence-",
    "topic-",
    "trace-",
)


def asked() -> Iterator[tuple[str, ast.expr, ast.Call]]:
    """Yield where ``say`` is called, what for, of a choice both, and the whole call."""
    for path, tree in CODE.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "say":
                first = node.args[0]
                either = (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)
                yield from ((f"{path.name}:{node.lineno}", part, node) for part in either)


def beginning(node: ast.expr) -> str | None:
    """Return what an identifier begins with that is put together; None when it is a name."""
    first = node.values[0] if isinstance(node, ast.JoinedStr) else getattr(node, "left", None)
    return str(first.value) if isinstance(first, ast.Constant) else None


def test_every_message_asked_for_is_written() -> None:
    written = messages(ENGLISH)
    for place, node, _ in asked():
        if isinstance(node, ast.Constant):
            assert node.value in written, f"{place}: no message {node.value}"
        elif (start := beginning(node)) is not None:
            known = start.startswith(PREFIXES) or start in PARTS
            assert known, f"{place}: {start} is not in PREFIXES"


def test_every_message_gets_the_values_that_it_asks_for() -> None:
    written = messages(ENGLISH)
    for place, node, call in asked():
        given = {keyword.arg for keyword in call.keywords}
        if isinstance(node, ast.Constant) and None not in given:  # None: some come from a mapping
            assert values_of(written[str(node.value)]) <= given, f"{place}: {node.value}"


def test_every_message_is_asked_for() -> None:
    words = {
        node.value
        for tree in CODE.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for part in PARTS:
        words |= {part + word.replace("_", "-") for word in words}
    unused = [i for i in messages(ENGLISH) if i not in words and not i.startswith(PREFIXES)]
    assert unused == []


def test_every_beginning_is_one_of_a_message() -> None:
    for start in (*PREFIXES, *PARTS):
        assert any(i.startswith(start) for i in messages(ENGLISH)), start


def test_english_is_whole() -> None:
    assert differences(ENGLISH) == []
