"""Two players take their places: with keys, kits and game pads, each for oneself and both at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

from drumjam.game.drumkits import PROGRAMS, kits_of
from drumjam.game.furnishing import Furnished
from drumjam.game.inputs.buttons import axis_code
from drumjam.game.inputs.source import DEVICE_LOST, KEYBOARD, InputEvent
from drumjam.game.joining import Act, Joining
from drumjam.game.plan import Plan
from drumjam.game.preparing import Instruments, prepare
from drumjam.game.scene import Command
from drumjam.game.scenes.join import JoinScene
from drumjam.game.scenes.keytest import KeyTestScene
from drumjam.game.scenes.loading import setup_of
from drumjam.game.scenes.mode import ModeScene
from drumjam.game.scenes.play import PlayScene
from drumjam.game.scenes.select import SelectScene
from drumjam.game.stage.stage import Stage
from drumjam.game.stage.state import StageState
from drumjam.game.theme import Theme
from drumjam.game.world import World
from drumjam.library.paths import sound_font
from drumjam.library.settings import Devices, DrumKit, Mode, Sound, Souvenir
from drumjam.rules.chart import Lane, Level, Pad
from drumjam.rules.clock import ManualClock
from drumjam.sound.kit import Kit
from drumjam.sound.soundfont import SoundFont
from drumjam.sound.store import Store
from tests.game import midiroom
from tests.game.fingers import PADS, click, english, event, prepared, press, song, window, world
from tests.game.plays import setup_for
from tests.game.plugging import plug_into

ENTER, ESCAPE, TAB = pygame.KSCAN_RETURN, pygame.KSCAN_ESCAPE, pygame.KSCAN_TAB
KIT, SECOND, STICK = "TD-17", "TD-17 (2)", "Arcade Stick"
STROKES = {
    KEYBOARD: {Pad.DRUM: PADS["f"], Pad.CYMBAL: PADS["d"]},
    KIT: {Pad.DRUM: 38, Pad.CYMBAL: 49},
    SECOND: {Pad.DRUM: 38, Pad.CYMBAL: 49},
    STICK: {Pad.DRUM: 0, Pad.CYMBAL: axis_code(2, 1)},
}
RIGHT = {Pad.DRUM: PADS["j"], Pad.CYMBAL: PADS["k"]}


@pytest.fixture(autouse=True)
def _room() -> Iterator[None]:
    """An empty room before and after each test."""
    midiroom.clear()
    yield
    midiroom.clear()


def struck(device: str, code: int, at: float = 1.0) -> InputEvent:
    """A stroke on something."""
    return InputEvent(round(at * 1e9), device, code, velocity=96)


def joined(made: World, *codes: int) -> JoinScene:
    """The page after some keys of the keyboard."""
    scene = JoinScene(made)
    for code in codes:
        scene.press(event(code, 1.0))
    scene.update(1.0)
    return scene


def test_the_first_stroke_takes_a_place_and_the_next_ones_set_it_up() -> None:
    """The drum goes round the rows and Ready, the cymbal changes what it stands on; the other player is not touched."""
    joining = Joining(2)
    lee, takaichi = joining.places
    acts = [joining.strike(Lane.LEE, pad, "kit") for pad in (Pad.CYMBAL, Pad.CYMBAL, Pad.DRUM, Pad.DRUM, Pad.CYMBAL)]
    assert acts == [Act.JOINED, Act.CHANGED, Act.MOVED, Act.MOVED, Act.READY]
    assert lee.ready
    assert not joining.ready
    assert (takaichi.device, takaichi.row, takaichi.ready) == ("", 0, False)
    assert joining.strike(Lane.LEE, Pad.DRUM, "kit") is Act.MOVED
    assert joining.strike(Lane.LEE, Pad.CYMBAL, "kit") is Act.BACK
    joining.move(Lane.LEE, 1)
    assert lee.row == 0
    joining.move(Lane.LEE, -1)
    assert lee.row == 3


def test_two_players_leads_to_the_places_and_on_to_the_songs() -> None:
    """Esc leads back by the same way."""
    made = world()
    page = ModeScene(made)
    page.update(0.0)
    page.menu.focus = "two"
    places = press(page, ENTER, 1.0)
    assert isinstance(places, JoinScene)
    places.update(2.0)
    songs = press(places, ENTER, 2.0)
    assert isinstance(songs, SelectScene)
    songs.update(3.0)
    again = press(songs, ESCAPE, 3.0)
    assert isinstance(again, JoinScene)
    again.update(4.0)
    assert isinstance(press(again, ESCAPE, 4.0), ModeScene)
    third = joined(made)
    assert isinstance(click(third, next(item.box for item in third.menu.items if item.key == "back"), 5.0), ModeScene)


def test_both_set_up_at_once_each_for_oneself() -> None:
    """Strokes of both, mixed: each has a level and a scroll speed of one's own, and both ready lead on."""
    made = world(replace(english(), souvenir=Souvenir(names=("Mina", "Kenta"))))
    d, f, j, k = (PADS[key] for key in "dfjk")
    scene = joined(made, d, k, f, j, d, d, j, k, k, f, f, f, d, f, d, f, f, j, j, j, j, j)
    play = made.settings.play
    assert (play.lee_level, play.takaichi_level) == ("hard", "easy")
    assert (play.lee_scroll, play.takaichi_scroll) == (1.0, 1.2)
    assert (play.lee_one_key, play.takaichi_one_key) == (True, False)
    assert (play.lee_wide, play.takaichi_wide) == (True, False)
    assert [place.device for place in scene.joining.places] == [KEYBOARD, KEYBOARD]
    scene.press(event(d, 2.0))
    assert scene.update(2.0) is scene
    scene.press(event(k, 3.0))
    assert isinstance(scene.update(3.0), SelectScene)


