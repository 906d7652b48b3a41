"""Write the whole Markdown tree that mkdocs renders; whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from hub import (
    api,
    api_page,
    beside_numbers,
    briefs,
    changes_pages,
    citation_check,
    citations,
    citations_page,
    claim_pages,
    cost_pages,
    course_packs,
    data_pages,
    downloads,
    explorer,
    feeds,
    finding_pages,
    flow_page,
    gap_map,
    glossary,
    home_page,
    level_pages,
    paper_index,
    paper_pages,
    quality_pages,
    search_facets,
    search_page,
    study_pages,
    teaching_pages,
    texts,
    topic_pages,
    trace_pages,
    version_pages,
    voice_findings,
    voice_pages,
)
from hub.crew import Crew, crew
from hub.model import LEVELS, Hub, grouped, load_hub

FINDING = re.compile(r'data-id="pooled_effects/([^"]+)"')
CHUNK = 50  # studies that are written in one go
# Parts of the site that write pages of their own, each by its path, as Markdown.
PAGES: Sequence[Callable[[Hub], Mapping[str, str]]] = (
    search_page.search_pages,
    beside_numbers.pages,
    voice_findings.pages,
    changes_pages.pages,
    citation_check.pages,
    version_pages.pages,
    api_page.pages,
    flow_page.pages,
    gap_map.gap_map_pages,
    teaching_pages.teaching_pages,
    glossary.glossary_pages,
)
# Parts that write other files, each by its path below the root of the site.
FILES: Sequence[Callable[[Hub], Iterable[tuple[str, bytes]]]] = (
    search_facets.cost_records,
    briefs.brief_files,
    feeds.feeds,
    api.files,
    gap_map.gap_map_files,
    course_packs.pack_files,
)


def studies_of(hub: Hub, first: int, last: int) -> dict[str, str]:
    """Return the pages of some of the studies: with their citations they take most of the time."""
    return {
        f"studies/{study['study_id']}.md": study_pages.study_page(hub, study)
        for study in hub["studies"][first:last]
    }


def files_of(hub: Hub, place: int) -> list[tuple[str, bytes]]:
    """Return the files that one of ``FILES`` writes."""
    return list(FILES[place](hub))


def pages_of(hub: Hub, sizes: Mapping[str, int], team: Crew) -> dict[str, str]:
    """Return every generated page as Markdown, by its path."""
    ends = range(0, len(hub["studies"]), CHUNK)
    studies = [team.do(studies_of, first, first + CHUNK) for first in ends]
    pages = {
        "index.md": home_page.home_page(hub),
        "findings/index.md": finding_pages.findings_index(hub),
        "levels/index.md": level_pages.levels_index(hub),
        "interventions/index.md": topic_pages.interventions_index(hub),
        "outcomes/index.md": topic_pages.outcomes_index(hub),
        "studies/index.md": study_pages.studies_index(hub),
        "voices/index.md": voice_pages.voices_index(hub),
        "claims/index.md": claim_pages.claims_page(hub),
        "costs/index.md": cost_pages.costs_page(hub),
        "papers/index.md": paper_index.papers_index(hub),
        "papers/queue.md": paper_index.queue_page(hub),
        "data/index.md": data_pages.data_page(hub, sizes),
        "data/dictionary.md": data_pages.dictionary_page(hub),
        "data/problems.md": data_pages.problems_page(hub),
        "data/comparison.md": data_pages.comparison_page(hub),
        "cite.md": citations_page.cite_page(hub),
    }
    for finding in hub["pooled_effects"]:
        ident = finding["finding_id"]
        pages[f"findings/{ident}.md"] = finding_pages.finding_page(hub, finding)
        if finding["status"] in ("pooled", "unchecked"):
            pages[f"trace/{ident}.md"] = trace_pages.trace_page(hub, finding)
    for level in LEVELS:
        pages[f"levels/{level.replace('_', '-')}.md"] = level_pages.level_page(hub, level)
    for ident, term in hub.terms("interventions").items():
        pages[f"interventions/{ident}.md"] = topic_pages.intervention_page(hub, term)
    for ident, term in hub.terms("outcome_families").items():
        pages[f"outcomes/{ident}.md"] = topic_pages.outcome_page(hub, term)
    for ident, themes in grouped(hub["themes"], "source_id").items():
        pages[f"voices/{ident}.md"] = voice_pages.voice_page(hub, themes)
    for claim in hub["claims"]:
        pages[f"claims/{claim['claim_id']}.md"] = claim_pages.claim_page(hub, claim)
    for part in PAGES:
        pages |= part(hub)
    for chunk in studies:
        pages |= chunk.result()
    for name, shown in places_of(pages).items():
        trace = f"trace/{name}.md"
        if trace in pages:
            pages[trace] += trace_pages.shown_on(shown, name)
    return pages


def places_of(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Return, for each finding, the pages that show it."""
    found: dict[str, list[str]] = {}
    for name in sorted(pages):
        for ident in sorted(set(FINDING.findall(pages[name]))):
            found.setdefault(ident, []).append(name)
    return found


