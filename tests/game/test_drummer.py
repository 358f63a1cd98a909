"""The drummers: sticks land in time, both leaders move alike, and every part is there."""

from __future__ import annotations

import math
from itertools import pairwise, product

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.game.stage.arms import BONE, LANDING, RAISED, STICK, Hand, Piece, RecentStrike, next_hand
from drumjam.game.stage.drummer import Drummer
from drumjam.game.stage.parts import folder, table
from drumjam.game.stage.pose import Mood, blinks, mood_of, pose, sway
from drumjam.game.stage.setup import Motion, Sides
from drumjam.game.stage.signs import logo, portrait
from drumjam.rules.chart import Lane, Pad
from tests.game.windows import window

SIZE = (400, 380)
ORIGIN = (200.0, 350.0)
FLAGS_BEGIN = 449.0 - 300.0
"""Where the nearer flag begins, from the left leader's origin."""

strike_of = st.builds(
    RecentStrike,
    time=st.floats(9.0, 10.5).map(lambda t: round(t, 3)),
    pad=st.sampled_from(Pad),
    velocity=st.integers(1, 127),
    hand=st.sampled_from(Hand),
)


@pytest.fixture(scope="module", autouse=True)
def screen() -> pygame.Surface:
    """A window without a display."""
    return window()


@pytest.fixture(scope="module")
def drummers() -> dict[Lane, Drummer]:
    """Both leaders at scale 1."""
    return {lane: Drummer(lane, 1.0) for lane in Lane}


def picture(drummer: Drummer, posed) -> bytes:
    """What a pose looks like."""
    surface = pygame.Surface(SIZE)
    surface.fill((40, 50, 70))
    drummer.draw(surface, ORIGIN, posed)
    return pygame.image.tobytes(surface, "RGB")


@given(strike=strike_of, lane=st.sampled_from(Lane), beat=st.floats(-4, 40), harmony=st.floats(0, 1))
@settings(max_examples=80)
def test_the_stick_is_on_its_piece_at_the_time_of_the_strike(strike, lane, beat, harmony):
    """At a strike's own time the tip lies within 2 logical pixels of the place on the piece, however they sway."""
    arm = pose(lane, [strike], strike.time, beat, harmony).arms[strike.hand]
    assert math.dist(arm.grip.tip, LANDING[strike.piece].tip) < 2.0


@pytest.mark.parametrize("piece", Piece)
def test_every_landing_is_on_the_piece_it_names(piece):
    """The place a stick lands on is on the drum's head or the cymbal as they are painted."""
    x, y = LANDING[piece].tip
    cx, cy = table()[piece.value].at
    cx = -cx if piece is Piece.TOM else cx
    half_width = table()[piece.value].size[0] / 2
    assert abs(x - cx) < half_width - 3
    assert abs(y - cy) < 9


@given(st.lists(st.tuples(st.floats(0.06, 0.5), st.sampled_from(Pad), st.integers(1, 127)), min_size=1, max_size=5))
@settings(max_examples=30)
def test_strikes_that_are_known_are_played_without_a_jump(steps):
    """From a rest through coming strikes to the next rest, no stick's tip leaps."""
    strikes, time = [], 0.4
    for gap, pad, velocity in steps:
        time += gap
        hand = next_hand(strikes[-1] if strikes else None, time, pad)
        strikes.append(RecentStrike(time, pad, velocity, hand))
    frames = [pose(Lane.LEE, strikes, k / 480, k / 240, 0.7).arms for k in range(round(480 * (time + 0.6)))]
    for before, after in pairwise(frames):
        assert all(math.dist(a.grip.tip, b.grip.tip) < 16 for a, b in zip(before, after, strict=True))


@given(strike=strike_of)
@settings(max_examples=40)
def test_a_strike_that_is_known_is_prepared(strike):
    """A tenth of a second before a coming strike the hand has left its rest."""
    still, ready = (pose(Lane.LEE, s, strike.time - 0.1, 0.0, 1.0).arms[strike.hand] for s in ([], [strike]))
    assert math.dist(still.grip.tip, ready.grip.tip) > 4


