"""A corpus on many computers: quotations and groups as PySpark's DataFrames, equal to those of ``inquit extract`` and ``inquit group``.

In: DataFrames of articles, or of lines that ``extract`` wrote. Out: DataFrames. Needs ``pyspark>=4`` and ``pyarrow`` beside the module.

>>> from inquit import spark as iq                                                          # doctest: +SKIP
>>> lines = articles.mapInArrow(iq.extract(text="text", id="id"), iq.EXTRACT_SCHEMA)        # doctest: +SKIP
>>> groups = iq.group(lines)                                                                # doctest: +SKIP

What a row, a key, a link and a group is, is decided by the functions that the command uses. Here are the shuffles, the counts of the corpus, and
the connected components. No quotation comes to the driver: it sees counts, and how often each word occurs. docs/scale.md says what each step costs.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Any

from ._native import Extractor, NativePartition
from ._runs import whole_runs

EXTRACT_SCHEMA = "article string, line string"

# The native side has hashes of 64 bits as signed numbers, in the order of the unsigned ones.
_SIGN = 1 << 63

_ROWS = (
    "id string, print bigint, name bigint, article bigint, day int, text bigint, sketch array<bigint>, forms array<string>, "
    "last string, packed string, bad string"
)
_NUMBERED = _ROWS + ", part int, row bigint"
_KEYED = "key bigint, row bigint, day int, weight float, article bigint"
_LINKS = "a bigint, b bigint, score float, bonus float, event boolean, contained boolean, article_a bigint, article_b bigint"


def extract(
    *,
    text: str = "text",
    id: str = "id",
    outlet: str | None = None,
    date: str | None = None,
    title: str | None = None,
    url: str | None = None,
    indirect: bool = False,
) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """A function for ``DataFrame.mapInArrow(…, EXTRACT_SCHEMA)``: the lines of ``inquit extract --as article --format jsonl``, without the summary.

    The arguments name the columns. An article that cannot be read gives one line with ``"type":"error"``. Ids must be unique in the whole
    frame: within one batch equal ones become ``id~2``, over batches nobody notices.
    """
    columns = (id, text, title, url, outlet, date)
    return partial(_extract, columns, indirect)


def extract_batch(table: Any, **columns: Any) -> Any:
    """The same for one table or batch of pyarrow, as Ray's ``map_batches(…, batch_format="pyarrow")`` and Dask call it."""
    import pyarrow

    batches = table.to_batches() if hasattr(table, "to_batches") else [table]
    schema = pyarrow.schema([("article", pyarrow.string()), ("line", pyarrow.string())])
    return pyarrow.Table.from_batches(list(extract(**columns)(batches)), schema=schema)


