"""Why an item was found: what its rule says of itself."""

from __future__ import annotations

import inspect
import pkgutil
import re
from functools import cache
from importlib import import_module


def why(rule: str) -> str | None:
    """What the rule of this name finds, in its own words: the first line of its docstring.

    A name made of several (``infinitive+relay``) is explained part by part; ``None`` where nothing is known of it.
    """
    known = _rules()
    parts = [known[name] for name in re.findall(r"\w+", rule) if name in known]
    return " ".join(parts) or None


@cache
def _rules() -> dict[str, str]:
    """The first docstring line of every public function of the extraction stage, by the function's name."""
    import verbale.extract

    found: dict[str, str] = {}
    for module in pkgutil.walk_packages(verbale.extract.__path__, "verbale.extract."):
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            doc = inspect.getdoc(function)
            if doc and not name.startswith("_") and function.__module__ == module.name:
                found.setdefault(name, doc.splitlines()[0])
    return found
