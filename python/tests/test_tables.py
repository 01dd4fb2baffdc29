"""Tables and spaCy. Each test is skipped, and says so, where its package is not installed."""

import csv
import io
import pathlib
import subprocess

import pytest

import inquit

TEXTS = ["“They leak badly,” Ana Ruiz said.", None, "Nothing is quoted here.", "“Pumps are old,” Mara Lindqvist said, “and slow.”"]
IDS = ["a", "b", "c", "d"]


def rows(table):
    return table.read_all().to_pylist()


def wanted():
    texts = [{"id": i, "text": t} for i, t in zip(IDS, TEXTS) if t is not None]
    return [(q.id, c.start, c.text, q.speaker.name) for found in inquit.pipe(texts) for q in found for c in q.contents]


def seen(table):
    return [(row["quotation"], row["start"], row["text"], row["speaker"]) for row in rows(table)]


def test_pyarrow():
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table({"id": IDS, "text": TEXTS})
    out = inquit.extract_arrow(table)
    assert out.schema.metadata[b"inquit.schema"] == b"1"
    assert seen(out) == wanted() and len(wanted()) == 3
    with pytest.raises(ValueError, match="there is no column"):
        rows(inquit.extract_arrow(table, text="body"))
    large = table.set_column(1, "text", table["text"].cast(pyarrow.large_string()))
    assert seen(inquit.extract_arrow(large)) == wanted()


def test_claims_of_a_table():
    pyarrow = pytest.importorskip("pyarrow")
    sources = inquit.Sources.texts(TEXTS[0] or "")
    table = pyarrow.table({"id": ["1", "2"], "claim": ["They leak badly", "They never leak on any day at all"]})
    answers = rows(inquit.verify_arrow(table, sources, id="id"))
    assert [(row["id"], row["ok"], row["wording"]) for row in answers] == [("1", True, "verbatim"), ("2", False, "not-found")]


def test_polars():
    polars = pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    out = inquit.extract_arrow(polars.DataFrame({"id": IDS, "text": TEXTS}))
    assert polars.DataFrame(out)["quotation"].to_list() == [row[0] for row in wanted()]


def test_duckdb():
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    articles = duckdb.sql("select * from (values ('a', '“They leak badly,” Ana Ruiz said.')) t(id, text)")
    assert seen(inquit.extract_arrow(articles)) == wanted()[:1]


def test_pandas():
    pandas = pytest.importorskip("pandas", minversion="2.2")
    pytest.importorskip("pyarrow")
    assert seen(inquit.extract_arrow(pandas.DataFrame({"id": IDS, "text": TEXTS}))) == wanted()


def test_spacy():
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit", config={"indirect": False})
    texts = [text for text in TEXTS if text is not None]
    one = [nlp(text) for text in texts]
    span = one[0].spans["quotations"][0]
    assert span.text == "They leak badly," and (span._.speaker, span._.cue) == ("Ana Ruiz", "say")
    assert span._.speaker_span.text == "Ana Ruiz" and len(one[0]._.quotations) == 1
    assert [[s.text for s in doc.spans["quotations"]] for doc in nlp.pipe(texts)] == [[s.text for s in doc.spans["quotations"]] for doc in one]


def test_spacy_in_two_processes():
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit")
    texts = [f"“Pump {n} leaks badly,” Ana Ruiz said." for n in range(8)]
    docs = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [doc._.quotations[0]["text"] for doc in docs] == [f"Pump {n} leaks badly," for n in range(8)]
    assert {doc.spans["quotations"][0]._.speaker_span.text for doc in docs} == {"Ana Ruiz"}
    assert [doc.spans["quotations"][0].text for doc in docs] == [f"Pump {n} leaks badly," for n in range(8)]


def test_the_rows_are_those_of_the_csv(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    folder = pathlib.Path(__file__).parents[2] / "docs" / "example"
    for article in folder.iterdir():
        (tmp_path / article.name).write_bytes(article.read_bytes().split(b"---\n", 1)[1])
    names = sorted(path.name for path in tmp_path.iterdir())
    run = subprocess.run(["inquit", "extract", "--format", "csv", "--no-guard", *names], cwd=tmp_path, capture_output=True, check=True)
    wanted = list(csv.DictReader(io.StringIO(run.stdout.decode(), newline="")))
    table = pyarrow.table({"id": names, "text": [(tmp_path / name).read_text() for name in names]})
    found = rows(inquit.extract_arrow(table))
    assert len(found) == len(wanted) > 4
    for row, line in zip(found, wanted):
        for key in set(row) & set(line) - {"confidence", "headline"}:
            assert ("" if row[key] is None else str(row[key])) == line[key], key


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'inquit\[arrow\]'"):
        inquit.extract_arrow(None)
