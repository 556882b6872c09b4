"""Asks `uv` what would be installed on a system that is not this one, from wheels alone.

Owns how uv is called and how its words are read; knows nothing of facts.json. Changes when uv changes.
"""

import ast
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from uv import find_uv_bin

# A call takes 0.2 to 3 seconds, more where nothing is cached yet.
SECONDS = 120

# The systems, as uv names them: glibc of 2022 (Debian 12, RHEL 9, Ubuntu 22.04) or newer, Apple's own processors with
# macOS 14 or newer (uv reads that from the variable below), Windows on x86.
PLATFORMS = {"linux": "x86_64-manylinux_2_34", "macos": "aarch64-apple-darwin", "windows": "x86_64-pc-windows-msvc"}
OLDEST_MACOS = "14.0"

NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
# What uv says where a release has no wheel that fits. Before it stands the release, or a list of them after "all of:".
NO_WHEEL = re.compile(r"ha(?:s|ve) no (?:usable wheels|wheels|Python-compatible)")
EXCLUDED = re.compile(rf"does not satisfy Python\S* and (?:all versions of |all of: )?({NAME})\S* depends? on Python")
MISSING = re.compile(rf"Because ({NAME})\S* was not found in the (?:package registry|provided package locations|cache)")
NO_RELEASE = re.compile(rf"(?:there (?:is|are) no versions? of|only) (?:the following versions of )?({NAME})")
NETWORK = re.compile(r"error sending request|failed to fetch|request failed|timed out|connect|http status", re.I)

# Reasons that may be gone at the next try.
TIMED_OUT = "unknown timed out"
NO_NETWORK = "unknown network failed"
PASSING = (TIMED_OUT, NO_NETWORK)


def _no_wheel(text, end):
    """The name of the release that stands before the position `end`, where uv says that it has no wheel."""
    before = re.split(r"\bbecause |\band because |\band that |\band ", text[:end], flags=re.I)[-1]
    named = re.match(rf"(?:all versions of |all of: |only |we can conclude that )*({NAME})", before.strip())
    return named and named[1].rstrip(".,")


def answer(text):
    """What uv's error text says, as a cell of the table: "no-wheel X", "excluded X" or "unknown" with the reason.

    It names the reason that uv gives first: the others follow from it.
    """
    # A requirement may have its marker in braces, with words such as "and".
    text = re.sub(r"\{[^{}]*\}", "", " ".join(text.split()))
    found = []
    if match := NO_WHEEL.search(text):
        found.append((match.start(), "no-wheel", _no_wheel(text, match.start())))
    if match := EXCLUDED.search(text):
        found.append((match.start(), "excluded", re.split(r"[=<>!~]", match[1])[0]))
    found = sorted(row for row in found if row[2])
    if found:
        return f"{found[0][1]} {found[0][2].lower()}"
    if match := MISSING.search(text):
        return f"unknown {match[1].lower()} is not in the index"
    if "No solution found" in text:
        match = NO_RELEASE.search(text)
        return f"unknown no release of {match[1].lower()} fits" if match else "unknown no solution"
    if NETWORK.search(text):
        return NO_NETWORK
    return "unknown the resolver failed"


def pip_settings(listed):
    """The settings of pip that uv needs, from the text of `pip config list`, where the environment's win."""
    found = {}
    for line in listed.splitlines():
        key, _, value = line.partition("=")
        try:
            found.setdefault(key.rsplit(".", 1)[-1], ast.literal_eval(value))
        except (ValueError, SyntaxError):
            continue
    return found


def environment(settings, variables):
    """The environment for uv: this one, with the index and certificate that pip uses unless uv is told its own."""
    told = {
        "UV_DEFAULT_INDEX": settings.get("index-url"),
        "UV_INDEX": " ".join(settings.get("extra-index-url", "").split()) or None,
        "SSL_CERT_FILE": settings.get("cert"),
    }
    extra = {name: value for name, value in told.items() if value and name not in variables}
    fixed = {"MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS, "UV_PYTHON_DOWNLOADS": "never", "NO_COLOR": "1"}
    return {**variables, **extra, **fixed}


def pip_configuration():
    """The settings of the pip of this Python; none if it has no pip."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return pip_settings(listed.stdout)


class Uv:
    """The resolver. Its cache is uv's own; several threads may call it at once."""

    def __init__(self, settings):
        self.environment = environment(settings, dict(os.environ))
        self.program = find_uv_bin()
        # Set when the refresh is stopped: then nothing more is asked, and what comes back is thrown away.
        self.stopped = False

    def lock(self, requirement, constraints, system, python):
        """The lock (https://packaging.python.org/specifications/pylock-toml/) as a text and None, or None and a cell.

        `constraints` are lines such as "numpy!=2.0". Each call has a folder of its own: uv would prefer the versions of
        a lock that lies there already.
        """
        if self.stopped:
            return None, TIMED_OUT
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            folder.joinpath("wanted.in").write_text(requirement + "\n", encoding="utf-8")
            folder.joinpath("constraints.txt").write_text("\n".join(constraints) + "\n", encoding="utf-8")
            command = [self.program, "pip", "compile", "wanted.in", "--constraints", "constraints.txt"]
            command += ["--only-binary", ":all:", "--python", sys.executable, "--python-version", python]
            command += ["--python-platform", PLATFORMS[system], "--no-header", "--quiet"]
            command += ["--format", "pylock.toml", "--output-file", "pylock.toml"]
            try:
                done = subprocess.run(
                    command,
                    cwd=folder,
                    env=self.environment,
                    capture_output=True,
                    text=True,
                    errors="replace",
                    timeout=SECONDS,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                return None, TIMED_OUT
            except OSError as error:
                return None, f"unknown {type(error).__name__}"
            if done.returncode:
                return None, answer(done.stderr)
            return folder.joinpath("pylock.toml").read_text(encoding="utf-8"), None
