"""What a frame leaves standing: drawn upon the last picture or anew, shown in part or whole, it is one picture."""

from __future__ import annotations

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray

from drumjam.game.presenter import WHOLE_EVERY, Presenter
from drumjam.game.stage import paint
from drumjam.game.stage.moments import CountIn
from drumjam.game.stage.setup import Arrangement, Motion, Sides, StageSetup
from drumjam.game.stage.stage import Stage
from drumjam.game.theme import Theme
from drumjam.rules.chart import Level
from tests.game.pictures import play
from tests.game.plays import film, setup_for
from tests.game.windows import window

RATE = 20.0
LOOKED_AT = 7
"""Every so many frames are compared: what is left standing wrongly stays."""

AWKWARD = ("human:sd=60,miss=0.3,mean=-20", "human:sd=70,mean=40")
CASES = {
    "facing": (setup_for(seed=5), (1280, 720), 100, ("human:sd=10", "partner")),
    "awkward": (setup_for(Level.EXPERT, seed=6, language="ko"), (1111, 800), 150, AWKWARD),
    "stacked": (
        setup_for(arrangement=Arrangement.STACKED, sides=Sides.SWAPPED, language="ja"),
        (1000, 560),
        100,
        ("human:sd=12", "human:sd=12"),
    ),
    "still": (setup_for(motion=Motion.REDUCED), (800, 450), 100, ("human:sd=12", "human:sd=30")),
}


def pixels(surface: pygame.Surface) -> NDArray[np.uint32]:
    """A picture's colours, (width, height)."""
    return pygame.surfarray.array2d(surface) & 0xFFFFFF


@pytest.mark.parametrize("case", CASES)
def test_what_is_drawn_upon_the_last_picture_is_the_whole_picture(case: str) -> None:
    """Through unisons, turns, hocket and rolls: no pixel is left from before, and none changes where none was told."""
    setup, size, percent, who = CASES[case]
    screen, beside = window(size), pygame.Surface(size).convert()
    theme = Theme(size, text_percent=percent)
    stage, other = Stage(theme, setup), Stage(theme, setup)
    parts = 0
    for number, (state, now) in enumerate(film(setup, -1.0, 33.0, who=who, seed=2, rate=RATE)):
        looked_at = number % LOOKED_AT == 0
        before = pixels(screen) if looked_at else None
        dirty = stage.draw(screen, state, now, kept=number > 0)
        if before is None:
            continue
        other.draw(beside, state, now)
        after = pixels(screen)
        assert np.array_equal(after, pixels(beside)), (case, now)
        if number:
            changed = before != after
            for rect in dirty:
                changed[rect.left : rect.right, rect.top : rect.bottom] = False
            assert not changed.any(), (case, now)
            parts += dirty != [theme.rect(0, 0, 1280, 720)]
    assert parts > 50


@pytest.mark.parametrize("reaching", ["count", "raised"])
def test_after_a_number_and_raised_sticks_nothing_of_them_is_left(reaching: str) -> None:
    """The frame after them is drawn whole: they reach farther than what moves in every frame."""
    here = play(setup_for(), 10.0)
    clean = pixels(here.draw())
    if reaching == "count":
        here.state.count = CountIn(3, here.now - 0.1, here.now + 0.5)
    else:
        here.state.raised = 1.0
    here.stage.draw(here.screen, here.state, here.now, kept=True)
    assert not np.array_equal(pixels(here.screen), clean)
    here.state.count, here.state.raised = None, 0.0
    here.stage.draw(here.screen, here.state, here.now, kept=True)
    assert np.array_equal(pixels(here.screen), clean)


def test_a_stage_that_is_new_draws_all_of_itself_whatever_it_is_told() -> None:
    """As when a player joins: the window holds the picture of the stage before."""
    here = play(setup_for(), 10.0)
    clean = pixels(here.draw())
    here.screen.fill((1, 2, 3))
    fresh = Stage(here.stage.theme, here.stage.setup)
    fresh.draw(here.screen, here.state, here.now, kept=True)
    assert np.array_equal(pixels(here.screen), clean)


def test_most_frames_of_a_play_show_four_fifths_of_the_window_or_less() -> None:
    """Else nothing were gained: rows of the window that are shown in the middle frame of a dense play."""
    setup: StageSetup = setup_for(Level.EXPERT)
    screen = window()
    stage = Stage(Theme(), setup)
    shown = []
    for state, now in film(setup, 6.0, 12.0):
        dirty = stage.draw(screen, state, now, kept=True)
        shown.append(dirty[0].unionall(dirty[1:]).height)
    assert float(np.median(shown)) <= 0.82 * 720


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[pygame.Rect | None]:
    """What of the window is shown, picture by picture; None for all of it."""
    window()
    told: list[pygame.Rect | None] = []
    monkeypatch.setattr(pygame.display, "flip", lambda: told.append(None))
    monkeypatch.setattr(pygame.display, "update", told.append)
    return told


PART = [pygame.Rect(100, 300, 50, 20), pygame.Rect(900, 310, 50, 40)]
ROWS = pygame.Rect(0, 300, 1280, 50)


def test_a_part_is_shown_once_the_picture_before_is_known(shown: list[pygame.Rect | None]) -> None:
    """The first picture whole; then the rows that changed."""
    presenter = Presenter()
    kept = []
    for now in (0.0, 0.01, 0.02):
        kept.append(presenter.kept(now))
        presenter.present(PART, now)
    assert kept == [False, True, True]
    assert shown == [None, ROWS, ROWS]


def test_what_lay_over_the_picture_is_shown_and_taken_away(shown: list[pygame.Rect | None]) -> None:
    """A notice or the pause makes that picture whole, and the one after it."""
    presenter = Presenter()
    for number, dirty in enumerate((PART, PART, None, PART, PART)):
        presenter.present(dirty, number / 100)
    assert shown == [None, ROWS, None, None, ROWS]


def test_nothing_changed_but_all_is_shown_twice_a_second(shown: list[pygame.Rect | None]) -> None:
    """What went wrong in the window, for whatever reason, is mended soon."""
    presenter = Presenter()
    for number in range(100):
        presenter.present(PART, number * WHOLE_EVERY / 20)
    assert shown == [None if number % 20 == 0 else ROWS for number in range(100)]


def test_a_window_that_was_uncovered_is_shown_whole(shown: list[pygame.Rect | None]) -> None:
    """The system may have lost what another window covered."""
    presenter = Presenter()
    presenter.present(PART, 0.0)
    presenter.forget()
    assert not presenter.kept(0.01)
    presenter.present(PART, 0.01)
    presenter.present(PART, 0.02)
    assert shown == [None, None, ROWS]


@pytest.mark.parametrize("size", [(1280, 720), (1281, 5), (1282, 5), (1283, 5), (7, 3)])
def test_a_ground_is_copied_through_the_cache(size: tuple[int, int]) -> None:
    """SDL streams rows past the cache only if the distance from row's end to row's begin is a multiple of 16 bytes."""
    window()
    ground = paint.ground(size)
    assert ground.get_size() == size
    assert ground.get_offset() == (1, 0)
    assert (ground.get_pitch() - 4 * (size[0] - size[0] % 4)) % 16
