"""Presence: which MIDI inputs the system has now, and who listens to them, without disturbing any."""

from __future__ import annotations

import ctypes
import re
import sys
from pathlib import Path

CLIENTS = Path("/proc/asound/seq/clients")
CLIENT = re.compile(r'Client +(\d+) : "')
PORT = re.compile(r'  Port +(\d+) : "(.*)" \((R.e.)\)')
"""A port that others may read from: `R`, and `e` for being shown to them."""

ANY_PORT = re.compile(r'  Port +(\d+) : "')
LISTENERS = "    Connecting To: "
"""Before the addresses that a port sends to, `128:0, 129:1[r:2][ex]`; a port without any has no such line."""

SYSTEM = "0"


def present() -> list[tuple[str, str]] | None:
    """Name and address of each MIDI input, in the order in which backends list them; None where nobody tells."""
    try:
        if sys.platform == "linux":
            return parse_clients(CLIENTS.read_text(encoding="utf-8", errors="replace"))
        if sys.platform == "win32":
            return _windows(ctypes.windll.winmm)
    except (OSError, AttributeError):
        return None
    return None


def parse_clients(text: str) -> list[tuple[str, str]]:
    """The inputs that ALSA's own list of its clients tells of."""
    inputs, client = [], SYSTEM
    for line in text.splitlines():
        if head := CLIENT.match(line):
            client = head[1]
        elif (port := PORT.match(line)) and client != SYSTEM:
            inputs.append((port[2], f"{client}:{port[1]}"))
    return inputs


def listened_to() -> dict[str, frozenset[str]] | None:
    """The addresses that each MIDI port sends to, by its own; None where nobody tells."""
    if sys.platform != "linux":
        return None
    try:
        return parse_listeners(CLIENTS.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None


def parse_listeners(text: str) -> dict[str, frozenset[str]]:
    """The same, as ALSA's own list of its clients tells it."""
    listeners, client, port = dict[str, frozenset[str]](), SYSTEM, ""
    for line in text.splitlines():
        if head := CLIENT.match(line):
            client = head[1]
        elif start := ANY_PORT.match(line):
            port = f"{client}:{start[1]}"
            listeners[port] = frozenset()
        elif port and line.startswith(LISTENERS):
            told = line.removeprefix(LISTENERS).split(", ")
            listeners[port] = frozenset(one.partition("[")[0] for one in told)
    return listeners


class _Caps(ctypes.Structure):
    """MIDIINCAPSW."""

    _fields_ = (
        ("maker", ctypes.c_uint16),
        ("product", ctypes.c_uint16),
        ("version", ctypes.c_uint32),
        ("name", ctypes.c_wchar * 32),
        ("support", ctypes.c_uint32),
    )


def _windows(library: ctypes.CDLL) -> list[tuple[str, str]]:
    """The inputs that Windows' multimedia library counts; it knows no addresses."""
    inputs, caps = [], _Caps()
    for number in range(library.midiInGetNumDevs()):
        if library.midiInGetDevCapsW(number, ctypes.byref(caps), ctypes.sizeof(caps)) == 0:
            inputs.append((caps.name, ""))
    return inputs
