"""The page on how to cite: the hub, any part of it, and the studies behind it."""

from __future__ import annotations

from hub.citations_box import cite_section
from hub.citations_of import hub_item
from hub.citations_tags import head_of
from hub.model import Hub
from hub.text import front_matter

_LEAD = """# How to cite

Every finding, study, voice and claim has a permanent identifier and, at the end of its page, a box
with its citation in APA, Vancouver and Harvard style and for reference managers (BibTeX, RIS,
CSL JSON). Reference managers that read web pages, such as Zotero, take it from the page itself.

A finding also has a version: eight characters that change when its studies or its numbers change.
The citation names it with the release of the hub and the date of the release, not the day you
read it. Please cite the original studies too: each study's page gives their citation.
"""
_LICENCE = """Data and texts are licensed [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/),
the code AGPL-3.0-or-later. `CHANGELOG.md` of the project says under *Evidence* when findings
changed.
"""


def cite_page(hub: Hub) -> str:
    """Return the page on how to cite."""
    item = hub_item(hub.release)
    return "".join(
        [
            front_matter("How to cite", cited=head_of(item, hub.release)),
            _LEAD,
            cite_section("Cite the hub", item, hub.release),
            _LICENCE,
        ]
    )
