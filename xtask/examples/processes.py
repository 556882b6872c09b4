"""Runs programs so that nothing of them is left: each in a process group of its own, with a mark in its environment by
which those that left the group are found too (where there is /proc)."""

import os
import signal
import subprocess
import threading
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

MARK = "CHECK_EXAMPLES_RUN"
# All groups that run now, for `end_all`.
GROUPS: set["Group"] = set()


@dataclass(frozen=True)
class Outcome:
    """How a program ended: its exit status, None if it was still running, and what it printed."""

    status: int | None
    stdout: str
    stderr: str


class Group:
    """The programs that one piece of code starts. Used in a `with`: at its end all of them have ended."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.mark = uuid.uuid4().hex
        self.environment = environment | {MARK: self.mark}
        self.started: list[subprocess.Popen[str]] = []
        self.outputs = 0
        self.ended = False
        self.lock = threading.Lock()

    def __enter__(self) -> "Group":
        GROUPS.add(self)
        return self

    def __exit__(self, *_: object) -> None:
        GROUPS.discard(self)
        self.end()

    def start(self, command: list[str], stdin: str = "") -> tuple[subprocess.Popen[str], Path, Path]:
        """Starts a program; returns it and the files that take what it prints.

        Files and not pipes, because a grandchild that stays holds a pipe open for ever.
        """
        self.outputs += 1
        out, err = (self.folder.parent / f"{kind}-{self.outputs}" for kind in ("stdout", "stderr"))
        given = self.folder.parent / f"stdin-{self.outputs}"
        given.write_text(stdin, encoding="utf-8")
        with given.open() as source, out.open("w") as one, err.open("w") as two, self.lock:
            if self.ended:
                raise InterruptedError("stopped")
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment,
                stdin=source,
                stdout=one,
                stderr=two,
                text=True,
                start_new_session=True,
            )
            self.started.append(process)
        return process, out, err

    def run(self, command: list[str], seconds: float, stdin: str = "") -> Outcome:
        """Runs a program until it ends, or for so many seconds."""
        process, out, err = self.start(command, stdin)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
        return Outcome(process.poll(), _text(out), _text(err))

    def end(self) -> None:
        """Ends all programs: asks first, then insists."""
        with self.lock:
            self.ended, started = True, list(self.started)
        for sign, pause in ((signal.SIGTERM, 1.0), (signal.SIGKILL, 1.0)):
            for process in started:
                _signal(process.pid, sign, group=True)
            until = time.monotonic() + pause
            while time.monotonic() < until:
                running = [process for process in started if process.poll() is None]
                if not running:
                    break
                time.sleep(0.05)
        for pid in marked(self.mark):
            _signal(pid, signal.SIGKILL, group=False)


def end_all() -> None:
    """Ends what all groups have started; from now on they start nothing more."""
    for group in list(GROUPS):
        group.end()


def marked(mark: str) -> list[int]:
    """The processes that have the mark in their environment; none where the system does not tell."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in folder.joinpath("environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def _signal(pid: int, sign: signal.Signals, *, group: bool) -> None:
    try:
        (os.killpg if group else os.kill)(pid, sign)
    except (ProcessLookupError, PermissionError):
        pass


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
