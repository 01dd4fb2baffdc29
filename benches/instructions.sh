#!/usr/bin/env bash
# What does each stage of extraction cost? Counts instructions, which stay the same however busy the machine is:
#
#     benches/instructions.sh [INQUIT]        (INQUIT: target/release/inquit; needs valgrind and Python)
#
# The input is the seed articles, forty times over, as JSON Lines; what a run costs that reads a single quotation is taken off, of each stage too: the
# grammar, above all, and the weights, which are read with the first quotation.
# Prints instructions a byte of text by stage, beside the most that a stage may cost. Exits with 1 if a stage costs more: then lower the
# cost, or raise the figure in the table below in the same commit and say in its message why it is worth it. Where a stage got cheaper,
# lower its figure.
set -euo pipefail
inquit=$(realpath "${1:-$(dirname "$0")/../target/release/inquit}")
cd "$(dirname "$0")/.."

# A stage, the most instructions a byte, and its function.
stages() {
    cat <<'TABLE'
read        19  SourceReading as core::iter
records      9  read::articles::with_turns
tokens      58  segment::token::tokenize
marks       10  parse::marks::scanner::marked_spans
outline      8  parse::outline::outline
phrases     75  parse::chunk::chunks
clauses     44  parse::clause::clauses
readings    44  parse::passage::Passage.*::new
parse       239 parse::Parser::passage
extract     368 extract::extract_plain
output      16  QuotationJson as
TABLE
}
whole=414

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 - "$room" seeds/*.txt <<'PYTHON'
import json, sys
room, *paths = sys.argv[1:]
texts = [open(path, encoding="utf-8").read() for path in paths]
def write(name, texts):
    with open(f"{room}/{name}.jsonl", "w", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            out.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
write("one", ["“It rained,” Ana Ruiz said."])
write("all", texts * 40)
print(sum(len(text.encode()) for text in texts) * 40, file=open(f"{room}/bytes", "w"))
PYTHON
bytes=$(cat "$room/bytes")

# count OUT INPUT: a run's instructions; its profile is left in OUT.
count() {
    { valgrind --tool=callgrind --callgrind-out-file="$1" "$inquit" extract --threads 1 --format jsonl "$2" 2>&1 >/dev/null; } |
        awk '/Collected/ { print $NF }'
}
none=$(count "$room/none" "$room/one.jsonl")
all=$(count "$room/profile" "$room/all.jsonl")
for run in none profile; do
    callgrind_annotate --inclusive=yes --threshold=100 "$room/$run" >"$room/$run.annotated" 2>/dev/null
done

# cost RUN PATTERN: instructions of a function with all that it calls.
cost() {
    awk -v pattern="$2" '$0 ~ pattern && $1 ~ /^[0-9,]+$/ && !/=>/ { gsub(",", "", $1); if ($1 + 0 > most) most = $1 + 0 } END { print most + 0 }' "$room/$1.annotated"
}

status=0
# row STAGE LIMIT INSTRUCTIONS
row() {
    awk -v stage="$1" -v limit="$2" -v cost="$3" -v bytes="$bytes" 'BEGIN {
        over = (cost / bytes > limit)
        printf "%-10s %7.1f %7d%s\n", stage, cost / bytes, limit, (over ? "  too much" : "")
        exit over
    }' || status=1
}
echo "stage      a byte    most"
while read -r stage limit pattern; do
    found=$(cost profile "$pattern")
    [ "$found" -gt 0 ] || { echo "$stage: no function '$pattern' in the profile; was it renamed, or inlined?" >&2; status=1; continue; }
    row "$stage" "$limit" "$((found - $(cost none "$pattern")))"
done < <(stages)
row whole "$whole" "$((all - none))"
exit $status
