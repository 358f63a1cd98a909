"""Score: a piece as sections, each with a beat line for both leaders and voices for the backing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from fractions import Fraction

from drumjam.rules.chart import Lane
from drumjam.setlist.notation import Line, ScoreError, Sound, Stroke, beats, tune


class Sharing(StrEnum):
    """How the two leaders share a section; a marker of the MIDI file says it in this word."""

    LEAD_IN = "lead-in"
    LESSON = "lesson"
    HOCKET = "hocket"
    TRADING = "trading"
    PARTS = "parts"
    SPLIT_KIT = "split kit"
    SHARED_ROLL = "shared roll"
    DRIFT = "drift"
    ECHO = "echo"
    SWAP = "swap"
    POLYRHYTHM = "polyrhythm"
    CANON = "canon"
    UNISON = "unison"
    DOUBLE_RAISE = "double raise"


class Feel(Enum):
    """Where off-beat eighths fall."""

    STRAIGHT = "on the half of the beat"
    LILT = "on its last third, as over a rhythm that counts in threes"


@dataclass(frozen=True, slots=True)
class Part:
    """One instrument of the backing: General MIDI program from 0; volume, pan and room 0 to 127.

    room    how much of it is heard from the room, too
    ring    how much of its written length a note sounds; above 1 it rings into the next
    """

    name: str
    program: int
    volume: int = 100
    pan: int = 64
    ring: Fraction = Fraction(19, 20)
    room: int = 40

    def plays(self, text: str, *, octave: int = 0, start: int = 0, pace: Fraction = Fraction(1)) -> Voice:
        """A voice for a section, read from a tune; it may stand octaves higher, begin at a later beat, or run at
        its own pace (23/24: every beat lasts 23/24 of a beat).
        """
        return Voice(self, text, octave, start, pace)


@dataclass(frozen=True, slots=True)
class Voice:
    """What a part plays in a section; see `Part.plays`."""

    part: Part
    text: str
    octave: int = 0
    start: int = 0
    pace: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Drums:
    """A beat line of one leader, with its table of strokes; `loud` scales velocities from first to last beat."""

    text: str
    strokes: Mapping[str, Stroke]
    loud: tuple[float, float] = (1.0, 1.0)
    start: int = 0
    pace: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a piece: how long, how the leaders share it, who plays what.

    bars, pulses  its bars, and the pulses in each: what its music counts
    pulse         a pulse in quarter notes; 3/2 in 12/8
    bpm           pulses a minute, or two: the tempo then moves evenly from the first towards the second
    rolls         pulse at which a roll of both leaders begins, and how long it lasts
    """

    name: str
    device: Sharing
    bars: int
    bpm: float | tuple[float, float]
    lee: tuple[Drums, ...]
    takaichi: tuple[Drums, ...]
    backing: tuple[Voice, ...] = ()
    pulses: int = 4
    pulse: Fraction = Fraction(1)
    feel: Feel = Feel.STRAIGHT
    rolls: tuple[tuple[int, int], ...] = ()

    @property
    def length(self) -> Fraction:
        """Beats (quarter notes) in the section."""
        return self.bars * self.pulses * self.pulse

    @property
    def metre(self) -> tuple[int, int]:
        """Numerator and denominator: 4/4, 3/4, 12/8."""
        eighths = self.pulses * self.pulse * 2
        return (self.pulses, 4) if self.pulse == 1 else (int(eighths), 8)

    def lane(self, lane: Lane) -> list[Sound]:
        """One leader's strokes, in beats from the section's begin."""
        sounds: list[Sound] = []
        for drums in self.lee if lane == Lane.LEE else self.takaichi:
            line = beats(drums.text, drums.strokes, Fraction(self.pulses), drums.loud)
            sounds += self._placed(f"{self.name}, {lane.id}", line, drums.start, drums.pace)
        return sorted(sounds, key=lambda sound: (sound.beat, sound.keys))

    def voice(self, voice: Voice) -> list[Sound]:
        """One voice's notes, in beats from the section's begin."""
        line = tune(voice.text, Fraction(self.pulses))
        sounds = self._placed(f"{self.name}, {voice.part.name}", line, voice.start, voice.pace)
        felt = [(sound, self._felt(sound.beat), self._felt(sound.beat + sound.length)) for sound in sounds]
        return [
            replace(sound, beat=beat, length=end - beat, keys=tuple(key + 12 * voice.octave for key in sound.keys))
            for sound, beat, end in felt
        ]

    def _placed(self, who: str, line: Line, start: int, pace: Fraction) -> list[Sound]:
        end, whole = start + line.length * pace, self.bars * self.pulses
        if end > whole or (start == 0 and pace == 1 and end != whole):
            raise ScoreError(f"{who}: the music ends at beat {float(end):g} of {whole}")
        pace *= self.pulse
        return [replace(s, beat=start * self.pulse + s.beat * pace, length=s.length * pace) for s in line.sounds]

    def _felt(self, beat: Fraction) -> Fraction:
        lilts = self.feel is Feel.LILT and beat % 1 == Fraction(1, 2)
        return beat + Fraction(1, 6) if lilts else beat


@dataclass(frozen=True, slots=True)
class Piece:
    """A whole piece.

    id       its name in commands and its folder
    titles   by language; the MIDI file carries the English one
    kit      General MIDI drum kit, the program of the drum channel
    volume   of the drums, 0 to 127
    room     how much of them is heard from the room, too, 0 to 127
    credits  where its music comes from, each line by language
    """

    id: str
    titles: Mapping[str, str]
    sections: tuple[Section, ...]
    kit: int = 0
    volume: int = 100
    room: int = 40
    credits: tuple[Mapping[str, str], ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The backing's instruments, in the order in which they enter."""
        return tuple(dict.fromkeys(voice.part for section in self.sections for voice in section.backing))

    @property
    def length(self) -> Fraction:
        """Beats in the piece."""
        return sum((section.length for section in self.sections), Fraction(0))

    def starts(self) -> Iterator[tuple[Fraction, Section]]:
        """Each section with the beat on which it begins."""
        beat = Fraction(0)
        for section in self.sections:
            yield beat, section
            beat += section.length

    def lane(self, lane: Lane) -> list[Sound]:
        """All of a leader's strokes, in beats from the piece's begin."""
        return [replace(s, beat=s.beat + start) for start, section in self.starts() for s in section.lane(lane)]

    def part(self, part: Part) -> list[Sound]:
        """All notes of one instrument, in beats from the piece's begin, in time order."""
        sounds = [
            replace(sound, beat=sound.beat + start)
            for start, section in self.starts()
            for voice in section.backing
            if voice.part == part
            for sound in section.voice(voice)
        ]
        return sorted(sounds, key=lambda sound: (sound.beat, sound.keys))
