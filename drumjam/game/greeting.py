"""Greeting: whether a title is one of the two songs of that evening. It changes nothing but a line on screen."""

from __future__ import annotations

import re
import unicodedata

TITLES = frozenset({"golden", "골든", "ゴールデン", "dynamite", "다이너마이트", "ダイナマイト"})
ARTISTS = ("huntr x", "huntrx", "bts", "방탄소년단", "헌트릭스")


def greets(title: str) -> bool:
    """Whether a title, without punctuation and the artists' names, equals one of TITLES."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    words = " ".join(re.sub(r"[^\w]|_", " ", plain).split())
    for artist in ARTISTS:
        words = " ".join(re.sub(rf"(^|\s){artist}(\s|$)", " ", words).split())
    return words in TITLES
