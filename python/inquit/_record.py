"""A record of the machine formats as an object. In: a dictionary. Out: its keys as attributes, and the dictionary itself."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any, TypeVar

R = TypeVar("R", bound="Record")


class Record:
    """One record. It is plain data: it can be compared, copied and pickled; nobody changes it."""

    __slots__ = ("_data",)
    _data: dict[str, Any]

    def __init__(self, data: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_data", dict(data))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __reduce__(self) -> tuple[type[Record], tuple[dict[str, Any]]]:
        return type(self), (self._data,)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Record) and self._data == other._data

    def __hash__(self) -> int:
        return hash(json.dumps(self._data, sort_keys=True))

    def __repr__(self) -> str:
        shown = ((name, getattr(self, name)) for name in self._shown())
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in shown if value is not None)})"

    def _shown(self) -> tuple[str, ...]:
        """The attributes that one line tells."""
        return ()

    def to_dict(self) -> dict[str, Any]:
        """The record of docs/format.md."""
        return copy.deepcopy(self._data)


class Placed(Record):
    """Words with their place in the text, if they are in it."""

    __slots__ = ()

    @property
    def start(self) -> int | None:
        """Where the words begin, in code points."""
        return self._data.get("start")

    @property
    def end(self) -> int | None:
        """Where they end."""
        return self._data.get("end")


def one(kind: type[R], data: Mapping[str, Any] | None) -> R | None:
    """The record, if there is one."""
    return None if data is None else kind(data)
