"""Time the engine: ``python -m benchmarks.engine [--sizes 20,200,2000,20000,100000]``."""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.engine.data import effects
from benchmarks.engine.tasks import tasks

HERE = Path(__file__).parent
LARGEST_IN_R = 2000  # clubSandwich needs more than 16 GB of memory for 20,000 effects
BUDGET = 0.6  # seconds of repeats for each task


def cpu(call: Callable[[], object]) -> float:
    """Return the median CPU seconds of a call, after one to warm up."""
    call()
    times: list[float] = []
    while not times or (sum(times) < BUDGET and len(times) < 50):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return statistics.median(times)


def with_r(sizes: list[int]) -> dict[tuple[str, int], float]:
    """Return R's CPU seconds by task and size; empty when R or a package is missing."""
    if shutil.which("Rscript") is None:
        print("R is not installed: no comparison with metafor and clubSandwich", file=sys.stderr)
        return {}
    with tempfile.TemporaryDirectory() as folder:
        for k in sorted({50, 200, *(s for s in sizes if s <= LARGEST_IN_R)}):
            d = effects(k)
            table = np.column_stack([d.yi, d.vi, d.study, d.x[:, 1:]])
            np.savetxt(
                Path(folder) / f"{k:07d}.csv",
                table,
                delimiter=",",
                header="yi,vi,study,x1,x2",
                comments="",
            )
        command = ["Rscript", str(HERE / "peers.R"), folder, str(LARGEST_IN_R)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        print(f"R failed: {result.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
    found = {}
    for line in result.stdout.splitlines():
        name, k, seconds = line.split(",")
        found[name, int(k)] = float(seconds)
    return found


def growth(times: dict[int, float]) -> float:
    """Return the exponent e of time ~ k^e, fitted from k = 2,000 on."""
    large = {k: t for k, t in times.items() if k >= 2000}
    if len(large) < 2:
        return float("nan")
    return float(np.polyfit(np.log(list(large)), np.log(list(large.values())), 1)[0])


def main() -> int:
    """Print CPU seconds, ratios to the peers, and growth exponents."""
    parser = argparse.ArgumentParser(prog="make bench-engine", description=__doc__)
    parser.add_argument("--sizes", default="20,200,2000,20000,100000")
    parser.add_argument("--without-r", action="store_true")
    args = parser.parse_args()
    sizes = [int(s) for s in args.sizes.split(",")]
    of_r = {} if args.without_r else with_r(sizes)
    by_task: dict[str, dict[int, float]] = {}
    print(f"{'task':34}{'k':>8}{'ours, CPU s':>13}  peers: CPU s (times ours)")
    for task in tasks(tuple(sizes)):
        mine = cpu(task.ours)
        by_task.setdefault(task.name, {})[task.k] = mine
        others = {name: cpu(call) for name, call in task.peers.items()}
        if (task.name, task.k) in of_r:
            others["R"] = of_r[task.name, task.k]
        shown = ", ".join(f"{n} {s:.4g} ({s / mine:.3g}x)" for n, s in others.items())
        print(f"{task.name:34}{task.k:8}{mine:13.5f}  {shown}", flush=True)
    for name, times in by_task.items():
        if len(times) > 2:
            print(f"growth of {name}: k^{growth(times):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
