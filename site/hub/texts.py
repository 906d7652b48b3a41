"""The words of the site: messages of ``site/text`` by identifier, in one language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

TEXT = Path(__file__).resolve().parents[1] / "text"
ENGLISH = "en"
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
        self._bundles = [_bundle(name) for name in dict.fromkeys((self.language, ENGLISH))]

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
        for bundle in self._bundles:
            if bundle.has_message(ident):
                pattern = bundle.get_message(ident).value
                if pattern is None:
                    raise KeyError(f"message {ident} of {self.language} has no text")
                text, errors = bundle.format_pattern(pattern, values)
                if errors:
                    raise KeyError(f"message {ident} of {self.language}: {errors[0]}")
                return str(text)
        raise KeyError(f"no message {ident} in {TEXT}")


@cache
def _bundle(language: str) -> FluentBundle:
    files = sorted((TEXT / language).glob("*.ftl"))
    if not files:
        raise ValueError(f"no language {language} in {TEXT}: a folder with .ftl files is expected")
    # The marks around each value that Fluent adds by default would be copied with every sentence.
    bundle = FluentBundle([language], use_isolating=False)
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
