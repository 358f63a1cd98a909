"""The written harmony of the pieces: which chord stands where, and what belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from drumjam.setlist.notation import pitch

QUALITIES = {
    "": ("0 4 7", "2 9"),
    "m": ("0 3 7", "2 5 10"),
    "5": ("0 7", "2 5 9 10"),
    "6": ("0 4 7 9", "2"),
    "7": ("0 4 7 10", "2 3 9"),
    "9": ("0 2 4 7 10", "9"),
    "9sus": ("0 2 5 7 10", "4 9"),
    "maj7": ("0 4 7 11", "2 9"),
    "m7": ("0 3 7 10", "2 5"),
    "sus": ("0 5 7", "2 9 10"),
}
"""Of each kind of chord the intervals that make it, and those that colour it: what may be held over it."""

_NAME = re.compile(r"([A-G][#b]?)(.*)")


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord from a beat on until another.

    core    pitch classes that make it
    colour  pitch classes that may be held over it
    """

    name: str
    begin: Fraction
    end: Fraction
    core: frozenset[int]
    colour: frozenset[int]


def read(text: str, bar: Fraction) -> list[Chord]:
    """Chords as text: one a bar, or several, parted by blanks, that share it; `Am7*3` stands for three bars.

    A chord that is written again goes on.
    """
    chords: list[Chord] = []
    begin = Fraction(0)
    for written in text.split("|"):
        names = written.split()
        name, _, times = names[0].partition("*")
        rows = [[name]] * int(times) if times else [names]
        for row in rows:
            for each in row:
                end = begin + Fraction(bar) / len(row)
                if chords and chords[-1].name == each:
                    chords[-1] = replace(chords[-1], end=end)
                else:
                    chords.append(_chord(each, begin, end))
                begin = end
    return chords


def _chord(name: str, begin: Fraction, end: Fraction) -> Chord:
    root, quality = _NAME.fullmatch(name).groups()
    core, colour = (
        frozenset((pitch(f"{root}4") + int(step)) % 12 for step in part.split()) for part in QUALITIES[quality]
    )
    return Chord(name, begin, end, core, colour)


HARMONY = {
    "a-little-awkward": {
        "Count-in": "C7 | C7 C7 C7 G7",
        "Lesson": "C7*2 | F7*2 | C7*2 | F7 | G9sus",
        "Drift": "Fmaj7 | Am7 | Dm7 | C6 | Fmaj7 | G9sus | G9sus | G7",
        "Echo": "C7*2 | F7*2 | Am7 | D7 | G9sus*2",
        "Together": "C7 | F7 | C7 | F7 | Am7 | D7 | G9sus | G9sus G9sus G9sus G7",
        "Double raise": "C9",
    },
    "common-harmony": {
        "Arirang": "G6*2 | Em7 | Cmaj7 | Am7 | D5 | Cmaj7 Cmaj7 D5 | G6 | G6 | Em7 | Cmaj7 | D5 | Em7 | Am7 | D5 | G6",
        "Sakura": "Am*3 | F | Am | E5 | Am | F | Am | E5 | Am E5 | Am E5 | Fmaj7 | E5",
        "Bridge": "E5*6",
        "Canon": "G6 | Em7 | Cmaj7 | D5 | G6 | Em7 | Cmaj7 | D5",
        "Common harmony": "Am7 Em7 | C6 G6 | C6 D5 | G6",
    },
    "two-festivals": {
        **dict.fromkeys(("First festival", "Across the street"), "D5 | G6 | D5 | A5 | D5 | A5 | G6 | D5"),
        "Second festival": "D5 | A5 | G6 | D5 | D5 | A5 | G6 | D5",
        "Calls": "D5*4 | A5*4 | G6*2 | D5*2 | A5 | D5",
        "Shared roll": "D5*2",
        "Whirl": "G6 | A5 | G6 | D5 | A5 | G6*2 | D5",
        "Double raise": "D5*2",
    },
    "light-music-club": {
        "Intro": "Em*2 | G | Am | C | D | Em | B",
        "Gallop": """
            Em Em G Am | Em Em D C | Em Em G Am | C D B B | Em Em G Am | Em Em D C | Em Em G Am | C D B B |
            Em | Am Am D D | Em Em G G | C D B B | Em Em G G | G G D D | Em Em Em D | C Am B B
        """,
        "Fours": """
            Em | Am Am D D | Em Em G G | C D B B | Em Em G G | G G D D | Em Em Em D | C Am B B |
            Em | Am Am D D | Em Em G G | C D B B | Em Em G G | G G D D | Em Em Em D | C Am B B
        """,
        "Two feet": "Em | D | C | B | Em | D | C | B",
        "Flat out": "Em | G | D | Am | Em | G | C | B",
        "Break": "Em*14",
        "Shared roll": "B*2",
        "Finale": "Em | Am Am D D | Em Em G G | C D B B | Em Em G G | G G D D | Em Em Em D | C Am B B",
        "Double raise": "Em",
    },
    "shuttle-to-tomorrow": {
        **dict.fromkeys(("Nara", "Andong"), "D | A | Bm | G | D | A7 | Bm | G"),
        **dict.fromkeys(("There", "And back"), "D | A | Bm | G | D | F#m | G | A"),
        "Build": "G | A | Bm | A",
        "Chorus": "G | A | F#m | Bm | G | A | F#m | Bm",
        "Canon": "Bm | G | D | A | Bm | G | D | A",
        "Turn": "D | Bm | G | C",
        "Finale": "Bb | C | Am | Dm | Bb | C | Am | Dm | Bb | C | F | Dm | Bb | C | F | C",
        "Double raise": "F*2",
    },
}
"""The chords of every section with instruments, as `read` takes them."""
