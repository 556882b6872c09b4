"""Turns what a package index says about a package into facts. Pure: no network, no clock, no files.

A release is a list of files ({"filename", "version", "uploaded", "requires_python", "yanked", "provenance"}) and the
core metadata (https://packaging.python.org/specifications/core-metadata/) of one of them. Wheel tags, versions,
specifiers and licence expressions are parsed by `packaging`.

No fact claims more than this data proves:

- Where it runs: compiled wheels count for the platform in their tag. A wheel without a compiled part counts for the
  desktop systems, but where the classifiers name systems, only for those; for phones and browsers it alone proves
  nothing. A wheel that names no ABI installs on free-threaded builds, and on PyPy where that has a Python version that
  the metadata allows.
- Python versions: those that the metadata allows and, where there are wheels, that one of them installs on, on whatever
  platform. An installer that compiles a source archive may well reach more. This is what the package alone allows; if
  its dependencies go there too is told by `installs` (see installs.py), which also takes PyPy and free-threaded builds
  out of `runs` and "pure" out of `build` where a dependency does not follow.
- Typed: the wheel has a `py.typed` (https://peps.python.org/pep-0561/). A wheel without modules of its own proves
  nothing.
- Status (https://peps.python.org/pep-0792/) and provenance (https://peps.python.org/pep-0740/): what the index tells;
  an older index tells neither. A package without a status is active, or its index tells none.
- Licence: see licences.py.
"""

import re
from email.parser import HeaderParser

from licences import licence
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import InvalidWheelFilename, parse_wheel_filename
from packaging.version import InvalidVersion, Version

# The feature releases of CPython that are options of the facet "Python version".
PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14", "3.15"]

# Those that PyPy implements, in its 7.3.x releases (https://pypy.org/download.html).
PYPY = ["3.11"]

# The beginning of a wheel's platform tag, and what the wheel runs on
# (https://packaging.python.org/specifications/platform-compatibility-tags/).
PLATFORMS = [
    ("manylinux", "linux"),
    ("musllinux", "linux"),
    ("linux", "linux"),
    ("macosx", "macos"),
    ("win", "windows"),
    ("android", "android"),
    ("ios", "ios"),
    ("emscripten", "browser"),
    ("pyodide", "browser"),
    ("pyemscripten", "browser"),
]

# In the order in which they are written.
RUNS = ["linux", "macos", "windows", "android", "ios", "browser", "pypy", "free-threaded"]

# The beginning of a classifier "Operating System ::", and the systems it stands for; the first match counts.
SYSTEMS = [
    ("OS Independent", {"linux", "macos", "windows"}),
    ("MacOS", {"macos"}),
    ("Microsoft", {"windows"}),
    ("POSIX :: Linux", {"linux"}),
    ("POSIX ::", set()),
    ("POSIX", {"linux", "macos"}),
    ("Unix", {"linux", "macos"}),
]


class NoRelease(Exception):
    """A package has no release to measure. The message is the reason, as the fact `gone` gives it."""


def latest(files):
    """The newest version that is not a pre-release, or else the newest of all, with its files that are not yanked."""
    versions = {}
    for file in files:
        try:
            version = Version(file["version"] or "")
        except InvalidVersion:
            continue
        if not file["yanked"]:
            versions.setdefault(version, []).append(file)
    stable = [version for version in versions if not version.is_prerelease]
    if not versions:
        yanked = any(file["yanked"] for file in files)
        raise NoRelease("all releases are yanked" if yanked else "no release can be read")
    newest = max(stable or versions)
    return str(newest), versions[newest]


def wheel_tags(filenames):
    """The tags of the wheels among these files."""
    tags = set()
    for filename in filenames:
        try:
            tags |= parse_wheel_filename(filename)[3]
        except InvalidWheelFilename:
            continue
    return tags


def _pure(tag):
    return tag.platform == "any" and tag.abi == "none"


def build(tags):
    """The kind of wheels: "pure", "compiled" or "both"; None if there are no wheels."""
    kinds = {"pure" if _pure(tag) else "compiled" for tag in tags}
    return "both" if len(kinds) > 1 else next(iter(kinds), None)


def systems(classifiers):
    """The desktop systems of a package without a compiled part: those that its classifiers name, or else all."""
    named = [row.removeprefix("Operating System :: ") for row in classifiers if row.startswith("Operating System ::")]
    fitting = [next((found for start, found in SYSTEMS if name.startswith(start)), set()) for name in named]
    return set().union(*fitting) if fitting else SYSTEMS[0][1]


