"""Findings and competencies as lessons: what a course may say, from the rows and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from hub.citations import HubItem, hub_work
from hub.citations_of import finding_item
from hub.citations_styled import styled
from hub.course_blocks import Block, Heading, Items, Lesson, Table, Text
from hub.decision_card import PAIRS, pairs_words
from hub.model import Hub, Row, parts
from hub.pieces import study_name
from hub.teaching import NUMBERED, questions, read_words, unknowns, voice_question, voices_of
from hub.text import CERTAINTY_WORDS, CLASS_WORDS, LEVEL_WORDS, STATUS_WORDS, number
from hub.trust_sections import of
from hub.words import people, sentence, title

STYLE = "APA"


def item_of(hub: Hub, finding: Row) -> HubItem:
    """Return a finding as an item to cite."""
    return finding_item(finding, title(hub, finding), sentence(hub, finding))


def reference(hub: Hub, finding: Row) -> str:
    """Return the reference to a finding, in one style."""
    return styled(hub_work(item_of(hub, finding), hub.release), STYLE)


def plain_text(hub: Hub, finding: Row) -> str:
    """Return what may be reused: the answer, how sure it is, what that means, and the source."""
    return " ".join(
        [
            sentence(hub, finding),
            *_pairs(hub, finding),
            *_sure(hub, finding),
            read_words(hub, finding),
            reference(hub, finding),
        ]
    )


def _pairs(hub: Hub, finding: Row) -> list[str]:
    rows = [r for r in of(hub, "meaning", finding) if r["quantity"] == PAIRS]
    return [hub.say("course-plain", pairs=pairs_words(hub, r)) for r in rows]


def _sure(hub: Hub, finding: Row) -> list[str]:
    if finding["certainty"] == "none":
        return []
    words = CERTAINTY_WORDS[finding["certainty"]]
    return [f"{hub.say('course-certainty')}: {words}.", certainty_means(hub, finding)]


def certainty_means(hub: Hub, finding: Row) -> str:
    """Return what the certainty of a finding means, in plain words."""
    return hub.say(f"glossary-means-{finding['certainty'].replace('_', '-')}")


def finding_lesson(hub: Hub, finding: Row) -> Lesson:
    """Return a finding as a lesson."""
    blocks: list[Block] = [Text(sentence(hub, finding))]
    blocks += [Text(words) for words in _pairs(hub, finding)]
    blocks += [_numbers(hub, finding)]
    if finding["certainty"] != "none":
        blocks += [Heading(hub.say("course-means")), Text(certainty_means(hub, finding))]
    blocks += [Heading(hub.say("course-read")), Text(read_words(hub, finding))]
    studies = _studies(hub, finding)
    if studies:
        blocks += [Heading(hub.say("course-studies-list")), Items(studies)]
    blocks += [Heading(hub.say("course-discuss")), Items(questions(hub, finding))]
    blocks += [Heading(hub.say("course-cite")), Text(reference(hub, finding))]
    return Lesson(title(hub, finding), blocks)


def _numbers(hub: Hub, f: Row) -> Table:
    pooled = f["status"] == "pooled"
    rows = [("course-kind", CLASS_WORDS[f["evidence_class"]])]
    none = hub.say("course-not-pooled")
    rows.append(("course-effect", number(f["estimate"]) if pooled else none))
    if pooled:
        rows.append(("course-interval", _range(hub, f, "ci")))
    if pooled and f["pi_lb"] is not None:
        rows.append(("course-prediction", _range(hub, f, "pi")))
    rows.append(("course-certainty", CERTAINTY_WORDS[f["certainty"]]))
    if f["certainty_reasons"]:
        rows.append(("course-reasons", f["certainty_reasons"]))
    studies = {"n": str(f["n_studies"]), "all": str(f["n_studies_coded"])}
    rows.append(("course-studies", hub.say("site-of", **studies)))
    if pooled:
        rows.append(("course-people", people(f)))
    rows += [
        ("course-identifier", f["finding_id"]),
        ("course-version", f["version"]),
        ("course-release", release_words(hub)),
        ("course-licence", hub.say("course-licence-value")),
    ]
    return Table(
        caption=hub.say("course-numbers"),
        description=hub.say("course-numbers-alt", name=f["finding_id"]),
        header=[hub.say("course-column-what"), hub.say("course-column-value")],
        rows=[(hub.say(ident), text) for ident, text in rows],
    )


def _range(hub: Hub, finding: Row, kind: str) -> str:
    lower, upper = (number(finding[f"{kind}_{end}"]) for end in ("lb", "ub"))
    return hub.say("site-range", lower=lower, upper=upper)


def release_words(hub: Hub) -> str:
    """Return version and date of the hub's release."""
    return ", ".join(w for w in (hub.release.version, hub.release.date) if w) or "–"


def _studies(hub: Hub, finding: Row) -> list[str]:
    members = [m for m in hub.members.get(finding["finding_id"], []) if m["in_all"]]
    found: dict[str, set[str]] = {}
    for member in members:
        effect = hub.effects[member["effect_id"]]
        found.setdefault(effect["study_id"], set()).add(effect["review_status"])
    reports = {r["study_id"]: r for r in reversed(hub["references"]) if r["study_id"]}
    lines = []
    for ident in sorted(found):
        report = reports.get(ident, {})
        known = [f"doi:{report['doi']}"] if report.get("doi") else []
        known += [STATUS_WORDS["machine"]] if "machine" in found[ident] else []
        study = hub.studies[ident]
        lines.append(f"{study_name(study)}: {'. '.join([study['title'], *known])}")
    return lines


def competency_lesson(hub: Hub, competency: Row, findings: Sequence[Row]) -> Lesson:
    """Return the lesson that opens the pack of a competency."""
    audience = ", ".join(audience_words(hub, competency))
    levels = ", ".join(LEVEL_WORDS[x] for x in parts(competency["levels"]))
    known = [f for f in findings if f["status"] in NUMBERED and f["intervention_type"]]
    whole = [f for f in findings if not f["intervention_type"]]
    blocks: list[Block] = [
        Text(competency["definition"]),
        Text(hub.say("course-audience", audience=audience)),
        Text(hub.say("course-levels", levels=levels)),
        Heading(hub.say("teaching-findings")),
        Items([sentence(hub, f) for f in known]) if known else Text(hub.say("course-no-finding")),
    ]
    if whole:
        blocks += [Heading(hub.say("course-whole")), Text(hub.say("course-whole-lead"))]
        blocks.append(Items([sentence(hub, f) for f in whole]))
    voices = voices_of(hub, competency)
    if voices:
        blocks += [
            Heading(hub.say("teaching-voices")),
            Items([f"{t['theme']}. {t['summary']} ({t['source_title']})" for t in voices]),
        ]
    gaps = unknowns(hub, competency)
    if gaps:
        blocks += [Heading(hub.say("teaching-unknown")), Items(gaps)]
    if voices:
        asked = [voice_question(hub, t) for t in voices[:2]]
        blocks += [Heading(hub.say("teaching-discuss")), Items(asked)]
    return Lesson(competency["label"], blocks)


def audience_words(hub: Hub, competency: Row) -> list[str]:
    """Return who learns a competency."""
    return [hub.say(f"teaching-audience-{a}") for a in parts(competency["audience"])]