def test_pads_alone_reach_every_volume() -> None:
    """They go one way: what is full begins at nothing again."""
    made = world()
    scene = joined(made, PADS["d"], *[PADS["f"]] * 6, PADS["d"], PADS["d"])
    assert made.settings.sound.lee == pytest.approx(0.05)
    assert scene.joining.places[Lane.LEE].row == 6


def test_a_click_types_a_name_and_its_arrows_step_through_names() -> None:
    """As everywhere: an arrow does what it shows."""
    made = world(replace(english(), souvenir=Souvenir("Mina", "", ("Mina", "Kenta"))))
    scene = joined(made)
    item = next(item for item in scene.menu.items if item.key == "name.lee")
    assert item.arrows is not None
    left, top, width, high = item.arrows
    click(scene, (left + width - 30, top, 20, high), 1.0)
    assert made.settings.souvenir.player == "Kenta"
    assert not scene.signers[Lane.LEE].field.typing
    click(scene, (left + 10, top, 20, high), 2.0)
    assert made.settings.souvenir.player == "Mina"
    click(scene, item.arrows, 3.0)
    assert scene.signers[Lane.LEE].field.typing
    scene.leave()


def test_what_the_devices_page_says_of_an_owner_counts_more_than_where_one_has_joined() -> None:
    """A kit that joined for Lee and was given to Takaichi afterwards plays her lane."""
    made = world()
    plug_into(made, 1)
    JoinScene(made).press(struck(KIT, 38))
    assert made.seats(frozenset(Lane), Mode.TWO).players == {KIT: Lane.LEE}
    made.change("devices", leader={KIT: "takaichi"})
    assert made.seats(frozenset(Lane), Mode.TWO).players == {KIT: Lane.TAKAICHI}
    again = JoinScene(made)
    again.press(struck(KIT, 38))
    assert again.joining.places[Lane.TAKAICHI].device == KIT


def test_names_are_chosen_typed_and_kept_for_the_sticks() -> None:
    """The cymbal goes through names signed before; Enter on the name takes letters, pads among them."""
    made = world(replace(english(), souvenir=Souvenir(names=("Mina", "Kenta"))))
    scene = joined(made, PADS["d"], PADS["d"])
    assert made.settings.souvenir.player == "Mina"
    scene.menu.focus = "name.takaichi"
    press(scene, ENTER, 2.0)
    scene.press(event(PADS["d"], 2.1))
    scene.handle(pygame.event.Event(pygame.TEXTINPUT, text="dk"))
    scene.press(event(ENTER, 2.2))
    scene.update(2.3)
    assert made.settings.souvenir.guest == "dk"
    assert made.settings.play.lee_level == "easy"
    scene.leave()