def runs_on(tags, desktop, on_pypy):
    """The platforms that wheels run on, in the order of RUNS.

    `desktop` are the systems of wheels without a compiled part. `on_pypy` is true if the package allows a Python
    version that PyPy implements.
    """
    found = set()
    for tag in tags:
        found |= desktop if _pure(tag) else {name for start, name in PLATFORMS if tag.platform.startswith(start)}
        if tag.interpreter.startswith("pp") or (on_pypy and tag.abi == "none" and tag.interpreter.startswith("py")):
            found.add("pypy")
        # The stable ABI of free-threaded builds is `abi3t` (https://peps.python.org/pep-0803/).
        if tag.abi in ("none", "abi3t") or (tag.abi.startswith("cp") and tag.abi.endswith("t")):
            found.add("free-threaded")
    return [name for name in RUNS if name in found]


def _installs(tag, python):
    """Returns true if a wheel with this tag installs on a feature release of CPython, such as 3.14."""
    name = re.fullmatch(r"(py|cp)(\d)(\d*)", tag.interpreter)
    if not name:
        return False
    kind, *digits = name.groups(default="")
    built, wanted = [int(digit or 0) for digit in digits], [int(part) for part in python.split(".")]
    onwards = kind == "py" or tag.abi in ("abi3", "abi3t") or not digits[1]
    return built[0] == wanted[0] and (built <= wanted if onwards else built == wanted)


def pythons(requires_python, offered=PYTHONS):
    """The feature releases in `offered` that the requirement allows a bug-fix release of; None if there is none."""
    try:
        # "!=3.15" excludes 3.15.0 alone by its letter, but whoever writes it means the feature release.
        allowed = SpecifierSet(re.sub(r"!=\s*(\d+\.\d+)(?![\d.*])", r"!=\1.*", requires_python or ""))
    except InvalidSpecifier:
        return None
    if not requires_python:
        return None
    return [minor for minor in offered if any(allowed.contains(f"{minor}.{patch}") for patch in range(30))]


def typed(names):
    """True if a wheel with files of these names says that it has type hints; None if it has no modules to type.

    A marker inside a copy of another package ("_vendor") is that package's own.
    """
    own = [name.split("/") for name in names if ".dist-info/" not in name]
    if not any(parts[-1].endswith((".py", ".pyi", ".so", ".pyd")) for parts in own):
        return None
    return any(parts[-1] == "py.typed" and not any("vendor" in part for part in parts) for parts in own)


# The fields of a row, in the order in which they are written.
FIELDS = [
    "version",
    "released",
    "requires_python",
    "pythons",
    "licence",
    "typed",
    "status",
    "provenance",
    "runs",
    "build",
    "pyodide",
    "extras",
    "installs",
    "source",
    "checked",
    "gone",
]
# Those that only one file of the release tells, by what is read of it: if that cannot be read, the old ones stay.
FROM_METADATA = ["requires_python", "pythons", "licence"]
FROM_NAMES = ["typed"]


def ordered(row):
    """A row with its fields in order, without those that are unknown."""
    return {field: row[field] for field in FIELDS if row.get(field) not in (None, [])}


def file_kind(name):
    """What a file of a release is: the tags of a wheel, or the ending of a source archive; its name without what is told
    elsewhere."""
    if name.endswith(".whl"):
        return "-".join(name.split("-")[2:])
    return "tar.gz" if name.endswith(".tar.gz") else name.rsplit(".", 1)[-1]


def facts(files, metadata_text, source, pyodide, checked, names=None, status=None):
    """The facts of a package, but for those that a resolver tells (see installs.py).

    `files` are the files of its latest version (see `latest`). `metadata_text` is the core metadata of `source`, one of
    them, or None if it could not be read. `pyodide` names the version in the Pyodide distribution, if any, and that
    distribution's edition. `checked` is a day. `names` are the names of the files in the wheel `source`, None if they
    could not be read; `status` is what the index tells of the project.
    """
    metadata = HeaderParser().parsestr(metadata_text or "")
    tags = wheel_tags(file["filename"] for file in files)
    required = next((file["requires_python"] for file in files if file["requires_python"]), None)
    required = required or metadata.get("Requires-Python")
    on_pypy = not required or bool(pythons(required, PYPY))
    runs = runs_on(tags, systems(metadata.get_all("Classifier", [])), on_pypy)
    if pyodide:
        runs = [name for name in RUNS if name in {*runs, "browser"}]
    allowed = pythons(required) or []
    attested = [file.get("provenance") for file in files]
    row = {
        "version": files[0]["version"],
        "released": min((file["uploaded"] for file in files if file["uploaded"]), default=None),
        "requires_python": required,
        "pythons": [python for python in allowed if not tags or any(_installs(tag, python) for tag in tags)],
        "licence": licence(metadata),
        "typed": None if names is None else typed(names),
        "status": status,
        "provenance": None if None in attested else all(attested),
        "runs": runs,
        "build": build(tags),
        "pyodide": pyodide,
        "source": file_kind(source),
        "checked": checked,
    }
    return ordered(row)


def with_kept(new, old, fields):
    """A row completed with these fields of the old row if that is of the same version; and the fields taken from it."""
    kept = [field for field in fields if field in old and field not in new]
    if old.get("version") != new["version"]:
        kept = []
    return ordered(new | {field: old[field] for field in kept}), kept
