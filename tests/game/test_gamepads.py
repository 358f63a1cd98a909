"""Game pads: what is pressed on them, whatever their makers count, and how they come and go."""

from __future__ import annotations

from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any

import pygame
import pytest

from drumjam.game.inputs.buttons import USUAL, Buttons, axis_code, buttons_of, code_at, hat_code
from drumjam.game.inputs.devices import DeviceInput, Sort
from drumjam.game.inputs.ear import Ear
from drumjam.game.inputs.gamepads import EVENTS, GamePads
from drumjam.game.inputs.kits import Kit, Kits
from drumjam.game.inputs.labels import Found
from drumjam.game.inputs.polling import PollingInput
from drumjam.game.inputs.ports import Port
from drumjam.game.inputs.source import DEVICE_FOUND, DEVICE_LOST, InputEvent
from drumjam.game.inputs.tuning import Tuning
from drumjam.game.scene import Command
from drumjam.library.settings import Devices
from drumjam.rules.chart import Lane, Pad
from tests.game.fingers import window
from tests.game.padroom import VirtualPad
from tests.game.plugging import Joystick

SHOULDER, A, B, UP = 9, 0, 1, 11
"""Buttons of SDL's virtual pad."""

LEFT_TRIGGER = 4


def said(kind: int, **fields: Any) -> pygame.event.Event:
    """An event of pygame's."""
    return pygame.event.Event(kind, **fields)


def pads(*joysticks: Joystick, chosen: Devices | None = None) -> GamePads:
    """Game pads, plugged in one after the other."""
    made = GamePads(chosen or Devices(), list(joysticks).__getitem__)
    for index in range(len(joysticks)):
        made.hear(said(pygame.JOYDEVICEADDED, device_index=index), 0)
    return made


def heard(made: GamePads, kind: int, number: int = 7, **fields: Any) -> list[tuple[int, bool]]:
    """Codes that came down or up."""
    return [(event.code, event.down) for event in made.hear(said(kind, instance_id=number, **fields), 5)]


def test_buttons_are_strikes_of_the_pad_they_are_on() -> None:
    """By the pad's number, not its place in a list; with the moment of the poll."""
    made = pads(Joystick(7), Joystick(9))
    assert made.hear(said(pygame.JOYBUTTONDOWN, instance_id=9, button=3), 5) == [
        InputEvent(5, "Arcade Stick (2)", 3, down=True)
    ]
    assert heard(made, pygame.JOYBUTTONUP, button=3) == [(3, False)]
    assert heard(made, pygame.JOYBUTTONDOWN, number=1, button=3) == []


def test_a_hat_has_four_directions_and_rolls_from_one_to_the_next() -> None:
    """Each comes down and up by itself; in a corner two are down."""
    made = pads(Joystick(7))
    up, right = hat_code(0, 0), hat_code(0, 1)
    assert heard(made, pygame.JOYHATMOTION, hat=0, value=(0, 1)) == [(up, True)]
    assert heard(made, pygame.JOYHATMOTION, hat=0, value=(1, 1)) == [(right, True)]
    assert heard(made, pygame.JOYHATMOTION, hat=0, value=(1, 0)) == [(up, False)]
    assert heard(made, pygame.JOYHATMOTION, hat=0, value=(0, 0)) == [(right, False)]


def test_a_trigger_counts_from_half_its_way_and_has_to_come_back_a_fifth() -> None:
    """An axis that rests at its end is a trigger; a hand that trembles at the point strikes once."""
    made = pads(Joystick(7))
    code = axis_code(2, 1)
    seen = [heard(made, pygame.JOYAXISMOTION, axis=2, value=2 * way - 1) for way in (0.4, 0.5, 0.4, 0.55, 0.29, 0.51)]
    assert seen == [[], [(code, True)], [], [], [(code, False)], [(code, True)]]
    assert made.pads["Arcade Stick"].tuning.pads[code] is Pad.CYMBAL