def typing(made: World, lane: Lane, name: str) -> JoinScene:
    """The page after a click on a name and some letters."""
    scene = joined(made)
    click_on(scene, f"name.{lane.id}", 1.0)
    write(scene, name)
    return scene


def click_on(scene: JoinScene, key: str, now: float) -> Any:
    """Click something of the page; a name between its arrows."""
    item = next(item for item in scene.menu.items if item.key == key)
    return click(scene, item.arrows or item.box, now)


def write(scene: JoinScene, letters: str) -> None:
    """Letters come, and the page goes on."""
    scene.handle(pygame.event.Event(pygame.TEXTINPUT, text=letters))
    scene.update(1.5)


def test_a_click_elsewhere_keeps_the_name_that_is_typed() -> None:
    """It counts like Enter: on the way on, and on the other name, where the next letters go."""
    made = world(replace(english(), souvenir=Souvenir()))
    scene = typing(made, Lane.LEE, "Mina")
    assert isinstance(click_on(scene, "songs", 2.0), SelectScene)
    scene.leave()
    assert made.settings.souvenir.player == "Mina"
    other = typing(made, Lane.LEE, " K")
    click_on(other, "name.takaichi", 2.0)
    write(other, "Kenta")
    press(other, ENTER, 3.0)
    assert (made.settings.souvenir.player, made.settings.souvenir.guest) == ("Mina K", "Kenta")
    assert other._typist() is None


def test_a_swap_by_the_mouse_takes_the_typed_name_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """And letters go to nobody any more, in the play either."""
    calls: list[str] = []
    monkeypatch.setattr(pygame.key, "start_text_input", lambda: calls.append("start"))
    monkeypatch.setattr(pygame.key, "stop_text_input", lambda: calls.append("stop"))
    made = world(replace(english(), souvenir=Souvenir()))
    scene = typing(made, Lane.LEE, "Mina")
    click_on(scene, "swap", 2.0)
    assert (made.settings.souvenir.player, made.settings.souvenir.guest) == ("", "Mina")
    assert [signer.field.text for signer in scene.signers] == ["", "Mina"]
    assert calls == ["start", "stop"]


def test_the_name_is_kept_when_both_get_ready_while_it_is_typed() -> None:
    """With a kit and a game pad, which type nothing."""
    made = world(replace(english(), souvenir=Souvenir()))
    plug_into(made, 1, pad=True)
    scene = typing(made, Lane.TAKAICHI, "Kenta")
    for device in (KIT, STICK):
        scene.press(struck(device, STROKES[device][Pad.DRUM]))
    for lane, device in zip(Lane, (KIT, STICK), strict=True):
        scene.joining.places[lane].row = scene.joining.rows
        scene.press(struck(device, STROKES[device][Pad.CYMBAL]))
    assert isinstance(scene.update(2.0), SelectScene)
    scene.leave()
    assert made.settings.souvenir.guest == "Kenta"
    assert scene._typist() is None


def test_two_pads_never_share_a_place_while_the_other_is_free() -> None:
    """A kit that sat on the left another time takes the right, where a friend's game pad was faster; and it stays."""
    made = world()
    plug_into(made, 1, pad=True)
    joined(made).press(struck(KIT, 38))
    assert made.joined == {KIT: Lane.LEE}
    scene = joined(made)
    for _ in range(2):
        for device in (STICK, KIT):
            scene.press(struck(device, STROKES[device][Pad.DRUM]))
    assert [place.device for place in scene.joining.places] == [STICK, KIT]
    assert made.seats(frozenset(Lane), Mode.TWO).players == {STICK: Lane.LEE, KIT: Lane.TAKAICHI}


