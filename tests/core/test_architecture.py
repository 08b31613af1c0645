"""The house keeps its rules: who may import whom, and how large a room may grow."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = sorted(
    path for room in ("core", "ui", "build") for path in (ROOT / room).rglob("*.py")
) + sorted(ROOT.glob("main.py"))
# What each room of core may use of the others, small modules at the top of core included.
ROOMS: dict[str, set[str]] = {
    "model": set(),
    "measure": {"model", "collector"},
    "store": {"model", "collector"},
}


def test_every_import_contract_is_kept() -> None:
    # In a process of its own: it turns off the loggers of the one it runs in.
    code = (
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_lower_rooms_of_core_stand_on_the_model_alone() -> None:
    graph = grimp.build_graph("core", cache_dir=None)
    strays = [
        f"{module} imports {imported}"
        for room, allowed in ROOMS.items()
        for module in {f"core.{room}", *graph.find_descendants(f"core.{room}")}
        for imported in graph.find_modules_directly_imported_by(module)
        if imported.split(".")[1:2] not in [[name] for name in {room, *allowed}]
    ]
    assert strays == []


def test_core_runs_where_there_is_no_qt() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "core").rglob("*.py")
        if path.name != "__init__.py"
    ]
    code = (
        "import importlib, sys\n"
        "for name in ('PySide6', 'shiboken6', 'pyqtgraph', 'scipy'): sys.modules[name] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_module_and_no_function_is_two_ideas() -> None:
    large = []
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT).as_posix()
        spans = [(name, text.count("\n"), 400)] + [
            (f"{name}: {node.name}", 1 + (node.end_lineno or 0) - node.lineno, 60)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        large += [f"{what} has {lines} lines" for what, lines, most in spans if lines > most]
    assert large == []


def test_a_module_is_named_after_what_it_holds() -> None:
    vague = [path for path in SOURCES if re.search(r"manager|helper|utils?$", path.stem)]
    assert vague == []


def test_nothing_reaches_the_network_through_qt() -> None:
    reaching = [path for path in SOURCES if "QtNetwork" in path.read_text(encoding="utf-8")]
    assert reaching == []
