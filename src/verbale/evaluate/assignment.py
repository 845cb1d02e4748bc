"""The assignment problem on a sparse bipartite graph, exactly and without dependencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

Pair = tuple[int, int]


def assign(weights: Mapping[Pair, int]) -> list[Pair]:
    """The one-to-one pairs ``(row, column)`` of the greatest total weight, in order of rows.

    ``weights`` holds the pairs that may be chosen, with weights above 0. Each connected component is solved
    by itself with the Hungarian method (Kuhn 1955; shortest augmenting paths as in Jonker and Volgenant 1987).
    """
    chosen: list[Pair] = []
    for edges in _components(weights):
        if len(edges) == 1:
            chosen += edges
            continue
        rows = sorted({row for row, _ in edges})
        columns = sorted({column for _, column in edges})
        if len(rows) <= len(columns):
            table = [[weights.get((row, column), 0) for column in columns] for row in rows]
            found = [(rows[i], columns[j]) for i, j in _solve(table)]
        else:
            table = [[weights.get((row, column), 0) for row in rows] for column in columns]
            found = [(rows[j], columns[i]) for i, j in _solve(table)]
        chosen += (pair for pair in found if weights.get(pair, 0) > 0)
    return sorted(chosen)


def _components(weights: Mapping[Pair, int]) -> list[list[Pair]]:
    """The edges, grouped by connected component."""
    by_row: dict[int, list[int]] = defaultdict(list)
    by_column: dict[int, list[int]] = defaultdict(list)
    for row, column in weights:
        by_row[row].append(column)
        by_column[column].append(row)
    seen: set[int] = set()
    components = []
    for start in sorted(by_row):
        if start in seen:
            continue
        seen.add(start)
        queue, edges = [start], []
        for row in queue:
            for column in by_row[row]:
                edges.append((row, column))
                for other in by_column[column]:
                    if other not in seen:
                        seen.add(other)
                        queue.append(other)
        components.append(edges)
    return components


def _solve(table: list[list[int]]) -> list[Pair]:
    """A column for each row of ``table`` (no more rows than columns) that maximises the sum."""
    n, m = len(table), len(table[0])
    row_price, column_price = [0] * (n + 1), [0] * (m + 1)
    owner = [0] * (m + 1)  # row of each column, counted from 1; 0: free
    for row in range(1, n + 1):
        owner[0] = row
        column = 0
        slack: list[int | None] = [None] * (m + 1)
        way, used = [0] * (m + 1), [False] * (m + 1)
        while owner[column]:
            used[column] = True
            column = _grow(table, owner, column, row_price, column_price, slack, way, used)
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return [(owner[column] - 1, column - 1) for column in range(1, m + 1) if owner[column]]


def _grow(
    table: list[list[int]],
    owner: list[int],
    column: int,
    row_price: list[int],
    column_price: list[int],
    slack: list[int | None],
    way: list[int],
    used: list[bool],
) -> int:
    """One step of the shortest augmenting path from ``column``; the column it reaches."""
    row, best, reached = owner[column], None, 0
    for j in range(1, len(owner)):
        if used[j]:
            continue
        reduced = -table[row - 1][j - 1] - row_price[row] - column_price[j]
        known = slack[j]
        if known is None or reduced < known:
            slack[j] = known = reduced
            way[j] = column
        if best is None or known < best:
            best, reached = known, j
    step = best or 0
    for j, is_used in enumerate(used):
        if is_used:
            row_price[owner[j]] += step
            column_price[j] -= step
        elif (known := slack[j]) is not None:
            slack[j] = known - step
    return reached
