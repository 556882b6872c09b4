"""The pieces of code in the catalog. Pure: knows the catalog's fields and nothing of how code is run."""

import hashlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Piece:
    """One piece of code. `field` is "example", "shell" or "code:" and the category whose exercise the code solves."""

    tool: str
    field: str
    code: str
    language: str = "Python"
    package: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What the row and the recipe of this code are found by."""
        return self.tool, self.field

    @property
    def hash(self) -> str:
        """Twelve digits that change with the code."""
        return hashlib.sha256(self.code.encode()).hexdigest()[:12]


def pieces(catalog: dict[str, Any]) -> list[Piece]:
    """All code of a catalog, sorted as the table is."""
    found = []
    for tool in catalog["tools"]:
        package = tool.get("package")
        for field in ("example", "shell"):
            if field in tool:
                language = "shell" if field == "shell" else tool.get("language", "Python")
                found.append(Piece(tool["id"], field, tool[field], language, package))
        for place in tool["places"]:
            for field in ("code", "shell"):
                if field in place:
                    language = "shell" if field == "shell" else place.get("language", "Python")
                    found.append(Piece(tool["id"], f"code:{place['category']}", place[field], language, package))
    return sorted(found, key=lambda piece: piece.key)


def named(every: list[Piece], words: list[str]) -> list[Piece]:
    """The pieces of the tools and of the categories' exercises that are named."""
    return [piece for piece in every if piece.tool in words or piece.field.removeprefix("code:") in words]
