"""Checked: frozen dataclasses that refuse values of the wrong type or out of range."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from drumjam.rules.errors import DrumjamError

HUGE = 10**300
"""Whole numbers from here on may be too large for a float; no setting is."""


class SettingsError(DrumjamError):
    """A setting that cannot be: which, and what it may be."""

    advice = "choose another value in the settings"


def within(default: Any, *choices: Any, of: Any = 0.0, least: float = -math.inf, most: float = math.inf) -> Any:
    """A field with its default (or the type that makes one) and what it may be; `of` is like a table's values."""
    limits = {"choices": choices, "of": of, "least": least, "most": most}
    if isinstance(default, type):
        return dataclasses.field(default_factory=default, metadata=limits)
    return dataclasses.field(default=default, metadata=limits)


class Checked:
    """Checks each field against its default's type and its limits; whole numbers may stand for floats."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be (SettingsError); lists become tuples."""
        for item in dataclasses.fields(self):  # type: ignore[arg-type]  # only dataclasses inherit
            object.__setattr__(self, item.name, _checked(item, getattr(self, item.name)))


def _checked(item: dataclasses.Field[Any], value: Any) -> Any:
    factory = item.default_factory
    default = item.default if factory is dataclasses.MISSING else factory()
    place = item.name.replace("_", " ")
    if isinstance(default, tuple):
        if not isinstance(value, list | tuple):
            raise _refusal(value, "a list of texts", place)
        return tuple(_scalar("", {}, text, place) for text in value)
    if isinstance(default, Mapping):
        return _table(item.metadata["of"], item.metadata, value, place)
    return _scalar(default, item.metadata, value, place)


def _table(like: Any, limits: Mapping[str, Any], value: Any, place: str) -> dict[str, Any]:
    """A table whose values are all `like` one; of a table of tables the innermost are texts."""
    if not isinstance(value, Mapping):
        raise _refusal(value, "a table", place)
    if isinstance(like, Mapping):
        return {key: _table("", limits, inner, _inside(place, key)) for key, inner in value.items()}
    return {key: _scalar(like, limits, entry, _inside(place, key)) for key, entry in value.items()}


def _inside(place: str, key: str) -> str:
    return f"{place}, {_short(repr(key)[1:-1])}"


def _scalar(default: Any, limits: Mapping[str, Any], value: Any, place: str) -> Any:
    if isinstance(default, StrEnum):
        if value not in tuple(type(default)):
            raise _refusal(value, " or ".join(type(default)), place)
        return type(default)(value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value) if abs(value) < HUGE else math.nan  # which lies within no limits
    if type(value) is not type(default):
        raise _refusal(
            value, {str: "a text", bool: "true or false", int: "a whole number"}.get(type(default), "a number"), place
        )
    choices = limits.get("choices", ())
    if choices and value not in choices:
        raise _refusal(value, " or ".join(map(str, choices)), place)
    if isinstance(value, int | float) and not limits.get("least", -math.inf) <= value <= limits.get("most", math.inf):
        raise _refusal(value, f"a number from {limits['least']:g} to {limits['most']:g}", place)
    return value


def _refusal(value: object, wanted: str, place: str) -> SettingsError:
    what = "a table" if isinstance(value, Mapping) else "a list" if isinstance(value, list) else _short(repr(value))
    return SettingsError(f"{what} where {wanted} belongs", place)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
