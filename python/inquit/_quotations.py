"""Quotations of texts. In: texts. Out: an :class:`Extraction` for each: its quotations with speaker, verb and place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple, overload

from . import _given
from ._native import Extractor
from ._record import Placed, Record, one


class Mention(Placed):
    """Words of the text that name somebody."""

    __slots__ = ()

    @property
    def mention(self) -> str | None:
        """The words as printed."""
        return self._data.get("mention")

    def _shown(self) -> tuple[str, ...]:
        return ("mention",)


class Speaker(Mention):
    """Who said it."""

    __slots__ = ()

    @property
    def name(self) -> str | None:
        """The name as it was resolved within the text."""
        return self._data.get("name")

    @property
    def basis(self) -> str | None:
        """What the name rests on: ``name``, ``short-name``, ``pronoun`` and so on."""
        return self._data.get("basis")

    def _shown(self) -> tuple[str, ...]:
        return ("name", "mention", "basis")


class Cue(Placed):
    """The reporting verb."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """As printed."""
        return str(self._data["text"])

    @property
    def lemma(self) -> str:
        """Its lemma."""
        return str(self._data["lemma"])

    @property
    def stance(self) -> str | None:
        """What the verb says of the words: ``neutral``, ``assertive`` and so on."""
        return self._data.get("stance")

    def _shown(self) -> tuple[str, ...]:
        return ("lemma", "stance")


class Content(NamedTuple):
    """One piece of a quotation: ``text[start:end]`` of the article."""

    start: int
    end: int
    text: str


class Quotation(Record):
    """One quotation. Its words may stand in several pieces, as in “They leak,” she said, “and nobody pays.”"""

    __slots__ = ()

    @property
    def id(self) -> str:
        """The id: article, ``#``, and the place of the first words."""
        return str(self._first["quotation"])

    @property
    def _records(self) -> list[dict[str, Any]]:
        records: list[dict[str, Any]] = self._data["records"]
        return records

    @property
    def _first(self) -> dict[str, Any]:
        """The record of the first piece, which has what is true of all."""
        return self._records[0]

    @property
    def contents(self) -> tuple[Content, ...]:
        """The pieces, in their order."""
        return tuple(Content(r["start"], r["end"], r["text"]) for r in self._records)

    @property
    def text(self) -> str:
        """The words of the first piece: ``text[q.start:q.end]``."""
        return str(self._first["text"])

    @property
    def start(self) -> int:
        """Where the first piece begins, in code points."""
        return int(self._first["start"])

    @property
    def end(self) -> int:
        """Where the first piece ends."""
        return int(self._first["end"])

    @property
    def kind(self) -> str:
        """``direct``, ``mixed``, ``indirect`` or ``not-speech``."""
        return str(self._first["kind"])

    @property
    def speaker(self) -> Speaker | None:
        """Who said it, if the text tells."""
        return one(Speaker, self._first["speaker"])

    @property
    def cue(self) -> Cue | None:
        """The reporting verb."""
        return one(Cue, self._first["cue"])

    @property
    def via(self) -> Mention | None:
        """Who passed the words on."""
        return one(Mention, self._first["via"])

    @property
    def rule(self) -> str:
        """The rule of the grammar that joined words and speaker."""
        return str(self._first["rule"])

    @property
    def confidence(self) -> float:
        """How sure the speaker is, from 0 to 1."""
        return float(self._first["confidence"])

    def to_dict(self) -> dict[str, Any]:
        """The record of ``extract --format json``; of several pieces the first (see :meth:`to_dicts`)."""
        return self.to_dicts()[0]

    def to_dicts(self) -> list[dict[str, Any]]:
        """A record a piece, as ``extract --format jsonl`` has them."""
        records: list[dict[str, Any]] = super().to_dict()["records"]
        return records

    def _shown(self) -> tuple[str, ...]:
        return ("text", "speaker", "start", "end")


class Extraction(Sequence[Quotation]):
    """The quotations of one text, in their order."""

    __slots__ = ("id", "quotations", "warnings")

    def __init__(self, id: str, quotations: Sequence[Quotation], warnings: Sequence[str]) -> None:
        self.id = id
        self.quotations = tuple(quotations)
        self.warnings = tuple(warnings)

    @overload
    def __getitem__(self, index: int) -> Quotation: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Quotation]: ...
    def __getitem__(self, index: int | slice) -> Quotation | Sequence[Quotation]:
        return self.quotations[index]

    def __len__(self) -> int:
        return len(self.quotations)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extraction) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Extraction({self.id!r}, {len(self)} quotations)"

    def _key(self) -> tuple[object, ...]:
        return self.id, self.quotations, self.warnings

    def to_dict(self) -> dict[str, Any]:
        """The records, and the doubts."""
        records = [record for quotation in self for record in quotation.to_dicts()]
        return {"quotations": records, "warnings": list(self.warnings)}


def _extraction(id: str, found: str) -> Extraction:
    answer = json.loads(found)
    pieces = groupby(answer["quotations"], key=lambda record: record["quotation"])
    quotations = [Quotation({"records": list(records)}) for _, records in pieces]
    return Extraction(id, quotations, answer["warnings"])


def extract(text: _given.Text, *, indirect: bool = False, all: bool = False, explain: bool = False) -> Extraction:
    """Finds the quotations of one text.

    ``text`` is a string, or a mapping with ``text`` and, if known, ``id``, ``title``, ``url``, ``outlet``, ``date``. With ``indirect`` also
    indirect speech, with ``all`` also marks that quote nobody, with ``explain`` the evidence of each decision.
    """
    given = _given.text(text, "text")
    return _extraction(given[0], Extractor(indirect=indirect, all=all, explain=explain, threads=1).one(given))


def pipe(
    texts: Iterable[_given.Text],
    *,
    threads: int = 0,
    batch: int = 256,
    indirect: bool = False,
    all: bool = False,
    explain: bool = False,
) -> Iterator[Extraction]:
    """Finds the quotations of many texts, in their order, ``batch`` at a time by ``threads`` threads (0: as many as there are cores).

    A stream: no more than one batch is held.
    """
    if batch < 1:
        raise ValueError("a batch has at least one text")
    extractor = Extractor(indirect=indirect, all=all, explain=explain, threads=threads)
    numbered = (_given.text(text, f"text-{number}") for number, text in enumerate(texts, start=1))
    while given := list(islice(numbered, batch)):
        for one_of, found in zip(given, extractor.many(given), strict=True):
            yield _extraction(one_of[0], found)
