"""The order of the work and the table, without installing or running anything."""

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import check
import table
from codes import Piece
from environments import CannotInstall
from running import Failed
from table import Row

SHOP = Piece("shop", "example", "print(1)")
TOOLS = [
    {"id": "shop", "example": "print(1)", "package": "shop", "places": [{"category": "web", "code": "print(2)"}]},
    {"id": "board", "example": "import board", "places": []},
    {"id": "big", "example": "import big", "package": "big", "places": []},
]
PACKAGES = {"shop": {"version": "2"}, "big": {"version": "1", "installs": "yes 9 3000000 kB"}}
RECIPES = {"board": {"example": {"how": "none", "why_not": "needs a board"}}}
DAY = "2026-11-28"


class Check(unittest.TestCase):
    def run_with(self, old=None, words=(), failing=None, packages=None):
        """Runs a check; returns the rows that it wrote, what it printed, its exit status and which code was run."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            folder.joinpath("catalog.json").write_text(json.dumps({"tools": TOOLS}))
            folder.joinpath("facts.json").write_text(json.dumps({"packages": packages or PACKAGES}))
            path = folder / "examples.tsv"
            if old is not None:
                table.write(path, old)
            ran, printed = [], io.StringIO()

            def run(piece, *_):
                ran.append(piece.key)
                if failing:
                    raise failing

            uv = mock.Mock(pythons={"3.13.0": "python"}, variables={})
            resolver = mock.Mock(environment=lambda *_: {}, pip_configuration=dict)
            patches = {"run": run, "load": lambda: RECIPES, "Uv": mock.Mock(return_value=uv)}
            with mock.patch.multiple(check, **patches), mock.patch.dict("sys.modules", resolver=resolver):
                with contextlib.redirect_stdout(printed):
                    status = check.main(folder / "catalog.json", folder / "facts.json", path, list(words), DAY)
            self.made = [call.args[2] for call in uv.make.call_args_list]
            return table.read(path), printed.getvalue(), status, sorted(ran)

    def test_everything_has_its_row(self):
        rows, printed, status, ran = self.run_with()
        results = {key: (row.version, row.result) for key, row in rows.items()}
        self.assertEqual(
            results,
            {
                ("big", "example"): ("1", "not run: more than 2 GB of download"),
                ("board", "example"): ("", "not run: needs a board"),
                ("shop", "code:web"): ("2", "ran"),
                ("shop", "example"): ("2", "ran"),
            },
        )
        self.assertEqual((status, ran), (0, [("shop", "code:web"), ("shop", "example")]))
        self.assertEqual(self.made, [["shop==2"], ["shop==2"]])
        self.assertIn("2 of 4 ran, 2 cannot run here", printed)

    def test_what_has_its_row_is_not_run_again(self):
        rows, *_ = self.run_with()
        self.assertEqual(self.run_with(rows)[3], [])
        self.assertEqual(self.run_with(rows, ["shop"])[3], [("shop", "code:web"), ("shop", "example")])
        self.assertEqual(self.run_with(rows, ["web"])[3], [("shop", "code:web")])
        newer = PACKAGES | {"shop": {"version": "3"}}
        self.assertEqual(len(self.run_with(rows, packages=newer)[3]), 2, "another version of the package")
        other = rows | {SHOP.key: Row("0", "2", DAY, "ran")}
        self.assertEqual(self.run_with(other)[3], [SHOP.key], "another text")

    def test_what_is_big_is_run_if_it_is_named(self):
        self.assertEqual(self.run_with(words=["big"])[3], [("big", "example")])

    def test_a_failure_gets_no_row_and_takes_the_old_one_away(self):
        rows, *_ = self.run_with()
        for failure in (Failed("status 1\nboom"), CannotInstall("no wheel"), ValueError("odd")):
            kept, printed, status, _ = self.run_with(rows, ["shop"], failure)
            self.assertEqual((sorted(key[0] for key in kept), status), (["big", "board"], 1))
            self.assertIn(str(failure).splitlines()[-1], printed)
            self.assertIn("failed: shop example", printed)

    def test_rows_of_code_that_is_gone_go(self):
        rows, *_ = self.run_with({("gone", "example"): Row("0", "", DAY, "ran")})
        self.assertNotIn(("gone", "example"), rows)

    def test_stopped_it_keeps_what_it_has(self):
        rows, *_ = self.run_with()
        kept, printed, status, _ = self.run_with(rows, ["shop"], KeyboardInterrupt())
        self.assertEqual((kept, status), (rows, 130))
        self.assertIn("the next run goes on from here", printed)

    def test_names_that_are_none_are_told(self):
        _, printed, status, ran = self.run_with(words=["nobody"])
        self.assertEqual((status, ran), (2, []))
        self.assertIn("No code of: nobody", printed)

    def test_a_package_without_facts_is_told(self):
        _, printed, status, _ = self.run_with(packages={"big": PACKAGES["big"]})
        self.assertEqual(status, 1)
        self.assertIn("has no facts yet", printed)


if __name__ == "__main__":
    unittest.main()