def test_a_stick_leads_through_menus_and_strikes_nothing() -> None:
    """Its ends are directions; in a play it does nothing."""
    made = pads(Joystick(7))
    assert heard(made, pygame.JOYAXISMOTION, axis=1, value=-0.9) == [(axis_code(1, -1), True)]
    assert heard(made, pygame.JOYAXISMOTION, axis=1, value=0.6) == [(axis_code(1, -1), False), (axis_code(1, 1), True)]
    tuning = made.pads["Arcade Stick"].tuning
    assert [tuning.commands[axis_code(1, end)] for end in (-1, 1)] == [Command.UP, Command.DOWN]
    assert axis_code(1, 1) not in tuning.pads


def test_on_pages_buttons_are_commands_and_in_plays_front_is_drum_and_shoulder_cymbal() -> None:
    """Also on a pad that nobody knows; start and back pause a play."""
    tuning = buttons_of({}, {}).tuning("x", Devices())
    codes = {name: code_at(place) for name, place in USUAL.items()}
    commands = ("dpup", "dpdown", "dpleft", "dpright", "a", "b", "leftshoulder", "rightshoulder")
    assert [tuning.commands[codes[name] or 0] for name in commands] == [
        Command.UP,
        Command.DOWN,
        Command.LEFT,
        Command.RIGHT,
        Command.CHOOSE,
        Command.BACK,
        Command.PREVIOUS,
        Command.NEXT,
    ]
    drums = {name for name, code in codes.items() if tuning.pads.get(code or 0) is Pad.DRUM}
    assert drums == {"a", "b", "x", "y", "dpup", "dpdown", "dpleft", "dpright"}
    assert tuning.pauses == {codes["start"], codes["back"]}
    assert {codes["dpup"], codes["leftshoulder"]} <= tuning.left
    assert codes["a"] not in tuning.left


@pytest.mark.parametrize(
    ("place", "code"),
    [("b3", 3), ("h0.4", hat_code(0, 2)), ("a5", axis_code(5, 1)), ("+a2", axis_code(2, 1)), ("-a1", None), ("", None)],
)
def test_places_are_read_as_sdl_writes_them(place: str, code: int | None) -> None:
    """What is none of them plays nothing."""
    assert code_at(place) == code


def test_a_game_pad_learns_as_a_kit_does() -> None:
    """A button that shall be the cymbal, and who it belongs to."""
    chosen = Devices(pads={"x": {"0": "cymbal", "13": "drum"}}, leader={"x": "lee"})
    tuning = Buttons(USUAL, frozenset()).tuning("x", chosen)
    assert (tuning.pads[0], tuning.pads[13], tuning.owner) == (Pad.CYMBAL, Pad.DRUM, Lane.LEE)


def test_game_pads_go_and_come_back_under_their_names() -> None:
    """Two alike: the first is pulled out and comes back with another number."""
    made = pads(Joystick(7), Joystick(9), Joystick(11))
    assert made.changes() == ([], ["Arcade Stick", "Arcade Stick (2)", "Arcade Stick (3)"])
    made.hear(said(pygame.JOYDEVICEREMOVED, instance_id=7), 0)
    made.hear(said(pygame.JOYDEVICEREMOVED, instance_id=7), 0)
    assert made.changes() == (["Arcade Stick"], [])
    made._make = lambda _: Joystick(12)
    made.hear(said(pygame.JOYDEVICEADDED, device_index=2), 0)
    made.hear(said(pygame.JOYDEVICEADDED, device_index=2), 0)
    assert made.changes() == ([], ["Arcade Stick"])
    assert heard(made, pygame.JOYBUTTONDOWN, number=12, button=0) == [(0, True)]


def test_a_game_pad_that_cannot_be_opened_is_told() -> None:
    """It was pulled out again already: one line, no pad, no fall."""

    def gone(index: int) -> Any:
        raise pygame.error("Invalid joystick device number")

    made = GamePads(Devices(), gone)
    assert made.hear(said(pygame.JOYDEVICEADDED, device_index=0), 0) == []
    assert (made.pads, made.trouble) == ({}, "Invalid joystick device number")


