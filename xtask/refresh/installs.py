"""Does a release install with all it needs, from wheels alone: a cell for each system and feature release of Python.

A cell is a text: "yes 12 3400 kB" (packages, the release among them, and what is downloaded for them; without a size
where the index tells none), "no-wheel X" (X has no wheel for it), "excluded X" (the metadata of X excludes this Python)
or "unknown" with the reason. Only an answer of the resolver is a "no"; where it gives none, the cell is unknown.

Also what follows from the dependencies for PyPy, free-threaded builds and "pure". Pure, but for the resolver and the
index, which are handed in.
"""

import tomllib
from functools import lru_cache
from urllib.parse import unquote

from facts import PYPY, PYTHONS, build, ordered, pythons, runs_on, wheel_tags
from packaging import tags
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import InvalidVersion, Version
from resolver import PASSING

SYSTEMS = ["linux", "macos", "windows"]
# The newest feature releases.
ASKED = PYTHONS[-4:]

# How often the resolver is asked again because a dependency excludes the Python. It heeds lower limits alone
# (https://docs.astral.sh/uv/concepts/resolution/); installers heed upper ones too and look for an older release.
ROUNDS = 6

BROKEN_LOCK = "unknown the lock could not be read"
# What keeps an older answer in place: no answer, rather than one that names no package.
NOTHING = (*PASSING, BROKEN_LOCK, "unknown the resolver failed")


@lru_cache
def _supported(system, python):
    """The wheel tags that install there, best first."""
    version = tuple(int(part) for part in python.split("."))
    if system == "linux":
        platforms = [f"manylinux_2_{minor}_x86_64" for minor in range(34, 4, -1)]
        platforms += ["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"]
    elif system == "macos":
        platforms = [*tags.mac_platforms((14, 0), "arm64")]
    else:
        platforms = ["win_amd64"]
    abi = f"cp{version[0]}{version[1]}"
    ordered_tags = [*tags.cpython_tags(version, [abi], platforms), *tags.compatible_tags(version, abi, platforms)]
    return {tag: rank for rank, tag in reversed([*enumerate(ordered_tags)])}


def _rank(filename, supported):
    worst = len(supported)
    try:
        return min((supported.get(tag, worst) for tag in parse_wheel_filename(filename)[3]), default=worst)
    except InvalidWheelFilename:
        return worst + 1


def read_lock(text):
    """The packages of a lock: {"name", "version", "wheels": [{"filename", "size"}]}.

    Raises ValueError, KeyError, TypeError or AttributeError if it is not a lock.
    """
    packages = []
    for package in tomllib.loads(text)["packages"]:
        wheels = [
            {"filename": wheel.get("name") or unquote(wheel["url"].rsplit("/", 1)[-1]), "size": wheel.get("size")}
            for wheel in package["wheels"]
        ]
        packages.append({"name": canonicalize_name(package["name"]), "version": package["version"], "wheels": wheels})
    if not packages:
        raise ValueError("the lock has no packages")
    return packages


