"""Tables in and out, batch by batch. In: anything with the Arrow PyCapsule interface (pyarrow, polars, duckdb, pandas 3). Out: a
``pyarrow.RecordBatchReader``, which has the same interface. pyarrow is looked for when a table comes, and not before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ._native import __version__, schema
from ._quotations import Extraction, Quotation, pipe

if TYPE_CHECKING:
    from ._sources import _Asked

ABOUT = {"inquit.schema": str(schema), "inquit.version": __version__}


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError("tables need pyarrow: pip install 'inquit[arrow]'") from error
    return pyarrow


def _reader(table: Any) -> Any:
    arrow = _pyarrow()
    if not hasattr(table, "__arrow_c_stream__"):
        raise TypeError(f"{type(table).__name__} has no Arrow interface (__arrow_c_stream__)")
    return arrow.RecordBatchReader.from_stream(table)


def _column(batch: Any, name: str | None) -> list[Any] | None:
    if name is None:
        return None
    if name not in batch.schema.names:
        raise ValueError(f"there is no column {name!r}; the columns are {', '.join(batch.schema.names)}")
    return list(batch.column(name).to_pylist())


def extract_arrow(
    table: Any,
    *,
    text: str = "text",
    id: str = "id",
    outlet: str | None = None,
    date: str | None = None,
    title: str | None = None,
    url: str | None = None,
    indirect: bool = False,
    threads: int = 0,
) -> Any:
    """The quotations of a table of articles, a row a piece of a quotation; the arguments name the columns. A null text gives no rows.

    A stream: no more than one batch of the table is held.
    """
    arrow = _pyarrow()
    shape = _quotation_schema(arrow)
    columns = {"id": id, "text": text, "title": title, "url": url, "outlet": outlet, "date": date}
    reader = _reader(table)

    def batches() -> Iterator[Any]:
        for batch in reader:
            held = {key: values for key, name in columns.items() if (values := _column(batch, name)) is not None}
            rows = [dict(zip(held, values, strict=True)) for values in zip(*held.values(), strict=True)]
            texts = [_text(row) for row in rows if row["text"] is not None]
            found = pipe(texts, threads=threads, indirect=indirect)
            records = [row for extraction in found for row in _quotation_rows(extraction)]
            yield arrow.RecordBatch.from_pylist(records, schema=shape)

    return arrow.RecordBatchReader.from_batches(shape, batches())


def _text(row: Mapping[str, Any]) -> dict[str, str | None]:
    return {key: value if value is None else str(value) for key, value in row.items()}


def _quotation_rows(extraction: Extraction) -> Iterator[dict[str, Any]]:
    for quotation in extraction:
        for record in quotation.to_dicts():
            yield _quotation_row(quotation, record)


def _quotation_row(quotation: Quotation, record: Mapping[str, Any]) -> dict[str, Any]:
    speaker, cue, via = quotation.speaker, quotation.cue, quotation.via
    return {
        **{key: record[key] for key in ("quotation", "article", "kind", "start", "end", "text")},
        "speaker": speaker and speaker.name,
        "mention": speaker and speaker.mention,
        "speaker_start": speaker and speaker.start,
        "speaker_end": speaker and speaker.end,
        "basis": speaker and speaker.basis,
        "verb": cue and cue.text,
        "lemma": cue and cue.lemma,
        "stance": cue and cue.stance,
        "via": via and via.mention,
        "rule": record["rule"],
        "headline": bool(record.get("headline", False)),
        "confidence": record["confidence"],
        "parent": record.get("parent"),
    }


def _quotation_schema(arrow: Any) -> Any:
    words, place = arrow.string(), arrow.int64()
    few = arrow.dictionary(arrow.int32(), words)
    kinds = {"kind": few, "basis": few, "rule": few, "start": place, "end": place}
    kinds |= {"speaker_start": place, "speaker_end": place, "headline": arrow.bool_(), "confidence": arrow.float32()}
    always = {"quotation", "article", "kind", "start", "end", "text", "rule", "headline", "confidence"}
    names = "quotation article kind start end text speaker mention speaker_start speaker_end basis verb lemma stance via rule headline confidence parent"
    fields = [arrow.field(name, kinds.get(name, words), nullable=name not in always) for name in names.split()]
    return arrow.schema(fields, metadata=ABOUT)


def verify_arrow(
    table: Any,
    sources: _Asked,
    *,
    claim: str = "claim",
    speaker: str | None = None,
    source: str | None = None,
    date: str | None = None,
    id: str | None = None,
    style: str = "lenient",
) -> Any:
    """The verdicts of a table of claims, a row a claim; the arguments name the columns."""
    arrow = _pyarrow()
    words, flag = arrow.string(), arrow.bool_()
    kinds = {"ok": flag, "flags": arrow.list_(words)}
    names = "id ok wording form attribution source flags grade use why link".split()
    shape = arrow.schema([arrow.field(name, kinds.get(name, words)) for name in names], metadata=ABOUT)
    columns = {"claim": claim, "speaker": speaker, "source": source, "date": date, "id": id}
    reader = _reader(table)

    def batches() -> Iterator[Any]:
        for batch in reader:
            held = {key: values for key, name in columns.items() if (values := _column(batch, name)) is not None}
            rows = [dict(zip(held, values, strict=True)) for values in zip(*held.values(), strict=True)]
            rows = [_text(row) for row in rows if row["claim"] is not None]
            answers = sources.verify_many(rows, style=style)
            records = [
                {**answer.to_dict(), "id": row.get("id"), "link": answer.evidence[0].link if answer.evidence else None}
                for row, answer in zip(rows, answers, strict=True)
            ]
            yield arrow.RecordBatch.from_pylist([{n: r.get(n) for n in names} for r in records], schema=shape)

    return arrow.RecordBatchReader.from_batches(shape, batches())
