"""Formulas as one line of text: MathML, or TeX where there is no MathML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

MATHML = "{http://www.w3.org/1998/Math/MathML}"
_SPACED = frozenset("=<>≤≥≈≠±×∼→")
_TEX = re.compile(r"\\begin\{document\}(.*)\\end\{document\}", re.S)
_TEX_SIGNS = {
    "pm": "±",
    "times": "×",
    "cdot": "·",
    "leq": "≤",
    "le": "≤",
    "geq": "≥",
    "ge": "≥",
    "neq": "≠",
    "approx": "≈",
    "sim": "~",
    "chi": "χ",
    "eta": "η",
    "beta": "β",
    "alpha": "α",
    "mu": "μ",
    "sigma": "σ",
    "tau": "τ",
    "kappa": "κ",
    "Delta": "Δ",
    "omega": "ω",
    "rho": "ρ",
    "infty": "∞",
    "sqrt": "√",
    "ast": "*",
    "%": "%",
}


def formula(element: Any) -> str:
    """Return a formula (``inline-formula``, ``disp-formula``, ``math`` or ``tex-math``) as text."""
    for math in element.iter(f"{MATHML}math"):
        return _math(math)
    for tex in element.iter("tex-math"):
        return _tex("".join(tex.itertext()))
    return ""


def _math(element: Any) -> str:
    parts = [_math(e) for e in element if isinstance(e.tag, str)]
    name = str(element.tag).removeprefix(MATHML)
    if not parts and name not in _LAYOUTS:
        return _leaf(name, (element.text or "").strip())
    layout = _LAYOUTS.get(name)
    if layout is not None:
        return layout([*parts, "", "", ""])
    text = ""
    for part in parts:
        # two numbers side by side are two numbers
        apart = text[-1:].isdigit() and part[:1].isdigit()
        text += f" {part}" if apart else part
    return text


def _leaf(name: str, text: str) -> str:
    if name == "mo" and text in _SPACED:
        return f" {text} "
    return " " if name in {"mspace", "mtable"} else text


def _group(text: str) -> str:
    text = text.strip()
    return text if re.fullmatch(r"[-−]?[\w.]*", text) else f"({text})"


def _nothing(_: list[str]) -> str:
    return ""


# an accent or a limit says nothing that one line can hold
_LAYOUTS: dict[str, Callable[[list[str]], str]] = {
    "msup": lambda p: f"{p[0]}^{_group(p[1])}",
    "msub": lambda p: f"{p[0]}_{_group(p[1])}",
    "msubsup": lambda p: f"{p[0]}_{_group(p[1])}^{_group(p[2])}",
    "mfrac": lambda p: f"{_group(p[0])}/{_group(p[1])}",
    "mroot": lambda p: f"{_group(p[0])}^(1/{p[1]})",
    "msqrt": lambda p: f"√({''.join(p)})",
    "mfenced": lambda p: f"({', '.join(x for x in p if x)})",
    "mover": lambda p: p[0],
    "munder": lambda p: p[0],
    "munderover": lambda p: p[0],
    "annotation": _nothing,
    "annotation-xml": _nothing,
    "mphantom": _nothing,
}


def _tex(text: str) -> str:
    body = _TEX.search(text)
    text = (body[1] if body else text).replace("$", " ").replace("~", " ")
    text = re.sub(r"\\(?:left|right|mathrm|mathit|mathbf|text|hbox|mathsf)\b", "", text)
    text = re.sub(r"\\(?:begin|end)\{\w+\*?\}", " ", text)
    text = re.sub(r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"(\1)/(\2)", text)
    text = re.sub(r"\\(\w+|%)", lambda m: _TEX_SIGNS.get(m[1], m[1]), text)
    text = re.sub(r"([_^])\s*\{([^{}]*)\}", lambda m: m[1] + _group(m[2]) + " ", text)
    return re.sub(r"[{}\\]", "", text)
