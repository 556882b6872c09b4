"""Turns what a package index says about a package into facts. Pure: no network, no clock, no files.

A release is a list of files ({"filename", "version", "uploaded", "requires_python", "yanked"}) and the core metadata
(https://packaging.python.org/specifications/core-metadata/) of one of them. Wheel tags, versions, specifiers and licence
expressions are parsed by `packaging`.

No fact claims more than this data proves:

- Where it runs: compiled wheels count for the platform in their tag. A wheel without a compiled part counts for the
  desktop systems, but where the classifiers name systems, only for those; for phones and browsers it alone proves
  nothing. A wheel that names no ABI installs on free-threaded builds, and on PyPy where that has a Python version that
  the metadata allows.
- Python versions: those that the metadata allows and, where there are wheels, that one of them installs on, on whatever
  platform. An installer that compiles a source archive may well reach more.
- Licence: see `licence`.
"""

import re
from email.parser import HeaderParser

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
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

# Trove classifiers that name one licence, with its SPDX expression; those that name a family, with the family's name.
CLASSIFIERS = {
    "Apache Software License": "Apache",
    "BSD License": "BSD",
    "GNU Affero General Public License v3": "AGPL-3.0-only",
    "GNU General Public License (GPL)": "GPL",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Lesser General Public License v2 (LGPLv2)": "LGPL-2.0-only",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Other/Proprietary License": "Proprietary",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
    "zlib/libpng License": "Zlib",
    "Zope Public License": "ZPL",
}
# Parents of other classifiers, which name no licence themselves.
UMBRELLAS = {"DFSG approved", "OSI Approved"}

# Texts of the free-text field, normalised by `_plain`, with their SPDX expressions.
TEXTS = {
    "0bsd": "0BSD",
    "2 clause bsd": "BSD-2-Clause",
    "3 clause bsd": "BSD-3-Clause",
    "apache": "Apache",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache 2.0 license": "Apache-2.0",
    "apache license": "Apache",
    "apache license 2.0": "Apache-2.0",
    "apache license version 2.0": "Apache-2.0",
    "apache software license": "Apache",
    "apache software license 2.0": "Apache-2.0",
    "bsd": "BSD",
    "bsd 2 clause": "BSD-2-Clause",
    "bsd 2 clause license": "BSD-2-Clause",
    "bsd 3 clause": "BSD-3-Clause",
    "bsd 3 clause license": "BSD-3-Clause",
    "bsd license": "BSD",
    "gpl": "GPL",
    "gpl v3": "GPL-3.0-only",
    "gplv2": "GPL-2.0-only",
    "gplv3": "GPL-3.0-only",
    "gplv3+": "GPL-3.0-or-later",
    "gnu gpl 3": "GPL-3.0-only",
    "isc": "ISC",
    "lgpl": "LGPL",
    "lgplv3": "LGPL-3.0-only",
    "mit": "MIT",
    "mit license": "MIT",
    "modified bsd": "BSD-3-Clause",
    "modified bsd license": "BSD-3-Clause",
    "mpl 2.0": "MPL-2.0",
    "new bsd": "BSD-3-Clause",
    "new bsd license": "BSD-3-Clause",
    "psf": "PSF-2.0",
    "the mit license": "MIT",
    "wxwindows library license (https://opensource.org/licenses/wxwindows.php)": "LGPL-2.0-or-later WITH WxWindows-exception-3.1",
}


class NoRelease(Exception):
    """A package has no facts, because none of its files has a valid version."""


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
        raise NoRelease("the index lists no file of a version that can be read")
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
    """The feature releases in `offered` with a bug-fix release that the requirement allows; None without a requirement."""
    try:
        allowed = SpecifierSet(requires_python or "")
    except InvalidSpecifier:
        return None
    if not requires_python:
        return None
    return [minor for minor in offered if any(allowed.contains(f"{minor}.{patch}") for patch in range(30))]


def _plain(text):
    words = text.strip().lower().replace("-", " ").replace(",", " ").replace('"', "").split()
    return " ".join(words)


def licence(metadata):
    """The licence: an SPDX expression if the metadata has one, or else a family such as "BSD"; None if unknown.

    Several classifiers do not say if all licences apply or if one may choose, so the licence is then unknown. A family
    beside one of its licences, such as "BSD" beside "BSD-3-Clause", does not count as a second one.
    """
    expression = metadata.get("License-Expression")
    text = (metadata.get("License") or "").strip()
    for candidate in filter(None, [expression, text if len(text) < 100 else None]):
        try:
            return canonicalize_license_expression(TEXTS.get(_plain(candidate), candidate))
        except InvalidLicenseExpression:
            pass
    named = [row.split(" :: ")[-1] for row in metadata.get_all("Classifier", []) if row.startswith("License ::")]
    known = {CLASSIFIERS.get(name, name) for name in named if name not in UMBRELLAS}
    known = {name for name in known if not any(other.startswith(f"{name}-") for other in known)}
    if len(known) > 1:
        return None
    return next(iter(known & {*CLASSIFIERS.values()}), None) or TEXTS.get(_plain(text))


# The fields of a row, in the order in which they are written, and those that only the core metadata has.
FIELDS = [
    "version",
    "released",
    "requires_python",
    "pythons",
    "licence",
    "runs",
    "build",
    "pyodide",
    "source",
    "checked",
]
FROM_METADATA = ["requires_python", "pythons", "licence"]


def facts(files, metadata_text, source, pyodide, checked):
    """The facts of a package.

    `files` are the files of its latest version (see `latest`). `metadata_text` is the core metadata of `source`, one of
    them, or None if it could not be read. `pyodide` names the version in the Pyodide distribution, if any, and that
    distribution's edition. `checked` is a day.
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
    row = {
        "version": files[0]["version"],
        "released": min(file["uploaded"] for file in files),
        "requires_python": required,
        "pythons": [python for python in allowed if not tags or any(_installs(tag, python) for tag in tags)],
        "licence": licence(metadata),
        "runs": runs,
        "build": build(tags),
        "pyodide": pyodide,
        "source": source,
        "checked": checked,
    }
    return {field: row[field] for field in FIELDS if row[field] not in (None, [])}


def with_kept(new, old):
    """A row without metadata, completed from the old row if that is of the same version; and the fields taken from it."""
    kept = [field for field in FROM_METADATA if field in old and field not in new]
    if old.get("version") != new["version"]:
        kept = []
    row = new | {field: old[field] for field in kept}
    return {field: row[field] for field in FIELDS if field in row}, kept