@pytest.mark.parametrize(
    ("before", "lane"), [("kit", Lane.TAKAICHI), ("nothing", Lane.TAKAICHI), ("keys", Lane.LEE), ("", Lane.LEE)]
)
def test_when_a_second_player_joins_a_song_a_kit_stays_where_it_is(
    before: str, lane: Lane, tmp_path: Path, hall: Stage
) -> None:
    """Who plays Takaichi alone keeps the kit, and who has struck keys leaves it to the other; also when they begin
    again. Where the kit has sat on Lee's side another time, that is forgotten.
    """
    made = world()
    plug_into(made, 1)
    made.joined = {KIT: Lane.LEE} if before in ("kit", "") else {}
    made.change("screen", swap_sides=before == "keys")  # where a kit of nobody goes to Takaichi first
    ready = prepared(made, song(tmp_path / "tune"), Mode.SOLO, frozenset({Lane.TAKAICHI}), ("partner", "human"))
    clock = ManualClock(10.0)
    play: Any = PlayScene(made, ready, Furnished(hall, StageState(ready.session, ready.setup)), clock)
    play.update(clock.now)
    clock.move(0.5)
    play.update(clock.now)
    if before == "kit":
        play.press(struck(KIT, 38, clock.now))
    elif before != "nothing":
        play.press(event(PADS["f"], clock.now))
    play.press(event(TAB, clock.now))
    assert play.company._seats.players == made.seats(frozenset(Lane), Mode.TWO).players == {KIT: lane}
    play.leave()


def test_the_swap_exchanges_the_leaders_and_people_keep_what_they_set() -> None:
    """Who sits on the left is Takaichi now, at the level that was set there, and with the own drums."""
    made = world(replace(english(), souvenir=Souvenir("Mina", "Kenta", ("Mina", "Kenta"))))
    scene = joined(made, PADS["d"], PADS["f"], PADS["d"])
    assert made.settings.play.lee_level == "medium"
    made.change("sound", lee_kit=DrumKit.JAZZ)
    press(scene, TAB, 2.0)
    assert kits_of(made.settings.sound) == {Lane.TAKAICHI: 32}
    play, kept = made.settings.play, made.settings.souvenir
    assert (play.lee_level, play.takaichi_level) == ("easy", "medium")
    assert (kept.player, kept.guest) == ("Kenta", "Mina")
    assert [place.device for place in scene.joining.places] == ["", KEYBOARD]


def test_pads_alone_lead_back() -> None:
    """The drum goes round to the arrow at the page's head, the cymbal takes it."""
    made = world()
    scene = joined(made, *[PADS["j"]] * 9)
    scene.press(event(PADS["k"], 2.0))
    assert isinstance(scene.update(2.0), ModeScene)


def test_a_game_pad_sets_up_with_its_arrows_and_leaves_with_its_own_button(monkeypatch: pytest.MonkeyPatch) -> None:
    """Up and down through its own rows, left and right through values; B leads back."""
    made = world()
    plug_into(made, 0, pad=True)
    scene = JoinScene(made)
    said = {1: Command.DOWN, 2: Command.LEFT, 3: Command.UP, 4: Command.BACK}
    tuning = replace(made.tuning(STICK), commands=said, pads=dict.fromkeys(range(5), Pad.DRUM))
    monkeypatch.setattr(World, "tuning", lambda *_: tuning)
    for code in (0, 1, 2, 3, 3, 3):
        scene.press(struck(STICK, code))
    assert made.settings.play.lee_level == "expert"
    assert scene.joining.places[Lane.LEE].row == scene.joining.rows
    scene.press(struck(STICK, 4))
    assert isinstance(scene.update(2.0), ModeScene)


@pytest.mark.parametrize(("first", "second"), [*permutations((KEYBOARD, KIT, STICK), 2), (KIT, SECOND), (SECOND, KIT)])
def test_any_two_things_join_and_play(first: str, second: str, tmp_path: Path, hall: Stage) -> None:
    """Who strikes first sits on the left; in the play each strikes a lane of their own, at a level of their own."""
    made = world(replace(english(), play=replace(english().play, mode=Mode.TWO, lee_level="expert")))
    plug_into(made, 2, pad=True)
    scene = JoinScene(made)
    held = {
        Lane.LEE: (first, STROKES[first]),
        Lane.TAKAICHI: (second, RIGHT if second == KEYBOARD else STROKES[second]),
    }
    for lane, (device, pads) in held.items():
        scene.press(struck(device, pads[Pad.DRUM]))
        assert scene.joining.places[lane].device == device
    ready = prepared(made, song(tmp_path / "tune"))
    clock = ManualClock(10.0)
    play: Any = PlayScene(made, ready, Furnished(hall, StageState(ready.session, ready.setup)), clock)
    play.update(clock.now)
    for device, pads in held.values():
        for code in pads.values():
            play.press(struck(device, code, clock.move(0.01)))
    played = [(strike.lane, strike.pad) for strike in ready.session.strikes]
    assert played == [(lane, pad) for lane in Lane for pad in (Pad.DRUM, Pad.CYMBAL)]
    play.leave()


