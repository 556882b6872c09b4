"""Checks the examples in the catalog: each is correct Python, and those that need only the standard library run.

Usage: python3 tests/examples.py. Needs no packages; reads assets/catalog.json.
"""

import ast
import json
import subprocess
import sys
import tempfile
from pathlib import Path

CATALOG = Path(__file__).parent.parent / "assets" / "catalog.json"
SECONDS = 60
# Examples that import nothing but the standard library and still cannot run here, and why.
NOT_RUN = {
    "anaconda": "calls a program that need not be there",
    "borgbackup": "calls a program that need not be there",
    "briefcase": "calls a program that need not be there",
    "buildozer": "calls a program that need not be there",
    "cron": "changes the crontab of whoever runs it",
    "jupyterlab": "a configuration: Jupyter brings get_config",
    "mypy": "shows a mistake that mypy finds",
    "nuitka": "calls a program that need not be there",
    "poetry": "calls a program that need not be there",
    "ruff": "calls a program that need not be there",
    "systemd-timers": "sets a timer of whoever runs it",
    "termux": "calls a program of the phone",
    "tkinter": "opens a window",
    "turtle": "opens a window",
}


def needs_only_the_standard_library(tree: ast.Module) -> bool:
    """Returns true if all imports come with Python."""
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return all(name.split(".")[0] in sys.stdlib_module_names for name in names)


def faults_of_running(example: str) -> list[str]:
    """Runs an example in a folder of its own and returns what goes wrong."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", example]
        try:
            run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return [f"does not end within {SECONDS} seconds"]
        left = sorted(path.name for path in Path(folder).iterdir())
    found = []
    if run.returncode != 0:
        found.append(f"fails: {(run.stderr.strip() or 'without a word').splitlines()[-1]}")
    if left:
        found.append(f"leaves files behind: {', '.join(left)}")
    return found


def faults(tool: dict, ran: set[str]) -> list[str]:
    """Returns what is wrong with the example of a tool. Adds the tool to `ran` if the example needs only the standard library."""
    example = tool.get("example")
    if example is None:
        return []
    found = [f"line longer than 78 characters: {line}" for line in example.split("\n") if len(line) > 78]
    try:
        tree = ast.parse(example)
    except SyntaxError as error:
        return [*found, f"not Python: {error}"]
    if needs_only_the_standard_library(tree):
        ran.add(tool["id"])
        if tool["id"] not in NOT_RUN:
            found += faults_of_running(example)
    return found


def main() -> int:
    tools = json.loads(CATALOG.read_text(encoding="utf-8"))["tools"]
    ran: set[str] = set()
    wrong = [(tool["id"], fault) for tool in tools for fault in faults(tool, ran)]
    wrong += [(name, "is in NOT_RUN, but needs no exception; take it off that list") for name in NOT_RUN.keys() - ran]
    for name, fault in wrong:
        print(f'assets/catalog.json: tool "{name}", field "example": {fault}')
    examples = sum("example" in tool for tool in tools)
    failed = len({name for name, _ in wrong})
    print(f"{examples - failed} passed, {failed} failed; {len(ran) - len(NOT_RUN)} ran, {len(NOT_RUN)} cannot run here")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
