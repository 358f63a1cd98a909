"""MIDI ports: finding them, naming them, opening them, and when what they send came."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import ref

import mido
import pygame.midi
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mido import Message
from mido.ports import BaseInput

from drumjam.game.inputs import portmidi, presence
from drumjam.game.inputs import ports as ports_module
from drumjam.game.inputs.alsa import alsa_places
from drumjam.game.inputs.kits import Kits
from drumjam.game.inputs.labels import LONGEST, Found, found_port, label, playable, tidy
from drumjam.game.inputs.ports import PORTMIDI, RTMIDI, Port, Ports, find_backend, still_there
from drumjam.game.inputs.presence import listened_to, parse_clients, parse_listeners, present
from drumjam.game.inputs.stamps import MS, ClockStamps
from drumjam.library.settings import Devices
from tests.game import midiroom

FIRST, SECOND = "TD-17:TD-17 MIDI 1 24:0", "TD-17:TD-17 MIDI 1 28:0"
PATIENCE = 20.0


@pytest.fixture(autouse=True)
def room() -> Iterator[None]:
    """An empty room before and after each test."""
    midiroom.clear()
    yield
    midiroom.clear()


def kits(chosen: Devices | None = None) -> Kits:
    """Kits over the room's backend."""
    return Kits(chosen or Devices(), lambda: Ports(mido.Backend(midiroom.NAME), lambda: None))


def looked(made: Kits, *, renew: bool = True) -> tuple[list[str], list[str]]:
    """Look once, wait for the thread, and tell who has gone and who has come."""
    made.look(renew=renew)
    made.wait(PATIENCE)
    return made.changes()


def notes(made: Kits) -> list[tuple[str, int]]:
    """Device and note of the strokes since the last poll."""
    return [(event.device, event.code) for event in made.poll() if event.down]


# -- when a message came --------------------------------------------------------------------------


