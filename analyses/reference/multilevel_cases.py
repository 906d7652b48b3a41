"""Cases of sections E and F that need a multilevel model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analyses.models.cluster_deletion import leave_one_cluster_out
from analyses.models.cluster_influence import cluster_influence
from analyses.reference.cases import ReferenceSet
from analyses.reference.runner import Runner
from analyses.reference.section_d import cluster_of, cr2_fields, fields_of, fit_case

Case = Mapping[str, Any]


def pet_peese(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of multilevel PET or PEESE with CR2."""
    fit = fit_case(data, case)
    return fields_of(fit) | {"CR2": cr2_fields(fit, cluster_of(data, case))}


def leave_one_out(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of leave-one-study-out."""
    found = leave_one_cluster_out(fit_case(data, case), cluster_of(data, case))
    return {
        "cluster": list(found.labels),
        "b": found.b[:, 0],
        "se": found.se[:, 0],
        "pval": found.p_values[:, 0],
        "QE": found.qe,
        "sigma2": found.sigma2,
    }


def by_label(labels: Sequence[Any]) -> list[int]:
    """Return positions in the order of R's factor levels: numbers by size, text in the C locale."""
    return sorted(range(len(labels)), key=lambda n: labels[n])


def cooks_distance(data: ReferenceSet, case: Case) -> dict[str, Any]:
    """Run a case of Cook's distance by cluster."""
    fit = fit_case(data, case)
    found = cluster_influence(fit, cluster_of(data, case))
    order = by_label(found.labels)
    return {
        "cluster": [str(found.labels[n]) for n in order],
        "cook_d": found.cook[order],
        "hat": found.hat,
        "rstandard_z": found.rstandard,
        "rstudent_obs_z": found.rstudent_cluster,
        "cluster_X2": found.x2[order],
        "n_obs": fit.k,
    }


ML_RUNNERS_E: dict[str, Runner] = {"ml_petpeese": pet_peese}
ML_RUNNERS_F: dict[str, Runner] = {
    "leave1out_cluster": leave_one_out,
    "cooks.distance": cooks_distance,
}
