"""How each piece of code is run, read from recipes.toml: only what differs from the default stands there.

A table of that file is named by tool and field, such as [flask.example] or [duckdb."code:data-science"]; one under
"all", such as [all."code:data-science"], has what all codes of an exercise share. Its keys:

- `how`: "python" (the default: the code ends well), "shell" (the default of shell lines), "pytest", "server" (it
  answers at `ask`), "gui" (after some seconds it shows a window, or has ended well, without an error),
  "stays" (after some seconds it still runs, or has ended well) or "none" (it cannot run: `why_not` says why).
- `name`: the file the code is saved as. `command`: shell lines that are run instead of it. `stdin`: what it reads.
- `files`: texts by name, that it reads; `samples`: files of the folder samples/ that it reads. `before`: Python code
  that is run first, to make other files.
- `replace`: texts of the code and what stands in their place when it is run. `then`: lines that are added at its end.
- `packages`: more packages to install (in the version of the facts, if they have one). `install`: all packages, instead
  of the tool's own, where {version} is the version in its facts. `overrides`: requirements that count instead of those
  that packages name. `python`: a Python version, where the newest will not do.
- `beside`: shell lines of services that run meanwhile, each with the port that it opens, as in "redis-server --port
  {port2}". `needs`: programs, libraries and files of the system, with the Debian package of each.
- `answers`: texts by path, that the local server gives, besides those of `files`. `env`: variables.
- `ask`: the path that a "server" is asked for; `body`: what is posted to it. `expect`: a text that is printed or
  answered. `makes`: files that are there at the end, as patterns. `allow`: a pattern of lines on stderr that are no
  errors.
- `seconds`: the time limit, or for "gui" and "stays" how long it is watched.

In texts, {server} is the address of the local server, {host} that without its "http://", {port} the port of a "server",
{port2} one more, {folder} the folder in which the code is run.
"""

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from codes import Piece

PATH = Path(__file__).with_name("recipes.toml")
SAMPLES = Path(__file__).with_name("samples")
HOWS = ("python", "shell", "pytest", "server", "gui", "stays", "none")
# Seconds that a program may take, or that a window is watched.
LIMIT = {"gui": 6, "stays": 6}
USUAL_LIMIT = 120


@dataclass
class Recipe:
    """How one piece of code is run. The fields are the keys that are described above."""

    how: str = "python"
    why_not: str = ""
    name: str = "example.py"
    command: str = ""
    stdin: str = ""
    ask: str = "/"
    body: str = ""
    expect: str = ""
    allow: str = ""
    before: str = ""
    then: str = ""
    python: str = ""
    seconds: int = 0
    packages: list[str] = field(default_factory=list)
    install: list[str] = field(default_factory=list)
    overrides: list[str] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)
    makes: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    replace: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    env: dict[str, str] = field(default_factory=dict)
    needs: dict[str, str] = field(default_factory=dict)

    @property
    def limit(self) -> int:
        """The seconds that count for this way to run."""
        return self.seconds or LIMIT.get(self.how, USUAL_LIMIT)


KEYS = {row.name for row in fields(Recipe)}
Tables = dict[str, dict[str, dict[str, Any]]]


def load(path: Path = PATH) -> Tables:
    """The tables of the file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def recipe(tables: Tables, piece: Piece) -> Recipe:
    """The recipe of a piece: what its language asks for, what the exercise shares, and its own."""
    usual = {"how": "shell", "name": "example.sh"} if piece.language == "shell" else {}
    found: dict[str, Any] = usual | tables.get("all", {}).get(piece.field, {})
    own = tables.get(piece.tool, {}).get(piece.field, {})
    for key, value in own.items():
        found[key] = found[key] | value if isinstance(value, dict) and key in found else value
    if found.get("how") == "pytest":
        found.setdefault("name", "test_example.py")
    if piece.language not in ("Python", "shell") and found.get("how") != "none" and "command" not in found:
        found = {"how": "none", "why_not": f"no recipe for {piece.language}"}
    return Recipe(**found)


def unused(tables: Tables, pieces: list[Piece]) -> list[str]:
    """The recipes of no code in the catalog: they can go."""
    known = {piece.key for piece in pieces} | {("all", piece.field) for piece in pieces}
    return [f"[{tool}.{name}]" for tool, rows in tables.items() for name in rows if (tool, name) not in known]


def faults(tables: Tables) -> list[str]:
    """What is wrong with the recipes: unknown keys and ways, a reason that is missing."""
    found = []
    for tool, rows in tables.items():
        for name, row in rows.items():
            entry = f"[{tool}.{name}]"
            found += [f"{entry} has an unknown key: {key}" for key in row.keys() - KEYS]
            if row.get("how", "python") not in HOWS:
                found.append(f"{entry} names an unknown way: {row['how']}")
            if (row.get("how") == "none") != ("why_not" in row):
                found.append(f'{entry}: how = "none" and why_not belong together')
    return found
