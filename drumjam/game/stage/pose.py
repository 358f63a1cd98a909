"""Pose: how a leader sits and moves at one moment, a pure function of strikes, time, beat and harmony.

Rig coordinates as in `arms`: the same for both leaders; the right one is drawn mirrored.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from drumjam.game.stage.arms import (
    LANDING,
    RAISED,
    REST,
    SHOULDERS,
    Arm,
    Grip,
    Hand,
    Piece,
    Point,
    RecentStrike,
    bend,
    grip_at,
    hand_strikes,
)
from drumjam.game.stage.setup import Motion
from drumjam.rules.chart import Lane

HIP: Point = (0.0, -62.0)
NECK: Point = (0.0, -160.0)
SWAY = 6.0
SWAY_BEATS = 2.0
GAP = 60.0
BOB = 3.0
TILT = 13.0
SQUASH = 2.0
SPARK = 0.20
BEHIND = 0.32
BLINK_EVERY, BLINK = 3.4, 0.13
CYMBALS = (Piece.HI_HAT, Piece.CRASH, Piece.RIDE)
DRUMS = (Piece.SNARE, Piece.TOM, Piece.FLOOR_TOM)
SWING_OUT = {Piece.HI_HAT: -0.35, Piece.CRASH: 1.0, Piece.RIDE: -0.8}


class Mood(StrEnum):
    """The four faces."""

    JOY = "joy"
    HAPPY = "happy"
    TRY = "try"
    WORRY = "worry"


class Spark(NamedTuple):
    """A strike's short sign: where, and how much of its time is over (0 to 1)."""

    at: Point
    share: float


class Pose(NamedTuple):
    """One leader at one moment.

    lean        degrees the trunk leans towards the centre of the stage
    neck        where the head turns
    head, hair  degrees the head and the hair behind it tilt towards the centre
    glance      logical pixels the face is turned towards the other leader
    mood, shut  the face, and whether the eyes are shut for a blink
    arms        outer and inner
    tilts       degrees of hi-hat, crash and ride
    squash      logical pixels of snare, tom and floor tom
    kick        logical pixels of the kick
    behind      cymbals that are drawn behind the stick that strikes them
    sparks      signs of the latest strikes
    harmony     0 to 1: the light they sit in
    """

    lean: float
    neck: Point
    head: float
    hair: float
    glance: float
    mood: Mood
    shut: bool
    arms: tuple[Arm, Arm]
    tilts: tuple[float, float, float]
    squash: tuple[float, float, float]
    kick: float
    behind: frozenset[Piece]
    sparks: tuple[Spark, ...]
    harmony: float


def sway(lane: Lane, beat: float, harmony: float) -> float:
    """Logical pixels towards the centre, one swing in two beats; the leaders' gap closes from 120 degrees to none."""
    phase = math.radians(GAP * (1.0 - harmony)) * (1.0 if lane is Lane.LEE else -1.0)
    return SWAY * math.sin(2.0 * math.pi * beat / SWAY_BEATS + phase)


def mood_of(lane: Lane, harmony: float, beat: float) -> Mood:
    """A face for a harmony: the leaders take turns at each, eight beats long, so neither looks better or worse."""
    turn = (math.floor(beat / 8.0) + lane) % 2
    bands = ((0.80, (Mood.JOY, Mood.JOY)), (0.55, (Mood.JOY, Mood.HAPPY)), (0.30, (Mood.HAPPY, Mood.TRY)))
    for least, faces in bands:
        if harmony >= least:
            return faces[turn]
    return (Mood.TRY, Mood.WORRY)[turn]


def blinks(lane: Lane, now: float) -> bool:
    """Whether the eyes are shut: once in a few seconds, at a moment that differs each time."""
    window = math.floor(now / BLINK_EVERY)
    start = math.modf(abs(math.sin(window * 12.9898 + lane * 4.1 + 1.7)) * 43758.5453)[0]
    return 0.0 <= now - window * BLINK_EVERY - start * (BLINK_EVERY - BLINK) < BLINK


def shut_eyes(now: float, *, still: bool) -> tuple[bool, bool]:
    """Whether Lee's eyes and Takaichi's are shut for a blink at a time in seconds; never where motion is reduced."""
    return (False, False) if still else (blinks(Lane.LEE, now), blinks(Lane.TAKAICHI, now))


def _turned(point: Point, degrees: float) -> Point:
    """A point of the trunk, turned about the hip."""
    turn = math.radians(degrees)
    x, y = point[0] - HIP[0], point[1] - HIP[1]
    return HIP[0] + x * math.cos(turn) - y * math.sin(turn), HIP[1] + x * math.sin(turn) + y * math.cos(turn)


