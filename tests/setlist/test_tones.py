"""The tones of the pieces: nothing outside the key, nothing that rubs for long."""

from __future__ import annotations

from fractions import Fraction

import pytest

from drumjam.setlist import light_music_club, shuttle_to_tomorrow, two_festivals
from drumjam.setlist.notation import pitch
from drumjam.setlist.score import Piece, Section

KEYS = {
    "two-festivals": {"": "D E G A B"},
    "light-music-club": {"": "E F# G A B C D D#"},
    "shuttle-to-tomorrow": {
        "": "D E F# G A B C#",
        "Turn": "D E F# G A B C# C",
        "Finale": "F G A Bb C D E",
        "Double raise": "F G A Bb C D E",
    },
}
"""Of each piece the tones of its key, and of sections that have another; D# leads to E in minor, C leads to F."""

BRIEF = Fraction(1)
"""Beats: a tone that is shorter passes, and may rub against the chord."""

PIECES = (two_festivals.PIECE, light_music_club.PIECE, shuttle_to_tomorrow.PIECE)
every_section = pytest.mark.parametrize(
    ("piece", "section"),
    [(piece, section) for piece in PIECES for section in piece.sections],
    ids=lambda one: one.id if isinstance(one, Piece) else one.name,
)


def sounding(section: Section) -> list[tuple[str, Fraction, Fraction, int]]:
    """Every tone of the backing: its part, begin, end and pitch."""
    return [
        (voice.part.name, sound.beat, sound.beat + sound.length, key)
        for voice in section.backing
        for sound in section.voice(voice)
        for key in sound.keys
    ]


@every_section
def test_every_tone_is_of_the_key(piece: Piece, section: Section) -> None:
    """No slip of the pen: what is outside the scale is written down as meant."""
    keys = KEYS[piece.id]
    scale = {pitch(f"{name}4") % 12 for name in keys.get(section.name, keys[""]).split()}
    wrong = [(part, float(begin), key) for part, begin, _, key in sounding(section) if key % 12 not in scale]
    assert wrong == []


@every_section
def test_no_long_tones_rub(piece: Piece, section: Section) -> None:
    """Two tones a semitone apart never sound together for a beat or more."""
    tones = sounding(section)
    rubs = [
        (one[0], other[0], float(max(one[1], other[1])), one[3], other[3])
        for place, one in enumerate(tones)
        for other in tones[place + 1 :]
        if (one[3] - other[3]) % 12 in (1, 11) and min(one[2], other[2]) - max(one[1], other[1]) >= BRIEF
    ]
    assert rubs == []
