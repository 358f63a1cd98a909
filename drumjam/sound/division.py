"""Division: a song's sounds, by who plays them. The tones that no level changes, the lanes, the strokes left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drumjam.midi.percussion import find_percussion
from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Chart, Level, Note, Source
from drumjam.sound.kit import Kit, crowding, find_kit, take, volumes
from drumjam.sound.perform import Stroke
from drumjam.sound.schedule import Line, schedule
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.synth import Part, channel_part

ROLL_KEYS = 126
"""In a file of two parts percussion from this key on marks rolls and does not sound."""


@dataclass(frozen=True, slots=True)
class Division:
    """What is played by whom, in seconds of the sound (song time / speed).

    tones    all that is not percussion: the same at every level
    rest     strokes that neither lane has at these levels
    strokes  what Lee and Takaichi play, in the order of their notes
    kit      what they play it with
    length   seconds until the last key is let go, the same at every level
    """

    tones: Sequence[Part]
    rest: Sequence[Part]
    strokes: Sequence[Stroke]
    kit: Kit
    length: float


def divide(
    midi: MidiFile,
    chart: Chart,
    levels: tuple[Level, Level],
    font: SoundFont,
    speed: float = 1.0,
    *,
    bare: bool = False,
) -> Division:
    """Give each sound of a song to its player.

    levels  Lee's and Takaichi's
    speed   time passes so many times as fast, 0.25 to 4; pitches stay
    bare    whether strokes that neither lane has are left out

    Raises SoundFontError for a damaged font, ValueError for a speed out of range.
    """
    if not 0.25 <= speed <= 4:
        raise ValueError(f"speed {speed} is not from 0.25 to 4")
    notes = chart.duet(*levels)
    percussion = find_percussion(midi)
    drums = percussion.sounding
    lines = schedule(midi, drums, speed)
    taken = take(midi, percussion, chart, notes)
    rest = drums & ~taken.mask & (not bare)
    if chart.source is Source.TWO_PARTS:
        rest &= midi.notes.key < ROLL_KEYS
    kit = find_kit(lines, taken)
    starts = (chart.tempo.seconds([note.tick for note in notes]) / speed).tolist() if notes else []
    return Division(
        tones=[channel_part(font, line, ~drums) for line in lines],
        rest=[channel_part(font, line, rest) for line in lines],
        strokes=_strokes(notes, starts, volumes(lines, taken, kit)),
        kit=kit,
        length=_length(midi, chart, lines, speed),
    )


def _strokes(notes: Sequence[Note], starts: Sequence[float], own: Sequence[float]) -> list[Stroke]:
    """The notes of both lanes as they are to sound."""
    return [
        Stroke(start, note.key, note.velocity, note.lane, volume * crowd)
        for note, start, volume, crowd in zip(notes, starts, own, crowding(starts), strict=True)
    ]


def _length(midi: MidiFile, chart: Chart, lines: Sequence[Line], speed: float) -> float:
    """Seconds at which the last key is let go; a note that is never ended counts up to the file's end."""
    whole = midi.tempo.seconds(midi.end) / speed
    ends = [min(tone.start + tone.held, max(whole, tone.start + 1)) for line in lines for tone in line.tones]
    last = max((notes[-1].tick for notes in chart.levels.values() if notes), default=0)
    return max([0.0, *ends, chart.tempo.seconds(last) / speed])
