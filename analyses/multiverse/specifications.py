"""The defensible specifications, declared as data.

Steegen et al. (2016), Perspect. Psychol. Sci. 11:702 (multiverse); Simonsohn, Simmons & Nelson
(2020), Nat. Hum. Behav. 4:1208 (specification curve); Voracek, Kossmeier & Tran (2019), Z. Psychol.
227:64 (both for meta-analysis).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

Choices = tuple[tuple[str, str], ...]
TOO_MANY = 5000


class MultiverseError(ValueError):
    """A declaration that does not fit; says what was found and expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """One way to pool.

    Attributes
    ----------
    family : str
        The kind of model, such as ``two_level``; it says which factors apply.
    choices : tuple of (factor, option)
        In the order in which they were declared.
    """

    family: str
    choices: Choices

    def option(self, factor: str, default: str = "") -> str:
        """Return the option chosen for a factor, or the default where it does not apply."""
        return dict(self.choices).get(factor, default)

    def summary(self) -> str:
        """Return the choices in words."""
        return ", ".join([f"model {self.family}", *(f"{f} {o}" for f, o in self.choices)])


def specifications(declared: Mapping[str, Any]) -> tuple[Specification, ...]:
    """Return every declared specification, in a fixed order.

    Parameters
    ----------
    declared : mapping
        ``families``: for each kind of model its factors with their options;
        ``exclude`` (optional): partial choices (``family`` may be one) that no specification may
        have all of, since together they are not defensible.

    Returns
    -------
    tuple of Specification
        All combinations within each family, without the excluded.

    Raises
    ------
    MultiverseError
        For unknown keys, a factor without options, an option twice, an exclusion that names
        something undeclared, none left, or more than 5,000.

    Examples
    --------
    >>> declared = {"families": {"two_level": {"method": ["REML", "PM"], "test": ["knha", "z"]}},
    ...             "exclude": [{"method": "PM", "test": "z"}]}
    >>> [s.summary() for s in specifications(declared)][-1]
    'model two_level, method PM, test knha'
    """
    unknown = sorted(set(declared) - {"families", "exclude"})
    if unknown:
        raise MultiverseError(f"no such key: {', '.join(unknown)}")
    families: Mapping[str, Mapping[str, Sequence[Any]]] = declared.get("families", {})
    for name, factors in families.items():
        _check_factors(name, factors)
    excluded = [{str(k): str(v) for k, v in entry.items()} for entry in declared.get("exclude", ())]
    _check_exclusions(excluded, families)
    found = tuple(
        spec for spec in _combined(families) if not any(_has(spec, entry) for entry in excluded)
    )
    if not 0 < len(found) <= TOO_MANY:
        raise MultiverseError(f"{len(found)} specifications; expected 1 to {TOO_MANY}")
    return found


def _combined(families: Mapping[str, Mapping[str, Sequence[Any]]]) -> Iterable[Specification]:
    for name, factors in families.items():
        for options in product(*factors.values()):
            pairs = zip(factors, map(str, options), strict=True)
            yield Specification(family=name, choices=tuple(pairs))


def _has(spec: Specification, entry: Mapping[str, str]) -> bool:
    chosen = dict(spec.choices) | {"family": spec.family}
    return all(chosen.get(factor) == option for factor, option in entry.items())


def _check_factors(name: str, factors: Mapping[str, Sequence[Any]]) -> None:
    for factor, options in factors.items():
        words = [str(option) for option in options]
        if isinstance(options, str) or not words or len(set(words)) < len(words):
            raise MultiverseError(
                f"{name}.{factor}: {options!r}; expected a list of different options"
            )


def _check_exclusions(
    excluded: Sequence[Mapping[str, str]],
    families: Mapping[str, Mapping[str, Sequence[Any]]],
) -> None:
    known = {("family", name) for name in families}
    for factors in families.values():
        known |= {(f, str(option)) for f, options in factors.items() for option in options}
    for entry in excluded:
        strange = [f"{f} {o}" for f, o in entry.items() if (f, o) not in known]
        if strange or not entry:
            raise MultiverseError(f"exclude: {', '.join(strange) or 'empty'} is not declared")