@given(st.lists(strike_of, max_size=6), st.floats(9, 11), st.floats(0, 20), st.sampled_from(Motion))
@settings(max_examples=60)
def test_at_full_harmony_both_leaders_take_the_same_pose(strikes, now, beat, motion):
    """Exchanging the lanes mirrors the pose: in coordinates that run to the centre, nothing changes."""
    lee, takaichi = (pose(lane, strikes, now, beat, 1.0, Mood.JOY, motion=motion) for lane in Lane)
    assert (lee.arms, lee.lean, lee.head, lee.tilts, lee.squash) == (
        takaichi.arms,
        takaichi.lean,
        takaichi.head,
        takaichi.tilts,
        takaichi.squash,
    )


@pytest.mark.parametrize(("harmony", "gap"), [(0.0, 120.0), (0.5, 60.0), (0.9, 12.0), (1.0, 0.0)])
def test_the_gap_of_the_sway_closes_with_harmony(harmony, gap):
    """The leaders sway 120 degrees apart at harmony 0 and together at 1."""
    peaks = [max(range(720), key=lambda k: sway(lane, k / 360, harmony)) / 2 for lane in Lane]
    assert (peaks[1] - peaks[0]) % 360 == pytest.approx(gap, abs=1.5)


@given(st.lists(strike_of, max_size=8), st.floats(9, 11), st.floats(0, 20), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=120)
def test_arms_keep_their_length_and_stay_clear_of_the_flags(strikes, now, beat, harmony, raised):
    """Upper arm and forearm keep their length, and no stick reaches the place of a flag."""
    for arm in pose(Lane.LEE, strikes, now, beat, harmony, raised=raised).arms:
        grip = (arm.grip.x, arm.grip.y)
        assert math.dist(arm.shoulder, arm.elbow) == pytest.approx(BONE, abs=0.01)
        assert math.dist(arm.elbow, grip) == pytest.approx(BONE, abs=0.01)
        assert math.dist(grip, arm.grip.tip) == pytest.approx(STICK)
        assert arm.grip.tip[0] < FLAGS_BEGIN - 4


def test_a_played_strike_shows_at_once_and_fades():
    """A strike nobody knew of tilts its cymbal and presses its drum at once; a second later all is still."""
    strikes = [RecentStrike(5.0, Pad.CYMBAL, 120, Hand.INNER), RecentStrike(5.0, Pad.DRUM, 120, Hand.OUTER)]
    now, later = (pose(Lane.LEE, strikes, t, 0.0, 0.5) for t in (5.04, 8.0))
    assert abs(now.tilts[1]) > 9
    assert now.squash[2] > 0.5
    assert max(map(abs, (*later.tilts, *later.squash))) < 0.01


def test_raised_sticks_are_raised():
    """For count-in and end both tips are above the head's middle."""
    arms = pose(Lane.LEE, [], 0.0, 0.0, 0.5, raised=1.0).arms
    assert all(arm.grip.tip[1] < -240 for arm in arms)
    assert all(math.dist(arm.grip.tip, RAISED[hand].tip) < 6 for hand, arm in zip(Hand, arms, strict=True))


def test_reduced_motion_keeps_everything_but_the_arms_still():
    """With reduced motion nobody sways, nods or glances, and no spark is shown."""
    strikes = [RecentStrike(1.0, Pad.CYMBAL, 120, Hand.INNER)]
    posed = [pose(Lane.LEE, strikes, 1.0 + k / 50, k / 7, k / 20, motion=Motion.REDUCED) for k in range(20)]
    assert {(one.lean, one.neck, one.head, one.hair, one.glance, one.sparks) for one in posed} == {
        (0.0, (0.0, -160.0), 0.0, 0.0, 0.0, ())
    }


def test_quick_strikes_alternate_hands():
    """In a roll the hands take turns; after a pause a pad goes to its usual hand."""
    previous, hands = None, []
    for k in range(6):
        previous = RecentStrike(k * 0.1, Pad.DRUM, 96, next_hand(previous, k * 0.1, Pad.DRUM))
        hands.append(previous.hand)
    assert hands == [Hand.OUTER, Hand.INNER] * 3
    assert next_hand(previous, 3.0, Pad.CYMBAL) is Hand.INNER


