"""The exchange as motion: fair to both, without jumps, and the sticks are where the hands are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumjam.game.stage.arms import BONE, Hand, bend
from drumjam.game.stage.exchange import (
    CAUGHT,
    CROSSED,
    ENDED,
    GRIP,
    JOINED,
    LENGTH,
    MEETING,
    THROWN,
    Hold,
    after,
    before,
    moment,
)
from drumjam.game.stage.keepsake import SHOULDER, _reaching
from drumjam.game.stage.parts import Flip
from drumjam.game.stage.pose import Mood

times = st.floats(0.0, ENDED + 1.0)
THICK = 44.0 * 0.52
STEP = 1 / 240
FASTEST = 4500.0
"""Logical pixels a second that anything moves at most."""


def ends(hold: Hold) -> tuple[tuple[float, float], tuple[float, float]]:
    """Butt and tip of the signed stick."""
    turn = math.radians(hold.angle)
    return tuple(
        (hold.x + reach * hold.zoom * math.cos(turn), hold.y + reach * hold.zoom * math.sin(turn))
        for reach in (-GRIP, LENGTH - GRIP)
    )  # type: ignore[return-value]


def test_the_sticks_change_hands() -> None:
    """What began on the left is on the right at the end, the tips up; both leaders are glad."""
    first, last = moment(0.0), moment(ENDED)
    assert first.sticks == CROSSED
    assert (first.swapped, last.swapped) == (False, True)
    assert last.sticks.x == pytest.approx(1280 - CROSSED.x)
    assert last.sticks.flip is Flip.MIRRORED
    assert last.mood is Mood.JOY


@given(times)
def test_nothing_jumps(t: float) -> None:
    """From one 240th of a second to the next, hands and sticks move no further than a hand can throw them."""
    one, next_one = moment(t), moment(t + STEP)
    for a, b in ((one.hand, next_one.hand), (one.sticks, next_one.sticks)):
        for p, q in zip(ends(a), ends(b), strict=True):
            assert math.dist(p, q) <= FASTEST * STEP


@given(times)
def test_sticks_are_in_a_hand_or_in_the_air(t: float) -> None:
    """Before the throw and after the catch they are exactly where a hand is: first the left one, then the right one."""
    now = moment(t)
    if t < THROWN:
        assert now.sticks == now.hand
    elif t >= CAUGHT:
        assert now.sticks == now.hand.mirrored
        assert now.swapped
    else:
        assert not now.swapped


def test_the_pairs_meet_in_the_middle_as_a_cross() -> None:
    """At the meeting both middles are in the middle of the stage, and the sticks stand across each other."""
    now = moment(MEETING)
    assert now.sticks.middle[0] == pytest.approx(640, abs=THICK / 2)
    steep = abs((now.sticks.angle + 90) % 180 - 90)
    assert 20 < steep < 70
    assert moment(MEETING + 0.01).ripples


@given(times)
def test_the_sticks_stay_in_the_picture(t: float) -> None:
    """Neither end of a stick leaves the canvas, nor hides behind the plates in flight."""
    now = moment(t)
    for x, y in (*ends(now.sticks), *ends(now.sticks.mirrored)):
        assert 0 <= x <= 1280
        assert 0 <= y <= 404


@given(times)
def test_arms_reach_what_the_hands_hold(t: float) -> None:
    """No hand is drawn beyond the arm it belongs to."""
    arm = _reaching(moment(t))
    assert bend(SHOULDER, arm.grip, Hand.INNER) == arm
    assert math.dist(arm.shoulder, (arm.grip.x, arm.grip.y)) < 2 * BONE - 0.5 + 1e-6


@given(st.floats(0, 1e4))
def test_waiting_leaders_hold_still_but_for_their_breath(t: float) -> None:
    """Before and after the exchange the sticks keep their angle, so that they are turned once only."""
    for now in (before(t), after(t)):
        assert abs(now.bob) <= 2.0
        assert abs(now.hand.angle - CROSSED.angle) < 1e-9


def test_after_the_last_moment_nothing_changes_but_the_sway() -> None:
    """The picture of the souvenir is a moment of the same motion."""
    assert moment(JOINED).sticks == after(0.0).sticks
