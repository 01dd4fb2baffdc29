"""A draft → the same with a note at each failing quotation. In: the text and its report. Out: the text.

A verdict counts code points of what was read of a draft: not of its front matter, and not of the tags of a page. So the place in the text is
found by line and column, and a place that does not hold the words of the claim is left as it is.
"""

from __future__ import annotations

import html
import re

from ._native import marks
from ._verdicts import Report, Verdict

NOT_FOUND = "[not found in the sources]"
# The words are in the sources; something else fails, such as the speaker.
NOT_SO = "[not found so in the sources]"


def annotated(text: str, report: Report, form: str) -> str:
    """Puts a note after each failing quotation, which loses the marks around it. One whose place is not known is named at the end."""
    # A byte order mark is not read.
    first = 1 if text.startswith("\ufeff") else 0
    beginnings = [first, *(match.end() for match in re.finditer("\n", text))]
    placed = [(_place(text, beginnings, failing), failing) for failing in report.failed]
    unplaced = [failing for place, failing in placed if place is None]
    untouched = len(text)
    pairs = sorted(marks(), key=lambda pair: -len("".join(pair)))
    for (start, end), failing in sorted(((p, v) for p, v in placed if p is not None), key=lambda one: one[0], reverse=True):
        if end > untouched:
            unplaced.append(failing)
            continue
        untouched = start
        before, words, behind = text[:start], text[start:end], text[end:]
        for opening, closing in pairs:
            if before.endswith(opening) and behind.startswith(closing):
                words = _without(words, (opening, closing))
                before, behind = before.removesuffix(opening), behind.removeprefix(closing)
                break
        text = f"{before}{words} {_note(failing)}{behind}"
    return text + "".join(_named(failing, form) for failing in unplaced)


def _place(text: str, beginnings: list[int], verdict: Verdict) -> tuple[int, int] | None:
    """Where the words are in the text; None if they are not where the verdict says."""
    line, column, start, end = verdict.line, verdict.column, verdict.start, verdict.end
    if line is None or column is None or start is None or end is None or line > len(beginnings):
        return None
    first = beginnings[line - 1] + column - 1
    last = first + end - start
    return (first, last) if _holds(text[first:last], verdict.claim) else None


def _holds(words: str, claim: str) -> bool:
    """True if words as printed, with markup and what stands between their pieces, are those of the claim."""
    printed, claimed = (re.findall(r"[^\W_]", part) for part in (words, claim))
    if not claimed or printed[:1] != claimed[:1] or printed[-1:] != claimed[-1:]:
        return False
    rest = iter(printed)
    return all(letter in rest for letter in claimed)


def _without(words: str, pair: tuple[str, str]) -> str:
    """The words without the marks between their pieces. An apostrophe within a word stays."""
    kind = "|".join(re.escape(mark) for mark in pair)
    return re.sub(rf"(?<!\w)(?:{kind})|(?:{kind})(?!\w)", "", words)


def _note(verdict: Verdict) -> str:
    return NOT_FOUND if verdict.wording in verdict.failed else NOT_SO


def _named(verdict: Verdict, form: str) -> str:
    line = f"{_note(verdict)}: {verdict.claim}"
    return f"\n<p>{html.escape(line)}</p>" if form == "html" else f"\n\n{line}"
