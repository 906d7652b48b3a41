"""Section A: effect sizes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from numpy.typing import ArrayLike

from analyses.measures import MEASURES, EffectSizes, dppc2, escalc, hedges_j
from analyses.measures import conversions as cv
from analyses.measures import transformations as tr
from analyses.measures.pretest_posttest import LIMITS
from analyses.reference.cases import ReferenceSet
from analyses.reference.runner import Runner

Case = Mapping[str, Any]
SETTINGS = ("measure", "vtype", "add", "to", "drop00")


def run_escalc(data: ReferenceSet, case: Case) -> dict[str, Any] | None:
    """Run a case of metafor's ``escalc``."""
    args = case["args"]
    if args["measure"] not in MEASURES:
        return None
    settings = {name: args[name] for name in SETTINGS[1:] if name in args}
    columns: dict[str, Any] = {
        n: data.floats(v, raw=True) for n, v in args.items() if n not in SETTINGS
    }
    return _pair(escalc(args["measure"], **settings, **columns))


def _pair(found: EffectSizes) -> dict[str, Any]:
    return {"yi": found.yi, "vi": found.vi}


def run_hedges_j(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run Hedges' J, exact or approximate."""
    args = case["args"]
    return {"J": hedges_j(data.floats(args["m"]), exact=bool(args["exact"]))}


def run_log_or_to_d(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run log odds ratio to d; the case's name holds the distribution."""
    args = case["args"]
    distribution = "normal" if "normal" in case["id"] else "logistic"
    y, v = data.floats(args["yi"]), data.floats(args["vi"])
    yi, vi = cv.log_or_to_d(y, v, distribution=distribution)
    return {"yi": yi, "vi": vi}


def run_r_to_d(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run correlation to d."""
    r, n = data.floats(case["args"]["r"]), data.floats(case["args"]["ni"])
    yi, vi = cv.r_to_d(r, cv.correlation_variance(r, n))
    return {"yi": yi, "vi": vi}


def run_pretest_posttest(data: ReferenceSet, case: Case) -> dict[str, Any] | None:
    """Run the difference of two groups' changes; None when its columns are not recognised."""
    columns = {
        n: s for n, s in case["args"].items() if isinstance(s, list) or s in (data.raw or {})
    }
    found: dict[str, Any] = {
        role: data.floats(spec, raw=True) for n, spec in columns.items() if (role := _role(n))
    }
    if "ri" not in found and "r1i" in found:
        found["ri"] = found["r1i"]  # metafor's page takes that of the treatment group
    if any(name not in found for name in LIMITS):
        return None
    return _pair(dppc2(**{name: found[name] for name in LIMITS}))


def _role(name: str) -> str | None:
    """Return our name of a column such as ``m_pre_t``, ``sdC.pre`` or ``n1i``."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower()).removesuffix("i")
    stem = re.sub(r"pre|post", "", plain)
    group = {"t": "1", "1": "1", "c": "2", "2": "2"}.get(stem[-1:], "")
    time = "post" if "post" in plain else "pre" if "pre" in plain else ""
    if plain.startswith("sd"):
        return f"sd{group}i" if time != "post" and group else None
    if plain.startswith(("m", "pre", "post")):
        return f"{time}{group}i" if time and group else None
    return f"{stem[0]}{group}i" if stem[:1] in ("n", "r") else None


def _each(function: Callable[..., ArrayLike], *names: str) -> Runner:
    """Return the runner of a transformation that reads ``x`` and other named arguments."""

    def run(data: ReferenceSet, case: Case) -> dict[str, Any]:
        args = case["args"]
        extra = {
            ours: data.floats(args[theirs]) for theirs, ours in _pairs(names) if theirs in args
        }
        return {"out": function(data.floats(args["x"]), **extra)}

    return run


def _pairs(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, OUR_NAMES[name]) for name in names]


OUR_NAMES = {"ni": "n", "n1i": "n1", "n2i": "n2", "pc": "risk"}

RUNNERS: dict[str, Runner] = {
    "escalc": run_escalc,
    "ppc": run_pretest_posttest,
    "hedges_J": run_hedges_j,
    "lnor_to_d": run_log_or_to_d,
    "r_to_d": run_r_to_d,
    "transf.rtoz": _each(tr.r_to_z),
    "transf.ztor": _each(tr.z_to_r),
    "transf.logit": _each(tr.logit),
    "transf.ilogit": _each(tr.inverse_logit),
    "transf.arcsin": _each(tr.arcsine),
    "transf.iarcsin": _each(tr.inverse_arcsine),
    "transf.pft": _each(tr.double_arcsine, "ni"),
    "transf.ipft": _each(tr.inverse_double_arcsine, "ni"),
    "transf.ipft.hm": _each(tr.inverse_double_arcsine_harmonic, "ni"),
    "transf.ahw": _each(tr.hakstian_whalen),
    "transf.iahw": _each(tr.inverse_hakstian_whalen),
    "transf.abt": _each(tr.bonett),
    "transf.iabt": _each(tr.inverse_bonett),
    "transf.dtou1": _each(tr.d_to_u1),
    "transf.dtou2": _each(tr.d_to_u2),
    "transf.dtou3": _each(tr.d_to_u3),
    "transf.dtocles": _each(tr.d_to_superiority),
    "transf.dtobesd": _each(tr.d_to_besd),
    "transf.dtorpb": _each(tr.d_to_point_biserial, "n1i", "n2i"),
    "transf.logortorr": _each(tr.log_or_to_rr, "pc"),
    "transf.logortord": _each(tr.log_or_to_rd, "pc"),
}
