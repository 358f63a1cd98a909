"""Arms: what a hand strikes, how it swings there and back, and where the elbow then is.

Rig coordinates: logical pixels, origin on the floor under the kick, x towards the centre of the stage, y down;
angles in degrees, 0 along +x, growing clockwise on the left side of the stage.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import NamedTuple

from drumjam.rules.chart import Pad

Point = tuple[float, float]

BONE = 38.0
STICK = 54.0
SHOULDERS: tuple[Point, Point] = ((-42.0, -139.0), (42.0, -139.0))
LONGEST_SWING = 0.32
SWING_BACK = 0.62
LOUD = 90


class Hand(IntEnum):
    """A leader's hands as the audience sees them."""

    OUTER = 0
    INNER = 1
    """The hand on the side of the other leader."""


class Piece(Enum):
    """What a stick can land on."""

    SNARE = "snare"
    TOM = "tom"
    FLOOR_TOM = "floor_tom"
    HI_HAT = "hi_hat"
    CRASH = "crash"
    RIDE = "ride"

    __hash__ = object.__hash__  # asked a hundred times a frame, and that of `Enum` is written in Python


@dataclass(frozen=True, slots=True)
class RecentStrike:
    """A strike the picture should show: just played, or about to be played by the computer.

    time      song time in seconds
    pad       drum or cymbal
    velocity  1 to 127: decides how far the arm swings and on which piece it lands
    hand      which hand plays it (`next_hand` alternates them)
    piece     what the stick lands on: each hand has a drum and a cymbal for loud strokes and for soft ones
    """

    time: float
    pad: Pad
    velocity: int = 96
    hand: Hand = Hand.INNER
    piece: Piece = field(init=False)

    def __post_init__(self) -> None:
        loud = self.velocity >= LOUD
        if self.pad is Pad.CYMBAL:
            inner, outer = Piece.CRASH if loud else Piece.HI_HAT, Piece.RIDE
        else:
            inner, outer = Piece.SNARE, Piece.FLOOR_TOM if loud else Piece.TOM
        object.__setattr__(self, "piece", inner if self.hand is Hand.INNER else outer)


def next_hand(previous: RecentStrike | None, time: float, pad: Pad) -> Hand:
    """The hand for a lane's next strike: the usual one for its pad, the other in quick succession."""
    usual = Hand.INNER if pad is Pad.CYMBAL else Hand.OUTER
    if previous is None or time - previous.time > 0.30:
        return usual
    return Hand(1 - previous.hand)


class Grip(NamedTuple):
    """Where a hand holds its stick, and where the stick points."""

    x: float
    y: float
    angle: float

    @property
    def tip(self) -> Point:
        """The stick's far end."""
        turn = math.radians(self.angle)
        return self.x + STICK * math.cos(turn), self.y + STICK * math.sin(turn)

    def towards(self, other: Grip, share: float) -> Grip:
        """The grip on the way to another, the stick turning as far as the two angles say."""
        return Grip(
            self.x + (other.x - self.x) * share,
            self.y + (other.y - self.y) * share,
            self.angle + (other.angle - self.angle) * share,
        )


def _landing(tip_x: float, tip_y: float, angle: float) -> Grip:
    turn = math.radians(angle)
    return Grip(tip_x - STICK * math.cos(turn), tip_y - STICK * math.sin(turn), angle)


LANDING = {
    Piece.SNARE: _landing(82, -86, 100),
    Piece.TOM: _landing(-34, -118, 24),
    Piece.FLOOR_TOM: _landing(-84, -68, 72),
    Piece.HI_HAT: _landing(106, -124, 42),
    Piece.CRASH: _landing(118, -190, -8),
    Piece.RIDE: _landing(-114, -166, -207),
}
"""Each piece's grip at the moment of the strike: the tip lies on the piece.

All of a hand's angles are in one range, so that a stick always turns the way it can go back, by way of above.
"""

