#!/usr/bin/env python3
"""How does inquit compare with other programs? In one run and in turn: grouping against rensa and datasketch (MinHash), verifying against
rapidfuzz and SQLite's full text (FTS5), extraction against `wc -w`.

    benches/peers.py > tables.md                          # all three tables, with inputs of 100,000 quotations and 80 MB
    benches/peers.py --only verify --corpus COPY.inquit   # one table; the corpus that claims are verified against

In: a build of inquit (--inquit) and perhaps an earlier one (--before); make_quotes.py, quotes_to_articles.py, score_groups.py and PolNeAR in
--shared, which are not in the repository. A table whose input is missing is left out, and standard error says so. The peers come from PyPI
into a virtual environment under target/bench, which is made when it is missing; without pip or a network they are left out too.
Out: Markdown tables on standard output, progress on standard error. Every program runs once a round, one after the other, and a ratio is the
median of the ratios of the rounds. Processor time (user and system) is compared, because others may use the machine.
Only the standard library is used, besides the peers. They run as processes of their own: this file again, with --peer.
"""
import argparse
import collections
import gzip
import itertools
import json
import os
import random
import re
import resource
import shlex
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ["rensa", "datasketch", "rapidfuzz"]
# MinHash as the issue asks for it: words in shingles of three, 128 permutations, threshold 0.5, for rensa 32 bands.
SHINGLE, PERMUTATIONS, THRESHOLD, BANDS = 3, 128, 0.5, 32
# A claim has at least this many words, so that one changed word leaves something to find.
SHORTEST_CLAIM = 8
# A text that a program returns is the right one if it has this share of the claim's words, in their order.
ENOUGH = 0.8
# Quotations that a full-text query returns.
BEST = 20
# What rapidfuzz returns cuts words at both ends, so the text that counts as its answer reaches this many characters further.
MARGIN = 12
# Fields of PolNeAR's articles that are extracted from; the others are annotations.
KEPT = ("id", "outlet", "date", "title", "text")


def say(message):
    print(message, file=sys.stderr, flush=True)


def words(text):
    return re.findall(r"[^\W_]+", text.lower())


# Measuring


class Run:
    """Processor seconds, seconds on the wall and peak memory in MB of one process."""

    def __init__(self, cpu, wall, memory):
        self.cpu, self.wall, self.memory = cpu, wall, memory


