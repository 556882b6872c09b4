"""The recipes: what a piece's own recipe adds to what its exercise shares, and what the shipped file says."""

import unittest

from codes import Piece
from recipes import SAMPLES, faults, load, recipe, unused

TABLES = {
    "all": {"code:web": {"how": "server", "files": {"a": "1"}, "expect": "Hello"}},
    "shop": {
        "code:web": {"files": {"b": "2"}, "expect": "Bye"},
        "example": {"how": "none", "why_not": "needs a board"},
    },
}


class Recipes(unittest.TestCase):
    def test_a_tools_own_recipe_completes_that_of_the_exercise(self):
        found = recipe(TABLES, Piece("shop", "code:web", "x"))
        self.assertEqual((found.how, found.files, found.expect), ("server", {"a": "1", "b": "2"}, "Bye"))
        self.assertEqual(recipe(TABLES, Piece("other", "code:web", "x")).expect, "Hello")

    def test_without_a_recipe_code_is_run_as_its_language_asks(self):
        self.assertEqual(recipe({}, Piece("a", "example", "x")).how, "python")
        self.assertEqual(recipe({}, Piece("a", "shell", "x", "shell")).name, "example.sh")
        self.assertEqual(recipe({}, Piece("a", "example", "x", "C++")).why_not, "no recipe for C++")
        tests = {"a": {"example": {"how": "pytest"}}}
        self.assertEqual(recipe(tests, Piece("a", "example", "x")).name, "test_example.py")

    def test_recipes_of_no_code_are_told(self):
        self.assertEqual(unused(TABLES, [Piece("shop", "code:web", "x")]), ["[shop.example]"])

    def test_faults_are_told(self):
        rows = {"a": {"how": "guess"}, "b": {"how": "none"}, "c": {"expects": "x"}, "d": {"why_not": "x"}}
        found = faults({"t": rows})
        self.assertEqual(len(found), 4, found)
        self.assertIn("[t.c] has an unknown key: expects", found)

    def test_the_shipped_recipes_have_no_faults(self):
        self.assertEqual(faults(load()), [])
        wanted = [name for rows in load().values() for row in rows.values() for name in row.get("samples", [])]
        self.assertEqual({*wanted}, {path.name for path in SAMPLES.iterdir() if path.is_file()})


if __name__ == "__main__":
    unittest.main()
