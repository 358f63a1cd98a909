"""The stage as a whole: one state, one picture; calm light; nothing where it must not be."""

from __future__ import annotations

import copy
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray

import drumjam.game
from drumjam.game.palette import PALETTES
from drumjam.game.stage.bubbles import PLACES, bubble_box
from drumjam.game.stage.comments import Band
from drumjam.game.stage.layout import FLAG_HEIGHT, FLAG_LEFT, FLAG_RIGHT, FLAG_TOP, FLAG_WIDTH, LANES_TOP, arrange
from drumjam.game.stage.moments import Bubble, CountIn
from drumjam.game.stage.setup import Arrangement, Motion, Sides
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.strings import LANGUAGES, Strings
from drumjam.game.theme import Theme
from drumjam.rules.chart import Lane, Pad
from drumjam.rules.session import Session
from tests.game.pictures import Play, play
from tests.game.plays import folded, parade, setup_for
from tests.game.windows import window


@pytest.fixture(scope="module")
def stage() -> Stage:
    """One stage for tests that only look at different states."""
    window()
    return Stage(Theme(), setup_for())


def at(stage: Stage, until: float) -> Play:
    """A play up to a song time, on a stage that is there already."""
    return Play(window(), stage, *folded(stage.setup, until))


def pixels(surface: pygame.Surface) -> NDArray[np.int16]:
    """A picture as an array (width, height, 3)."""
    return pygame.surfarray.array3d(surface).astype(np.int16)


def memory(state: StageState) -> dict[str, object]:
    """All that a state remembers, copied, without the session and what is worked out once."""
    kept = {name: value for name, value in vars(state).items() if name not in ("session", "part", "layout", "setup")}
    kept.pop("_feed")
    gauges = {name: value for name, value in vars(kept.pop("gauges")).items() if name != "_session"}
    return copy.deepcopy(kept | gauges)


@pytest.mark.parametrize("until", [5.02, 13.2, 18.6, 25.3])
def test_one_state_gives_one_picture_and_drawing_changes_nothing(stage: Stage, until: float) -> None:
    """Drawn twice, with other moments drawn in between, the pixels are equal and the state is what it was."""
    here = at(stage, until)
    before = memory(here.state)
    first = pixels(here.draw())
    at(stage, until + 3).draw()
    stage.draw(here.screen, here.state, until - 0.2)
    assert np.array_equal(first, pixels(here.draw()))
    assert memory(here.state) == before


def test_three_harmonies_give_three_pictures_and_more_harmony_never_cools_the_light(stage: Stage) -> None:
    """H = 0.15, 0.5 and 0.9 look different, and red against blue only rises with H."""
    here = at(stage, 4.0)
    rooms, warmth = [], []
    for harmony in (0.15, 0.3, 0.5, 0.7, 0.9):
        here.state.gauges.light = here.state.gauges.harmony = harmony
        room = pixels(here.draw())
        rooms.append(room)
        wall = room[900:1250, 60:400].mean(axis=(0, 1))
        warmth.append(wall[0] - wall[2])
    for a, b in ((0, 2), (2, 4), (0, 4)):
        assert (np.abs(rooms[a] - rooms[b]).max(axis=2) > 12).mean() > 0.2
    assert warmth == sorted(warmth)


@pytest.mark.parametrize("palette", PALETTES)
def test_nothing_but_the_flags_is_saturated_red(palette: str) -> None:
    """In no palette, at no harmony, is there a red like a warning or a flag's outside the flags."""
    for until, who in ((26.6, "human:sd=60,miss=0.3"), (37.4, "human:sd=8")):
        here = play(setup_for(), until, palette=PALETTES[palette], who=(who, who))
        shown = pixels(here.draw())
        for rect in here.stage.flag_rects():
            shown[rect.x : rect.right, rect.y : rect.bottom] = 0
        red = (shown[..., 0] > 150) & (shown[..., 1] < 70) & (shown[..., 2] < 80)
        assert not red.any()


def test_comments_never_reach_a_lane_or_a_flag() -> None:
    """Every line in every language, at every text size, stays above the lanes and clear of the flags."""
    flags = [pygame.Rect(x, FLAG_TOP, FLAG_WIDTH, FLAG_HEIGHT) for x in (FLAG_LEFT, FLAG_RIGHT)]
    for percent in (100, 150):
        theme = Theme(text_percent=percent)
        for language in LANGUAGES:
            strings = Strings(language)
            for band in Band:
                for line in range(8):
                    for place in range(len(PLACES)):
                        text = strings.text(f"crowd.{band.key}.{line + 1}")
                        box = pygame.Rect(*(round(v) for v in bubble_box(theme, text, place)))
                        assert box.bottom < LANES_TOP
                        assert box.left >= 430
                        assert box.right <= 850
                        assert box.collidelist(flags) < 0


