#!/usr/bin/env python3
"""Write requirements.txt, and one such file for each extra of the project, from what is installed here.

Takes the dependencies that pyproject.toml names, follows them through the metadata of the installed packages
and pins each at its installed version. Run it in a virtual environment where the checks pass.
"""

from __future__ import annotations

import tomllib
from importlib.metadata import requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Exact versions that the checks run with. Written by scripts/pins.py; do not edit.\n"


def closure(wanted: list[str]) -> dict[str, str]:
    """Version by canonical name of all that ``wanted`` needs, itself included."""
    pins: dict[str, str] = {}
    queue = [Requirement(text) for text in wanted]
    for requirement in queue:
        name = canonicalize_name(requirement.name)
        if name in pins and not requirement.extras:
            continue
        pins[name] = version(name)
        for text in requires(name) or ():
            needed = Requirement(text)
            wanted_by = needed.marker is None or any(
                needed.marker.evaluate({"extra": extra}) for extra in (requirement.extras or {""})
            )
            if wanted_by:
                queue.append(needed)
    return pins


def write(path: Path, pins: dict[str, str], before: str = "") -> None:
    """Write ``pins`` as a requirements file, in order of names."""
    lines = [f"{name}=={pins[name]}" for name in sorted(pins)]
    path.write_text(HEADER + before + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(lines)} packages")


def main() -> None:
    """Write all files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = closure(project["dependencies"])
    write(ROOT / "requirements.txt", needed)
    for extra, wanted in project["optional-dependencies"].items():
        own = {name: pin for name, pin in closure(wanted).items() if name not in needed}
        write(ROOT / f"requirements-{extra}.txt", own, "-r requirements.txt\n")


if __name__ == "__main__":
    main()
