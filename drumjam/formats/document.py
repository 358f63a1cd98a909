"""Document: a JSON file of ours read value by value, each of the type and range it must have."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Any, NoReturn, TypeVar

from drumjam.rules.errors import DrumjamError

Choice = TypeVar("Choice", bound=StrEnum)

LARGEST_TICK = 2**53
"""Ticks, times in microseconds: whole numbers that every JSON reader keeps exactly."""


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON object whose values are asked for one by one.

    values  the object
    place   where it stands, for messages: the file's name, then the way into it
    error   what is raised, with one clear sentence, when a value is not as it must be
    """

    values: dict[str, Any]
    place: str
    error: type[DrumjamError]

    @classmethod
    def parse(cls, data: bytes, name: str, error: type[DrumjamError]) -> Document:
        """The object in the bytes of a JSON file; anything else raises `error`."""
        try:
            values = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse, parse_float=_finite)
        except json.JSONDecodeError as problem:
            raise error(f"not JSON: {problem.msg}", f"{name}, line {problem.lineno}") from problem
        except UnicodeDecodeError as problem:
            raise error("not JSON: the text is not UTF-8", f"{name}, byte {problem.start}") from problem
        except (ValueError, RecursionError) as problem:
            raise error("not JSON that can be read: a number too long or lists too deep", name) from problem
        if not isinstance(values, dict):
            raise error(f"the file holds {_named(values)}, not an object", name)
        return cls(values, name, error)

    def expect(self, form: str, version: int) -> None:
        """Refuse a document whose `format` is not this one ("drumjam-KIND"), or whose version is later."""
        kind = form.removeprefix("drumjam-")
        if self.text("format", "") != form:
            raise self.error(f"not a drumjam {kind}", self.place, code=f"{kind}.format")
        found = self.whole("version", 1, 2**31)
        if found > version:
            what, mend = f"{kind} version {found} is newer than this drumjam knows", "update drumjam to open it"
            raise self.error(what, self.place, mend, code=f"{kind}.version")

    def part(self, key: str, optional: bool = False) -> Document:
        """An object inside; an empty one if it may be missing and is."""
        place = f"{self.place}, {key[:40]}"
        value = self.values.get(key, {}) if optional else self._get(key)
        if not isinstance(value, dict):
            raise self.error(f"{_named(value)} where an object belongs", place)
        return Document(value, place, self.error)

    def parts(self, key: str) -> Iterator[Document]:
        """The objects of a list that may be missing."""
        for index, value in enumerate(self._list(key, [])):
            place = f"{self.place}, {key} {index + 1}"
            if not isinstance(value, dict):
                raise self.error(f"{_named(value)} where an object belongs", place)
            yield Document(value, place, self.error)

    def rows(self, key: str) -> Iterator[Row]:
        """The lists inside a list."""
        for index, value in enumerate(self._list(key)):
            place = f"{self.place}, {key[:40]} {index + 1}"
            if not isinstance(value, list):
                raise self.error(f"{_named(value)} where a list belongs", place)
            yield Row(value, place, self.error)

    def singles(self, key: str) -> Iterator[Row]:
        """The values of a list, each as a list of its own."""
        for index, value in enumerate(self._list(key)):
            yield Row([value], f"{self.place}, {key[:40]} {index + 1}", self.error)

    def lines(self, key: str) -> Iterator[str]:
        """The texts of a list that may be missing."""
        row = Row(self._list(key, []), f"{self.place}, {key}", self.error)
        return (row.text(index) for index in range(len(row.values)))

    def text(self, key: str, default: str | None = None) -> str:
        """A text; null and a missing one give the default, where there is one."""
        value = self.values.get(key)
        return default if value is None and default is not None else self._row(key).text(0)

    def texts(self) -> dict[str, str]:
        """Every value, all of them texts."""
        return {self._row(key, key).text(0): self.text(key) for key in self.values}

    def scalars(self) -> Iterator[tuple[str, str | int | float]]:
        """Every key and value, all of them texts or numbers."""
        for key, value in self.values.items():
            whole = isinstance(value, int) and not isinstance(value, bool)
            yield key, self.whole(key, -LARGEST_TICK) if whole else self._text_or_number(key)

    def whole(self, key: str, least: int = 0, most: int = LARGEST_TICK) -> int:
        """A whole number in a range."""
        return self._row(key).whole(0, least, most)

    def number(self, key: str, least: float, most: float, default: float | None = None) -> float:
        """A number in a range; a missing one gives the default, where there is one."""
        return self._row(key, default if key not in self.values else None).number(0, least, most)

    def word(self, key: str, words: Collection[str]) -> str:
        """One of a few words."""
        return self._row(key).word(0, words)

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """One of an Enum's values."""
        return self._row(key).choice(0, kind)

    def _text_or_number(self, key: str) -> str | float:
        return self.number(key, -1e300, 1e300) if isinstance(self.values[key], float) else self.text(key)

    def _row(self, key: str, value: object = None) -> Row:
        return Row([self._get(key) if value is None else value], f"{self.place}, {key[:40]}", self.error)

    def _get(self, key: str) -> Any:
        if key not in self.values:
            raise self.error(f"{key[:40]} is missing", self.place)
        return self.values[key]

    def _list(self, key: str, default: list[Any] | None = None) -> list[Any]:
        value = self._get(key) if default is None else self.values.get(key, default)
        if not isinstance(value, list):
            raise self.error(f"{_named(value)} where a list belongs", f"{self.place}, {key[:40]}")
        return value


