"""The notation: short text to sounds in exact beats."""

from fractions import Fraction

import pytest

from drumjam.setlist.notation import DYNAMICS, ScoreError, Stroke, beats, pitch, tune

FOUR = Fraction(4)
STROKES = {"K": Stroke((36,), 96), "D": Stroke((36, 37), 80)}


@pytest.mark.parametrize(("name", "number"), [("C4", 60), ("Eb4", 63), ("D#4", 63), ("B3", 59), ("C-1", 0)])
def test_a_pitch_name_is_its_midi_number(name, number):
    """Letters, signs and octaves count as General MIDI counts them."""
    assert pitch(name) == number


def test_a_tune_places_notes_rests_and_chords():
    """A length holds until the next one, a rest takes its time, a chord sounds at once."""
    line = tune("C4:1 -:.5 D4 E4+G4:2", FOUR)
    assert [(s.beat, s.length, s.keys) for s in line.sounds] == [
        (0, 1, (60,)),
        (Fraction(3, 2), Fraction(1, 2), (62,)),
        (2, 2, (64, 67)),
    ]
    assert line.length == 4


def test_a_hold_makes_one_long_note():
    """A ~ lengthens the note before it, over a bar line too."""
    (sound,) = tune("C4:4 | ~:2 -:2", FOUR).sounds
    assert sound.length == 6


def test_a_hairpin_grows_evenly():
    """Between two dynamics joined by a hairpin the velocity moves evenly; without one it steps."""
    grown = [s.velocity for s in tune("p < C4:1 C4 f C4 mp C4", FOUR).sounds]
    assert grown == [DYNAMICS["p"], (DYNAMICS["p"] + DYNAMICS["f"]) // 2, DYNAMICS["f"], DYNAMICS["mp"]]


def test_an_accent_is_louder_than_its_neighbour():
    """A ! adds to the velocity in force."""
    plain, accented = tune("mf C4:2 C4!", FOUR).sounds
    assert accented.velocity > plain.velocity


def test_beats_are_cut_by_their_letters():
    """Three letters make thirds of a beat, four make quarters of it."""
    line = beats("K.K K..K . .", STROKES, FOUR)
    assert [s.beat for s in line.sounds] == [0, Fraction(2, 3), 1, Fraction(7, 4)]
    assert line.length == 4


def test_a_letter_may_strike_two_keys():
    """Both heads of a drum are two keys of one sound."""
    assert beats("D", STROKES, FOUR).sounds[0].keys == (36, 37)


def test_beats_grow_evenly():
    """The scale moves from the first beat of the line to its end."""
    assert [s.velocity for s in beats("K K K K", STROKES, FOUR, (0.5, 1.0)).sounds] == [48, 60, 72, 84]


@pytest.mark.parametrize("text", ["C4:3 | C4:1", "H4:1", "~:1", "p < C4:1", "C4:1?"])
def test_a_tune_that_does_not_add_up_is_refused(text):
    """A short bar, an unknown pitch, a hold of nothing, an open hairpin and a stray sign are told, not guessed."""
    with pytest.raises(ScoreError):
        tune(text, FOUR)


@pytest.mark.parametrize("text", ["K K K | K", "K Q K K"])
def test_beats_that_do_not_add_up_are_refused(text):
    """A short bar and a letter without a stroke are told."""
    with pytest.raises(ScoreError):
        beats(text, STROKES, FOUR)
