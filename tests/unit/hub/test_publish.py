"""The publishing step: a policy that fits the page, whole or not at all, words for the search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.publish import aligned, entry_of, policy, publish, with_policy, write_titles

PAYLOAD = 'one two "><script>alert(1)</script> & \u2028 **bold**'
# As the specification prints it: the digest of alert('Hello, world.');
HELLO = "alert('Hello, world.');"
HELLO_DIGEST = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
PAGE = (
    '<!doctype html><html lang="en"><head>\n<meta charset="utf-8">\n{head}</head>'
    "<body><article data-pagefind-body><h1>A</h1><p>Balint</p>{body}</article></body></html>"
)


def page(head: str = "", body: str = "") -> str:
    return PAGE.format(head=head, body=body)


def rules(text: str, *, wasm: bool = False) -> dict[str, list[str]]:
    """Return the sources of a policy by directive."""
    return {d.split()[0]: d.split()[1:] for d in policy(text, wasm=wasm).split("; ")}


def test_a_script_of_the_page_is_allowed_by_its_digest_and_no_other() -> None:
    found = rules(page(f"<script>{HELLO}</script>"))
    assert found["script-src"] == ["'self'", "file:", HELLO_DIGEST]
    assert found["default-src"] == ["'none'"]
    assert found["base-uri"] == ["'none'"]
    assert not [s for d in found.values() for s in d if "unsafe" in s or s.startswith("http")]


def test_data_and_files_need_no_digest() -> None:
    data = '<script type="application/ld+json">{"a": 1}</script><script src="a.js"></script>'
    assert rules(page(data))["script-src"] == ["'self'", "file:"]
    module = f'<script type="module">{HELLO}</script>'
    assert HELLO_DIGEST in rules(page(module))["script-src"]


def test_only_the_search_may_compile() -> None:
    assert "'wasm-unsafe-eval'" in with_policy(page(), "search.html")
    assert "'wasm-unsafe-eval'" not in with_policy(page(), "findings/search.html")


def test_the_policy_stands_before_what_it_governs() -> None:
    text = with_policy(page('<link rel="stylesheet" href="a.css">'), "index.html")
    assert text.index("utf-8") < text.index("Content-Security-Policy") < text.index("<link")


@pytest.mark.parametrize(
    "tag",
    [
        '<p style="color: red">',
        '<svg viewBox="0 0 1 1" style="color: red">',
        '<a href="x" title="a > b" onclick="go()">',
        "<img src=x onerror=alert(1)>",
    ],
)
def test_what_the_policy_would_block_stops_the_publishing(tag: str) -> None:
    with pytest.raises(ValueError, match=r"a/b\.html: the policy would block"):
        with_policy(page(body=tag), "a/b.html")


def test_words_about_styles_and_handlers_are_only_words() -> None:
    told = '<p title="style=1">a style="x" of care, onset="early"</p><i data-style="x"></i>'
    assert "Content-Security-Policy" in with_policy(page(body=told), "index.html")


def test_cells_are_aligned_by_classes() -> None:
    cells = '<th style="text-align: right;">n</th><td style="text-align: right;">1</td>'
    assert aligned(cells) == '<th class="align-right">n</th><td class="align-right">1</td>'


def test_a_head_tells_the_search_what_it_says_as_letters() -> None:
    head = '<meta name="found:title" content="a &quot;b&quot; &lt;i&gt;" data-x="y">'
    head += '<meta name="found:level" content="team"><meta name="found:level" content="system">'
    assert entry_of(page(head)) == {"title": ['a "b" <i>'], "level": ["team", "system"]}


def rendered(folder: Path, **pages: str) -> Path:
    (folder / "search").mkdir(parents=True)
    (folder / "search" / "records.json").write_text("[]", encoding="utf-8")
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


def test_the_site_appears_whole(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "old.html").write_text("old", encoding="utf-8")
    source = rendered(tmp_path / "rendered", index=page(), apart=page().replace(" data-page", " x"))
    assert publish(source, out) == 1
    assert not (out / "old.html").exists()
    assert not (out / "search" / "records.json").exists()
    assert "Content-Security-Policy" in (out / "apart.html").read_text(encoding="utf-8")
    assert len(list((out / "pagefind" / "fragment").iterdir())) == 1
    assert not list((out / "pagefind").glob("*ui*"))


@pytest.mark.parametrize("bad", [page(body='<p onclick="x">'), "<html></html>"])
def test_a_failure_leaves_the_old_site(tmp_path: Path, bad: str) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "old.html").write_text("old", encoding="utf-8")
    with pytest.raises(ValueError):
        publish(rendered(tmp_path / "rendered", index=page(), zz=bad), out)
    assert (out / "old.html").read_text(encoding="utf-8") == "old"


def test_a_site_that_cannot_be_searched_is_not_published(tmp_path: Path) -> None:
    source = rendered(tmp_path / "rendered", index=page().replace(" data-pagefind-body", ""))
    with pytest.raises(ValueError, match=r"no page of .* is marked"):
        publish(source, tmp_path / "site")


def test_the_commonest_words_come_first_and_titles_stay_letters(tmp_path: Path) -> None:
    titles = {"a.html": "Burnout of nurses", "b.html": "Burnout", "c.html": PAYLOAD}
    entries = {n: {"title": [t], "kind": ["study"], "ident": ["i"]} for n, t in titles.items()}
    write_titles(tmp_path, entries)
    known = json.loads((tmp_path / "words.json").read_text(encoding="utf-8"))
    assert known["words"][0] == "burnout"
    assert "nurses" in known["words"]
    assert [row[1] for row in known["short"]] == ["Burnout of nurses", "Burnout"]
    script = (tmp_path / "titles.js").read_text(encoding="utf-8")
    rows = json.loads(script.removeprefix("globalThis.hubTitles = ").removesuffix(";\n"))
    assert rows[2] == ["c.html", PAYLOAD, "study", "", "i"]
