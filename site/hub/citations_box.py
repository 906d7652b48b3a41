"""The box to cite from: every form as text that can be selected, with a button to copy it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hub.citations import HubItem, Release, Work, hub_work
from hub.citations_files import FILES
from hub.citations_of import publication
from hub.citations_styled import STYLES, styled
from hub.text import letters, safe
from hub.texts import Texts

NOT_SEARCHED = "\n{: data-search-exclude }\n\n"


CITE = "cite"  # where a page is cited from


def cite_section(heading: str, item: HubItem, release: Release) -> str:
    """Return a section to cite a page of the hub from."""
    say = Texts()
    lead = "" if release.address else say("cite-no-address") + NOT_SEARCHED
    return (
        f"\n## {heading} {{ #{CITE} data-search-exclude }}\n\n"
        f"{lead}{cite_box(item, release)}\n"
        f"{say('cite-box-licence')}{NOT_SEARCHED}"
    )


def cite_box(item: HubItem, release: Release) -> str:
    """Return the box alone, for a page that puts several under a heading of its own."""
    return _box(hub_work(item, release))


def publications_section(reports: Sequence[Mapping[str, Any]]) -> str:
    """Return sections to cite the publications of a study from, or why that is not possible."""
    say = Texts()
    message = "cite-publication-one" if len(reports) > 1 else "cite-publication"
    return "".join(
        f"\n## {say(message, publication=safe(r['doc_id']))} "
        f"{{ data-search-exclude }}\n\n{_publication(r)}"
        for r in reports
    )


def _publication(report: Mapping[str, Any]) -> str:
    say = Texts()
    work, missing = publication(report)
    names = [say(f"cite-missing-{name}") for name in missing]
    if work is None:
        return say("cite-not-printed", missing=", ".join(names)) + "\n\n"
    lead = say("cite-not-read", missing="; ".join(names)) + "\n\n" if names else ""
    return f"{lead}{_box(work)}\n"


def _box(work: Work) -> str:
    """Return the box of a work as HTML without blank lines, so that Markdown leaves it alone."""
    styles = [_style(work, name) for name in STYLES]
    files = [_file(work, name) for name in FILES]
    return "\n".join(['<div class="cite" data-search-exclude>', *styles, *files, "</div>\n"])


def _style(work: Work, name: str) -> str:
    ident = _ident(work, name)
    return (
        f'<div class="cite__row"><b>{name}</b> <span id="{ident}">'
        f"{safe(styled(work, name))}</span> {_button(ident, name, work)}</div>"
    )


def _file(work: Work, name: str) -> str:
    ident = _ident(work, name)
    text = letters(FILES[name](work).expandtabs(2))
    return (
        f"<details><summary>{name}</summary>{_button(ident, name, work)}"
        f'<pre id="{ident}">{text}</pre></details>'
    )


def _ident(work: Work, name: str) -> str:
    return f"cite-{safe(work.key)}-{name.lower().replace(' ', '-')}"


def _button(ident: str, name: str, work: Work) -> str:
    say = Texts()
    label = say("cite-copy-what", style=name, work=safe(work.key))
    return (
        f'<button class="copy" type="button" data-copy="{ident}" aria-label="{label}">'
        f"{say('cite-copy')}</button>"
    )
