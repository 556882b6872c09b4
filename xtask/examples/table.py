"""The table of what ran: tests/examples.tsv. Owns its format; a test and a run of all examples share it."""

import os
from dataclasses import dataclass
from pathlib import Path

HEADER = ["tool", "field", "hash", "version", "day", "result"]
RAN = "ran"
NOT_RUN = "not run: "

Key = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """What became of a piece of code: of which text, with which version of the package, on which day."""

    hash: str
    version: str
    day: str
    result: str


def read(path: Path) -> dict[Key, Row]:
    """The rows by tool and field; none if there is no table yet."""
    if not path.exists():
        return {}
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    if header.split("\t") != HEADER:
        raise ValueError(f"{path}: the first line is not {' '.join(HEADER)}")
    rows = {}
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(HEADER):
            raise ValueError(f"{path}:{number}: {len(cells)} columns instead of {len(HEADER)}")
        rows[cells[0], cells[1]] = Row(*cells[2:])
    return rows


def write(path: Path, rows: dict[Key, Row]) -> None:
    """Writes the table aside and renames it, so that it is never half-written."""
    lines = [[*key, row.hash, row.version, row.day, row.result] for key, row in sorted(rows.items())]
    aside = path.with_suffix(".tsv.new")
    aside.write_text("".join("\t".join(cells) + "\n" for cells in [HEADER, *lines]), encoding="utf-8")
    os.replace(aside, path)
