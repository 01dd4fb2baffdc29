"""Quotations of a corpus on a cluster with nothing but the program: batches of articles are piped through it.

In: a DataFrame with `id` and `text`, and where known `outlet`, `date`, `url` and `title`. Out: a row for each line of
`inquit extract --as article --format jsonl`, and for each article that cannot be read a line with "type":"error". README.md says how to run it.
"""

import json
import re
import subprocess
import sys

import pyarrow
from pyspark import SparkFiles

SCHEMA = "article string, line string"
COMMAND = ["extract", "-v", "--threads", "1", "--format", "jsonl", "--as", "article", "-"]
# What the program says of a record that it cannot read: its line in the batch, and why.
BAD = re.compile(r"error: standard input:(\d+): (.*)")


def extract(batches):
    """For `DataFrame.mapInArrow(extract, SCHEMA)`."""
    for batch in batches:
        rows = [{key: str(value) for key, value in row.items() if value is not None} for row in batch.to_pylist()]
        if rows:
            found = lines(rows, SparkFiles.get("inquit"))
            columns = [pyarrow.array([row[at] for row in found], pyarrow.string()) for at in (0, 1)]
            yield pyarrow.RecordBatch.from_arrays(columns, ["article", "line"])


def lines(rows, program):
    """The lines of some articles, each with the id of its article."""
    given = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    done = subprocess.run([program, *COMMAND], input=given, capture_output=True, encoding="utf-8")
    written = done.stdout.splitlines()
    # 1: nothing was found; 2: some articles cannot be read. The last line shows that none is missing.
    if done.returncode not in (0, 1, 2) or not written or json.loads(written.pop())["type"] != "summary":
        raise RuntimeError(done.stderr[-2000:])
    found = [(json.loads(line)["article"], line) for line in written]
    for number, why in BAD.findall(done.stderr):
        article = rows[int(number) - 1].get("id")
        found.append((article, json.dumps({"type": "error", "id": article, "message": why}, ensure_ascii=False)))
    return found


if __name__ == "__main__":
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("inquit").getOrCreate()
    articles = spark.read.parquet(sys.argv[1])
    articles.mapInArrow(extract, SCHEMA).write.parquet(sys.argv[2])