def _latest(strikes: Sequence[RecentStrike], now: float) -> dict[Piece, RecentStrike]:
    struck = sorted((strike for strike in strikes if strike.time <= now), key=lambda strike: strike.time)
    return {strike.piece: strike for strike in struck}


def _cymbal(piece: Piece, strike: RecentStrike | None, now: float) -> float:
    if strike is None:
        return 0.0
    since = now - strike.time
    size = SWING_OUT[piece] * TILT * (0.45 + 0.55 * strike.velocity / 127) * min(since / 0.03, 1.0)
    return size * math.exp(-since / 0.34) * math.cos(2.0 * math.pi * max(since - 0.03, 0.0) / 0.44)


def _squash(strike: RecentStrike | None, now: float) -> float:
    return 0.0 if strike is None else SQUASH * math.exp(-(now - strike.time) / 0.07)


def _nod(latest: Sequence[RecentStrike], now: float) -> float:
    """The head goes along with loud strokes."""
    loud = (1.6 * math.exp(-(now - strike.time) / 0.09) for strike in latest if strike.velocity >= 112)
    return max(loud, default=0.0)


def _glance(beat: float, harmony: float) -> float:
    """0 to 1: in every four beats they look at each other a while, the more the nearer they are."""
    wave = math.sin(2.0 * math.pi * (beat - 0.5) / 4.0)
    share = min(max(wave * 2.0 + 0.4, 0.0), 1.0)
    return share * min(max((harmony - 0.25) / 0.5, 0.0), 1.0)


def pose(
    lane: Lane,
    strikes: Sequence[RecentStrike],
    now: float,
    beat: float,
    harmony: float,
    mood: Mood | None = None,
    *,
    motion: Motion = Motion.FULL,
    raised: float = 0.0,
) -> Pose:
    """The pose of one leader.

    strikes  those of the last second, and coming ones where they are known; any order
    now      song time in seconds, the clock of the strikes and of blinks
    beat     beats since the song's first, may be negative
    harmony  0 to 1
    mood     a face, or None for the one that fits the harmony
    raised   0 to 1: how far the sticks are raised (count-in, end, title)
    """
    calm = motion is Motion.REDUCED
    lean_px = 0.0 if calm else sway(lane, beat, harmony)
    lean = math.degrees(math.asin(lean_px / (HIP[1] - NECK[1])))
    late = 0.0 if calm else sway(lane, beat - 0.18, harmony)
    bob = 0.0 if calm else BOB * (0.35 + 0.65 * harmony) * (0.5 + 0.5 * math.cos(2.0 * math.pi * beat)) ** 2
    look = 0.0 if calm else _glance(beat, harmony)
    latest = _latest(strikes, now)
    nod = 0.0 if calm else _nod(tuple(latest.values()), now)
    neck = _turned(NECK, lean)
    moves = {hand: hand_strikes(strikes, hand, now) for hand in Hand}
    near = (strike for move in moves.values() for strike in move if strike and abs(strike.time - now) < BEHIND)
    behind = {strike.piece for strike in near}
    hat, crash, ride = (_cymbal(piece, latest.get(piece), now) for piece in CYMBALS)
    snare, tom, floor = (_squash(latest.get(piece), now) for piece in DRUMS)

    def arm(hand: Hand) -> Arm:
        rest = Grip(REST[hand].x + lean_px * 0.6, REST[hand].y - bob * 0.5, REST[hand].angle)
        grip = grip_at(*moves[hand], now, rest).towards(RAISED[hand], raised)
        return bend(_turned(SHOULDERS[hand], lean), grip, hand)

    return Pose(
        lean=lean,
        neck=(neck[0], neck[1] + bob + nod),
        head=lean * 0.8 + look * 2.2,
        hair=late * 0.62 + look * 1.4,
        glance=look * 2.6 + lean_px * 0.12,
        mood=mood_of(lane, harmony, beat) if mood is None else mood,
        shut=blinks(lane, now),
        arms=(arm(Hand.OUTER), arm(Hand.INNER)),
        tilts=(hat, crash, ride),
        squash=(snare, tom, floor),
        kick=0.6 * max(snare, tom, floor),
        behind=frozenset(CYMBALS if raised > 0.5 else behind.intersection(CYMBALS)),
        sparks=tuple(
            Spark(LANDING[strike.piece].tip, (now - strike.time) / SPARK)
            for strike in latest.values()
            if not calm and now - strike.time < SPARK
        ),
        harmony=harmony,
    )
