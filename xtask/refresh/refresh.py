"""Rewrites the measured facts: python refresh.py CATALOG FACTS PYODIDE [--all].

PYODIDE is the folder of the npm package of that name, whose lock file lists what the distribution ships.

Incremental: a package that was checked today already is not asked for again, unless --all or the resolver's network
failed; so a run that was cut off, at whatever moment, goes on where it stopped. The file is written aside and renamed,
after every package. What cannot be had keeps its old facts, with the day they were checked, and is named at the end;
the file as a whole counts as checked on the oldest of these days. Where nothing can be had, nothing is written. A
package that the index has no more keeps its last facts, with the mark `gone`.

Owns the order of the work, the file and the report. What is read stands in index.py and resolver.py, what it means in
facts.py, licences.py and installs.py.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timezone
from pathlib import Path

from extras import EXTRAS
from facts import FROM_METADATA, FROM_NAMES, PYTHONS, NoRelease, ordered, with_kept
from index import Index
from installs import ASKED, differences, measured, unanswered
from packaging.utils import canonicalize_name
from resolver import Uv, pip_configuration

# Packages measured at a time. A thread mostly waits, for the network or for the resolver.
WORKERS = 5
# Fields of a row that one part of a file tells, by the part.
FROM = {"metadata": FROM_METADATA, "names": FROM_NAMES}


def write(path, data):
    """Writes a temporary file, then renames it, so that the file is never half-written."""
    aside = path.with_suffix(".json.new")
    aside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(aside, path)


def changes(old, new):
    """The differences, one per line, except for the day of the check and the edition of Pyodide."""
    for field in dict.fromkeys([*old, *new]):
        before, after = old.get(field), new.get(field)
        if field == "pyodide":
            before, after = (shipped and shipped.split(" in ")[0] for shipped in (before, after))
        if field == "installs":
            yield from differences(before, after)
        elif before != after and field not in ("checked", "source"):
            yield f"{field}: {before} -> {after}"


def read(path):
    """The current file, or one without packages if there is none yet."""
    try:
        file = json.loads(path.read_text(encoding="utf-8"))
        return file | {"packages": dict(file["packages"])}
    except FileNotFoundError:
        return {"packages": {}}
    except (ValueError, KeyError, TypeError) as error:
        sys.exit(f"{path} cannot be read ({error!r}). Restore it, or delete it to begin anew.")


def distribution(folder):
    """The version of each package in the Pyodide distribution, as a text, and the distribution's edition."""
    shipped = json.loads(Path(folder, "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    edition = json.loads(Path(folder, "package.json").read_text(encoding="utf-8"))["version"]
    texts = {name: f"{entry['version']} in Pyodide {edition}" for name, entry in shipped.items()}
    return {canonicalize_name(name): text for name, text in texts.items()}, edition


def compare(package, old, new):
    """The lines of the report about a package that was measured."""
    return [f"+ {package} {new['version']}"] if not old else [f"~ {package}: {change}" for change in changes(old, new)]


def measure(index, resolver, package, old, pyodide, today):
    """The new row of a package and the lines of the report about what could not be read.

    `old` is its row so far, or {}. A package that the index has no more keeps its last facts, marked so; one that never
    had any raises NoRelease.
    """
    try:
        row, lacking = index.facts(package, pyodide, today)
    except NoRelease as reason:
        if not old:
            raise
        return ordered(old | {"gone": str(reason), "checked": today}), [f"! {package}: {reason}; keeps its last facts"]
    told = []
    for part in lacking:
        row, kept = with_kept(row, old, FROM[part])
        if kept:
            told.append(f"= {package}: keeps {', '.join(kept)}: the {part} of {row['source']} could not be read")
    return measured(row, old, package, EXTRAS.get(canonicalize_name(package)), resolver, index.files_of), told


def current(row, today):
    """Returns true if a row needs no measuring today."""
    answered = "gone" in row or ("installs" in row and not unanswered(row["installs"]))
    return row.get("checked") == today and answered


class Run:
    """One refresh: the rows so far, and the report."""

    def __init__(self, catalog, path, folder, today):
        tools = json.loads(Path(catalog).read_text(encoding="utf-8"))["tools"]
        self.packages = sorted({tool["package"] for tool in tools if tool.get("package")})
        self.pyodide, self.edition = distribution(folder)
        self.path, self.today = Path(path), today
        file = read(self.path)
        self.old = file["packages"]
        self.rows = {package: self.old[package] for package in self.packages if package in self.old}
        self.report = [f"- {name}: no longer in the catalog" for name in self.old if name not in self.packages]
        if file.get("pyodide", self.edition) != self.edition:
            self.report.append(f"~ Pyodide: {file['pyodide']} -> {self.edition}")
        self.failed = []

    def save(self):
        checked = min((row["checked"] for row in self.rows.values()), default=self.today)
        head = {"version": 1, "checked": checked, "pyodide": self.edition, "pythons": PYTHONS, "installs_for": ASKED}
        write(self.path, {**head, "packages": dict(sorted(self.rows.items()))})

    def take(self, package, result):
        """Takes the result of a package. One that fails, for whatever reason, is reported and stops no other."""
        old = self.old.get(package, {})
        try:
            new, told = result()
        except Exception as error:
            kept = f"keeps the facts of {old['checked']}" if old else "has none"
            self.failed.append(f"! {package}: {type(error).__name__}: {error}; {kept}")
            return
        self.report += compare(package, old, new) + told
        self.rows[package] = new
        self.save()

    def measure(self, asked, index, resolver):
        """Measures packages, several at a time; returns false if it was stopped."""
        with ThreadPoolExecutor(WORKERS) as pool:
            waiting = {}
            for package in asked:
                old = self.old.get(package, {})
                waiting[pool.submit(measure, index, resolver, package, old, self.pyodide, self.today)] = package
            try:
                for number, done in enumerate(as_completed(waiting), 1):
                    print(f"\r[{number}/{len(asked)}] {waiting[done]:<40}", end="", flush=True)
                    self.take(waiting[done], done.result)
            except KeyboardInterrupt:
                resolver.stopped = True
                pool.shutdown(wait=False, cancel_futures=True)
                return False
        return True

    def summary(self, finished):
        """Prints what changed; returns the exit status."""
        print("\n".join(sorted(self.report) + self.failed) or "Nothing has changed.")
        fields = ("requires_python", "licence", "runs", "typed", "installs")
        for field in fields:
            names = [package for package, row in self.rows.items() if field not in row]
            print(f"{field} is unknown for {len(names)}: {', '.join(names) or '-'}")
        counts = f"{len(self.rows)} of {len(self.packages)} packages"
        some = f"Facts for {counts} ({len(self.failed)} could not be had now)."
        print(some if finished else f"{some} Stopped; the next run goes on from here.")
        if not finished:
            return 130
        return 1 if len(self.rows) < len(self.packages) else 0


def main(catalog, path, folder, today, everything):
    run = Run(catalog, path, folder, today)
    asked = [p for p in run.packages if everything or not current(run.rows.get(p, {}), today)]
    settings = pip_configuration()
    finished = run.measure(asked, Index(settings.get("index-url")), Uv(settings))
    print(f"\r{len(asked)} of {len(run.packages)} packages asked for, the others were checked today.{'':<20}")
    if run.failed and len(run.failed) == len(asked):
        print("\n".join([*run.failed, "None of them could be had; the file stays as it was."]))
        return 1
    run.save()
    return run.summary(finished)


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--all"]
    day = datetime.now(timezone.utc).date().isoformat()
    sys.exit(main(*words, today=day, everything="--all" in sys.argv))
