"""Sources that claims and drafts are asked of: paths and texts (:class:`Sources`), or a corpus file (:class:`Corpus`)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from . import _given, _native
from ._verdicts import Report, Verdict

FORMATS = ("json", "table", "html")


class Searched(NamedTuple):
    """How much is searched."""

    articles: int
    quotations: int
    words: int


class Added(NamedTuple):
    """What became of articles that were given to a corpus."""

    new: int
    changed: int
    same: int
    unread: tuple[str, ...]
    doubts: tuple[str, ...] = ()


class _Asked:
    """What both kinds of sources answer."""

    def __init__(self, native: _native.NativeSources) -> None:
        self._native = native

    @property
    def searched(self) -> Searched:
        """How much is searched."""
        return Searched(*self._native.searched())

    def verify(
        self,
        quote: str,
        speaker: str | None = None,
        *,
        date: str | None = None,
        source: str | None = None,
        style: str = "lenient",
        fail_on: str | None = None,
    ) -> Verdict:
        """Asks whether the words stand in the sources, and of whom. ``source`` is an id or an address that they are said to be from."""
        claim = {"claim": quote, "speaker": speaker, "date": date, "source": source}
        return next(self.verify_many([claim], style=style, fail_on=fail_on))

    def verify_many(
        self,
        claims: Iterable[str | Mapping[str, Any]],
        *,
        style: str = "lenient",
        fail_on: str | None = None,
        batch: int = 256,
    ) -> Iterator[Verdict]:
        """Asks many claims, in their order, by all cores.

        A claim is a string, or a mapping with the keys of ``verify --claims``: ``claim``, ``speaker``, ``date``, ``source``, ``style``. As in
        a file of claims, other keys are ignored. A claim that cannot be read is a ``ValueError`` in its place.
        """
        if batch < 1:
            raise ValueError("a batch has at least one claim")
        remaining = iter(claims)
        while lines := [_line(claim) for claim in islice(remaining, batch)]:
            for answer in self._native.verify("\n".join(lines), style, fail_on):
                record = json.loads(answer)
                if "wording" not in record:
                    raise ValueError(f"{record.get('error', 'this claim cannot be read')}")
                yield Verdict(record)

    def check(
        self,
        draft: str,
        *,
        form: str = "markdown",
        every: bool = False,
        min_words: int | None = None,
        style: str = "lenient",
        fail_on: str | None = None,
    ) -> Report:
        """Checks every quotation of a draft. ``form`` is ``markdown``, ``html`` or ``plain``; with ``every`` every marked passage is checked.

        A draft that cannot be read, or that has no text, is an :class:`InquitError`.
        """
        if not isinstance(draft, str):
            raise TypeError(f"a draft is a str, not {type(draft).__name__}")
        done = self._native.check(
            draft, form, every=every, min_words=min_words, style=style, fail_on=fail_on, formats=FORMATS
        )
        report, table, page = done
        return Report({"report": json.loads(report), "table": table, "html": page})

    def versions(self, quote: str) -> list[dict[str, Any]]:
        """The remarks that have these words, with all their wordings, as ``versions --format json``."""
        return self._remarks(quote)

    def remarks(self) -> list[dict[str, Any]]:
        """All remarks with their wordings, as ``compare --format json``."""
        return self._remarks(None)

    def _remarks(self, quote: str | None) -> list[dict[str, Any]]:
        remarks: list[dict[str, Any]] = json.loads(self._native.remarks(quote))["remarks"]
        return remarks


class Sources(_Asked):
    """Sources, read once. Threads share them.

    ``given`` is a path, a mapping with ``text`` (and ``id``, ``title``, ``url``, ``outlet``, ``date``), or an iterable of these. A string is
    a path; give a text as ``{"text": …}``, or by :meth:`texts`. Paths that give no article at all raise an :class:`InquitError`.

    ``speakers`` is the path of a TOML file that names the speakers whom transcripts only count, as ``--speakers``.
    """

    def __init__(
        self, given: _given.Source | Iterable[_given.Source], *, speakers: str | os.PathLike[str] | None = None
    ) -> None:
        super().__init__(_native.NativeSources.read(*_given.sources(given), speakers))

    @classmethod
    def texts(cls, given: _given.Text | Iterable[_given.Text]) -> Sources:
        """Takes strings as texts: one string or mapping, or an iterable of them."""
        many = [given] if isinstance(given, (str, Mapping)) else given
        return cls([text if isinstance(text, Mapping) else {"text": text} for text in many])

    @property
    def unread(self) -> tuple[str, ...]:
        """What was not read, and why."""
        return tuple(self._native.unread)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is likely a slip in what was read: a date that is none, a label of ``speakers`` that no turn has."""
        return tuple(self._native.doubts)

    def __repr__(self) -> str:
        return f"Sources({self.searched.articles} articles)"


class Corpus(_Asked):
    """A corpus file, made by ``inquit corpus add`` or by :meth:`add`. What another program adds is found."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = os.fspath(path)
        if not os.path.exists(self._path):
            _native.add(self._path, [], [], None)
        super().__init__(_native.NativeSources.open(self._path))

    @property
    def path(self) -> str:
        """The file."""
        return self._path

    def add(
        self, given: _given.Source | Iterable[_given.Source], *, speakers: str | os.PathLike[str] | None = None
    ) -> Added:
        """Adds paths and texts, and makes the remarks anew. ``speakers`` as in :class:`Sources`; the corpus keeps the names."""
        paths, texts = _given.sources(given)
        new, changed, same, unread, doubts = _native.add(self._path, paths, texts, speakers)
        return Added(new, changed, same, tuple(unread), tuple(doubts))

    def __repr__(self) -> str:
        return f"Corpus({self._path!r})"


def _line(claim: str | Mapping[str, Any]) -> str:
    record = {"claim": claim} if isinstance(claim, str) else {k: v for k, v in claim.items() if v is not None}
    # A lone surrogate is no text; it is refused here, where its place is known.
    line = json.dumps(record, ensure_ascii=False)
    line.encode()
    return line
