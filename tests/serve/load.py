#!/usr/bin/env python3
"""How quick is `inquit serve`? A bounded loop over 127.0.0.1.

  load.py --inquit PROGRAM --corpus FILE [--rate 20] [--seconds 20] [--open 200]

In: a program, a large corpus (make_quotes.py and quotes_to_articles.py of the shared files make one). Out: for each kind of request the
median and the 95th of 100 alone (one request after another), the same at the rate with connections held open, their ratio, the largest page;
start, memory. Remarks are asked for in two kinds: "remark" has 26 to 50 prints, as many as a page lays side by side, and "large" more, of which
the page must show the fullest 50 and say so. Every answer must be 200 or 503 with Retry-After; exit status 1 otherwise. Standard library only.
"""
import argparse
import http.client
import json
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse


def ask(port, target, body=None):
    """Seconds, status, size of one request."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST" if body else "GET", target, body, {"Content-Type": "text/markdown"} if body else {})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return time.perf_counter() - begun, answer.status, len(data), data


# Prints that a page lays side by side at most, and the fewest of a remark of the kind "remark".
MOST, FEWEST = 50, 26


def by_prints(port):
    """The remarks of at least FEWEST prints, the most widely printed first."""
    hits, after = [], ""
    while after is not None and (not hits or hits[-1]["prints"] >= FEWEST):
        page = json.loads(ask(port, f"/api/v1/search?limit=100&sort=prints{after}")[3])
        hits += page["remarks"]
        after = page["next"] and f"&after={page['next']}"
    return [hit for hit in hits if hit["prints"] >= FEWEST]


def says_so(port, hit):
    """Does the page of a remark that has more prints than it shows say so?"""
    return f"The fullest {MOST} of ".encode() in ask(port, f"/remark/{hit['remark']}")[3]


def targets(port):
    """What is asked, by kind: many different addresses each, chosen by a fixed seed."""
    chosen = random.Random(1)
    printed = by_prints(port)
    full = [hit for hit in printed if hit["prints"] <= MOST]
    large = [hit for hit in printed if hit["prints"] > MOST]
    print(f"remarks of {FEWEST} to {MOST} prints: {len(full)}; of more: {len(large)}")
    silent = [hit["remark"] for hit in large[:20] + large[-20:] if not says_so(port, hit)]
    if silent or any(says_so(port, hit) for hit in full[:20]):
        sys.exit(f"pages of large remarks do not say what they leave out: {silent}")
    pages = [json.loads(ask(port, f"/api/v1/search?limit=100&sort={sort}")[3]) for sort in ("prints", "newest", "oldest")]
    hits = [hit for page in pages for hit in page["remarks"]]
    small = [hit for hit in hits if hit["prints"] <= 50] or hits
    words = [hit["text"].split() for hit in hits if len(hit["text"].split()) > 8]
    quoted = lambda count: urllib.parse.quote(" ".join(chosen.choice(words)[:count]))
    some = lambda make: [make() for _ in range(100)]
    draft = "\n\n".join(f"“{hit['text']},” Ana Ruiz said." for hit in small[:50]).encode()
    places = []
    for hit in small[:40]:
        record = json.loads(ask(port, f"/api/v1/remarks/{hit['remark']}")[3])["remarks"][0]
        places.append(record["wordings"][0]["article"])
    return {
        "search": some(lambda: f"/?q={quoted(2)}&list=1"),
        "remark": some(lambda: f"/remark/{chosen.choice(full or small)['remark']}"),
        "large": some(lambda: f"/remark/{chosen.choice(large or full or small)['remark']}"),
        "article": some(lambda: f"/article/{urllib.parse.quote(chosen.choice(places))}"),
        "verify": some(lambda: f"/verify?quote={quoted(10)}"),
    }, draft


def p95(times):
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def at_rate(port, kinds, asked):
    """The times of each kind at the rate."""
    results, lock, threads = {kind: [] for kind in kinds}, threading.Lock(), []

    def one(kind, target):
        found = ask(port, target)[:3]
        with lock:
            results[kind].append(found)

    begun, order = time.perf_counter(), [*kinds]
    for n in range(int(asked.rate * asked.seconds)):
        time.sleep(max(0.0, begun + n / asked.rate - time.perf_counter()))
        kind = order[n % len(order)]
        thread = threading.Thread(target=one, args=(kind, kinds[kind][n // len(order) % 100]))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return results


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--inquit", required=True)
    arguments.add_argument("--corpus", required=True)
    arguments.add_argument("--rate", type=float, default=20)
    arguments.add_argument("--seconds", type=float, default=20)
    arguments.add_argument("--open", type=int, default=200)
    asked = arguments.parse_args()
    begun = time.perf_counter()
    command = [asked.inquit, "serve", "--corpus", asked.corpus, "--listen", "127.0.0.1:0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    port = int(re.search(r"http://127.0.0.1:(\d+)", next(line for line in server.stderr if "http" in line)).group(1))
    print(f"start {1000 * (time.perf_counter() - begun):.0f} ms")
    threading.Thread(target=lambda: [None for _ in server.stderr], daemon=True).start()
    kinds, draft = targets(port)
    good = True
    for _ in range(2):  # The first round fills the caches of the system.
        alone = {kind: [ask(port, target)[:3] for target in some[:40]] for kind, some in kinds.items()}
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(asked.open)]
    loaded = at_rate(port, kinds, asked)
    print("kind     alone p50  p95   at the rate p50  p95   ratio p95   503   largest page")
    for kind in kinds:
        one, many = [t for t, *_ in alone[kind]], [t for t, status, _ in loaded[kind] if status == 200]
        busy = sum(status == 503 for _, status, _ in loaded[kind])
        good &= all(status in (200, 503) for _, status, _ in alone[kind] + loaded[kind]) and bool(many)
        size = max(size for _, _, size in alone[kind] + loaded[kind])
        ms = [1000 * x for x in (statistics.median(one), p95(one), statistics.median(many), p95(many))]
        print(f"{kind:8} {ms[0]:8.1f} {ms[1]:6.1f} {ms[2]:12.1f} {ms[3]:8.1f} {ms[3] / ms[1]:10.1f} {busy:7} {size / 1000:10.1f} kB")
    took, status, *_ = min(ask(port, "/api/v1/check", draft) for _ in range(3))
    good &= status == 200
    print(f"a draft of 50 quotations {1000 * took:.0f} ms")
    memory = next(line for line in open(f"/proc/{server.pid}/status", encoding="ascii") if line.startswith("VmRSS"))
    print(f"memory {int(memory.split()[1]) / 1024:.0f} MB")
    for connection in held:
        connection.close()
    server.terminate()
    good &= server.wait() == 0
    sys.exit(not good)


main()
