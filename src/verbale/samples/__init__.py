"""Sample reports about invented people, states and organisations: for the demonstration and the tests.

>>> [path.name for path in paths()][:3]
['address.txt', 'briefing.txt', 'digest.txt']
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def paths() -> tuple[Path, ...]:
    """The files of the sample reports, by name."""
    return tuple(sorted(path for path in _FOLDER.iterdir() if path.suffix in {".txt", ".html"}))
