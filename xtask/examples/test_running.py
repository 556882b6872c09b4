"""Each way to run code, with this Python, in which no package is installed; nothing is left running."""

import os
import sys
import tempfile
import time
import unittest
from contextlib import nullcontext
from pathlib import Path
from unittest import mock

from codes import Piece
from processes import MARK, Group, marked
from recipes import Recipe
from running import Failed, Place, complaint, fits, last_lines, missing, run, variables
from servers import Display

SERVER = """
from http.server import BaseHTTPRequestHandler, HTTPServer
class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"Hello " + self.path.encode())
    def do_POST(self):
        size = int(self.headers["Content-Length"])
        self.send_response(200); self.end_headers(); self.wfile.write(b"got " + self.rfile.read(size))
HTTPServer(("127.0.0.1", PORT), Hello).serve_forever()
"""


class Running(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.place = Place(Path(temporary.name, "work"), Path(temporary.name, "home"), Path(sys.executable))
        self.place.folder.mkdir()

    def run_code(self, code, language="Python", **keys):
        run(Piece("tool", "example", code, language), Recipe(**keys), self.place, Display(), dict(os.environ))

    def fails(self, told, code, **keys):
        with self.assertRaisesRegex(Failed, told):
            self.run_code(code, **keys)

    def test_code_that_ends_well(self):
        self.run_code("print(1 + 1)", expect="2")
        self.run_code("print(input())", stdin="hello\n", expect="hello")
        self.run_code("print(open('a/b').read())", files={"a/b": "text"}, expect="text")
        self.run_code("open('a.txt', 'w').write('b')", makes=["*.txt"])
        self.run_code("pass", then="print('{folder}')", expect="{folder}")
        self.run_code("echo $HOME", how="shell", name="example.sh", expect=str(self.place.home))

    def test_code_that_does_not(self):
        self.fails(r"(?s)status 1.*boom", "raise ValueError('boom')")
        self.fails("prints something else than 'a'", "print('b')", expect="a")
        self.fails("does not end within 1 seconds", "import time; time.sleep(20)", seconds=1)
        self.fails("a text that is not in the code", "pass", replace={"x": "y"})
        self.fails("what is run first fails", "pass", before="1 / 0")
        self.fails("does not make a.txt", "open('a.txt', 'w')", makes=["a.txt"])
        self.fails("needs no-such-program", "pass", needs={"no-such-program": "none"})

    def test_shell_lines_stop_at_the_first_failure(self):
        self.fails("status 1", "false\necho on", how="shell", name="example.sh")

    def test_a_command_stands_for_the_file(self):
        command = "echo; python3 -c 'import shop; print(shop.VALUE)'"
        self.run_code("VALUE = 5", name="shop.py", command=command, expect="5")

    def test_fixed_answers_and_files_are_served(self):
        code = "import urllib.request as u; print(u.urlopen('https://shop.example/a').read().decode())"
        self.run_code(code, replace={"https://shop.example": "{server}"}, answers={"/a": "text"}, expect="text")
        self.run_code(code, replace={"https://shop.example": "{server}"}, files={"a": "more"}, expect="more")

    def test_a_server_has_to_answer(self):
        keys = {"how": "server", "replace": {"PORT": "{port}"}, "seconds": 20}
        self.run_code(SERVER, ask="/a", expect="Hello /a", **keys)
        self.run_code(SERVER, body="a=1", expect="got a=1", **keys)
        self.fails("answers something else", SERVER, expect="Bye", **keys)
        self.fails("ended with status 1", "1 / 0", how="server", seconds=20)

    def test_a_service_runs_beside(self):
        code = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:PORT/b').read().decode())"
        beside = ["python3 service.py"]
        files = {"service.py": SERVER.replace("PORT", "{port2}")}
        self.fails("a service does not start", code, beside=["exit 3 # {port2}"], replace={"PORT": "{port2}"})
        beside = ["python3 service.py # {port2}"]
        self.run_code(code, beside=beside, files=files, replace={"PORT": "{port2}"}, expect="Hello /b")

    def test_what_stays_is_watched_for_some_seconds(self):
        self.run_code("import time; time.sleep(20)", how="stays", seconds=1)
        self.run_code("pass", how="stays", seconds=1)
        tells = "import sys, time; sys.stderr.write('ValueError: x\\n'); time.sleep(9)"
        self.fails("tells of an error", tells, how="stays", seconds=1)

    def test_what_has_a_window_shows_one(self):
        display = mock.Mock(turn=nullcontext(), start=lambda: ":9", windows=lambda: ["0x1 640x480+0+0"])
        stays = Piece("tool", "example", "import time; time.sleep(20)")
        with mock.patch("running.WINDOWS", {}):
            run(stays, Recipe(how="gui", seconds=1), self.place, display, dict(os.environ))
            display.windows = list
            with self.assertRaisesRegex(Failed, "shows no window"):
                run(stays, Recipe(how="gui", seconds=1), self.place, display, dict(os.environ))

    def test_complaints(self):
        self.assertTrue(complaint("fine\nTraceback (most recent call last):\n", ""))
        self.assertTrue(complaint("shop.errors.ShopError: closed\n", ""))
        self.assertFalse(complaint("audio: Error: no device\n", "audio"))
        self.assertFalse(complaint("0 Errors\nwarning: none\n", ""))

    def test_json_fits_however_it_is_written(self):
        self.assertTrue(fits("ell", "Hello"))
        self.assertTrue(fits('{"a": 1}', '{"a":1}\n'))
        self.assertFalse(fits('{"a": 1}', '{"a":2}'))
        self.assertFalse(fits("Bye", "Hello"))

    def test_keys_of_services_stay_out_of_sight(self):
        around = {"PATH": "/bin", "HOME": "/h", "OPENAI_API_KEY": "x", "DISPLAY": ":0", "LC_ALL": "C"}
        given = variables(self.place, {"A": "1"}, around)
        self.assertEqual([key for key in ("OPENAI_API_KEY", "DISPLAY", "LC_ALL", "A") if key in given], ["LC_ALL", "A"])
        self.assertEqual(given["HOME"], str(self.place.home))

    def test_what_the_system_lacks_is_told_with_its_package(self):
        self.assertEqual(missing({"sh": "dash"}), [])
        self.assertEqual(missing({"no-such": "some"}), ["no-such (on Debian: apt-get install some)"])


@unittest.skipUnless(Path("/proc/self/environ").exists(), "needs /proc")
class Processes(unittest.TestCase):
    def test_nothing_is_left_even_of_what_left_its_group(self):
        away = "import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)"
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "work")
            folder.mkdir()
            with Group(folder, dict(os.environ)) as group:
                self.assertEqual(group.run([sys.executable, "-c", away], 20).status, 0)
                self.assertEqual(len(marked(group.mark)), 1)
            time.sleep(0.2)
            self.assertEqual(marked(group.mark), [])
            with self.assertRaises(InterruptedError):
                group.start(["true"])
        self.assertNotIn(MARK, os.environ)

    def test_the_end_of_what_was_printed_is_told(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "work")
            folder.mkdir()
            with Group(folder, dict(os.environ)) as group:
                outcome = group.run(["sh", "-c", "seq 100 >&2; exit 3"], 20)
        self.assertEqual((outcome.status, last_lines(outcome).splitlines()[-1]), (3, "100"))


if __name__ == "__main__":
    unittest.main()
