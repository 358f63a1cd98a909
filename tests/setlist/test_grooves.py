"""The grooves of the pieces: each has its own."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from drumjam.midi.kit import FAMILY
from drumjam.rules.chart import Lane
from drumjam.setlist.__main__ import PIECES

ALIKE = 0.75
"""Share of the strokes of two bars that are in both, from which they count as one groove."""

LEAST = 4
"""A bar of fewer strokes is a hit or a breath, no groove."""


def bars_of(piece):
    """Every bar as what is struck where in it, by both leaders: (beat in the bar, family), with its length."""
    for _, section in piece.starts():
        bar = section.pulses * section.pulse
        rows = [set() for _ in range(section.bars)]
        for lane in Lane:
            for sound in section.lane(lane):
                number = int(sound.beat // bar)
                rows[number] |= {(sound.beat - number * bar, int(FAMILY[key])) for key in sound.keys}
        yield from ((bar, frozenset(row)) for row in rows if len(row) >= LEAST)


def grooves(piece):
    """The bars that come back."""
    return {bar for bar, times in Counter(bars_of(piece)).items() if times > 1}


def test_every_piece_has_a_groove():
    """There is something to compare: each piece has bars that come back."""
    assert all(grooves(piece) for piece in PIECES)


@pytest.mark.parametrize(
    "pair", list(combinations(PIECES, 2)), ids=lambda pair: " and ".join(piece.id for piece in pair)
)
def test_no_two_pieces_share_a_groove(pair):
    """No bar that comes back in one is like any that does in the other."""
    one, other = map(grooves, pair)
    alike = [
        (sorted(a), sorted(b))
        for bar, a in one
        for length, b in other
        if bar == length and len(a & b) / len(a | b) >= ALIKE
    ]
    assert alike == []
