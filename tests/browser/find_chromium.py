"""Find a Chromium for the browser tests; install one where that is possible; say what came of it.

Looks at HUB_CHROMIUM, then on the path. Installs Debian's package when run as root on a machine
with apt, or asks Playwright for its own browser. Without any, the browser tests are left out, and
both this command and the tests say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LIMIT = 600


def find() -> str | None:
    """Return the path of a browser, or None."""
    named = os.environ.get("HUB_CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _playwrights()


def _playwrights() -> str | None:
    """Return Playwright's own browser when it was installed before."""
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Exception:
        return None
    return path if os.access(path, os.X_OK) else None


def install() -> None:
    """Try the ways to install a browser; a failure is no error here, `find` tells."""
    commands = []
    if shutil.which("apt-get") and os.geteuid() == 0:
        commands += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    else:
        commands.append([sys.executable, "-m", "playwright", "install", "chromium"])
    for command in commands:
        try:
            subprocess.run(command, capture_output=True, timeout=LIMIT, check=False)
        except (OSError, subprocess.TimeoutExpired) as err:
            print(f"{' '.join(command)}: {err}")


def main() -> int:
    """Print which browser the tests will use, or that there is none."""
    path = find()
    if path is None:
        print("No Chromium found; trying to install one ...")
        install()
        path = find()
    if path is None:
        print(
            "No Chromium can be had: the browser tests are left out. Set HUB_CHROMIUM to use one."
        )
    else:
        print(f"Browser tests use {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
