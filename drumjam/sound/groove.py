"""Groove: four bars to tap along to, made to go round without a seam.

Eighths between the beats keep people with it: bare clicks are tapped 20 to 50 ms early (Repp, Sensorimotor
synchronization, Psychonomic Bulletin & Review 12, 2005).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from drumjam.rules.chart import Lane
from drumjam.sound.keysounds import DrumLevel, KeysoundMaker
from drumjam.sound.kit import Kit
from drumjam.sound.limiter import limit, take_out_offset
from drumjam.sound.loudness import TARGET, loudness
from drumjam.sound.perform import Stroke, perform
from drumjam.sound.schedule import Curve
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import CEILING
from drumjam.sound.synth import Part, Sound, Stereo, Synth, touch

BEAT = 0.5
"""Seconds from beat to beat (120 BPM): a whole number of frames at every rate of the mixer."""

BARS, PULSES = 4, 4
"""Bars of a round, and beats of a bar."""

ROUND = BARS * PULSES * BEAT
"""Seconds of a round; longer than anything in it rings."""

BASS, PIANO = 33, 4
"""General MIDI programs, counted from 0."""

CHORDS = (
    (36, (60, 64, 67, 71)),
    (33, (60, 64, 67, 69)),
    (29, (60, 64, 65, 69)),
    (31, (59, 62, 65, 67)),
)
"""Bass key and piano keys of each bar."""


def render_groove(font: SoundFont, rate: int) -> Stereo:
    """One round: float32 (ROUND * rate, 2), its first beat on frame 0; what rings on at its end is in its beginning.

    Without a room: nothing shall blur where a beat is.
    """
    frames = round(ROUND * rate)
    strokes = list(_drums())
    drums = KeysoundMaker(font, {stroke.key for stroke in strokes}, Kit(room=0.0), rate).make(DrumLevel(1.0))
    sound = perform(strokes, drums, rate, 3 * frames)
    Synth(font, rate).add([Part(sorted(_tones(font), key=_start), Curve([0.0], [1.0]))], sound)
    take_out_offset(sound, rate)
    sound *= np.float32(10 ** ((TARGET - loudness(sound[frames:], rate=rate)) / 20))
    limit([sound], rate, CEILING)
    return np.ascontiguousarray(sound[frames : 2 * frames])


def _rounds() -> Iterator[tuple[float, int]]:
    """Start in seconds and number (from 0) of each bar, three rounds long: the middle one has neighbours."""
    for bar in range(3 * BARS):
        yield bar * PULSES * BEAT, bar % BARS


def _drums() -> Iterator[Stroke]:
    """Kick and snare in turn by one, a hi-hat on every eighth by the other, the beats louder."""
    for start, bar in _rounds():
        drums = [(0.0, 36, 112), (1.0, 38, 104), (2.0, 36, 108), (3.0, 38, 104)]
        drums += [(2.5, 36, 84)] if bar % 2 else []
        cymbals = [(i / 2, 42, 54 if i % 2 else 92) for i in range(8)]
        cymbals += [(0.0, 49, 70)] if bar == 0 else []
        for lane, struck in zip(Lane, (drums, cymbals), strict=True):
            for beat, key, velocity in sorted(struck):
                yield Stroke(start + beat * BEAT, key, velocity, lane, 1.0)


def _tones(font: SoundFont) -> Iterator[Sound]:
    """A bass on every beat, a chord on every other."""
    for start, bar in _rounds():
        root, chord = CHORDS[bar]
        tones = [(beat, BASS, root, 0.8, 96) for beat in range(PULSES)]
        tones += [(beat, PIANO, key, 1.8, 58) for beat in (0, 2) for key in chord]
        for beat, program, key, length, velocity in tones:
            loud = Kit().gain * touch(velocity)
            zones = font.find(0, program, key, velocity)
            yield Sound(start + beat * BEAT, zones, key, length * BEAT, (loud, loud), loud)


def _start(sound: Sound) -> float:
    return sound.start
