"""The module as its users call it. Every person and every place is invented."""

import asyncio
import copy
import json
import pickle
import subprocess
import threading

import pytest

import inquit

POST = "“We have oil for a week and spare parts for two,” Mara Lindqvist told reporters. “They leak badly,” Ana Ruiz said, “and no one pays.”"
SOURCE = {"id": "post", "outlet": "Harbour Post", "url": "https://example.org/pumps", "text": POST}


def test_a_text_gives_its_quotations():
    found = inquit.extract(POST)
    assert [q.text for q in found] == ["We have oil for a week and spare parts for two,", "They leak badly,"]
    first, second = found
    assert (first.speaker.name, first.cue.lemma, first.cue.stance) == ("Mara Lindqvist", "tell", "neutral")
    assert [content.text for content in second.contents] == ["They leak badly,", "and no one pays."]
    assert second.id == f"text#{second.start}"


@pytest.mark.parametrize(
    "text",
    [
        "🐟🐟 “They leak 🐟 badly,” Ana Ruiz said.",
        "Cafe\u0301 owner: “De\u0301ja\u0300 vu, they leak badly,” Ana Ruiz said.",
        "One line.\r\n\r\n“They leak badly,” Ana Ruiz said.\r\n",
        "\ufeff“They\ufeff leak badly,” Ana Ruiz said.",
        "title: no header\n---\n“They leak badly,” Ana Ruiz said.",
        "🐟\r\n\r\n“They le\u0301ak 🐟🐟\u200d🐟 badly,” Ana\u0301 Ruiz said, “and no\u0301 one\ufeff pays.”\r\n",
    ],
)
def test_places_are_code_points_of_the_string(text):
    found = inquit.extract(text, all=True)
    assert len(found) >= 1
    for quotation in found:
        for content in quotation.contents:
            assert text[content.start : content.end] == content.text
        if quotation.speaker is not None:
            assert text[quotation.speaker.start : quotation.speaker.end] == quotation.speaker.mention


def test_pipe_keeps_the_order_whatever_the_threads_and_the_batch():
    texts = [{"id": f"a{n}", "text": f"“Pump {n} leaks badly,” Ana Ruiz said."} for n in range(50)]
    one = list(inquit.pipe(texts, threads=1, batch=1))
    assert [found.id for found in one] == [text["id"] for text in texts]
    assert list(inquit.pipe(iter(texts), threads=3, batch=7)) == one
    assert one[3] == inquit.extract(texts[3])
    with pytest.raises(ValueError):
        next(inquit.pipe(texts, batch=0))


def test_records_are_those_of_the_command(tmp_path):
    text = POST + " She has an “open mind”. Ruiz said the pumps were old."
    (tmp_path / "post.txt").write_text(text)
    run = subprocess.run(["inquit", "extract", "--indirect", "--format", "jsonl", "post.txt"], cwd=tmp_path, capture_output=True, check=True)
    lines = [json.loads(line) for line in run.stdout.decode().splitlines()]
    found = inquit.extract({"id": "post.txt", "text": text}, indirect=True)
    assert found.to_dict()["quotations"] == [line for line in lines if line["type"] == "quotation"]


def test_sources_answer_a_claim():
    sources = inquit.Sources([SOURCE])
    verdict = sources.verify("We have oil for a week and spare parts for two", speaker="Mara Lindqvist", source="post")
    assert (verdict.ok, verdict.wording, verdict.attribution, verdict.source) == (True, "verbatim", "confirmed", "here")
    place = verdict.evidence[0]
    assert POST[place.start : place.end] == place.text and place.link.startswith("https://example.org/pumps")
    wrong = sources.verify("We have oil for a month and spare parts for two", speaker="Mara Lindqvist")
    assert (wrong.ok, wrong.wording) == (False, "altered")
    assert wrong.use == "We have oil for a week and spare parts for two"
    assert len(wrong.changes) == 1


def test_many_claims_keep_their_order_and_a_bad_one_is_told():
    sources = inquit.Sources([SOURCE])
    claims: list[str | dict[str, str]] = [{"claim": "We have oil for a week"}, "They leak badly", {"claim": "Nothing of this was ever printed anywhere"}]
    assert [v.wording for v in sources.verify_many(claims)] == ["verbatim", "verbatim", "not-found"]
    with pytest.raises(ValueError):
        list(sources.verify_many([{"words": "no quotation"}]))


