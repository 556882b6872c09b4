"""Which code a catalog has, and the table of what became of it."""

import tempfile
import unittest
from pathlib import Path

import table
from codes import Piece, named, pieces
from table import Row

CATALOG = {
    "tools": [
        {"id": "shop", "example": "a", "package": "shop-tool", "places": [{"category": "web", "code": "b"}]},
        {"id": "binder", "example": "c", "language": "C++", "places": [{"category": "web", "role": "binds"}]},
        {"id": "cron", "shell": "d", "places": [{"category": "jobs", "shell": "e"}]},
        {"id": "board", "places": []},
    ]
}


class Codes(unittest.TestCase):
    def test_all_code_is_found_in_the_order_of_the_table(self):
        found = [(*piece.key, piece.code, piece.language, piece.package) for piece in pieces(CATALOG)]
        rows = [
            ("binder", "example", "c", "C++", None),
            ("cron", "code:jobs", "e", "shell", None),
            ("cron", "shell", "d", "shell", None),
            ("shop", "code:web", "b", "Python", "shop-tool"),
            ("shop", "example", "a", "Python", "shop-tool"),
        ]
        self.assertEqual(found, rows)

    def test_tools_and_categories_are_named_by_their_ids(self):
        keys = [piece.key for piece in named(pieces(CATALOG), ["web", "cron"])]
        self.assertEqual(keys, [("cron", "code:jobs"), ("cron", "shell"), ("shop", "code:web")])

    def test_the_hash_changes_with_the_code_alone(self):
        self.assertEqual(Piece("a", "example", "x").hash, "2d711642b726")
        self.assertEqual(Piece("b", "shell", "x").hash, Piece("a", "example", "x").hash)


class Table(unittest.TestCase):
    def test_rows_are_written_sorted_and_read_again(self):
        board, ran = Row("2", "", "2026-01-02", "not run: a board"), Row("1", "3", "2026-01-01", "ran")
        rows = {("b", "shell"): board, ("a", "example"): ran}
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "examples.tsv"
            self.assertEqual(table.read(path), {})
            table.write(path, rows)
            lines = path.read_text().splitlines()
            self.assertEqual(lines[1], "a\texample\t1\t3\t2026-01-01\tran")
            self.assertEqual(lines[2], "b\tshell\t2\t\t2026-01-02\tnot run: a board")
            self.assertEqual(table.read(path), rows)
            path.write_text(lines[0] + "\na\texample\n")
            with self.assertRaisesRegex(ValueError, "examples.tsv:2: 2 columns instead of 6"):
                table.read(path)


if __name__ == "__main__":
    unittest.main()
