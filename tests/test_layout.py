"""The project's own rules: which way data flows, how long a file may be, what must not be in it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "verbale"
SOURCES = sorted(PACKAGE.rglob("*.py"))

# What each part of the package may import of the others. `verbale` itself is its version.
BELOW_ALL = {"types", "errors"}
ALLOWED: dict[str, set[str]] = {
    "types": set(),
    "errors": set(),
    "intake": BELOW_ALL,
    "language": BELOW_ALL,
    "extract": BELOW_ALL | {"language", "__init__"},
    "environment": BELOW_ALL,
    "identity": BELOW_ALL,
    "periods": BELOW_ALL,
    "verification": BELOW_ALL,
    "pipeline": BELOW_ALL | {"intake", "language", "extract"},
    "evaluate": BELOW_ALL,
    "export": BELOW_ALL | {"identity", "periods"},
    "samples": BELOW_ALL,
    "settings": {"environment"},  # names the apps and the middleware in strings, as Django wants it
    "store": BELOW_ALL
    | {"environment", "settings", "identity", "periods", "verification"}
    | {"intake", "language", "extract", "pipeline", "__init__"},
    "web": BELOW_ALL
    | {"store", "export", "identity", "periods", "environment", "verification"}
    | {"intake", "language", "extract", "pipeline", "__init__"},
    "cli": BELOW_ALL
    | {"intake", "language", "extract", "pipeline", "evaluate", "export", "verification", "samples", "__init__"}
    | {"environment", "periods", "store", "web"},
    "train": BELOW_ALL | {"intake", "language", "extract", "pipeline", "evaluate"},
    "__main__": {"cli"},
    "__init__": BELOW_ALL | {"pipeline", "verification"},
}
# What each room of the store may import of the others; the modules that stand in no room are tools for all of them.
STORE = PACKAGE / "store"
STORE_TOOLS = {"bulk", "folding", "hashing", "lookups", "opening", "transactions"}
STORE_ROOMS: dict[str, set[str]] = {
    "tools": set(),
    "search": set(),
    "models": {"search"},
    "readings": set(),
    "people": {"models", "readings"},
    "keeping": {"search", "models", "readings", "people"},
    "reviewing": {"search", "models", "readings", "people", "keeping"},
    "answers": {"search", "models", "people"},
    "upkeep": {"models", "readings", "people", "keeping", "reviewing"},
}
# Packages that are imported under another name than they are installed under.
IMPORT_NAMES = {
    "django-ninja": "ninja",
    "lingua-language-detector": "lingua",
    "pymorphy3-dicts-ru": "pymorphy3_dicts_ru",
}
LONGEST_FILE = 420  # lines; the aim is 400
LONGEST_FUNCTION = 50  # lines without the docstring; the aim is 40


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(tree: ast.Module) -> Iterator[str]:
    """The modules of the package that a source imports, also inside functions, as dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "verbale")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports inside the package are absolute"
            if node.module == "verbale":
                yield from (f"verbale.{alias.name}" for alias in node.names)
            elif node.module and node.module.startswith("verbale."):
                yield node.module


def parts_imported(path: Path) -> set[str]:
    parts = set()
    for name in imports_of(ast.parse(path.read_text(encoding="utf-8"))):
        part = name.split(".")[1] if "." in name else "__init__"
        is_module = (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").is_file()
        parts.add(part if is_module else "__init__")
    return parts


def test_every_part_has_its_place():
    assert {part_of(path) for path in SOURCES} <= set(ALLOWED)


@pytest.mark.parametrize("part", sorted(ALLOWED))
def test_data_flows_one_way(part):
    wrong = {
        str(path.relative_to(PACKAGE)): sorted(strange)
        for path in SOURCES
        if part_of(path) == part and (strange := parts_imported(path) - ALLOWED[part] - {part})
    }
    assert wrong == {}


def room_of(path: Path) -> str:
    room = path.relative_to(STORE).parts[0]
    return room if (STORE / room).is_dir() else "tools"


@pytest.mark.parametrize("room", sorted(STORE_ROOMS))
def test_the_rooms_of_the_store_have_an_order(room):
    allowed = STORE_ROOMS[room] | STORE_TOOLS | {room}
    wrong = {
        str(path.relative_to(STORE)): sorted(strange)
        for path in STORE.rglob("*.py")
        if room_of(path) == room and (strange := rooms_imported(path) - allowed)
    }
    assert wrong == {}


def rooms_imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {name.removeprefix("verbale.store.") for name in imports_of(tree) if name.startswith("verbale.store.")}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "verbale.store":
            names |= {alias.name for alias in node.names}
    return {name.split(".")[0] for name in names}


def test_every_module_of_the_store_is_in_a_room():
    assert {path.name for path in STORE.iterdir() if path.is_dir()} - {"__pycache__"} == (
        STORE_ROOMS.keys() - {"tools"} | {"migrations"}
    )
    assert {path.stem for path in STORE.glob("*.py")} == STORE_TOOLS | {"__init__", "apps"}


def test_extraction_knows_no_language_module():
    wrong = [
        str(path.relative_to(PACKAGE))
        for path in (PACKAGE / "extract").rglob("*.py")
        for name in imports_of(ast.parse(path.read_text(encoding="utf-8")))
        if re.match(r"verbale\.language\.(?!base\b)(?:[a-z]+ian)\b", name)
    ]
    assert wrong == []


def test_files_are_short_enough_to_hold_in_the_head():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCES
        if path.parent.name != "migrations"  # written by Django
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_fit_on_a_screen():
    long = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                if length > LONGEST_FUNCTION:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = length
    assert long == {}


def test_data_files_are_toml():
    for path in PACKAGE.rglob("*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8")), path


def test_what_is_imported_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.match(r"[\w-]+", text)[0] for text in project["dependencies"]]
    declared = (
        {IMPORT_NAMES.get(name, name.replace("-", "_")) for name in names} | {"verbale"} | sys.stdlib_module_names
    )
    training = declared | {"sklearn"}
    undeclared = {}
    for path in SOURCES:
        imported = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
        if strange := imported - (training if part_of(path) == "train" else declared):
            undeclared[str(path.relative_to(ROOT))] = sorted(strange)
    assert undeclared == {}


def test_pins_cover_what_the_project_needs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {"requirements.txt": project["dependencies"]}
    wanted |= {f"requirements-{extra}.txt": needed for extra, needed in project["optional-dependencies"].items()}
    for name, needed in wanted.items():
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if line and not line.startswith(("#", "-r "))]
        assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9A-Za-z.]*", line) for line in pins)
        pinned = {line.split("==")[0] for line in pins}
        assert {re.match(r"[\w-]+", text)[0].replace("_", "-").lower() for text in needed} <= pinned