def test_what_was_not_read_is_told(tmp_path):
    (tmp_path / "post.txt").write_text(POST)
    sources = inquit.Sources([tmp_path, tmp_path / "missing.txt"])
    assert sources.searched.articles == 1
    assert len(sources.unread) == 1 and "missing.txt" in sources.unread[0]


def test_a_file_names_the_speakers_of_a_transcript(tmp_path):
    call, names = tmp_path / "call.vtt", tmp_path / "speakers.toml"
    call.write_text("WEBVTT\n\n00:00.000 --> 00:03.000\n<v SPEAKER_00>The bridge will hold for a hundred years.\n")
    names.write_text('SPEAKER_00 = "Ana Ruiz"\nSPEAKER_07 = "Ole Berg"\n')
    quote = "The bridge will hold for a hundred years"
    assert inquit.Sources(call).verify(quote, "Ana Ruiz").attribution == "unresolved"
    sources = inquit.Sources(call, speakers=names)
    assert sources.verify(quote, "Ana Ruiz").attribution == "confirmed"
    assert len(sources.doubts) == 1 and "SPEAKER_07" in sources.doubts[0]
    corpus = inquit.Corpus(tmp_path / "news.inquit")
    added = corpus.add([call], speakers=str(names))
    assert (added.new, added.unread, added.doubts) == (1, (), sources.doubts)
    assert corpus.verify(quote, "Ana Ruiz").attribution == "confirmed"
    names.write_text("SPEAKER_00 = 3\n")
    for wrong in (names, tmp_path / "missing.toml"):
        with pytest.raises(inquit.InquitError, match=wrong.name):
            inquit.Sources(call, speakers=wrong)


def test_a_draft_is_checked():
    report = inquit.Sources([SOURCE]).check("“They leak badly,” Ana Ruiz said. “They leak every day of the year,” she said.")
    assert (report.ok, len(report.verdicts), len(report.failed)) == (False, 2, 1)
    assert report.receipt is not None and report.receipt["sources"]["count"] == 1
    assert "They leak every day" in str(report)
    html = inquit.Sources([SOURCE]).check("“<script>alert(1)</script> leaks all day long,” Ana Ruiz said.", form="plain")._repr_html_()
    assert "<script" not in html and html.startswith('<iframe sandbox=""')


def test_a_corpus_file_answers_the_same(tmp_path):
    corpus = inquit.Corpus(tmp_path / "news.inquit")
    added = corpus.add([SOURCE])
    assert (added.new, added.same, added.unread) == (1, 0, ())
    assert corpus.add(SOURCE).same == 1
    quote = "We have oil for a week and spare parts for two"
    stored, held = corpus.verify(quote, "Mara Lindqvist"), inquit.Sources([SOURCE]).verify(quote, "Mara Lindqvist")
    assert stored.to_dict() == held.to_dict()
    assert corpus.versions(quote)[0]["text"] == quote + ","


def context_of(text):
    return [{"id": "notes", "text": text}]


def test_a_function_is_grounded():
    @inquit.grounded(sources="context")
    def answer(said, context):
        return f"“{said},” Ana Ruiz said."

    assert answer("They leak badly", context=POST) == "“They leak badly,” Ana Ruiz said."
    with pytest.raises(inquit.Ungrounded) as raised:
        answer("They never leak on any day", context=context_of(POST))
    assert raised.value.report.failed[0].wording == "not-found" or raised.value.report.failed[0].wording == "altered"
    with pytest.raises(ValueError):
        inquit.grounded(sources="nothing")(context_of)


def test_what_fails_can_be_warned_of_annotated_or_handed_on():
    said = "“They never leak on any day,” Ana Ruiz said. “We have oil for a week,” Mara Lindqvist said."

    def answering(on_fail):
        return inquit.grounded(sources="context", on_fail=on_fail)(lambda context: said)

    with pytest.warns(UserWarning, match="1 of 2 quotations fail"):
        assert answering("warn")(POST) == said
    assert answering("annotate")(POST) == (
        "They never leak on any day, [not found in the sources] Ana Ruiz said. “We have oil for a week,” Mara Lindqvist said."
    )
    assert answering(lambda report: len(report.failed))(POST) == 1
    with pytest.raises(ValueError):
        answering("shout")


NEVER = "They never leak on any day"
NOTE = "[not found in the sources]"


