# `just` lists these; each is a plain command that works without just too.

default:
    @just --list

# Everything that has to pass before anything lands
ci:
    .ci/run

# The main job on the seed articles
demo *ARGS:
    cargo run --release -- compare seeds {{ARGS}}

# Format, then the lints as CI has them
tidy:
    cargo fmt
    cargo clippy --all-targets -- -D warnings

# Every reader and every command over a table of repeated units, n against 2n (tests/linear.rs); INQUIT_LINEAR=markdown runs the series with that in their names
# The allocator keeps what it has, so that no series pays the system for fresh pages at one length and not at another
linear:
    MALLOC_ARENA_MAX=1 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 cargo test --release --test linear -- --ignored --nocapture

# Kills writers of a corpus at random moments (tests/damage.rs); INQUIT_ROUNDS and INQUIT_SEED change what is done
kills:
    cargo test --test damage -- --ignored --nocapture --exact kills

# Changes bytes of a corpus and asks it (tests/damage.rs); INQUIT_ROUNDS and INQUIT_SEED change what is done
flips:
    cargo test --test damage -- --ignored --nocapture --exact flips

# Write what the command-line cases print now into tests/cli/cases; read the difference before you commit it
cli-cases:
    TRYCMD=overwrite cargo test --test cli cases

# `just same before` writes all outputs, `just same` after a step says which of them changed
same *STATE:
    tests/same.sh {{STATE}}

# Does every extraction keep every byte? `just same-extraction BEFORE NOW` compares two builds over all texts that are there
same-extraction BEFORE NOW="target/quick/inquit":
    tests/same_extraction.sh {{BEFORE}} {{NOW}}

# Instructions a byte of each stage of extraction, and the most that each may cost (needs valgrind; benches/README.md)
instructions INQUIT="target/release/inquit":
    benches/instructions.sh {{INQUIT}}

# Licences, advisories, sources of the dependencies (needs cargo-deny)
deny:
    cargo deny check

# Learn the weights of readings on one half of annotated articles, judge them on the other half (docs/accuracy.md)
cross-validate *GOLD:
    cargo run --release --example cross_validate -- {{GOLD}}

# Fuzz all targets, or one, for some seconds each (fuzz/README.md)
fuzz TARGET="" SECONDS="60":
    fuzz/run {{SECONDS}} {{TARGET}}

# Build the release archive and its papers into a folder (release/README.md)
release OUT="target/release-archive":
    release/build {{OUT}}

# Walk every screen of `inquit serve` in Chromium: keyboard, axe-core, hostile articles (installs what is missing)
browser *INQUIT:
    tests/browser/run {{INQUIT}}

# Look in Chromium whether the words of Web Annotations are found in the pages that they were read from (installs what is missing; says so where there is no browser)
anchors *INQUIT:
    tests/browser/anchors {{INQUIT}}

# Ask Python's validator whether openapi.json is sound and whether its schemas are (needs the package jsonschema)
openapi:
    python3 tests/serve/openapi.py

# Are the groups of Spark those of the command? 200,000 quotations; 1, 7 and 64 partitions; three shuffles; then with tasks that run again (installs what is missing; wants Java 17)
spark *ARGS:
    python/tests/spark/run {{ARGS}}
    ! command -v java >/dev/null || target/python/bin/python -m pip install --quiet 'pytest>=8'
    ! command -v java >/dev/null || target/python/bin/python -m pytest -q python/tests/test_spark.py

# The Python module, its tests and mypy; `just python all` also with pyarrow, polars, duckdb, pandas and spaCy, the notebook and all recipes
python *ALL:
    python/check {{ALL}}
