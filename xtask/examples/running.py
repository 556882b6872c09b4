"""Runs one piece of code by its recipe, in an environment that is there already, and says what went wrong, if anything.

Owns what "ran" means for each way to run. Knows nothing of packages or of the table.
"""

import ctypes.util
import json
import os
import re
import shutil
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from codes import Piece
from processes import Group, Outcome
from recipes import SAMPLES, Recipe
from servers import Display, Web, free_port

# Lines on stderr by which a program tells of an error while it goes on.
COMPLAINT = re.compile(r"^Traceback|^(\w+\.)*\w*(Error|Exception)\b|\bCRITICAL\b|Segmentation fault", re.M)
# A service is waited for so long.
UP_WITHIN = 60
# What code with windows needs.
WINDOWS = {"Xvfb": "xvfb", "xwininfo": "x11-utils"}
# The last lines of stderr and stdout that are told of a failure.
LAST = 12
# Keys of paid services stay out of what examples see.
SECRET = re.compile(r"_(KEY|TOKEN|SECRET|PASSWORD)$")


class Failed(Exception):
    """The code did not do what it should; the message says what it did."""


@dataclass(frozen=True)
class Place:
    """Where a piece is run: a folder for its files, one as the home, and the Python of its environment."""

    folder: Path
    home: Path
    python: Path

    @property
    def programs(self) -> Path:
        """The folder of the environment's programs."""
        return self.python.parent


def variables(place: Place, own: dict[str, str], around: dict[str, str]) -> dict[str, str]:
    """The environment variables of an example: those of whoever runs it, but with a home and a temporary folder of its
    own, where what it keeps for later is removed, too."""
    home = Path(around.get("HOME", "/"))
    found = {key: value for key, value in around.items() if not SECRET.search(key)}
    for gone in ("PYTHONPATH", "PYTHONHOME", "DISPLAY", "WAYLAND_DISPLAY", "CONDA_PREFIX", "VIRTUAL_ENV"):
        found.pop(gone, None)
    # Caches of the machine that spare downloads.
    found.setdefault("CARGO_HOME", str(home / ".cargo"))
    found.setdefault("RUSTUP_HOME", str(home / ".rustup"))
    found.setdefault("UV_CACHE_DIR", str(home / ".cache" / "uv"))
    temporary = place.home / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    found |= {"HOME": str(place.home), "TMPDIR": str(temporary), "VIRTUAL_ENV": str(place.programs.parent)}
    found |= {"XDG_CACHE_HOME": str(place.home / ".cache"), "XDG_CONFIG_HOME": str(place.home / ".config")}
    found |= {"XDG_DATA_HOME": str(place.home / ".local/share"), "XDG_RUNTIME_DIR": str(temporary)}
    found |= {"PATH": os.pathsep.join([str(place.programs), around["PATH"]]), "PYTHONUNBUFFERED": "1"}
    return found | {"UV_PYTHON_DOWNLOADS": "never", "LANG": "C.UTF-8"} | own


def missing(needs: dict[str, str]) -> list[str]:
    """The programs and libraries of the system that are not there, each with its Debian package."""
    lacking = []
    for name, package in needs.items():
        library = name.startswith("lib") and ".so" not in name and ctypes.util.find_library(name.removeprefix("lib"))
        if not (shutil.which(name) or library or Path(name).exists()):
            lacking.append(f"{name} (on Debian: apt-get install {package})")
    return lacking


def last_lines(outcome: Outcome) -> str:
    """The end of what a program printed."""
    lines = [line for line in outcome.stderr.strip().splitlines() if line.strip()][-LAST:]
    return "\n".join(lines or outcome.stdout.strip().splitlines()[-LAST:])


def complaint(stderr: str, allow: str) -> bool:
    """Returns true if stderr tells of an error, but for lines that are allowed."""
    lines = [line for line in stderr.splitlines() if not (allow and re.search(allow, line))]
    return COMPLAINT.search("\n".join(lines)) is not None


