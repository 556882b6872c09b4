"""The examples in the catalog: each is correct Python; those of the standard library run.

Usage: python3 tests/examples.py. Needs no packages; reads assets/catalog.json.
"""

import ast
import json
import subprocess
import sys
import tempfile
from pathlib import Path

CATALOG = Path(__file__).parent.parent / "assets" / "catalog.json"
# These open a window.
NEEDS_A_DISPLAY = {"tkinter", "turtle"}


def faults(tool: dict) -> list[str]:
    """What is wrong with the example of a tool."""
    example = tool.get("example")
    if example is None:
        return []
    found = [f"line longer than 78 characters: {line}" for line in example.split("\n") if len(line) > 78]
    try:
        ast.parse(example)
    except SyntaxError as error:
        return [*found, f"not Python: {error}"]
    if tool["kind"] == "stdlib" and tool["id"] not in NEEDS_A_DISPLAY:
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run(
                [sys.executable, "-c", example], cwd=folder, capture_output=True, text=True, timeout=60, check=False
            )
            left = sorted(path.name for path in Path(folder).iterdir())
        if run.returncode != 0:
            found.append(f"fails: {run.stderr.strip().splitlines()[-1]}")
        if left:
            found.append(f"leaves files behind: {', '.join(left)}")
    return found


def main() -> int:
    tools = json.loads(CATALOG.read_text(encoding="utf-8"))["tools"]
    wrong = [(tool["id"], fault) for tool in tools for fault in faults(tool)]
    for name, fault in wrong:
        print(f'assets/catalog.json: tool "{name}", field "example": {fault}')
    examples = sum("example" in tool for tool in tools)
    print(f"{examples - len({name for name, _ in wrong})} passed, {len({name for name, _ in wrong})} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
