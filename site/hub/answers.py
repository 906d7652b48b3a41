"""The answer box: what stands first on a page."""

from __future__ import annotations

from collections.abc import Sequence

from hub.model import Hub, Row
from hub.pieces import finding_link
from hub.text import safe
from hub.words import sentence


def answer(hub: Hub, findings: Sequence[Row], up: str) -> str:
    """Return the sentences of findings in the answer box, each with a link to its finding."""
    see = hub.say("sentence-see")
    lines = [f"{safe(sentence(hub, f))} {finding_link(hub, f, up, see)}." for f in findings]
    if not lines:
        lines = [hub.say("sentence-no-answer")]
    return '<div class="answer" markdown>\n\n' + "\n\n".join(lines) + "\n\n</div>\n\n"
