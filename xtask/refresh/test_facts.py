"""Facts from recorded samples: what the index said of some releases on 2026-11-23 (samples/), and invented cases."""

import json
import unittest
from pathlib import Path

from facts import FROM_METADATA, NoRelease, facts, file_kind, latest, pythons, typed, with_kept

TODAY = "2026-11-23"


def recorded(name):
    sample = json.loads(Path(__file__).with_name("samples").joinpath(f"{name}.json").read_text(encoding="utf-8"))
    version, files = latest(sample["files"])
    for file in files:
        file["version"] = version
    return facts(files, sample["metadata"], sample["source"], None, TODAY)


def file(filename, version="1.0", yanked=False, requires_python=None):
    return {
        "filename": filename,
        "version": version,
        "uploaded": "2026-01-01",
        "requires_python": requires_python,
        "yanked": yanked,
    }


def of(*filenames, requires_python=None, systems=()):
    """The facts of a release with these files."""
    files = [file(filename, requires_python=requires_python) for filename in filenames]
    classifiers = "".join(f"Classifier: Operating System :: {system}\n" for system in systems)
    return facts(files, classifiers, filenames[0], None, TODAY)


class Sources(unittest.TestCase):
    def test_a_file_is_told_by_its_tags_or_its_ending(self):
        table = {
            "numpy-2.5.5-cp313-cp313-win32.whl": "cp313-cp313-win32.whl",
            "pyserial-3.5-py2.py3-none-any.whl": "py2.py3-none-any.whl",
            "roundup-2.5.0.tar.gz": "tar.gz",
            "a-1.zip": "zip",
        }
        self.assertEqual({name: file_kind(name) for name in table}, table)


class Recorded(unittest.TestCase):
    def test_a_compiled_package(self):
        row = recorded("numpy")
        self.assertEqual((row["version"], row["released"]), ("2.5.5", "2026-11-15"))
        self.assertEqual(row["licence"], "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0")
        self.assertEqual(row["pythons"], ["3.12", "3.14"], "3.13 and 3.15 are allowed, but have no wheel")
        self.assertLess({"linux", "macos", "windows", "free-threaded"}, {*row["runs"], "more"})
        self.assertEqual(row["build"], "compiled")
        self.assertEqual(row["checked"], TODAY)

    def test_a_pure_package_whose_newest_file_is_a_candidate_of_an_older_release(self):
        row = recorded("django")
        self.assertEqual((row["version"], row["build"]), ("6.1.3", "pure"))
        self.assertEqual(row["runs"], ["linux", "macos", "windows", "free-threaded"], "it asks for more than PyPy has")

    def test_a_package_with_compiled_wheels_and_one_without(self):
        row = recorded("aiohttp")
        self.assertEqual(row["build"], "both")
        self.assertEqual(row["pythons"], ["3.10", "3.11", "3.12", "3.13", "3.14", "3.15"])

    def test_a_package_without_wheels_runs_nowhere_that_is_known(self):
        row = recorded("pygobject")
        self.assertNotIn("runs", row)
        self.assertNotIn("build", row)
        self.assertEqual(row["licence"], "LGPL-2.0-or-later")

    def test_wheels_for_pypy_and_a_licence_known_by_family(self):
        row = recorded("pygame")
        self.assertEqual(row["runs"], ["linux", "macos", "windows", "pypy"])
        self.assertEqual((row["licence"], row["released"]), ("LGPL", "2024-09-29"))

    def test_wheels_for_phones(self):
        self.assertLess({"ios"}, set(recorded("pillow")["runs"]))
        self.assertLess({"android", "ios"}, set(recorded("aiohttp")["runs"]))

    def test_a_licence_from_the_classifier(self):
        self.assertEqual(recorded("matplotlib")["licence"], "PSF-2.0")


