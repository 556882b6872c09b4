"""Rewrites the measured facts: python refresh.py CATALOG FACTS PYODIDE [--all].

PYODIDE is the folder of the npm package of that name, whose lock file lists what the distribution ships.

Incremental: a package that was checked today already is not asked for again, unless --all; so a run that was cut off
goes on where it stopped. The file is written aside and renamed, after every package. What cannot be had keeps its old
facts, with the day they were checked, and is named at the end; the file as a whole counts as checked on the oldest of
these days. Where nothing can be had, nothing is written.
"""

import json
import os
import sys
import tarfile
import time
import zipfile
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

import requests
from facts import PYTHONS, facts, latest, with_kept
from packaging.utils import canonicalize_name
from pypi_simple import NoMetadataError, PyPISimple
from remotezip import RemoteIOError, RemoteZip

TRIES = 3
# If a release has no wheel, a whole source archive is fetched for its metadata.
LARGEST_SOURCE = 60_000_000


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


def metadata(index, file):
    """The core metadata of a file: from the index if it has it, or else from inside the file; None if it has none."""
    if file.package_type == "wheel":
        try:
            return index.get_package_metadata(file, verify=False)
        except NoMetadataError:
            with RemoteZip(file.url, session=index.s) as wheel:
                inside = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
                return wheel.read(inside).decode()
    if (file.size or 0) > LARGEST_SOURCE:
        return None
    response = index.s.get(file.url, timeout=60)
    response.raise_for_status()
    return inside_archive(file.filename, response.content)


def ask(index, package, pyodide, today):
    """The facts of one package from the index, and True if its metadata could be read."""
    listed = {
        file.filename: file
        for file in index.get_project_page(package, timeout=60).packages
        if file.package_type in ("wheel", "sdist") and file.upload_time
    }
    rows = [
        {
            "filename": file.filename,
            "version": file.version,
            "uploaded": file.upload_time.date().isoformat(),
            "requires_python": file.requires_python,
            "yanked": file.is_yanked,
        }
        for file in listed.values()
    ]
    version, files = latest(rows)
    for file in files:
        file["version"] = version
    # Wheels before source archives, small before large.
    best = min((listed[file["filename"]] for file in files), key=lambda file: (file.package_type != "wheel", file.size or 0))
    text = metadata(index, best)
    return facts(files, text, best.filename, pyodide.get(canonicalize_name(package)), today), text is not None


def retried(work):
    """Returns the result of `work`. If the network fails, tries again after a pause."""
    for attempt in range(TRIES):
        try:
            return work()
        except (requests.RequestException, RemoteIOError):
            if attempt + 1 == TRIES:
                raise
            time.sleep(2**attempt)


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
        if before != after and field not in ("checked", "source"):
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
    return {canonicalize_name(name): f"{entry['version']} in Pyodide {edition}" for name, entry in shipped.items()}, edition


def compare(package, old, new, kept):
    """The lines of the report about a package that was measured."""
    if old is None:
        return [f"+ {package} {new['version']}"]
    told = [f"~ {package}: {change}" for change in changes(old, new)]
    if kept:
        told.append(f"= {package}: keeps {', '.join(kept)}: the metadata of {new['source']} could not be read")
    return told


def main(catalog, path, folder, today, everything):
    tools = json.loads(Path(catalog).read_text(encoding="utf-8"))["tools"]
    packages = sorted({tool["package"] for tool in tools if tool.get("package")})
    pyodide, edition = distribution(folder)
    path = Path(path)
    file = read(path)
    old = file["packages"]
    rows = {package: old[package] for package in packages if package in old}
    report = [f"- {package}: no longer in the catalog" for package in old if package not in packages]
    if file.get("pyodide", edition) != edition:
        report.append(f"~ Pyodide: {file['pyodide']} -> {edition}")
    failed = []

    def save():
        checked = min((row["checked"] for row in rows.values()), default=today)
        head = {"version": 1, "checked": checked, "pyodide": edition, "pythons": PYTHONS}
        write(path, {**head, "packages": dict(sorted(rows.items()))})

    asked = [p for p in packages if everything or old.get(p, {}).get("checked") != today]
    with PyPISimple() as index:
        for number, package in enumerate(asked, 1):
            print(f"\r[{number}/{len(asked)}] {package:<40}", end="", flush=True)
            # A package that fails, for whatever reason, is reported and does not stop the others.
            try:
                new, readable = retried(lambda name=package: ask(index, name, pyodide, today))
            except Exception as error:
                kept = f"keeps the facts of {old[package]['checked']}" if package in old else "has none"
                failed.append(f"! {package}: {type(error).__name__}: {error}; {kept}")
                continue
            new, kept = (new, []) if readable else with_kept(new, old.get(package, {}))
            report += compare(package, old.get(package), new, kept)
            rows[package] = new
            save()
    print(f"\r{len(asked)} of {len(packages)} packages asked for, the others were checked today.{'':<20}")
    if failed and len(failed) == len(asked):
        print("\n".join([*failed, "None of them could be had; the file stays as it was."]))
        return 1
    save()
    print("\n".join(report + failed) or "Nothing has changed.")
    lacking = {f: [p for p in rows if f not in rows[p]] for f in ("requires_python", "licence", "runs")}
    for field, names in lacking.items():
        print(f"{field} is unknown for {len(names)}: {', '.join(names) or '-'}")
    print(f"Facts for {len(rows)} of {len(packages)} packages ({len(failed)} could not be had now).")
    return 1 if len(rows) < len(packages) else 0


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--all"]
    day = datetime.now(timezone.utc).date().isoformat()
    sys.exit(main(*words, today=day, everything="--all" in sys.argv))
