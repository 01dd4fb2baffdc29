"""A decorator: what a function answers is checked against its sources before anybody reads it."""

from __future__ import annotations

import functools
import inspect
import warnings
from collections.abc import Callable
from typing import Any, TypeVar

from ._annotated import annotated
from ._sources import Sources, _Asked
from ._verdicts import Report

F = TypeVar("F", bound=Callable[..., Any])


class Ungrounded(Exception):
    """A quotation that does not hold. :attr:`report` says which and why."""

    def __init__(self, report: Report) -> None:
        first = report.failed[0]
        super().__init__(f"{len(report.failed)} of {len(report.verdicts)} quotations fail; the first: “{first.claim}” ({first.why})")
        self.report = report

    def __reduce__(self) -> tuple[type[Ungrounded], tuple[Report]]:
        return type(self), (self.report,)


def grounded(
    *,
    sources: str,
    every: bool = True,
    style: str = "lenient",
    form: str = "markdown",
    on_fail: str | Callable[[Report], Any] = "raise",
) -> Callable[[F], F]:
    """Checks the quotations of what a function returns.

    ``sources`` names the argument that holds the sources: :class:`Sources`, a ``Corpus``, or texts. A string is a text here, never a path as
    in ``Sources(…)``; several are an iterable of strings and of mappings with ``text``. The function returns a string, or an object with
    the attribute ``text``. ``on_fail``: ``"raise"`` (:class:`Ungrounded`), ``"warn"``, ``"annotate"`` (gives the text; a failing quotation
    loses its marks and is followed by a note), or a function of the report.
    """
    if not callable(on_fail) and on_fail not in ("raise", "warn", "annotate"):
        raise ValueError(f"on_fail is 'raise', 'warn', 'annotate' or a function, not {on_fail!r}")

    def failed(answer: Any, text: str, report: Report) -> Any:
        if callable(on_fail):
            return on_fail(report)
        if on_fail == "raise":
            raise Ungrounded(report)
        if on_fail == "warn":
            warnings.warn(str(Ungrounded(report)), stacklevel=4)
            return answer
        return annotated(text, report, form)

    def judged(bound: inspect.BoundArguments, answer: Any) -> Any:
        text = answer if isinstance(answer, str) else answer.text
        report = _sources(bound.arguments[sources]).check(text, every=every, style=style, form=form)
        return answer if report.ok else failed(answer, text, report)

    def decorate(function: F) -> F:
        signature = inspect.signature(function)
        if sources not in signature.parameters:
            raise ValueError(f"{function.__name__} has no argument {sources!r}")

        def bind(args: Any, kwargs: Any) -> inspect.BoundArguments:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            return bound

        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def later(*args: Any, **kwargs: Any) -> Any:
                return judged(bind(args, kwargs), await function(*args, **kwargs))

            return later  # type: ignore[return-value]

        @functools.wraps(function)
        def now(*args: Any, **kwargs: Any) -> Any:
            return judged(bind(args, kwargs), function(*args, **kwargs))

        return now  # type: ignore[return-value]

    return decorate


def _sources(given: Any) -> _Asked:
    return given if isinstance(given, _Asked) else Sources.texts(given)
