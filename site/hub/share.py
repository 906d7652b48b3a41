"""What a finding offers to those who pass it on: a sentence to quote, a brief, a picture."""

from __future__ import annotations

from hub.citations_box import CITE
from hub.model import Hub, Row
from hub.readability import grade
from hub.text import CERTAINTY_WORDS, interval, plain, safe
from hub.words import quotable, sentence, title

GENERIC = "assets/share/hub.png"


def quote(hub: Hub, finding: Row) -> str:
    """Return what may be quoted: the finding in short sentences, how sure, and its source."""
    text = quotable(hub, finding)
    if not text:
        return ""
    sure = hub.say("finding-quote-certainty", certainty=CERTAINTY_WORDS[finding["certainty"]])
    return f"{text} {sure} {source_line(hub, finding)}"


def source_line(hub: Hub, finding: Row) -> str:
    """Return name, identifier, version and date: what makes a quoted number traceable."""
    return hub.say(
        "finding-quote-source",
        name=hub.release.name,
        finding=finding["finding_id"],
        version=finding["version"],
        date=hub.release.date or hub.say("share-no-date"),
    )


def has_brief(finding: Row) -> bool:
    """Say whether a finding has a brief: every controlled one, and every one with a number."""
    with_number = finding["status"] in ("pooled", "single_study", "unchecked")
    return finding["evidence_class"] == "controlled" or with_number


def has_picture(finding: Row) -> bool:
    """Say whether a finding has a picture of its own: it needs a pooled number."""
    return bool(finding["status"] == "pooled")


def picture_words(hub: Hub, finding: Row) -> str:
    """Return what the picture of a finding says, for those who do not see it."""
    return hub.say(
        "finding-picture-alt",
        title=title(hub, finding),
        number=interval(finding["estimate"], finding["ci_lb"], finding["ci_ub"]),
        certainty=CERTAINTY_WORDS[finding["certainty"]],
    )


def share_links(hub: Hub, finding: Row) -> str:
    """Return the short way to what is for passing on, beside the answer."""
    links = []
    if has_brief(finding):
        links.append(f"[{hub.say('finding-brief-link')}]({finding['finding_id']}/brief.pdf)")
        links.append(f"[{hub.say('finding-share')}](#share-this-finding)")
    links.append(f"[{hub.say('finding-cite')}](#{CITE})")
    return " · ".join(links)


def share_section(hub: Hub, finding: Row) -> str:
    """Return the section to share a finding from; nothing when it has nothing to pass on."""
    say, ident = hub.say, finding["finding_id"]
    lines = []
    text = quote(hub, finding)
    if text:
        rated = f"{grade(quotable(hub, finding)):.0f}"
        lines.append(
            '<div class="quote" data-search-exclude>\n'
            f'<p class="quote__head">{say("finding-quote")}</p>\n'
            f'<p id="quote-{ident}">{safe(text)}</p>\n'
            f'<button class="copy" type="button" data-copy="quote-{ident}" '
            f'aria-label="{say("finding-quote-copy")}">{say("finding-copy")}</button>\n'
            f'<p class="quote__grade">{say("finding-quote-grade", grade=rated)}</p>\n</div>\n\n'
        )
    if has_brief(finding):
        lines.append(f"- [{say('finding-brief-link')}]({ident}/brief.pdf)\n")
    if has_picture(finding):
        lines.append(f"- [{say('finding-picture-link')}]({ident}/share.png)\n")
    if not lines:
        return ""
    return "".join(
        [
            f"\n## {say('finding-share')} {{ #share-this-finding data-search-exclude }}\n\n",
            *lines,
            f"\n{say('finding-accessible')}\n",
        ]
    )


def share_tags(hub: Hub, finding: Row) -> list[dict[str, str]]:
    """Return the tags that a page shown elsewhere is drawn from (Open Graph, cards).

    A picture needs a public address: without one it stays out.
    """
    ident = finding["finding_id"]
    path, words = GENERIC, hub.say("finding-share-generic")
    if has_picture(finding):
        path, words = f"findings/{ident}/share.png", picture_words(hub, finding)
    image = hub.release.address_of(path)
    tags = {
        "og:type": "article",
        "og:site_name": hub.release.name,
        "og:title": plain(title(hub, finding)),
        "og:description": plain(sentence(hub, finding)),
        "og:url": hub.release.address_of(f"findings/{ident}.html"),
        "og:image": image,
        "og:image:alt": words if image else "",
        "twitter:card": "summary_large_image" if image else "summary",
    }
    return [{"property": name, "content": text} for name, text in tags.items() if text]