def until(check: Callable[[], bool], seconds: float) -> bool:
    """Waits until something is so; returns false if it does not come to be."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if check():
            return True
        time.sleep(0.1)
    return False


def listens(port: int) -> bool:
    """Returns true if something accepts connections at a port of loopback."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def answered(address: str, body: str) -> str | None:
    """What a server answers, None if nothing. An answer that tells of an error is no answer."""
    headers = {"Content-Type": "application/json"} if body.startswith("{") else {}
    request = urllib.request.Request(address, body.encode() or None, headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:
            return str(reply.read().decode(errors="replace"))
    except (OSError, urllib.error.URLError, ValueError):
        return None


def filled(text: str, words: dict[str, str]) -> str:
    """A text with what stands for its words, such as {port}."""
    for word, value in words.items():
        text = text.replace("{" + word + "}", value)
    return text


def fits(expected: str, got: str) -> bool:
    """Returns true if an answer has the expected text, or the same JSON written in another way."""
    try:
        return expected in got or json.loads(expected) == json.loads(got)
    except ValueError:
        return False


class Run:
    """One run of one piece."""

    def __init__(
        self, piece: Piece, recipe: Recipe, place: Place, group: Group, words: dict[str, str], display: Display
    ) -> None:
        self.piece, self.recipe, self.place, self.group = piece, recipe, place, group
        self.words, self.display = words, display

    def run(self) -> None:
        """Runs it in the way that its recipe names."""
        ways = {"server": self.serves, "gui": self.shows, "stays": self.stays}
        ways.get(self.recipe.how, self.ends)(self.prepare())

    def filled(self, text: str) -> str:
        """A text with what stands for its words."""
        return filled(text, self.words)

    def shell(self, text: str) -> list[str]:
        """The command that runs shell lines."""
        return ["bash", "-eu", "-c", self.filled(text)]

    def prepare(self) -> list[str]:
        """Writes the code and its files, makes the others and starts the services; returns the command."""
        for name, text in self.recipe.files.items():
            path = self.place.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.filled(text), encoding="utf-8")
        for name in self.recipe.samples:
            shutil.copy(SAMPLES / name, self.place.folder)
        if self.recipe.before:
            done = self.group.run([str(self.place.python), "-c", self.filled(self.recipe.before)], 300)
            if done.status != 0:
                raise Failed(f"what is run first fails\n{last_lines(done)}")
        code = self.piece.code
        for old, new in self.recipe.replace.items():
            if old not in code:
                raise Failed(f"the recipe replaces a text that is not in the code: {old}")
            code = code.replace(old, self.filled(new))
        path = self.place.folder / self.recipe.name
        path.parent.mkdir(parents=True, exist_ok=True)
        then = f"\n{self.filled(self.recipe.then)}" if self.recipe.then else ""
        path.write_text(f"{code}{then}\n", encoding="utf-8")
        for line in self.recipe.beside:
            self.beside(line)
        if self.recipe.command:
            return self.shell(self.recipe.command)
        if self.recipe.how == "shell":
            return ["bash", "-eu", self.recipe.name]
        if self.recipe.how == "pytest":
            return [str(self.place.python), "-m", "pytest", "-q", self.recipe.name]
        return [str(self.place.python), self.recipe.name]

    def beside(self, line: str) -> None:
        """Starts a service and waits for the ports that its line names."""
        ports = [int(self.words[word]) for word in ("port", "port2") if "{" + word + "}" in line]
        process, out, err = self.group.start(self.shell(line))
        if not until(lambda: process.poll() is not None or all(map(listens, ports)), UP_WITHIN) or process.poll():
            tail = (err.read_text(errors="replace") or out.read_text(errors="replace"))[-800:]
            raise Failed(f"a service does not start: {line}\n{tail}")

    def ends(self, command: list[str]) -> None:
        """The code has to end well, and to print what is expected."""
        outcome = self.group.run(command, self.recipe.limit, self.filled(self.recipe.stdin))
        if outcome.status is None:
            raise Failed(f"does not end within {self.recipe.limit} seconds\n{last_lines(outcome)}")
        if outcome.status != 0:
            raise Failed(f"ends with status {outcome.status}\n{last_lines(outcome)}")
        expected = self.filled(self.recipe.expect)
        if expected not in outcome.stdout + outcome.stderr:
            raise Failed(f"prints something else than {expected!r}\n{outcome.stdout[-800:]}")
        for pattern in self.recipe.makes:
            if not any(path.stat().st_size for path in self.place.folder.glob(pattern)):
                raise Failed(f"does not make {pattern}")

    def stays(self, command: list[str]) -> bool:
        """The code has to be still running after some seconds, or to have ended well, without a word of an error.

        Returns true if it is still running.
        """
        outcome = self.group.run(command, self.recipe.limit, self.filled(self.recipe.stdin))
        if outcome.status not in (None, 0):
            raise Failed(f"ends with status {outcome.status}\n{last_lines(outcome)}")
        if complaint(outcome.stderr, self.recipe.allow):
            raise Failed(f"tells of an error\n{last_lines(outcome)}")
        if self.filled(self.recipe.expect) not in outcome.stdout + outcome.stderr:
            raise Failed(f"prints something else than {self.recipe.expect!r}\n{last_lines(outcome)}")
        return outcome.status is None

    def shows(self, command: list[str]) -> None:
        """Like `stays`, and while it is running a window can be seen."""
        if self.stays(command) and not self.display.windows():
            raise Failed("shows no window")

    def serves(self, command: list[str]) -> None:
        """The code has to answer at the address that is asked, with what is expected."""
        process, out, err = self.group.start(command, self.filled(self.recipe.stdin))
        address = f"http://127.0.0.1:{self.words['port']}{self.recipe.ask}"
        got: list[str | None] = [None]

        def there() -> bool:
            got[0] = answered(address, self.recipe.body)
            return got[0] is not None or process.poll() is not None

        until(there, self.recipe.limit)
        told = Outcome(process.poll(), out.read_text(errors="replace"), err.read_text(errors="replace"))
        if got[0] is None:
            ended = f", it ended with status {told.status}" if told.status is not None else ""
            raise Failed(f"nothing answers at {self.recipe.ask}{ended}\n{last_lines(told)}")
        if not fits(self.recipe.expect, got[0]):
            raise Failed(f"answers something else than {self.recipe.expect!r}: {got[0][:400]}\n{last_lines(told)}")


def run(piece: Piece, recipe: Recipe, place: Place, display: Display, around: dict[str, str]) -> None:
    """Runs a piece by its recipe. Raises Failed if it does not do what it should."""
    if lacking := missing(recipe.needs | (WINDOWS if recipe.how == "gui" else {})):
        raise Failed(f"needs {', '.join(lacking)}")
    words = {"port": str(free_port()), "port2": str(free_port()), "folder": str(place.folder)}
    files = {f"/{name}": text for name, text in recipe.files.items()}
    with Web(files | recipe.answers) as web:
        words |= {"server": web.address, "host": web.address.removeprefix("http://")}
        given = variables(place, {key: filled(value, words) for key, value in recipe.env.items()}, around)
        with display.turn if recipe.how == "gui" else nullcontext():
            if recipe.how == "gui":
                given["DISPLAY"] = display.start()
            with Group(place.folder, given) as group:
                Run(piece, recipe, place, group, words, display).run()
