"""Exchange: where both pairs of sticks and the leaders' hands are at each moment, a pure function of time.

Logical pixels of the 1280x720 canvas; angles in degrees, 0 along +x, growing clockwise. Everything is told for
what began on the left; the right is its mirror image, so neither leader moves more, sooner or further.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import accumulate

from drumjam.game.stage.arms import Point
from drumjam.game.stage.parts import Flip
from drumjam.game.stage.pose import Mood

WIDTH = 1280.0
LENGTH, GRIP = 540.0, 58.0
"""Of a stick as it is painted, and how far from its butt the hand holds it."""

PART, WIND_UP, FLIGHT, CHEER, JOIN, HOLD = 0.55, 0.32, 0.95, 0.60, 0.70, 1.60
"""Seconds: the crossed sticks part, swing back, fly across, are held up, cross again, and are shown."""

PARTED, THROWN, CAUGHT, JOINING, JOINED, ENDED = accumulate((PART, WIND_UP, FLIGHT, CHEER, JOIN, HOLD))
MEETING = THROWN + FLIGHT / 2
"""When both pairs pass each other in the middle."""

TURNS, TWIST = 1, 48.0
"""Whole turns of a pair in flight, and how much further it is turned half way: they cross as an X, not as a line."""

ARC = 62.0
SMALL = 0.52
FAN, FLYING_FAN = 5.0, 16.0
"""Degrees between the two sticks of a pair."""

BOB, NOD = 7.0, 5.0


@dataclass(frozen=True, slots=True)
class Hold:
    """Where a pair of sticks is.

    x, y   the point at which a hand holds it, or would
    angle  where its tips point
    zoom   its size; 1 as painted
    fan    degrees between its two sticks
    flip   AS_PAINTED lies right in the left leader's hand, MIRRORED in the right one's: names are read along it
    """

    x: float
    y: float
    angle: float
    zoom: float = 1.0
    fan: float = FAN
    flip: Flip = Flip.AS_PAINTED

    @property
    def mirrored(self) -> Hold:
        """The same on the other side of the stage."""
        flip = Flip.MIRRORED if self.flip is Flip.AS_PAINTED else Flip.AS_PAINTED
        return replace(self, x=WIDTH - self.x, angle=180.0 - self.angle, flip=flip)

    @property
    def middle(self) -> Point:
        """The middle of the sticks."""
        reach, turn = self.zoom * (LENGTH / 2 - GRIP), math.radians(self.angle)
        return self.x + reach * math.cos(turn), self.y + reach * math.sin(turn)

    def towards(self, other: Hold, share: float) -> Hold:
        """The hold at a share of the way to another, without turning over."""

        def between(a: float, b: float) -> float:
            return a + (b - a) * share

        return Hold(
            between(self.x, other.x),
            between(self.y, other.y),
            between(self.angle, other.angle),
            between(self.zoom, other.zoom),
            between(self.fan, other.fan),
            self.flip,
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of the exchange.

    hand      the left leader's hand; the right one's is its mirror image
    sticks    the pair that began on the left; the other pair is its mirror image
    swapped   whether they have changed hands
    mood      of both leaders
    bob       logical pixels by which both stand higher
    tilt      degrees by which both heads lean towards each other
    ripples   ages in seconds of the ripples in the middle
    """

    hand: Hold
    sticks: Hold
    swapped: bool
    mood: Mood
    bob: float = 0.0
    tilt: float = 0.0
    ripples: tuple[float, ...] = ()


CROSSED = Hold(372.0, 346.0, -28.0)
READY = Hold(342.0, 318.0, -66.0, SMALL)
BACK = Hold(326.0, 352.0, -44.0, SMALL)
FOLLOW = Hold(370.0, 278.0, -80.0, SMALL)
"""Sticks crossed in front; held up; swung back; and where the empty hand swings on."""


def before(now: float) -> Moment:
    """Sticks crossed in their own leaders' hands, who breathe; `now` in seconds."""
    breath = math.sin(now * 2.1)
    return Moment(
        replace(CROSSED, y=CROSSED.y - 1.2 * breath), replace(CROSSED, y=CROSSED.y - 1.2 * breath), False, Mood.HAPPY,
        bob=1.2 * breath,
    )  # fmt: skip


