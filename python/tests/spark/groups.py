"""Are the groups of Spark those of `inquit group`? In: files of lines that `inquit group` reads, or nothing, then quotations are generated. Out: one
line a run, with its time; exit status 1 if the sorted lines of a run are not the command's, byte for byte.

    python python/tests/spark/groups.py [--quotations 200000] [--partitions 1,7,64] [--shuffles 3] [--twice] [FILE…]
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOUNS = "pump lamp ferry bridge tower market harbour river school budget council engine signal winter garden station library tunnel".split()
VERBS = "mended painted closed counted flooded measured opened promised replaced sold tested watched".split()
NAMES = "Ana Ruiz,Tom Hale,Mara Lindqvist,Oda Brekke,Bo Lund,Ines Caldera,Ruiz,Hale".split(",")


def generated(count: int) -> list[str]:
    """Quotations with known likenesses: remarks that several articles print, whole, with a word changed, or a part of them."""
    chance = random.Random(20)
    words = [f"{noun}{n}" for noun in NOUNS for n in range(60)] + NOUNS
    lines: list[str] = []
    while len(lines) < count:
        remark = [chance.choice(words) if n % 3 else chance.choice(VERBS) for n in range(chance.randint(4, 18))]
        speaker, day = chance.choice(NAMES), chance.randint(1, 700)
        for _ in range(min(1 + int(chance.expovariate(0.7)), count - len(lines))):
            own = list(remark)
            if chance.random() < 0.4:
                own[chance.randrange(len(own))] = chance.choice(words)
            if chance.random() < 0.2:
                own = own[: max(2, len(own) // 2)]
            date = f"{2020 + day // 365}-{1 + day % 365 // 31:02}-{1 + day % 28:02}"
            line = {"id": f"q{len(lines):07}", "text": "The " + " ".join(own) + ".", "article": f"a{chance.randrange(count // 3)}"}
            if chance.random() < 0.8:
                line |= {"speaker": speaker, "date": date}
            lines.append(json.dumps(line))
    # A slogan that very many print.
    slogan = [json.dumps({"id": f"s{n}", "text": "Pumps for all of us", "date": "2021-05-03"}) for n in range(count // 100)]
    return lines + slogan


def command(lines: list[str], inquit: str) -> list[str]:
    done = subprocess.run([inquit, "group", "-"], input="\n".join(lines) + "\n", capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr[-2000:])
    return sorted(line for line in done.stdout.splitlines() if not line.startswith('{"type":"summary"'))


def session(twice: bool, log: str):
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # Without it Spark makes few partitions of many that are small.
        "spark.sql.adaptive.coalescePartitions.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "3g",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "5000",
    }
    if twice:
        os.environ["INQUIT_AGAIN"] = log
        path = os.environ.get("PYTHONPATH")
        os.environ["PYTHONPATH"] = str(HERE) + (os.pathsep + path if path else "")
        settings["spark.python.worker.module"] = "pyspark_again"
    builder = SparkSession.builder.master("local[2,2]" if twice else "local[2]").appName("inquit")
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


def grouped(spark, lines: list[str], partitions: int, seed: int) -> list[str]:
    from inquit import spark as iq
    from pyspark.sql import functions as F

    spark.conf.set("spark.sql.shuffle.partitions", str(partitions))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lines.txt"
        shuffled = list(lines)
        random.Random(seed).shuffle(shuffled)
        file.write_text("\n".join(shuffled) + "\n")
        frame = spark.read.text(str(file)).select(F.col("value").alias("line")).repartition(partitions)
        rows = iq.group(frame).toLocalIterator()
        return sorted(json.dumps({"id": row["id"], "group": row["group"]}, ensure_ascii=False, separators=(",", ":")) for row in rows)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--inquit", default=str(Path(sys.executable).with_name("inquit")))
    parser.add_argument("--quotations", type=int, default=200_000)
    parser.add_argument("--partitions", default="1,7,64")
    parser.add_argument("--shuffles", type=int, default=3)
    parser.add_argument("--twice", action="store_true", help="each task runs whole, breaks off, and runs again")
    parser.add_argument("files", nargs="*")
    told = parser.parse_args()
    lines = [line for file in told.files for line in Path(file).read_text().split("\n") if line.strip()]
    lines = lines or generated(told.quotations)
    begun = time.monotonic()
    wanted = command(lines, told.inquit)
    groups = len({line.rsplit('"', 2)[1] for line in wanted})
    print(f"command: {len(wanted)} quotations, {groups} groups, {time.monotonic() - begun:.1f} s", flush=True)
    log = tempfile.mktemp()
    spark = session(told.twice, log)
    wrong = runs = 0
    for partitions in (int(n) for n in told.partitions.split(",")):
        for seed in range(told.shuffles):
            begun = time.monotonic()
            found = grouped(spark, lines, partitions, seed)
            differ = sum(1 for x, y in zip(found, wanted, strict=False) if x != y) + abs(len(found) - len(wanted))
            wrong += differ > 0
            runs += 1
            again = os.path.getsize(log) if os.path.exists(log) else 0
            equal = "equal" if not differ else f"{differ} lines differ"
            ran = f", {again} tasks ran twice so far" if told.twice else ""
            print(f"{partitions} partitions, shuffle {seed}: {equal}{ran}, {time.monotonic() - begun:.1f} s", flush=True)
            wrong += told.twice and again == 0
    spark.stop()
    if not wrong:
        how = "; each task ran whole, broke off and ran again" if told.twice else ""
        print(f"proved: {runs} runs over {len(wanted)} quotations gave the {groups} groups and the ids of the command, byte for byte when sorted{how}")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
