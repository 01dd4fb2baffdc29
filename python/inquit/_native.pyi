"""What Rust does: see python/src."""

from collections.abc import Sequence
from os import PathLike

Given = tuple[str, str, str | None, str | None, str | None, str | None]

__version__: str
schema: int

class InquitError(Exception): ...

class Extractor:
    def __init__(
        self, *, indirect: bool = False, all: bool = False, explain: bool = False, threads: int = 0
    ) -> None: ...
    def one(self, given: Given) -> str: ...
    def many(self, given: Sequence[Given]) -> list[str]: ...

class NativeSources:
    unread: list[str]
    @staticmethod
    def read(paths: Sequence[str | PathLike[str]], texts: Sequence[Given]) -> NativeSources: ...
    @staticmethod
    def open(corpus: str | PathLike[str]) -> NativeSources: ...
    def searched(self) -> tuple[int, int, int]: ...
    def verify(self, claims: str, style: str, fail_on: str | None) -> list[str]: ...
    def check(
        self,
        text: str,
        form: str,
        *,
        every: bool,
        min_words: int | None,
        style: str,
        fail_on: str | None,
        formats: Sequence[str],
    ) -> list[str]: ...
    def versions(self, quote: str, format_name: str) -> str: ...

def add(
    corpus: str | PathLike[str], paths: Sequence[str | PathLike[str]], texts: Sequence[Given]
) -> tuple[int, int, int, list[str]]: ...
def run(arguments: Sequence[str]) -> int: ...
