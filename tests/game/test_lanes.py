"""The lanes: where notes are, told by song time alone; what tells them apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumjam.game.palette import PALETTES, STANDARD
from drumjam.game.stage.lanes import Lanes
from drumjam.game.stage.layout import DIAMOND, DISC, MISS_TRAVEL, arrange, note_sizes
from drumjam.game.stage.setup import Arrangement, Sides
from drumjam.game.stage.sprites import LaneArt, NoteLook, Tie
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.rules.chart import Chart, Lane, Level, Note, Pad, Source
from drumjam.rules.judgement import Strike
from drumjam.rules.session import Session
from drumjam.rules.tempo import TempoMap
from drumjam.rules.touch import Touch
from tests.game.eyes import MACHADO, ciede2000, contrast, lab, luminance, seen
from tests.game.plays import BAR, BEAT, parade, setup_for, single
from tests.game.windows import window

SIZES = ((800, 450), (1280, 720), (1366, 768), (1920, 1080), (1000, 1000), (3840, 2160))
levels = st.sampled_from(Level)


@given(
    lead=st.floats(-0.2, 2.5), lee=levels, takaichi=levels, scroll=st.floats(0.5, 2), size=st.sampled_from(SIZES),
    sides=st.sampled_from(Sides), pads=st.tuples(st.sampled_from(Pad), st.sampled_from(Pad)),
)  # fmt: skip
@settings(max_examples=150)
def test_the_two_notes_of_a_unison_are_mirror_images_at_every_time(
    lead: float, lee: Level, takaichi: Level, scroll: float, size: tuple[int, int], sides: Sides, pads: tuple[Pad, Pad]
) -> None:
    """Facing lanes mirror each other to a pixel in any window, at any scroll speed, with any two levels."""
    layout = arrange(setup_for(levels=(lee, takaichi), scrolls=(scroll, scroll), sides=sides))
    theme = Theme(size)
    xs = [theme.point(layout.lanes[lane].x(lead), layout.lanes[lane].y(pads[lane]))[0] for lane in Lane]
    left, right = theme.point(0, 0)[0], theme.point(1280, 0)[0]
    assert abs(xs[0] - left - (right - xs[1])) <= 1


@given(level=levels, scroll=st.floats(0.5, 2), arrangement=st.sampled_from(Arrangement), sides=st.sampled_from(Sides))
@settings(max_examples=60)
def test_a_note_is_at_its_targets_centre_at_its_own_time(
    level: Level, scroll: float, arrangement: Arrangement, sides: Sides
) -> None:
    """Positions come from song time: zero seconds ahead is the target's centre, the approach is the lane's far end."""
    setup = setup_for(level, scrolls=(scroll, scroll), arrangement=arrangement, sides=sides)
    for lane in arrange(setup).lanes:
        for pad in Pad:
            assert (lane.x(0.0), lane.y(pad)) == lane.target(pad)
        assert lane.x(setup.approach(lane.lane)) == pytest.approx(lane.start_x)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("arrangement", Arrangement)
def test_a_drawn_note_stands_on_its_target_to_a_pixel(size: tuple[int, int], arrangement: Arrangement) -> None:
    """What is drawn is where the numbers say: with and without the note, pictures differ around the target."""
    for lane, pad in ((Lane.LEE, Pad.DRUM), (Lane.TAKAICHI, Pad.CYMBAL)):
        theme, setup = Theme(size), setup_for(arrangement=arrangement, keys={})
        window(size)
        state = StageState(Session(single(lane, pad), setup.levels), setup)
        lanes = Lanes(theme, setup, state.layout)
        with_note, without = pygame.Surface(size), pygame.Surface(size)
        at = state.part.times[0]
        lanes.draw(with_note, state, at)
        state.hit_at[0] = at - 1
        lanes.draw(without, state, at)
        changed = np.argwhere((pygame.surfarray.array3d(with_note) != pygame.surfarray.array3d(without)).any(axis=2))
        core = changed[np.abs(changed[:, 1] - np.median(changed[:, 1])) < 3]
        x, y = theme.point(*state.layout.lanes[lane].target(pad))
        ahead = core[:, 0].max() if state.layout.lanes[lane].direction > 0 else core[:, 0].min()
        full = (DISC if pad is Pad.DRUM else DIAMOND) * state.layout.lanes[lane].size * theme.scale
        assert abs((changed[:, 1].min() + changed[:, 1].max() + 1) / 2 - y) <= 1
        # The light behind a note is on one side only, so its edge is measured on the other.
        assert abs(abs(ahead + 0.5 - x) - full / 2) <= 9 * theme.scale


def test_exchanged_leaders_draw_the_mirrored_lanes_and_score_the_same() -> None:
    """Exchanging the leaders' parts and strikes mirrors the lanes; exchanging sides as well gives the first picture."""
    window()
    grey = STANDARD.missed
    palette = replace(STANDARD, leaders=(grey, grey))
    pictures, scores = [], []
    for exchanged, sides in ((False, Sides.USUAL), (True, Sides.USUAL), (True, Sides.SWAPPED)):
        setup = setup_for(sides=sides, keys={})
        session = Session(_drums_only(exchanged=exchanged), setup.levels)
        state = StageState(session, setup)
        lanes = Lanes(Theme((1280, 720), palette), setup, state.layout)
        canvas = pygame.Surface((1280, 720))
        lanes.draw(canvas, state, 3.7)
        pictures.append(pygame.surfarray.array3d(canvas).astype(int))
        for k, lane in PLACES:
            late = 4_000 * k - 9_000 * lane
            session.strike(Strike(4_000_000 + 500_000 * k + late, Lane(1 - lane if exchanged else lane), Pad.DRUM))
        session.finish()
        scores.append(session.score)
    assert pictures[0].max() > 100
    # One step of 255: where glows of both lanes overlap the order of drawing shows.
    assert np.abs(pictures[0] - pictures[1][::-1]).max() <= 1
    assert np.abs(pictures[0] - pictures[2]).max() <= 1
    assert scores[0] == scores[1] == scores[2] > 500_000