WIND_UP = {
    Piece.SNARE: Grip(90, -174, 20),
    Piece.TOM: Grip(-94, -162, -60),
    Piece.FLOOR_TOM: Grip(-92, -188, -112),
    Piece.HI_HAT: Grip(72, -184, -32),
    Piece.CRASH: Grip(76, -204, -74),
    Piece.RIDE: Grip(-82, -204, -108),
}
"""Each piece's grip before a full stroke."""

REST = (Grip(-88, -146, 22), Grip(84, -146, 74))
RAISED = (Grip(-75, -205, -106), Grip(75, -205, -74))


def _ease(share: float) -> float:
    t = min(max(share, 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


def _raised_from(piece: Piece, share: float) -> Grip:
    return LANDING[piece].towards(WIND_UP[piece], share)


def _after(strike: RecentStrike, now: float, rest: Grip) -> Grip:
    """Recoil: up from the landing a little, then home."""
    since = now - strike.time
    rebound = (0.22 + 0.26 * strike.velocity / 127) * math.sin(math.pi * min(since / 0.24, 1.0))
    return _raised_from(strike.piece, rebound).towards(rest, _ease((since - 0.11) / 0.30))


def _before(strike: RecentStrike, now: float, swing: float, start: Grip) -> Grip:
    """Anticipation: slowly up to the wind-up, fast down; on the piece exactly at the strike's time."""
    share = 1.0 - (strike.time - now) / swing
    height = (0.45 + 0.55 * strike.velocity / 127) * (0.4 + 0.6 * swing / LONGEST_SWING)
    top = _raised_from(strike.piece, height)
    if share < SWING_BACK:
        return start.towards(top, _ease(share / SWING_BACK))
    fall = (share - SWING_BACK) / (1.0 - SWING_BACK)
    return top.towards(LANDING[strike.piece], fall**2.2)


def hand_strikes(
    strikes: Sequence[RecentStrike], hand: Hand, now: float
) -> tuple[RecentStrike | None, RecentStrike | None]:
    """One hand's latest strike (at or before `now`) and its next one."""
    own = [strike for strike in strikes if strike.hand is hand]
    last = max((strike for strike in own if strike.time <= now), key=lambda strike: strike.time, default=None)
    coming = min((strike for strike in own if strike.time > now), key=lambda strike: strike.time, default=None)
    return last, coming


def grip_at(last: RecentStrike | None, coming: RecentStrike | None, now: float, rest: Grip) -> Grip:
    """Where a hand is between its latest and its next strike, at rest without either."""
    grip = rest if last is None else _after(last, now, rest)
    if coming is None:
        return grip
    free = LONGEST_SWING if last is None else coming.time - last.time
    swing = min(LONGEST_SWING, max(free, 1e-3))
    return _before(coming, now, swing, grip) if coming.time - now < swing else grip


class Arm(NamedTuple):
    """One arm in rig coordinates: two bones of 38 and the stick in the hand."""

    shoulder: Point
    elbow: Point
    grip: Grip

    @property
    def upper_angle(self) -> float:
        """Degrees from shoulder to elbow."""
        return math.degrees(math.atan2(self.elbow[1] - self.shoulder[1], self.elbow[0] - self.shoulder[0]))

    @property
    def fore_angle(self) -> float:
        """Degrees from elbow to hand."""
        return math.degrees(math.atan2(self.grip.y - self.elbow[1], self.grip.x - self.elbow[0]))


def bend(shoulder: Point, grip: Grip, hand: Hand) -> Arm:
    """The arm that reaches a grip, elbow out and down; a grip out of reach is drawn in to where the arm ends."""
    dx, dy = grip.x - shoulder[0], grip.y - shoulder[1]
    distance = math.hypot(dx, dy)
    reach = 2 * BONE - 0.5
    if distance > reach:
        dx, dy = dx * reach / distance, dy * reach / distance
        grip = Grip(shoulder[0] + dx, shoulder[1] + dy, grip.angle)
        distance = reach
    out = math.sqrt(BONE * BONE - distance * distance / 4)
    side = 1.0 if hand is Hand.INNER else -1.0
    scale = side * out / max(distance, 1e-6)
    elbow = (shoulder[0] + dx / 2 - dy * scale, shoulder[1] + dy / 2 + dx * scale)
    return Arm(shoulder, elbow, grip)
