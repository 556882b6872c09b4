"""The words of the resolver, as recorded from uv 0.13 on 2026-11-28, and how it is called."""

import subprocess
import unittest
from unittest import mock

import resolver
from resolver import answer, environment, pip_settings

NO_SOLUTION = "error: No solution found when resolving dependencies\n  cause: Because "
RECORDED = {
    "kivy==2.3.1 has no usable wheels and you require kivy==2.3.1, we can conclude that your requirements are "
    "unsatisfiable.\n\nhint: Wheels are required for `kivy` because building from source is disabled for all packages "
    "(i.e., with `--no-build`)": "no-wheel kivy",
    "tensorflow==2.21.0 has no wheels with a matching Python ABI tag (e.g., `cp315`) and you require "
    "tensorflow==2.21.0, we can conclude that your requirements are unsatisfiable.": "no-wheel tensorflow",
    "pywin32==312 has no wheels with a matching platform tag (e.g., `manylinux_2_28_x86_64`) and you require "
    "pywin32==312, we can conclude that your requirements are unsatisfiable.": "no-wheel pywin32",
    "all versions of h5py have no usable wheels and keras>=3.15.1 depends on h5py, we can conclude that keras>=3.15.1 "
    "cannot be used.\n         And because you require keras==3.15.1, we can conclude that your requirements are "
    "unsatisfiable.": "no-wheel h5py",
    "all of:\n             pygame>=2.0.0,<=2.1.2\n             pygame>=2.1.3.dev6\n          have no usable wheels and "
    "only the following versions of pygame are available:\n             pygame<=2.1.2\n         we can conclude that "
    "pygame>=2.0 cannot be used.\n         And because pygame==2.1.3.dev5 has no wheels with a matching Python ABI tag "
    "(e.g., `cp315`), we can conclude that your requirements are unsatisfiable.": "no-wheel pygame",
    "orjson{platform_machine != 'i386' and platform_python_implementation != 'PyPy'}>=3.11.5 has no usable wheels and "
    "nicegui>=3.18.0 depends on orjson{platform_machine != 'i386'}>=3.11.5, we can conclude that nicegui>=3.18.0 "
    "cannot be used.": "no-wheel orjson",
    "the requested Python version (>=3.11) does not satisfy Python>=3.12 and ansible==14.5.0 depends on Python>=3.12, "
    "we can conclude that ansible==14.5.0 cannot be used.\n         And because you require ansible==14.5.0, we can "
    "conclude that your requirements are unsatisfiable.": "excluded ansible",
    "a-package was not found in the package registry and you require a-package==1, we can conclude that your "
    "requirements are unsatisfiable.": "unknown a-package is not in the index",
    "only pyqt6-qt6<=6.11.2 is available and pyqt6>=6.12.0 depends on pyqt6-qt6>=6.12.0,<6.13.0, we can conclude that "
    "pyqt6>=6.12.0 cannot be used.": "unknown no release of pyqt6-qt6 fits",
    "there is no version of kivy==99 and you require kivy==99, we can conclude that your requirements are "
    "unsatisfiable.": "unknown no release of kivy fits",
    "flask>=3.1.3 depends on werkzeug>=3.1.0 and you require flask==3.1.3, we can conclude that you require "
    "werkzeug>=3.1.0.\n         And because you require werkzeug<2, we can conclude that your requirements are "
    "unsatisfiable.": "unknown no solution",
}


class Words(unittest.TestCase):
    def test_recorded_answers(self):
        for words, cell in RECORDED.items():
            self.assertEqual(answer(NO_SOLUTION + words), cell, words)

    def test_no_answer_is_never_a_no(self):
        table = [
            (
                "error: Failed to fetch: https://index.example/simple/kivy/\n  cause: error sending request for url\n"
                "  cause: client error (Connect)\n  cause: Connection refused (os error 111)",
                "unknown network failed",
            ),
            ("error: Unexpected '?', expected '-c' or the start of a requirement", "unknown the resolver failed"),
            ("thread 'main' panicked at crates/uv/src/lib.rs", "unknown the resolver failed"),
            ("has no usable wheels", "unknown the resolver failed"),
            ("\0\ufffd", "unknown the resolver failed"),
            ("", "unknown the resolver failed"),
        ]
        for words, cell in table:
            self.assertEqual(answer(words), cell, words)


class Calls(unittest.TestCase):
    def lock(self, **effect):
        with mock.patch.object(resolver.subprocess, "run", mock.Mock(**effect)) as run:
            found = resolver.Uv({}).lock("a==1", ["b!=2"], "linux", "3.14")
        return found, run

    def test_a_call_has_a_time_limit(self):
        found, run = self.lock(side_effect=subprocess.TimeoutExpired("uv", 1))
        self.assertEqual(found, (None, "unknown timed out"))
        self.assertEqual(run.call_args.kwargs["timeout"], resolver.SECONDS)

    def test_a_stopped_resolver_asks_nothing_more(self):
        stopped = resolver.Uv({})
        stopped.stopped = True
        with mock.patch.object(resolver.subprocess, "run") as run:
            self.assertEqual(stopped.lock("a==1", [], "linux", "3.14")[0], None)
        run.assert_not_called()

    def test_a_program_that_does_not_start_is_no_answer(self):
        self.assertEqual(self.lock(side_effect=PermissionError())[0], (None, "unknown PermissionError"))

    def test_what_is_asked(self):
        def writes_lock(command, cwd, **options):
            self.assertEqual(cwd.joinpath("wanted.in").read_text(), "a==1\n")
            self.assertEqual(cwd.joinpath("constraints.txt").read_text(), "b!=2\n")
            cwd.joinpath("pylock.toml").write_text("the lock")
            return mock.Mock(returncode=0)

        found, run = self.lock(side_effect=writes_lock)
        self.assertEqual(found, ("the lock", None))
        words = " ".join(run.call_args.args[0])
        self.assertIn("--only-binary :all:", words)
        self.assertIn("--python-version 3.14 --python-platform x86_64-manylinux", words)

    def test_the_index_and_certificate_of_pip_are_used(self):
        listed = [":env:.cert='/a.pem'", ":env:.timeout='9'", "global.cert='/b.pem'", "odd"]
        settings = pip_settings("\n".join([*listed, "global.index-url='https://index.example/'"]))
        self.assertEqual((settings["cert"], settings["index-url"]), ("/a.pem", "https://index.example/"))
        told = environment(settings, {"PATH": "/bin"})
        self.assertEqual((told["UV_DEFAULT_INDEX"], told["SSL_CERT_FILE"]), ("https://index.example/", "/a.pem"))
        self.assertEqual((told["PATH"], told["UV_PYTHON_DOWNLOADS"]), ("/bin", "never"))
        own = environment(settings, {"SSL_CERT_FILE": "/own.pem"})
        self.assertEqual(own["SSL_CERT_FILE"], "/own.pem", "uv was told its own")
        self.assertNotIn("UV_DEFAULT_INDEX", environment({}, {}))


if __name__ == "__main__":
    unittest.main()
