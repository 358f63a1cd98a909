"""Input: when a key came down, which key it was, and what it plays."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import Any

import pygame
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drumjam.game.inputs import open_input, polling, x11
from drumjam.game.inputs.devices import DeviceInput
from drumjam.game.inputs.keys import Bindings, KeyTakenError, Slot, code_of, key_label, name_of, rebound
from drumjam.game.inputs.polling import PollingInput
from drumjam.game.inputs.scripted import ScriptedInput
from drumjam.game.inputs.seats import caps, lane_of, pad_of
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.inputs.stamps import MS, PROBATION, ServerStamps
from drumjam.game.inputs.x11 import KEY_PRESS, XKEY, X11Input
from drumjam.library.keys import Keys
from drumjam.library.settings import Devices
from drumjam.rules.chart import Lane, Pad
from tests.game.fingers import Fingers, event, window

LEE, BOTH = frozenset({Lane.LEE}), frozenset(Lane)


@given(
    press=st.integers(10**12, 2**62),
    before=st.integers(0, 4 * MS),
    after=st.integers(0, 100 * MS),
)
@example(press=(2**32 + 5) * MS + 999_999, before=0, after=MS)
@example(press=2**32 * MS - 1, before=0, after=3 * MS)
def test_a_server_stamp_places_a_press_within_half_a_millisecond(press: int, before: int, after: int) -> None:
    """The press lies in the server's millisecond, however late it is noticed, also where 32 bits wrap."""
    stamps = ServerStamps()
    moment = stamps.moment((press // MS) & 0xFFFFFFFF, press - before, press + after)
    assert abs(moment - press) <= MS // 2 + 1
    assert press - before <= moment <= press + after


def test_a_stamp_that_is_too_old_is_not_believed() -> None:
    """A server with another clock: the press counts in the middle between two polls, and is counted as distrusted."""
    stamps = ServerStamps()
    now = 10_000 * MS
    assert stamps.moment(5_000, now - 2 * MS, now) == now - MS
    assert stamps.moment(20_000, now - 2 * MS, now) == now - MS
    assert stamps.distrusted == 2


def test_after_twenty_good_stamps_a_stall_is_believed() -> None:
    """The game stood still for a second: strikes are still judged by their own time."""
    stamps = ServerStamps()
    for number in range(PROBATION):
        now = (1_000 + number) * MS
        stamps.moment(now // MS - 1, now - MS, now)
    now = 5_000 * MS
    assert stamps.moment(4_000, 3_999 * MS, now) == 4_000 * MS + MS // 2


def raw(kind: int, server_ms: int) -> pygame.event.Event:
    """The raw X event that comes before a key event of pygame's."""
    fields = XKEY.pack(kind, 0, 0, 0, 0, 0, 0, server_ms, 0, 0, 0, 0, 0, 38)
    return pygame.event.Event(pygame.SYSWMEVENT, event=fields)


def test_under_x11_each_key_takes_the_time_of_the_raw_event_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two keys in one poll have two times; other raw events and a key without one change nothing."""
    window()
    source = X11Input()
    now = 7_000_000 * MS
    source._last = now - 40 * MS
    queue = [
        raw(KEY_PRESS, 6_999_970),
        pygame.event.Event(pygame.KEYDOWN, scancode=7, key=0),
        raw(28, 1),
        pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(1, 1)),
        raw(KEY_PRESS, 6_999_990),
        pygame.event.Event(pygame.KEYDOWN, scancode=9, key=0),
    ]
    monkeypatch.setattr(pygame.event, "get", lambda: queue)
    monkeypatch.setattr(x11, "perf_counter_ns", lambda: now)
    events = source.poll()
    assert [(event.code, event.t_ns) for event in events] == [
        (7, 6_999_970 * MS + MS // 2),
        (9, 6_999_990 * MS + MS // 2),
    ]
    assert [event.type for event in source.take()] == [pygame.MOUSEBUTTONDOWN]
    assert source.take() == []


def test_the_fields_of_an_x_key_event_stand_where_the_c_struct_has_them() -> None:
    """On 64-bit Linux: type at 0, time at 56, keycode at 84."""
    if struct.calcsize("P") != 8:
        pytest.skip("the layout is that of 64-bit systems")
    packed = XKEY.pack(2, 0, 0, 0, 0, 0, 0, 0x1234, 0, 0, 0, 0, 0, 38)
    assert struct.unpack_from("i", packed, 0) == (2,)
    assert struct.unpack_from("L", packed, 56) == (0x1234,)
    assert struct.unpack_from("I", packed, 84) == (38,)


def test_polling_places_a_press_in_the_middle_between_two_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    """As exact as it is polled often."""
    window()
    clock = iter([0, 10 * MS])
    monkeypatch.setattr(polling, "perf_counter_ns", lambda: next(clock))
    source = PollingInput()
    pygame.event.clear()
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, scancode=7, key=0))
    assert source.poll() == [InputEvent(5 * MS, KEYBOARD, 7)]


@pytest.mark.parametrize(("asked", "name"), [("poll", "poll"), ("x11", "x11"), ("auto", "poll")])
def test_the_environment_chooses_the_backend(asked: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """DRUMJAM_INPUT forces one; without X11 the automatic choice polls."""
    window()
    monkeypatch.setenv("DRUMJAM_INPUT", asked)
    assert open_input().name == name


def test_a_script_hands_over_events_when_their_time_has_come() -> None:
    """Oldest first, each once."""
    now = 0
    events = [InputEvent(time, KEYBOARD, 7) for time in (30, 10, 20)]
    source = ScriptedInput(events, lambda: now)
    assert source.poll() == []
    now = 20
    assert [event.t_ns for event in source.poll()] == [10, 20]
    assert source.poll() == []


def test_places_of_keys_have_names_and_names_places() -> None:
    """What the settings file says is found again on the keyboard."""
    for name in ("D", "Space", "Left Shift", "1", "F5"):
        assert name_of(code_of(name)) == name
    assert code_of("no such key") == 0


def test_a_label_is_what_stands_on_the_key() -> None:
    """In the layout of this machine; letters are capitals."""
    window()
    assert key_label(pygame.KSCAN_D) in ("D", "E", "U", "I")  # QWERTY, Dvorak and kin
    assert key_label(pygame.KSCAN_SPACE) == "Space"


def test_a_key_is_refused_that_another_pad_or_the_game_has() -> None:
    """Two pads on one key could not be told apart; Esc always leaves."""
    for code in (pygame.KSCAN_J, pygame.KSCAN_ESCAPE, pygame.KSCAN_F11):
        with pytest.raises(KeyTakenError):
            rebound(Keys(), Slot.LEE_DRUM, code)
    assert rebound(Keys(), Slot.LEE_DRUM, pygame.KSCAN_S) == replace(Keys(), lee_drum=("S",))


@pytest.mark.parametrize(
    ("led", "left", "lanes"),
    [
        (LEE, Lane.TAKAICHI, [Lane.LEE] * 4),
        (frozenset({Lane.TAKAICHI}), Lane.LEE, [Lane.TAKAICHI] * 4),
        (BOTH, Lane.LEE, [Lane.LEE, Lane.LEE, Lane.TAKAICHI, Lane.TAKAICHI]),
        (BOTH, Lane.TAKAICHI, [Lane.TAKAICHI, Lane.TAKAICHI, Lane.LEE, Lane.LEE]),
        (frozenset(), Lane.LEE, [None] * 4),
    ],
)
def test_the_four_keys_play_the_lanes_that_people_lead(led: frozenset[Lane], left: Lane, lanes: list[Any]) -> None:
    """One lane: all four keys play it. Both: the left two play the lane on the left. None: no key plays."""
    assert [lane_of(slot, led, left) for slot in Slot] == lanes
    assert [pad_of(slot) for slot in Slot] == [Pad.CYMBAL, Pad.DRUM, Pad.DRUM, Pad.CYMBAL]


def test_key_caps_show_all_keys_of_a_pad() -> None:
    """One player's cymbal has two keys; the computer's lane has none."""
    window()
    bindings = Bindings.of(Keys())
    labels = {name: key_label(code_of(name)) for name in "DFJK"}
    assert caps(bindings, Lane.LEE, LEE, Lane.LEE)[Pad.CYMBAL] == f"{labels['D']} {labels['K']}"
    assert caps(bindings, Lane.TAKAICHI, LEE, Lane.LEE)[Pad.CYMBAL] == ""
    assert caps(bindings, Lane.TAKAICHI, BOTH, Lane.LEE)[Pad.DRUM] == labels["J"]
    assert caps(bindings, Lane.TAKAICHI, BOTH, Lane.TAKAICHI)[Pad.DRUM] == labels["F"]


def test_a_key_that_comes_down_and_up_at_one_instant_is_not_held() -> None:
    """Both may have the stamp of the same look at the keyboard; the order in which they came stays."""
    fingers = Fingers()
    source = DeviceInput(fingers, Devices())
    down, up = event(pygame.KSCAN_RIGHT, 1.0), event(pygame.KSCAN_RIGHT, 1.0, down=False)
    for pressed in ([down, up], [up, down]):
        fingers.events.extend(pressed)
        assert source.poll() == pressed


def test_a_guessed_moment_never_lies_after_the_stamp_that_came_next() -> None:
    """A coming down too old to be believed stays before its coming up, whose own moment stands."""
    down, up = event(pygame.KSCAN_RIGHT, 1.2), event(pygame.KSCAN_RIGHT, 1.1, down=False)
    assert x11.in_order([down, up]) == [event(pygame.KSCAN_RIGHT, 1.1), up]
    assert x11.in_order([up, down]) == [up, down]
