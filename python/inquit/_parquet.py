"""Quotations as Parquet. In: a table of articles. Out: a file, written a group of rows at a time. Needs pyarrow, as all tables do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ._arrow import extract_arrow

# Rows of one group: what a reader of the file unpacks at once.
GROUP = 100_000


def extract_parquet(table: Any, path: str | os.PathLike[str], **columns: Any) -> int:
    """Writes the quotations of a table of articles to a Parquet file and returns how many rows it has; ``columns`` are those of `extract_arrow`.

    A stream: no more than one group of rows and one batch of the table is held. The file appears under its name when it is whole.
    """
    reader = extract_arrow(table, **columns)
    from pyarrow import Table, parquet

    whole = Path(path)
    part = whole.with_name(whole.name + ".part")
    held: list[Any] = []
    count = waiting = 0
    try:
        with parquet.ParquetWriter(part, reader.schema, compression="zstd") as writer:
            for batch in reader:
                held.append(batch)
                count += batch.num_rows
                waiting += batch.num_rows
                if waiting >= GROUP:
                    writer.write_table(Table.from_batches(held, reader.schema))
                    held, waiting = [], 0
            if held:
                writer.write_table(Table.from_batches(held, reader.schema))
        part.replace(whole)
    finally:
        part.unlink(missing_ok=True)
    return count