def test_a_bubble_is_drawn_within_its_box(stage: Stage) -> None:
    """What is drawn of a comment lies where its box says, at any moment of its rise."""
    here = at(stage, 4.0)
    here.state.bubbles = []
    here.draw()
    bare = pixels(here.screen)
    for age in (0.0, 0.1, 1.0, 3.95):
        here.state.bubbles = [Bubble(here.now - age, "One rhythm!", place) for place in range(len(PLACES))]
        changed = np.argwhere((pixels(here.draw()) != bare).any(axis=2))
        assert len(changed)
        boxes = [pygame.Rect(*map(round, bubble_box(stage.theme, "One rhythm!", place))) for place in range(2)]
        # The panel's shadow reaches a little farther than its paper.
        whole = boxes[0].union(boxes[1]).inflate(18, 18)
        assert all(whole.collidepoint(x, y) for x, y in changed[::50])


def test_the_count_in_shows_its_number_while_the_notes_already_travel(stage: Stage) -> None:
    """A number stands over the crowd until its time is over, and the first notes are on their way."""
    here = at(stage, 1.0)
    bare = pixels(here.draw())
    here.state.count = CountIn(3, here.now - 0.1, here.now + 0.4)
    shown = pixels(here.draw())
    changed = np.argwhere((shown != bare).any(axis=2))
    assert 500 < changed[:, 0].min() <= changed[:, 0].max() < 780
    assert changed[:, 1].max() < LANES_TOP
    first = here.state.part.times[0]
    assert any(i == 0 for i in here.state.part.visible(Lane.LEE, first - 0.5, first))


def test_a_press_is_seen_in_the_same_picture(stage: Stage) -> None:
    """The target of a pad that came down looks different at once, and as before after 90 ms."""
    for pad in Pad:
        here = at(stage, 1.0)
        before = pixels(here.draw())
        here.state.pressed(Lane.TAKAICHI, pad, here.now)
        after = pixels(here.draw())
        x, y = stage.layout.lanes[Lane.TAKAICHI].target(pad)
        spot = np.s_[int(x) - 30 : int(x) + 30, int(y) - 30 : int(y) + 30]
        assert (before[spot] != after[spot]).any(axis=2).mean() > 0.3
        assert here.state.last_press(Lane.TAKAICHI, here.now + 0.095, pad) is not None


@pytest.mark.parametrize("size", [(800, 450), (1600, 720), (720, 900), (3840, 2160)])
def test_the_stage_fills_its_canvas_and_leaves_the_rest_of_any_window_alone(size: tuple[int, int]) -> None:
    """In a window of another shape the logical canvas stands in the middle and nothing is drawn beside it."""
    here = play(setup_for(arrangement=Arrangement.STACKED), 9.4, size=size)
    marked = (1, 254, 3)
    here.screen.fill(marked)
    here.stage.draw(here.screen, here.state, here.now)
    left = (np.array(marked) == pixels(here.screen)).all(axis=2)
    canvas = here.stage.theme.rect(0, 0, 1280, 720)
    inside = left[canvas.x : canvas.right, canvas.y : canvas.bottom]
    assert not inside.any()
    assert left.sum() == left.size - canvas.width * canvas.height


def test_input_is_looked_for_between_the_groups_of_a_picture() -> None:
    """Whatever the scene costs, no more than one group of it stands between a key and its sound."""
    here = play(setup_for(), 9.4)
    whole, seen = pixels(here.draw()), []
    here.stage.draw(here.screen, here.state, here.now, lambda: seen.append(pixels(here.screen)))
    assert len(seen) >= 12
    assert sum(bool((one != other).any()) for one, other in pairwise(seen)) >= 6
    assert (seen[-1] == whole).all()


def test_reduced_motion_stills_everything_but_the_notes() -> None:
    """With reduced motion the room between two beats stands still, and notes still travel."""
    setup = setup_for(motion=Motion.REDUCED)
    here = play(setup, 1.3)
    pictures = []
    for moment in (1.30, 1.38):
        here.stage.draw(here.screen, here.state, moment)
        pictures.append(pixels(here.screen))
    moved = (pictures[0] != pictures[1]).any(axis=2)
    assert moved[:, LANES_TOP:624].sum() > 100
    assert moved[:, 60:400].mean() < 0.005


def test_both_leaders_are_on_the_side_their_flag_is_on() -> None:
    """Swapped sides exchange leaders, colours and flags together."""
    for sides in Sides:
        layout = arrange(setup_for(sides=sides))
        for lane in Lane:
            assert (layout.flag_x(lane) == FLAG_LEFT) == (layout.sides[lane] == 0)
            assert (layout.lanes[lane].target_x < 640) == (layout.sides[lane] == 0)


def test_colours_are_named_in_the_palette_alone() -> None:
    """No module of the game but the palette and the flags spells a colour out."""
    folder = Path(drumjam.game.__path__[0])
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|\brgb\(\"|Color\(|\(0x[0-9A-Fa-f]{2},")
    for module in folder.rglob("*.py"):
        if module.name not in ("palette.py", "flags.py"):
            assert not literal.search(module.read_text("utf-8")), module.name


def test_a_stage_for_a_chart_without_notes_can_be_drawn() -> None:
    """A chart may hold nothing for one leader, or for both: the stage still stands."""
    setup = setup_for()
    chart = parade(0)
    here = Play(window(), Stage(Theme(), setup), StageState(Session(chart, setup.levels), setup), 0.0)
    here.state.advance(0.0)
    assert pixels(here.draw()).any()
