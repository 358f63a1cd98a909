"""Hand drums: sets that General MIDI's drum kits lack, made of a font's pitched drums.

They are named after what they are like: no recording of a taiko set or a janggu is in the font.
"""

from __future__ import annotations

from collections.abc import Mapping

TAIKO, JANGGU = 128, 129
"""Programs of the sets: those of a font's drum bank end at 127."""

WOODEN, LOW, HIGH, GONG = 115, 116, 117, 113
"""Programs of General MIDI: wood block, taiko drum, melodic tom, agogo."""

Beaten = tuple[int, int]
"""A program and the key at which it is played, 0 to 127 each."""

SETS: Mapping[int, Mapping[int, Beaten]] = {
    # The large drum for the kick, the small rope-tuned one for the snare, toms between them; rims; the hand gong.
    TAIKO: {
        **dict.fromkeys((35, 36), (LOW, 45)),
        **dict.fromkeys((38, 40), (HIGH, 79)),
        **dict(zip((41, 43, 45, 47, 48, 50), zip((LOW,) * 6, (52, 55, 60, 64, 69, 74), strict=True), strict=True)),
        **dict.fromkeys((37, 75, 76), (WOODEN, 60)),
        **dict.fromkeys((39, 77), (WOODEN, 67)),
        **dict.fromkeys((42, 44), (GONG, 84)),
        **dict.fromkeys((46, 51, 59), (GONG, 76)),
        53: (GONG, 69),
    },
    # The low head for the kick and the low toms, the high one for the snare and the rest, its rim; the small gong.
    JANGGU: {
        **dict.fromkeys((35, 36), (LOW, 57)),
        **dict.fromkeys((38, 40), (HIGH, 84)),
        **dict(zip((41, 43, 45), zip((LOW,) * 3, (60, 62, 65), strict=True), strict=True)),
        **dict(zip((47, 48, 50), zip((HIGH,) * 3, (67, 71, 76), strict=True), strict=True)),
        **dict.fromkeys((37, 39, 75, 76, 77), (HIGH, 93)),
        **dict.fromkeys((42, 44), (WOODEN, 84)),
        46: (WOODEN, 76),
        **dict.fromkeys((51, 53, 59), (GONG, 60)),
    },
}
"""By set, what plays each percussion key; the others are a drum kit's own."""
