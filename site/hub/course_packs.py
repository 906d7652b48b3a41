"""Course packs: cartridge, Word document and Markdown, put together from parts.

A part is a finding (or a competency) written once in every form; a frame is what stands around
the parts. Packs of competencies are put together here, those of a visitor by the page's script in
the same way: nothing but joining text that is safe already.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hub.citations import hub_work
from hub.citations_files import bibtex, ris
from hub.course_blocks import (
    Heading,
    Items,
    Lesson,
    Text,
    Verbatim,
    as_html,
    as_markdown,
    escaped,
    letters,
    page,
)
from hub.course_cartridge import (
    VERSIONS,
    item,
    manifest_head,
    manifest_middle,
    manifest_tail,
    resource,
    web_link,
)
from hub.course_docx import BODY, Writer
from hub.course_lessons import competency_lesson, finding_lesson, item_of, reference
from hub.model import Hub, Row
from hub.teaching import NUMBERED, competencies, findings_of, level_findings

FOLDER = "teaching/packs"
PARTS = "teaching/parts"
SELECTION = "course-pack"
REFERENCES = "references.html"
RIS = "citations/references.ris"
BIBTEX = "citations/references.bib"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first a zip file can hold: no build leaves its time


@dataclass(frozen=True, slots=True)
class Link:
    """A web link of a cartridge, in one version of the standard."""

    item: str
    resource: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A lesson in every form. Each text is whole and safe in its form."""

    ident: str
    version: str
    path: str
    html: str
    item: str
    resource: str
    markdown: str
    docx: str
    reference_html: str = ""
    reference_markdown: str = ""
    reference_docx: str = ""
    ris: str = ""
    ris_docx: str = ""
    bibtex: str = ""
    links: Mapping[str, Link] = field(default_factory=dict)  # by version of the standard


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the parts of a pack."""

    ident: str
    manifest: Mapping[str, Sequence[str]]  # head, middle and tail by version of the standard
    references_item: str
    references_resources: str
    references_html: Sequence[str]  # head and tail
    markdown: Sequence[str]  # head, then the heading of the references
    docx_files: Mapping[str, str]  # base64
    docx: Sequence[str]  # head, heading of the references, heading of the records, tail


def finding_part(hub: Hub, finding: Row, writer: Writer) -> Part:
    """Return a finding in every form."""
    ident, lesson = finding["finding_id"], finding_lesson(hub, finding)
    work, cited = hub_work(item_of(hub, finding), hub.release), reference(hub, finding)
    address = hub.release.address_of(f"findings/{ident}.html")
    return _part(
        hub,
        lesson,
        writer,
        ident=ident,
        version=finding["version"],
        path=f"findings/{ident}.html",
        reference_html=f"<li>{escaped(cited)}</li>\n",
        reference_markdown=f"- {letters(cited)}\n",
        reference_docx=writer.blocks([Items([cited])]),
        ris=ris(work) + "\n",
        ris_docx=writer.blocks([Verbatim(ris(work))]),
        bibtex=bibtex(work) + "\n",
        links={
            v: Link(
                *web_link(v, f"link-{ident}", hub.say("course-web", title=lesson.title), address)
            )
            for v in VERSIONS
            if address
        },
    )


def competency_part(hub: Hub, competency: Row, findings: Sequence[Row], writer: Writer) -> Part:
    """Return the opening of a competency's pack in every form; it is no finding to cite."""
    ident = competency["competency_id"]
    return _part(
        hub,
        competency_lesson(hub, competency, findings),
        writer,
        ident=ident,
        version="",
        path=f"about-{ident}.html",
    )


def _part(
    hub: Hub, lesson: Lesson, writer: Writer, *, ident: str, version: str, path: str, **more: object
) -> Part:
    return Part(
        ident=ident,
        version=version,
        path=path,
        html=as_html(lesson, hub.say.language),
        item=item(f"item-{ident}", f"page-{ident}", lesson.title),
        resource=resource(f"page-{ident}", path),
        markdown="\n" + as_markdown(lesson, level=2),
        docx=writer.lesson(lesson),
        **more,  # type: ignore[arg-type]
    )


