#!/usr/bin/env bash
# Does every extraction keep every byte? Compares two builds of inquit over all inputs that are there:
#
#     tests/same_extraction.sh BEFORE [NOW]       (NOW: target/quick/inquit)
#
# Each input is extracted with all evidence (`--explain --all`) and without any, with and without indirect speech: without evidence the
# weights of a reading are added up in another way. The sums of what both print, errors too, must be equal; exits with 1 and the inputs that differ. `just same` compares all other commands, by a debug build; this one reads
# megabytes, and wants builds with optimisation.
set -uo pipefail
[ $# -ge 1 ] || { echo "usage: tests/same_extraction.sh BEFORE [NOW]" >&2; exit 2; }
before=$(realpath "$1")
now=$(realpath "${2:-$(dirname "$0")/../target/quick/inquit}")
cd "$(dirname "$0")/.."
shared=../shared
[ -d "$shared" ] || shared=/work/shared

inputs=(seeds docs/example docs/walkthrough/pages docs/verification/archive)
for set in polnear/train.jsonl.gz polnear/dev.jsonl.gz news/articles.jsonl.gz outlets/articles.jsonl.gz records press/transcripts seeds; do
    if [ -e "$shared/$set" ]; then inputs+=("$shared/$set"); fi
done

# sum INQUIT ARGUMENTS…: the sum of what a build prints, and how many bytes that is.
sum() {
    "$@" 2>&1 | cksum
}

status=0
for input in "${inputs[@]}"; do
    for options in "--explain --all" "--explain --all --indirect" "" --indirect; do
        # shellcheck disable=SC2206
        args=(extract --format jsonl $options "$input")
        was=$(sum "$before" "${args[@]}")
        is=$(sum "$now" "${args[@]}")
        if [ "$was" = "$is" ]; then
            printf 'same    %9s bytes  %s %s\n' "${is#* }" "$input" "$options"
        else
            printf 'DIFFERS                  %s %s\n' "$input" "$options"
            status=1
        fi
    done
done
exit $status
