"""Offers after plays: made with good reason, taken by one key, not made twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pygame
import pytest

from drumjam.game import places
from drumjam.game.calibration.offsets import with_offsets, with_refusal
from drumjam.game.furnishing import Furnished
from drumjam.game.inputs.source import InputEvent
from drumjam.game.keeping import Kept, keep
from drumjam.game.offer import ALIKE, NO, YES, find_offers
from drumjam.game.places import swap_places
from drumjam.game.preparing import Prepared
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.results import ResultsScene
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.world import World
from drumjam.library.replays import list_replays
from drumjam.library.settings import Timing
from drumjam.library.settingsfile import load_settings
from drumjam.library.songs import Song
from drumjam.rules.chart import Lane
from drumjam.rules.clock import ManualClock
from drumjam.rules.judgement import Strike
from tests.charts import small_chart
from tests.game.fingers import PADS, click, event, prepared, press, song, world

pytestmark = pytest.mark.once

NOON = datetime(2026, 1, 13, 12)
KEYBOARD = {"keyboard": 0.0}
F2 = pygame.KSCAN_F2


@pytest.fixture
def tune(tmp_path: Path) -> Song:
    """A song of 60 bars."""
    return song(tmp_path / "tune", small_chart(bars=60))


def play(made: World, tune: Song, late: tuple[float, float], minute: int = 0) -> tuple[Prepared, Kept]:
    """A play of two people at the keyboard whose strikes come late by so many ms on average, kept."""
    ready = prepared(made, tune)
    rng = np.random.default_rng(minute)
    for note, time in zip(ready.session.notes, ready.session.times.tolist(), strict=True):
        error = rng.normal(late[note.lane] / 1e3, 0.010)
        ready.session.strike(Strike(round((time + error) * 1e6), note.lane, note.pad))
    return ready, keep(ready, NOON + timedelta(minutes=minute), finished=True, inputs=(KEYBOARD, KEYBOARD))


def results(made: World, tune: Song, late: tuple[float, float], minute: int = 0) -> ResultsScene:
    """The results of such a play, everything looked up."""
    scene = ResultsScene(made, *play(made, tune, late, minute))
    scene.offer._finder.join(20)
    for now in (0.0, 1.0, 2.0):
        scene.update(now)
    return scene


def test_a_play_notes_down_its_devices_and_their_offsets(tune: Song) -> None:
    """Who struck nothing has none; the replay is kept with them when the play is left."""
    made = world()
    made.change("timing", lee_ms={"keyboard": 12.0})
    clock = ManualClock(10.0)
    ready = prepared(made, tune)
    hall = Stage(made.theme, ready.setup)
    scene = PlayScene(made, ready, Furnished(hall, StageState(ready.session, ready.setup)), clock)
    scene.update(clock.now)
    scene.press(event(PADS["d"], clock.move(5.0)))
    scene.leave()
    (kept,) = list_replays()
    assert kept.replay is not None
    assert kept.replay.inputs == ({"keyboard": 12.0}, {})


def test_plays_that_come_late_offer_to_count_them_earlier(tune: Song) -> None:
    """Three plays in which Lee's strikes came 14 ms late and Takaichi's on time: an offer for Lee's keyboard alone."""
    made = world()
    for minute in range(3):
        play(made, tune, (14, 0), minute)
    (offer,) = find_offers(Timing(), (KEYBOARD, KEYBOARD))
    assert (offer.lane, offer.device, offer.plays) == (Lane.LEE, "keyboard", 3)
    assert offer.ms == offer.late == pytest.approx(14, abs=3)


def test_an_offer_is_the_whole_offset_and_tells_the_difference(tune: Song) -> None:
    """What is set already is in it: strikes that come 20 ms early with +30 ms set make +10 ms."""
    made = world()
    ready = prepared(made, tune)
    for note, time in zip(ready.session.notes, ready.session.times.tolist(), strict=True):
        ready.session.strike(Strike(round((time - 0.020) * 1e6), note.lane, note.pad))
    keep(ready, NOON, finished=True, inputs=({"keyboard": 30.0}, {}))
    (offer,) = find_offers(Timing({"keyboard": 30.0}), ({"keyboard": 30.0}, {}))
    assert (offer.ms, offer.late, offer.plays) == (10, -20, 1)


