"""What Lighthouse says of pages, where it is installed: its scores, and what a phone waits for."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from tests.browser.conftest import Quiet, served
from tests.browser.find_chromium import find

PAGES = (
    *("index.html", "findings/index.html", "findings/burnout-individual-controlled.html"),
    *("explorer/index.html", "gap-map/index.html", "search.html", "teaching/index.html"),
    *("voices/index.html", "levels/index.html"),
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


class Packing(Quiet):
    """A file server that packs text, as the hosts of static sites do."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send the headers of a file and return what follows them."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in PACKED or not path.is_file():
            return super().send_head()
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


def report(site: Path, pages: Sequence[str] = PAGES) -> bool:
    """Print the scores of pages of a site; return False when one could not be opened.

    Lighthouse runs as it does by default: a phone of the middle range on a slow network. Without
    it on the path this is said, and nothing is measured.
    """
    command = shutil.which("lighthouse")
    chromium = find()
    if command is None or chromium is None:
        print("  Lighthouse is not installed (npm install -g lighthouse): not measured")
        return True
    good = True
    with served(site, Packing) as origin, tempfile.TemporaryDirectory() as folder:
        for page in pages:
            if not (site / page).exists():
                continue
            out = Path(folder) / "report.json"
            flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
            done = subprocess.run(
                [command, f"{origin}/{page}", "--output=json", f"--output-path={out}", flags],
                env=os.environ | {"CHROME_PATH": chromium},
                capture_output=True,
                text=True,
                check=False,
            )
            good = good and done.returncode == 0
            print(f"  {page}: {_line(out) if done.returncode == 0 else done.stderr[-300:]}")
    return good


def _line(path: Path) -> str:
    found = json.loads(path.read_text(encoding="utf-8"))
    scores = [f"{name} {100 * found['categories'][name]['score']:.0f}" for name in CATEGORIES]
    times = [f"{name} {found['audits'][name]['numericValue']:.0f} ms" for name in TIMES]
    shift = f"layout shift {found['audits']['cumulative-layout-shift']['numericValue']:.3f}"
    return ", ".join([*scores, *times, shift])