@dataclass(frozen=True, slots=True)
class Row:
    """A JSON list whose values are asked for by place; same fields as Document."""

    values: list[Any]
    place: str
    error: type[DrumjamError]

    def length(self, *lengths: int) -> None:
        """Refuse a list of another length."""
        if len(self.values) not in lengths:
            wanted = " or ".join(map(str, lengths))
            raise self.error(f"{len(self.values)} values where {wanted} belong", self.place)

    def has(self, index: int) -> bool:
        """Whether there is a value, other than null, at a place."""
        return index < len(self.values) and self.values[index] is not None

    def text(self, index: int) -> str:
        """A text that can be written again."""
        value = self.values[index]
        if not isinstance(value, str):
            self._refuse(value, "a text")
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            raise self.error("a text holds half a character", self.place)
        return value

    def word(self, index: int, words: Collection[str]) -> str:
        """One of a few words."""
        value = self.values[index]
        if not isinstance(value, str) or value not in words:
            self._refuse(value, " or ".join(words))
        return value

    def whole(self, index: int, least: int = 0, most: int = LARGEST_TICK) -> int:
        """A whole number in a range."""
        value = self.values[index]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self._refuse(value, f"a whole number from {least} to {most}")
        return value

    def number(self, index: int, least: float, most: float) -> float:
        """A number in a range."""
        value = self.values[index]
        if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= most:
            self._refuse(value, f"a number from {least:g} to {most:g}")
        return float(value)

    def flag(self, index: int) -> bool:
        """True or false."""
        value = self.values[index]
        if not isinstance(value, bool):
            self._refuse(value, "true or false")
        return value

    def choice(self, index: int, kind: type[Choice]) -> Choice:
        """One of an Enum's values."""
        return kind(self.word(index, [member.value for member in kind]))

    def _refuse(self, value: object, wanted: str) -> NoReturn:
        raise self.error(f"{_named(value)} where {wanted} belongs", self.place)


def _named(value: object) -> str:
    """A value as a message can show it: short, on one line."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and abs(value) > LARGEST_TICK:
        return "a number out of range"
    text = json.dumps(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _finite(text: str) -> float:
    """A number that can be written again: 1e999 cannot."""
    return value if isfinite(value := float(text)) else _refuse(text[:40])


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
