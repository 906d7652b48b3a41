"""The look for harm sees it: each kind of file with a payload that was obeyed."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.workflow.hostile import harm


def packed(name: str, text: str) -> bytes:
    """Return an archive of one file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<p>Before <script>alert(1)</script></p>"),
        ("page.html", b'<p title="" onmouseover="alert(1)">x</p>'),
        ("page.html", b'<a href="javascript:alert(1)">x</a>'),
        ("page.html", b'<p>Before <img src="http://example.org/i.png"></p>'),
        ("page.html", b"<h1>heading</h1>"),
        ("feed.xml", b'<feed><title type="html">&lt;a href="javascript:x"&gt;</title></feed>'),
        ("table.csv", b'id,title\n1,"=HYPERLINK(""http://example.org"")"\n'),
        ("pack.imscc", packed("a.html", "<svg onload=alert(1)>")),
        ("pack.docx", packed("d.xml", '<w xmlns:w="w"><w:instrText>DDE</w:instrText></w>')),
    ],
)
def test_harm_is_seen(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert harm(tmp_path)


def test_letters_are_no_harm(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"<p>&lt;script&gt;alert(1)&lt;/script&gt; -1.5</p>")
    (tmp_path / "table.csv").write_bytes(b"id,title,yi\n1,'=HYPERLINK,-0.5\n")
    assert harm(tmp_path) == []
