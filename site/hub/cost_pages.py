"""Published cost and burden figures: their page, and tables of them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from hub.model import Hub, Row, grouped
from hub.text import STATUS_WORDS, count, front_matter, plain, safe, table

KINDS = ("cost", "return_on_investment", "turnover", "prevalence", "reach", "other")
# Figures told in a sentence at the top, in this order: what burnout costs for one person, for an
# employer and for a country; then what something against it may save. The numbers come from the
# rows; a figure that is no longer there is not told. Messages: costs-case-<economics_id>.
CASE = (
    "han2019cost-02",
    "nsi2025-01",
    "muir2022cost-02",
    "han2019cost-01",
    "hamidi2018stanford-01",
    "moran2020rise-02",
)
# A figure that another is told beside.
BESIDE = {"muir2022cost-02": "muir2022cost-01"}


def costs_page(hub: Hub) -> str:
    """Return cost and burden figures: the case in sentences, all figures, money converted."""
    say, figures = hub.say, hub["economics"]
    by_kind = grouped(sorted(figures, key=lambda e: KINDS.index(_kind(e))), "kind")
    ordered = [e for found in by_kind.values() for e in found]
    jumps = " · ".join(
        f"[{say('costs-kind', kind=kind)}](#{found[0]['economics_id']}) ({len(found)})"
        for kind, found in by_kind.items()
    )
    return "".join(
        [
            front_matter(say("costs-title"), description=say("costs-description")),
            f"# {say('costs-title')}\n\n{_case(hub)}",
            f"{say('costs-limits', countries=_countries(hub, figures))}\n\n",
            f"## {say('costs-all', n=len(figures))}\n\n{say('costs-jump')} {jumps}.\n\n",
            costs_table(hub, ordered),
            _money(hub),
            '<script type="module" src="../assets/js/sortable.js"></script>\n',
        ]
    )


def _kind(figure: Row) -> str:
    return figure["kind"] if figure["kind"] in KINDS else "other"


def _countries(hub: Hub, figures: Iterable[Row]) -> str:
    """Return the countries of the figures of money, the most frequent first."""
    found = grouped([e for e in figures if e["currency"]], "country_as_printed")
    names = sorted(found, key=lambda name: (-len(found[name]), name or ""))
    unknown = hub.say("costs-not-stated")
    return ", ".join(f"{safe(name or unknown)} ({len(found[name])})" for name in names)


def _case(hub: Hub) -> str:
    """Return the economic case in sentences, each with its row and its source."""
    rows = {e["economics_id"]: e for e in hub["economics"]}
    lines = [
        f'- <span data-id="economics/{ident}"></span>{_told(hub, rows, ident)} '
        f"[{hub.say('costs-row')}](#{ident}), {_source_markdown(rows[ident])}\n"
        for ident in CASE
        if ident in rows and rows[ident]["value"] is not None
    ]
    if not lines:
        return ""
    return (
        f'<div class="answer" markdown>\n\n{hub.say("costs-lead")}\n\n{"".join(lines)}\n</div>\n\n'
    )


def _told(hub: Hub, rows: Mapping[str, Row], ident: str) -> str:
    figure, beside = rows[ident], rows.get(BESIDE.get(ident, ""))
    return hub.say(
        f"costs-case-{ident}",
        value=amount(figure["value"]),
        lower=amount(figure["ci_lb"]),
        upper=amount(figure["ci_ub"]),
        beside=amount(beside["value"] if beside else None),
    )


def _source_markdown(figure: Row) -> str:
    if figure["doi"]:
        return f"[{safe('doi:' + figure['doi'])}]({_doi(figure['doi'])})"
    return safe(figure["title"])


def _doi(doi: str) -> str:
    return f"https://doi.org/{quote(doi, safe='/:;._-')}"


def amount(value: float | None) -> str:
    """Return a number as printed, all its digits, with thin spaces between thousands."""
    if value is None:
        return "–"
    return f"{value:,.12g}".replace(",", "\u202f").replace("-", "−")


def rounded(value: float | None) -> str:
    """Return a converted number with three digits that count: a mean rate gives no more."""
    return amount(None if value is None else float(f"{value:.3g}"))


def costs_table(hub: Hub, figures: Iterable[Row], up: str | None = None) -> str:
    """Return cost and burden figures as a table that turns into cards on a telephone.

    ``up`` is the way to the costs page for tables elsewhere; None on that page, where each row
    gets its anchor.
    """
    names = [
        hub.say(f"costs-column-{name}")
        for name in ("kind", "what", "value", "who", "country", "year", "source")
    ]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    converted = grouped(hub["economics_converted"], "economics_id")
    body = "".join(
        _figure(hub, e, converted.get(e["economics_id"], []), names, up) for e in figures
    )
    return (
        f'<div class="table-wrap" tabindex="0"><table class="cards-table" data-sortable>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n\n"
    )


def _figure(
    hub: Hub, e: Row, converted: Iterable[Row], names: Iterable[str], up: str | None
) -> str:
    ident = e["economics_id"]
    what = safe(e["measure"])
    if up:
        what = f'<a href="{up}costs/index.html#{ident}">{what}</a>'
    cells = (
        hub.say("costs-kind", kind=e["kind"]),
        what,
        _value(hub, e, converted),
        safe(e["population"] or "–"),
        safe(e["country_as_printed"] or "–"),
        str(e["year"] or "–"),
        _source(hub, e),
    )
    drawn = "".join(
        f'<td data-label="{name}"><div>{c}</div></td>' for name, c in zip(names, cells, strict=True)
    )
    anchor = "" if up else f' id="{ident}"'
    return f'<tr{anchor} data-id="economics/{ident}">{drawn}</tr>\n'


def _value(hub: Hub, e: Row, converted: Iterable[Row]) -> str:
    shown = safe(e["value_as_printed"]) if e["value"] is None else amount(e["value"])
    text = f"<strong>{shown}</strong> {safe(e['unit'] or '')}"
    if e["ci_lb"] is not None:
        note = f", {safe(e['interval_note'])}" if e["interval_note"] else ""
        ends = hub.say("site-range", lower=amount(e["ci_lb"]), upper=amount(e["ci_ub"]))
        text += f" ({ends}{note})"
    for row in converted:
        if row["origin"]:
            value = f"{rounded(row['value_to'])} {safe(row['unit_to'])}"
            year = str(row["currency_year"])
            text += f"<br>{hub.say('costs-converted', value=value, year=year)}"
    return text


def _source(hub: Hub, e: Row) -> str:
    source = safe(e["title"])
    if e["doi"]:
        source = f'<a href="{_doi(e["doi"])}">{safe("doi:" + e["doi"])}</a>'
    details = [
        ("words", f"“{safe(e['words'])}”" if e["words"] else ""),
        ("read", links(e["read_at"])),
        ("period", safe(e["period"] or "")),
        ("note", safe(e["note"] or "")),
        ("status", STATUS_WORDS[e["review_status"]]),
    ]
    listed = "".join(
        f"<li>{hub.say('costs-detail', what=what, text=text)}</li>"
        for what, text in details
        if text
    )
    return (
        f"{source}<details><summary>{hub.say('costs-details')}</summary><ul>{listed}</ul></details>"
    )


def links(text: str) -> str:
    """Return the addresses of a page read as HTML links; a reading may name several."""
    found = [plain(part) for part in text.split(" ; ")]
    return "<br>".join(
        f'<a href="{quote(p, safe=_URL)}">{safe(p)}</a>'
        if p.startswith(("https://", "http://")) and " " not in p
        else safe(p)
        for p in found
    )


_URL = ":/?#[]@!$&()*+,;=%~-._"


def _money(hub: Hub) -> str:
    """Return the stated table of conversions, and why other figures of money have none."""
    say, rows = hub.say, hub["economics_converted"]
    done = [r for r in rows if r["origin"]]
    measures = {e["economics_id"]: e["measure"] for e in hub["economics"]}
    shown = [
        [
            f"[{safe(measures[r['economics_id']])}](#{r['economics_id']})",
            f"{amount(r['value'])} {safe(r['unit'])}",
            str(r["currency_year"]),
            f"{r['rate']:.4f}",
            _days(hub, r),
            f"{rounded(r['value_to'])} {safe(r['unit_to'])}",
        ]
        for r in done
    ]
    head = ("figure", "printed", "currency-year", "rate", "days", "converted")
    money = {r["economics_id"] for r in rows}
    lines = [
        f"\n## {say('costs-money')}\n\n",
        say("costs-money-rule", done=len({r["economics_id"] for r in done}), all=len(money)),
        "\n\n",
        table([say(f"costs-rate-{name}") for name in head], shown, right=(1, 3, 5)) if done else "",
        f"\n{say('costs-money-source', source=safe(done[0]['rate_source']))}\n\n" if done else "",
        f"{say('costs-money-not')}\n\n",
    ]
    missing = [r for r in rows if not r["origin"]]
    for reason, found in grouped(missing, "no_conversion_reason").items():
        n = len({r["economics_id"] for r in found})
        text = say("costs-money-missing", reason=safe(reason), n=n, shown=count(n))
        lines.append(f"- {text}\n")
    return "".join(lines) + "\n"


def _days(hub: Hub, row: Row) -> str:
    values = {"first": str(row["rate_first"]), "last": str(row["rate_last"])}
    return hub.say("costs-rate-days-used", n=str(row["rate_days"]), **values)
