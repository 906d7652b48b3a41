"""Run the workflow and tell a person what happens, and at the end where the site is."""

from __future__ import annotations

import argparse
import fcntl
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

PROJECT = Path(__file__).resolve().parents[1]
MOMENT = 5.0  # seconds that the parts of a killed run may take to end
QUIET = ("host:", "building dag", "using shell", "provided cores", "rules claiming", "job stats")


def main(argv: list[str]) -> int:
    """Run Snakemake with the default profile; return its exit status."""
    parser = argparse.ArgumentParser(prog="make hub")
    parser.add_argument("--cores", default="2")
    known, extra = parser.parse_known_args(argv)
    started = time.monotonic()
    lock = hold(Path(extra[extra.index("--directory") + 1] if "--directory" in extra else "."))
    if lock is None:
        print("Another run is going on in this folder; wait for it to end.")
        return 1
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
        # Snakemake's lock stays behind when a run is killed; ours ends with its process.
        "--nolock",
        *extra,
    ]
    with lock:
        status, steps = follow(command, started, lock)
    if status:
        print(f"\nThe run ended with problems (status {status}); the lines above and logs/ tell.")
    elif steps == 0:
        print("Nothing to do: the hub is up to date.")
    site = Path("build/site/index.html")
    if site.exists():
        print(f"The hub is in {site.parent}: open {site}, or serve it with: make serve")
    print(f"{time.monotonic() - started:.0f} s")
    return status


def hold(folder: Path) -> TextIO | None:
    """Return the lock of a folder, or None when another run holds it for longer than a moment.

    The system frees it when the run and all that it started have ended, however they end.
    """
    path = folder / ".snakemake" / "hub.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("w", encoding="utf-8")
    until = time.monotonic() + MOMENT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                handle.close()
                return None
            time.sleep(0.1)
        else:
            return handle


def follow(command: list[str], started: float, lock: TextIO) -> tuple[int, int]:
    """Run a command, print the message of each step with its time; return status and steps."""
    steps, tail = 0, []
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        bufsize=1,
        pass_fds=(lock.fileno(),),
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
