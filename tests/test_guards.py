"""The house rules that a machine can check: who imports whom, and what no module may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import drumjam
from drumjam.cli.parser import parse

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "drumjam").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
LONGEST_MODULE = 300

MAY_IMPORT = {
    "rules": set[str](),
    "midi": {"rules"},
    "formats": {"midi", "rules"},
    "sound": {"midi", "rules"},
    "setlist": {"formats", "midi", "rules"},
    "library": {"formats", "midi", "rules"},
    "game": {"library", "formats", "sound", "midi", "rules"},
    "cli": {"game", "library", "formats", "sound", "midi", "rules"},
}
"""Rooms of the house, and the rooms each may import."""

ONLY_IN = {
    "pygame": ("game",),
    "mido": ("game/inputs", "formats", "setlist"),
    "rtmidi": ("game/inputs",),
    "time": ("game",),
    "random": ("game",),
    "socket": (),
    "urllib": (),
    "http": (),
    "ssl": (),
}
"""Modules that only some rooms may import: the window, live MIDI, the wall clock, unseeded chance, the network."""

FORBIDDEN_NAMES = {"utils", "util", "common", "core", "base", "helpers", "helper", "manager", "misc"}


@cache
def tree(path: Path) -> ast.Module:
    """A module, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def room(path: Path) -> str:
    """Where in the package a module is: its folder, or "" at the top."""
    return path.relative_to(ROOT / "drumjam").parent.as_posix().replace(".", "")


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports, anywhere in it, by its dotted name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield str(node.module)


def public(path: Path) -> Iterator[tuple[str, str | None]]:
    """Public modules, classes and functions with their docstrings."""
    yield path.name, ast.get_docstring(tree(path))
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name, ast.get_docstring(node)
            methods = node.body if isinstance(node, ast.ClassDef) else []
            for inner in methods:
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_") and not overloads(inner):
                    yield f"{node.name}.{inner.name}", ast.get_docstring(inner)


def overloads(node: ast.FunctionDef) -> bool:
    """Whether a function only tells the types of another one of its name."""
    return any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list)


def strings(path: Path) -> Iterator[str]:
    """Every text in a module that is not documentation."""
    documentation = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


@pytest.mark.parametrize("name", sorted(MAY_IMPORT))
def test_imports_go_one_way(name: str) -> None:
    """A room imports only the rooms below it."""
    allowed = MAY_IMPORT[name] | {name}
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in MODULES
        if room(path).split("/")[0] == name
        for module in imports(path)
        if module.startswith("drumjam.") and module.split(".")[1] not in allowed
    ]
    assert wrong == []


def test_every_room_has_its_rule() -> None:
    """A new folder needs a line in the table."""
    assert {room(path).split("/")[0] for path in MODULES} - {""} == set(MAY_IMPORT)


@pytest.mark.parametrize("name", sorted(ONLY_IN))
def test_some_modules_are_imported_in_their_rooms_alone(name: str) -> None:
    """Pygame in the window, mido where MIDI is written or live, no chance and no network anywhere."""
    wrong = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if not any(f"{room(path)}/".startswith(f"{allowed}/") for allowed in ONLY_IN[name])
        and any(module.split(".")[0] == name for module in imports(path))
    ]
    assert wrong == []


def test_only_dependencies_are_imported() -> None:
    """Whatever is not in the standard library is named in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["midi"]]
    known = {re.split(r"[<>=; ]", line)[0].removeprefix("python-") for line in wanted} | {"drumjam"}
    foreign = {module.split(".")[0] for path in MODULES for module in imports(path)} - sys.stdlib_module_names
    assert foreign <= known


@pytest.mark.parametrize("name", ["rules", "midi", "formats", "sound"])
def test_a_room_below_the_window_needs_neither_pygame_nor_mido(name: str) -> None:
    """Each module of it can be imported where both are missing."""
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in MODULES if room(path) == name]
    script = (
        "import importlib, sys\n"
        "sys.modules['pygame'] = sys.modules['mido'] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""


def test_no_module_is_too_long() -> None:
    """A module of more than 300 lines hides a second noun; a table of words, or a score, is one however long."""
    tables = ("strings", "setlist")
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES if path.parent.name not in tables
    }
    assert [str(path) for path, length in lengths.items() if length > LONGEST_MODULE] == []


def test_modules_are_named_after_what_they_hold() -> None:
    """No drawer for odds and ends."""
    assert [str(path) for path in MODULES if {path.stem, *path.parts[:-1]} & FORBIDDEN_NAMES] == []


def test_the_game_names_no_host() -> None:
    """Nothing in the code could call out over the network."""
    wrong = [f"{path.relative_to(ROOT)}: {text[:60]}" for path in MODULES for text in strings(path) if "://" in text]
    assert wrong == []


def test_public_names_are_documented() -> None:
    """Modules, classes, functions and methods say what they are."""
    wrong = [f"{path.relative_to(ROOT)}: {name}" for path in MODULES for name, says in public(path) if not says]
    assert wrong == []


def test_every_test_states_its_promise() -> None:
    """A test without a sentence is a defect."""
    wrong = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in TESTS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert wrong == []


def test_nothing_is_left_to_do() -> None:
    """No note to self in the code."""
    marks = re.compile(r"\b(TO[D]O|FIXM[E]|XX[X]|HAC[K])\b")
    assert [str(path) for path in (*MODULES, *TESTS) if marks.search(path.read_text(encoding="utf-8"))] == []


def test_the_commands_of_the_readme_exist() -> None:
    """Every line of the README that begins with `drumjam` is understood."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^(?:\$ )?drumjam(?: +([^#\n]*))?", readme, re.MULTILINE)
    assert lines
    for line in lines:
        parse(line.split())


def test_the_version_is_one() -> None:
    """The package and its metadata agree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert drumjam.__version__ == project["version"]
