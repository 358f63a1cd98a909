"""What the pieces are made of: tunes and patterns."""

from fractions import Fraction

import pytest

from drumjam.setlist import patterns
from drumjam.setlist.notation import tune
from drumjam.setlist.patterns import Pattern, overlay
from drumjam.setlist.tunes import ARIRANG, SAKURA

PATTERNS = {name: value for name, value in vars(patterns).items() if isinstance(value, Pattern)}


@pytest.mark.parametrize(("traditional", "bars", "scale"), [(ARIRANG, 16, "DEGAB"), (SAKURA, 14, "EFABC")])
def test_a_tune_is_whole_bars_of_its_own_scale(traditional, bars, scale):
    """Arirang is 16 bars of 3 in G pentatonic, Sakura 14 bars of 4 in the in scale on E."""
    line = tune(traditional.notes, Fraction(traditional.bar))
    degrees = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
    assert line.length == bars * traditional.bar
    assert {key % 12 for sound in line.sounds for key in sound.keys} == {degrees[name] for name in scale}


@pytest.mark.parametrize("traditional", [ARIRANG, SAKURA])
def test_a_tune_is_credited_in_three_languages(traditional):
    """Where a tune comes from can be said in every language of the game."""
    assert set(traditional.credit) == {"en", "ko", "ja"}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_the_drums_of_a_pattern_are_equally_long(pattern):
    """Every row has as many cells, in whole beats."""
    (cells,) = {len(row) for row in pattern.rows.values()}
    assert cells % pattern.cells_per_beat == 0


def test_of_overlaid_lines_the_first_wins():
    """One hand plays several drums; where two strike at once, the first line's stroke is kept."""
    assert overlay("K... ....", "..S. S...", "H.H. H.H.") == "K.S. S.H."
