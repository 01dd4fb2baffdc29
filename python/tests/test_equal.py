"""The module gives what the command gives: the same records for the articles of the repository, the same ends of twenty claims."""

import json
import pathlib
import subprocess

import pytest

import inquit

ROOT = pathlib.Path(__file__).parents[2]
TWENTY = json.loads((ROOT / "tests/claims/twenty.json").read_text())
PASSES = {"lenient": ("pass", "flag"), "strict": ("pass",)}


def articles():
    for folder in ("seeds", "docs/example", "docs/recipes/press", "tests/cli/inputs/event"):
        yield from sorted((ROOT / folder).rglob("*.txt"))


def test_records_of_all_articles_are_those_of_the_command(tmp_path):
    texts = []
    for number, path in enumerate(articles()):
        # The module looks for no header block.
        text = path.read_bytes().decode().rpartition("\n---\n")[2]
        (tmp_path / f"{number:03}.txt").write_bytes(text.encode())
        texts.append({"id": f"{number:03}.txt", "text": text})
    run = subprocess.run(["inquit", "extract", "--indirect", "--format", "jsonl", "."], cwd=tmp_path, capture_output=True, check=True)
    lines = [json.loads(line) for line in run.stdout.decode().splitlines()]
    found = [record for extraction in inquit.pipe(texts, indirect=True) for record in extraction.to_dict()["quotations"]]
    assert found == [line for line in lines if line["type"] == "quotation"] and len(found) > 100


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    for name in ("beacon", "minutes"):
        (folder / f"{name}.txt").write_text(TWENTY[name])
    return inquit.Sources(folder)


@pytest.mark.parametrize("style", PASSES)
def test_twenty_claims_pass_and_fail_as_they_should(sources, style):
    claims = [{"claim": claim, "speaker": speaker} for claim, speaker, _ in TWENTY["cases"]]
    ends = [verdict.ok for verdict in sources.verify_many(claims, style=style)]
    assert ends == [end in PASSES[style] for _, _, end in TWENTY["cases"]]
    alone = [sources.verify(claim, speaker, style=style).ok for claim, speaker, _ in TWENTY["cases"]]
    assert alone == ends


@pytest.mark.parametrize("style", PASSES)
def test_an_answer_with_one_of_the_twenty_is_stopped_if_the_claim_fails(sources, style):
    @inquit.grounded(sources="context", every=True, style=style)
    def answer(claim, speaker, context):
        return f"{speaker} said: “{claim}.”" if speaker else f"The record has “{claim}”."

    for claim, speaker, end in TWENTY["cases"]:
        if end in PASSES[style]:
            assert claim in answer(claim, speaker, sources)
        else:
            with pytest.raises(inquit.Ungrounded):
                answer(claim, speaker, sources)


def test_remarks_are_those_of_compare(tmp_path):
    folder = ROOT / "docs/example"
    run = subprocess.run(["inquit", "compare", "--format", "json", folder], capture_output=True, check=True)
    wanted = json.loads(run.stdout)["remarks"]
    assert inquit.Sources(folder).remarks() == wanted and len(wanted) == 3
    corpus = inquit.Corpus(tmp_path / "example.inquit")
    corpus.add(folder)
    assert corpus.remarks() == wanted
    assert {remark["remark"] for remark in corpus.versions("spare parts for two")} < {remark["remark"] for remark in wanted}
