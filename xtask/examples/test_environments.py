"""Which Python and which packages an environment gets."""

import unittest

from environments import CannotInstall, kilobytes, newest, requirements

HERE = ["3.9.18", "3.11.7", "3.13.0", "3.12.1"]
CELLS = {"3.12": "yes 3 900 kB", "3.13": "excluded shop", "3.14": "yes 3 900 kB"}
ROW = {"installs": dict.fromkeys(("linux", "macos", "windows"), CELLS), "requires_python": ">=3.11"}


class Environments(unittest.TestCase):
    def test_the_newest_python_that_installs_is_taken(self):
        self.assertEqual(newest(HERE, {}), "3.13.0")
        self.assertEqual(newest(HERE, ROW), "3.12.1")
        self.assertEqual(newest(HERE, {"installs": "yes 1 5 kB", "pythons": ["3.11", "3.12"]}), "3.12.1")
        self.assertEqual(newest(HERE, ROW, "3.11"), "3.11.7")
        self.assertEqual(newest(HERE, {"installs": "no-wheel shop"}), "3.13.0", "it may be compiled")

    def test_where_no_python_fits_that_is_told(self):
        with self.assertRaisesRegex(CannotInstall, r"no Python here fits \(>=3.14\); there are 3.13.0, 3.12.1"):
            newest(HERE, {"pythons": ["3.14"], "requires_python": ">=3.14"})

    def test_the_size_is_that_of_this_system(self):
        self.assertEqual(kilobytes(ROW, "3.12"), 900)
        self.assertEqual(kilobytes(ROW, "3.13"), 0)

    def test_packages_of_the_catalog_have_the_version_of_their_facts(self):
        facts = {"fastapi": {"version": "1.2"}, "uvicorn": {"version": "0.5"}}
        found = requirements("fastapi", ["uvicorn", "moto[server]"], facts)
        self.assertEqual(found, ["fastapi[standard]==1.2", "uvicorn==0.5", "moto[server]"])
        self.assertEqual(requirements(None, [], facts), [])


if __name__ == "__main__":
    unittest.main()
