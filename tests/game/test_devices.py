"""The page of devices: what is there, whose it is, what its pads play, and how this machine keeps time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pygame
import pytest

from drumjam.game.audio import RecordingAudio
from drumjam.game.gear.figures import figure_lines, missing_lines, remember
from drumjam.game.gear.lights import FADING, Lights, Stroke
from drumjam.game.inputs.guards import Verdict
from drumjam.game.inputs.source import DEVICE_FOUND, DEVICE_LOST, InputEvent
from drumjam.game.inputs.stamps import Stamps
from drumjam.game.inputs.tuning import Touch
from drumjam.game.options.tabs import Tab
from drumjam.game.scene import Pace
from drumjam.game.scenes.devices import DETAIL, SEEN, DevicesScene
from drumjam.game.scenes.settings import SettingsScene
from drumjam.game.scenes.title import TitleScene
from drumjam.game.strings import LANGUAGES, Strings
from drumjam.game.survey import GamePadNames, Midi, missing_of
from drumjam.game.world import World
from drumjam.library.settings import Curve, Language, Mode
from drumjam.library.settingsfile import load_settings
from drumjam.rules.chart import Lane, Pad
from drumjam.rules.clock import ManualClock
from tests.game import midiroom
from tests.game.fingers import PADS, cut_texts, english, event, press, window, world
from tests.game.plugging import plug_into

ENTER, ESCAPE, LEFT, RIGHT = pygame.KSCAN_RETURN, pygame.KSCAN_ESCAPE, pygame.KSCAN_LEFT, pygame.KSCAN_RIGHT
KIT, OTHER, STICK = "TD-17", "TD-17 (2)", "Arcade Stick"


@pytest.fixture(autouse=True)
def _room() -> Iterator[None]:
    """An empty room afterwards."""
    yield
    midiroom.clear()


def page(kits: int = 2, *, pad: bool = True, chosen: str = KIT) -> DevicesScene:
    """The page with a device chosen."""
    made = world()
    plug_into(made, kits, pad=pad)
    scene = DevicesScene(made, TitleScene)
    scene.menu.focus = f"device.{chosen}"
    scene.update(0.0)
    return scene


def struck(scene: DevicesScene, device: str, code: int, velocity: int = 90, at: float = 1.0) -> None:
    """Something comes down on a device."""
    scene.press(InputEvent(round(at * 1e9), device, code, velocity=velocity))
    scene.update(at)


def choose(scene: DevicesScene, row: str, key: int = ENTER) -> Any:
    """Press a key on a row; the page that is open then."""
    scene.menu.focus = row
    return press(scene, key, 2.0)


def row_of(scene: DevicesScene, key: str) -> str:
    """What a row of the chosen device reads."""
    return next(row.value for row, _ in scene.placed() if row.key == key)


# -- trying ---------------------------------------------------------------------------------------


def test_a_light_shines_as_hard_as_its_pad_was_struck_and_goes_out() -> None:
    """The drum's or the cymbal's, each device its own; what did not count does not shine, but is told."""
    lights = Lights()
    lights.strike(KIT, Stroke(1.0, 38, 127, Pad.DRUM))
    lights.strike(OTHER, Stroke(1.0, 49, 40, Pad.CYMBAL))
    assert lights.share(KIT, Pad.DRUM, 1.0) == 1.0
    assert 0.35 < lights.share(OTHER, Pad.CYMBAL, 1.0) < 0.6
    assert lights.share(KIT, Pad.CYMBAL, 1.0) == lights.share(OTHER, Pad.DRUM, 1.0) == 0.0
    assert lights.share(KIT, Pad.DRUM, 1.0 + FADING) == lights.level(KIT, 1.0 + FADING) == 0.0
    lights.strike(KIT, Stroke(2.0, 49, 5, Pad.CYMBAL, Verdict.SOFT))
    assert lights.share(KIT, Pad.CYMBAL, 2.0) == 0.0
    assert lights.last[KIT].verdict is Verdict.SOFT


def test_on_this_page_a_kit_only_lights_up_and_all_others_lead_on() -> None:
    """So that every pad can be tried; keys and game pads light up too."""
    scene = page()
    for note in (38, 49, 51):
        struck(scene, KIT, note)
    assert scene.menu.focus == f"device.{KIT}"
    assert scene.next is scene
    assert scene.lights.share(KIT, Pad.DRUM, 1.0) > 0
    struck(scene, STICK, 5)
    assert scene.menu.focus == f"device.{OTHER}"
    assert scene.lights.share(STICK, Pad.CYMBAL, 1.0) > 0
    scene.press(event(PADS["f"], 1.0))
    assert scene.lights.share("keyboard", Pad.DRUM, 1.0) > 0


@pytest.mark.parametrize(
    ("note", "velocity", "told"),
    [
        (38, 90, "38: drum, strength 90"),
        (100, 90, "100: plays nothing, strength 90"),
        (38, 5, "38: too soft to count, strength 5"),
    ],
)
def test_the_last_stroke_is_told_with_what_became_of_it(note: int, velocity: int, told: str) -> None:
    """As the kit sent it, through its own ear."""
    scene = page()
    assert "Strike a pad" in scene._told()
    midiroom.ROOM[0].strike(note, velocity)
    for one in scene.world.inputs.poll():
        scene.press(one)
    scene.update(1.0)
    assert scene._told() == told


# -- teaching -------------------------------------------------------------------------------------


def test_a_pad_is_learned_by_striking_it_and_kept() -> None:
    """The next stroke of that kit is it, not another's; it counts at once, and after the next start."""
    scene = page()
    choose(scene, "part", RIGHT)
    choose(scene, "learn")
    struck(scene, OTHER, 90)
    assert scene.learning
    struck(scene, KIT, 90)
    assert not scene.learning
    assert scene.world.tuning(KIT).pads[90] is Pad.CYMBAL
    assert 90 not in scene.world.tuning(OTHER).pads
    choose(scene, "part", LEFT)
    choose(scene, "learn")
    struck(scene, KIT, 49)
    assert load_settings().settings.devices.pads == {KIT: {"90": "cymbal", "49": "drum"}}
    assert row_of(scene, "learn") == "usual, 49"


