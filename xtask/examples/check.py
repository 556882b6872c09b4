"""Runs the code of the catalog: python check.py CATALOG FACTS TABLE [tool or category ...]

Each piece of code is run in an environment of its own, with the package in the version of the facts, and what became of
it is written into TABLE (tests/examples.tsv), after each. What has its row already, for the same text and version, is
not run again unless its tool or the category of its exercise is named; so a run that was stopped goes on where it was.

Nothing that failed gets a row: it is printed with the end of what it said. How code is run that needs more than to be
started stands in recipes.toml, and there, too, why some cannot run.

Owns the order of the work, the table and the report.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from codes import Piece, named, pieces
from environments import MOST_KB, CannotInstall, Uv, feature, kilobytes, newest, requirements
from processes import end_all
from recipes import Recipe, Tables, faults, load, recipe, unused
from running import Failed, Place, run
from servers import Display
from table import NOT_RUN, RAN, Key, Row, read, write

# Two at a time: most of an example's time is its installation, and some want much memory.
WORKERS = 2
BIG = "more than 2 GB of download"

Facts = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Result:
    """What became of a piece: the result for its row, or a failure that gets none."""

    piece: Piece
    version: str
    result: str = ""
    failure: str = ""
    seconds: float = 0


class Stopped(Exception):
    """Whoever started the run has stopped it."""


class Check:
    """One run of all that is asked for."""

    def __init__(self, catalog: Path, facts: Path, table: Path, words: list[str], today: str) -> None:
        self.every = pieces(json.loads(catalog.read_text(encoding="utf-8")))
        self.facts: Facts = json.loads(facts.read_text(encoding="utf-8"))["packages"]
        self.tables: Tables = load()
        self.path, self.words, self.today = table, words, today
        self.rows = {key: row for key, row in read(table).items() if key in {piece.key for piece in self.every}}
        self.display = Display()
        self.failures: list[Result] = []
        self.stopped = threading.Event()

    def version(self, piece: Piece) -> str:
        """The version of the piece's package in the facts; empty without a package."""
        return str(self.facts.get(piece.package, {}).get("version", "")) if piece.package else ""

    def asked(self) -> list[Piece]:
        """The pieces to run: those named, or those without a row of this text and version."""
        if self.words:
            return named(self.every, self.words)
        return [piece for piece in self.every if not self.current(piece)]

    def current(self, piece: Piece) -> bool:
        """Returns true if the table tells of this text with this version."""
        row = self.rows.get(piece.key)
        return row is not None and (row.hash, row.version) == (piece.hash, self.version(piece))

    def result(self, piece: Piece, uv: Uv) -> Result:
        """Runs one piece, whatever happens."""
        version, began = self.version(piece), time.monotonic()
        try:
            how = recipe(self.tables, piece)
            if how.how == "none":
                return Result(piece, version, f"{NOT_RUN}{how.why_not}")
            found = self.run(piece, how, uv)
            return Result(piece, version, found, seconds=time.monotonic() - began)
        except Exception as error:
            if self.stopped.is_set():
                raise Stopped from error
            told = str(error) if isinstance(error, Failed | CannotInstall) else f"{type(error).__name__}: {error}"
            return Result(piece, version, failure=told, seconds=time.monotonic() - began)

    def run(self, piece: Piece, how: Recipe, uv: Uv) -> str:
        """Makes the environment, runs the piece in it and removes all; returns the result."""
        if self.stopped.is_set():
            raise Stopped
        own = [] if how.install or piece.package is None else [piece.package]
        if own and piece.package not in self.facts:
            raise CannotInstall("its package has no facts yet: cargo xtask refresh")
        row = self.facts.get(piece.package or "", {}) if own else {}
        python = newest(list(uv.pythons), row, how.python)
        if kilobytes(row, feature(python)) > MOST_KB and piece.tool not in self.words:
            return f"{NOT_RUN}{BIG}"
        root = Path(tempfile.mkdtemp(prefix="check-examples-"))
        try:
            more = [name.replace("{version}", self.version(piece)) for name in how.install + how.packages]
            wanted = requirements(own[0] if own else None, more, self.facts)
            made = uv.make(root / "environment", python, wanted, how.overrides)
            place = Place(root / "work", root / "home", made)
            place.folder.mkdir()
            if self.stopped.is_set():
                raise Stopped
            run(piece, how, place, self.display, uv.variables)
        finally:
            shutil.rmtree(root, ignore_errors=True)
        return RAN

    def take(self, number: int, count: int, done: Result) -> None:
        """Prints a result and keeps it: a row for what has one, and none for a failure."""
        key: Key = done.piece.key
        head = f"[{number}/{count}] {done.piece.tool} {done.piece.field}"
        if done.failure:
            self.failures.append(done)
            self.rows.pop(key, None)
            lines = done.failure.replace("\n", "\n    ")
            print(f"{head}: FAILED after {done.seconds:.0f} s: {lines}", flush=True)
        else:
            self.rows[key] = Row(done.piece.hash, done.version, self.today, done.result)
            spent = f" in {done.seconds:.0f} s" if done.result == RAN else ""
            print(f"{head}: {done.result}{spent}", flush=True)
        write(self.path, self.rows)

    def all(self, asked: list[Piece], uv: Uv) -> bool:
        """Runs the pieces, some at a time; returns false if it was stopped."""
        with ThreadPoolExecutor(WORKERS) as pool:
            waiting = [pool.submit(self.result, piece, uv) for piece in asked]
            try:
                for number, done in enumerate(as_completed(waiting), 1):
                    self.take(number, len(asked), done.result())
            except (KeyboardInterrupt, Stopped):
                self.stopped.set()
                end_all()
                pool.shutdown(wait=True, cancel_futures=True)
                return False
            finally:
                self.display.end()
        return True

    def summary(self, finished: bool) -> int:
        """Prints the counts; returns the exit status."""
        results = [row.result for row in self.rows.values()]
        lacking = [piece for piece in self.every if not self.current(piece)]
        ran, told = results.count(RAN), sum(result.startswith(NOT_RUN) for result in results)
        print(f"{ran} of {len(self.every)} ran, {told} cannot run here, {len(lacking)} have no row of their text.")
        for failure in self.failures:
            print(f"  failed: {failure.piece.tool} {failure.piece.field}: {failure.failure.splitlines()[0]}")
        if not finished:
            print("Stopped; the next run goes on from here.")
            return 130
        return 1 if self.failures or lacking else 0


