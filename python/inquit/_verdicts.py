"""Answers of sources. In: records. Out: a :class:`Verdict` for a claim, a :class:`Report` for a draft."""

from __future__ import annotations

import html
from typing import Any

from ._record import Record


class Evidence(Record):
    """A place in a source."""

    __slots__ = ()

    @property
    def article(self) -> str:
        """The id of the source."""
        return str(self._data["article"])

    @property
    def start(self) -> int:
        """Where the words begin, in code points."""
        return int(self._data["start"])

    @property
    def end(self) -> int:
        """Where they end."""
        return int(self._data["end"])

    @property
    def text(self) -> str:
        """The words of the source."""
        return str(self._data["text"])

    @property
    def link(self) -> str | None:
        """An address that leads to the words, if the source has one."""
        return self._data.get("link")

    def _shown(self) -> tuple[str, ...]:
        return ("article", "start", "end", "text")


class Change(Record):
    """One difference between the claim and the source."""

    __slots__ = ()

    @property
    def kind(self) -> str | None:
        """What was done: ``replaced``, ``added``, ``dropped`` and so on."""
        return self._data.get("kind")

    @property
    def grade(self) -> str | None:
        """What it touches."""
        return self._data.get("grade")

    def _shown(self) -> tuple[str, ...]:
        return ("kind", "grade")


class Verdict(Record):
    """What the sources say of one claim: how the words agree, and whether they name the speaker."""

    __slots__ = ()

    @property
    def claim(self) -> str:
        """The words that were claimed."""
        return str(self._data["claim"])

    @property
    def ok(self) -> bool:
        """True if no answer fails in the style that was asked for. Never says that a quotation is false."""
        return bool(self._data["ok"])

    @property
    def why(self) -> str:
        """One line for a reader."""
        return str(self._data["why"])

    @property
    def use(self) -> str | None:
        """The source's exact words, to print instead."""
        return self._data.get("use")

    @property
    def wording(self) -> str:
        """How the words agree: ``verbatim``, ``altered``, ``not-found`` and so on."""
        return str(self._data["wording"])

    @property
    def attribution(self) -> str:
        """Whether the sources name the claimed speaker: ``confirmed``, ``misattributed``, ``unresolved``, ``not-checked``."""
        return str(self._data["attribution"])

    @property
    def source(self) -> str:
        """Whether the words stand in the source that was named."""
        return str(self._data["source"])

    @property
    def flags(self) -> tuple[str, ...]:
        """What else a reader should look at."""
        return tuple(self._data["flags"])

    @property
    def grade(self) -> str | None:
        """The gravest thing that the changes touch."""
        return self._data.get("grade")

    @property
    def changes(self) -> tuple[Change, ...]:
        """The differences."""
        return tuple(Change(change) for change in self._data["changes"])

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where it stands, the best place first."""
        return tuple(Evidence(place) for place in self._data["evidence"])

    @property
    def failed(self) -> tuple[str, ...]:
        """The answers that fail, of a quotation of a draft."""
        return tuple(self._data.get("failed", ()))

    @property
    def line(self) -> int | None:
        """The line of the draft that the quotation begins in, from 1, if that is known."""
        return self._in_draft("line")

    @property
    def column(self) -> int | None:
        """The column in that line, from 1, in code points."""
        return self._in_draft("column")

    @property
    def start(self) -> int | None:
        """Where the quotation begins in what was read of the draft, in code points: front matter and tags of a page are not counted."""
        return self._in_draft("start")

    @property
    def end(self) -> int | None:
        """Where it ends, counted as :attr:`start` is."""
        return self._in_draft("end")

    def _in_draft(self, key: str) -> int | None:
        place: int | None = (self._data.get("draft") or {}).get(key)
        return place

    def _shown(self) -> tuple[str, ...]:
        return ("ok", "wording", "attribution", "why")


class Report(Record):
    """What became of the quotations of a draft. Printed it is a table; in a notebook a page."""

    __slots__ = ()

    @property
    def ok(self) -> bool:
        """True if no quotation fails."""
        return not self.failed

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """A verdict a quotation, in their order."""
        return tuple(Verdict(verdict) for verdict in self._data["report"]["verdicts"])

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """Those that fail."""
        return tuple(verdict for verdict in self.verdicts if verdict.failed)

    @property
    def passed_over(self) -> tuple[dict[str, Any], ...]:
        """Marks that were not checked, with the reason."""
        return tuple(self._data["report"].get("passed_over", ()))

    @property
    def summary(self) -> dict[str, Any]:
        """The figures: what was searched, how many marks, how many checked."""
        summary: dict[str, Any] = self.to_dict()["summary"]
        return summary

    @property
    def receipt(self) -> dict[str, Any] | None:
        """What the report rests on: program, grammar, hashes of the sources."""
        return self.summary.get("receipt")

    def to_dict(self) -> dict[str, Any]:
        """The document of ``check --format json``."""
        report: dict[str, Any] = super().to_dict()["report"]
        return report

    def to_html(self) -> str:
        """The report as one page to read, print or file."""
        return str(self._data["html"])

    def __str__(self) -> str:
        return str(self._data["table"])

    def _repr_html_(self) -> str:
        """In a notebook: the page in a frame of its own, so that nothing of it can run or reach the notebook."""
        page = html.escape(self.to_html(), quote=True)
        return f'<iframe sandbox="" srcdoc="{page}" style="width:100%;height:30em;border:0" title="inquit report"></iframe>'

    def _shown(self) -> tuple[str, ...]:
        return ("ok", "failed")