def test_a_device_of_somebody_sits_with_its_owner_and_a_lost_one_leaves_its_place() -> None:
    """Others are not touched, and who comes back sits where he sat."""
    made = world(replace(english(), devices=Devices(leader={KIT: "takaichi"})))
    plug_into(made, 2)
    scene = JoinScene(made)
    scene.press(struck(KIT, 38))
    scene.press(struck(SECOND, 38))
    assert [place.device for place in scene.joining.places] == [SECOND, KIT]
    scene.handle(pygame.event.Event(DEVICE_LOST, device=SECOND))
    assert [place.device for place in scene.joining.places] == ["", KIT]
    scene.press(struck(SECOND, 49))
    assert [place.device for place in scene.joining.places] == [SECOND, KIT]


def test_letting_go_and_other_keys_strike_nothing() -> None:
    """Releases, letters, a game pad's other buttons."""
    made = world()
    scene = JoinScene(made)
    scene.press(event(PADS["d"], 1.0, down=False))
    scene.press(event(pygame.KSCAN_A, 1.0))
    assert [place.device for place in scene.joining.places] == ["", ""]


def test_the_key_test_is_one_step_away() -> None:
    """It leads back to the places."""
    made = world()
    scene = joined(made)
    scene.menu.focus = "test"
    test = press(scene, ENTER, 1.0)
    assert isinstance(test, KeyTestScene)
    test.update(2.0)
    assert isinstance(press(test, ESCAPE, 30.0), JoinScene)


def test_levels_of_two_stay_apart_in_the_list_and_are_alike_for_one(tmp_path: Path) -> None:
    """Arrows move both by a step; with one player both lanes are at the level that is shown."""
    made = world(replace(english(), play=replace(english().play, mode=Mode.TWO, lee_level="hard")))
    page = SelectScene(made)
    page.shelf._thread.join(30)
    page.update(0.0)
    assert page.levels == (Level.HARD, Level.EASY)
    page._change_level(1)
    assert page.levels == (Level.EXPERT, Level.MEDIUM)
    made.change("play", mode=Mode.SOLO)
    assert page.levels == (Level.EXPERT, Level.EXPERT)
    page.leave()


@pytest.fixture(scope="module")
def hall() -> Stage:
    """A stage painted once."""
    return Stage(Theme(window().get_size()), setup_for())


def test_each_lane_scrolls_as_its_player_wants() -> None:
    """Faster notes are in sight for a shorter time; at equal speeds a unison is a mirror image."""
    setup = setup_for(scrolls=(1.0, 2.0))
    assert setup.approach(Lane.LEE) == pytest.approx(2 * setup.approach(Lane.TAKAICHI))


def test_every_kit_has_its_drums_in_the_games_own_font(tmp_path: Path) -> None:
    """Each leader's strikes sound like the drums that were chosen, the other one's like the song's."""
    assert set(PROGRAMS) == set(DrumKit) - {DrumKit.SONG}
    font = SoundFont.open(sound_font())
    found = (Kit(program).voice(font, 36, 100) for program in PROGRAMS.values())
    kinds = {(*(zone.sample for zone in zones), pitch) for zones, pitch in found}
    assert len(kinds) >= 6
    tune = song(tmp_path / "tune")
    plan = Plan(tune, (Level.EXPERT, Level.EXPERT), Mode.TWO, frozenset(Lane), ("human", "human"))
    kits = Instruments(None, kits_of(Sound(takaichi_kit=DrumKit.MACHINE)))
    made = prepare(plan, setup_of(world(), plan), Store(tmp_path / "store"), 48_000, lambda share: None, kits)
    assert made.sounds.backing is not None
    own, other = made.sounds.backing.keysounds[38, 2], made.sounds.backing.kits[Lane.TAKAICHI][38, 2]
    assert Lane.LEE not in made.sounds.backing.kits
    assert own.shape != other.shape or not np.allclose(own, other)