def run(command, output):
    """Runs a command with its standard output in the file `output`. inquit ends with 1 if a claim fails, which is no failure here."""
    begun = time.perf_counter()
    with open(output, "wb") as out:
        process = subprocess.Popen([str(part) for part in command], stdout=out, env={**os.environ, "LC_ALL": "C.UTF-8"})
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"peers.py: status {process.returncode} of {shlex.join(map(str, command))}")
    return Run(usage.ru_utime + usage.ru_stime, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def in_turn(rounds, programs):
    """Calls every function of `programs` once a round; returns the runs by name."""
    runs = {name: [] for name in programs}
    for number in range(rounds):
        for name, measure in programs.items():
            runs[name].append(measure())
            say(f"round {number + 1} of {rounds}: {name}, {runs[name][-1].cpu:.2f} s")
    return runs


def ratio(runs, name, base):
    """The median of the ratios of the rounds, with the smallest and the largest."""
    found = sorted(one.cpu / max(other.cpu, 1e-6) for one, other in zip(runs[name], runs[base]))
    if name == base:
        return "1"
    return f"{statistics.median(found):.3g} ({found[0]:.3g} to {found[-1]:.3g})"


def each(values, form="{:.2f}"):
    return ", ".join(form.format(value) for value in values)


def memory(runs):
    """The highest peak. The system counts the peak of this script, which starts a process, as the process's own: a lower one is not known."""
    highest, own = max(one.memory for one in runs), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"at most {highest:,.0f}" if highest <= own * 1.01 else f"{highest:,.0f}"


def table(title, head, rows):
    print(f"\n{title}\n")
    print("| " + " | ".join(head) + " |")
    print("|---" + "|---:" * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    sys.stdout.flush()


# Inputs


def quotations(options):
    """The file of generated quotations with their true groups, made if it is missing; None without the generator."""
    maker = options.shared / "versions" / "make_quotes.py"
    path = options.work / f"quotes-{options.quotations}.jsonl"
    if not maker.exists():
        say(f"{maker} is missing: quotations cannot be generated")
        return None
    if not path.exists():
        say(f"generating {options.quotations} quotations")
        stats = maker.with_name("quote_stats.json")
        run([sys.executable, maker, "--stats", stats, "--n", options.quotations, "--seed", "1"], path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)
    return path


def corpus(options):
    """The corpus that claims are verified against: --corpus, or the generated quotations as articles; None if there is no input for it."""
    if options.corpus:
        return options.corpus
    quotes, maker = quotations(options), options.shared / "versions" / "quotes_to_articles.py"
    if not quotes or not maker.exists():
        say("no corpus can be made: nothing is verified")
        return None
    path, articles = options.work / f"quotes-{options.quotations}.inquit", options.work / "articles.jsonl"
    if not path.exists():
        say("making the corpus")
        with open(quotes, "rb") as lines, open(articles, "wb") as out:
            subprocess.run([sys.executable, maker], stdin=lines, stdout=out, check=True)
        run([options.inquit, "corpus", "add", "--corpus", path, articles], os.devnull)
    return path


def news(options):
    """PolNeAR's train split, repeated with different ids, as articles and as texts alone; None if it is missing."""
    source = options.shared / "polnear" / "train.jsonl.gz"
    if not source.exists():
        say(f"{source} is missing: extraction is not measured")
        return None
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        articles = [{key: value for key, value in json.loads(line).items() if key in KEPT} for line in lines]
    lines, texts, size = options.work / "news.jsonl", options.work / "news.txt", 0
    with open(lines, "w", encoding="utf-8") as out, open(texts, "w", encoding="utf-8") as plain:
        for turn in itertools.count():
            for article in articles:
                line = json.dumps({**article, "id": f"{turn}-{article['id']}"}, ensure_ascii=False) + "\n"
                size += len(line.encode())
                out.write(line)
                plain.write(article["text"] + "\n")
            if size >= options.megabytes * 1e6:
                return lines, texts, size / 1e6


def changed(text, other, chance):
    """The text with one of its inner words replaced by a word of the other text; None if neither has a word for it."""
    parts = text.split()
    places = [place for place in range(1, len(parts) - 1) if words(parts[place])]
    if not places:
        return None
    place = chance.choice(places)
    offers = [word for word in other.split() if words(word) and words(word) != words(parts[place])]
    if not offers:
        return None
    parts[place] = chance.choice(offers)
    return " ".join(parts)


def claims(options, path):
    """Quotations spread over the corpus, each with one word changed: JSON Lines with id, claim and the article that has it."""
    chance, found = random.Random(1), []
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    most = base.execute("SELECT max(quotation) FROM quotations").fetchone()[0]
    read = "SELECT article, text FROM quotations WHERE quotation >= ? AND kind != 'not-speech' LIMIT 100"
    for number in range(options.claims):
        rows = base.execute(read, (1 + number * most // options.claims,)).fetchall()
        for (article, text), (_, other) in zip(rows, reversed(rows)):
            claim = changed(text, other, chance) if len(words(text)) >= SHORTEST_CLAIM else None
            if claim:
                found.append({"id": str(number), "claim": claim, "holder": article})
                break
    base.close()
    file = options.work / "claims.jsonl"
    file.write_text("".join(json.dumps(claim, ensure_ascii=False) + "\n" for claim in found), encoding="utf-8")
    return file


def peers(options):
    """The Python that has the peers, in a virtual environment of its own (None if they cannot be installed), and their versions."""
    python = options.work / "venv" / "bin" / "python"
    asked = "from importlib.metadata import version as v; print(', '.join(f'{p} {v(p)}' for p in %r))" % PEERS
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", python.parent.parent], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
        return python, subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        say("pip or the network is missing: rensa, datasketch and rapidfuzz are left out")
        return None, "no peers from PyPI"


# The three tables


def builds(options):
    """The builds of inquit to measure, by the name that the tables give them."""
    return {"inquit": options.inquit, **({"inquit before": options.before} if options.before else {})}


def scores(options, quotes, groups):
    """Precision and recall of pairs, as score_groups.py prints them."""
    scorer = options.shared / "versions" / "score_groups.py"
    if not scorer.exists():
        return "not scored", "not scored"
    printed = subprocess.run([sys.executable, scorer, quotes, groups], capture_output=True, text=True, check=True).stdout
    return re.search(r"pairs\s+P (\S+)\s+R (\S+)", printed).groups()


def group(options, python):
    quotes = quotations(options)
    if not quotes:
        return
    output = {name: options.work / f"groups-{number}.jsonl" for number, name in enumerate([*builds(options), *MINHASH])}
    programs = {name: lambda p=p, o=output[name]: run([p, "group", quotes], o) for name, p in builds(options).items()}
    if python:
        for name in MINHASH:
            programs[name] = lambda n=name, o=output[name]: run([python, __file__, "--peer", n, quotes], o)
    runs = in_turn(options.rounds, programs)
    rows = []
    for name, ran in runs.items():
        precision, recall = scores(options, quotes, output[name])
        times = [each([one.cpu for one in ran]), ratio(runs, name, "inquit"), each([one.wall for one in ran])]
        rows.append([name, *times, memory(ran), precision, recall])
    head = ["program", "processor time, s", "times inquit", "wall, s", "peak memory, MB", "pairs: precision", "recall"]
    table(f"Grouping {options.quotations:,} generated quotations:", head, rows)


def in_order(claim, text):
    """How many words of the claim the text has in the claim's order: the longest common subsequence."""
    row = [0] * (len(text) + 1)
    for word in claim:
        before = row[:]
        for place, other in enumerate(text):
            row[place + 1] = before[place] + 1 if word == other else max(before[place + 1], row[place])
    return row[-1]


def hits(claimed, answers):
    """For how many claims one of the texts that were returned has enough of its words in order."""
    found = 0
    for claim, texts in zip(map(words, claimed), answers):
        found += any(in_order(claim, words(text)) >= ENOUGH * len(claim) for text in texts)
    return found


def verdicts(output):
    lines = [json.loads(line) for line in open(output, encoding="utf-8")]
    return [line for line in lines if line["type"] == "verdict"]


def peer_answers(command, output):
    """Runs a peer that verifies; returns its run with the processor time that it measured itself, without reading its texts."""
    ran = run(command, output)
    ran.cpu = json.loads(output.read_text(encoding="utf-8"))["cpu"]
    return ran


def verify(options, python):
    path = corpus(options)
    if not path:
        return
    asked = claims(options, path)
    claimed = [json.loads(line)["claim"] for line in open(asked, encoding="utf-8")]
    names = [*builds(options), *FTS, "rapidfuzz"]
    output = {name: options.work / f"answers-{number}.json" for number, name in enumerate(names)}
    base = ["verify", "--claims", asked, "--corpus", path, "--format", "jsonl"]
    programs = {name: lambda p=p, o=output[name]: run([p, *base], o) for name, p in builds(options).items()}
    for name in FTS:
        ask = [sys.executable, __file__, "--peer", name, asked, path]
        programs[name] = lambda a=ask, o=output[name]: peer_answers(a, o)
    if python:
        ask = [python, __file__, "--texts", options.texts, "--peer", "rapidfuzz", asked, path]
        programs["rapidfuzz"] = lambda: peer_answers(ask, output["rapidfuzz"])
    runs = in_turn(options.rounds, programs)
    rows, notes = [], []
    for name, ran in runs.items():
        said = verdicts(output[name]) if name in builds(options) else json.loads(output[name].read_text(encoding="utf-8"))
        if name in builds(options):
            answers = [[evidence["text"] for evidence in verdict["evidence"]] for verdict in said]
            told = collections.Counter(verdict["wording"] for verdict in said)
            notes.append(f"What {name} says of the words: {', '.join(f'{count} {wording}' for wording, count in told.most_common())}.")
        else:
            answers = said["answers"]
        for one in ran if "scale" in said else []:
            one.cpu *= said["scale"]
        if "scale" in said:
            notes.append(f"rapidfuzz searched {said['texts']:,} of {said['all']:,} articles, those with the claimed quotations among them.")
            notes.append(f"Its time is multiplied by {said['scale']:.1f}, the ratio of the characters. Among all it can only find fewer.")
        times = [each([one.cpu * 1000 / len(claimed) for one in ran], "{:.1f}"), ratio(runs, name, "inquit")]
        rows.append([name, *times, memory(ran), str(hits(claimed, answers))])
    head = ["program", "processor time a claim, ms", "times inquit", "peak memory, MB", f"found of {len(claimed)}"]
    table(f"Verifying {len(claimed)} quotations with one word changed, in the corpus {path.name}:", head, rows)
    print("\n" + "\n".join(notes))


def extract(options, _python):
    inputs = news(options)
    if not inputs:
        return
    lines, texts, size = inputs
    ask = ["extract", "--threads", "1", "--format", "jsonl", lines]
    programs = {name: lambda p=p: run([p, *ask], os.devnull) for name, p in builds(options).items()}
    programs["wc -w"] = lambda: run(["wc", "-w", texts], os.devnull)
    runs = in_turn(options.rounds, programs)
    rows = []
    for name, ran in runs.items():
        speed = size / statistics.median(one.cpu for one in ran)
        rows.append([name, each([one.cpu for one in ran]), ratio(runs, name, "wc -w"), f"{speed:.0f}", memory(ran)])
    head = ["program", "processor time, s", "times `wc -w`", "MB/s a core", "peak memory, MB"]
    table(f"Extraction from {size:.0f} MB of articles of PolNeAR; `wc -w` counts the words of their texts:", head, rows)


# The peers, each in a process of its own


def shingles(text):
    found = words(text)
    return [" ".join(found[place:place + SHINGLE]) for place in range(max(1, len(found) - SHINGLE + 1))]


def join(path, neighbours):
    """Prints the connected components of the pairs that `neighbours` gives for each text: {"id", "group"} a line."""
    parent, ids = [], []

    def top(place):
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for number, record in enumerate(map(json.loads, open(path, encoding="utf-8"))):
        parent.append(number)
        ids.append(record["id"])
        for other in neighbours(number, record["text"]):
            parent[top(other)] = top(number)
    for number, name in enumerate(ids):
        print(json.dumps({"id": name, "group": top(number)}))


def rensa(path, checked=False):
    """MinHash of rensa: each text is looked up before it is added. `checked` keeps only candidates whose estimated similarity is enough."""
    from rensa import RMinHash, RMinHashLSH

    index, sketches = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS), []

    def neighbours(number, text):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(shingles(text))
        found = index.query(sketch)
        index.insert(number, sketch)
        if not checked:
            return found
        sketches.append(sketch)
        return [other for other in found if index.is_similar(sketch, sketches[other])]

    join(path, neighbours)


def datasketch(path):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)

    def neighbours(number, text):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles(text)])
        found = index.query(sketch)
        index.insert(number, sketch)
        return found

    join(path, neighbours)