def write_tree(
    tables: Mapping[str, Path],
    *,
    project: Path,
    package: Path,
    schemas: Sequence[Path],
    headline_families: Sequence[str],
    quality: Path,
    extractor: str,
    choice: explorer.Choice,
    out: Path,
    releases: Path | None = None,
    processes: int = 1,
    language: str = texts.ENGLISH,
) -> int:
    """Write pages, downloads and assets.

    Parameters
    ----------
    tables : mapping
        Published tables by name.
    project : Path
        Where ``site/docs`` (hand-written pages; ``site/docs.fr`` in French), ``site/theme/assets``
        and ``CITATION.cff`` are.
    package : Path
        ``datapackage.json``.
    schemas : sequence of Path
        JSON Schemas of the records.
    headline_families : sequence of str
        Outcome families in the order of the home page.
    quality : Path
        How well papers are read, as measured; the page says so where it is missing.
    extractor : str
        Name and version of the reader of papers.
    choice : Choice
        How the Explorer chooses one effect of a study.
    out : Path
        The tree; it appears whole.
    releases : Path, optional
        Frozen releases; those of the project's corpus when not given.
    processes : int
        How many write at a time beside this one; what is written does not depend on it.
    language : str
        A folder of ``site/text``.

    Returns
    -------
    int
        Number of generated pages.
    """
    release = citations.read_release(project / "CITATION.cff")
    texts.use(language)
    frozen = releases or project / "corpus" / "releases"
    hub = load_hub(tables, headline_families, release, frozen, texts.Texts(language))
    with crew(hub, processes) as team:
        made = [team.do(files_of, place) for place in range(len(FILES))]
        sizes = {name: path.stat().st_size for name, path in tables.items()}
        pages = pages_of(hub, sizes, team)
        files = [(name, content) for part in made for name, content in part.result()]
    results = json.loads(quality.read_text(encoding="utf-8")) if quality.exists() else None
    pages["methods/reading-quality.md"] = quality_pages.quality_page(results, extractor, hub.say)
    explored = explorer.explorer_rows(hub, choice)
    pages["explorer/index.md"] = explorer.explorer_page(hub, explored)
    partial = out.with_name(out.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    copy_written(project / "site", language, partial)
    shutil.copytree(project / "site" / "theme" / "assets", partial / "assets")
    facets = search_facets.facets_of(hub)
    written = 0
    for name, text in chain(pages.items(), paper_pages.pages_of_papers(hub)):
        path = partial / name
        if path.exists():
            raise ValueError(f"{name} is written by hand and generated too")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(search_facets.with_facets(text, facets.get(name)), encoding="utf-8")
        written += 1
    text = explorer.explorer_data(hub, explored)
    (partial / "explorer" / "effects.json").write_text(text, encoding="utf-8")
    for name, content in files:
        path = partial / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    beside = {"README.txt": downloads.read_me(hub)}
    if (project / "corpus" / "LICENSE").exists():
        beside["LICENSE"] = (project / "corpus" / "LICENSE").read_text(encoding="utf-8")
    for name, content in downloads.downloads(tables, hub.schemas, package, beside):
        path = partial / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (partial / "data" / "tables").mkdir(parents=True, exist_ok=True)
    for name, path in tables.items():
        shutil.copyfile(path, partial / "data" / "tables" / f"{name}.csv")
    text = package.read_text(encoding="utf-8")
    (partial / "data" / "datapackage.json").write_text(text, encoding="utf-8")
    for path in schemas:
        shutil.copyfile(path, partial / "data" / path.name)
    shutil.rmtree(out, ignore_errors=True)
    partial.rename(out)
    return written


def copy_written(site: Path, language: str, out: Path) -> None:
    """Copy the hand-written pages, then those of a language over them."""
    shutil.copytree(site / "docs", out)
    translated = site / f"docs.{language}"
    for path in sorted(translated.rglob("*.md")):
        name = path.relative_to(translated)
        if not (out / name).exists():
            raise ValueError(f"{path} translates no page of {site / 'docs'}")
        shutil.copyfile(path, out / name)
