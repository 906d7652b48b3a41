"""The page on how to cite: the hub, any part of it, and the studies behind it."""

from __future__ import annotations

from hub.citations_box import cite_section
from hub.citations_of import hub_item
from hub.citations_tags import head_of
from hub.model import Hub
from hub.text import front_matter
from hub.versions import tracked


def cite_page(hub: Hub) -> str:
    """Return the page on how to cite."""
    item, title = hub_item(hub.release), hub.say("cite-title")
    # the page to check citations is there with the tables of versions only
    check = f"\n{hub.say('cite-check')}\n" if tracked(hub) else ""
    return "".join(
        [
            front_matter(title, cited=head_of(item, hub.release)),
            f"# {title}\n\n{hub.say('cite-lead')}\n",
            check,
            cite_section(hub.say("cite-hub"), item, hub.release),
            f"{hub.say('cite-licence')}\n",
        ]
    )
