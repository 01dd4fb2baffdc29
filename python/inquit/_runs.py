"""Record batches of a sorted partition → tables that hold whole runs of equal keys. Memory is bounded by the longest run, not by the partition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

# Rows that are brought together before they are handed over.
ENOUGH = 20_000


def whole_runs(batches: Iterable[Any], key: str, enough: int = ENOUGH) -> Iterator[Any]:
    """Tables of whole runs of ``key``, about ``enough`` rows each, in the order of the batches."""
    import pyarrow

    held: list[Any] = []
    count = 0
    for batch in batches:
        if batch.num_rows == 0:
            continue
        held.append(batch)
        count += batch.num_rows
        if count < enough:
            continue
        table = pyarrow.Table.from_batches(held)
        end = _last_run(table.column(key))
        if end > 0:
            yield table.slice(0, end)
        rest = table.slice(end)
        held = rest.to_batches()
        # A long run is looked at again only when it has grown by as much.
        count = 0 if end > 0 else enough - rest.num_rows
    if held:
        yield pyarrow.Table.from_batches(held)


def _last_run(column: Any) -> int:
    """Where the last run begins."""
    last = column[-1].as_py()
    end = len(column)
    low, high = 0, end - 1
    # The column is sorted: the begin is found by halving.
    while low < high:
        middle = (low + high) // 2
        if column[middle].as_py() == last:
            high = middle
        else:
            low = middle + 1
    return low
