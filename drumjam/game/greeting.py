"""Greeting: whether a title is one of the two songs of that evening. It changes nothing but lines on screen."""

from __future__ import annotations

import re
import unicodedata

TITLES = frozenset({"golden", "골든", "ゴールデン", "dynamite", "다이너마이트", "ダイナマイト"})
ARTISTS = ("huntr x", "huntrx", "bts", "방탄소년단", "헌트릭스")


SHORTEST = 0.5
"""The part of a title that must have been typed before it is looked for."""


def greets(title: str) -> bool:
    """Whether a title, without punctuation and the artists' names, equals one of TITLES."""
    return _bare(_plain(title)) in TITLES


def seeks(query: str) -> bool:
    """Whether somebody who types this looks for one of the two songs: half of its title, or one of its artists."""
    plain = _plain(query)
    words = _bare(plain)
    if not words:
        return plain in ARTISTS
    return any(title.startswith(words) and len(words) >= SHORTEST * len(title) for title in TITLES)


def _plain(text: str) -> str:
    """Words in lower case, parted by single blanks."""
    return " ".join(re.sub(r"[^\w]|_", " ", unicodedata.normalize("NFKC", text).casefold()).split())


def _bare(words: str) -> str:
    """Without the artists' names."""
    for artist in ARTISTS:
        words = " ".join(re.sub(rf"(^|\s){artist}(\s|$)", " ", words).split())
    return words
