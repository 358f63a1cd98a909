"""The pieces as they sound: as loud as each other, drums in front, from soft to loud, and clean at the end."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from drumjam.library.paths import sound_font
from drumjam.midi.smf import read_midi
from drumjam.rules.chart import Level
from drumjam.setlist.__main__ import PIECES, chart_of
from drumjam.setlist.midifile import to_midi
from drumjam.sound.loudness import TARGET, loudness
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.stems import FADE, FULL, render_stems

RATE = 22_050
every_piece = pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.id)


def rendered(piece):
    """Its chart, and its stems as a perfect pair plays them."""
    return by_id(piece.id)


@cache
def by_id(name):
    """The same, made once."""
    piece = next(piece for piece in PIECES if piece.id == name)
    data = to_midi(piece)
    chart = chart_of(piece, data)
    levels = (Level.EXPERT, Level.EXPERT)
    return chart, render_stems(read_midi(data), chart, levels, SoundFont.open(sound_font()), rate=RATE)


def decibels(sound):
    """Root mean square in dB below full scale."""
    return 20 * float(np.log10(np.sqrt((sound.astype(np.float64) ** 2).mean()) + 1e-9))


@every_piece
def test_a_piece_is_as_loud_as_the_others(piece):
    """-16 LUFS, half a unit at most beside it; no sample beyond the ceiling."""
    _, stems = rendered(piece)
    assert loudness(stems.backing, stems.drums, rate=RATE) == pytest.approx(TARGET, abs=0.5)
    assert np.abs(stems.backing + stems.drums).max() <= FULL * (1 + 1e-6)


@every_piece
def test_the_drums_are_in_front(piece):
    """What both leaders play is at most five units softer than the whole band."""
    _, stems = rendered(piece)
    assert loudness(stems.drums, rate=RATE) >= loudness(stems.backing, rate=RATE) - 5


@every_piece
def test_a_piece_grows(piece):
    """The section before the double raise is the loudest, by three units or more above the first one of the band."""
    chart, stems = rendered(piece)
    starts = [*(round(chart.tempo.seconds(s.tick) * RATE) for s in chart.sections), len(stems.drums)]
    cuts = [slice(*pair) for pair in pairwise(starts)]
    loud = [loudness(stems.backing[cut], stems.drums[cut], rate=RATE) for cut in cuts]
    names = [section.name for section in chart.sections]
    last = len(names) - (2 if names[-1] == "Double raise" else 1)
    first = 1 if names[0] in ("Count-in", "Lead-in") else 0
    assert loud[last] == max(loud)
    assert loud[last] >= loud[first] + 3


@every_piece
def test_a_piece_rings_out(piece):
    """Before the sound fades out at its very end it is below -45 dB: nothing is cut, nothing clicks."""
    chart, stems = rendered(piece)
    mix = stems.backing + stems.drums
    fade = round(FADE * RATE)
    assert decibels(mix[-2 * fade : -fade]) < -45
    assert np.abs(mix[-1]).max() < 1e-4
    after = mix[round((chart.tempo.seconds(chart.end) + 1.0) * RATE) :]
    heard = [max(decibels(part), -90) for part in np.array_split(after, 4)]
    assert heard == sorted(heard, reverse=True)
