"""Kits: electronic drums over MIDI, as they come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING
from weakref import finalize

from drumjam.game.inputs.labels import Found, label
from drumjam.game.inputs.source import KEYBOARD, InputEvent
from drumjam.game.inputs.tuning import kit_tuning
from drumjam.library.settings import Devices

if TYPE_CHECKING:  # mido takes its time, which the first frame must not wait for
    from drumjam.game.inputs.ear import Ear
    from drumjam.game.inputs.ports import Port, Ports, Timed


def open_ports() -> Ports:
    """The MIDI inputs of this machine. Raises ImportError where no library for them is installed."""
    from drumjam.game.inputs.ports import Ports

    return Ports()


@dataclass(frozen=True, slots=True)
class Kit:
    """One kit that is plugged in."""

    found: Found
    port: Port
    ear: Ear

    def heard(self, arrived: Iterable[Timed]) -> list[InputEvent]:
        """What its messages come to."""
        events = (self.ear.hear(message, t_ns) for t_ns, message in arrived)
        return [event for event in events if event is not None]


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the machine's MIDI inputs has shown.

    labels  every device that is there, by label; None: it could not be told
    opened  the ports of those that were not open before
    held    devices that could not be opened, and why
    trouble  why there are none, "" if nothing is wrong
    """

    labels: Mapping[str, Found] | None
    opened: Mapping[str, Port] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    trouble: str = ""


class Kits:
    """All kits. Looking for them goes on in a thread; what they send is taken up in `poll`.

    kits     those that are open, by label
    held     those that cannot be opened, and what the library says to that
    away     those that have gone and not come back
    trouble  why there are none, as the library says it; "" if nothing is wrong
    backend  the library's name, "" before the first look
    """

    def __init__(self, chosen: Devices, make: Callable[[], Ports] | None = None) -> None:
        self.kits: dict[str, Kit] = {}
        self.held: Mapping[str, str] = {}
        self.away: set[str] = set()
        self.trouble = ""
        self.backend = ""
        self._chosen = chosen
        self._make = make or open_ports
        self._ports: Ports | None = None
        self._looks: SimpleQueue[Look] = SimpleQueue()
        self._wanted: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._idle = Event()
        self._idle.set()
        self._thread: Thread | None = None
        self._gone: set[str] = set()
        self._late: list[InputEvent] = []
        self._two_handed = False

    def tune(self, chosen: Devices) -> None:
        """The player has changed what devices do."""
        self._chosen = chosen
        for name, kit in self.kits.items():
            kit.ear.tuning = kit_tuning(name, chosen)

    def seat(self, *, two_handed: bool) -> None:
        """Whether one person leads both lanes."""
        self._two_handed = two_handed
        for kit in self.kits.values():
            kit.ear.two_handed = two_handed

    def look(self, *, renew: bool) -> None:
        """Look for kits in a thread, unless it is looking already; `renew`: none is being played."""
        if self._looks.empty() and self._idle.is_set():
            self._idle.clear()
            self._wanted.put(partial(self._look, dict(self.kits), renew))
            if self._thread is None:
                self._thread = Thread(target=_work, args=(self._wanted,), daemon=True, name="looking for kits")
                self._thread.start()
                finalize(self, self._wanted.put, None)

    def wait(self, seconds: float) -> None:
        """Wait until a look is over, for as long as that."""
        self._idle.wait(seconds)

    def poll(self) -> list[InputEvent]:
        """What came from all kits since the last poll."""
        events, self._late = self._late, []
        for name, kit in self.kits.items():
            try:
                arrived = kit.port.poll()
            except Exception:  # whatever its library throws: the cable is out
                self._gone.add(name)
                continue
            events += kit.heard(arrived)
        return events

    def changes(self) -> tuple[list[str], list[str]]:
        """Kits that have gone, and kits that have come, since the last call."""
        if not self._gone and self._looks.empty():
            return [], []
        lost, come = sorted(self._gone), []
        for name in lost:
            self._drop(name)
        while (look := self._taken()) is not None:
            self.trouble = look.trouble
            if look.labels is None:
                continue
            self.held = look.held
            for name in [name for name, kit in self.kits.items() if name not in look.labels or kit.port.deaf]:
                lost.append(name)
                self._drop(name)
            come += [name for name in look.opened if name not in self.kits]
            self._put(look)
        self.away = (self.away | {*lost}) - {*self.kits}
        return lost, come

    def close(self) -> None:
        """Let go of all kits; a look that is still going on is left to itself."""
        for name in list(self.kits):
            self._drop(name)
        if self._thread is not None:
            self._wanted.put(None)
            self._thread = None

    def _drop(self, name: str) -> None:
        self._gone.discard(name)
        kit = self.kits.pop(name, None)
        if kit is not None:
            kit.port.close()

    def _put(self, look: Look) -> None:
        from drumjam.game.inputs.ear import Ear

        for name, port in look.opened.items():
            before = self.kits.get(name)  # its port was closed in order to look again
            if before is not None:
                self._late += before.heard(before.port.poll())
            ear = before.ear if before else Ear(name, kit_tuning(name, self._chosen))
            ear.two_handed = self._two_handed
            self.kits[name] = Kit((look.labels or {})[name], port, ear)

    def _taken(self) -> Look | None:
        try:
            return self._looks.get_nowait()
        except Empty:
            return None

    # -- in the thread ----------------------------------------------------------------------------

    def _look(self, still: Mapping[str, Kit], renew: bool) -> None:
        try:
            look = self._seen(still, renew)
        except Exception as error:  # a broken library must not take the game, nor kits that are open, with it
            look = Look(None if still else {}, trouble=str(error) or type(error).__name__)
        self._looks.put(look)
        self._idle.set()

    def _seen(self, still: Mapping[str, Kit], renew: bool) -> Look:
        """Look, and open what is not open; `still` is what was open before."""
        if self._ports is None:
            self._ports = self._make()
            self.backend = self._ports.name
        found = self._ports.found(renew=renew)
        if found is None:
            return Look(None)
        labels = label(found, {name: kit.found for name, kit in still.items()}, {KEYBOARD})
        is_open = {name for name, kit in still.items() if name in labels and not kit.port.closed}
        opened, held = {}, {}
        for name in [name for name in labels if name not in is_open]:
            try:
                opened[name] = self._ports.open(labels[name])
            except OSError as error:
                held[name] = str(error)
        return Look({name: labels[name] for name in (*is_open, *opened)}, opened, held)


def _work(wanted: SimpleQueue[Callable[[], None] | None]) -> None:
    """Do what is wanted, one thing after the other, until None comes.

    All in one thread: macOS tells of changes only the one that asked it first. Nothing of whom it works for is held
    while it waits, so that it ends with them.
    """
    while (work := wanted.get()) is not None:
        work()
        del work
