"""Suggestions for a summary of a focus group, each with its sentence, nothing personal in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.__main__ import main
from extract.documents.markdown import read_markdown
from extract.documents.model import Block, Document, Front, Place, Problem
from extract.documents.sentences import split
from extract.focus_groups.model import FocusGroupReading, ThemeFound
from extract.focus_groups.read import suggest_focus_group, to_json
from extract.focus_groups.words import Words
from extract.records.voices import MAX_WORDS, personal_data
from extract.taxonomy import Taxonomy, load_taxonomy
from tests.conftest import ROOT

SUMMARY = """# What the night shift told us

Focus group in Kenya, led by Ines Duarte

## Nights

Fourteen nurses and two clinical officers from Kenya took part. On most nights the ward is
understaffed, and nobody gets a break. Despite long years of practice, the emotional burden leaves
them exhausted. Instead of yet another app, they asked for supervision by someone they trust.

Managers must listen, introduce predictable schedules, and provide counselling without stigma.
Music helped them to calm down. The ministry should pay hazard allowances on time.

## Next steps

- a quiet room for rest breaks
- peer support, first on one ward

Questions? Write to ines@example.org or call 0171 496 0345.
"""


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy(ROOT / "corpus" / "taxonomy", ROOT / "corpus")[0]


def _document(folder: Path, text: str = SUMMARY) -> Document:
    path = folder / "summary.md"
    path.write_text(text, encoding="utf-8")
    return read_markdown(path)


@pytest.fixture
def reading(tmp_path: Path, taxonomy: Taxonomy) -> FocusGroupReading:
    return suggest_focus_group(_document(tmp_path), taxonomy)


def _values(found: FocusGroupReading | ThemeFound, field: str) -> set[str]:
    return {s.value for s in found.suggestions if s.field == field}


def _theme(reading: FocusGroupReading, start: str) -> ThemeFound:
    (found,) = [t for t in reading.themes if t.words.startswith(start)]
    return found


def test_what_the_text_is_and_who_took_part(reading: FocusGroupReading) -> None:
    assert _values(reading, "source_kind") == {"focus_group"}
    assert _values(reading, "cadre") == {"nurse", "clinical-assistant"}
    assert _values(reading, "country") == {"KE"}
    quotes = [q for s in reading.suggestions if s.field == "cadre" for q in s.quotes]
    assert {q.words for q in quotes} == {
        "Fourteen nurses and two clinical officers from Kenya took part."
    }


@pytest.mark.parametrize(
    ("start", "kind", "level", "types"),
    [
        ("On most nights", "barrier", "organisational", {"staffing-ratio", "breaks"}),
        ("the emotional burden", "need", "individual", set()),
        ("they asked for", "recommendation", None, set()),
        ("introduce predictable", "recommendation", "organisational", {"scheduling"}),
        ("Music helped", "facilitator", "individual", {"music-therapy"}),
        ("The ministry should", "recommendation", "system", {"pay-and-conditions"}),
        ("a quiet room", "recommendation", "organisational", {"breaks"}),
        ("peer support", "recommendation", "team", {"peer-support"}),
    ],
)
def test_themes(
    reading: FocusGroupReading, start: str, kind: str, level: str | None, types: set[str]
) -> None:
    theme = _theme(reading, start)
    assert theme.kind == kind
    assert level is None or _values(theme, "level") == {level}
    assert types <= _values(theme, "intervention_type")


def test_a_theme_has_its_whole_sentence_and_place(reading: FocusGroupReading) -> None:
    theme = _theme(reading, "introduce")
    assert theme.quote.words.startswith("Managers must listen, introduce")
    assert (theme.quote.place.line, theme.quote.source) == (11, "Nights")
    assert all(s.quotes == (theme.quote,) for s in theme.suggestions)
    assert all(len(t.words.split()) <= MAX_WORDS for t in reading.themes)


def test_nothing_personal_is_in_a_reading(reading: FocusGroupReading) -> None:
    text = to_json(reading)
    for datum in ("Ines", "Duarte", "example.org", "496"):
        assert datum not in text
    found = [p.what for p in reading.problems]
    assert len([p for p in found if p.startswith("Personal data: name of a person")]) >= 1
    assert any("e-mail address at line 19" in p for p in found)
    assert any("telephone number at line 19" in p for p in found)


def test_a_sentence_on_how_to_reach_someone_is_no_theme(reading: FocusGroupReading) -> None:
    assert not [t for t in reading.themes if "Write to" in t.quote.words]


def test_without_taxonomy_themes_are_still_found(tmp_path: Path) -> None:
    reading = suggest_focus_group(_document(tmp_path))
    assert "pay-and-conditions" in _values(_theme(reading, "The ministry"), "intervention_type")


def test_references_and_links_are_no_themes(tmp_path: Path, taxonomy: Taxonomy) -> None:
    text = "## References\n\n- Lee A. Staffing must improve. 2001.\n\n"
    text += "## Resources\n\n- Peer support must grow.\n"
    assert suggest_focus_group(_document(tmp_path, text), taxonomy).themes == ()


def test_a_synonym_added_to_the_taxonomy_is_looked_for(taxonomy: Taxonomy) -> None:
    term = taxonomy.intervention("peer-support").model_copy(update={"synonyms": ["shoulder hour"]})
    terms = {**taxonomy.terms, "interventions": {"peer-support": term}}
    words = Words(Taxonomy(terms, taxonomy.names))
    assert words.interventions["peer-support"].search("A shoulder hour would help.")
    assert list(words.interventions) == ["peer-support"]


def test_every_word_kept_here_is_one_of_the_taxonomy(taxonomy: Taxonomy) -> None:
    words = Words(None)
    for vocabulary, kept in (
        ("interventions", words.interventions),
        ("implementation", words.implementation),
        ("cadres", words.cadres),
        ("levels", words.levels),
    ):
        assert set(kept) <= set(taxonomy.terms[vocabulary])


def _said(text: str) -> Document:
    block = Block(
        kind="paragraph", section=(), text=text, sentences=split(text), place=Place(line=1)
    )
    return Document(
        sha256="0",
        kind="markdown",
        reader="r",
        front=Front(),
        blocks=(block,),
        tables=(),
        problems=(Problem(what="p"),),
    )


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.integers(10**7, 10**11))
def test_no_quote_could_be_refused_by_the_records(text: str, number: int) -> None:
    said = f"Nurses must get breaks {text} +{number} or a.b@example.org because staff is short."
    reading = suggest_focus_group(_said(" ".join(said.split())))
    assert personal_data(json.loads(to_json(reading))["themes"] if reading.themes else []) is None


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "summary.md"
    path.write_text(SUMMARY, encoding="utf-8")
    corpus = ["--corpus", str(ROOT / "corpus")]
    assert main(["focus-group", str(path), "--json", *corpus]) == 0
    assert len(json.loads(capsys.readouterr().out)["themes"]) > 5
    assert main(["focus-group", str(path), *corpus]) == 0
    assert "recommendation (" in capsys.readouterr().out
    assert main(["focus-group", str(tmp_path / "none.md"), *corpus]) == 1
    assert "no such file" in capsys.readouterr().err


SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the texts of the coded voices (../shared)")
def test_most_coded_themes_are_found_in_their_texts(taxonomy: Taxonomy) -> None:
    from extract.corpus import read_corpus

    def plain(text: str) -> str:
        return " ".join(text.replace("’", "'").casefold().split())

    said = " ".join(
        plain(t.quote.words)
        for path in sorted(SEEDS.glob("*.txt"))
        for t in suggest_focus_group(read_markdown(path), taxonomy).themes
    )
    coded = [t for v in read_corpus(ROOT / "corpus").voices for t in v.themes]
    found = [t for t in coded if plain(t.words) in said]
    assert len(coded) >= 100
    assert len(found) >= 0.85 * len(coded)
