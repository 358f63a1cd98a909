"""The General MIDI percussion keys: which pad plays them, their family, their rank in a chord."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from drumjam.rules.chart import Pad


class Family(IntEnum):
    """Percussion that sounds alike; two strokes of one family within 30 ms are a flam."""

    NONE = 0
    KICK = 1
    SNARE = 2
    RIM = 3
    CLAP = 4
    FLOOR_TOM = 5
    LOW_TOM = 6
    MID_TOM = 7
    HIGH_TOM = 8
    HAND_DRUM = 9
    TIMBALE = 10
    SURDO = 11
    WOOD = 12
    SCRAPE = 13
    CRASH = 14
    CHINA = 15
    SPLASH = 16
    RIDE = 17
    HAT = 18
    BELL_METAL = 19
    SHAKEN = 20


# family, keys, rank in a chord (1 is taken first)
_DRUMS: tuple[tuple[Family, tuple[int, ...], int], ...] = (
    (Family.KICK, (35, 36), 2),
    (Family.SNARE, (38, 40), 1),
    (Family.RIM, (31, 37), 4),
    (Family.CLAP, (28, 39), 3),
    (Family.FLOOR_TOM, (41, 43), 3),
    (Family.LOW_TOM, (45,), 3),
    (Family.MID_TOM, (47, 48), 3),
    (Family.HIGH_TOM, (50,), 3),
    (Family.HAND_DRUM, (60, 61, 62, 63, 64, 78, 79), 4),
    (Family.TIMBALE, (65, 66), 4),
    (Family.SURDO, (86, 87), 3),
    (Family.WOOD, (75, 76, 77, 85), 5),
    (Family.SCRAPE, (27, 29, 30, 73, 74), 6),
)
_CYMBALS: tuple[tuple[Family, tuple[int, ...], int], ...] = (
    (Family.CRASH, (49, 57), 1),
    (Family.CHINA, (52,), 1),
    (Family.SPLASH, (55,), 2),
    (Family.RIDE, (51, 53, 59), 3),
    (Family.HAT, (46,), 3),
    (Family.HAT, (42,), 4),
    (Family.HAT, (44,), 5),
    (Family.BELL_METAL, (56, 67, 68, 80, 81), 4),
    (Family.SHAKEN, (54, 58, 69, 70, 82, 83, 84), 5),
)
UNCHARTED_KEYS = (32, 33, 34, 71, 72)
"""Metronome clicks and whistles: they sound, nobody strikes them."""

NO_RANK = 9


def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    family, pad, rank = np.zeros(128, np.uint8), np.zeros(128, np.uint8), np.full(128, NO_RANK, np.uint8)
    for which, table in ((Pad.DRUM, _DRUMS), (Pad.CYMBAL, _CYMBALS)):
        for member, keys, place in table:
            family[list(keys)], pad[list(keys)], rank[list(keys)] = member, which, place
    return family, pad, rank


FAMILY, PAD, RANK = _tables()
"""By key 0-127: the family's number, the pad's number, the rank in a chord (1 is played first, 9 never)."""

PLAYED_AS = np.arange(128, dtype=np.uint8)
"""By key: the key that stands for it in a chart; hat edges of electronic kits are hats."""
PLAYED_AS[22], PLAYED_AS[26] = 42, 46

FILL_FAMILIES = (
    Family.SNARE,
    Family.FLOOR_TOM,
    Family.LOW_TOM,
    Family.MID_TOM,
    Family.HIGH_TOM,
    Family.TIMBALE,
    Family.HAND_DRUM,
)
"""What drum fills are made of."""

LEAD_FAMILIES = (
    *FILL_FAMILIES,
    Family.RIM,
    Family.CLAP,
    Family.SURDO,
    Family.CRASH,
    Family.CHINA,
    Family.SPLASH,
)
"""What the leader in front plays; the other keeps time with all the rest."""

CRASHES = (Family.CRASH, Family.CHINA, Family.SPLASH)


def pad_of(key: int) -> Pad | None:
    """The pad that plays a percussion key; None for what nobody strikes."""
    return Pad(int(PAD[key])) if FAMILY[key] else None


def members(families: tuple[Family, ...]) -> NDArray[np.bool_]:
    """By family number: whether it is one of these."""
    table = np.zeros(len(Family), np.bool_)
    table[list(families)] = True
    return table
