"""Time from a filter's change to what follows, in Chromium, on pages as the site renders them.

The effects are made up, and live in a temporary folder. ``painted`` counts until the frame that
shows the change was painted; ``work`` is the script's own time until the words stood in the page.
``nothing, painted`` is the wait for a frame in which nothing changed, what the machine takes
anyway.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "site"))

from benchmarks.explorer.synthetic import made_up_hub  # noqa: E402
from hub.explorer import Choice, explorer_data, explorer_page, explorer_rows  # noqa: E402
from hub.gap_map import gap_map_files, gap_map_pages  # noqa: E402
from tests.browser.conftest import FLAGS, served  # noqa: E402
from tests.browser.find_chromium import find  # noqa: E402

# Ticks a value, waits for the frame and for the table, and unticks it: one time each.
CHANGES = """async ([watched, busy, values]) => {
  const painted = () => new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    });
  });
  const idle = async () => {
    while (document.querySelector(`${busy}[aria-busy]`)) await new Promise((r) => setTimeout(r, 0));
    return painted();
  };
  const times = [];
  for (const [name, value] of values) {
    const input = document.querySelector(
      `.filters__box[data-filter="${name}"] input[value="${value}"]`);
    for (const way of ["on", "off"]) {
      await new Promise((r) => setTimeout(r, 60));
      const still = performance.now();
      const nothing = await painted() - still;
      const start = performance.now();
      const before = document.querySelector(watched).textContent;
      input.click();
      const work = performance.now() - start;
      const changed = document.querySelector(watched).textContent !== before;
      const estimate = await painted() - start;
      const table = await idle() - start;
      times.push({ name, value, way, nothing, work, estimate, table, changed });
    }
  }
  return times;
}"""
VALUES = [
    *(("level", v) for v in ("individual", "team", "organisational", "system", "multi_level")),
    *(("country", v) for v in ("US", "CN", "GB", "KE", "ZM")),
    *(("income", v) for v in ("low", "lower_middle", "upper_middle", "high")),
    *(("design", v) for v in ("rct", "cluster_rct", "non_randomised")),
    *(("cadre", f"cadre-{i}") for i in range(5)),
    *(("kind", f"kind-{i}") for i in range(5)),
    *(("status", v) for v in ("checked", "machine")),
]


def main(argv: list[str]) -> int:
    """Run the benchmark; return 1 without a browser, or when a change changed nothing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explorer", description=__doc__)
    parser.add_argument("--effects", type=int, nargs="+", default=[2000, 5000])
    args = parser.parse_args(argv)
    chromium = find()
    if chromium is None:
        print("no Chromium can be found or installed; set HUB_CHROMIUM to use one")
        return 1
    good = True
    print(f"{'page':10} {'effects':>8}  {'until':18} {'median ms':>10} {'p95 ms':>8}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for n_effects in args.effects:
            with (
                tempfile.TemporaryDirectory() as folder,
                served(build(Path(folder), n_effects)) as origin,
            ):
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                good &= explorer(page, origin, n_effects)
                good &= gap_map(page, origin, n_effects)
                page.close()
        browser.close()
    return 0 if good else 1


def build(folder: Path, n_effects: int) -> Path:
    """Write both pages with made-up effects and render them as the site does."""
    hub = made_up_hub(n_effects)
    docs = folder / "docs"
    shutil.copytree(PROJECT / "site" / "theme" / "assets", docs / "assets")
    rows = explorer_rows(hub, Choice(order=lambda e: e["effect_id"], headline_status=["checked"]))
    pages = {"explorer/index.md": explorer_page(hub, rows), **gap_map_pages(hub)}
    files = {"explorer/effects.json": explorer_data(hub, rows).encode()}
    files |= dict(gap_map_files(hub))
    files |= {name: text.encode() for name, text in pages.items()}
    files |= {"index.md": b"# Benchmark\n"}
    for name, content in files.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    config: dict[str, Any] = yaml.safe_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    config["theme"]["custom_dir"] = str(PROJECT / config["theme"]["custom_dir"])
    config |= {"docs_dir": str(docs), "site_dir": str(folder / "site"), "validation": {}}
    config["nav"] = ["index.md", "explorer/index.md", "gap-map/index.md"]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(folder / "mkdocs.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return folder / "site"


def explorer(page: Page, origin: str, n_effects: int) -> bool:
    """Time the Explorer: the estimate, and the drawing with the table."""
    page.goto(f"{origin}/explorer/index.html", wait_until="load")
    page.locator("#explorer-effects:not([aria-busy])").wait_for()
    page.locator("#explorer-panel .answer").wait_for()
    asked = ["#explorer-panel .answer", "#explorer-effects", VALUES]
    times = page.evaluate(CHANGES, asked)
    report("explorer", n_effects, times, ("nothing", "nothing, painted"))
    report("explorer", n_effects, times, ("work", "estimate, work"))
    report("explorer", n_effects, times, ("estimate", "estimate, painted"))
    report("explorer", n_effects, times, ("table", "table, painted"))
    return all(t["changed"] for t in times)


def gap_map(page: Page, origin: str, n_effects: int) -> bool:
    """Time the gap map: the map, and the table below it."""
    page.goto(f"{origin}/gap-map/index.html", wait_until="load")
    page.locator("#gap-map-panel form").wait_for()
    page.locator("#gap-map-list:not([aria-busy])").wait_for()
    times = page.evaluate(CHANGES, [".gap-map__says", "#gap-map-list", VALUES])
    report("gap map", n_effects, times, ("nothing", "nothing, painted"))
    report("gap map", n_effects, times, ("work", "map, work"))
    report("gap map", n_effects, times, ("estimate", "map, painted"))
    report("gap map", n_effects, times, ("table", "table, painted"))
    return all(t["changed"] for t in times)


def report(name: str, n_effects: int, times: list[dict[str, Any]], what: tuple[str, str]) -> None:
    """Print the median and the 95th percentile of one measured part."""
    key, words = what
    values = [t[key] for t in times]
    median, p95 = np.median(values), np.quantile(values, 0.95)
    print(f"{name:10} {n_effects:8}  {words:18} {median:10.1f} {p95:8.1f}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
