#!/usr/bin/env python3
"""In how many pairs of wordings, and in whom, do the remarks of two corpora differ?

    benches/pairs.py GREW.inquit AT_ONCE.inquit ARTICLES

ARTICLES is how many articles there were when the remarks of the first were made at once (`inquit corpus info` says it).

In: two corpora of the same articles, one of which grew by a batch since all its remarks were made at once. Out: pairs of wordings that one
remark has in both, in the first alone and in the second alone; the same for wordings of articles that stood before the batch; and whom the
quotations of the batch mean: the same person, nobody yet, somebody with another key.
"""
import sqlite3
import sys
from collections import Counter


def pairs(counts):
    return sum(n * (n - 1) // 2 for n in counts.values())


def compared(one, other):
    keys = one.keys() & other.keys()
    alone = pairs(Counter(one[k] for k in keys)), pairs(Counter(other[k] for k in keys))
    both = pairs(Counter((one[k], other[k]) for k in keys))
    union = max(1, sum(alone) - both)
    return (f"{both} in both, {alone[0] - both} in the first alone, {alone[1] - both} in the second alone: "
            f"{100 * (sum(alone) - 2 * both) / union:.2f} % differ")


def remarks(corpus):
    rows = corpus.execute("SELECT a.id, w.start, w.remark FROM wordings w JOIN articles a USING (article)")
    return {(article, start): remark for article, start, remark in rows}


def persons(corpus):
    rows = corpus.execute("SELECT a.id, q.place, p.key FROM quotations q JOIN articles a USING (article) "
                          "LEFT JOIN meant m USING (quotation) LEFT JOIN persons p USING (person) WHERE a.current")
    return {(article, place): key for article, place, key in rows}


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    grew, at_once = (sqlite3.connect(f"file:{path}?mode=ro", uri=True) for path in sys.argv[1:3])
    stood = int(sys.argv[3])
    new = {row[0] for row in grew.execute("SELECT id FROM articles WHERE current ORDER BY article LIMIT -1 OFFSET ?", (stood,))}
    one, other = remarks(grew), remarks(at_once)
    print("pairs:", compared(one, other))
    earlier = {key: remark for key, remark in one.items() if key[0] not in new}
    print("pairs of earlier articles:", compared(earlier, other))
    meant, wanted = persons(grew), persons(at_once)
    of_new = Counter("same" if meant[key] == wanted[key] else "nobody yet" if meant[key] is None else "another key"
                     for key in meant if key[0] in new)
    of_old = sum(meant[key] != wanted[key] for key in meant if key[0] not in new)
    print("persons of new quotations:", dict(of_new), "| of earlier ones, with another key:", of_old)


if __name__ == "__main__":
    main()
