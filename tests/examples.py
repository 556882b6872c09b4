"""Checks the code in the catalog: all Python is correct, all code has its row in tests/examples.tsv, which says that
it ran or why it cannot, and what needs only the standard library is run here.

Usage: python3 tests/examples.py. Needs Python 3.11 or newer, no packages and no network. The rows are written by `cargo
xtask check-examples`, which installs what the rest needs; how code is run stands in xtask/examples.
"""

import ast
import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "xtask" / "examples"))

from codes import Piece, pieces  # noqa: E402
from recipes import Recipe, Tables, faults, load, recipe, unused  # noqa: E402
from running import Failed, Place, run  # noqa: E402
from servers import Display  # noqa: E402
from table import NOT_RUN, RAN, Key, Row, read  # noqa: E402

CATALOG = ROOT / "assets" / "catalog.json"
TABLE = ROOT / "tests" / "examples.tsv"
WIDTH = 78


def needs_only_the_standard_library(tree: ast.Module) -> bool:
    """Returns true if all imports come with Python."""
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return all(name.split(".")[0] in sys.stdlib_module_names for name in names)


def runs_here(piece: Piece, how: Recipe, tree: ast.Module) -> bool:
    """Returns true if a piece needs nothing but this Python: no package, no window, no program and no time."""
    more = how.packages or how.install or how.beside or how.needs or how.command
    plain = how.how in ("python", "server") and piece.package is None and not more
    return plain and needs_only_the_standard_library(tree)


def faults_of_running(piece: Piece, how: Recipe) -> list[str]:
    """Runs a piece in a folder of its own and returns what goes wrong."""
    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name) / "work", Path(name) / "home", Path(sys.executable))
        place.folder.mkdir()
        try:
            run(piece, how, place, Display(), dict(os.environ))
        except Failed as failure:
            return [str(failure)]
        left = {path.name for path in place.folder.iterdir()} - {how.name, *how.files}
    return [f"leaves files behind: {', '.join(sorted(left))}"] if left and not (how.before or how.makes) else []


def faults_of_row(piece: Piece, row: Row | None) -> list[str]:
    """What is wrong with the row of a piece."""
    if row is None or row.hash != piece.hash:
        return ["was not run since it was changed: cargo xtask check-examples"]
    told = row.result.startswith(NOT_RUN) and len(row.result) > len(NOT_RUN)
    return [] if row.result == RAN or told else [f"has the result {row.result!r} instead of a reason"]


def faults_of(piece: Piece, rows: dict[Key, Row], tables: Tables, ran: list[Key]) -> list[str]:
    """Returns what is wrong with a piece of code. Adds it to `ran` if it was run here."""
    found = [f"line longer than {WIDTH} characters: {line}" for line in piece.code.split("\n") if len(line) > WIDTH]
    found += faults_of_row(piece, rows.get(piece.key))
    if piece.language != "Python":
        return found
    try:
        tree = ast.parse(piece.code)
    except SyntaxError as error:
        return [*found, f"not Python: {error}"]
    how = recipe(tables, piece)
    if runs_here(piece, how, tree):
        ran.append(piece.key)
        found += faults_of_running(piece, how)
    return found


def main() -> int:
    every = pieces(json.loads(CATALOG.read_text(encoding="utf-8")))
    rows, tables = read(TABLE), load()
    ran: list[Key] = []
    wrong = [(piece.key, fault) for piece in every for fault in faults_of(piece, rows, tables, ran)]
    for (tool, field), fault in wrong:
        print(f'assets/catalog.json: tool "{tool}", field "{field}": {fault}')
    spare = rows.keys() - {piece.key for piece in every}
    others = [f"tests/examples.tsv: {tool} {field} is a row of no code" for tool, field in sorted(spare)]
    if list(rows) != sorted(rows):
        others.append("tests/examples.tsv: the rows are not sorted by tool and field")
    others += [f"xtask/examples/recipes.toml: {fault}" for fault in faults(tables)]
    others += [f"xtask/examples/recipes.toml: {name} is a recipe of no code" for name in unused(tables, every)]
    print("\n".join(others), end="\n" if others else "")
    failed = len({key for key, _ in wrong})
    cannot = sum(row.result != RAN for row in rows.values())
    print(f"{len(ran)} ran here; {len(rows) - cannot} of {len(every)} ran when they were last changed, {cannot} cannot")
    print(f"{len(every) - failed} passed, {failed} failed")
    return 1 if wrong or others else 0


if __name__ == "__main__":
    sys.exit(main())