# -- with SDL's own pads --------------------------------------------------------------------------


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeviceInput]:
    """All that can be struck, over a window that has no focus."""
    monkeypatch.setenv("SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS", "1")
    pygame.joystick.quit()
    window()
    pygame.event.clear()
    made = DeviceInput(PollingInput(), Devices(), Kits(Devices(), lambda: pytest.fail("nobody looks for kits here")))
    made.pads.open()
    yield made
    made.close()
    pygame.joystick.quit()


def strokes(made: DeviceInput) -> list[tuple[str, int, bool]]:
    """Device, code and direction of what came in."""
    return [(event.device, event.code, event.down) for event in made.poll()]


def changes(made: DeviceInput) -> list[tuple[int, str]]:
    """Devices that have come or gone, as scenes hear of them."""
    return [(event.type, event.device) for event in made.take() if event.type in (DEVICE_LOST, DEVICE_FOUND)]


def test_a_real_game_pad_comes_plays_and_goes(source: DeviceInput) -> None:
    """As SDL tells it: its mapping says which buttons are which, and nothing of it reaches the scenes as an event."""
    pad = VirtualPad()
    strokes(source)
    ((kind, name),) = changes(source)
    assert kind == DEVICE_FOUND
    assert [(device.name, device.sort) for device in source.devices()] == [(name, Sort.GAME_PAD)]
    tuning = source.tuning(name)
    assert [tuning.pads[code] for code in (A, UP, SHOULDER)] == [Pad.DRUM, Pad.DRUM, Pad.CYMBAL]
    assert tuning.commands[UP] is Command.UP
    pad.press(B)
    pad.pull(LEFT_TRIGGER, 0.5)
    pad.push(1)
    assert strokes(source) == [(name, B, True), (name, hat_code(0, 0), True), (name, axis_code(LEFT_TRIGGER, 1), True)]
    pad.press(B, down=False)
    assert strokes(source) == [(name, B, False)]
    assert [event.type for event in source.take() if event.type in EVENTS] == []
    pad.unplug()
    assert not [code for _, code, down in strokes(source) if down]  # what was held is let go
    assert changes(source) == [(DEVICE_LOST, name)]
    assert list(source.devices()) == []


def test_two_real_game_pads_of_one_name_are_two(source: DeviceInput) -> None:
    """Each with its own number behind the name, which it gets again."""
    first, second = VirtualPad(), VirtualPad()
    strokes(source)
    names = [name for _, name in changes(source)]
    assert names[1] == f"{names[0]} (2)"
    second.press(A)
    assert strokes(source) == [(names[1], A, True)]
    first.unplug()
    strokes(source)
    assert changes(source) == [(DEVICE_LOST, names[0])]
    again = VirtualPad()
    strokes(source)
    assert changes(source) == [(DEVICE_FOUND, names[0])]
    again.unplug()
    second.unplug()
    strokes(source)


def test_the_game_opens_no_device_before_its_first_pictures_are_shown(
    source: DeviceInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look comes a moment after the first frame; then every two seconds. In a play no port is closed for it,
    and nothing is looked for where there is no kit that could go.
    """
    told: list[Any] = []
    monkeypatch.setattr(source.pads, "open", lambda: told.append("pads"))
    monkeypatch.setattr(source.kits, "look", lambda *, renew: told.append(renew))
    source.poll()
    frames = [(10.0, True), (10.3, True), (10.7, True), (12.0, True), (12.8, True), (13.0, False), (14.9, False)]
    source.kits.kits["one"] = Kit(Found("one"), Port(None, SimpleQueue(), None), Ear("one", Tuning()))
    for now, calm in frames:
        source.tend(now, calm=calm)
        told.append(now)
    assert told == [10.0, 10.3, "pads", True, 10.7, 12.0, True, 12.8, 13.0, False, 14.9]
    source.kits.kits.clear()
    source.tend(20.0, calm=False)
    assert told[-1] == 14.9