@pytest.mark.parametrize(("device", "code"), [(KIT, 38), (STICK, 2)])
def test_a_pad_or_button_is_taught_to_play_nothing(device: str, code: int) -> None:
    """One that nobody wants, or that others shake: it is struck in no play; the usual again when that is forgotten."""
    scene = page(chosen=device)
    usual = scene.world.tuning(device).pads[code]
    choose(scene, "part", LEFT)
    assert "threshold" not in {row.key for row, _ in scene.placed()}
    choose(scene, "learn")
    assert row_of(scene, "learn") == "strike it now"
    struck(scene, device, code)
    assert load_settings().settings.devices.pads == {device: {str(code): "nothing"}}
    assert row_of(scene, "learn") == f"usual, {code}"
    seats = scene.world.seats(frozenset(Lane), Mode.BOTH_HANDS)
    assert seats.seat(InputEvent(1, device, code)) is None
    struck(scene, device, code, at=2.0)
    assert "plays nothing" in scene._told()
    choose(scene, "forget")
    assert scene.world.tuning(device).pads[code] is usual


def test_no_port_is_closed_while_a_stroke_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where looking for kits closes them, it waits until the pad is learned; before and after, kits are looked for."""
    scene = page()
    source, looks = scene.world.devices, list[bool]()
    assert source is not None
    monkeypatch.setattr(source.kits, "look", lambda renew: looks.append(renew))
    source.tend(0.0, calm=True)
    for now, learning in ((10.0, False), (20.0, True)):
        if learning:
            choose(scene, "learn")
        assert scene.learning is learning
        scene.update(now - 0.1)
        source.tend(now, calm=True)
    struck(scene, KIT, 90, at=29.9)
    scene.update(30.0)
    source.tend(30.0, calm=True)
    assert looks == [True, False, True]


def test_escape_calls_off_the_learning_before_it_leaves() -> None:
    """So do other pads and another device; and letting go of a button teaches nothing."""
    scene = page(chosen=STICK)
    choose(scene, "learn")
    scene.press(InputEvent(1, STICK, 12, down=False))
    assert scene.learning
    choose(scene, "part", RIGHT)
    assert not scene.learning
    choose(scene, "learn")
    assert press(scene, ESCAPE, 1.0) is scene
    assert not scene.learning
    choose(scene, "learn")
    midiroom.plug("Nitro:Nitro MIDI 1 40:0")
    scene.handle(pygame.event.Event(DEVICE_FOUND, device=KIT))
    assert (scene.chosen, scene.part, scene.learning) == (KIT, Pad.DRUM, False)
    assert isinstance(press(scene, ESCAPE, 2.0), TitleScene)
    assert scene.world.settings.devices.pads == {}


def test_a_device_forgets_what_it_has_learned() -> None:
    """The usual notes count again, and the settings hold no trace of it."""
    scene = page()
    choose(scene, "part", RIGHT)
    choose(scene, "learn")
    struck(scene, KIT, 38)
    assert scene.world.tuning(KIT).pads[38] is Pad.CYMBAL
    choose(scene, "forget")
    assert scene.world.tuning(KIT).pads[38] is Pad.DRUM
    assert load_settings().settings.devices.pads == {}


def test_a_device_has_an_owner_and_its_drums_and_cymbals_a_softest_stroke_and_a_touch_each() -> None:
    """Changed by arrows or the mouse, counted at once, and kept by name; the other pads keep theirs."""
    scene = page()
    choose(scene, "owner", RIGHT)
    choose(scene, "threshold", RIGHT)
    choose(scene, "curve", RIGHT)
    kept = load_settings().settings.devices
    assert (kept.leader, kept.threshold, kept.curve) == ({KIT: "lee"}, {KIT: 11}, {KIT: Curve.HARD})
    tuning = scene.world.tuning(KIT)
    assert (tuning.owner, tuning.touch(38), tuning.touch(49)) == (Lane.LEE, Touch(11, Curve.HARD), Touch())
    choose(scene, "part", RIGHT)
    row = next(row for row, _ in scene.placed() if row.key == "threshold")
    assert (row.value, row_of(scene, "curve")) == ("10", "even")
    assert row.slide is not None
    row.slide(1.0)
    row.slide(2.0)
    choose(scene, "curve", LEFT)
    tuning = scene.world.tuning(KIT)
    assert (tuning.touch(38), tuning.touch(49)) == (Touch(11, Curve.HARD), Touch(64, Curve.SOFT))
    assert scene.world.tuning(OTHER).touch(49) == Touch()
    choose(scene, "owner", LEFT)
    assert load_settings().settings.devices.leader == {}


def test_a_softest_stroke_of_old_is_that_of_all_pads_until_one_is_changed() -> None:
    """Settings that had one number for a kit go on as they were."""
    scene = page()
    scene.world.change("devices", threshold={KIT: 30}, curve={KIT: Curve.SOFT})
    tuning = scene.world.tuning(KIT)
    assert tuning.touch(38) == tuning.touch(49) == Touch(30, Curve.SOFT)
    scene.update(1.0)
    choose(scene, "threshold", LEFT)
    tuning = scene.world.tuning(KIT)
    assert (tuning.touch(38).threshold, tuning.touch(49).threshold) == (29, 30)


def test_the_needle_shows_strokes_of_the_pads_whose_softest_stroke_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drum says nothing of how softly cymbals may be struck."""
    scene, drawn = page(), list[object]()
    monkeypatch.setattr(type(scene.world.theme), "line", lambda *how: drawn.append(how))
    struck(scene, KIT, 38)
    scene._draw_needle(window(), (0, 0, 150, 10), 1.0)
    assert len(drawn) == 1
    choose(scene, "part", RIGHT)
    scene._draw_needle(window(), (0, 0, 150, 10), 1.0)
    assert len(drawn) == 1


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", [*Pad, None])
def test_no_row_of_a_kit_is_cut_at_the_largest_size(
    language: str, part: Pad | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 150 %, in three languages, also where two offsets stand side by side; and all rows lie on their panel."""
    made = world(english(language=Language(language), text_size=150))
    plug_into(made, 2, pad=True)
    made.change("timing", lee_ms={KIT: -140.0}, takaichi_ms={KIT: 125.0})
    scene = DevicesScene(made, TitleScene)
    scene.menu.focus = f"device.{KIT}"
    scene.update(0.0)
    scene.part = part
    cut = cut_texts(monkeypatch)
    for scene.learning in (False, True):
        scene.draw(window(), 1.0, lambda: None)
    assert cut == []
    assert all(y + h <= DETAIL[1] + DETAIL[3] for _, (_, y, _, h) in scene.placed())


@pytest.mark.parametrize("owner", [{}, {OTHER: "lee"}, {OTHER: "takaichi"}])
def test_an_offset_is_the_devices_on_whichever_lane_it_was_found(owner: dict[str, str]) -> None:
    """It is shown, and a step moves it, for both lanes and whoever owns it; other devices keep theirs."""
    scene = page(chosen=OTHER)
    scene.world.change("devices", leader=owner)
    scene.world.change("timing", takaichi_ms={OTHER: 40.0, "keyboard": 5.0})
    assert row_of(scene, "own_offset") == "+40 ms"
    choose(scene, "own_offset", RIGHT)
    timing = scene.world.settings.timing
    assert (timing.lee_ms, timing.takaichi_ms) == ({OTHER: 41.0}, {OTHER: 41.0, "keyboard": 5.0})
    assert row_of(scene, "own_offset") == "+41 ms"


def test_offsets_that_differ_are_both_shown_and_both_kept() -> None:
    """As files of old may have them: of the lane on the left first, and a step moves each."""
    scene = page()
    scene.world.change("timing", lee_ms={KIT: 12.0}, takaichi_ms={KIT: -40.0})
    assert row_of(scene, "own_offset") == "+12 / −40 ms"
    choose(scene, "own_offset", LEFT)
    timing = scene.world.settings.timing
    assert (timing.lee_ms, timing.takaichi_ms) == ({KIT: 11.0}, {KIT: -41.0})
    scene.world.change("screen", swap_sides=True)
    assert row_of(scene, "own_offset") == "−41 / +11 ms"


# -- coming and going -----------------------------------------------------------------------------


def test_a_device_that_comes_is_shown_and_one_that_goes_leaves_the_keyboard() -> None:
    """Nothing waits for the stroke of a kit that is gone."""
    scene = page(1, pad=False)
    source = scene.world.devices
    assert source is not None
    midiroom.plug("Nitro:Nitro MIDI 1 40:0")
    source.kits.look(renew=True)
    source.kits.wait(20)
    for other in source.take():
        assert other.type == DEVICE_FOUND
        scene.handle(other)
    scene.update(1.0)
    assert scene.device.name == "Nitro"
    choose(scene, "learn")
    midiroom.ROOM.pop()
    source.poll()
    for other in source.take():
        assert other.type == DEVICE_LOST
        scene.handle(other)
    scene.update(2.0)
    assert not scene.learning
    assert scene.device.name == "keyboard"
    assert isinstance(choose(scene, "keys"), TitleScene)


def test_of_many_devices_the_chosen_one_is_in_sight() -> None:
    """Arrows lead to all of them."""
    scene = page(10, chosen="keyboard")
    seen = {scene.device.name}
    for _ in range(12):
        press(scene, pygame.KSCAN_DOWN, 1.0)
        seen.add(scene.device.name)
        in_sight = [device.name for device, _, reach in scene.cards() if reach.name == "ALL"]
        assert scene.device.name in in_sight
        assert len(in_sight) == SEEN
    assert len(seen) == 12


def test_the_page_is_reached_from_the_keys_in_the_settings() -> None:
    """And leads back there."""
    made = world()
    plug_into(made, 0)
    settings = SettingsScene(made, TitleScene, Tab.KEYS)
    settings.update(0.0)
    settings.menu.focus = "devices"
    scene = press(settings, ENTER, 1.0)
    assert isinstance(scene, DevicesScene)
    scene.update(1.0)
    again = press(scene, ESCAPE, 2.0)
    assert isinstance(again, SettingsScene)
    assert again.tab is Tab.KEYS


def test_without_any_devices_seam_the_page_shows_the_keyboard() -> None:
    """A source that knows no devices is no fault."""
    scene = DevicesScene(world(), TitleScene)
    scene.update(0.0)
    assert [device.name for device in scene.devices()] == ["keyboard"]
    assert missing_lines(scene.world) == []


# -- this machine ---------------------------------------------------------------------------------


class Loudspeaker(RecordingAudio):
    """A sound device as people have it."""

    driver, trusted, out_latency = "pulseaudio", True, 0.0171


def measured(made: World) -> list[str]:
    """The figures after a play."""
    for i in range(100):
        made.gauges.poll(i * 0.0005, Pace.PLAY)
        made.gauges.frame(i / 60, Pace.PLAY)
        made.gauges.heard((-1) ** i * 0.0002 if i else None)
    return figure_lines(made)


def test_figures_tell_how_this_machine_keeps_time() -> None:
    """Before anything was measured, after a play, and with a sound device."""
    made = world()
    made.audio = None
    assert figure_lines(made)[1:] == [
        "Looks for input: not measured yet",
        "Pictures: not measured yet",
        "Song clock: not measured yet",
        "Sound: none, the game plays silently",
    ]
    made.audio = Loudspeaker(ManualClock())
    assert measured(made) == [
        "Keys are as exact as the game looks for them",
        "Last play: input looked for every 0.5 ms, at worst 0.5 ms",
        "Last play: a picture every 16.7 ms, at worst 16.7 ms",
        "Last play: song clock 0.2 ms off the sound, at worst 0.2 ms",
        "Sound: pulseaudio, 512 frames, heard about 17 ms later",
    ]


def test_figures_are_remembered_from_play_to_play() -> None:
    """The next window tells the last play's until it has its own; what was not measured then is not told of."""
    made = world()
    made.audio = None
    before = measured(made)
    remember(made)
    later = world(load_settings().settings)
    later.audio = None
    for i in range(100):
        later.gauges.frame(i / 30, Pace.CALM)
    assert figure_lines(later) == before
    for i in range(100):
        later.gauges.frame(i / 30, Pace.PLAY)
    assert figure_lines(later)[1:4] == [
        "Looks for input: not measured yet",
        "Last play: a picture every 33.3 ms, at worst 33.3 ms",
        "Song clock: not measured yet",
    ]
    remember(later)
    assert set(load_settings().settings.machine.usual_ms) == {"pictures"}


def test_stamps_are_told_as_believed_or_not() -> None:
    """Where the window gives keys their own time."""
    made = world()
    source = plug_into(made, 0)
    stamps = Stamps()
    stamps.plausible, stamps.distrusted = 312, 4
    source.window.stamps = stamps  # type: ignore[attr-defined]
    assert figure_lines(made)[0] == "Keys carry their own time: 312 believed, 4 not"


def test_what_is_missing_is_told_once_it_was_looked_for() -> None:
    """A kit that cannot be opened, by its name; nothing before anybody has looked."""
    made = world()
    made.audio = Loudspeaker(ManualClock())
    source = plug_into(made, 1)
    assert missing_lines(made) == ["No game pad: plug one in, or pair it with this computer."]
    source.kits.held = {"Nitro": "busy"}
    assert "Nitro cannot be opened (busy): another program may be using it." in missing_lines(made)
    source.kits.backend = ""
    assert missing_lines(made) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_can_be_missing_has_words_in_every_language(language: str) -> None:
    """The same remarks as the command line's, in the player's language."""
    strings = Strings(language)
    remarks = [
        *missing_of(False, Midi(""), GamePadNames()),
        *missing_of(True, Midi("x", trouble="y"), GamePadNames(trouble="z")),
        *missing_of(True, Midi("x", held=(("a", "b"),)), GamePadNames()),
        *missing_of(True, Midi("x"), GamePadNames(("p",))),
    ]
    assert len({remark.code for remark in remarks}) == 7
    for remark in remarks:
        told = strings.text(remark.code, **dict(remark.params))
        assert all(str(value) in told for _, value in remark.params)
        assert language != "en" or told == remark.text