@pytest.mark.parametrize("touch", Touch)
def test_drum_and_cymbal_differ_without_colour(touch: Touch) -> None:
    """In a grey picture a good part of the two notes' pixels differ: shape tells them apart, not colour."""
    window()
    art = LaneArt(STANDARD, STANDARD.lee, 1.0, 1.0, 1)
    grey = []
    for pad in Pad:
        ground = pygame.Surface((140, 120))
        ground.fill(STANDARD.lane)
        picture = art.note(NoteLook(pad, touch, Tie.ALONE, 0))
        ground.blit(picture, (70 - picture.get_width() // 2, 60 - picture.get_height() // 2))
        grey.append(luminance(pygame.surfarray.array3d(ground)))
    ground_light = float(luminance(STANDARD.lane))
    drawn = (np.abs(grey[0] - ground_light) > 0.05) | (np.abs(grey[1] - ground_light) > 0.05)
    assert (np.abs(grey[0] - grey[1]) > 0.05)[drawn].mean() > 0.3


@pytest.mark.parametrize("name", PALETTES)
def test_the_leaders_colours_keep_apart_for_every_eye(name: str) -> None:
    """Lee's and Takaichi's colours are 15 or more apart (CIEDE2000) in each simulated colour blindness."""
    palette = PALETTES[name]
    for sight in MACHADO:
        assert ciede2000(lab(seen(palette.lee, sight)), lab(seen(palette.takaichi, sight))) >= 15


@pytest.mark.parametrize("name", PALETTES)
def test_every_colour_keeps_its_contrast_on_the_lanes(name: str) -> None:
    """Text is 4.5:1 or better on lanes and panels, shapes 3:1 or better."""
    palette = PALETTES[name]
    for colour in (palette.text, palette.muted, palette.missed):
        assert min(contrast(colour, ground) for ground in (palette.lane, palette.ground)) >= 4.5
    for colour in (*palette.leaders, palette.harmony, palette.missed):
        assert contrast(colour, palette.lane) >= 3
    assert contrast(palette.ink, palette.bubble) >= 4.5


@given(gaps=st.lists(st.integers(20, 960), min_size=2, max_size=12), level=levels)
@settings(max_examples=80)
def test_dense_notes_shrink_so_that_they_do_not_cover_each_other(gaps: list[int], level: Level) -> None:
    """Neighbours on a line stand within nine tenths of their distance, unless that would be below 28 pixels."""
    ticks = np.cumsum(gaps).tolist()
    notes = [Note(tick, Lane.LEE, Pad.DRUM, 38) for tick in ticks]
    times = TempoMap(BEAT).seconds(ticks).tolist()
    layout = arrange(setup_for(level))
    sizes = note_sizes(notes, times, layout)
    for i in range(1, len(notes)):
        distance = layout.lanes[0].speed * (times[i] - times[i - 1])
        for share in (sizes[i - 1], sizes[i]):
            assert share * DISC <= max(0.9 * distance, 28) + 1e-6 or share == 1.0
            assert share * DISC >= 28 - 1e-6


def test_a_frame_looks_at_no_more_notes_than_are_in_sight() -> None:
    """Notes, unisons and bars of a frame are found by bisection, so a long song costs no more than a short one."""
    setup = setup_for()
    state = StageState(Session(parade(200), setup.levels), setup)
    lane = state.layout.lanes[Lane.LEE]
    for now in (3.0, 200.0):
        near = state.part.visible(Lane.LEE, now - lane.past(), now + lane.sight())
        assert len(near) < 30
        assert all(now - lane.past() <= state.part.times[i] <= now + lane.sight() for i in near)


def test_a_missed_note_turns_grey_goes_on_and_is_gone() -> None:
    """After a miss the note moves on by less than 60 pixels and nothing of it is left after 150 ms."""
    window()
    setup = setup_for(keys={})
    state = StageState(Session(single(Lane.LEE, Pad.DRUM), setup.levels), setup)
    lanes = Lanes(Theme(), setup, state.layout)
    due = state.part.times[0]
    for judgement in state.session.settle((due + 0.101) * 1e6):
        state.settled(judgement)
    edges = []
    for since in (0.101, 0.16, 0.24, 0.26, 0.5):
        canvas, bare = pygame.Surface((1280, 720)), pygame.Surface((1280, 720))
        lanes.draw(canvas, state, due + since)
        hidden = state.missed_at[0]
        state.missed_at[0] = -99.0
        lanes.draw(bare, state, due + since)
        state.missed_at[0] = hidden
        changed = np.argwhere((pygame.surfarray.array3d(canvas) != pygame.surfarray.array3d(bare)).any(axis=2))
        edges.append(int(changed[:, 0].max()) if len(changed) else 0)
    assert edges[0] < edges[1] < edges[2] + 12
    assert edges[1] - edges[0] <= MISS_TRAVEL + 12
    assert edges[3:] == [0, 0]


PLACES = [(0, 0), (0, 1), (1, 0), (2, 1), (3, 0), (3, 1), (5, 1)]
"""Beats and lanes of a few drum notes, unisons among them."""


def _drums_only(*, exchanged: bool) -> Chart:
    """The notes of PLACES from the third bar on; `exchanged` gives each lane the other's."""
    notes = tuple(
        sorted(Note(2 * BAR + k * BEAT, Lane(1 - lane if exchanged else lane), Pad.DRUM, 38) for k, lane in PLACES)
    )
    return Chart("Few", Source.DRUMS, TempoMap(BEAT), dict.fromkeys(Level, notes), end=4 * BAR)
