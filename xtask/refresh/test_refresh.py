"""The refresh itself, with a fake index."""

import contextlib
import io
import json
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock

import refresh
from facts import NoRelease

OLD = {"version": "1", "released": "2026-01-01", "runs": ["linux"], "source": "old", "checked": "2026-11-01"}
NEW = {"version": "2", "released": "2026-11-20", "runs": ["linux"], "source": "new", "checked": "2026-11-23"}


class Refresh(unittest.TestCase):
    def run_with(self, answers, old, *, everything=False, packages=("a", "b"), edition="314.0.7"):
        """Runs a refresh; returns what it wrote, what it printed, and its exit status.

        `answers` by package: a row, a row whose metadata could not be read (in a tuple), or an exception.
        """
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        folder = Path(temporary.name)
        tools = [{"package": package} for package in packages] + [{"id": "without"}]
        folder.joinpath("catalog.json").write_text(json.dumps({"tools": tools}), encoding="utf-8")
        folder.joinpath("pyodide-lock.json").write_text('{"packages": {"B": {"version": "0.9"}}}', encoding="utf-8")
        folder.joinpath("package.json").write_text('{"version": "314.0.7"}', encoding="utf-8")
        facts = folder / "facts.json"
        if old is not None:
            file = old if isinstance(old, str) else json.dumps({"pyodide": edition, "packages": old})
            facts.write_text(file, encoding="utf-8")
        printed = io.StringIO()
        ask = mock.Mock(side_effect=lambda index, package, pyodide, today: self.answer(answers[package]))
        self.asked = ask
        with mock.patch.object(refresh, "ask", ask), contextlib.redirect_stdout(printed):
            status = refresh.main(folder / "catalog.json", facts, folder, "2026-11-23", everything)
        self.assertEqual([file for file in folder.glob("facts*") if file != facts], [], "nothing is left aside")
        self.file = json.loads(facts.read_text(encoding="utf-8")) if facts.exists() else None
        return self.file and self.file["packages"], printed.getvalue(), status

    @staticmethod
    def answer(answer):
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, tuple) else (answer, True)

    def test_changes_are_told(self):
        rows, printed, status = self.run_with({"a": NEW, "b": NEW}, {"a": OLD, "gone": OLD})
        self.assertEqual((rows, status), ({"a": NEW, "b": NEW}, 0))
        for line in ("~ a: version: 1 -> 2", "+ b 2", "- gone: no longer in the catalog", "2 of 2 packages"):
            self.assertIn(line, printed)

    def test_old_facts_stay_where_new_ones_cannot_be_had(self):
        rows, printed, status = self.run_with({"a": NoRelease("renamed"), "b": NEW}, {"a": OLD})
        self.assertEqual((rows, status), ({"a": OLD, "b": NEW}, 0))
        self.assertIn("! a: NoRelease: renamed; keeps the facts of 2026-11-01", printed)

    def test_a_package_that_never_had_facts_is_named(self):
        rows, printed, status = self.run_with({"a": NoRelease("unknown"), "b": NEW}, None)
        self.assertEqual((rows, status), ({"b": NEW}, 1))
        self.assertIn("! a: NoRelease: unknown; has none", printed)

    def test_one_odd_file_does_not_end_the_rest(self):
        for odd in (tarfile.ReadError("cut"), zipfile.BadZipFile("no zip"), StopIteration("none"), KeyError("name")):
            rows, printed, status = self.run_with({"a": odd, "b": NEW}, {"a": OLD})
            self.assertEqual((rows, status), ({"a": OLD, "b": NEW}, 0), odd)
            self.assertIn(f"! a: {type(odd).__name__}: {odd}; keeps the facts of 2026-11-01", printed)

    def test_where_nothing_can_be_had_nothing_is_written(self):
        gone = NoRelease("gone")
        rows, printed, status = self.run_with({"a": gone, "b": gone}, {"a": OLD, "b": OLD, "c": OLD}, edition="1")
        self.assertEqual((rows, status), ({"a": OLD, "b": OLD, "c": OLD}, 1))
        self.assertEqual(self.file["pyodide"], "1")
        self.assertIn("! b: NoRelease: gone; keeps the facts of 2026-11-01", printed)
        self.assertIn("None of them could be had", printed)
        self.assertEqual(self.run_with({"a": gone, "b": gone}, None)[::2], (None, 1))

    def test_the_file_counts_as_checked_on_the_oldest_day(self):
        self.run_with({"a": NEW, "b": NEW}, {"a": OLD})
        self.assertEqual(self.file["checked"], "2026-11-23")
        self.run_with({"a": NoRelease("renamed"), "b": NEW}, {"a": OLD})
        self.assertEqual(self.file["checked"], "2026-11-01")

    def test_another_edition_of_pyodide_is_told_once(self):
        old = OLD | {"pyodide": "0.8 in Pyodide 314.0.6"}
        new = OLD | {"pyodide": "0.8 in Pyodide 314.0.7"}
        answers = {"a": new, "b": new | {"pyodide": "0.9 in Pyodide 314.0.7"}}
        _, printed, _ = self.run_with(answers, {"a": old, "b": old}, edition="314.0.6")
        self.assertIn("~ Pyodide: 314.0.6 -> 314.0.7", printed)
        self.assertNotIn("~ a", printed)
        self.assertIn("~ b: pyodide: 0.8 -> 0.9", printed)
        self.assertEqual(self.asked.call_args.args[2], {"b": "0.9 in Pyodide 314.0.7"})

    def test_what_unreadable_metadata_told_before_is_kept_and_said(self):
        rows, printed, _ = self.run_with({"a": (NEW | {"version": "1"}, False), "b": NEW}, {"a": OLD | {"licence": "MIT"}})
        self.assertEqual(rows["a"]["licence"], "MIT")
        self.assertIn("= a: keeps licence: the metadata of new could not be read", printed)
        rows, printed, _ = self.run_with({"a": NEW | {"version": "1"}, "b": NEW}, {"a": OLD | {"licence": "MIT"}})
        self.assertNotIn("licence", rows["a"], "the metadata was read, and names none")
        self.assertIn("~ a: licence: MIT -> None", printed)

    def test_source_archives_are_zips_too(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a-1/deep/PKG-INFO", "Name: deep")
            archive.writestr("a-1/PKG-INFO", "Name: a")
        self.assertEqual(refresh.inside_archive("a-1.zip", packed.getvalue()), "Name: a")
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            info = tarfile.TarInfo("a-1/PKG-INFO")
            info.size = 7
            archive.addfile(info, io.BytesIO(b"Name: b"))
        self.assertEqual(refresh.inside_archive("a-1.tar.gz", packed.getvalue()), "Name: b")
        empty = io.BytesIO()
        tarfile.open(fileobj=empty, mode="w:gz").close()
        self.assertIsNone(refresh.inside_archive("a-1.tar.gz", empty.getvalue()))

    def test_what_was_checked_today_is_not_asked_for_again(self):
        self.run_with({"b": NEW}, {"a": NEW, "b": OLD})
        self.assertEqual([call.args[1] for call in self.asked.call_args_list], ["b"])
        self.run_with({"a": NEW, "b": NEW}, {"a": NEW, "b": NEW}, everything=True)
        self.assertEqual(self.asked.call_count, 2)

    def test_a_damaged_file_is_named_and_kept(self):
        for damaged in ('{"packages": {', "[]", '{"packages": 7}', "{}"):
            with self.assertRaisesRegex(SystemExit, "facts.json cannot be read"):
                self.run_with({}, damaged)

    def test_the_network_is_tried_again(self):
        failing = mock.Mock(side_effect=[refresh.requests.ConnectionError(), "answer"])
        with mock.patch.object(refresh.time, "sleep") as pause:
            self.assertEqual(refresh.retried(failing), "answer")
        pause.assert_called_once_with(1)


if __name__ == "__main__":
    unittest.main()
