"""Spark's lines and groups against the command's. Where there is no Java or no PySpark, that is said: "skipped: no java"."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

if shutil.which("java") is None:
    pytest.skip("skipped: no java", allow_module_level=True)
pyspark = pytest.importorskip("pyspark", reason="skipped: no pyspark")
pyarrow = pytest.importorskip("pyarrow", reason="skipped: no pyarrow")

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "python/tests/spark"), str(ROOT / "examples/spark")]

import extract as piped  # noqa: E402
import groups  # noqa: E402
from inquit import spark as iq  # noqa: E402
from inquit._runs import whole_runs  # noqa: E402

INQUIT = str(Path(sys.executable).with_name("inquit"))


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    made = groups.session(False, str(tmp_path_factory.mktemp("spark") / "log"))
    yield made
    made.stop()


def extracted(given):
    arguments = [INQUIT, "extract", "--as", "article", "--format", "jsonl", "-"]
    done = subprocess.run(arguments, input=given, capture_output=True, text=True, check=True)
    return sorted(line for line in done.stdout.splitlines() if not line.startswith('{"type":"summary"'))


def articles(count):
    for n in range(count):
        text = f"“Pump {n % 7} leaks, and nobody mends it,” Ana Ruiz said on Friday.\n\n“We will pay for pump {n},” Tom Hale said."
        yield {"id": f"a/{n}", "text": text, "date": "May 3, 2024", "outlet": f"Post {n % 5}"}


def test_the_example_pipes_batches_through_the_program(spark):
    good = list(articles(200))
    bad = [{"id": "bad", "text": " ", "date": None, "outlet": None}]
    frame = spark.createDataFrame(good + bad, "id string, text string, date string, outlet string").repartition(8)
    spark.sparkContext.addFile(INQUIT)
    spark.sparkContext.addPyFile(piped.__file__)
    rows = frame.mapInArrow(piped.extract, piped.SCHEMA).collect()
    errors = [json.loads(row["line"]) for row in rows if row["line"].startswith('{"type": "error"')]
    lines = sorted(row["line"] for row in rows if row["line"].startswith('{"type":"quotation"'))
    given = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in good)
    assert lines == extracted(given) and len(lines) == 400
    assert [(error["id"], "text" in error["message"]) for error in errors] == [("bad", True)] and len(rows) == 401
    whole = frame.mapInArrow(iq.extract(outlet="outlet", date="date"), iq.EXTRACT_SCHEMA).collect()
    assert sorted(row["line"] for row in whole if row["line"].startswith('{"type":"quotation"')) == lines


def test_a_slogan_of_thousands_stays_under_the_cap(spark):
    lines = [json.dumps({"id": f"s{n}", "text": "Pumps for all of us, and lamps", "article": f"a{n}", "date": f"2021-05-{1 + n % 28:02}"}) for n in range(10_000)]
    rows = spark.createDataFrame([(line,) for line in lines], "line string").mapInArrow(iq._rows, iq._ROWS)
    numbered = iq._numbered(rows)
    figures = spark.sparkContext.broadcast(json.dumps(iq._figures(numbered)))
    links = iq._links(numbered, figures).count()
    # Of each row at most six keys are followed, each to at most seven others.
    assert 0 < links <= 10_000 * 6 * 7


def test_every_task_runs_twice_and_changes_nothing():
    script = str(ROOT / "python/tests/spark/groups.py")
    arguments = ["--twice", "--quotations", "300", "--partitions", "2", "--shuffles", "1", "--inquit", INQUIT]
    done = subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True)
    assert done.returncode == 0 and "each task ran whole, broke off and ran again" in done.stdout, done.stdout + done.stderr[-2000:]


def test_lines_are_those_of_the_command_and_a_bad_article_costs_itself(spark):
    good = list(articles(60))
    bad = [{"id": "bad", "text": " ", "date": None, "outlet": None}]
    frame = spark.createDataFrame(good + bad, "id string, text string, date string, outlet string").repartition(4)
    rows = frame.mapInArrow(iq.extract(outlet="outlet", date="date"), iq.EXTRACT_SCHEMA).collect()
    errors = [json.loads(row["line"]) for row in rows if row["line"].startswith('{"type":"error"')]
    lines = sorted(row["line"] for row in rows if not row["line"].startswith('{"type":"error"'))
    given = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in good)
    assert lines == extracted(given)
    assert len(lines) == 120 and [(error["id"], error["type"]) for error in errors] == [("bad", "error")]


@pytest.mark.parametrize("partitions", [1, 7])
def test_groups_are_those_of_the_command(spark, partitions):
    lines = groups.generated(1_500)
    wanted = groups.command(lines, INQUIT)
    assert len({json.loads(line)["group"] for line in wanted}) < len(wanted)
    assert groups.grouped(spark, lines, partitions, seed=partitions) == wanted


def test_a_line_without_a_quotation_is_told(spark):
    frame = spark.createDataFrame([('{"id":"a","text":"It leaks."}',), ("{",), ('{"type":"error"}',)], "line string")
    with pytest.warns(UserWarning, match="1 lines give no quotation"):
        assert [row["id"] for row in iq.group(frame).collect()] == ["a"]


def test_runs_are_whole_however_the_batches_are_cut():
    keys = [1] * 5 + [2] * 30 + [3] + [4] * 40 + [5] * 9
    batches = [pyarrow.record_batch({"key": keys[n : n + 4], "n": list(range(n, min(n + 4, len(keys))))}) for n in range(0, len(keys), 4)]
    tables = list(whole_runs(batches, "key", enough=6))
    assert [n for table in tables for n in table.column("n").to_pylist()] == list(range(len(keys)))
    held = [set(table.column("key").to_pylist()) for table in tables]
    assert len(held) > 2 and not any(x & y for n, x in enumerate(held) for y in held[:n])