def rounded(number):
    """A number with two digits that count: the size differs a little from one Python to the next."""
    step = 10 ** max(len(str(number)) - 2, 0)
    return max((number + step // 2) // step * step, 1)


def yes(packages, system, python):
    """The cell for a lock."""
    supported = _supported(system, python)
    best = [min(package["wheels"], key=lambda wheel: _rank(wheel["filename"], supported)) for package in packages]
    sizes = [wheel["size"] for wheel in best]
    known = all(isinstance(size, int) for size in sizes)
    return f"yes {len(packages)} {rounded(sum(sizes) // 1000)} kB" if known else f"yes {len(packages)}"


def _release(files, version):
    """The files of a version, however that is spelt."""
    found = []
    for file in files:
        try:
            if Version(file["version"] or "") == Version(version):
                found.append(file)
        except InvalidVersion:
            continue
    return found


def _excludes(files, python):
    """Returns true if there are files, and the metadata of all of them excludes this Python."""
    return bool(files) and all(pythons(file["requires_python"], [python]) == [] for file in files)


def _constraints(files, name, python):
    """Lines that keep the resolver from the versions of a package that exclude this Python."""
    versions = {file["version"] for file in files if file["version"]}
    return [f"{name}!={version}" for version in sorted(versions) if _excludes(_release(files, version), python)]


def ask(resolver, files_of, package, requirement, required, system, python):
    """A cell, and the packages of the lock if the answer is yes.

    `requirement` names a version; `required` are the Python versions that it needs. `files_of` lists the files that the
    index has of a package: {"filename", "version", "requires_python"}.
    """
    name = canonicalize_name(package)
    if pythons(required, [python]) == []:
        return f"excluded {name}", None
    constraints, excluded = [], None
    for _ in range(ROUNDS):
        text, problem = resolver.lock(requirement, constraints, system, python)
        if text is None:
            return (f"excluded {excluded}" if excluded and problem not in PASSING else problem), None
        try:
            packages = read_lock(text)
        except (ValueError, KeyError, TypeError, AttributeError):
            return BROKEN_LOCK, None
        others = [other for other in packages if other["name"] != name]
        against = [row["name"] for row in others if _excludes(_release(files_of(row["name"]), row["version"]), python)]
        if not against:
            return yes(packages, system, python), packages
        excluded = excluded or against[0]
        constraints += [line for other in against for line in _constraints(files_of(other), other, python)]
    return "unknown too many releases to try", None


def table(resolver, files_of, package, requirement, required):
    """All cells by (system, Python), and the packages of a lock: the newest Python's, on Linux if there is one."""
    cells, locks = {}, {}
    for system in SYSTEMS:
        for python in reversed(ASKED):
            cell, packages = ask(resolver, files_of, package, requirement, required, system, python)
            cells[system, python] = cell
            if packages:
                locks[system, python] = packages
    return cells, next(iter(locks.values()), None)


def _alike(rows):
    """The rows by their keys, or only the first if all are equal."""
    first = next(iter(rows.values()))
    return first if all(row == first for row in rows.values()) else rows


def compact(cells):
    """The cells as the file has them: by system, then by Python, but without a level where all below it are equal."""
    return _alike({system: _alike({python: cells[system, python] for python in ASKED}) for system in SYSTEMS})


def spread(installs):
    """The cells of a file that `compact` wrote; none for what it cannot have written."""
    cells = {}
    for system in SYSTEMS:
        row = installs.get(system, installs) if isinstance(installs, dict) else installs
        for python in ASKED:
            cell = row.get(python) if isinstance(row, dict) else row
            if isinstance(cell, str):
                cells[system, python] = cell
    return cells


def differences(old, new):
    """The cells that say something else, one per line; not those where only sizes and numbers differ."""
    before, after = spread(old), spread(new)
    for at in (before.keys() & after.keys()) if before else []:
        if before[at] != after[at] and not (before[at].startswith("yes ") and after[at].startswith("yes ")):
            yield f"installs on {at[0]}, Python {at[1]}: {before[at]} -> {after[at]}"


def unanswered(installs):
    """Returns true if a cell is unknown for a reason that may have passed."""
    return any(cell in PASSING for cell in spread(installs).values())


def follow(row, packages, files_of):
    """The row with `runs` and `build` as the dependencies leave them.

    PyPy and free-threaded builds stay if every compiled dependency has wheels for them too; markers by which a package
    needs less on PyPy are not followed. A pure package that needs a compiled one is "needs-compiled". Where nothing
    is known of the dependencies, because no system can install them, neither is proven.
    """
    proven, kind = {"pypy", "free-threaded"}, row.get("build")
    if packages is None:
        proven, kind = set(), None if kind == "pure" else kind
    for package in packages or []:
        files = _release(files_of(package["name"]), package["version"]) or package["wheels"]
        found = wheel_tags(file["filename"] for file in files)
        if package["name"] == canonicalize_name(row["package"]) or build(found) != "compiled":
            continue
        required = next((file.get("requires_python") for file in files if file.get("requires_python")), None)
        proven &= {*runs_on(found, set(), not required or bool(pythons(required, PYPY)))}
        kind = "needs-compiled" if kind == "pure" else kind
    runs = [name for name in row.get("runs", []) if name in proven or name not in ("pypy", "free-threaded")]
    return ordered(row | {"runs": runs, "build": kind})


def measured(row, old, package, extra, resolver, files_of):
    """The row with what the resolver tells. What it does not tell now stays as in the old row of the same version."""
    requirement = f"{package}[{extra}]=={row['version']}" if extra else f"{package}=={row['version']}"
    cells, packages = table(resolver, files_of, package, requirement, row.get("requires_python"))
    same = old.get("version") == row["version"] and old.get("extras") == extra
    before = spread(old.get("installs")) if same else {}
    kept = {at: before[at] for at, cell in cells.items() if cell in NOTHING and at in before}
    new = follow(row | {"package": package}, packages, files_of)
    if packages is None and any(cell in NOTHING for cell in cells.values()) and "installs" in old and same:
        new |= {field: old[field] for field in ("runs", "build") if field in old}
    return ordered(new | {"extras": extra, "installs": compact(cells | kept)})
