"""What the styles of a DOCX file say about a paragraph: title, heading, list, caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

Role = Literal["title", "heading", "list", "caption", "paragraph"]
_HEADING = re.compile(r"heading (\d)")
_BODY_TEXT = 9  # the outline level that stands for none
MAX_BASED_ON = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is; ``level`` of a heading, 1 the highest."""

    role: Role
    level: int = 0


def local(element: Any) -> str:
    """Return an element's name without its namespace; Word has two for the same names."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Any, path: str, name: str = "val") -> str | None:
    """Return an attribute of the first element on a path of names, whatever the namespace."""
    found = element.find("/".join(f"{{*}}{part}" for part in path.split("/")))
    return attribute(found, name) if found is not None else None


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute by its name without the namespace."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


class Styles:
    """The styles of a file."""

    def __init__(self, root: Any) -> None:
        self._named: dict[str, Any] = {}
        self._default: str | None = None
        for style in root.iterfind("{*}style") if root is not None else ():
            ident = attribute(style, "styleId")
            if ident and attribute(style, "type") == "paragraph":
                self._named[ident] = style
                if attribute(style, "default") in {"1", "true", "on"}:
                    self._default = ident

    def look(self, paragraph: Any) -> Look:
        """Return what a paragraph is, by its own properties and then its style's."""
        own = paragraph.find("{*}pPr")
        ident = value(own, "pStyle") if own is not None else None
        chain = [own] if own is not None else []
        names = []
        for style in self._chain(ident or self._default):
            names.append((value(style, "name") or "").casefold())
            chain += style.findall("{*}pPr")
        for name in names:
            if name == "title":
                return Look("title")
            if name == "caption":
                return Look("caption")
            if found := _HEADING.match(name):
                return Look("heading", int(found[1]))
        return _by_properties(chain, names)

    def _chain(self, ident: str | None) -> list[Any]:
        found: list[Any] = []
        while ident in self._named and len(found) < MAX_BASED_ON:
            found.append(self._named[ident])
            ident = value(found[-1], "basedOn")
        return found


def _by_properties(chain: list[Any], names: list[str]) -> Look:
    for properties in chain:
        level = value(properties, "outlineLvl")
        if level is not None:
            if level.isdigit() and int(level) < _BODY_TEXT:
                return Look("heading", int(level) + 1)
            break
    for properties in chain:
        number = value(properties, "numPr/numId")
        if number is not None:
            return Look("paragraph" if number == "0" else "list")
    return Look("list" if any(n.startswith("list ") for n in names) else "paragraph")
