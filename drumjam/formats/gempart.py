"""What a drum part in gems asks of one drummer, as the arranger takes it: drums for colours, a stroke for a roll."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np

from drumjam.formats.gems import VELOCITIES, Colour, Gem, GemTrack, Phrase, covers, key_of
from drumjam.midi.charted import ChartedPart
from drumjam.midi.kit import pad_of
from drumjam.rules.chart import Lane, Pad


def part_of(track: GemTrack) -> ChartedPart:
    """The strokes of a part's hardest level: a roll is one stroke, what lies below it is none."""
    gems = track.levels[track.hardest]
    keys = [key_of(gem, track.layout) for gem in gems]
    until, below = _rolls(gems, keys, track.rolls)
    depth: dict[int, int] = {}
    for level in sorted(track.levels, reverse=True):
        depth |= dict.fromkeys((gem.tick for gem in track.levels[level]), int(level))
    left = [place for place in range(len(gems)) if place not in below]
    lanes = [[covers(phrases, gems[place].tick) for phrases in track.players] for place in left]
    return ChartedPart(
        tick=np.array([gems[place].tick for place in left], np.int64),
        key=np.array([keys[place] for place in left], np.uint8),
        velocity=np.array([VELOCITIES[gems[place].touch] for place in left], np.uint8),
        until=np.array([until.get(place, -1) for place in left], np.int64),
        depth=np.array([depth[gems[place].tick] for place in left], np.int64),
        lanes=np.array(lanes, np.bool_).reshape(-1, len(Lane)),
    )


def _rolls(
    gems: Sequence[Gem], keys: Sequence[int], rolls: Sequence[Sequence[Phrase]]
) -> tuple[dict[int, int], set[int]]:
    """By place among the gems: the last tick of each roll at its head, and what lies below rolls.

    Kicks begin none, and lie below where they are on its pad.
    """
    ticks = [gem.tick for gem in gems]
    until: dict[int, int] = {}
    below: set[int] = set()
    for phrase, lanes in sorted((phrase, lanes) for lanes, phrases in enumerate(rolls, 1) for phrase in phrases):
        inside = range(bisect_left(ticks, phrase.start), bisect_left(ticks, phrase.end))
        hands: dict[Pad | None, list[int]] = {}
        for place in inside:
            if gems[place].colour is not Colour.KICK and place not in below:
                hands.setdefault(pad_of(keys[place]), []).append(place)
        for pad in _rolled_pads(hands, ticks, lanes):
            head, last = ticks[hands[pad][0]], ticks[hands[pad][-1]]
            heads = {place for place in hands[pad] if ticks[place] == head}
            until |= dict.fromkeys(heads, last if last > head else phrase.end)
            below.update(p for p in inside if ticks[p] >= head and pad_of(keys[p]) is pad and p not in heads)
    return until, below


def _rolled_pads(hands: Mapping[Pad | None, Sequence[int]], ticks: Sequence[int], lanes: int) -> list[Pad | None]:
    """The pads on which the gems of a phrase are a roll, `hands` being their places by pad.

    On one lane it is the pad that first has a tick for itself, else the one with most gems. On two it is each pad that
    goes on, or begins with it.
    """
    alone = sorted(hands, key=lambda pad: -len(hands[pad]))
    taken = {pad: {ticks[place] for place in own} for pad, own in hands.items()}
    shared = set.intersection(*taken.values()) if len(taken) > 1 else set[int]()
    alone.sort(key=lambda pad: min(taken[pad] - shared, default=ticks[-1] + 1))
    if lanes == 1 or not alone:
        return alone[:1]
    head = min(taken[alone[0]])
    return [pad for pad in alone if pad is alone[0] or len(taken[pad]) > 1 or head in taken[pad]]
