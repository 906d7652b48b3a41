"""The words of the site: messages of ``site/text`` by identifier, in one language."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from babel.core import UnknownLocaleError
from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Visitor

TEXT = Path(__file__).resolve().parents[1] / "text"
ENGLISH = "en"
# The library guards against messages of strangers; ours hold whole lists of studies.
resolver.MAX_PART_LENGTH = 1_000_000
_in_use = [ENGLISH]


def use(language: str) -> None:
    """Set the language of this process: a run renders one.

    Parameters
    ----------
    language : str
        A folder of ``site/text``.

    Raises
    ------
    ValueError
        When there is no such folder, or when two of its files hold the same message.
    """
    Texts(language)
    _in_use[0] = language


def forget() -> None:
    """Read the messages again when one is asked for next: their folder has changed."""
    for kept in (_whole, _bundles, _bundle):
        kept.cache_clear()


class Texts:
    """The messages of a language; English where a translation lacks one.

    Parameters
    ----------
    language : str, optional
        A folder of ``site/text``; without it, the language in use.

    Raises
    ------
    ValueError
        When there is no such folder, or when two of its files hold the same message.
    """

    def __init__(self, language: str | None = None) -> None:
        self.language = language or _in_use[0]
        _bundles(self.language)  # an unknown one is named here

    def __call__(self, ident: str, **values: str | int | float) -> str:
        """Return a message with its values filled in.

        Parameters
        ----------
        ident : str
            As the file names it.
        **values
            For the places in braces. Text must be safe already; whole numbers choose the plural.

        Raises
        ------
        KeyError
            When no language has the message, or when a value is missing.
        """
        return _filled(self.language, ident, values) if values else _whole(self.language, ident)

    def __contains__(self, ident: str) -> bool:
        """Say whether there is a message of this name."""
        return any(bundle.has_message(ident) for bundle in _bundles(self.language))


class Words(Mapping[str, str]):
    """The words for the values of a column, as messages in the language in use when asked.

    Parameters
    ----------
    prefix : str
        How the messages begin; the value follows, its underscores as hyphens.
    values : sequence of str
        In their order.
    """

    def __init__(self, prefix: str, values: Sequence[str]) -> None:
        self._messages = {v: f"{prefix}-{v.replace('_', '-')}" for v in values}

    def __getitem__(self, value: str) -> str:
        """Return the word for a value."""
        return Texts()(self._messages[value])

    def __iter__(self) -> Iterator[str]:
        """Return the values in their order."""
        return iter(self._messages)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._messages)


def messages(language: str) -> dict[str, ast.Message]:
    """Return the messages of a language by identifier, as they are written."""
    parser = FluentParser(with_spans=False)
    return {
        entry.id.name: entry
        for path in sorted((TEXT / language).glob("*.ftl"))
        for entry in parser.parse(path.read_text(encoding="utf-8")).body
        if isinstance(entry, ast.Message)
    }


def values_of(message: ast.Message) -> set[str]:
    """Return the names of the values that a message asks for."""
    found = _Values()
    found.visit(message)
    return found.names


class _Values(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # the parser's name
        self.names.add(node.id.name)


def differences(language: str, terms: Mapping[str, str] | None = None) -> list[str]:
    """Return what a translation lacks, has in excess, or fills in that English does not give.

    Parameters
    ----------
    language : str
        A folder of ``site/text``.
    terms : mapping of str, optional
        The words of the taxonomy by message (`hub.terms.english_terms`), which no file of English
        repeats.

    Returns
    -------
    list of str
        One line each; none for a whole translation.
    """
    _bundle(language)  # an unknown language, and a message that stands twice, are named here
    english, other = messages(ENGLISH), messages(language)
    show = FluentSerializer().serialize_entry
    lines = [f"lacking: {show(english[i]).rstrip()}" for i in english if i not in other]
    words = {} if language == ENGLISH else dict(terms or {})
    lines += [f"lacking: {i} = {text}" for i, text in words.items() if i not in other]
    lines += [f"in excess: {i}" for i in other if i not in english and i not in words]
    for ident in other:
        unknown = values_of(other[ident]) - values_of(english.get(ident, other[ident]))
        lines += [f"{ident}: no value ${name} in English" for name in sorted(unknown)]
    site = TEXT.parent
    for path in sorted((site / "docs").rglob("*.md")):
        name = path.relative_to(site / "docs")
        if language != ENGLISH and not (site / f"docs.{language}" / name).exists():
            lines.append(f"page in English: {name.as_posix()}")
    return lines


@cache
def _whole(language: str, ident: str) -> str:
    """Return a message that asks for no values: the same thousands of times."""
    return _filled(language, ident, {})


def _filled(language: str, ident: str, values: Mapping[str, str | int | float]) -> str:
    for bundle in _bundles(language):
        if bundle.has_message(ident):
            pattern = bundle.get_message(ident).value
            if pattern is None:
                raise KeyError(f"message {ident} of {language} has no text")
            text, errors = bundle.format_pattern(pattern, dict(values))
            if errors:
                raise KeyError(f"message {ident} of {language}: {errors[0]}")
            return str(text)
    raise KeyError(f"no message {ident} in {TEXT}")


@cache
def _bundles(language: str) -> list[FluentBundle]:
    """Return the messages of a language, and those of English, which step in."""
    return [_bundle(name) for name in dict.fromkeys((language, ENGLISH))]


@cache
def _bundle(language: str) -> FluentBundle:
    files = sorted((TEXT / language).glob("*.ftl"))
    if not files:
        raise ValueError(f"no language {language} in {TEXT}: a folder with .ftl files is expected")
    # The marks around each value that Fluent adds by default would be copied with every sentence.
    try:
        bundle = FluentBundle([language], use_isolating=False)
    except UnknownLocaleError as error:
        raise ValueError(f"{TEXT / language}: {error}; a code such as fr is expected") from error
    seen: dict[str, str] = {}
    for path in files:
        resource = FluentResource(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            ident = getattr(getattr(entry, "id", None), "name", None)
            if ident is None:
                continue
            if ident in seen:
                raise ValueError(f"{path}: message {ident} stands in {seen[ident]} too")
            seen[ident] = path.name
        bundle.add_resource(resource)
    return bundle


if __name__ == "__main__":
    from hub.terms import english_terms

    taxonomy = TEXT.parents[1] / "corpus" / "taxonomy"
    try:
        found = differences(sys.argv[1], dict(english_terms(taxonomy)))
        sys.stdout.writelines(f"{line}\n" for line in found)
    except ValueError as error:
        raise SystemExit(str(error)) from error
