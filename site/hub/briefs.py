"""The files to pass on: a one-page brief of a finding as PDF, and a picture of it as PNG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hub.card import Tile
from hub.decision_card import decision_card
from hub.drawing import (
    A4,
    Area,
    DoesNotFitError,
    Part,
    Rect,
    Svg,
    Text,
    page_pdf,
    picture_png,
    svg_shape,
)
from hub.finding_members import base_of
from hub.model import Hub, Row
from hub.pieces import drawn_members, finding_forest
from hub.share import GENERIC, has_brief, has_picture, source_line
from hub.text import CERTAINTY_WORDS, count, number, safe, shorten
from hub.words import caveats, sentence, title

INK, SOFT, MARK = (0.11, 0.17, 0.18), (0.933, 0.961, 0.965), (0.078, 0.314, 0.361)
MARGIN = 36.0
WIDE = A4[0] - 2 * MARGIN
# Facts of a tile on paper, and their length: the page has the rest.
MOST_FACTS = 9
LENGTH = 330
CSS = """
* { font-family: sans-serif; color: #1c2b2e; }
p, ul, h1 { margin: 0; }
h1 { font-size: 17pt; line-height: 1.2; margin: 3pt 0 5pt 0; }
.head { font-size: 8pt; color: #4d5b5e; }
.said { font-size: 11.5pt; line-height: 1.3; }
.beside { font-size: 8.5pt; margin-top: 3pt; }
.tile { font-size: 8pt; line-height: 1.3; }
.tile .name { color: #4d5b5e; font-weight: bold; }
.tile .figure { font-size: 16pt; font-weight: bold; line-height: 1.2; }
.tile .small { font-size: 10pt; font-weight: bold; }
.tile p { margin-bottom: 1.5pt; }
.foot { font-size: 7.5pt; line-height: 1.3; }
"""
# Columns: how large it is takes more words than the chance in a new setting.
FIRST_ROW, EVEN = (41, 35, 24), (1, 1, 1)
# A plot of more rows would be too small to read at this share of the room it needs.
MOST_SHRINK = 1.35
PICTURE_SIZE = (1200.0, 630.0)
PICTURE_CSS = """
* { font-family: sans-serif; color: #1c2b2e; }
p { margin: 0; }
.name { color: #ffffff; font-size: 26px; }
.question { font-size: 44px; font-weight: bold; line-height: 1.15; }
.number { font-size: 76px; font-weight: bold; line-height: 1.1; }
.words { font-size: 28px; line-height: 1.25; }
.sure { font-size: 32px; font-weight: bold; }
.end { font-size: 22px; }
.middle { text-align: center; }
.right { text-align: right; }
.source { color: #4d5b5e; font-size: 20px; }
"""


def brief_files(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """Yield the briefs and the pictures of the findings by path, and one picture of the hub."""
    yield GENERIC, hub_picture(hub)
    for finding in hub["pooled_effects"]:
        folder = f"findings/{finding['finding_id']}"
        if has_brief(finding):
            yield f"{folder}/brief.pdf", brief_pdf(hub, finding)
        if has_picture(finding):
            yield f"{folder}/share.png", finding_picture(hub, finding)


def brief_pdf(hub: Hub, finding: Row) -> bytes:
    """Return the brief of a finding: exactly one page.

    What a tile says is cut short, fact by fact, until all of it can be read; the page has it all.
    """
    name = title(hub, finding)
    tiles = decision_card(hub, finding)
    for most in range(MOST_FACTS, 0, -1):
        try:
            return page_pdf(
                list(_brief(hub, finding, tiles, most)),
                CSS,
                title=name,
                author=hub.release.name,
                subject=source_line(hub, finding),
            )
        except DoesNotFitError:
            if most == 1:
                raise
    raise AssertionError("a range of facts is never empty")


def _brief(hub: Hub, finding: Row, tiles: list[Tile], most: int) -> Iterator[Part]:
    right = MARGIN + WIDE
    head = safe(hub.say("finding-brief-head", name=hub.release.name))
    beside = " ".join(safe(c) for c in caveats(hub, finding))
    yield Area((0, 0, A4[0], 8), MARK)
    yield Text(
        (MARGIN, 18, right, 132),
        f'<p class="head">{head}</p><h1>{safe(title(hub, finding))}</h1>'
        f'<p class="said">{safe(sentence(hub, finding))}</p><p class="beside">{beside}</p>',
    )
    yield Area((MARGIN, 136, right, 137.5), MARK)
    for tile, frame in zip(tiles[:3], columns(FIRST_ROW, 144, 290), strict=True):
        yield Text(frame, _tile(tile, most, "figure"))
    yield Area((MARGIN, 293, right, 293.7), MARK)
    yield from _lower(hub, finding, tiles[3:], most)
    yield Area((MARGIN, 744, right, 744.7), MARK)
    yield Text((MARGIN, 749, right, 826), _foot(hub, finding))


def _lower(hub: Hub, finding: Row, tiles: list[Tile], most: int) -> Iterator[Part]:
    """Draw the plot with what was done below it, and the rest in the column beside it."""
    top, bottom = 300.0, 738.0
    one, two, three = columns(EVEN, top, bottom)
    texts = {t.key: _tile(t, most, "small") for t in tiles}
    beside = [texts[k] for k in ("tested", "cost", "practice") if k in texts]
    below = [texts[k] for k in ("delivery", "harms") if k in texts]
    figure = finding_forest(hub, finding, "")
    if not figure:
        stacks = (beside[:1], below, beside[1:])
        for stack, frame in zip(stacks, (one, two, three), strict=True):
            yield Text(frame, "".join(stack))
        return
    svg = figure[figure.index("<svg") : figure.index("</svg>") + len("</svg>")]
    height, room = (two[2] - one[0]) * svg_shape(svg), bottom - 110 - top
    if height < MOST_SHRINK * room:
        end = top + min(height, room)
        yield Svg((one[0], top, two[2], end), svg)
    else:
        end = top + 24
        note = hub.say("finding-brief-no-plot", n=len(drawn_members(hub, finding)))
        yield Text((one[0], top, two[2], end), f'<p class="beside">{safe(note)}</p>')
    yield Text(three, "".join(beside))
    for text, frame in zip(below, columns(EVEN, end + 8, bottom)[:2], strict=True):
        yield Text(frame, text)


def columns(shares: Sequence[int], top: float, bottom: float) -> list[Rect]:
    """Return frames side by side over the width of the page, each with its share of it."""
    gap = 14.0
    room = (WIDE - gap * (len(shares) - 1)) / sum(shares)
    found, x = [], MARGIN
    for share in shares:
        found.append((x, top, x + share * room, bottom))
        x += share * room + gap
    return found


def _tile(tile: Tile, most: int, size: str) -> str:
    told = [f for f in tile.facts if not f.leads]  # paper leads nowhere
    facts = "".join(f"<p>{safe(shorten(f.text, LENGTH))}</p>" for f in told[:most])
    # the marks of GRADE would take a font as large as the rest of the file
    words = "" if tile.key == "sure" else safe(tile.words)
    return (
        f'<div class="tile"><p class="name">{safe(tile.heading)}</p>'
        f'<p><span class="{size}">{safe(tile.figure.text)}</span> {words}</p>'
        f"{facts}<p>&#160;</p></div>"
    )


def _foot(hub: Hub, finding: Row) -> str:
    once = finding["status"] == "unchecked" or (
        finding["status"] == "single_study" and not _checked(hub, finding)
    )
    limits = hub.say("finding-brief-limit-read")
    if once:
        limits += " " + hub.say("finding-brief-limit-machine")
    licence = hub.say(
        "finding-brief-licence",
        date=hub.release.date or hub.say("finding-not-coded"),
        finding=finding["finding_id"],
    )
    cited = f"{title(hub, finding)}. {source_line(hub, finding)}"
    return (
        f'<div class="foot"><p><b>{safe(hub.say("finding-brief-limits"))}.</b> {safe(limits)}</p>'
        f"<p><b>{safe(hub.say('finding-brief-cite'))}.</b> {safe(cited)}</p>"
        f"<p>{safe(licence)}</p></div>"
    )


def _checked(hub: Hub, finding: Row) -> bool:
    effects = base_of(hub, finding).effects
    return all(e["review_status"] != "machine" for e in effects)


def finding_picture(hub: Hub, finding: Row) -> bytes:
    """Return the picture of a pooled finding."""
    estimate = number(finding["estimate"])
    ends = number(finding["ci_lb"]), number(finding["ci_ub"])
    words = hub.say("finding-deviations", lower=ends[0], upper=ends[1])
    n = finding["n_studies"]
    words = hub.say("share-picture-words", interval=words, n=n, count=count(n))
    sure = hub.say("finding-quote-certainty", certainty=CERTAINTY_WORDS[finding["certainty"]])
    parts: list[Part] = [
        *_frame(hub),
        Text((60, 96, 1140, 226), f'<p class="question">{safe(title(hub, finding))}</p>'),
        Text((60, 234, 1140, 336), f'<p class="number">{safe(estimate)}</p>'),
        Text((60, 334, 1140, 376), f'<p class="words">{safe(words)}</p>'),
        *_bar(hub, finding),
        Text((60, 500, 1140, 548), f'<p class="sure">{safe(sure)}</p>'),
        Text((60, 580, 1140, 612), f'<p class="source">{safe(source_line(hub, finding))}</p>'),
    ]
    return picture_png(parts, PICTURE_CSS, PICTURE_SIZE)


def hub_picture(hub: Hub) -> bytes:
    """Return the picture of the hub, for pages without one of their own."""
    words = hub.say("finding-share-generic")
    parts: list[Part] = [
        *_frame(hub),
        Text((60, 170, 1140, 420), f'<p class="question">{safe(words)}</p>'),
        Text((60, 460, 1140, 510), f'<p class="sure">{hub.say("finding-share-generic-words")}</p>'),
    ]
    return picture_png(parts, PICTURE_CSS, PICTURE_SIZE)


def _frame(hub: Hub) -> Iterable[Part]:
    yield Area((0, 0, 1200, 72), MARK)
    yield Text((60, 18, 1140, 60), f'<p class="name">{safe(hub.release.name)}</p>')


def _bar(hub: Hub, finding: Row) -> Iterable[Part]:
    """Draw the interval on a line that shows no effect, the two ends named."""
    left, right, y = 60.0, 1140.0, 420.0
    reach = max(1.0, *(abs(finding[k]) for k in ("ci_lb", "ci_ub")))
    scale = (right - left) / (2 * reach)
    middle = (left + right) / 2
    low, high = (middle + scale * finding[k] for k in ("ci_lb", "ci_ub"))
    at = middle + scale * finding["estimate"]
    yield Area((left, y - 1, right, y + 1), (0.6, 0.68, 0.7))
    yield Area((middle - 1.5, y - 30, middle + 1.5, y + 30), INK)
    yield Area((low, y - 7, high, y + 7), MARK)
    yield Area((at - 6, y - 20, at + 6, y + 20), MARK)
    kind = "-before-after" if finding["evidence_class"] == "pre_post" else ""
    worse, better = hub.say(f"share-worse{kind}"), hub.say(f"share-better{kind}")
    yield Text((left, y + 34, middle - 40, y + 66), f'<p class="end">{worse}</p>')
    yield Text((middle - 30, y + 34, middle + 30, y + 66), '<p class="end middle">0</p>')
    yield Text((middle + 40, y + 34, right, y + 66), f'<p class="end right">{better}</p>')
