"""Quotations as a Parquet file."""

import pytest

import inquit

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def articles(count):
    for n in range(count):
        text = f"“Pump {n} leaks, and nobody mends it,” Ana Ruiz said. “We will pay,” she added."
        yield pyarrow.RecordBatch.from_pylist([{"id": f"a{n}", "text": text}])


def table(count):
    batches = list(articles(count))
    return pyarrow.RecordBatchReader.from_batches(batches[0].schema, iter(batches))


def test_a_file_has_the_rows_of_the_table(tmp_path):
    file = tmp_path / "quotations.parquet"
    assert inquit.extract_parquet(table(3), file) == 6
    read = parquet.read_table(file)
    assert read.equals(inquit.extract_arrow(table(3)).read_all())
    assert read.schema.metadata[b"inquit.schema"] == str(inquit.schema).encode()
    assert list(tmp_path.iterdir()) == [file]


def test_rows_come_in_groups(tmp_path, monkeypatch):
    monkeypatch.setattr("inquit._parquet.GROUP", 4)
    file = tmp_path / "quotations.parquet"
    assert inquit.extract_parquet(table(5), file) == 10
    assert parquet.ParquetFile(file).num_row_groups == 3


def test_a_broken_table_leaves_no_file(tmp_path):
    def broken():
        yield next(articles(1))
        raise ValueError("the source broke off")

    schema = next(articles(1)).schema
    with pytest.raises(ValueError, match="broke off"):
        inquit.extract_parquet(pyarrow.RecordBatchReader.from_batches(schema, broken()), tmp_path / "q.parquet")
    assert not list(tmp_path.iterdir())
