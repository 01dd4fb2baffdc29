"""Texts and paths as users give them → what Rust takes. A text is a string or a dictionary, a path is a string, or what ``os.fspath`` knows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

Given: TypeAlias = "tuple[str, str, str | None, str | None, str | None, str | None]"
Text: TypeAlias = "str | Mapping[str, Any]"
Source: TypeAlias = "str | os.PathLike[str] | Mapping[str, Any]"

KEYS = ("id", "text", "title", "url", "outlet", "date")


def text(given: Text, name: str) -> Given:
    """A text with what is known of it. ``name`` is its id if it has none."""
    if isinstance(given, str):
        return (name, given, None, None, None, None)
    if not isinstance(given, Mapping):
        raise TypeError(f"a text is a str or a mapping with the key 'text', not {type(given).__name__}")
    if "text" not in given:
        raise ValueError("a mapping that is a text needs the key 'text'")
    known = {key: given.get(key) for key in KEYS}
    for key, value in known.items():
        if value is not None and not isinstance(value, str):
            raise TypeError(f"the key {key!r} of a text must be a str, not {type(value).__name__}")
    own = known["id"]
    return (own if own is not None else name, given["text"], known["title"], known["url"], known["outlet"], known["date"])


def sources(given: Source | Iterable[Source]) -> tuple[list[str], list[Given]]:
    """Paths, and texts. A string is a path; a text is a mapping."""
    many = [given] if isinstance(given, (str, os.PathLike, Mapping)) else list(given)
    paths: list[str] = []
    texts: list[Given] = []
    for number, source in enumerate(many, start=1):
        if isinstance(source, Mapping):
            texts.append(text(source, f"text-{number}"))
        else:
            paths.append(os.fspath(source))
    return paths, texts
