"""Run the workflow and tell a person what happens, and at the end where the site is."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
QUIET = ("host:", "building dag", "using shell", "provided cores", "rules claiming", "job stats")


def main(argv: list[str]) -> int:
    """Run Snakemake with the default profile; return its exit status."""
    parser = argparse.ArgumentParser(prog="make hub")
    parser.add_argument("--cores", default="2")
    known, extra = parser.parse_known_args(argv)
    started = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "snakemake",
        "--snakefile",
        str(PROJECT / "Snakefile"),
        "--profile",
        str(PROJECT / "workflow" / "profiles" / "default"),
        "--cores",
        known.cores,
        *extra,
    ]
    status, steps = follow(command, started)
    if status:
        print(f"\nThe run ended with problems (status {status}); the lines above and logs/ tell.")
    elif steps == 0:
        print("Nothing to do: the hub is up to date.")
    site = Path("build/site/index.html")
    if site.exists():
        print(f"The hub is in {site.parent}: open {site}, or serve it with: make serve")
    print(f"{time.monotonic() - started:.0f} s")
    return status


def follow(command: list[str], started: float) -> tuple[int, int]:
    """Run a command, print the message of each step with its time; return status and steps."""
    steps, tail = 0, []
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1
    )
    for line in process.stdout or ():
        tail.append(line)
        if "Job " in line and ": " in line and line.lstrip().startswith(("Job", "[")):
            steps += 1
            message = line.split(": ", 1)[1].strip()
            print(f"[{time.monotonic() - started:4.0f} s] {message}", flush=True)
    status = process.wait()
    if status:
        print("".join(tail[-60:]))
    return status, steps


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