MINHASH = {"rensa": rensa, "rensa, candidates checked": lambda path: rensa(path, checked=True), "datasketch": datasketch}


def any_word(found):
    return " OR ".join(f'"{word}"' for word in dict.fromkeys(found))


def phrase(found):
    return f'"{" ".join(found)}"'


def any_run(found):
    return " OR ".join(dict.fromkeys(phrase(found[place:place + 3]) for place in range(len(found) - 2)))


FTS = {
    "FTS5, words joined by OR": any_word,
    "FTS5, the claim as a phrase": phrase,
    "FTS5, runs of three joined by OR": any_run,
}


def full_text(asked, path, query):
    """SQLite's own full text of the quotations: the best by rank for each claim."""
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    select = f"SELECT text FROM quotations_fts WHERE quotations_fts MATCH ? ORDER BY rank LIMIT {BEST}"
    claimed = [json.loads(line)["claim"] for line in open(asked, encoding="utf-8")]
    begun = time.process_time()
    answers = [[row[0] for row in base.execute(select, (f"text : ({query(words(claim))})",))] for claim in claimed]
    print(json.dumps({"cpu": time.process_time() - begun, "answers": answers}))


def rapidfuzz(asked, path, most):
    """The article with the best partial ratio, and in it the stretch that is most like the claim."""
    from rapidfuzz import fuzz, process

    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    claimed = [json.loads(line) for line in open(asked, encoding="utf-8")]
    count, characters = base.execute("SELECT count(*), sum(length(text)) FROM articles WHERE current").fetchone()
    holders, step = {claim["holder"] for claim in claimed}, max(1, count // most)
    rows = base.execute("SELECT article, text FROM articles WHERE current")
    texts = [text for number, (article, text) in enumerate(rows) if number % step == 0 or article in holders]
    begun, answers = time.process_time(), []
    for claim in claimed:
        best = process.extractOne(claim["claim"], texts, scorer=fuzz.partial_ratio)[0]
        place = fuzz.partial_ratio_alignment(claim["claim"], best)
        answers.append([best[max(0, place.dest_start - MARGIN):place.dest_end + MARGIN]])
    spent, scale = time.process_time() - begun, characters / sum(map(len, texts))
    print(json.dumps({"cpu": spent, "answers": answers, "scale": scale, "texts": len(texts), "all": count}))


def peer(name, paths, most):
    if name in MINHASH:
        MINHASH[name](*paths)
    elif name in FTS:
        full_text(*paths, FTS[name])
    else:
        rapidfuzz(*paths, most)


def machine():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text()) if Path("/proc/cpuinfo").exists() else None
    return f"{os.cpu_count()} cores of {model.group(1) if model else 'an unknown processor'}"


