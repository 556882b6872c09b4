"""What installs, from a recorded lock (samples/) and invented ones, without resolver or network."""

import unittest
from pathlib import Path

import installs
from installs import ASKED, SYSTEMS, compact, follow, measured, read_lock, rounded, spread, unanswered, yes

LOCK = Path(__file__).with_name("samples").joinpath("pandas.pylock.toml").read_text(encoding="utf-8")
ROW = {"version": "1.0", "runs": ["linux", "pypy", "free-threaded"], "build": "pure", "source": "s", "checked": "d"}


def lock(*wheels):
    """A lock of packages with one wheel each, given by filename."""
    return "".join(
        f'[[packages]]\nname = "{name.split("-")[0]}"\nversion = "{name.split("-")[1]}"\n'
        f'wheels = [{{ url = "https://index.example/{name}", size = 1500000 }}]\n'
        for name in wheels
    )


def file(filename, requires_python=None):
    return {"filename": filename, "version": filename.split("-")[1], "requires_python": requires_python}


class Fake:
    """A resolver that gives answers in turn, the last one for ever; an answer is a lock, or a cell."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def lock(self, requirement, constraints, system, python):
        self.asked.append((requirement, [*constraints], system, python))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return (None, answer) if answer.startswith(("no-", "excluded", "unknown")) else (answer, None)


def of(resolver, files=(), old=None, extra=None, row=ROW, required=None):
    listed = {}
    for entry in files:
        listed.setdefault(entry["filename"].split("-")[0], []).append(entry)
    row = row | ({"requires_python": required} if required else {})
    return measured(row, old or {}, "a", extra, resolver, lambda name: listed.get(name, []))


class Cells(unittest.TestCase):
    def test_a_recorded_lock(self):
        packages = read_lock(LOCK)
        self.assertEqual([package["name"] for package in packages], ["numpy", "pandas", "python-dateutil", "tzdata"])
        self.assertEqual(yes(packages, "macos", "3.14"), "yes 4 17000 kB", "of two wheels that for the newer system")

    def test_sizes(self):
        table = [(0, 1), (7, 7), (99, 99), (123, 120), (125, 130), (3449, 3400), (996, 1000), (2_949_000, 2_900_000)]
        for number, expected in table:
            self.assertEqual(rounded(number), expected)
        for odd in ("", ", size = -1", ', size = "large"', ", size = 1.5"):
            text = lock("a-1-py3-none-any.whl").replace(", size = 1500000", odd)
            cell = yes(read_lock(text), "linux", "3.14")
            self.assertIn(cell, ("yes 1", "yes 1 1 kB"), odd)
        odd = lock("a-1.0-py3-none-any.whl", "b-1-odd!tag.whl")
        self.assertEqual(yes(read_lock(odd), "linux", "3.14"), "yes 2 3000 kB", "an odd name has a size all the same")

    def test_a_lock_that_cannot_be_read_is_no_answer(self):
        for text in ("", "{", "packages = 7", "packages = []", "[[packages]]\nname = 'a'", "packages = [1]", "a" * 9):
            self.assertEqual(of(Fake(text or "#"))["installs"], "unknown the lock could not be read", text)

    def test_an_answer_for_each_system_and_python(self):
        resolver = Fake(lock("a-1.0-py3-none-any.whl"))
        row = of(resolver, extra="all")
        self.assertEqual((row["installs"], row["extras"]), ("yes 1 1500 kB", "all"))
        self.assertEqual({asked[0] for asked in resolver.asked}, {"a[all]==1.0"})
        self.assertEqual({asked[2:] for asked in resolver.asked}, {(s, p) for s in SYSTEMS for p in ASKED})

    def test_the_own_metadata_excludes_at_both_ends(self):
        resolver = Fake(lock("a-1.0-py3-none-any.whl"))
        row = of(resolver, required=f">={ASKED[1]},<{ASKED[3]}")
        yes_cell, no = "yes 1 1500 kB", "excluded a"
        self.assertEqual(row["installs"], dict(zip(ASKED, [no, yes_cell, yes_cell, no])))
        self.assertEqual(len(resolver.asked), 2 * len(SYSTEMS), "what is excluded anyway is not asked for")

    def test_an_older_release_of_a_dependency_may_serve(self):
        old, new = "b-1-py3-none-any.whl", "b-2-py3-none-any.whl"
        files = [file(old), file(new, f"<{ASKED[0]}")]
        resolver = Fake(lock("a-1.0-py3-none-any.whl", new), lock("a-1.0-py3-none-any.whl", old))
        self.assertEqual(of(resolver, files)["installs"], "yes 2 3000 kB")
        self.assertEqual([asked[1] for asked in resolver.asked[:3]], [[], ["b!=2"], []])

    def test_a_dependency_excludes_the_python(self):
        files = [file("b-2-py3-none-any.whl", f"<{ASKED[0]}")]
        newest = lock("a-1.0-py3-none-any.whl", "b-2-py3-none-any.whl")
        cells = {}
        for problem in ("unknown no release of b fits", "no-wheel b", "unknown timed out"):
            resolver = Fake(newest, problem)
            cells[problem] = installs.ask(resolver, lambda name: files, "a", "a==1.0", None, "linux", "3.14")[0]
        self.assertEqual([*cells.values()], ["excluded b", "excluded b", "unknown timed out"])
        row = of(Fake(newest), files)
        self.assertEqual(row["installs"], "unknown too many releases to try", "a resolver that does not heed")

    def test_equal_cells_are_written_once_and_read_again(self):
        for number in range(4):
            cells = {(s, p): "yes 1" for s in SYSTEMS for p in ASKED}
            if number & 1:
                cells |= {("windows", p): "no-wheel a" for p in ASKED}
            if number & 2:
                cells |= {(s, ASKED[3]): "no-wheel b" for s in SYSTEMS}
            self.assertEqual(spread(compact(cells)), cells)
        for odd in (None, 7, [], {}, {"linux": 7}, {"linux": {"2.7": "yes"}}, {"linux": None}):
            self.assertEqual(spread(odd), {}, odd)

    def test_what_may_have_passed(self):
        self.assertTrue(unanswered({"3.14": "unknown timed out", "3.15": "yes 1"}))
        self.assertFalse(unanswered({"3.14": "unknown no solution", "3.15": "yes 1"}))
        self.assertFalse(unanswered(None))


class Kept(unittest.TestCase):
    OLD = ROW | {"installs": {p: "yes 1 5 kB" for p in ASKED[:3]} | {ASKED[3]: "no-wheel b"}, "build": "needs-compiled"}

    def test_no_answer_does_not_replace_one(self):
        for none in ("unknown timed out", "unknown network failed", "unknown the resolver failed", "not a lock"):
            row = of(Fake(none), old=self.OLD)
            self.assertEqual(row["installs"], self.OLD["installs"], none)
            self.assertEqual((row["build"], row["runs"]), ("needs-compiled", ROW["runs"]), none)

    def test_of_another_version_or_extra_nothing_is_kept(self):
        for other in ({"version": "0.9"}, {"extras": "all"}):
            row = of(Fake("unknown timed out"), old=self.OLD | other)
            self.assertEqual(row["installs"], "unknown timed out", other)

    def test_an_answer_replaces_one(self):
        self.assertEqual(of(Fake("no-wheel c"), old=self.OLD)["installs"], "no-wheel c")
        self.assertEqual(of(Fake("unknown no solution"), old=self.OLD)["installs"], "unknown no solution")


class Dependencies(unittest.TestCase):
    def test_pypy_free_threaded_and_pure_follow_the_compiled_ones(self):
        table = [
            (["py3-none-any"], ["pypy", "free-threaded"], "pure"),
            (["cp314-cp314-win_amd64", "py3-none-any"], ["pypy", "free-threaded"], "pure"),
            (["cp314-cp314-win_amd64"], [], "needs-compiled"),
            (["cp314-cp314-win_amd64", "cp314-cp314t-win_amd64"], ["free-threaded"], "needs-compiled"),
            (["cp314-cp314-win_amd64", "pp311-pypy311_pp73-win_amd64"], ["pypy"], "needs-compiled"),
            (["py3-none-win_amd64"], ["pypy", "free-threaded"], "needs-compiled"),
        ]
        for wheels, proven, kind in table:
            files = [file(f"b-1-{wheel}.whl") for wheel in wheels]
            row = of(Fake(lock("a-1.0-py3-none-any.whl", "b-1-cp314-cp314-linux_x86_64.whl")), files)
            self.assertEqual((row["runs"], row["build"]), (["linux", *proven], kind), wheels)

    def test_without_a_list_of_files_the_lock_counts(self):
        row = of(Fake(lock("a-1.0-py3-none-any.whl", "b-1-cp314-cp314-win_amd64.whl")))
        self.assertEqual((row["runs"], row["build"]), (["linux"], "needs-compiled"))

    def test_a_package_is_not_its_own_dependency(self):
        compiled = {"package": "A", "version": "1.0", "runs": ["linux", "pypy"], "build": "compiled"}
        packages = read_lock(lock("a-1.0-cp314-cp314-linux_x86_64.whl"))
        self.assertEqual(follow(compiled, packages, lambda name: [])["runs"], ["linux", "pypy"])

    def test_what_nothing_can_install_proves_nothing(self):
        row = of(Fake("no-wheel b"))
        self.assertEqual(row["runs"], ["linux"])
        self.assertNotIn("build", row)
        self.assertEqual(of(Fake("no-wheel b"), row=ROW | {"build": "both"})["build"], "both")


if __name__ == "__main__":
    unittest.main()
