"""Tunes: two traditional melodies, note for note, and how they are credited.

Both were checked against two independent scores. They are played straight, whole, and for an equal time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tune:
    """A melody in the notation of `notation.py`, with the beats of a bar, and its credit line in three languages."""

    notes: str
    bar: int
    credit: Mapping[str, str]

    def bars(self, first: int, last: int) -> str:
        """Some of its bars, counted from 1, both ends included."""
        return " | ".join(self.notes.split("|")[first - 1 : last])


ARIRANG = Tune(
    bar=3,
    notes="""
        D4:1.5 E4:.5 D4 E4 | G4:1.5 A4:.5 G4 A4 | B4:1 A4:.5 B4 G4 E4       | D4:1.5 E4:.5 D4 E4 |
        G4:1.5 A4:.5 G4 A4 | B4:.5 A4 G4 E4 D4 E4 | G4:1.5 A4:.5 G4:1       | G4:3               |
        D5:2 D5:1          | D5:1 B4 A4           | B4:1 A4:.5 B4 G4 E4     | D4:1.5 E4:.5 D4 E4 |
        G4:1.5 A4:.5 G4 A4 | B4:.5 A4 G4 E4 D4 E4 | G4:1.5 A4:.5 G4:1       | G4:3
    """,
    credit={
        "en": "Arirang, traditional, Korea",
        "ko": "아리랑, 한국 전통 민요",
        "ja": "アリラン（韓国の伝統民謡）",
    },
)
"""G pentatonic (D E G A B). Bars 1 to 8 are the refrain, 9 to 16 the verse."""

SAKURA = Tune(
    bar=4,
    notes="""
        A4:1 A4 B4:2          | A4:1 A4 B4:2          | A4:1 B4 C5 B4 | A4:1 B4:.5 A4 F4:2 |
        E4:1 C4 E4 F4         | E4:1 E4:.5 C4 B3:2    | A4:1 B4 C5 B4 |
        A4:1 B4:.5 A4 F4:2    | E4:1 C4 E4 F4         | E4:1 E4:.5 C4 B3:2 |
        A4:1 A4 B4:2          | A4:1 A4 B4:2          | E4:1 F4 B4:.5 A4 F4:1 | E4:4
    """,
    credit={
        "en": "Sakura Sakura, traditional, Japan",
        "ko": "사쿠라 사쿠라, 일본 전통 노래",
        "ja": "さくらさくら（日本古謡）",
    },
)
"""The in scale on E (E F A B C). The koto plays bars 1 to 7, the piano bars 8 to 14."""