def main():
    tables = {"group": group, "verify": verify, "extract": extract}
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--inquit", type=Path, default=ROOT / "target/release/inquit")
    options.add_argument("--before", type=Path, help="an earlier build, measured in turn with the other")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with versions/ and polnear/")
    options.add_argument("--work", type=Path, default=ROOT / "target/bench", help="where inputs, outputs and the peers are kept")
    options.add_argument("--only", default=",".join(tables), help="the tables to make, separated by commas")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--quotations", type=int, default=100_000)
    options.add_argument("--corpus", type=Path, help="verify against this corpus, not one of the quotations; give a copy that nobody writes to")
    options.add_argument("--claims", type=int, default=100)
    options.add_argument("--texts", type=int, default=2_000, help="articles that rapidfuzz searches")
    options.add_argument("--megabytes", type=int, default=80, help="size of the articles for extraction")
    options.add_argument("--peer", help=argparse.SUPPRESS)
    options.add_argument("paths", nargs="*", help=argparse.SUPPRESS)
    options = options.parse_args()
    if options.peer:
        return peer(options.peer, options.paths, options.texts)
    for given in filter(None, (options.inquit, options.before, options.corpus)):
        if not given.exists():
            sys.exit(f"peers.py: {given} is missing (a build of inquit is named with --inquit)")
    options.work.mkdir(parents=True, exist_ok=True)
    python, versions = peers(options)
    print(f"`{shlex.join(['benches/peers.py', *sys.argv[1:]])}`\n")
    print(f"{time.strftime('%Y-%m-%d')}, {machine()}; {versions}, SQLite {sqlite3.sqlite_version}; load {os.getloadavg()[0]:.1f} at the start")
    for name in options.only.split(","):
        tables[name](options, python)
    print(f"\nLoad {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
