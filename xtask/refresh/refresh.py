"""Rewrites the measured facts: python refresh.py CATALOG FACTS PYODIDE [--all].

PYODIDE is the folder of the npm package of that name, whose lock file lists what the distribution ships.

Incremental: a package that was checked today already is not asked for again, unless --all; so a run that was cut off
goes on where it stopped. The file is written aside and renamed, after every package. What cannot be had keeps its old
facts, with the day they were checked, and is named at the end.
"""

import json
import os
import sys
import tarfile
import time
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

import requests
from facts import PYTHONS, NoRelease, facts, latest
from packaging.utils import canonicalize_name
from pypi_simple import NoMetadataError, NoSuchProjectError, PyPISimple
from remotezip import RemoteIOError, RemoteZip

TRIES = 3
# A source archive is fetched whole for its metadata, where a release has no wheel.
LARGEST_SOURCE = 60_000_000
FAILURES = (requests.RequestException, RemoteIOError, NoRelease, NoSuchProjectError, ValueError, OSError)


def metadata(index, file):
    """The core metadata of a file: from beside it if the index has that, else from inside it."""
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
    with tarfile.open(fileobj=BytesIO(response.content)) as source:
        inside = min((name for name in source.getnames() if name.endswith("/PKG-INFO")), key=len, default=None)
        return source.extractfile(inside).read().decode() if inside else None


def ask(index, package, pyodide, today):
    """The facts of one package, from the index."""
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
    return facts(files, metadata(index, best), best.filename, pyodide.get(canonicalize_name(package)), today)


def retried(work):
    """What `work` returns, tried again after a pause when the network fails it."""
    for attempt in range(TRIES):
        try:
            return work()
        except (requests.RequestException, RemoteIOError):
            if attempt + 1 == TRIES:
                raise
            time.sleep(2**attempt)


def write(path, data):
    """Writes aside, then renames: the file is never half-written."""
    aside = path.with_suffix(".json.new")
    aside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(aside, path)


def changes(old, new):
    """What is different, a line each, but for the day it was checked."""
    for field in dict.fromkeys([*old, *new]):
        before, after = old.get(field), new.get(field)
        if before != after and field not in ("checked", "source"):
            yield f"{field}: {before} -> {after}"


def read(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))["packages"]
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError) as error:
        sys.exit(f"{path} cannot be read ({error!r}). Restore it, or delete it to begin anew.")


def main(catalog, path, distribution, today, everything):
    tools = json.loads(Path(catalog).read_text(encoding="utf-8"))["tools"]
    packages = sorted({tool["package"] for tool in tools if tool.get("package")})
    shipped = json.loads(Path(distribution, "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    pyodide = {canonicalize_name(name): entry["version"] for name, entry in shipped.items()}
    edition = json.loads(Path(distribution, "package.json").read_text(encoding="utf-8"))["version"]
    path = Path(path)
    old = read(path)
    rows = {package: old[package] for package in packages if package in old}
    data = {"version": 1, "checked": today, "pyodide": edition, "pythons": PYTHONS, "packages": rows}
    failed, report = [], [f"- {package}: no longer in the catalog" for package in old if package not in packages]
    asked = [p for p in packages if everything or old.get(p, {}).get("checked") != today]
    with PyPISimple() as index:
        for number, package in enumerate(asked, 1):
            print(f"\r[{number}/{len(asked)}] {package:<40}", end="", flush=True)
            try:
                new = retried(lambda name=package: ask(index, name, pyodide, today))
            except FAILURES as error:
                kept = f"keeps the facts of {old[package]['checked']}" if package in old else "has none"
                failed.append(f"! {package}: {type(error).__name__}: {error}; {kept}")
                continue
            if package not in old:
                report.append(f"+ {package} {new['version']}")
            else:
                report.extend(f"~ {package}: {change}" for change in changes(old[package], new))
            rows[package] = new
            data["packages"] = dict(sorted(rows.items()))
            write(path, data)
    data["packages"] = dict(sorted(rows.items()))
    write(path, data)
    print(f"\r{len(asked)} of {len(packages)} packages asked for, the others were checked today.{'':<20}")
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