def annotated(text, form="markdown", context=POST):
    return inquit.grounded(sources="context", form=form, on_fail="annotate")(lambda context: text)(context)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("---\ntitle: Pumps\ndate: 2024-05-03\n---\n\n“{},” Ana Ruiz said.\n", "markdown"),
        ("title: Pumps\noutlet: Harbour Post\n\n🐟🐟 “{},” Ana Ruiz said.", "plain"),
        ("🐟 Cafe\u0301.\r\n\r\n🐟 “{},” Ana Ruiz said.\r\n", "markdown"),
        ("\ufeff🐟 “{},” Ana Ruiz said.", "markdown"),
        ("She had \"no idea\".\n\n\"{},\" Ana Ruiz said. *Nobody* knew.\n", "markdown"),
    ],
)
def test_a_note_is_where_the_quotation_is_in_the_string(text, form):
    before, behind = text.split("{}")
    assert annotated(text.format(NEVER), form) == f"{before[:-1]}{NEVER}, {NOTE}{behind[2:]}"


def test_markup_of_a_quotation_stays_and_its_pieces_lose_their_marks():
    assert annotated("“They *never* leak on __any__ day,” Ana Ruiz said.") == f"They *never* leak on __any__ day, {NOTE} Ana Ruiz said."
    said = "---\ntitle: Pumps\n---\n“We don’t leak,” Ana Ruiz said, “and we never did on any day.”"
    assert annotated(said) == f"---\ntitle: Pumps\n---\nWe don’t leak, Ana Ruiz said, and we never did on any day. {NOTE}"


def test_a_quotation_of_a_title_is_annotated_where_it_is():
    text = f"---\ntitle: “{NEVER}”, says Ruiz\n---\n\nNothing else is said here.\n"
    assert annotated(text) == f"---\ntitle: {NEVER} {NOTE}, says Ruiz\n---\n\nNothing else is said here.\n"


def test_a_page_is_not_cut_at_places_of_its_text():
    rest = "<p>The board met in the old hall by the harbour, and the meeting went on until the evening of that long day.</p>"
    page = f"<html><body><article><h1>Pumps</h1>{rest}<p>“{{}},” Ana Ruiz said.</p></article></body></html>"
    assert annotated(page.format(NEVER), "html") == page.format(NEVER).replace(f"“{NEVER},”", f"{NEVER}, {NOTE}")
    hidden = page.format("They never leak &lt;b&gt; on any &amp; day <i>at</i> night")
    out = annotated(hidden, "html")
    assert out.startswith(hidden) and out[len(hidden) :] == f"\n<p>{NOTE}: They never leak &lt;b&gt; on any &amp; day at night,</p>"


@pytest.mark.parametrize("marked", ["“{}”", "«{}»", "''{}''", "``{}''", ",,{}”", "„{}“"])
def test_every_pair_of_marks_that_is_read_is_taken_off(marked):
    said = "They never leak on any day"
    out = annotated(f"Ana Ruiz said: {marked.format(said)}.")
    assert out == f"Ana Ruiz said: {said} {NOTE}."


def test_words_that_are_there_are_not_said_to_be_missing():
    said = "We have oil for a week and spare parts for two"
    assert annotated(f"“{said},” Ana Ruiz told reporters.") == f"{said}, [not found so in the sources] Ana Ruiz told reporters."


def test_a_draft_that_cannot_be_read_does_not_pass():
    sources = inquit.Sources([SOURCE])
    for empty in ("", " \n"):
        with pytest.raises(inquit.InquitError, match="draft: there is no text"):
            sources.check(empty)
    with pytest.raises(inquit.InquitError, match="no article in this page"):
        sources.check("<html><body><nav>Home</nav></body></html>", form="html")


def test_each_text_of_a_batch_has_its_own_error():
    extractor = inquit._native.Extractor()
    found = extractor.lines([(id, words, None, None, None, None) for id, words in (("a", POST), ("b", " "), ("c", POST))])
    assert [error is None for error, _ in found] == [True, False, True] and "no `text`" in str(found[1][0])
    assert [[json.loads(line)["article"] for line in lines] for _, lines in found] == [["a"] * 3, [], ["c"] * 3]
    assert extractor.lines([]) == []


