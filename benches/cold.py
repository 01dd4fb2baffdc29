#!/usr/bin/env python3
"""How long do `inquit verify` and `inquit versions` take from the command to the answer, over a large corpus?

    benches/cold.py --corpus COPY.inquit [--inquit PROGRAM] [--before PROGRAM] [--asked 100]

In: a build of inquit and perhaps an earlier one, a corpus that nobody writes to. Quotations spread over the corpus are asked for, each in a
process of its own; the builds take turns, quotation by quotation. Each quotation has been asked for once before, so the file is in memory.
Out: a Markdown table on standard output: of the time on the wall and of processor time (user and system) the median and the value that 95
of 100 are below. Wall time says little while others use the machine. Standard library only.
"""
import argparse
import os
import shlex
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Shorter quotations are too common to be asked for.
SHORTEST = 8


def quotations(corpus, count):
    """Texts of `count` quotations, spread evenly over the corpus."""
    base = sqlite3.connect(f"file:{corpus}?mode=ro", uri=True)
    most = base.execute("SELECT max(quotation) FROM quotations").fetchone()[0]
    read = "SELECT text FROM quotations WHERE quotation >= ? AND kind != 'not-speech' LIMIT 100"
    found = []
    for number in range(count):
        rows = base.execute(read, (1 + number * most // count,))
        found += [text for (text,) in rows if len(text.split()) >= SHORTEST and not text.startswith("-")][:1]
    return found


def milliseconds(command):
    """Time on the wall and processor time of one process."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"cold.py: status {process.returncode} of {shlex.join(command)}")
    return 1000 * (time.perf_counter() - begun), 1000 * (usage.ru_utime + usage.ru_stime)


def figures(values):
    """The median and the value that 95 of 100 are below."""
    return f"{statistics.median(values):.0f} | {sorted(values)[int(0.95 * len(values))]:.0f}"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--inquit", type=Path, default=ROOT / "target/release/inquit")
    options.add_argument("--before", type=Path, help="an earlier build")
    options.add_argument("--corpus", required=True)
    options.add_argument("--asked", type=int, default=100, help="how many quotations")
    options = options.parse_args()
    programs = {"": options.inquit, **({", before": options.before} if options.before else {})}
    texts = quotations(options.corpus, options.asked)
    print(f"Load {os.getloadavg()[0]:.1f} at the start, {len(texts)} quotations.\n")
    print("| command | wall, ms: median | 95 of 100 below | processor time, ms: median | 95 of 100 below |\n|---|---:|---:|---:|---:|")
    for command in ("verify", "versions"):
        spent = {name: [] for name in programs}
        for text in texts:
            for name, program in programs.items():
                asked = [str(program), command, text, "--corpus", options.corpus, "--format", "json"]
                milliseconds(asked)
                spent[name].append(milliseconds(asked))
        for name, times in spent.items():
            print(f"| `{command}`{name} | {figures([wall for wall, _ in times])} | {figures([cpu for _, cpu in times])} |")
    print(f"\nLoad {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