def frame(hub: Hub, ident: str, name: str) -> Frame:
    """Return what stands around the parts of a pack of this name."""
    release = hub.release
    language = hub.say.language
    writer = Writer(name, release.name, release.date, hub.say("course-language"))
    intro = Text(
        hub.say(
            "course-intro",
            name=release.name,
            version=release.version or "–",
            date=release.date or "–",
        )
    )
    shown, lead = hub.say("course-references"), Text(hub.say("course-references-lead"))
    body = f"<p>{escaped(lead.text)}</p>\n<ul>\n@</ul>"
    around = page(shown, body, language).split("@")
    shell = writer.shell()
    files = [resource("references", REFERENCES), resource("records-ris", RIS)]
    return Frame(
        ident=ident,
        manifest={
            v: (
                manifest_head(v, ident, name, release.date, language),
                manifest_middle(),
                manifest_tail(),
            )
            for v in VERSIONS
        },
        references_item=item("item-references", "references", shown),
        references_resources="".join([*files, resource("records-bibtex", BIBTEX)]),
        references_html=around,
        markdown=[
            as_markdown(Lesson(name, [intro])),
            "\n" + as_markdown(Lesson(shown, [lead]), level=2) + "\n",
        ],
        docx_files={n: base64.b64encode(b).decode("ascii") for n, b in shell.files.items()},
        docx=[
            shell.head + writer.title(name) + writer.blocks([intro]),
            writer.lesson(Lesson(shown, [lead])),
            writer.blocks([Heading(hub.say("course-ris"))]),
            shell.tail,
        ],
    )


def has_references(parts: Sequence[Part]) -> bool:
    """Say whether there is anything to cite: some competencies have no finding with a number."""
    return any(p.ris for p in parts)


def cartridge(around: Frame, parts: Sequence[Part], version: str) -> dict[str, bytes]:
    """Return the files of a cartridge in a version of the standard, by path."""
    head, middle, tail = around.manifest[version]
    links = [p.links[version] for p in parts if version in p.links]
    items = [p.item + (p.links[version].item if version in p.links else "") for p in parts]
    cited = has_references(parts)
    manifest = [
        head,
        *items,
        around.references_item if cited else "",
        middle,
        *(p.resource for p in parts),
        *(x.resource for x in links),
        around.references_resources if cited else "",
        tail,
    ]
    first, last = around.references_html
    texts = {
        "imsmanifest.xml": "".join(manifest),
        **{p.path: p.html for p in parts},
        **{x.path: x.text for x in links},
    }
    if cited:
        texts |= {
            REFERENCES: "".join([first, *(p.reference_html for p in parts), last]),
            RIS: "".join(p.ris for p in parts),
            BIBTEX: "".join(p.bibtex for p in parts),
        }
    return {name: text.encode("utf-8") for name, text in texts.items()}


def document(around: Frame, parts: Sequence[Part]) -> dict[str, bytes]:
    """Return the files of a Word document, by path."""
    head, references, records, tail = around.docx
    body = [head, *(p.docx for p in parts)]
    if has_references(parts):
        body += [references, *(p.reference_docx for p in parts)]
        body += [records, *(p.ris_docx for p in parts)]
    body.append(tail)
    files = {name: base64.b64decode(text) for name, text in around.docx_files.items()}
    return files | {BODY: "".join(body).encode("utf-8")}


def markdown(around: Frame, parts: Sequence[Part]) -> str:
    """Return a pack as one Markdown text."""
    head, references = around.markdown
    if not has_references(parts):
        return "".join([head, *(p.markdown for p in parts)])
    records = [f"\n```text\n{p.ris}```\n" for p in parts if p.ris]
    return "".join(
        [head, *(p.markdown for p in parts), references]
        + [p.reference_markdown for p in parts]
        + records
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip archive that is the same for the same files."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            info = ZipInfo(name, FIRST_DAY)
            info.compress_type, info.create_system = ZIP_DEFLATED, 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return stream.getvalue()


def pack_findings(hub: Hub, competency: Row) -> list[Row]:
    """Return what the pack of a competency holds: its findings with a number, then whole levels."""
    own = [f for f in findings_of(hub, competency) if f["status"] in NUMBERED]
    return [*own, *level_findings(hub, competency)]


def pack_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Yield the packs of competencies, and the parts from which the page makes others."""
    language = hub.say("course-language")
    writer = Writer(SELECTION, hub.release.name, hub.release.date, language)
    found = {f["finding_id"]: finding_part(hub, f, writer) for f in hub["pooled_effects"]}
    around = frame(hub, SELECTION, hub.say("course-selection"))
    yield f"{PARTS}/frame.json", as_json(around)
    for ident, part in found.items():
        yield f"{PARTS}/{ident}.json", as_json(part)
    for competency in competencies(hub):
        ident, findings = competency["competency_id"], pack_findings(hub, competency)
        parts = [competency_part(hub, competency, findings, writer)]
        parts += [found[f["finding_id"]] for f in findings]
        around = frame(hub, f"course-pack-{ident}", competency["label"])
        for version in VERSIONS:
            name = f"{FOLDER}/{ident}-cc{version.replace('.', '')}.imscc"
            yield name, zipped(cartridge(around, parts, version))
        yield f"{FOLDER}/{ident}.docx", zipped(document(around, parts))
        # .txt, or the site generator would make a page of it
        yield f"{FOLDER}/{ident}.md.txt", markdown(around, parts).encode("utf-8")


def as_json(value: Part | Frame) -> bytes:
    """Return a part or a frame for the page's script."""
    return (json.dumps(asdict(value), ensure_ascii=False, separators=(",", ":")) + "\n").encode()
