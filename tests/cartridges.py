"""The rules of the Common Cartridge profiles that can be checked without their schemas.

From the profiles' own lists of rules: which elements and attributes there are, that identifiers are
unique and references resolve, that web content names its file, that a web link names none, and
that the top item of the one organisation has neither title nor reference.
"""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree
from zipfile import ZipFile

NAME = re.compile(r"[A-Za-z_][\w.-]*")  # what may be an XML ID


def check_cartridge(content: bytes, version: str) -> dict[str, str]:
    """Check a cartridge and return its files as text, by path."""
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(set(names)) == len(names)
        files = {name: archive.read(name).decode("utf-8") for name in names}
    assert [n for n, text in files.items() if not text] == []
    tag = f"v{version.replace('.', 'p')}"
    space = f"{{http://www.imsglobal.org/xsd/imscc{tag}/imscp_v1p1}}"
    lom = f"{{http://ltsc.ieee.org/xsd/imscc{tag}/LOM/manifest}}"
    text = files["imsmanifest.xml"]
    if version == "1.1":  # Moodle looks no further
        assert f'xmlns="{space[1:-1]}"' in text[:500]
    root = ElementTree.fromstring(text)
    assert root.tag == f"{space}manifest"
    metadata, organisations, resources = root
    assert [e.tag for e in metadata] == [f"{space}schema", f"{space}schemaversion", f"{lom}lom"]
    assert [e.text for e in metadata[:2]] == ["IMS Common Cartridge", f"{version}.0"]
    assert metadata.findtext(f".//{lom}title/{lom}string")
    (organisation,) = organisations
    assert organisation.get("structure") == "rooted-hierarchy"
    (top,) = organisation
    assert (set(top.attrib), top.findtext(f"{space}title")) == ({"identifier"}, None)
    items = [i for i in top.iter(f"{space}item") if i is not top]
    assert all(i.findtext(f"{space}title") for i in items)
    assert all(len(i) == 1 for i in items if i.get("identifierref"))  # a leaf has its title only
    found = [e.get("identifier") or "" for e in root.iter() if "identifier" in e.attrib]
    assert len(set(found)) == len(found)
    assert all(NAME.fullmatch(i) for i in found), found
    known = {r.get("identifier"): r for r in resources}
    assert {i.get("identifierref") for i in items} - {None} <= set(known)
    listed = [f.get("href") for f in resources.iter(f"{space}file")]
    assert sorted(listed) == sorted(set(files) - {"imsmanifest.xml"})
    for resource in known.values():
        paths = [f.get("href") for f in resource]
        if resource.get("type") == "webcontent":
            assert paths == [resource.get("href")]
        else:
            assert resource.get("type") == f"imswl_xml{tag}"
            assert (len(paths), resource.get("href")) == (1, None)
            link = ElementTree.fromstring(files[str(paths[0])])
            assert link.tag == f"{{http://www.imsglobal.org/xsd/imscc{tag}/imswl_{tag}}}webLink"
            assert [e.tag.rpartition("}")[2] for e in link] == ["title", "url"]
    return files
