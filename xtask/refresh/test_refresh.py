"""The refresh itself, with a fake index and a fake resolver."""

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import refresh
from facts import NoRelease

CELLS = {"runs": ["linux"], "installs": "yes 1 5 kB"}
OLD = {"version": "1", "released": "2026-01-01", **CELLS, "source": "old", "checked": "2026-11-01"}
NEW = {"version": "2", "released": "2026-11-20", **CELLS, "source": "new", "checked": "2026-11-23"}


class Refresh(unittest.TestCase):
    def run_with(self, answers, old, *, everything=False, packages=("a", "b"), edition="314.0.7"):
        """Runs a refresh; returns what it wrote, what it printed, and its exit status.

        `answers` by package: a row, a row and the parts that could not be read (in a tuple), or an exception.
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
        self.asked = mock.Mock(side_effect=lambda package, pyodide, today: self.answer(answers[package]))
        patches = {
            "Index": mock.Mock(return_value=mock.Mock(facts=self.asked)),
            "Uv": mock.Mock(),
            "pip_configuration": dict,
            "measured": lambda row, *rest: row,
        }
        with mock.patch.multiple(refresh, **patches), contextlib.redirect_stdout(printed):
            status = refresh.main(folder / "catalog.json", facts, folder, "2026-11-23", everything)
        self.assertEqual([file for file in folder.glob("facts*") if file != facts], [], "nothing is left aside")
        self.file = json.loads(facts.read_text(encoding="utf-8")) if facts.exists() else None
        return self.file and self.file["packages"], printed.getvalue(), status

    @staticmethod
    def answer(answer):
        if isinstance(answer, BaseException):
            raise answer
        return answer if isinstance(answer, tuple) else (answer, [])

    def test_changes_are_told(self):
        rows, printed, status = self.run_with({"a": NEW, "b": NEW}, {"a": OLD, "gone": OLD})
        self.assertEqual((rows, status), ({"a": NEW, "b": NEW}, 0))
        for line in ("~ a: version: 1 -> 2", "+ b 2", "- gone: no longer in the catalog", "2 of 2 packages"):
            self.assertIn(line, printed)

    def test_old_facts_stay_where_new_ones_cannot_be_had(self):
        rows, printed, status = self.run_with({"a": ConnectionError("cut"), "b": NEW}, {"a": OLD})
        self.assertEqual((rows, status), ({"a": OLD, "b": NEW}, 0))
        self.assertIn("! a: ConnectionError: cut; keeps the facts of 2026-11-01", printed)

    def test_a_package_that_is_gone_keeps_its_last_facts_marked_so(self):
        for reason in ("not in the index", "all releases are yanked", "quarantined"):
            rows, printed, status = self.run_with({"a": NoRelease(reason), "b": NEW}, {"a": OLD})
            self.assertEqual((rows["a"], status), (OLD | {"gone": reason, "checked": "2026-11-23"}, 0))
            self.assertIn(f"! a: {reason}; keeps its last facts", printed)
            self.assertIn(f"~ a: gone: None -> {reason}", printed)
        self.run_with({}, rows)
        self.assertEqual(self.asked.call_count, 0, "it was checked today")
        rows, printed, _ = self.run_with({"a": NEW, "b": NEW}, rows, everything=True)
        self.assertEqual(rows["a"], NEW, "and it may come back")

    def test_a_package_that_never_had_facts_is_named(self):
        rows, printed, status = self.run_with({"a": NoRelease("unknown"), "b": NEW}, None)
        self.assertEqual((rows, status), ({"b": NEW}, 1))
        self.assertIn("! a: NoRelease: unknown; has none", printed)

    def test_one_odd_file_does_not_end_the_rest(self):
        for odd in (ValueError("cut"), OSError("no file"), StopIteration("none"), KeyError("name")):
            rows, printed, status = self.run_with({"a": odd, "b": NEW}, {"a": OLD})
            self.assertEqual((rows, status), ({"a": OLD, "b": NEW}, 0), odd)
            self.assertIn(f"! a: {type(odd).__name__}: {odd}; keeps the facts of 2026-11-01", printed)

    def test_where_nothing_can_be_had_nothing_is_written(self):
        gone = ConnectionError("gone")
        rows, printed, status = self.run_with({"a": gone, "b": gone}, {"a": OLD, "b": OLD, "c": OLD}, edition="1")
        self.assertEqual((rows, status), ({"a": OLD, "b": OLD, "c": OLD}, 1))
        self.assertEqual(self.file["pyodide"], "1")
        self.assertIn("! b: ConnectionError: gone; keeps the facts of 2026-11-01", printed)
        self.assertIn("None of them could be had", printed)
        self.assertEqual(self.run_with({"a": gone, "b": gone}, None)[::2], (None, 1))

    def test_the_file_counts_as_checked_on_the_oldest_day(self):
        self.run_with({"a": NEW, "b": NEW}, {"a": OLD})
        self.assertEqual(self.file["checked"], "2026-11-23")
        self.run_with({"a": ConnectionError("cut"), "b": NEW}, {"a": OLD})
        self.assertEqual(self.file["checked"], "2026-11-01")

    def test_another_edition_of_pyodide_is_told_once(self):
        old = OLD | {"pyodide": "0.8 in Pyodide 314.0.6"}
        new = OLD | {"pyodide": "0.8 in Pyodide 314.0.7"}
        answers = {"a": new, "b": new | {"pyodide": "0.9 in Pyodide 314.0.7"}}
        _, printed, _ = self.run_with(answers, {"a": old, "b": old}, edition="314.0.6")
        self.assertIn("~ Pyodide: 314.0.6 -> 314.0.7", printed)
        self.assertNotIn("~ a", printed)
        self.assertIn("~ b: pyodide: 0.8 -> 0.9", printed)
        self.assertEqual(self.asked.call_args.args[1], {"b": "0.9 in Pyodide 314.0.7"})

    def test_what_an_unreadable_file_told_before_is_kept_and_said(self):
        old, new = OLD | {"licence": "MIT", "typed": True}, NEW | {"version": "1"}
        rows, printed, _ = self.run_with({"a": (new, ["metadata", "names"]), "b": NEW}, {"a": old})
        self.assertEqual((rows["a"]["licence"], rows["a"]["typed"]), ("MIT", True))
        self.assertIn("= a: keeps licence: the metadata of new could not be read", printed)
        self.assertIn("= a: keeps typed: the names of new could not be read", printed)
        rows, printed, _ = self.run_with({"a": new, "b": NEW}, {"a": old})
        self.assertNotIn("licence", rows["a"], "the metadata was read, and names none")
        self.assertIn("~ a: licence: MIT -> None", printed)

    def test_what_was_checked_today_is_not_asked_for_again(self):
        self.run_with({"b": NEW}, {"a": NEW, "b": OLD})
        self.assertEqual([call.args[0] for call in self.asked.call_args_list], ["b"])
        self.run_with({"a": NEW, "b": NEW}, {"a": NEW, "b": NEW}, everything=True)
        self.assertEqual(self.asked.call_count, 2)

    def test_what_the_network_left_open_is_asked_for_again(self):
        self.run_with({"a": NEW}, {"a": NEW | {"installs": {"3.14": "unknown timed out"}}, "b": NEW})
        self.assertEqual([call.args[0] for call in self.asked.call_args_list], ["a"])

    def test_a_run_that_is_stopped_keeps_what_it_has_and_goes_on_next_time(self):
        names = [f"p{number:02}" for number in range(30)]
        first = {name: NEW for name in names} | {"p05": KeyboardInterrupt()}
        rows, printed, status = self.run_with(first, None, packages=names)
        self.assertEqual(status, 130)
        self.assertIn("Stopped; the next run goes on from here.", printed)
        self.assertNotIn("p05", rows or {})
        rows, _, status = self.run_with({name: NEW for name in names}, rows or {}, packages=names)
        self.assertEqual((len(rows), status), (30, 0))
        self.assertIn("p05", [call.args[0] for call in self.asked.call_args_list])

    def test_a_cell_that_says_something_else_is_told(self):
        installs = {"linux": "yes 2 7 kB", "macos": "no-wheel c", "windows": "yes 1 5 kB"}
        _, printed, _ = self.run_with({"a": NEW | {"installs": installs}, "b": NEW}, {"a": OLD, "b": OLD})
        self.assertIn("~ a: installs on macos, Python 3.14: yes 1 5 kB -> no-wheel c", printed)
        self.assertNotIn("installs on linux", printed, "another size")

    def test_a_damaged_file_is_named_and_kept(self):
        for damaged in ('{"packages": {', "[]", '{"packages": 7}', "{}"):
            with self.assertRaisesRegex(SystemExit, "facts.json cannot be read"):
                self.run_with({}, damaged)


if __name__ == "__main__":
    unittest.main()
