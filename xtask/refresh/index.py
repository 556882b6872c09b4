"""Reads the package index: what it lists, and what is inside one file of a release.

Owns the network but for the resolver's; turns nothing into facts itself (see facts.py).
"""

import tarfile
import threading
import time
import zipfile
from io import BytesIO

import requests
from facts import NoRelease, facts, latest
from packaging.utils import canonicalize_name
from pypi_simple import PYPI_SIMPLE_ENDPOINT, NoMetadataError, NoSuchProjectError, PyPISimple
from remotezip import RemoteIOError, RemoteZip

TRIES = 3
# If a release has no wheel, a whole source archive is fetched for its metadata.
LARGEST_SOURCE = 60_000_000


def retried(work):
    """Returns the result of `work`. If the network fails, tries again after a pause."""
    for attempt in range(TRIES):
        try:
            return work()
        except (requests.RequestException, RemoteIOError):
            if attempt + 1 == TRIES:
                raise
            time.sleep(2**attempt)


def inside_archive(filename, content):
    """The core metadata inside a source archive; None if it has none."""
    if filename.endswith(".zip"):
        archive = zipfile.ZipFile(BytesIO(content))
        names, text = archive.namelist(), archive.read
    else:
        archive = tarfile.open(fileobj=BytesIO(content))
        names, text = archive.getnames(), lambda name: archive.extractfile(name).read()
    with archive:
        inside = min((name for name in names if name.endswith("/PKG-INFO")), key=len, default=None)
        return text(inside).decode() if inside else None


def inside(index, file):
    """The core metadata of a file, and for a wheel the names of the files inside; None for what it does not have.

    A wheel is read in part: its list of files, and the one file. Where a server gives no parts, the index may have the
    metadata beside the wheel.
    """
    if file.package_type == "wheel":
        try:
            with RemoteZip(file.url, session=index.s) as wheel:
                names = wheel.namelist()
                name = next(name for name in names if name.endswith(".dist-info/METADATA"))
                return wheel.read(name).decode(), names
        except (RemoteIOError, zipfile.BadZipFile, StopIteration):
            try:
                return index.get_package_metadata(file, verify=False), None
            except NoMetadataError:
                return None, None
    if (file.size or 0) > LARGEST_SOURCE:
        return None, None
    response = index.s.get(file.url, timeout=60)
    response.raise_for_status()
    return inside_archive(file.filename, response.content), None


def described(file, version):
    """A file of the index as a plain row. `version` is that of the index's API: since 1.3 it tells of provenance."""
    tells = tuple(int(part) for part in (version or "1.0").split(".")) >= (1, 3)
    return {
        "filename": file.filename,
        "version": file.version,
        "uploaded": file.upload_time.date().isoformat() if file.upload_time else None,
        "requires_python": file.requires_python,
        "yanked": file.is_yanked,
        "provenance": bool(file.provenance_url) if tells or file.provenance_url else None,
    }


class Index:
    """The package index. Several threads may use it at once; what it lists of a package is asked for once."""

    def __init__(self, endpoint=None):
        self.endpoint = endpoint or PYPI_SIMPLE_ENDPOINT
        self.local = threading.local()
        self.known = {}

    @property
    def client(self):
        """A client of this thread's own."""
        if not hasattr(self.local, "client"):
            self.local.client = PyPISimple(self.endpoint)
        return self.local.client

    def page(self, package):
        return retried(lambda: self.client.get_project_page(package, timeout=60))

    def files_of(self, package):
        """The files of a package, as rows; none if they cannot be had: then nothing is concluded from them."""
        if package not in self.known:
            try:
                page = self.page(package)
                listed = [file for file in page.packages if file.package_type in ("wheel", "sdist")]
                self.known[package] = [described(file, page.repository_version) for file in listed]
            except (requests.RequestException, NoSuchProjectError, ValueError):
                self.known[package] = []
        return self.known[package]

    def facts(self, package, pyodide, today):
        """The facts of one package, and the parts that could not be read: "metadata", "names".

        Raises NoRelease with the reason if the index has it no more.
        """
        try:
            page = self.page(package)
        except NoSuchProjectError:
            raise NoRelease("not in the index") from None
        told = getattr(page, "status", None)
        status = str(getattr(told, "value", told)) if told else None
        if status == "quarantined":
            raise NoRelease("quarantined")
        listed = {file.filename: file for file in page.packages if file.package_type in ("wheel", "sdist")}
        version, files = latest([described(file, page.repository_version) for file in listed.values()])
        for file in files:
            file["version"] = version
        # Wheels before source archives, small before large; a wheel of unknown size after those of known size.
        best = min(
            (listed[file["filename"]] for file in files),
            key=lambda file: (file.package_type != "wheel", file.size is None, file.size or 0),
        )
        try:
            text, names = retried(lambda: inside(self.client, best))
        except Exception:  # Whatever is wrong with one file: the index has told the rest.
            text, names = None, None
        status = None if status == "active" else status
        row = facts(files, text, best.filename, pyodide.get(canonicalize_name(package)), today, names, status)
        lacking = [part for part, found in (("metadata", text), ("names", names)) if found is None]
        return row, lacking