def test_after_a_swap_nobody_is_offered_what_the_other_was_late_by(tune: Song, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was late plays Takaichi now, and takes the own offsets along; plays before the swap tell nothing of her."""
    made = world()
    for minute in range(3):
        play(made, tune, (40, 0), minute)
    monkeypatch.setattr(places, "datetime", SimpleNamespace(now=lambda: NOON + timedelta(minutes=5)))
    swap_places(made)
    assert find_offers(made.settings.timing, (KEYBOARD, KEYBOARD)) == []
    play(made, tune, (0, 40), 6)
    (offer,) = find_offers(load_settings().settings.timing, (KEYBOARD, KEYBOARD))
    assert (offer.lane, offer.plays) == (Lane.TAKAICHI, 1)


def test_two_devices_in_one_play_make_no_offer(tune: Song) -> None:
    """Nobody knows which of them was late."""
    play(world(), tune, (14, 0))
    assert find_offers(Timing(), ({"keyboard": 0.0, "TD-07": 0.0}, {})) == []


def test_a_kit_is_asked_about_once_and_its_offset_counts_on_both_lanes(tune: Song) -> None:
    """Both its hands tell how late it is; yes and no are for the kit, wherever it is seated."""
    made, kit = world(), {"TD-17": 0.0}
    ready, _ = play(made, tune, (30, 20))
    keep(ready, NOON + timedelta(hours=1), finished=True, inputs=(kit, kit))
    (offer,) = find_offers(Timing(), (kit, kit))
    assert (offer.device, offer.plays) == ("TD-17", 1)
    assert offer.ms == pytest.approx(25, abs=3)
    for inputs in ((kit, {}), ({}, kit)):
        assert [one.ms for one in find_offers(Timing(), inputs)] == [offer.ms]
    target = {(offer.lane, offer.device): float(offer.ms)}
    accepted = replace(Timing(), **with_offsets(Timing(), target))
    assert accepted == Timing({"TD-17": float(offer.ms)}, {"TD-17": float(offer.ms)})
    refused = replace(Timing(), **with_refusal(Timing(), offer.lane, offer.device, offer.ms))
    for settled in (accepted, refused):
        assert find_offers(settled, (kit, kit)) == find_offers(settled, ({}, kit)) == []


def test_one_key_accepts(tune: Song) -> None:
    """F2 sets the offset, says so, and asks no more; the page stays."""
    scene = results(world(), tune, (14, 0))
    offered = scene.offer.open
    assert offered is not None
    assert press(scene, F2, 3.0) is scene
    assert scene.world.settings.timing == load_settings().settings.timing == Timing({"keyboard": float(offered.ms)})
    assert scene.offer.open is None
    assert scene.world.notice is not None
    again = results(scene.world, tune, (0, 0), 1)
    assert again.offer.open is None


@pytest.mark.parametrize(("box", "changed"), [(YES, True), (NO, False)])
def test_the_mouse_answers_too(tune: Song, box: tuple[float, float, float, float], changed: bool) -> None:
    """Yes sets the offset, No leaves it."""
    scene = results(world(), tune, (14, 0))
    assert click(scene, box, 3.0) is scene
    assert (scene.world.settings.timing.lee_ms != {}) is changed
    assert scene.offer.open is None


def test_the_next_step_stays_in_focus(tune: Song) -> None:
    """Whoever presses Enter without looking goes on, and accepts nothing."""
    scene = results(world(), tune, (14, 0))
    assert scene.menu.focus == "next"
    assert press(scene, pygame.KSCAN_RETURN, 3.0) is not scene
    assert scene.world.settings.timing == Timing()


def test_a_refused_offset_is_not_offered_again_but_another_is(tune: Song) -> None:
    """Not after the next play, nor after a restart; strikes that come later still are another matter."""
    made = world()
    scene = results(made, tune, (14, 0))
    offered = scene.offer.open
    assert offered is not None
    scene.offer.refuse()
    for minute in (1, 2):
        assert results(world(load_settings().settings), tune, (14, 0), minute).offer.open is None
    for minute in (3, 4, 5):
        last = results(world(load_settings().settings), tune, (14 + 2 * ALIKE, 0), minute)
    assert last.offer.open is not None


def test_two_players_are_asked_one_after_the_other(tune: Song) -> None:
    """The second offer comes when the first was answered."""
    scene = results(world(), tune, (20, -20))
    asked = []
    for now in (3.0, 4.0):
        assert scene.offer.open is not None
        asked.append(scene.offer.open.lane)
        press(scene, F2, now)
    assert asked == list(Lane)
    assert scene.offer.open is None
    assert scene.world.settings.timing.takaichi_ms["keyboard"] < 0 < scene.world.settings.timing.lee_ms["keyboard"]


def test_only_the_keyboards_own_key_accepts(tune: Song) -> None:
    """A kit's note of the same number is a cymbal; letting go of the key is nothing."""
    scene = results(world(), tune, (14, 0))
    scene.press(InputEvent(round(3e9), "TD-07", F2))
    scene.press(event(F2, 3.1, down=False))
    assert scene.offer.open is not None