def main(catalog: Path, facts: Path, table: Path, words: list[str], today: str) -> int:
    """Checks the recipes, then runs what is asked for."""
    check = Check(catalog, facts, table, words, today)
    if wrong := faults(check.tables):
        print("\n".join(f"recipes.toml: {fault}" for fault in wrong))
        return 2
    if spare := unused(check.tables, check.every):
        print(f"Recipes of no code in the catalog, which can go: {', '.join(spare)}")
    asked = check.asked()
    unknown = [word for word in words if not named(check.every, [word])]
    if unknown:
        print(f"No code of: {', '.join(unknown)}. Name tools or categories by their ids.")
        return 2
    print(f"{len(asked)} of {len(check.every)} pieces of code to run.", flush=True)
    from resolver import environment, pip_configuration  # only with the Python of the refresh, which has uv

    variables = environment(pip_configuration(), dict(os.environ))
    variables.pop("MACOSX_DEPLOYMENT_TARGET", None)
    finished = check.all(asked, Uv(variables)) if asked else True
    write(check.path, check.rows)
    return check.summary(finished)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    day = datetime.now(timezone.utc).date().isoformat()
    files = [Path(word) for word in sys.argv[1:4]]
    sys.exit(main(files[0], files[1], files[2], sys.argv[4:], today=day))
