"""A component for spaCy: ``nlp.add_pipe("inquit")``. In: a document. Out: ``doc.spans["quotations"]`` and ``doc._.quotations``, the records.

spaCy loads this module by its entry point; ``import inquit`` does not, so it works without spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from ._quotations import Extraction, extract, pipe

SPANS = "quotations"
OF_SPANS = ("speaker", "speaker_place", "cue", "confidence", "quotation")


class QuotationFinder:
    """Marks the quotations of documents. It has no state but its options."""

    def __init__(self, indirect: bool = False) -> None:
        self.indirect = indirect

    def __call__(self, doc: Any) -> Any:
        return _marked(doc, extract(doc.text, indirect=self.indirect))

    def pipe(self, stream: Iterable[Any], batch_size: int = 256) -> Iterator[Any]:
        """Marks many documents, in their order, a batch by all cores."""
        batch: list[Any] = []
        for doc in stream:
            batch.append(doc)
            if len(batch) == batch_size:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def _batch(self, docs: list[Any]) -> Iterator[Any]:
        found = pipe((doc.text for doc in docs), indirect=self.indirect)
        for doc, extraction in zip(docs, found, strict=True):
            yield _marked(doc, extraction)

    def to_disk(self, path: Any, *, exclude: Any = ()) -> None:
        """Nothing is learned; the options are those of the pipeline's configuration."""

    def from_disk(self, path: Any, *, exclude: Any = ()) -> QuotationFinder:
        """See :meth:`to_disk`."""
        return self


def _marked(doc: Any, extraction: Extraction) -> Any:
    """A content whose place has no tokens is in the records alone."""
    spans = []
    for quotation in extraction:
        for content in quotation.contents:
            span = doc.char_span(content.start, content.end, alignment_mode="expand")
            if span is None:
                continue
            speaker, cue = quotation.speaker, quotation.cue
            span._.quotation = quotation.id
            span._.confidence = quotation.confidence
            span._.cue = cue.lemma if cue else None
            span._.speaker = speaker.name if speaker else None
            if speaker is not None and speaker.start is not None and speaker.end is not None:
                span._.speaker_place = (speaker.start, speaker.end)
            spans.append(span)
    doc.spans[SPANS] = spans
    doc._.quotations = extraction.to_dict()["quotations"]
    return doc


def _speaker_span(span: Any) -> Any:
    """The tokens that name the speaker. Made when it is asked for: a document with spans among its values cannot go to another process."""
    place = span._.speaker_place
    return None if place is None else span.doc.char_span(*place, alignment_mode="expand")


@Language.factory("inquit", assigns=["doc._.quotations"], default_config={"indirect": False})
def make(nlp: Language, name: str, indirect: bool) -> QuotationFinder:
    """Makes the component; spaCy calls it by the entry point ``inquit``."""
    if not Doc.has_extension("quotations"):
        Doc.set_extension("quotations", default=None)
    for attribute in OF_SPANS:
        if not Span.has_extension(attribute):
            Span.set_extension(attribute, default=None)
    if not Span.has_extension("speaker_span"):
        Span.set_extension("speaker_span", getter=_speaker_span)
    return QuotationFinder(indirect=indirect)
