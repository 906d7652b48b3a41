"""A reading is read again when any code that shapes it has changed."""

import ast
from pathlib import Path

import extract
from extract.library.cache import CODE

PACKAGE = Path(extract.__path__[0])


def imported(path):
    """Yield the files of the package that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("extract."):
                base = PACKAGE.joinpath(*name.split(".")[1:])
                yield from (
                    f for f in (base.with_suffix(".py"), base / "__init__.py") if f.exists()
                )


def test_all_code_that_a_reading_runs_through_is_part_of_its_key():
    covered = [PACKAGE / name for name in CODE]
    todo = [f for d in ("documents", "numbers", "papers") for f in (PACKAGE / d).rglob("*.py")]
    seen, outside = set(todo), set()
    while todo:
        path = todo.pop()
        if not any(path == c or c in path.parents for c in covered):
            outside.add(path.relative_to(PACKAGE).as_posix())
        todo += [f for f in imported(path) if f not in seen and not seen.add(f)]
    assert outside == set()