def after(now: float) -> Moment:
    """Sticks crossed in the others' hands, both glad; `now` in seconds since they joined, held still at 0."""
    swing = math.sin(now * 4.2)
    held = replace(CROSSED, y=CROSSED.y - 2.0 * swing)
    return Moment(held, held.mirrored, True, Mood.JOY, bob=2.0 * swing, tilt=NOD + swing)


def moment(since: float) -> Moment:
    """The exchange at a time in seconds since it began; before 0 its first moment, after ENDED its last."""
    t = max(since, 0.0)
    ripples = tuple(t - start for start in (MEETING, JOINED) if t >= start)
    if t < PARTED:
        share = _ease(t / PART)
        hand = CROSSED.towards(READY, share)
        return Moment(hand, hand, False, Mood.HAPPY, bob=BOB * 0.5 * share)
    if t < THROWN:
        share = _ease((t - PARTED) / WIND_UP)
        hand = READY.towards(BACK, share)
        return Moment(hand, hand, False, Mood.HAPPY, bob=BOB * (0.5 - share), tilt=-2.0 * share)
    if t < CAUGHT:
        return _flight((t - THROWN) / FLIGHT, ripples)
    if t < JOINING:
        return _cheer((t - CAUGHT) / CHEER, ripples)
    if t < JOINED:
        hand = READY.towards(CROSSED, _overshoot((t - JOINING) / JOIN))
        return Moment(hand, hand.mirrored, True, Mood.JOY, bob=2.0, tilt=NOD, ripples=ripples)
    return replace(after(t - JOINED), ripples=ripples)


def _flight(u: float, ripples: tuple[float, ...]) -> Moment:
    """The pairs fly in one arc, turning; the hands swing on, then wait for what comes. u from 0 to 1."""
    start, end = BACK, READY.mirrored
    (x0, y0), (x1, y1) = start.middle, end.middle
    way = _lingering(u, 0.35)
    x = x0 + (x1 - x0) * way
    y = y0 + (y1 - y0) * way - 4.0 * ARC * way * (1.0 - way)
    turned = (end.angle - start.angle + 360.0 * TURNS) * _lingering(u, 0.8) + TWIST * math.sin(math.pi * u)
    angle = start.angle + turned
    reach, turn = SMALL * (LENGTH / 2 - GRIP), math.radians(angle)
    sticks = Hold(
        x - reach * math.cos(turn),
        y - reach * math.sin(turn),
        angle,
        SMALL,
        FAN + (FLYING_FAN - FAN) * math.sin(math.pi * u),
        Flip.AS_PAINTED if u < 0.5 else Flip.MIRRORED,
    )
    swing = _ease(min(u / 0.3, 1.0))
    hand = BACK.towards(FOLLOW, swing).towards(READY, _ease(max(u - 0.45, 0.0) / 0.55))
    return Moment(
        hand, sticks, False, Mood.HAPPY, bob=BOB * (swing - 0.5), tilt=NOD * math.sin(math.pi * u), ripples=ripples
    )


def _cheer(u: float, ripples: tuple[float, ...]) -> Moment:
    """Caught: the hand gives way a little and both bounce. u from 0 to 1."""
    give = math.sin(math.pi * min(u / 0.4, 1.0)) * math.exp(-2.0 * u)
    hand = replace(READY, x=READY.x - 14.0 * give, y=READY.y + 12.0 * give, angle=READY.angle - 9.0 * give)
    hop = abs(math.sin(2.0 * math.pi * u)) * (1.0 - u)
    return Moment(hand, hand.mirrored, True, Mood.JOY, bob=2.0 * u + BOB * 1.6 * hop, tilt=NOD * u, ripples=ripples)


def _ease(share: float) -> float:
    t = min(max(share, 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


def _lingering(share: float, most: float) -> float:
    """From 0 to 1, slower half way by a share `most`, and faster at both ends."""
    return share + most * math.sin(2.0 * math.pi * share) / (2.0 * math.pi)


def _overshoot(share: float) -> float:
    """From 0 to 1, a little beyond, and back."""
    t = min(max(share, 0.0), 1.0) - 1.0
    return 1.0 + 2.1 * t * t * t + 1.1 * t * t