def _extract(columns: tuple[str | None, ...], indirect: bool, batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow

    extractor = _extractor(indirect)
    for batch in batches:
        nothing = [None] * batch.num_rows
        given = [nothing if name is None else batch.column(name).to_pylist() for name in columns]
        rows = [tuple(value if value is None else str(value) for value in row) for row in zip(*given, strict=True)]
        # An article without an id or a text is an error of its own.
        found = extractor.lines([(row[0] or "", row[1] or "", row[2], row[3], row[4], row[5]) for row in rows])
        articles, lines = [], []
        for row, (error, own) in zip(rows, found, strict=True):
            if error is not None or not row[0]:
                message = error if row[0] else "the article has no id"
                own = [json.dumps({"type": "error", "id": row[0], "message": message}, ensure_ascii=False, separators=(",", ":"))]
            articles += [row[0]] * len(own)
            lines += own
        yield pyarrow.RecordBatch.from_pydict({"article": pyarrow.array(articles, pyarrow.string()), "line": pyarrow.array(lines, pyarrow.string())})


@lru_cache(maxsize=2)
def _extractor(indirect: bool) -> Extractor:
    # The cluster has the cores.
    return Extractor(indirect=indirect, threads=1)


@lru_cache(maxsize=1)
def _partition(figures: str | None) -> NativePartition:
    return NativePartition(figures)


def group(quotes: Any, *, line: str = "line") -> Any:
    """The groups of quotations: a DataFrame ``id string, group string``, as ``inquit group`` gives them for the same lines.

    ``line`` is the column with the lines, of any form that ``inquit group`` reads; each needs an id. Lines of another type, as those of errors, give
    nothing; a line that cannot be read is left out with a warning. Every step is a shuffle over ``spark.sql.shuffle.partitions`` partitions and
    is kept on the executors, or in the checkpoint directory if one is set, which a cluster that loses computers needs.
    """
    from pyspark.sql import functions as F

    rows = _kept(quotes.select(F.col(line).alias("line")).mapInArrow(_rows, _ROWS))
    bad = rows.filter("bad IS NOT NULL")
    if (count := bad.count()) > 0:
        warnings.warn(f"{count} lines give no quotation, the first because {bad.first()['bad']}", stacklevel=2)
    rows = rows.filter("bad IS NULL")
    if rows.isEmpty():
        return rows.selectExpr("id", "'' AS group")
    numbered = _numbered(rows.dropDuplicates(["id", "print"]))
    figures = rows.sparkSession.sparkContext.broadcast(json.dumps(_figures(numbered)))
    links = _kept(_links(numbered, figures))
    settled = _settled(numbered, links, figures)
    names = numbered.selectExpr("row AS first", "name")
    named = settled.join(names, "first").join(numbered.select("row", "id", "print"), "row").select("id", "print", "name")
    found = rows.select("id", "print").join(named, ["id", "print"])
    return found.mapInArrow(_shown, "id string, group string")


def _kept(frame: Any) -> Any:
    """The frame as it is now. A task that runs again finds the same rows in the same partitions."""
    context = frame.sparkSession.sparkContext
    is_set = context.getCheckpointDir() is not None
    return frame.checkpoint() if is_set else frame.localCheckpoint()


def _sorted(frame: Any, key: str, *order: str) -> Any:
    return frame.repartition(key).sortWithinPartitions(key, *order)


def _rows(batches: Iterable[Any]) -> Iterator[Any]:
    partition = _partition(None)
    schema = _arrow_rows()
    for batch in batches:
        lines = ["" if line is None else line for line in batch.column(0).to_pylist()]
        rows, bad = partition.rows(lines)
        values: list[tuple[Any, ...]] = [(*row, None) for row in rows]
        values += [(*[None] * 10, reason) for _, reason in bad]
        yield _batch(values, schema)


def _arrow_rows() -> Any:
    import pyarrow

    words, number = pyarrow.string(), pyarrow.int64()
    kinds = (words, number, number, number, pyarrow.int32(), number, pyarrow.list_(number), pyarrow.list_(words), words, words, words)
    return pyarrow.schema(list(zip("id print name article day text sketch forms last packed bad".split(), kinds, strict=True)))


def _batch(values: list[tuple[Any, ...]], schema: Any) -> Any:
    import pyarrow

    columns = list(zip(*values, strict=True)) if values else [()] * len(schema)
    arrays = [pyarrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def _numbered(rows: Any) -> Any:
    """The rows with their numbers, in the order of (id, print), which is that of one computer."""
    from pyspark.sql import functions as F

    parts = int(rows.sparkSession.conf.get("spark.sql.shuffle.partitions"))
    ordered = rows.repartitionByRange(parts, "id", "print").sortWithinPartitions("id", "print")
    ordered = _kept(ordered.withColumn("part", F.spark_partition_id()))
    starts, next_row = {}, 0
    for part, count in sorted((row["part"], row["count"]) for row in ordered.groupBy("part").count().collect()):
        starts[part] = next_row
        next_row += count
    return _kept(ordered.mapInArrow(partial(_number, starts), _NUMBERED))


def _number(starts: dict[int, int], batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow

    done = 0
    for batch in batches:
        if batch.num_rows == 0:
            continue
        first = starts[batch.column("part")[0].as_py()] + done
        done += batch.num_rows
        numbers = pyarrow.array(range(first, first + batch.num_rows), pyarrow.int64())
        yield pyarrow.RecordBatch.from_arrays([*batch.columns, numbers], names=[*batch.schema.names, "row"])


def _figures(numbered: Any) -> dict[str, Any]:
    """What is counted in the whole corpus. Texts that are equal count once, and so do those that are nearly the same."""
    from pyspark.sql import functions as F

    first = numbered.groupBy("text").agg(F.min("row").alias("row"))
    texts = _kept(numbered.join(first, ["text", "row"]).select("row", "sketch", "forms", "packed"))
    bands = texts.filter("sketch IS NOT NULL").select("row", F.posexplode("sketch").alias("band", "hash"))
    firsts = bands.groupBy("band", "hash").agg(F.min("row").alias("first"))
    pairs = bands.join(firsts, ["band", "hash"]).filter("row != first").select("row", "first").distinct()
    own, other = texts.selectExpr("row", "packed AS own"), texts.selectExpr("row AS first", "packed AS other")
    near = pairs.join(own, "row").join(other, "first").mapInArrow(_alike, "a bigint, b bigint")
    labels = _components(near).withColumnRenamed("node", "row")
    labelled = texts.join(labels, "row", "left").select(F.coalesce("label", "row").alias("text"), "forms")
    labelled = _kept(labelled)
    words = labelled.select("text", F.explode("forms").alias("form")).distinct().groupBy("form").count()
    names = {row["last"]: row["count"] for row in numbered.filter("last IS NOT NULL").groupBy("last").count().collect()}
    about = numbered.agg(F.count("*").alias("rows"), F.min("day").alias("first"), F.max("day").alias("last")).first()
    different, counted = labelled.count(), labelled.select("text").distinct().count()
    return {
        "rows": about["rows"],
        "texts": counted,
        "repeats": different - counted,
        "days": None if about["first"] is None else [about["first"], about["last"]],
        "named": sum(names.values()),
        "names": names,
        "words": {row["form"]: row["count"] for row in words.collect()},
    }


def _alike(batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow

    partition = _partition(None)
    schema = pyarrow.schema([("a", pyarrow.int64()), ("b", pyarrow.int64())])
    for batch in batches:
        a, b, own, other = (batch.column(name).to_pylist() for name in ("row", "first", "own", "other"))
        same = partition.alike(own, other)
        yield _batch([(x, y) for x, y, is_one in zip(a, b, same, strict=True) if is_one], schema)


def _components(edges: Any) -> Any:
    """The least node that each node with an edge is joined with: ``node, label``. Large and small stars by turns (Kiveris and others 2014)."""
    from pyspark.sql import functions as F

    stars = _kept(edges.selectExpr("greatest(a, b) AS a", "least(a, b) AS b").filter("a != b").distinct())
    before = None
    while (now := _known(stars)) != before:
        before = now
        both = stars.union(stars.selectExpr("b AS a", "a AS b"))
        least = both.groupBy("a").agg(F.min("b").alias("m")).selectExpr("a", "least(a, m) AS m")
        large = both.join(least, "a").filter("b > a").selectExpr("b AS a", "m AS b").distinct()
        least = large.groupBy("a").agg(F.min("b").alias("m"))
        small = large.join(least, "a").selectExpr("b AS a", "m AS b").union(least.selectExpr("a", "m AS b"))
        stars = _kept(small.filter("a != b").distinct())
    roots = stars.selectExpr("b AS node", "b AS label").distinct()
    return stars.selectExpr("a AS node", "b AS label").union(roots)


def _known(stars: Any) -> tuple[Any, ...]:
    from pyspark.sql import functions as F

    row = stars.agg(F.count("*"), F.sum(F.xxhash64("a", "b").cast("decimal(38,0)"))).first()
    return tuple(row)


def _links(numbered: Any, figures: Any) -> Any:
    """The links that the score allows."""
    from pyspark.sql import functions as F

    keyed = numbered.select("row", "article", "packed").mapInArrow(partial(_keys, figures), _KEYED)
    sized = _kept(_sorted(keyed, "key", "day", "row").mapInArrow(_sizes, _KEYED + ", size bigint"))
    of_row = _sorted(sized.select("row", "key", "size"), "row", "key")
    followed = of_row.mapInArrow(_followed, "row bigint, key bigint").withColumn("followed", F.lit(True))
    marked = sized.drop("size").join(followed, ["row", "key"], "left").fillna(False, ["followed"])
    pairs = _sorted(marked, "key", "day", "row").mapInArrow(_candidates, "row bigint, other bigint, size bigint, weeks bigint")
    # Of the keys by which a row finds another the rarest counts.
    pairs = pairs.groupBy("row", "other").agg(F.min(F.struct("size", "weeks")).alias("key"))
    pairs = pairs.select("row", "other", "key.size", "key.weeks")
    own = numbered.selectExpr("row", "packed AS own", "article AS own_article")
    its = numbered.selectExpr("row AS other", "packed AS its", "article AS its_article")
    return pairs.join(own, "row").join(its, "other").mapInArrow(partial(_scored, figures), _LINKS)


def _keys(figures: Any, batches: Iterable[Any]) -> Iterator[Any]:
    partition = _partition(figures.value)
    schema = _keyed_schema()
    for batch in batches:
        rows, articles, packed = (batch.column(name).to_pylist() for name in ("row", "article", "packed"))
        keys, days, weights = partition.keys(packed)
        values = [
            (key, row, day, weight, article)
            for row, article, own, day, weight in zip(rows, articles, keys, days, weights, strict=True)
            for key in own
        ]
        yield _batch(values, schema)


def _keyed_schema() -> Any:
    import pyarrow

    number = pyarrow.int64()
    kinds = (number, number, pyarrow.int32(), pyarrow.float32(), number)
    return pyarrow.schema(list(zip("key row day weight article".split(), kinds, strict=True)))


def _entries(table: Any) -> tuple[Any, ...]:
    return tuple(table.column(name).to_pylist() for name in ("key", "row", "day", "weight", "article"))


def _sizes(batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow
    from pyarrow import compute

    for table in whole_runs(batches, "key"):
        sizes = pyarrow.array(_partition(None).sizes(_entries(table)), pyarrow.int64())
        table = table.select(["key", "row", "day", "weight", "article"]).append_column("size", sizes)
        # A key that one row holds brings it to nobody.
        yield from table.filter(compute.greater(sizes, 0)).to_batches()


def _followed(batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow

    for table in whole_runs(batches, "row"):
        rows, sizes = (table.column(name).to_pylist() for name in ("row", "size"))
        kept = pyarrow.array(_partition(None).followed(rows, sizes), pyarrow.bool_())
        yield from table.select(["row", "key"]).filter(kept).to_batches()


def _candidates(batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow

    schema = pyarrow.schema([(name, pyarrow.int64()) for name in ("row", "other", "size", "weeks")])
    for table in whole_runs(batches, "key"):
        pairs = _partition(None).candidates(_entries(table), table.column("followed").to_pylist())
        yield pyarrow.RecordBatch.from_arrays([pyarrow.array(column, pyarrow.int64()) for column in pairs], schema=schema)


def _scored(figures: Any, batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow

    number, real, flag = pyarrow.int64(), pyarrow.float32(), pyarrow.bool_()
    kinds = (number, number, real, real, flag, flag, number, number)
    names = "a b score bonus event contained article_a article_b".split()
    schema = pyarrow.schema(list(zip(names, kinds, strict=True)))
    partition = _partition(figures.value)
    for batch in batches:
        given = {name: batch.column(name).to_pylist() for name in batch.schema.names}
        packed = dict(zip(given["row"], given["own"], strict=True)) | dict(zip(given["other"], given["its"], strict=True))
        article = dict(zip(given["row"], given["own_article"], strict=True))
        article |= dict(zip(given["other"], given["its_article"], strict=True))
        numbers = sorted(packed)
        pairs = (given["row"], given["other"], given["size"], given["weeks"])
        links = partition.links(pairs, numbers, [packed[row] for row in numbers])
        yield _batch([(*link, article[link[0]], article[link[1]]) for link in zip(*links, strict=True)], schema)


def _settled(numbered: Any, links: Any, figures: Any) -> Any:
    """The first row of the group of each row: ``row, first``. Articles that links join are settled together."""
    from pyspark.sql import functions as F

    joined = links.filter("NOT event").selectExpr("article_a AS a", "article_b AS b")
    labels = _kept(_components(joined))
    part = F.coalesce("label", "article").alias("part")
    rows = numbered.join(labels.withColumnRenamed("node", "article"), "article", "left").select(part, "row", "packed")
    nothing = [F.lit(None).cast(kind).alias(name) for name, kind in (("b", "bigint"), ("score", "float"), ("bonus", "float"))]
    nothing += [F.lit(None).cast("boolean").alias(name) for name in ("event", "contained")]
    rows = rows.select("part", "row", "packed", *nothing)
    # A link that holds for one event only joins no articles, and counts where others have joined them.
    own = labels.selectExpr("node AS article_a", "label AS own")
    its = labels.selectExpr("node AS article_b", "label AS its")
    inside = links.join(own, "article_a", "left").join(its, "article_b", "left")
    inside = inside.withColumn("part", F.coalesce("own", "article_a")).filter(F.col("part") == F.coalesce("its", "article_b"))
    packed = F.lit(None).cast("string").alias("packed")
    inside = inside.select("part", F.col("a").alias("row"), packed, "b", "score", "bonus", "event", "contained")
    all_of_it = _sorted(rows.union(inside), "part", "row", "b")
    return _kept(all_of_it.mapInArrow(partial(_settle, figures), "row bigint, first bigint"))


def _settle(figures: Any, batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow
    from pyarrow import compute

    partition = _partition(figures.value)
    schema = pyarrow.schema([("row", pyarrow.int64()), ("first", pyarrow.int64())])
    for table in whole_runs(batches, "part"):
        is_row = compute.is_valid(table.column("packed"))
        rows = table.filter(is_row).sort_by("row")
        links = table.filter(compute.invert(is_row))
        numbers = rows.column("row").to_pylist()
        given = tuple(links.column(name).to_pylist() for name in ("row", "b", "score", "bonus", "event", "contained"))
        firsts = partition.settle(numbers, rows.column("packed").to_pylist(), given)
        yield _batch(list(zip(numbers, firsts, strict=True)), schema)


def _shown(batches: Iterable[Any]) -> Iterator[Any]:
    import pyarrow

    for batch in batches:
        groups = [f"{name + _SIGN:016x}" for name in batch.column("name").to_pylist()]
        arrays = [batch.column("id"), pyarrow.array(groups, pyarrow.string())]
        yield pyarrow.RecordBatch.from_arrays(arrays, names=["id", "group"])
