"""Notation: music as short text, read into sounds with exact places in beats.

A **tune** is a row of tokens. A note is `PITCH:LENGTH`, as in `C4:1` or `Eb5:.5`; a chord joins pitches with `+`;
`-` is a rest; `~` holds the note before it for longer. A length is in beats (`1/3` and `.75` are fine) and stays
until another is written. After the length, `'` plays short and `!` accents. Dynamics stand alone: `pp p mp mf f ff`;
a `<` or `>` after one of them moves evenly to the next. `|` is a bar line, and a wrong bar is refused.

A **beat line** is a row of beats for one drummer, parted by blanks. Each letter is a cell and a beat is cut into as
many cells as it has letters: `K.H. S.H.` counts sixteenths, `D.. D.k Kk.` thirds. A dot rests. What a letter strikes
is told by a table of strokes (`strokes.py`); a letter that strikes two keys sounds both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

DYNAMICS = {"pp": 38, "p": 50, "mp": 62, "mf": 76, "f": 92, "ff": 108}
ACCENT = 14
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_TOKEN = re.compile(r"(?P<what>[^:'!]+)(:(?P<length>[0-9./]+))?(?P<marks>['!]*)")
_PITCH = re.compile(r"(?P<step>[A-G])(?P<sign>[#b]?)(?P<octave>-?\d)")


class ScoreError(ValueError):
    """Music that does not add up: says which token or bar, and what it should be."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """What one letter of a beat line strikes: General MIDI percussion keys, at one velocity."""

    keys: tuple[int, ...]
    velocity: int = 96


@dataclass(frozen=True, slots=True)
class Sound:
    """One note, chord or drum stroke: where it begins and how long it is written, in beats; what sounds, how loud."""

    beat: Fraction
    length: Fraction
    keys: tuple[int, ...]
    velocity: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Sounds in time order, and the beats that the whole line lasts (rests at its end count)."""

    sounds: tuple[Sound, ...]
    length: Fraction


def pitch(name: str) -> int:
    """The MIDI pitch of a note name: C4 is 60, Eb4 and D#4 are 63."""
    found = _PITCH.fullmatch(name)
    if not found:
        raise ScoreError(f"pitch {name!r}: write a letter A to G, # or b, and an octave, as in Eb4")
    sign = {"": 0, "#": 1, "b": -1}[found["sign"]]
    return 12 * (int(found["octave"]) + 1) + _STEPS[found["step"]] + sign


def bars(*texts: str) -> str:
    """Bars in a row, parted by bar lines."""
    return " | ".join(texts)


def repeat(text: str, times: int) -> str:
    """A bar, some times over."""
    return bars(*[text] * times)


def vamp(bar_on: Mapping[str, str], chords: str) -> str:
    """A row of bars, one for each chord named, from the bar that is played on it."""
    return bars(*[bar_on[chord] for chord in chords.split()])


def tune(text: str, bar: Fraction) -> Line:
    """Read a tune whose bars last `bar` beats; ScoreError for a bad token, a bad bar or an open hairpin."""
    sounds: list[Sound] = []
    accents: list[int] = []
    marks: list[tuple[Fraction, int]] = []  # (beat, level): two marks around a hairpin, else steps
    beat, length, hairpin = Fraction(0), Fraction(1), False
    for token in text.split():
        if token == "|":
            _check_bar(beat, bar, text)
        elif token in DYNAMICS:
            if not hairpin and marks:
                marks.append((beat, marks[-1][1]))
            marks.append((beat, DYNAMICS[token]))
            hairpin = False
        elif token in ("<", ">"):
            hairpin = True
        else:
            found = _TOKEN.fullmatch(token)
            if not found:
                raise ScoreError(f"token {token!r}: write PITCH:LENGTH, as in C4:1 or C4+E4:.5'")
            if found["length"]:
                length = Fraction(found["length"])
            if found["what"] == "~":
                if not sounds:
                    raise ScoreError("a hold (~) needs a note before it")
                last = sounds.pop()
                sounds.append(Sound(last.beat, beat + length - last.beat, last.keys, 0, last.short))
            elif found["what"] != "-":
                keys = tuple(pitch(name) for name in found["what"].split("+"))
                sounds.append(Sound(beat, length, keys, 0, "'" in found["marks"]))
                accents.append(ACCENT if "!" in found["marks"] else 0)
            beat += length
    if hairpin:
        raise ScoreError(f"a hairpin has no end in {text[:40]!r}: write the dynamic it leads to")
    loud = [_level(marks, sound.beat) + accent for sound, accent in zip(sounds, accents, strict=True)]
    return Line(
        tuple(Sound(s.beat, s.length, s.keys, v, s.short) for s, v in zip(sounds, loud, strict=True)),
        beat,
    )


def beats(text: str, strokes: Mapping[str, Stroke], bar: Fraction, loud: tuple[float, float] = (1.0, 1.0)) -> Line:
    """Read a beat line whose bars last `bar` beats; `loud` scales its velocities evenly from first to last beat."""
    cells = list(_cells(text, bar))
    whole = Fraction(sum(1 for word in text.split() if word != "|"))
    sounds = []
    for at, length, letter in cells:
        if letter not in strokes:
            raise ScoreError(f"stroke {letter!r} at beat {float(at):g}: the table knows {' '.join(strokes)}")
        stroke = strokes[letter]
        scale = loud[0] + (loud[1] - loud[0]) * float(at / whole)
        sounds.append(Sound(at, length, stroke.keys, max(1, min(127, round(stroke.velocity * scale)))))
    return Line(tuple(sounds), whole)


def _cells(text: str, bar: Fraction) -> Iterator[tuple[Fraction, Fraction, str]]:
    beat = Fraction(0)
    for word in text.split():
        if word == "|":
            _check_bar(beat, bar, text)
            continue
        cell = Fraction(1, len(word))
        yield from ((beat + i * cell, cell, letter) for i, letter in enumerate(word) if letter != ".")
        beat += 1


def _check_bar(beat: Fraction, bar: Fraction, text: str) -> None:
    if beat % bar:
        raise ScoreError(
            f"bar {beat // bar + 1} of {' '.join(text.split())[:40]!r} ends after {beat % bar} beats, not {bar}"
        )


def _level(marks: list[tuple[Fraction, int]], beat: Fraction) -> int:
    """The velocity in force at a beat: even between two marks, the last one after them; mf without any."""
    before = [mark for mark in marks if mark[0] <= beat]
    after = [mark for mark in marks if mark[0] > beat]
    if not before:
        return DYNAMICS["mf"]
    if not after:
        return before[-1][1]
    (start, low), (end, high) = before[-1], after[0]
    return round(low + (high - low) * (beat - start) / (end - start))
