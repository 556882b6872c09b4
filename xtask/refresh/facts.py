"""From what an index says of a package to its facts. Pure: no network, no clock, no files.

A release is a list of files ({"filename", "version", "uploaded", "requires_python", "yanked"}) and the core metadata
(https://packaging.python.org/specifications/core-metadata/) of one of them. Wheel tags, versions, specifiers and licence
expressions are parsed by `packaging`.
"""

from email.parser import HeaderParser

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import InvalidWheelFilename, parse_wheel_filename
from packaging.version import InvalidVersion, Version

# The feature releases of CPython that the facet "Python version" offers.
PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14", "3.15"]

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

# In the order in which they are written. A wheel without a compiled part installs wherever CPython, PyPy or a
# free-threaded build runs on a desktop system; for phones and browsers that alone proves nothing.
RUNS = ["linux", "macos", "windows", "android", "ios", "browser", "pypy", "free-threaded"]
PURE = {"linux", "macos", "windows", "pypy", "free-threaded"}

# Trove classifiers that name one licence, as SPDX; those that name a family keep the family's name.
CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
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
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
    "zlib/libpng License": "Zlib",
    "Zope Public License": "ZPL",
}

# What people write into the free-text field, folded by `_plain`, as SPDX.
TEXTS = {
    "0bsd": "0BSD",
    "2 clause bsd": "BSD-2-Clause",
    "3 clause bsd": "BSD-3-Clause",
    "apache": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache 2.0 license": "Apache-2.0",
    "apache license": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
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
    """There is nothing to say of a package: it has no file of a version that can be read."""


def latest(files):
    """The newest version that is not a pre-release (else the newest of all), with its files that are not withdrawn."""
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


def runs_on(filenames):
    """What the wheels among these files run on, in the order of RUNS, and whether one of them has no compiled part."""
    found, pure = set(), False
    for filename in filenames:
        try:
            tags = parse_wheel_filename(filename)[3]
        except InvalidWheelFilename:
            continue
        for tag in tags:
            if tag.platform == "any" and tag.abi == "none":
                pure = True
                found |= PURE
            found |= {name for start, name in PLATFORMS if tag.platform.startswith(start)}
            if tag.interpreter.startswith("pp"):
                found.add("pypy")
            if tag.abi.startswith("cp") and tag.abi.endswith("t"):
                found.add("free-threaded")
    return [name for name in RUNS if name in found], pure


def pythons(requires_python):
    """Those of PYTHONS that the requirement allows with at least one of their bug-fix releases; None if it says nothing."""
    try:
        allowed = SpecifierSet(requires_python or "")
    except InvalidSpecifier:
        return None
    if not requires_python:
        return None
    return [minor for minor in PYTHONS if any(allowed.contains(f"{minor}.{patch}") for patch in range(30))]


def _plain(text):
    words = text.strip().lower().replace("-", " ").replace(",", " ").replace('"', "").split()
    return " ".join(words)


def licence(metadata):
    """The licence: an SPDX expression where the metadata gives one, else a family such as "BSD"; None if unknown."""
    expression = metadata.get("License-Expression")
    text = (metadata.get("License") or "").strip()
    for candidate in filter(None, [expression, text if len(text) < 100 else None]):
        try:
            return canonicalize_license_expression(TEXTS.get(_plain(candidate), candidate))
        except InvalidLicenseExpression:
            pass
    named = [row.split(" :: ")[-1] for row in metadata.get_all("Classifier", []) if row.startswith("License ::")]
    known = [CLASSIFIERS[name] for name in named if name in CLASSIFIERS]
    if known:
        return " OR ".join(dict.fromkeys(known))
    family = TEXTS.get(_plain(text))
    if family:
        return family
    return "Proprietary" if any("Proprietary" in name for name in named) else None


def facts(files, metadata_text, source, pyodide, checked):
    """The facts of a package.

    `files` are those of its latest version (see `latest`), `metadata_text` the core metadata in `source`, one of them;
    None if it could not be had. `pyodide` is the version that the Pyodide distribution ships, if any; `checked` a day.
    """
    metadata = HeaderParser().parsestr(metadata_text or "")
    runs, pure = runs_on([file["filename"] for file in files])
    if pyodide:
        runs = [name for name in RUNS if name in {*runs, "browser"}]
    required = next((file["requires_python"] for file in files if file["requires_python"]), None)
    required = required or metadata.get("Requires-Python")
    row = {
        "version": files[0]["version"],
        "released": min(file["uploaded"] for file in files),
        "requires_python": required,
        "pythons": pythons(required),
        "licence": licence(metadata),
        "runs": runs,
        "pure": pure,
        "pyodide": pyodide,
        "source": source,
        "checked": checked,
    }
    return {field: value for field, value in row.items() if value not in (None, [], False)}