def test_labels_in_a_draft_do_not_make_it_a_transcript(tmp_path):
    text = "ANA RUIZ: “They leak badly, and no one pays.”\n\nMARA LINDQVIST: “They never leak on any day.”\n\nANA RUIZ: We know.\n\nMARA LINDQVIST: Good.\n"
    (tmp_path / "draft.txt").write_text(text)
    (tmp_path / "post.txt").write_text(POST)
    command = ["inquit", "check", "draft.txt", "--in", "post.txt", "--every", "--format", "json"]
    told = json.loads(subprocess.run(command, cwd=tmp_path, capture_output=True).stdout)
    report = inquit.Sources([{"id": "post.txt", "text": POST}]).check(text, form="plain", every=True)
    kept = ("claim", "speaker", "wording", "attribution", "failed")
    assert [{k: v.to_dict().get(k) for k in kept} for v in report.verdicts] == [{k: v.get(k) for k in kept} for v in told["verdicts"]]
    assert len(report.verdicts) == 2


def test_a_claim_has_its_keys_and_others_are_ignored():
    sources = inquit.Sources([SOURCE])
    verdict = next(sources.verify_many([{"claim": "They leak badly", "speaker": "Ana Ruiz", "speakers": "nobody", "row": 7}]))
    assert (verdict.ok, verdict.attribution) == (True, "confirmed")
    with pytest.raises(ValueError, match="at least one claim"):
        next(sources.verify_many(["They leak badly"], batch=0))


def test_a_text_given_as_a_path_is_told(tmp_path):
    for paths in (POST, [tmp_path / "missing.txt"], [tmp_path]):
        with pytest.raises(inquit.InquitError, match="a string is a path, a text is a mapping with `text`"):
            inquit.Sources(paths)
    assert inquit.Sources([]).searched.articles == 0


def test_one_mapping_is_one_text():
    assert inquit.Sources.texts({"id": "post", "text": POST}).searched == inquit.Sources([SOURCE]).searched


def test_a_coroutine_is_grounded():
    @inquit.grounded(sources="context")
    async def answer(context):
        return "“They never leak on any day,” Ana Ruiz said."

    with pytest.raises(inquit.Ungrounded):
        asyncio.run(answer(POST))


def test_everything_can_be_copied_and_pickled():
    found = inquit.extract(POST)
    sources = inquit.Sources([SOURCE])
    verdict, report = sources.verify("They leak very badly", "Ana Ruiz"), sources.check("“They leak badly,” Ana Ruiz said.")
    things = [found[0], found[0].speaker, found[0].cue, verdict, *verdict.evidence, *verdict.changes, report]
    for thing in things:
        assert pickle.loads(pickle.dumps(thing)) == thing == copy.deepcopy(thing)
        assert "\n" not in repr(thing)
        with pytest.raises(AttributeError):
            thing.anything = 1
    assert pickle.loads(pickle.dumps(found)) == found
    error = pickle.loads(pickle.dumps(inquit.Ungrounded(sources.check("“They never leak on any day,” Ana Ruiz said."))))
    assert len(error.report.failed) == 1


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: inquit.extract("lone \ud800 surrogate"), ValueError),
        (lambda: inquit.extract(b"bytes"), TypeError),  # type: ignore[arg-type]
        (lambda: inquit.extract({"body": "x"}), ValueError),
        (lambda: inquit.extract({"text": 3}), TypeError),
        (lambda: inquit.Sources([SOURCE]).verify("They leak", style="gentle"), ValueError),
        (lambda: inquit.Sources([SOURCE]).verify("They leak \ud800"), ValueError),
        (lambda: inquit.Sources([SOURCE]).check("x", form="rtf"), ValueError),
        (lambda: inquit.Sources([SOURCE]).check(b"x"), TypeError),  # type: ignore[arg-type]
        (lambda: inquit.Corpus("/nowhere/at/all.inquit"), inquit.InquitError),
    ],
)
def test_wrong_arguments_are_told_and_nothing_panics(call, error):
    with pytest.raises(error):
        call()


def test_other_threads_run_meanwhile():
    long = "\n\n".join(f"“Pump {n} leaks badly,” Ana Ruiz said." for n in range(20_000))
    done = threading.Event()

    def work():
        inquit.extract(long)
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    turns = 0
    while not done.wait(0.001):
        turns += 1
    thread.join()
    assert turns > 5


def test_the_command_comes_with_the_module(tmp_path):
    (tmp_path / "post.txt").write_text(POST)
    (tmp_path / "draft.md").write_text("“They never leak on any day,” Ana Ruiz said.")
    failed = subprocess.run(["inquit", "check", "draft.md", "--in", "post.txt"], cwd=tmp_path, capture_output=True)
    assert failed.returncode == 1
    version = subprocess.run(["inquit", "--version"], capture_output=True, check=True)
    assert version.stdout.decode().split()[1] == inquit.__version__
