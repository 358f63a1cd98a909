"""Stems: a song in two halves, the drums that both leaders play and the backing that is all the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil
from types import MappingProxyType

import numpy as np

from drumjam.midi.smf import MidiFile
from drumjam.rules.chart import Chart, Lane, Level
from drumjam.rules.errors import DrumjamError
from drumjam.sound.division import Division, divide
from drumjam.sound.keysounds import KEY_CEILING, DrumLevel, KeysoundMaker
from drumjam.sound.limiter import make_room, take_out_offset
from drumjam.sound.loudness import MOST_GAIN_DB, TARGET, loudness
from drumjam.sound.perform import perform
from drumjam.sound.room import room_at
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.synth import Progress, Stereo, Synth

CEILING = 0.7
"""No sample of the backing is larger: strikes that no chart knows of find room as well."""

DRUM_CEILING = 0.9
"""No sample of a perfect play's drums is larger."""

FULL = 0.98
"""No sample of backing and drums together is larger."""

ROUNDS, CLOSE, SMALL, FORESEEN = 4, 0.2, 1.0, 0.4
"""Limiting makes a song softer: it is turned up again, so many times at most, until it is so close (LU).

What a last small turn takes away by itself need not be measured; what the first one takes away is foreseen."""

MOST_PRESSED = 3.0
"""The loudest stroke is limited by this factor at most: accents must stay louder than other strokes."""

AFTER = 3.0
"""Seconds that the last note may ring."""

FADE = 0.5
"""Seconds in which the end fades out."""


SONGS_OWN: Mapping[Lane, int] = MappingProxyType({})
"""Both leaders play the drums that the song is written for."""

LONGEST = 3600.0
"""Seconds of sound: an hour takes four gigabytes while it is mixed."""


class SongLengthError(DrumjamError):
    """A song whose sound memory cannot hold."""

    advice = "take a shorter song, or cut this one in a MIDI editor"


@dataclass(frozen=True, slots=True)
class Stems:
    """A song's sound in two halves that add up to the whole, no sample of it beyond FULL.

    backing  float32 (n, 2), no sample beyond CEILING
    drums    float32 (n, 2), no sample beyond DRUM_CEILING: the keysounds, each note struck at its own moment
    level    how loud the keysounds are
    rate     frames a second
    """

    backing: Stereo
    drums: Stereo
    level: DrumLevel
    rate: int


def render_stems(
    midi: MidiFile,
    chart: Chart,
    levels: tuple[Level, Level],
    font: SoundFont,
    *,
    rate: int = 48_000,
    speed: float = 1.0,
    kits: Mapping[Lane, int] = SONGS_OWN,
    progress: Progress | None = None,
) -> Stems:
    """A song as backing and drums; strokes that no lane has at these levels stay in the backing.

    levels    Lee's and Takaichi's
    speed     time passes so many times as fast, 0.25 to 4; pitches stay
    kits      programs of the font's drum bank that leaders play in place of the song's own
    progress  is told the share that is done; may raise to stop the work

    Same input, same samples. Raises SoundFontError for a damaged font, SongLengthError for a song beyond LONGEST,
    ValueError for values out of range.
    """
    division = divide(midi, chart, levels, font, speed)
    return mix_stems(division, render_tones(division, font, rate, progress), font, rate, kits, progress)


def render_tones(division: Division, font: SoundFont, rate: int, progress: Progress | None = None) -> Stereo:
    """All that is not percussion, in its room, as loud as the font has it: float32 (n, 2), the same at every level.

    Raises SongLengthError for a song beyond LONGEST.
    """
    if division.length > LONGEST:
        what = f"its sound would last {division.length / 60:,.0f} minutes; {LONGEST / 60:.0f} are the most"
        raise SongLengthError(what)
    frames = ceil((division.length + AFTER) * rate)
    return Synth(font, rate).render(division.tones, frames, progress, room=room_at(rate))


def mix_stems(
    division: Division,
    tones: Stereo,
    font: SoundFont,
    rate: int,
    kits: Mapping[Lane, int] = SONGS_OWN,
    progress: Progress | None = None,
) -> Stems:
    """The stems of a song whose tones are there already; they become the backing, in place.

    kits      as for `render_stems`
    progress  is told now and then that all but the mix is done; may raise to stop the work
    """
    Synth(font, rate).add(division.rest, tones, room=room_at(rate))
    take_out_offset(tones, rate)
    own, others = keysound_makers(division, font, rate, kits)
    fade = np.linspace(1, 0, round(FADE * rate), dtype=np.float32)[:, None]

    def play(level: DrumLevel) -> Stereo:
        if progress is not None:
            progress(1.0)
        made = {lane: maker.make(level) for lane, maker in others.items()}
        drums = perform(division.strokes, own.make(level), rate, len(tones), made)
        drums[len(drums) - len(fade) :] *= fade
        return drums

    tones[len(tones) - len(fade) :] *= fade
    peaks = (others.get(s.lane, own).peak(s.key, s.velocity) * s.share for s in division.strokes)
    loudest = max(peaks, default=0.0)
    most = min(10 ** (MOST_GAIN_DB / 20), MOST_PRESSED * KEY_CEILING / max(loudest, 1e-9))
    drums, level = _settle(tones, play, rate, most)
    return Stems(tones, drums, level, rate)


def keysound_makers(
    division: Division, font: SoundFont, rate: int, kits: Mapping[Lane, int]
) -> tuple[KeysoundMaker, dict[Lane, KeysoundMaker]]:
    """What makes the keysounds of a song's own drums, and of leaders who play other ones (`kits`)."""
    keys = {stroke.key for stroke in division.strokes}
    others = {
        lane: KeysoundMaker(font, keys, replace(division.kit, program=program), rate) for lane, program in kits.items()
    }
    return KeysoundMaker(font, keys, division.kit, rate), others


def _settle(backing: Stereo, play: Callable[[DrumLevel], Stereo], rate: int, most: float) -> tuple[Stereo, DrumLevel]:
    """Bring a backing, in place, and the drums that are played to it to the game's loudness under their ceilings.

    most  the largest gain
    """
    least = 10 ** (-MOST_GAIN_DB / 20)
    level = DrumLevel(1.0)
    drums = play(level)
    for turn in range(ROUNDS):
        off = TARGET - loudness(backing, drums, rate=rate)
        if not np.isfinite(off) or (turn > 0 and abs(off) < CLOSE):
            break
        aim = off + FORESEEN if turn == 0 else off
        gain = max(min(level.gain * 10 ** (aim / 20), most), least)
        if turn > 0 and gain == level.gain:
            break
        backing *= np.float32(gain / level.gain)
        level = DrumLevel(gain)
        del drums  # as large as the backing: never two of them at once
        drums = play(level)
        peak = float(max(drums.max(initial=0), -drums.min(initial=0)))
        if peak > DRUM_CEILING:
            level = DrumLevel(gain, DRUM_CEILING / peak)
            drums *= np.float32(level.turned)
        make_room(backing, drums, rate, CEILING, FULL)
        if turn > 0 and abs(off) < SMALL:
            break
    return drums, level