class Edges(unittest.TestCase):
    def test_the_latest_is_stable_and_not_withdrawn(self):
        files = [file("a-1.0.tar.gz"), file("a-3.0.tar.gz", "3.0", yanked=True), file("a-2.0rc1.tar.gz", "2.0rc1")]
        self.assertEqual(latest(files)[0], "1.0")
        self.assertEqual(latest(files[1:])[0], "2.0rc1", "better a candidate than nothing")
        for none in ([], files[1:2], [file("a-x.tar.gz", "x")], [file("a.zip", None)]):
            with self.assertRaises(NoRelease):
                latest(none)

    def test_what_wheels_run_on(self):
        table = [
            (["a-1-py3-none-any.whl"], ["linux", "macos", "windows", "pypy", "free-threaded"], "pure"),
            (["a-1-cp313-none-any.whl"], ["linux", "macos", "windows", "free-threaded"], "pure"),
            (["a-1-py3-none-win_amd64.whl"], ["windows", "pypy", "free-threaded"], "compiled"),
            (["a-1-cp313-cp313-musllinux_1_2_x86_64.whl"], ["linux"], "compiled"),
            (["a-1-cp314-cp314t-win_arm64.whl"], ["windows", "free-threaded"], "compiled"),
            (["a-1-cp315-abi3.abi3t-win_arm64.whl"], ["windows", "free-threaded"], "compiled"),
            (["a-1-cp313-cp313-android_21_arm64_v8a.whl"], ["android"], "compiled"),
            (["a-1-cp313-cp313-ios_13_0_arm64_iphoneos.whl"], ["ios"], "compiled"),
            (["a-1-cp313-cp313-pyodide_2025_0_wasm32.whl"], ["browser"], "compiled"),
            (["a-1-pp311-pypy311_pp73-macosx_11_0_arm64.whl"], ["macos", "pypy"], "compiled"),
            (
                ["a-1-cp313-none-any.whl", "a-1-cp312-cp312-win32.whl"],
                ["linux", "macos", "windows", "free-threaded"],
                "both",
            ),
            (["a-1.tar.gz", "broken.whl"], None, None),
        ]
        for filenames, names, build in table:
            row = of(*filenames)
            self.assertEqual((row.get("runs"), row.get("build")), (names, build), filenames)

    def test_pure_wheels_run_on_pypy_where_it_has_a_python_they_allow(self):
        table = [(">=3.11", True), (">=3.12", False), ("<3.12", True), ("three", False), (None, True)]
        for required, expected in table:
            runs = of("a-1-py3-none-any.whl", requires_python=required)["runs"]
            self.assertEqual("pypy" in runs, expected, required)

    def test_pure_wheels_run_on_the_systems_that_the_classifiers_name(self):
        every = ["linux", "macos", "windows"]
        table = [
            ([], every),
            (["OS Independent"], every),
            (["OS Independent", "POSIX :: Linux"], every),
            (["POSIX"], ["linux", "macos"]),
            (["Unix"], ["linux", "macos"]),
            (["POSIX :: Linux"], ["linux"]),
            (["POSIX :: BSD", "POSIX :: Linux"], ["linux"]),
            (["MacOS :: MacOS X", "Microsoft :: Windows :: Windows 11"], ["macos", "windows"]),
            (["MacOS", "Microsoft", "POSIX"], every),
            (["Other OS"], []),
        ]
        for systems, expected in table:
            runs = of("a-1-py3-none-any.whl", systems=systems)["runs"]
            self.assertEqual([name for name in runs if name in every], expected, systems)
        runs = of("a-1-cp313-cp313-win32.whl", systems=["POSIX"])["runs"]
        self.assertEqual(runs, ["windows"], "a compiled wheel speaks for itself")

    def test_python_versions_need_a_wheel_where_there_are_wheels(self):
        table = [
            (["a-1.tar.gz"], ["3.12", "3.13", "3.14", "3.15"]),
            (["a-1-py3-none-any.whl"], ["3.12", "3.13", "3.14", "3.15"]),
            (["a-1-py2.py3-none-win32.whl"], ["3.12", "3.13", "3.14", "3.15"]),
            (["a-1-py313-none-any.whl"], ["3.13", "3.14", "3.15"]),
            (["a-1-cp313-cp313-win32.whl"], ["3.13"]),
            (["a-1-cp39-cp39-win32.whl", "a-1-cp314-cp314t-win32.whl", "a-1.tar.gz"], ["3.14"]),
            (["a-1-cp39-abi3-win32.whl"], ["3.12", "3.13", "3.14", "3.15"]),
            (["a-1-cp314-abi3-win32.whl"], ["3.14", "3.15"]),
            (["a-1-cp312-cp312-win32.whl", "a-1-cp315-abi3.abi3t-win32.whl"], ["3.12", "3.15"]),
            (["a-1-pp311-pypy311_pp73-win32.whl", "a-1-py2-none-any.whl"], None),
        ]
        for filenames, expected in table:
            self.assertEqual(of(*filenames, requires_python=">=3.12").get("pythons"), expected, filenames)

    def test_what_metadata_told_is_kept_while_it_cannot_be_read(self):
        old = {"version": "1.0", "requires_python": ">=3.9", "licence": "MIT", "build": "pure", "source": "a"}
        new = {"version": "1.0", "requires_python": ">=3.10", "source": "b"}
        self.assertEqual(
            with_kept(new, old, FROM_METADATA),
            ({"version": "1.0", "requires_python": ">=3.10", "licence": "MIT", "source": "b"}, ["licence"]),
        )
        self.assertEqual(with_kept(new | {"version": "1.1"}, old, FROM_METADATA), (new | {"version": "1.1"}, []))
        self.assertEqual(with_kept(new, {}, FROM_METADATA), (new, []))

    def test_why_there_is_no_release(self):
        for files, reason in [
            ([file("a-1.0.tar.gz", yanked=True)], "all releases are yanked"),
            ([file("a-x.tar.gz", "x")], "no release can be read"),
        ]:
            with self.assertRaisesRegex(NoRelease, reason):
                latest(files)

    def test_a_wheel_says_that_it_is_typed(self):
        table = [
            (["a/__init__.py", "a/py.typed"], True),
            (["a/b/c.py", "a/b/py.typed"], True),
            (["a.so", "a/py.typed"], True),
            (["a/__init__.py"], False),
            (["a/__init__.py", "a/_vendor/b/py.typed", "a/happy.typed"], False),
            (["a-1.dist-info/METADATA", "a-1.dist-info/RECORD"], None),
            ([], None),
        ]
        for names, expected in table:
            self.assertEqual(typed(names), expected, names)

    def test_an_index_that_tells_no_days(self):
        undated = file("a-1.0-py3-none-any.whl") | {"uploaded": None}
        row = facts([undated], None, "a", None, TODAY)
        self.assertNotIn("released", row)
        self.assertEqual((row["version"], row["build"]), ("1.0", "pure"))
        row = facts([undated, file("a-1.0.tar.gz")], None, "a", None, TODAY)
        self.assertEqual(row["released"], "2026-01-01")

    def test_what_the_index_tells_of_project_and_origin(self):
        def row(*told, **more):
            return facts([file("a-1.0.tar.gz") | {"provenance": one} for one in told], None, "a", None, TODAY, **more)

        self.assertEqual([row(True).get("provenance"), row(True, False).get("provenance")], [True, False])
        self.assertNotIn("provenance", row(True, None))
        self.assertEqual(row(True, status="archived")["status"], "archived")
        self.assertNotIn("status", row(True))

    def test_python_versions(self):
        self.assertEqual(pythons("!=3.14.1,>=3.14"), ["3.14", "3.15"])
        self.assertEqual(pythons(">= 3.12, <3.14"), ["3.12", "3.13"])
        self.assertEqual(pythons("!=3.15,>=3.13"), ["3.13", "3.14"])
        self.assertEqual(pythons("==3.13.*"), ["3.13"])
        self.assertEqual(pythons("<3"), [])
        self.assertIsNone(pythons(None))
        self.assertIsNone(pythons("three"))

    def test_the_browser_by_the_pyodide_distribution(self):
        row = facts([file("a-1.0-py3-none-any.whl")], None, "a", "0.9 in Pyodide 314", TODAY)
        self.assertEqual(row["runs"], ["linux", "macos", "windows", "browser", "pypy", "free-threaded"])
        self.assertEqual(row["pyodide"], "0.9 in Pyodide 314")
        self.assertNotIn("licence", row)


if __name__ == "__main__":
    unittest.main()
