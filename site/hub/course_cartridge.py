"""The manifest of an IMS Common Cartridge.

Namespaces, names and values follow the standard's profiles 1.1 and 1.3 (1EdTech). Both are
written: Moodle's import looks for the 1.1 namespace near the start of the manifest and takes no
later one; Canvas and others take 1.3.
"""

from __future__ import annotations

from hub.course_blocks import escaped

VERSIONS = ("1.1", "1.3")
LICENCE = "Creative Commons Attribution 4.0 International (CC BY 4.0)"


def _tag(version: str) -> str:
    return f"v{version.replace('.', 'p')}"


def manifest_head(version: str, ident: str, title: str, date: str, language: str) -> str:
    """Return the manifest up to its first item."""
    tag, shown = _tag(version), _string(title, language)
    base, lom = f"http://www.imsglobal.org/xsd/imscc{tag}", f"http://ltsc.ieee.org/xsd/imscc{tag}"
    profile = f"http://www.imsglobal.org/profile/cc/cc{tag}"
    schemas = (
        f"{base}/imscp_v1p1 {profile}/cc{tag}_imscp_v1p2_v1p0.xsd "
        f"{lom}/LOM/manifest {profile}/LOM/cc{tag}_lommanifest_v1p0.xsd "
        f"{lom}/LOM/resource {profile}/LOM/cc{tag}_lomresource_v1p0.xsd"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest xmlns="{base}/imscp_v1p1" identifier="{escaped(ident)}" '
        f'xmlns:lomimscc="{lom}/LOM/manifest" xmlns:lom="{lom}/LOM/resource" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{schemas}">\n'
        "<metadata>\n<schema>IMS Common Cartridge</schema>\n"
        f"<schemaversion>{version}.0</schemaversion>\n<lomimscc:lom>\n"
        f"<lomimscc:general><lomimscc:title>{shown}</lomimscc:title></lomimscc:general>\n"
        f"{_lifecycle(date)}<lomimscc:rights>"
        "<lomimscc:copyrightAndOtherRestrictions><lomimscc:value>yes</lomimscc:value>"
        "</lomimscc:copyrightAndOtherRestrictions>"
        f"<lomimscc:description>{_string(LICENCE, 'en')}</lomimscc:description></lomimscc:rights>\n"
        "</lomimscc:lom>\n</metadata>\n<organizations>\n"
        '<organization identifier="organization" structure="rooted-hierarchy">\n'
        f'<item identifier="root">\n<item identifier="module"><title>{escaped(title)}</title>\n'
    )


def _string(text: str, language: str) -> str:
    return f'<lomimscc:string language="{escaped(language)}">{escaped(text)}</lomimscc:string>'


def _lifecycle(date: str) -> str:
    if not date:
        return ""
    return (
        "<lomimscc:lifeCycle><lomimscc:contribute><lomimscc:date><lomimscc:dateTime>"
        f"{escaped(date)}</lomimscc:dateTime></lomimscc:date></lomimscc:contribute>"
        "</lomimscc:lifeCycle>\n"
    )


def manifest_middle() -> str:
    """Return what stands between the items and the resources."""
    return "</item>\n</item>\n</organization>\n</organizations>\n<resources>\n"


def manifest_tail() -> str:
    """Return the end of the manifest."""
    return "</resources>\n</manifest>\n"


def item(ident: str, reference: str, title: str) -> str:
    """Return an entry of the table of contents."""
    return (
        f'<item identifier="{escaped(ident)}" identifierref="{escaped(reference)}">'
        f"<title>{escaped(title)}</title></item>\n"
    )


def resource(ident: str, path: str) -> str:
    """Return a page or file of the cartridge as a resource."""
    return (
        f'<resource identifier="{escaped(ident)}" type="webcontent" href="{escaped(path)}">'
        f'<file href="{escaped(path)}"/></resource>\n'
    )


def web_link(version: str, ident: str, title: str, address: str) -> tuple[str, str, str, str]:
    """Return a web link's item, resource, path and file."""
    tag, path = _tag(version), f"links/{ident}.xml"
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<webLink xmlns="http://www.imsglobal.org/xsd/imscc{tag}/imswl_{tag}">'
        f'<title>{escaped(title)}</title><url href="{escaped(address)}" target="_blank"/>'
        "</webLink>\n"
    )
    entry = (
        f'<resource identifier="{escaped(ident)}" type="imswl_xml{tag}">'
        f'<file href="{escaped(path)}"/></resource>\n'
    )
    return item(f"item-{ident}", ident, title), entry, path, text
