"""Stems: a song in two halves, the drums that both leaders play and the backing that is all the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from drumjam.midi.percussion import find_percussion
from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Chart, Lane, Level, Note, Source
from drumjam.sound.kit import RING, Kit, find_kit, kits, lane_gains, take
from drumjam.sound.limiter import limit, take_out_offset
from drumjam.sound.loudness import MOST_GAIN_DB, TARGET, loudness
from drumjam.sound.schedule import Curve, Line, schedule
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.synth import Part, Progress, Sound, Stereo, Synth, channel_part, choke, touch

CEILING = 0.7
"""No sample of the backing is larger: about 3 dB are left for the drums played over it."""

DRUM_CEILING = 0.85
"""No sample of the drums is larger, and of no keysound."""

ROUNDS, CLOSE, HARDLY = 4, 0.2, 0.8
"""Limiting makes a song softer: it is turned up again, so many times at most, until it is so close (LU).

Peaks turned down by less than the last figure (2 dB) change no loudness worth measuring again."""

FULL = 0.98
"""No sample of stems made to be written to files is larger, nor their sum."""

AFTER = 3.0
"""Seconds that the last note may ring."""

FADE = 0.5
"""Seconds in which the end fades out."""

ROLL_KEYS = 126
"""In a file of two parts percussion from this key on marks rolls and does not sound."""


@dataclass(frozen=True, slots=True)
class Stems:
    """A song's sound in two halves that add up to the whole.

    backing  float32 (n, 2), no sample beyond CEILING
    drums    float32 (n, 2), no sample beyond DRUM_CEILING: all notes of both lanes, each towards its leader's side
    gain     amplitude factor that brought the font's sound to the game's loudness: keysounds take the same
    kit      what the drums are played with, as a rule
    rate     frames a second
    lead_in  seconds of silence before song time 0
    """

    backing: Stereo
    drums: Stereo
    gain: float
    kit: Kit
    rate: int
    lead_in: float

    def fit_for_files(self) -> None:
        """Turn both down together, in place, wherever a stem or their sum would pass FULL: neither clips in a file."""
        limit([self.backing, self.drums], self.rate, FULL)


def render_stems(
    midi: MidiFile,
    chart: Chart,
    levels: tuple[Level, Level],
    font: SoundFont,
    *,
    rate: int = 48_000,
    speed: float = 1.0,
    lead_in: float = 0.0,
    progress: Progress | None = None,
) -> Stems:
    """A song as backing and drums; strokes that no lane has at these levels stay in the backing.

    levels    Lee's and Takaichi's
    speed     time passes so many times as fast, 0.25 to 4; pitches stay
    lead_in   seconds of silence in front, >= 0
    progress  is told the share that is done

    Same input, same samples. Raises SoundFontError for a damaged font, ValueError for values out of range.
    """
    if not 0.25 <= speed <= 4:
        raise ValueError(f"speed {speed} is not from 0.25 to 4")
    if not lead_in >= 0:
        raise ValueError(f"lead-in of {lead_in} s is below 0")
    notes = chart.duet(*levels)
    percussion = find_percussion(midi)
    lines = schedule(midi, percussion.sounding, speed)
    taken = take(midi, percussion, chart, notes)
    keep = ~taken.mask
    if chart.source is Source.TWO_PARTS:
        keep &= ~(percussion.sounding & (midi.notes.key >= ROLL_KEYS))

    synth = Synth(font, rate)
    starts = (chart.tempo.seconds([note.tick for note in notes]) / speed).tolist() if notes else []
    frames = ceil((lead_in + _end(midi, lines, starts, speed) + AFTER) * rate)
    lanes = _lane_parts(font, notes, starts, kits(lines, taken))
    drums = synth.render(lanes, frames, lead_in)
    backing = synth.render([channel_part(font, line, keep) for line in lines], frames, lead_in, progress)
    del synth  # the notes that it keeps would take room in what follows
    take_out_offset(backing, rate)
    fade = round(FADE * rate)
    for stem in (backing, drums):
        stem[frames - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    gain = _settle(backing, drums, rate, round(lead_in * rate))
    return Stems(backing, drums, gain, find_kit(lines, taken), rate, lead_in)


def _settle(backing: Stereo, drums: Stereo, rate: int, silence: int) -> float:
    """Bring both to the game's loudness under their ceilings, in place; the gain that it took.

    silence  frames in front that are not measured, so that a lead-in changes nothing
    """
    most = 10 ** (MOST_GAIN_DB / 20)
    gain = 1.0
    for turn in range(ROUNDS):
        level = loudness(backing[silence:], drums[silence:], rate=rate)
        if not np.isfinite(level) or abs(level - TARGET) < CLOSE:
            break
        factor = min(max(gain * 10 ** ((TARGET - level) / 20), 1 / most), most) / gain
        gain *= factor
        for stem in (backing, drums):
            stem *= np.float32(factor)
        least = min(limit([backing], rate, CEILING), limit([drums], rate, DRUM_CEILING))
        if turn == 0 and least > HARDLY:
            break
    return float(gain)


def _lane_parts(font: SoundFont, notes: Sequence[Note], starts: Sequence[float], kit: Sequence[Kit]) -> list[Part]:
    """What each leader plays, as one part each: choke groups work within a leader's own kit."""
    parts = []
    for lane in Lane:
        left, right = lane_gains(lane)
        sounds = []
        for note, start, own in zip(notes, starts, kit, strict=True):
            if note.lane is lane:
                loud = own.gain * touch(note.velocity)
                zones = own.zones(font, note.key, note.velocity)
                sounds.append(Sound(start, zones, note.key, RING, (loud * left, loud * right), loud))
        parts.append(Part(choke(sounds), Curve([0.0], [1.0]), prompt=True))
    return parts


def _end(midi: MidiFile, lines: Sequence[Line], starts: Sequence[float], speed: float) -> float:
    """Seconds at which the last key is let go; a note that is never ended counts up to the file's end."""
    whole = midi.tempo.seconds(midi.end) / speed
    ends = [min(tone.start + tone.held, max(whole, tone.start + 1)) for line in lines for tone in line.tones]
    return max([0.0, *ends, *starts])
