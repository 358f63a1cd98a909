"""Four levels from one: expert is thinned to hard, medium and easy, the strong places of the bar last."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from drumjam.midi.bars import BAR_LINE, OFF_GRID, PULSE, Bars
from drumjam.midi.cutter import Cutter, Quota, Terrain
from drumjam.midi.grid import Grid, lanes_struck
from drumjam.midi.hands import LIMITS
from drumjam.midi.kit import CRASHES, FAMILY, Family, members
from drumjam.rules.chart import Level

SMALL = 16
"""A song of fewer notes may have two levels that are the same."""
SOFT = 64
"""Velocity below which a stroke is a ghost note."""
STRAY = 0.08
"""How far two bars may stray from a level's share, so that bars that are alike stay alike."""
_PLACES = 16
"""Ranks that strokes on places of one strength may have."""
EVEN = 0.93
"""Leaders are not quite even: their mean stays this much below what one may have."""


def survey(
    grid: Grid,
    bars: Bars,
    strength: NDArray[np.int64],
    wanted: NDArray[np.bool_],
    whole: NDArray[np.bool_],
    depth: NDArray[np.int64],
) -> Terrain:
    """Rank every tick: place in the bar, then unison, crash, backbeat, kick, loudness; toms and time last.

    wanted, whole  as in Terrain
    depth          (n,) before all that: what somebody has kept in a lower level, the lower number, ranks first
    """
    family = FAMILY[grid.key]
    struck = grid.struck
    sounds = {
        name: (members(families)[family] & struck).any(axis=1)
        for name, families in (("crash", CRASHES), ("snare", (Family.SNARE,)), ("kick", (Family.KICK,)))
    }
    bar = bars.of(grid.tick)
    lanes = lanes_struck(struck)
    place = grid.tick - bars.line[bar]
    count = np.rint(place / bars.pulse[bar]).astype(np.int64)
    backbeat = sounds["snare"] & (strength <= PULSE) & (count % 2 == 1)
    time_only = ~(struck[:, 0] | struck[:, 2])
    missed = (
        4 * ~(lanes[:, 0] & lanes[:, 1])
        + 2 * ~(sounds["crash"] & (strength == BAR_LINE))
        + 2 * ~backbeat
        + 2 * ~sounds["kick"]
        + 2 * time_only
        + 1 * (grid.velocity.max(axis=1) < SOFT)
    )
    # Of equals those after the backbeats stay, and the later ones: they lead on.
    tie = ((place // bars.pulse[bar]) % 2 == 0) * (int(place.max(initial=0)) + 1) - place
    rank = (depth * (OFF_GRID + 1) + strength) * _PLACES + missed
    return Terrain(bar, tie, strength, rank, wanted, whole)


def quota_of(level: Level, ticks: int, lane_ticks: float, seconds: float) -> Quota:
    """What a level keeps of a song of so many ticks, ticks of a leader, and seconds."""
    limits = LIMITS[level]
    if seconds <= 0:
        return Quota(limits.share, limits.low, limits.slow)
    rate, own = ticks / seconds, lane_ticks / seconds
    lowest = limits.fast if rate > 8 else limits.low
    highest = limits.slow if rate < 3 else limits.high
    share = limits.share
    if own * share < limits.rate_low:
        share = min(highest, limits.rate_low / own)
    elif own * share > limits.rate_high:
        share = max(lowest, limits.rate_high / own)
    top = max(share, EVEN * limits.rate_top / own)
    return Quota(share, min(limits.low, share - STRAY), min(max(limits.high, share + STRAY), top))


def make_levels(
    grid: Grid, expert: NDArray[np.bool_], terrain: Terrain, *, balanced: bool
) -> dict[Level, NDArray[np.bool_]]:
    """Masks over the grid's cells for all four levels, each a part of the next; `balanced` evens out the lanes."""
    levels = {Level.EXPERT: expert}
    lanes = lanes_struck(expert)
    here = np.flatnonzero(lanes.any(axis=1))
    if not len(here):
        return dict.fromkeys(Level, expert)
    seconds = float(grid.time[here[-1]] - grid.time[here[0]])
    mean = float(lanes.sum()) / 2
    strict = int(expert.sum()) >= SMALL
    for level in (Level.HARD, Level.MEDIUM, Level.EASY):
        quota = quota_of(level, len(here), mean, seconds)
        cutter = Cutter(grid, levels[Level(level + 1)], terrain, LIMITS[level])
        levels[level] = cutter.cut(lanes, quota, balanced=balanced, strict=strict)
    return levels
