"""The refresh itself, with an index that answers as a test wants."""

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import refresh
from facts import NoRelease

OLD = {"version": "1", "released": "2026-01-01", "runs": ["linux"], "source": "old", "checked": "2026-11-01"}
NEW = {"version": "2", "released": "2026-11-20", "runs": ["linux"], "source": "new", "checked": "2026-11-23"}


class Refresh(unittest.TestCase):
    def run_with(self, answers, old, *, everything=False, packages=("a", "b")):
        """Runs a refresh; returns what it wrote, what it printed, and its exit status. `answers` by package."""
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        folder = Path(temporary.name)
        tools = [{"package": package} for package in packages] + [{"id": "without"}]
        folder.joinpath("catalog.json").write_text(json.dumps({"tools": tools}), encoding="utf-8")
        folder.joinpath("pyodide-lock.json").write_text('{"packages": {}}', encoding="utf-8")
        folder.joinpath("package.json").write_text('{"version": "314.0.7"}', encoding="utf-8")
        facts = folder / "facts.json"
        if old is not None:
            facts.write_text(old if isinstance(old, str) else json.dumps({"packages": old}), encoding="utf-8")
        printed = io.StringIO()
        ask = mock.Mock(side_effect=lambda index, package, pyodide, today: self.answer(answers[package]))
        self.asked = ask
        with mock.patch.object(refresh, "ask", ask), contextlib.redirect_stdout(printed):
            status = refresh.main(folder / "catalog.json", facts, folder, "2026-11-23", everything)
        self.assertEqual(sorted(file.name for file in folder.glob("facts*")), ["facts.json"], "nothing is left aside")
        return json.loads(facts.read_text(encoding="utf-8"))["packages"], printed.getvalue(), status

    @staticmethod
    def answer(answer):
        if isinstance(answer, Exception):
            raise answer
        return answer

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

    def test_what_was_checked_today_is_not_asked_for_again(self):
        self.run_with({"b": NEW}, {"a": NEW, "b": OLD})
        self.assertEqual([call.args[1] for call in self.asked.call_args_list], ["b"])
        self.run_with({"a": NEW, "b": NEW}, {"a": NEW, "b": NEW}, everything=True)
        self.assertEqual(self.asked.call_count, 2)

    def test_a_damaged_file_is_named_and_kept(self):
        with self.assertRaisesRegex(SystemExit, "facts.json cannot be read"):
            self.run_with({}, '{"packages": {')

    def test_the_network_is_tried_again(self):
        failing = mock.Mock(side_effect=[refresh.requests.ConnectionError(), "answer"])
        with mock.patch.object(refresh.time, "sleep") as pause:
            self.assertEqual(refresh.retried(failing), "answer")
        pause.assert_called_once_with(1)


if __name__ == "__main__":
    unittest.main()