def test_both_leaders_wear_each_face_equally_often():
    """Over sixteen beats both show the same faces, in turn."""
    for harmony in (0.1, 0.4, 0.7, 0.9):
        shown = [sorted(mood_of(lane, harmony, beat) for beat in range(16)) for lane in Lane]
        assert shown[0] == shown[1]


def test_eyes_blink_now_and_then():
    """In a minute the eyes shut between 15 and 20 times, for a moment."""
    shut = [blinks(Lane.LEE, k / 60) for k in range(3600)]
    starts = sum(now and not before for before, now in pairwise(shut))
    assert 15 <= starts <= 20
    assert sum(shut) < 3600 * 0.05


def test_the_table_of_parts_is_complete():
    """Every part named in the table is a picture of twice the size the table says."""
    for part in table().values():
        image = pygame.image.load(folder() / part.file)
        assert image.get_size() == (2 * part.size[0], 2 * part.size[1]), part.file


def test_no_part_is_red():
    """Only flags are red: no picture of the stage has a saturated red pixel."""
    for file in sorted(folder().glob("*.png")):
        image = pygame.image.load(file)
        small = pygame.transform.scale_by(image, 0.25)
        for x, y in product(range(small.get_width()), range(small.get_height())):
            red, green, blue, alpha = small.get_at((x, y))
            assert alpha < 128 or not (red > 120 and green < red * 0.4 and blue < red * 0.4), (file.name, x, y)


@pytest.mark.parametrize("lane", Lane)
def test_the_same_pose_is_the_same_picture(drummers, lane):
    """Drawing changes nothing: another pose drawn in between leaves no trace."""
    strikes = [RecentStrike(1.0, Pad.CYMBAL, 110, Hand.INNER)]
    posed = pose(lane, strikes, 1.05, 0.3, 0.7)
    first = picture(drummers[lane], posed)
    picture(drummers[lane], pose(lane, strikes, 1.4, 3.3, 0.1))
    assert picture(drummers[lane], posed) == first


def test_a_strike_is_seen(drummers):
    """A picture with a strike differs from the one without."""
    strikes = [RecentStrike(1.0, Pad.DRUM, 110, Hand.INNER)]
    still, struck = (picture(drummers[Lane.LEE], pose(Lane.LEE, s, 1.0, 0.3, 0.7)) for s in ([], strikes))
    assert still != struck


def test_swapped_sides_mirror_the_kit_but_not_the_leader():
    """On the other side a leader's riser is the mirror image, the face is not."""
    posed = pose(Lane.LEE, [], 0.0, 0.0, 1.0, Mood.TRY, motion=Motion.REDUCED)
    images = []
    for sides in Sides:
        surface = pygame.Surface(SIZE)
        Drummer(Lane.LEE, 1.0, sides=sides).draw(surface, ORIGIN, posed)
        images.append(surface)
    mirrored = pygame.transform.flip(images[1], True, False)
    floor = pygame.Rect(60, 348, 280, 20)
    face = pygame.Rect(160, 100, 80, 90)
    assert _difference(images[0].subsurface(floor), mirrored.subsurface(floor)) < 6
    assert _difference(images[0].subsurface(face), images[1].subsurface(face)) < 6
    assert _difference(images[0].subsurface(face), mirrored.subsurface(face)) > 6


def _difference(one: pygame.Surface, other: pygame.Surface) -> float:
    """Mean difference of two pictures' bytes."""
    a, b = (pygame.image.tobytes(surface, "RGB") for surface in (one, other))
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)


@pytest.mark.parametrize(("lane", "mood"), list(product(Lane, Mood)))
def test_portraits_differ_by_leader_and_mood(lane, mood):
    """Each portrait has the asked size and no other portrait's picture."""
    mine = portrait(lane, mood, 58)
    others = [portrait(*key, 58) for key in product(Lane, Mood) if key != (lane, mood)]
    assert mine.get_size() == (58, 58)
    assert all(_difference(mine, other) > 0.3 for other in others)


def test_the_logo_has_the_asked_width():
    """The logo is as wide as asked and mostly seen."""
    assert logo(350).get_width() == 350
    assert logo(350).get_bounding_rect(min_alpha=200).width > 300
