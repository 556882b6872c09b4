"""Facts from recorded samples: what the index said of some releases on 2026-11-23 (samples/), and invented edge cases."""

import json
import unittest
from email.parser import HeaderParser
from pathlib import Path

from facts import NoRelease, facts, latest, licence, pythons, runs_on

TODAY = "2026-11-23"


def recorded(name):
    sample = json.loads(Path(__file__).with_name("samples").joinpath(f"{name}.json").read_text(encoding="utf-8"))
    version, files = latest(sample["files"])
    for file in files:
        file["version"] = version
    return facts(files, sample["metadata"], sample["source"], None, TODAY)


def file(filename, version="1.0", yanked=False):
    return {
        "filename": filename,
        "version": version,
        "uploaded": "2026-01-01",
        "requires_python": None,
        "yanked": yanked,
    }


class Recorded(unittest.TestCase):
    def test_a_compiled_package(self):
        row = recorded("numpy")
        self.assertEqual((row["version"], row["released"]), ("2.5.5", "2026-11-15"))
        self.assertEqual(row["licence"], "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0")
        self.assertEqual(row["pythons"], ["3.12", "3.13", "3.14", "3.15"])
        self.assertLess({"linux", "macos", "windows", "free-threaded"}, {*row["runs"], "more"})
        self.assertNotIn("pure", row)
        self.assertEqual(row["checked"], TODAY)

    def test_a_pure_package_whose_newest_file_is_a_candidate_of_an_older_release(self):
        row = recorded("django")
        self.assertEqual((row["version"], row["pure"]), ("6.1.3", True))
        self.assertEqual(row["runs"], ["linux", "macos", "windows", "pypy", "free-threaded"])

    def test_a_package_without_wheels_runs_nowhere_that_is_known(self):
        row = recorded("pygobject")
        self.assertNotIn("runs", row)
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
            (["a-1-py3-none-any.whl"], ["linux", "macos", "windows", "pypy", "free-threaded"], True),
            (["a-1-cp313-cp313-musllinux_1_2_x86_64.whl"], ["linux"], False),
            (["a-1-cp314-cp314t-win_arm64.whl"], ["windows", "free-threaded"], False),
            (["a-1-cp313-cp313-android_21_arm64_v8a.whl"], ["android"], False),
            (["a-1-cp313-cp313-ios_13_0_arm64_iphoneos.whl"], ["ios"], False),
            (["a-1-cp313-cp313-pyodide_2025_0_wasm32.whl"], ["browser"], False),
            (["a-1-pp311-pypy311_pp73-macosx_11_0_arm64.whl"], ["macos", "pypy"], False),
            (["a-1.tar.gz", "broken.whl"], [], False),
        ]
        for filenames, names, pure in table:
            self.assertEqual(runs_on(filenames), (names, pure), filenames)

    def test_python_versions(self):
        self.assertEqual(pythons("!=3.14.1,>=3.14"), ["3.14", "3.15"])
        self.assertEqual(pythons(">= 3.12, <3.14"), ["3.12", "3.13"])
        self.assertEqual(pythons("==3.13.*"), ["3.13"])
        self.assertEqual(pythons("<3"), [])
        self.assertIsNone(pythons(None))
        self.assertIsNone(pythons("three"))

    def test_licences(self):
        table = [
            ("License-Expression: MIT OR Apache-2.0", "MIT OR Apache-2.0"),
            ("License-Expression: mit", "MIT"),
            ("License: BSD 3-Clause License", "BSD-3-Clause"),
            ("License: Apache License, Version 2.0", "Apache-2.0"),
            ("License: BSD\nClassifier: License :: OSI Approved :: MIT License", "MIT"),
            ("License: BSD", "BSD"),
            ("License: See LICENSE.txt", None),
            ("Classifier: License :: Other/Proprietary License", "Proprietary"),
            ("Name: a", None),
        ]
        for headers, expected in table:
            self.assertEqual(licence(HeaderParser().parsestr(headers)), expected, headers)

    def test_the_browser_by_the_pyodide_distribution(self):
        row = facts([file("a-1.0-py3-none-any.whl")], None, "a", "0.9", TODAY)
        self.assertEqual(row["runs"], ["linux", "macos", "windows", "browser", "pypy", "free-threaded"])
        self.assertEqual(row["pyodide"], "0.9")
        self.assertNotIn("licence", row)


if __name__ == "__main__":
    unittest.main()
