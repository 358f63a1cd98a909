"""Ports: the MIDI inputs of this machine, through mido and whichever library it can use here."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from threading import Lock
from time import perf_counter_ns
from typing import Any

import mido

from drumjam.game.hush import hushed
from drumjam.game.inputs.ear import HEARD
from drumjam.game.inputs.labels import Found, found_port, playable
from drumjam.game.inputs.presence import listened_to, present
from drumjam.game.inputs.stamps import MS, ClockStamps

RTMIDI, PORTMIDI = "mido.backends.rtmidi", "drumjam.game.inputs.portmidi"
NAMES = {RTMIDI: "RtMidi", PORTMIDI: "PortMidi"}

Timed = tuple[int, Any]
"""When a message came, in ns, and the message."""

Inputs = list[tuple[str, str]]
"""Name and address of each input, as the system itself lists them."""

Listeners = Mapping[str, frozenset[str]]
"""By the address of an input, those that it sends to."""

NOBODY: frozenset[str] = frozenset()

QUIET_MS = 1_500
"""A kit that was struck later than that is not closed in order to see whether there are others."""


def find_backend() -> Any:
    """The backend that mido was told to use; else RtMidi where it is installed and works, else PortMidi."""
    if mido.backend.name != RTMIDI:
        return mido.backend
    rtmidi = mido.Backend(RTMIDI)
    try:
        rtmidi.load()
    except Exception:  # not there, a library of the system that it needs is not, or another package of its name
        return mido.Backend(PORTMIDI)
    return rtmidi


class Port:
    """One open MIDI input.

    stamps  of a library that stamps messages itself: how many could be believed
    closed  whether it was let go of
    struck  when a message last came, of a library that is polled, in ns; None before the first
    line    where the device is, and the addresses that it sends to because this is open; none if nobody tells
    deaf    whether it was let go of because the device sends it nothing any more
    """

    def __init__(self, opened: Any, arrived: SimpleQueue[Timed] | None, clock: Callable[[], int] | None) -> None:
        self.stamps = ClockStamps() if clock else None
        self.closed = False
        self.struck: int | None = None
        self.line: tuple[str, frozenset[str]] = ("", frozenset())
        self.deaf = False
        self._left: list[Timed] = []
        self._lock = Lock()
        self._opened = opened
        self._arrived = arrived
        self._clock = clock
        self._last = perf_counter_ns()

    def poll(self) -> list[Timed]:
        """What came since the last poll. Raises what its library raises where the device is gone."""
        if self._arrived is not None:
            return _drained(self._arrived)
        with self._lock:
            if not self.closed:
                return self._read()
            left, self._left = self._left, []
            return left

    def _read(self) -> list[Timed]:
        messages = self._pending()
        before = perf_counter_ns()
        ms = self._clock() if self._clock else 0
        now = perf_counter_ns()
        if self.stamps:
            self.stamps.observe(ms, before, now)
        times = [
            self.stamps.moment(message.time, self._last, now) if self.stamps else now - (now - self._last) // 2
            for message in messages
        ]
        self._last = now
        timed = [(t, message) for t, message in zip(times, messages, strict=True) if message.type in HEARD]
        self.struck = now if timed else self.struck
        return timed

    def _pending(self) -> list[Any]:
        """Messages that wait; those that came before a device went are not lost with it."""
        messages: list[Any] = []
        try:
            for message in self._opened.iter_pending():
                messages.append(message)
        except Exception:
            if not messages:
                raise
        return messages

    def close(self) -> None:
        """Let go of it; polling a closed port finds what it still held. A device that is gone may refuse even that."""
        with self._lock:
            if self._arrived is None and not self.closed:
                with suppress(Exception):
                    self._left = self._read()
            self.closed = True
        with hushed(), suppress(Exception):
            self._opened.close()


class Ports:
    """Lists and opens the inputs of one mido backend.

    backend  the backend; the best there is if None
    system   tells what the system itself has, or None
    heard    tells which addresses the system's inputs send to, or None

    name  what the library is called
    """

    def __init__(
        self,
        backend: Any = None,
        system: Callable[[], Inputs | None] = present,
        heard: Callable[[], Listeners | None] = listened_to,
    ) -> None:
        self._backend = backend or find_backend()
        self._system = system
        self._heard = heard
        self.name = NAMES.get(self._backend.name, self._backend.name)
        self._started = False
        self._open: list[Port] = []
        self._found: list[Found] | None = None
        self._listed: Inputs | None = None
        self._seen: Inputs = []

    def found(self, *, renew: bool) -> Sequence[Found] | None:
        """The devices that are there; None where that cannot be told without closing ports.

        renew  whether open ports may be closed for it; those that are `closed` then have to be opened again

        Raises OSError or SystemError where the system has no MIDI at all.
        """
        self._open = [port for port in self._open if not port.closed]
        self._let_go_of_deaf()
        here = self._system()
        if hasattr(self._backend.module, "renew"):
            return self._renewed(here, renew)
        if self._found is None or here is None or here != self._seen:
            self._found, self._seen = self._inputs(), here or []
        return self._found

    def open(self, found: Found) -> Port:
        """Open a device. Raises OSError where it cannot be."""
        module = self._backend.module
        arrived: SimpleQueue[Timed] | None = None
        how = dict(found.options)
        before = self._heard()
        if hasattr(module.Input, "callback"):
            arrived = SimpleQueue()
            how["callback"] = _catcher(arrived)
        try:
            with hushed():
                port = Port(self._backend.open_input(found.port, **how), arrived, getattr(module, "now_ms", None))
        except Exception as error:  # each library has exceptions of its own
            raise OSError(str(error)) from error
        after = self._heard()
        if before is not None and after is not None:
            port.line = (found.address, after.get(found.address, NOBODY) - before.get(found.address, NOBODY))
        self._open.append(port)
        return port

    def _let_go_of_deaf(self) -> None:
        """Close ports whose devices went and came back in between: they look open, but the system cut the line."""
        lines = self._heard() if self._open else None
        if lines is None:
            return
        for port in self._open:
            address, ends = port.line
            if ends and ends.isdisjoint(lines.get(address, NOBODY)):
                port.deaf = True
                port.close()

    def _renewed(self, here: Inputs | None, renew: bool) -> Sequence[Found] | None:
        """The same of a library that lists what there was when it was started; what the system has tells more."""
        if self._started:
            if here is None and not (renew and self._quiet):
                return None
            come = here is None or Counter(here) - Counter(self._seen)
            if not come or not (renew or not self._open):
                self._seen = self._seen if come or here is None else here
                return still_there(self._inputs(), self._listed, here)
            self._renew()
        self._started = True
        self._listed, self._seen = here, here or []
        return still_there(self._inputs(), here, here)

    @property
    def _quiet(self) -> bool:
        """Whether nobody is striking any kit: while ports are closed and opened again, strokes would be lost."""
        latest = perf_counter_ns() - QUIET_MS * MS
        return all(port.struck is None or port.struck <= latest for port in self._open)

    def _renew(self) -> None:
        for port in self._open:
            port.close()
        self._open.clear()
        self._backend.module.renew()

    def _inputs(self) -> list[Found]:
        counted = self._backend.name == RTMIDI and sys.platform == "win32"
        with hushed():
            devices = self._backend.module.get_devices()
        return [
            found_port(device["name"], (("device_id", device["id"]),) if "id" in device else (), counted=counted)
            for device in devices
            if device["is_input"] and playable(device["name"])
        ]


def still_there(inputs: Sequence[Found], then: Inputs | None, now: Inputs | None) -> list[Found]:
    """Of inputs that a library once listed, those that the system still has, each with its address.

    then, now  what the system had when the library listed them, and what it has now; None: it does not tell
    """
    if then is None or now is None:
        return list(inputs)
    waiting, left, still = list(then), list(now), []
    for found in inputs:
        seen = next((one for one in waiting if one[0] == found.port), None)
        if seen is None:  # the library knows it by another name: it counts as there
            still.append(found)
            continue
        waiting.remove(seen)
        if seen in left:
            left.remove(seen)
            still.append(replace(found, address=seen[1]))
    return still


def _drained(queue: SimpleQueue[Timed]) -> list[Timed]:
    timed: list[Timed] = []
    try:
        while True:
            timed.append(queue.get_nowait())
    except Empty:
        return timed


def _catcher(queue: SimpleQueue[Timed]) -> Callable[[Any], None]:
    def catch(message: Any) -> None:
        now = perf_counter_ns()
        if message.type in HEARD:
            queue.put((now, message))

    return catch
