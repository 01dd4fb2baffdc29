#!/usr/bin/env bash
# Do all outputs keep every byte? Before a step that must not change output:
#
#     just same before       writes all outputs to target/same/before/
#
# and after it:
#
#     just same              writes them to target/same/now/, compares, exits with 1 and the names of the files that differ
#
# The inputs are in the repository; measuring sets in ../shared are used too where they are there. Each command runs with one thread and
# with eight. A command that ends with 1 found something, which is no fault here; what it prints is compared, errors too.
set -uo pipefail
cd "$(dirname "$0")/.."

case "${1:-now}" in
    before | now) out="target/same/${1:-now}" ;;
    *) echo "usage: tests/same.sh [before]" >&2; exit 2 ;;
esac
cargo build --quiet --locked || exit 2
inquit=$PWD/target/debug/inquit
rm -rf "$out"
mkdir -p "$out"

# save NAME ARGUMENTS…: what a command prints, on both outputs.
save() {
    local name=$1
    shift
    "$inquit" "$@" >"$out/$name" 2>&1 || true
}

quote='“We have oil for a week and spare parts for two.”'
for threads in 1 8; do
    export RAYON_NUM_THREADS=$threads
    t=$threads
    for folder in seeds docs/example docs/walkthrough/pages docs/verification/archive; do
        name=${folder//\//_}
        save "extract.$name.$t" extract --indirect --explain --format jsonl "$folder"
        save "compare.$name.$t" compare --explain --format json "$folder"
    done
    for format in csv md html jsonl table; do
        save "extract.$format.$t" extract --format "$format" seeds
        save "compare.$format.$t" compare --format "$format" seeds
    done
    for format in csv md json jsonl table; do
        save "diff.$format.$t" diff "The Harbour Post" "Courier" docs/example --format "$format"
        save "verify.$format.$t" verify "$quote" --in docs/example --format "$format"
        save "speaker.$format.$t" verify "$quote" --speaker "Mara Lindqvist" --in docs/example --format "$format"
    done
    save "versions.$t" versions "$quote" docs/example
    for format in table jsonl md html sarif; do
        save "check.$format.$t" check docs/verification/draft.md --in docs/verification/archive --format "$format"
        save "walkthrough.$format.$t" check docs/walkthrough/draft.md --in docs/walkthrough/pages --format "$format"
    done
done
unset RAYON_NUM_THREADS

# sum NAME ARGUMENTS…: the same for much output, of which only a sum is kept.
sum() {
    local name=$1
    shift
    "$inquit" "$@" 2>&1 | cksum >"$out/$name"
}

shared=../shared
if [ -f "$shared/polnear/dev.jsonl.gz" ]; then
    sum polnear extract --indirect --explain --format jsonl "$shared/polnear/dev.jsonl.gz"
fi
if [ -f "$shared/news/articles.jsonl.gz" ]; then
    sum news extract --indirect --explain --format jsonl "$shared/news/articles.jsonl.gz"
fi
if [ -f "$shared/outlets/articles.jsonl.gz" ]; then
    sum outlets compare --explain --format json "$shared/outlets/articles.jsonl.gz"
fi

if [ "${1:-now}" = before ]; then
    echo "written: $out"
    exit
fi
if ! [ -d target/same/before ]; then
    echo "there is nothing to compare with: run 'just same before' at the state before your step" >&2
    exit 2
fi
diff -rq target/same/before target/same/now && echo "same: $(find "$out" -type f | wc -l) outputs"
