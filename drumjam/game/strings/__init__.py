"""Strings: every word on screen, in three languages."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module

LANGUAGES = ("en", "ko", "ja")
OWN_NAMES = {"en": "English", "ko": "한국어", "ja": "日本語"}
"""What each language calls itself."""


class Strings:
    """The words of one language.

    language       "en", "ko" or "ja"
    neutral_names  whether the leaders are named by their office instead of their name
    """

    def __init__(self, language: str = "en", *, neutral_names: bool = False) -> None:
        self.language = language if language in LANGUAGES else "en"
        self.neutral_names = neutral_names
        self._words = words(self.language)

    def text(self, key: str, **params: object) -> str:
        """The wording of a key, its placeholders filled; KeyError for a key that is not there."""
        return self._words[key].format(**params) if params else self._words[key]

    def has(self, key: str) -> bool:
        """Whether there is such a key (remarks of files may bring codes that have no wording)."""
        return key in self._words

    def leader(self, lane: int) -> str:
        """What a leader's lane is called."""
        return self.text(f"{'office' if self.neutral_names else 'name'}.{('lee', 'takaichi')[lane]}")

    def section(self, name: str) -> str:
        """The name of a section: translated where it is one of our own songs' words, else as it is."""
        key = f"section.{name.casefold()}"
        return self.text(key) if self.has(key) else name

    def date(self, year: int, month: int, day: int) -> str:
        """A date as this language writes it."""
        return self.text("date", year=year, month=month, day=day, month_name=self.text(f"month.{month}"))


@cache
def words(language: str) -> Mapping[str, str]:
    """All wordings of a language, by key."""
    table: Mapping[str, str] = import_module(f"{__name__}.{language}").WORDS
    return table


def spoken(chosen: str) -> str:
    """The language that a setting asks for: its own, or this computer's for "system"."""
    return system_language() if chosen == "system" else chosen


def system_language() -> str:
    """The language of this computer, if it is one of ours; else English."""
    told = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG")]
    first = next((value for value in told if value), "") or (locale.getlocale()[0] or "")
    short = first.lower()[:2]
    names = {"korean": "ko", "japanese": "ja"}
    return names.get(first.split("_")[0].lower(), short if short in LANGUAGES else "en")