@given(
    zero=st.integers(-(10**15), 10**15),
    presses=st.lists(st.integers(1, 50 * MS), min_size=1, max_size=30),
    late=st.integers(0, 100 * MS),
)
def test_a_stamp_of_another_clock_places_a_stroke_within_a_millisecond(
    zero: int, presses: list[int], late: int
) -> None:
    """Whatever that clock's zero is, and however late the stroke is noticed; never in the future."""
    stamps, at = ClockStamps(), 10**9 + abs(zero)
    for gap in presses:
        at += gap
        now = at + late
        stamps.observe((now - zero) // MS, now - 1000, now + 1000)
        moment = stamps.moment((at - zero) // MS, at - 3 * MS, now)
        assert abs(moment - at) <= MS + 2000
        assert moment <= now


def test_many_looks_at_another_clock_say_better_where_its_zero_is() -> None:
    """After some of them a stroke is placed within half a millisecond, as its own whole milliseconds allow."""
    stamps, zero = ClockStamps(), 123_456_789
    for i in range(200):
        now = zero + 5_000 * MS + i * 517_003
        stamps.observe((now - zero) // MS, now, now + 500)
    at = zero + 6_000 * MS + 999_000
    assert abs(stamps.moment((at - zero) // MS, at - 40 * MS, at + 40 * MS) - at) <= MS // 2 + 20_000


def test_clocks_that_drift_apart_are_compared_anew() -> None:
    """A clock set forward by a second: stamps of before are not held against it."""
    stamps, zero = ClockStamps(), 0
    for now in range(10**9, 10**9 + 100 * MS, MS // 2):
        stamps.observe((now - zero) // MS, now, now)
    now, zero = 2 * 10**9, -(10**9)
    stamps.observe((now - zero) // MS, now, now)
    assert abs(stamps.moment((now - zero) // MS, now - 5 * MS, now) - now) <= MS
    assert stamps.distrusted == 0


def test_a_stroke_without_a_stamp_counts_between_two_polls() -> None:
    """As keys do where nobody stamps them; also one whose stamp is absurd, which is counted."""
    stamps = ClockStamps()
    assert stamps.moment(None, 10 * MS, 12 * MS) == 11 * MS
    stamps.observe(1000, 10**9, 10**9)
    assert stamps.moment(5, 10**9, 10**9 + 2 * MS) == 10**9 + MS
    assert stamps.distrusted == 1


class Reading(BaseInput):
    """A port of a library that stamps what it reads, in ms."""

    def _receive(self, block: bool = True) -> None:
        self._messages.extend(self.waiting)
        self.waiting: list[Message] = []

    def _open(self, **_: Any) -> None:
        self.waiting = []


def test_a_port_places_strokes_by_its_librarys_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two strokes read in one poll have two times; clocks and sensing are left out."""
    now = 70_000 * MS
    monkeypatch.setattr(ports_module, "perf_counter_ns", lambda: now)
    opened = Reading("x")
    port = Port(opened, None, lambda: now // MS)
    now += 30 * MS
    opened.waiting = [
        Message("note_on", note=38, time=70_004),
        Message("clock", time=70_005),
        Message("note_on", note=38, time=70_020),
    ]
    timed = port.poll()
    assert [round(t / MS) for t, _ in timed] == pytest.approx([70_004, 70_020], abs=1)
    port.close()
    assert port.poll() == []


def test_a_library_that_calls_back_is_stamped_when_it_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    """However late it is polled; from whatever thread it calls."""
    now = 5 * MS
    monkeypatch.setattr(ports_module, "perf_counter_ns", lambda: now)
    given: list[Any] = []

    class Calling(BaseInput):
        callback = None

        def _open(self, callback: Any = None, **_: Any) -> None:
            given.append(callback)

    module = SimpleNamespace(Input=Calling, get_devices=lambda: [{"name": "Nitro", "is_input": True}])
    backend = SimpleNamespace(name="calls", module=module, open_input=lambda name, **how: Calling(name, **how))
    ports = Ports(backend, lambda: None)
    (found,) = ports.found(renew=True) or ()
    port = ports.open(found)
    thread = threading.Thread(target=given[0], args=(Message("note_on", note=38),))
    thread.start()
    thread.join()
    given[0](Message("active_sensing"))
    now = 500 * MS
    assert [(t, message.note) for t, message in port.poll()] == [(5 * MS, 38)]
    port.close()


# -- what devices are called ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("port", "counted", "name", "address"),
    [
        ("TD-17:TD-17 MIDI 1 24:0", False, "TD-17", "24:0"),
        ("TD-17 MIDI 1", False, "TD-17", ""),
        ("USB MIDI Interface:USB MIDI Interface MIDI 2 128:1", False, "USB MIDI Interface MIDI 2", "128:1"),
        ("Alesis Nitro 1", True, "Alesis Nitro", ""),
        ("Alesis Nitro 1", False, "Alesis Nitro 1", ""),
        ("", False, "MIDI", ""),
        ("a\n\tb  c\x00", False, "a b c", ""),
    ],
)
def test_a_port_is_called_as_the_kit_is(port: str, counted: bool, name: str, address: str) -> None:
    """Without the numbers that libraries put around it."""
    found = found_port(port, counted=counted)
    assert (found.name, found.address, found.port) == (name, address, port)


@given(st.text())
def test_any_name_can_stand_on_one_line(name: str) -> None:
    """Devices call themselves what they like."""
    tidied = tidy(name, "MIDI")
    assert 0 < len(tidied) <= LONGEST
    assert tidied.isprintable()


def test_ports_that_programs_make_for_each_other_are_no_kits() -> None:
    """Nobody can strike them."""
    names = ["Midi Through Port-0", "Midi Through:Midi Through Port-0 14:0", "RtMidi Input Client", FIRST]
    assert [playable(name) for name in names] == [False, False, False, True]


def test_who_stays_plugged_in_keeps_the_name_and_who_comes_back_gets_it_again() -> None:
    """Two of one name: the first goes, the second stays the second, and the first comes back as the first."""
    one, two = Found("TD-17", "24:0"), Found("TD-17", "28:0")
    both = label([one, two], {})
    assert both == {"TD-17": one, "TD-17 (2)": two}
    alone = label([two], both)
    assert alone == {"TD-17 (2)": two}
    again = Found("TD-17", "32:0")
    assert label([two, again], alone) == {"TD-17 (2)": two, "TD-17": again}


def test_no_device_is_called_as_the_keyboard_is() -> None:
    """Its strikes would be taken for keys."""
    assert list(label([Found("keyboard")], {}, {"keyboard"})) == ["keyboard (2)"]


# -- what the system has --------------------------------------------------------------------------

CLIENTS = """Client info
  cur  clients : 4
  peak clients : 4
  max  clients : 192

Client   0 : "System" [Kernel Legacy]
  Port   0 : "Timer" (Rwe-)
  Port   1 : "Announce" (R-e-)
Client  14 : "Midi Through" [Kernel Legacy]
  Port   0 : "Midi Through Port-0" (RWe-)
Client  24 : "TD-17" [Kernel UMP MIDI1]
  Port   0 : "TD-17 MIDI 1" (RWeX) [In/Out]
Client  28 : "Nitro" [Kernel Legacy]
  Port   0 : "Nitro MIDI 1" (RWeX)
  Port   1 : "hidden" (RW-X)
  Port   2 : "out only" (-We-)
Client 128 : "a "quoted" name" [User Legacy]
  Port   0 : "in (RWe-)" (rwe-)
"""


def test_alsa_lists_what_can_be_read_from() -> None:
    """Its own ports, hidden ones and outputs are left out."""
    assert parse_clients(CLIENTS) == [
        ("Midi Through Port-0", "14:0"),
        ("TD-17 MIDI 1", "24:0"),
        ("Nitro MIDI 1", "28:0"),
    ]
    assert parse_clients("nonsense\n\x00") == []


def test_windows_counts_its_inputs(monkeypatch: pytest.MonkeyPatch) -> None:
    """By name and in order; one that cannot be asked is left out."""

    def caps(number: int, where: Any, size: int) -> int:
        assert size in (76, 140)  # letters are wider here
        where._obj.name = ("TD-17", "", "Nitro")[number]
        return 1 if number == 1 else 0

    library = SimpleNamespace(midiInGetNumDevs=lambda: 3, midiInGetDevCapsW=caps)
    monkeypatch.setattr(presence.sys, "platform", "win32")
    monkeypatch.setattr(presence.ctypes, "windll", SimpleNamespace(winmm=library), raising=False)
    assert present() == [("TD-17", ""), ("Nitro", "")]


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_a_system_that_tells_nothing_is_no_fault(platform: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """No such file, no such library, another system: it is not known, and that is all."""
    monkeypatch.setattr(presence.sys, "platform", platform)
    monkeypatch.setattr(presence, "CLIENTS", tmp_path / "none")
    monkeypatch.delattr(presence.ctypes, "windll", raising=False)
    assert present() is None


def test_a_device_counts_as_there_as_long_as_the_system_has_it() -> None:
    """Of two alike the one is told from the other by where it is plugged in."""
    listed = [("TD-17 MIDI 1", "24:0"), ("TD-17 MIDI 1", "28:0"), ("Nitro MIDI 1", "30:0")]
    inputs = [found_port(name) for name, _ in listed] + [found_port("known otherwise")]
    assert [found.address for found in still_there(inputs, listed, listed)] == ["24:0", "28:0", "30:0", ""]
    left = still_there(inputs, listed, listed[1:2])
    assert [(found.name, found.address) for found in left] == [("TD-17", "28:0"), ("known otherwise", "")]
    assert still_there(inputs, None, listed) == inputs


def test_the_wheels_are_told_where_alsa_is() -> None:
    """Both the configuration and the plugins it loads, which others keep elsewhere; what a user has set stays."""
    there = {"/usr/share/alsa/alsa.conf", "/usr/lib/x86_64-linux-gnu/alsa-lib", "/usr/lib64/alsa-lib"}
    places = alsa_places({}, there.__contains__, "x86_64")
    assert places == {
        "ALSA_CONFIG_PATH": "/usr/share/alsa/alsa.conf",
        "ALSA_PLUGIN_DIR": "/usr/lib/x86_64-linux-gnu/alsa-lib",
    }
    assert alsa_places({"ALSA_PLUGIN_DIR": "/mine"}, there.__contains__, "x86_64").keys() == {"ALSA_CONFIG_PATH"}
    assert alsa_places({}, lambda _: False, "x86_64") == {}


# -- the library ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rtmidi", "used"),
    [
        ("API_UNSPECIFIED = 0", RTMIDI),
        ("raise ImportError('libjack.so.0: cannot open shared object file')", PORTMIDI),
        ("raise SystemError", PORTMIDI),
        (None, PORTMIDI),
    ],
    ids=["works", "lacks a library", "is broken", "is not there"],
)
def test_rtmidi_is_preferred_where_it_works(
    rtmidi: str | None, used: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Else the PortMidi in pygame; and whatever mido was told to use counts more."""
    monkeypatch.setattr(mido, "backend", mido.Backend(RTMIDI))
    for name in ("rtmidi", RTMIDI):  # whatever is installed here
        monkeypatch.setitem(sys.modules, name, None)
    if rtmidi is not None:
        (tmp_path / "rtmidi.py").write_text(rtmidi)
        monkeypatch.syspath_prepend(tmp_path)
        for name in ("rtmidi", RTMIDI):
            monkeypatch.delitem(sys.modules, name)
    assert find_backend().name == used
    mido.set_backend(midiroom.NAME)
    assert find_backend().name == midiroom.NAME


class FakePortMidi:
    """What is behind pygame.midi: a list of inputs that is read when it is started."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.plugged: list[str] = []
        self.listed: list[bytes] = []
        self.inputs: list[FakeInput] = []
        self.started = 0
        self.running = False
        for name in ("init", "quit", "get_init", "get_count", "get_device_info", "time"):
            monkeypatch.setattr(pygame.midi, name, getattr(self, name))
        monkeypatch.setattr(pygame.midi, "Input", self.open)

    def init(self) -> None:
        """Start, and see what there is."""
        self.started += 1
        self.running = True
        self.listed = [name.partition("@")[0].encode("cp949") for name in self.plugged]

    def quit(self) -> None:
        """End; open streams would be torn down under their owners."""
        assert not [one for one in self.inputs if one.open]
        self.running = False

    def get_init(self) -> bool:
        """Whether it was started."""
        return self.running

    def get_count(self) -> int:
        """Devices."""
        return len(self.listed)

    def get_device_info(self, number: int) -> tuple[bytes, bytes, int, int, int]:
        """One of them."""
        return (b"ALSA", self.listed[number], 1, 0, 0)

    def time(self) -> int:
        """Its clock."""
        return 0

    def open(self, number: int) -> FakeInput:
        """A stream."""
        self.inputs.append(FakeInput(number))
        return self.inputs[-1]

    def system(self) -> list[tuple[str, str]]:
        """What the system itself would say: each plug has its own place."""
        return [(name.partition("@")[0], name) for name in self.plugged]


class FakeInput:
    """A stream of PortMidi."""

    def __init__(self, number: int) -> None:
        self.number, self.open = number, True
        self.waiting: list[tuple[list[int], int]] = []

    def strike(self, note: int) -> None:
        """A stroke waits to be read."""
        self.waiting.append(([0x99, note, 90, 0], 0))

    def poll(self) -> bool:
        """Whether something waits."""
        return bool(self.waiting)

    def read(self, count: int) -> list[Any]:
        """The next of it."""
        return [self.waiting.pop(0)]

    def close(self) -> None:
        """End."""
        self.open = False


def test_portmidi_opens_devices_by_number_and_keeps_their_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of one name are two; each message has PortMidi's own ms. Names in the system's own letters are read."""
    fake = FakePortMidi(monkeypatch)
    monkeypatch.setattr(portmidi.locale, "getpreferredencoding", lambda _: "cp949")
    fake.plugged = ["TD-17", "TD-17", "전자드럼"]
    assert [device["name"] for device in portmidi.get_devices()] == ["TD-17", "TD-17", "전자드럼"]
    backend = mido.Backend(PORTMIDI)
    opened = [backend.open_input("TD-17", device_id=device["id"]) for device in portmidi.get_devices()]
    assert [one.number for one in fake.inputs] == [0, 1, 2]
    fake.inputs[1].waiting = [([0x99, 38, 90, 0], 1_234), ([0xD9, 100, 0, 0], 1_250)]
    messages = list(opened[1].iter_pending())
    assert [(message.type, message.time) for message in messages] == [("note_on", 1_234), ("aftertouch", 1_250)]
    for one in opened:
        one.close()


def test_portmidi_is_started_anew_only_for_what_is_new_and_never_in_a_play(monkeypatch: pytest.MonkeyPatch) -> None:
    """It sees devices only when it starts, and that closes all: what goes is known from the system."""
    fake = FakePortMidi(monkeypatch)
    made = Kits(Devices(), lambda: Ports(mido.Backend(PORTMIDI), fake.system))
    fake.plugged = ["TD-17@1", "TD-17@2"]
    assert looked(made) == ([], ["TD-17", "TD-17 (2)"])
    assert looked(made) == ([], [])
    assert fake.started == 1
    fake.plugged = ["TD-17@2"]
    assert looked(made, renew=False) == (["TD-17"], [])
    fake.plugged = ["TD-17@2", "TD-17@3"]
    assert looked(made, renew=False) == ([], [])
    assert fake.started == 1
    assert looked(made) == ([], ["TD-17"])
    assert fake.started == 2
    assert {name: kit.found.address for name, kit in made.kits.items()} == {"TD-17": "TD-17@3", "TD-17 (2)": "TD-17@2"}
    second = next(one for one in fake.inputs if one.open and one.number == 0)
    second.waiting = [([0x99, 38, 90, 0], 0)]
    assert [(event.device, event.code) for event in made.poll()] == [("TD-17 (2)", 38)]
    made.close()


def test_where_the_system_tells_nothing_portmidi_is_started_anew_on_pages_and_never_in_a_play(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Then kits that are open are closed and opened again, and nobody notices; what goes and comes is told."""
    fake = FakePortMidi(monkeypatch)
    made = Kits(Devices(), lambda: Ports(mido.Backend(PORTMIDI), lambda: None, lambda: None))
    fake.plugged = ["TD-17"]
    assert looked(made) == ([], ["TD-17"])
    started = fake.started
    fake.plugged = ["TD-17", "Nitro"]
    assert looked(made, renew=False) == ([], [])
    assert fake.started == started
    assert looked(made) == ([], ["Nitro"])
    assert fake.started == started + 1
    next(one for one in fake.inputs if one.open and one.number == 0).strike(38)
    assert notes(made) == [("TD-17", 38)]
    fake.plugged = ["Nitro"]
    monkeypatch.setattr(ports_module, "QUIET_MS", 0)
    assert looked(made) == (["TD-17"], [])
    made.close()


def test_portmidi_is_not_started_anew_while_somebody_strikes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kit that is being used is not torn away; what waited unread when it is closed all the same is heard."""
    now = 70_000 * MS
    monkeypatch.setattr(ports_module, "perf_counter_ns", lambda: now)
    fake = FakePortMidi(monkeypatch)
    made = Kits(Devices(), lambda: Ports(mido.Backend(PORTMIDI), lambda: None, lambda: None))
    fake.plugged = ["TD-17"]
    assert looked(made) == ([], ["TD-17"])
    fake.inputs[-1].strike(38)
    assert notes(made) == [("TD-17", 38)]
    fake.plugged = ["TD-17", "Nitro"]
    now += 1_000 * MS
    assert looked(made) == ([], [])
    now += 1_000 * MS
    fake.inputs[-1].strike(49)
    assert looked(made) == ([], ["Nitro"])
    assert notes(made) == [("TD-17", 49)]
    assert notes(made) == []
    now += 100 * MS
    fake.inputs[-2].strike(38)
    made.look(renew=True)
    made.wait(PATIENCE)
    assert notes(made) == [("TD-17", 38)]
    assert made.changes() == ([], [])
    assert notes(made) == []
    made.close()


def test_portmidi_may_be_started_anew_in_a_play_where_no_kit_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The only kit was pulled out and is put back elsewhere: nobody else is disturbed."""
    fake = FakePortMidi(monkeypatch)
    made = Kits(Devices(), lambda: Ports(mido.Backend(PORTMIDI), fake.system, lambda: None))
    fake.plugged = ["TD-17@1"]
    looked(made)
    fake.plugged = []
    assert looked(made, renew=False) == (["TD-17"], [])
    fake.plugged = ["TD-17@2"]
    assert looked(made, renew=False) == ([], ["TD-17"])
    made.close()


# -- kits that go and come back unseen ------------------------------------------------------------

LISTENED = """Client  24 : "TD-17" [Kernel Legacy]
  Port   0 : "TD-17 MIDI 1" (RWeX) [In/Out]
    Connecting To: 128:0, 130:1[r:0], 131:0[t:2][ex]
    Connected From: 129:0
Client  28 : "Nitro" [Kernel]
  Port   0 : "Nitro MIDI 1" (RWeX)
  Port   1 : "out only" (-We-)
    Connected From: 24:0
Client 128 : "RtMidi Input Client" [User]
  Port   0 : "RtMidi input" (-We-)
    Connected From: 24:0[r:0]
  Input pool :
    Pool size          : 200
"""


def test_alsa_tells_who_listens_to_a_port() -> None:
    """By address, whatever more it says of each line; no line is nobody."""
    assert parse_listeners(LISTENED) == {
        "24:0": {"128:0", "130:1", "131:0"},
        "28:0": set(),
        "28:1": set(),
        "128:0": set(),
    }
    assert parse_listeners("nonsense\n    Connecting To: 128:0\n\x00") == {}


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_where_nobody_tells_who_listens_it_is_not_known(
    platform: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Containers lack the file, other systems have none."""
    monkeypatch.setattr(presence.sys, "platform", platform)
    monkeypatch.setattr(presence, "CLIENTS", tmp_path / "none")
    assert listened_to() is None
    monkeypatch.setattr(presence, "CLIENTS", tmp_path / "clients")
    (tmp_path / "clients").write_text(LISTENED)
    assert (listened_to() is None) == (platform == "win32")


def clients() -> str:
    """ALSA's list of the room, in which another program listens to every kit."""
    lines = ["Client info", "  cur  clients : 4", ""]
    for place, made in enumerate(midiroom.ROOM):
        client, _, port = made.port.rpartition(" ")[2].partition(":")
        ours = f", {128 + place}:0" if made.opened else ""
        lines += [f'Client {client:>3} : "TD-17" [Kernel]', f'  Port {port:>3} : "TD-17 MIDI 1" (RWeX)']
        lines += [f"    Connecting To: 140:0[r:3]{ours}"]
    return "\n".join(lines)


@pytest.mark.parametrize("renew", [True, False])
def test_a_kit_that_was_out_between_two_looks_is_told_and_heard_again(renew: bool) -> None:
    """Same name, same place, but the system has cut the line. The other kit never notices."""
    one, two = midiroom.plug(FIRST), midiroom.plug(SECOND)
    backend = mido.Backend(midiroom.NAME)
    made = Kits(Devices(), lambda: Ports(backend, lambda: parse_clients(clients()), lambda: parse_listeners(clients())))
    assert looked(made) == ([], ["TD-17", "TD-17 (2)"])
    assert looked(made, renew=renew) == ([], [])
    before = made.kits["TD-17 (2)"]
    one.opened = None
    one.strike(38)
    assert looked(made, renew=renew) == (["TD-17"], ["TD-17"])
    one.strike(40)
    two.strike(49)
    assert sorted(notes(made)) == [("TD-17", 40), ("TD-17 (2)", 49)]
    assert made.kits["TD-17 (2)"] is before
    assert looked(made, renew=renew) == ([], [])
    made.close()


def test_a_kit_that_was_out_is_not_guessed_at_where_the_system_does_not_tell() -> None:
    """In a container nobody says who listens: it stays as it is."""
    one = midiroom.plug(FIRST)
    made = Kits(Devices(), lambda: Ports(mido.Backend(midiroom.NAME), lambda: None, lambda: None))
    looked(made)
    one.opened = None
    assert looked(made) == ([], [])
    made.close()


def test_a_deaf_port_of_portmidi_is_opened_again_without_starting_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """So it can be done in a play, and closes no other kit."""
    fake = FakePortMidi(monkeypatch)
    cut: list[FakeInput] = []

    def heard() -> dict[str, frozenset[str]]:
        opened = [one for one in fake.inputs if one.open and one not in cut]
        return {
            place: frozenset(f"128:{one.number}" for one in opened if one.number == number)
            for number, (_, place) in enumerate(fake.system())
        }

    made = Kits(Devices(), lambda: Ports(mido.Backend(PORTMIDI), fake.system, heard))
    fake.plugged = ["TD-17@1", "TD-17@2"]
    assert looked(made) == ([], ["TD-17", "TD-17 (2)"])
    cut.append(fake.inputs[0])
    assert looked(made, renew=False) == (["TD-17"], ["TD-17"])
    assert fake.started == 1
    assert [(one.number, one.open) for one in fake.inputs] == [(0, False), (1, True), (0, True)]
    made.close()


def test_one_thread_takes_all_looks() -> None:
    """On macOS only the thread that asked first is told of changes."""
    threads = []

    def system() -> None:
        threads.append(threading.get_ident())

    made = Kits(Devices(), lambda: Ports(mido.Backend(midiroom.NAME), system))
    for _ in range(3):
        looked(made)
    assert len(threads) == 3
    assert len({*threads} | {threading.get_ident()}) == 2
    made.close()
    looked(made)
    assert len(threads) == 4
    made.close()
    made.close()
    looked(made)
    assert len(threads) == 5
    made.close()


# -- kits that come and go ------------------------------------------------------------------------


def test_the_thread_ends_with_those_whom_it_looks_for() -> None:
    """Also where nobody has closed them: neither stays for the other's sake."""
    kits = Kits(Devices(), lambda: Ports(mido.Backend(midiroom.NAME), lambda: None))
    kits.look(renew=True)
    kits.wait(20)
    thread, left = kits._thread, ref(kits)
    assert thread is not None
    assert thread.is_alive()
    del kits
    gc.collect()
    thread.join(20)
    assert not thread.is_alive()
    assert left() is None


def test_kits_are_found_and_heard_and_two_of_one_name_are_told_apart() -> None:
    """Each with its own strokes."""
    one, two = midiroom.plug(FIRST), midiroom.plug(SECOND)
    made = kits()
    assert looked(made) == ([], ["TD-17", "TD-17 (2)"])
    two.strike(49)
    one.strike(38)
    assert sorted(notes(made)) == [("TD-17", 38), ("TD-17 (2)", 49)]
    assert made.backend == midiroom.NAME
    made.close()


def test_a_kit_that_is_pulled_out_and_put_back_has_its_name_again() -> None:
    """And what it sent before it went is heard; the other one never notices."""
    one, two = midiroom.plug(FIRST), midiroom.plug(SECOND)
    made = kits()
    looked(made)
    one.strike(38)
    midiroom.ROOM.remove(one)
    two.strike(49)
    assert sorted(notes(made)) == [("TD-17", 38), ("TD-17 (2)", 49)]
    assert notes(made) == []
    assert made.changes() == (["TD-17"], [])
    again = midiroom.plug("TD-17:TD-17 MIDI 1 32:0")
    assert looked(made) == ([], ["TD-17"])
    again.strike(40)
    two.strike(36)
    assert sorted(notes(made)) == [("TD-17", 40), ("TD-17 (2)", 36)]
    made.close()


def test_no_library_a_broken_one_and_a_system_without_midi_are_one_line_each() -> None:
    """No kits, and the reason; nothing is thrown."""

    def missing() -> Ports:
        raise ImportError("No module named 'mido'")

    made = Kits(Devices(), missing)
    assert looked(made) == ([], [])
    assert made.trouble == "No module named 'mido'"
    for fault in (SystemError("no ALSA sequencer"), OSError("MidiInAlsa::initialize"), RuntimeError()):
        midiroom.FAULTS.append(fault)
        made = kits()
        assert looked(made) == ([], [])
        assert made.trouble == (str(fault) or "RuntimeError")
        assert made.poll() == []


def test_a_fault_while_looking_costs_no_kit_that_is_open() -> None:
    """The library stumbles once: who plays plays on."""
    one = midiroom.plug(FIRST)
    made = kits()
    looked(made)
    midiroom.FAULTS.append(OSError("busy"))
    assert looked(made) == ([], [])
    assert made.trouble == "busy"
    midiroom.FAULTS.clear()
    one.strike(38)
    assert notes(made) == [("TD-17", 38)]
    made.close()


def test_a_kit_that_another_program_holds_is_told_and_tried_again() -> None:
    """Others are opened all the same."""
    held, free = midiroom.plug("Nitro:Nitro MIDI 1 20:0"), midiroom.plug(FIRST)
    held.opened = object()  # type: ignore[assignment]  # another program's
    made = kits()
    assert looked(made) == ([], ["TD-17"])
    assert made.held == {"Nitro": "unknown port 'Nitro:Nitro MIDI 1 20:0'"}
    held.opened = None
    assert looked(made) == ([], ["Nitro"])
    assert made.held == {}
    free.strike(38)
    held.strike(49)
    assert sorted(notes(made)) == [("Nitro", 49), ("TD-17", 38)]
    made.close()


def test_what_a_player_changes_counts_for_a_kit_that_is_open() -> None:
    """At once, without plugging it in anew."""
    one = midiroom.plug(FIRST)
    made = kits()
    looked(made)
    made.tune(Devices(threshold={"TD-17": 80}))
    one.strike(38, 60)
    assert notes(made) == []
    made.close()
