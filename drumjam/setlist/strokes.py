"""Strokes: what the letters of beat lines strike, as General MIDI percussion keys."""

from __future__ import annotations

from collections.abc import Mapping

from drumjam.setlist.notation import Stroke

LOUD, SOFT = 96, 64


def _both(letter: str, key: int) -> dict[str, Stroke]:
    return {letter: Stroke((key,), LOUD), letter.lower(): Stroke((key,), SOFT)}


KIT: Mapping[str, Stroke] = {
    **_both("P", 31),  # pair of sticks
    **_both("K", 36),  # kick
    **_both("X", 37),  # cross stick on the rim
    **_both("S", 38),  # snare
    **_both("F", 41),  # floor tom
    **_both("G", 43),  # the higher floor tom
    **_both("M", 47),  # middle tom
    **_both("T", 50),  # high tom
    **_both("H", 42),  # hat, closed
    **_both("O", 46),  # hat, open
    **_both("R", 51),  # ride
    **_both("L", 53),  # bell of the ride
    **_both("C", 49),  # crash
    **_both("W", 57),  # the other crash
    **_both("Y", 81),  # triangle
}
"""The drum kit: a capital is a stroke, a small letter a soft one."""

KOREAN: Mapping[str, Stroke] = {
    "D": Stroke((36, 37), LOUD),  # deong, both heads of the janggu
    "K": Stroke((36,), LOUD),  # kung, the low head
    "k": Stroke((37,), SOFT),  # deok, the stick head
    "g": Stroke((56,), SOFT),  # the small gong, where a stroke lies on the cymbal pad
}
"""The hourglass drum janggu, low head and stick head (deong strikes both), and the small gong."""

JAPANESE: Mapping[str, Stroke] = {
    "B": Stroke((41,), LOUD),  # don, on the large drum
    "b": Stroke((43,), SOFT),  # do or ko, a quick stroke on it
    "R": Stroke((38,), LOUD),  # right hand on the shime drum
    "L": Stroke((38,), LOUD),  # left hand
    "r": Stroke((38,), SOFT),  # right hand, soft
    "l": Stroke((38,), SOFT),  # left hand, soft
    "t": Stroke((68,), SOFT),  # the hand gong kane, where a stroke lies on the cymbal pad
}
"""The tight drum shime, which keeps the ground beat; the large drum; the hand gong."""
