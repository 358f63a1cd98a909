"""Strokes and instants: what sounds as one is one."""

from __future__ import annotations

import numpy as np

from drumjam.midi.kit import Family
from drumjam.midi.strokes import gather
from drumjam.rules.tempo import TempoMap

BEAT = 500  # ticks; at 120 bpm one tick is one millisecond


def gathered(notes):
    """The strokes of (milliseconds, key, velocity)."""
    tick, key, velocity = (np.array(column) for column in zip(*notes, strict=True))
    return gather(TempoMap(BEAT), tick.astype(np.int64), key.astype(np.uint8), velocity.astype(np.uint8))


def test_the_same_key_in_two_layers_is_the_louder_stroke():
    """Doubled notes are one."""
    found = gathered([(0, 38, 50), (0, 38, 90)])
    assert (found.key.tolist(), found.velocity.tolist()) == ([38], [90])


def test_a_flam_is_one_stroke_at_its_loudest():
    """Two snares within 30 ms stand where the louder one is; of equals the later."""
    assert gathered([(100, 38, 40), (130, 40, 90)]).tick.tolist() == [130]
    assert gathered([(100, 38, 90), (120, 38, 40)]).tick.tolist() == [100]
    assert gathered([(100, 38, 90), (120, 38, 90)]).tick.tolist() == [120]
    assert gathered([(100, 38, 90), (131, 38, 90)]).tick.tolist() == [100, 131]


def test_an_instant_holds_what_sounds_together_and_stands_at_the_loudest():
    """Kick and hat 20 ms apart are one moment with two strokes."""
    found = gathered([(100, 42, 60), (120, 36, 100), (140, 51, 60)])
    assert found.tick.tolist() == [120, 140]
    assert found.instant.tolist() == [0, 0, 1]


def test_six_fast_strokes_of_a_family_are_a_roll():
    """A roll is one stroke that lasts until its last; five strokes are five."""
    roll = gathered([(100 + 50 * i, 38, 90) for i in range(6)])
    assert (roll.tick.tolist(), roll.until.tolist()) == ([100], [350])
    assert len(gathered([(100 + 50 * i, 38, 90) for i in range(5)])) == 5


def test_known_rolls_are_rolls_however_slow():
    """What is marked as a roll is one, and joins no fast strokes before it."""
    tick = np.array([0, 50, 100, 150, 200, 250, 1000], np.int64)
    until = np.array([-1, -1, -1, -1, -1, 900, -1], np.int64)
    found = gather(TempoMap(BEAT), tick, np.full(7, 38, np.uint8), np.full(7, 90, np.uint8), until)
    assert (found.tick.tolist(), found.until.tolist()) == (tick.tolist(), until.tolist())


def test_strokes_of_rolls_are_known_by_family():
    """Where a roll of a family may end: at each of its strokes."""
    found = gathered([*((100 + 50 * i, 38, 90) for i in range(6)), (120, 36, 90), (900, 38, 90)])
    assert {int(family): ticks.tolist() for family, ticks in found.rolled.items()} == {
        Family.SNARE: [100, 150, 200, 250, 300, 350]
    }


def test_hands_take_the_best_of_an_instant():
    """Of snare, kick, crash and hat together one lane plays snare and crash."""
    found = gathered([(0, 36, 127), (0, 38, 60), (0, 42, 127), (0, 49, 60)])
    assert found.key[found.best()[0]].tolist() == [38, 49]


def test_many_notes_at_once_are_one_instant():
    """All the percussion there is, struck at one tick, is one moment and no roll."""
    found = gathered([(0, key, 90) for key in range(27, 88) if key not in (32, 33, 34, 71, 72)])
    assert found.tick.tolist() == [0]
    assert (found.until == -1).all()
