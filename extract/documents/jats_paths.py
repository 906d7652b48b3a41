"""The XPath of each element, found in time that does not grow with the number of its siblings."""

from __future__ import annotations

from collections import Counter
from typing import Any


class Paths:
    """The XPaths of a document, the same as lxml's ``getpath`` writes."""

    def __init__(self, element: Any) -> None:
        root = element.getroottree().getroot()
        self._known: dict[Any, str] = {root: f"/{_name(root) or '*'}"}

    def of(self, element: Any) -> str:
        """Return the XPath of an element."""
        if element not in self._known:
            self._number(element.getparent())
        return self._known[element]

    def _number(self, parent: Any) -> None:
        """Find the paths of all children: with their number where others have the same name."""
        above = self.of(parent)
        children = list(parent)
        names = [_name(child) for child in children]
        times, seen = Counter(names), Counter[str | None]()
        for place, (child, name) in enumerate(zip(children, names, strict=True), start=1):
            seen[name] += 1
            if name is None:
                step = f"*[{place}]" if len(children) > 1 else "*"
            else:
                step = f"{name}[{seen[name]}]" if times[name] > 1 else name
            self._known[child] = f"{above}/{step}"


def _name(element: Any) -> str | None:
    """Return the name with its prefix; None in a namespace without one."""
    local = str(element.tag).rpartition("}")[2]
    if element.tag == local:
        return local
    return f"{element.prefix}:{local}" if element.prefix else None
