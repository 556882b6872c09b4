"""Throw-away environments, made and filled by uv. Owns how uv is called; knows nothing of how code is run in them.

The index and the certificate are those of pip, as for the refresh (../refresh/resolver.py). uv downloads no Python: the
newest that the machine has and that the package installs on is taken.
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from processes import Group

sys.path.append(str(Path(__file__).parent.parent / "refresh"))

from extras import EXTRAS  # noqa: E402  (those with which the refresh measures)

# A large package and its dependencies, over a slow line.
SECONDS = 1800
# More is not downloaded unless the tool is named.
MOST_KB = 2_000_000
# The system in the facts' table of installs.
SYSTEM = {"darwin": "macos", "win32": "windows"}.get(sys.platform, "linux")

Facts = dict[str, Any]


class CannotInstall(Exception):
    """No environment can be made; the message says why."""


def cell(row: Facts, minor: str) -> str:
    """What the facts say of an installation here with a feature release of Python, such as 3.13; "" if nothing."""
    found = row.get("installs", "")
    for key in (SYSTEM, minor):
        found = found.get(key, "") if isinstance(found, dict) else found
    return str(found)


def kilobytes(row: Facts, minor: str) -> int:
    """The size of what is downloaded, as far as the facts tell."""
    words = cell(row, minor).split()
    return int(words[2]) if words[:1] == ["yes"] and len(words) > 2 else 0


def feature(version: str) -> str:
    """3.13 of 3.13.1."""
    return ".".join(version.split(".")[:2])


def newest(versions: list[str], row: Facts, wanted: str = "") -> str:
    """The Python to take of those that there are: the newest that the package installs on, or else that it allows."""
    known = sorted(versions, key=lambda version: [int(part) for part in version.split(".")], reverse=True)
    if wanted:
        known = [version for version in known if version == wanted or feature(version) == wanted]
    allowed = [version for version in known if feature(version) in row.get("pythons", [feature(version)])]
    installs = [version for version in allowed if cell(row, feature(version)).startswith("yes")]
    if not allowed:
        needed = wanted or row.get("requires_python") or "at all"
        raise CannotInstall(f"no Python here fits ({needed}); there are {', '.join(known or versions)}")
    return (installs or allowed)[0]


def requirements(package: str | None, packages: list[str], facts: dict[str, Facts]) -> list[str]:
    """What is installed: a package of the catalog in the version of its facts, with its usual extra."""
    found = []
    for name in ([package] if package else []) + packages:
        bare, bracket, rest = name.partition("[")
        extra = EXTRAS.get(bare) if name == package else None
        version = facts.get(bare, {}).get("version")
        found.append(bare + (f"[{extra}]" if extra else bracket + rest) + (f"=={version}" if version else ""))
    return found


class Uv:
    """Makes environments."""

    def __init__(self, variables: dict[str, str]) -> None:
        beside = shutil.which("uv", path=Path(sys.executable).parent) or shutil.which("uv")
        if beside is None:
            raise CannotInstall("uv is missing beside this Python")
        self.program = beside
        # Pythons that pyenv keeps aside are found too.
        aside = Path(variables.get("PYENV_ROOT") or Path.home() / ".pyenv").glob("versions/3.*/bin")
        path = os.pathsep.join([*map(str, aside), variables["PATH"]])
        self.variables = variables | {"PATH": path, "UV_PYTHON_DOWNLOADS": "never", "NO_COLOR": "1"}
        self.pythons = self._pythons()

    def _run(self, *arguments: str) -> str:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "work"
            folder.mkdir()
            with Group(folder, self.variables) as group:
                done = group.run([self.program, *arguments], SECONDS)
        if done.status != 0:
            late = [f"takes more than {SECONDS} seconds"] if done.status is None else []
            raise CannotInstall("\n".join(late + done.stderr.strip().splitlines()[-12:]))
        return done.stdout

    def _pythons(self) -> dict[str, str]:
        """The releases of CPython that there are, with their paths."""
        listed = json.loads(self._run("python", "list", "--only-installed", "--output-format", "json"))
        plain = [row for row in listed if row["implementation"] == "cpython" and row.get("variant") == "default"]
        rows = [row for row in plain if row["version"].replace(".", "").isdigit() and "shims" not in row["path"]]
        return {row["version"]: row["path"] for row in reversed(rows)}

    def make(self, folder: Path, python: str, wanted: list[str], overrides: list[str]) -> Path:
        """An environment with these packages; returns its Python. `overrides` count before what packages require."""
        self._run("venv", "--quiet", "--python", self.pythons[python], str(folder))
        made = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        if wanted:
            listed = folder / "overrides.txt"
            listed.write_text("\n".join(overrides) + "\n", encoding="utf-8")
            self._run("pip", "install", "--quiet", "--python", str(made), "--overrides", str(listed), *wanted)
        return made
