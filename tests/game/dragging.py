"""A file dragged onto a window by another program: the source's side of the XDND protocol, version 5.

https://www.freedesktop.org/wiki/Specifications/XDND/
"""

from __future__ import annotations

import ctypes
import ctypes.util
import struct
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

PATIENCE = 10.0
CLIENT_MESSAGE, SELECTION_NOTIFY, SELECTION_REQUEST = 33, 31, 30
VERSION = 5
REPLACE = 0
"""PropModeReplace"""


class Dragger:
    """Drags files onto the one window of an X server that takes them."""

    def __init__(self, display: str | None = None) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        for name in ("XOpenDisplay", "XDefaultRootWindow", "XInternAtom", "XCreateSimpleWindow"):
            getattr(self._x, name).restype = ctypes.c_void_p if name == "XOpenDisplay" else ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display and display.encode()))
        assert self._display, "no X server"
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._own = ctypes.c_ulong(self._x.XCreateSimpleWindow(self._display, self._root, 0, 0, 1, 1, 0, 0, 0))

    def drop(self, file: Path) -> None:
        """Drag a file onto the middle of the window, let it go, and wait until it was taken."""
        target = self._target(self._root)
        assert target is not None, "no window takes files"
        uris, copy = self._atom("text/uri-list"), self._atom("XdndActionCopy")
        self._x.XSetSelectionOwner(self._display, ctypes.c_ulong(self._atom("XdndSelection")), self._own, 0)
        self._tell(target, "XdndEnter", VERSION << 24, uris)
        self._tell(target, "XdndPosition", 0, 640 << 16 | 360, 0, copy)
        self._await("XdndStatus", b"")
        self._tell(target, "XdndDrop", 0, 0)
        self._await("XdndFinished", f"{file.as_uri()}\r\n".encode())

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), 0))

    def _target(self, window: ctypes.c_ulong) -> ctypes.c_ulong | None:
        """The first window at or below one that says it takes files."""
        count, atoms = ctypes.c_int(), self._x.XListProperties
        atoms.restype = ctypes.POINTER(ctypes.c_ulong)
        said = atoms(self._display, window, ctypes.byref(count))
        if self._atom("XdndAware") in [said[i] for i in range(count.value)]:
            return window
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        below, number = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        places: list[Any] = [ctypes.byref(part) for part in (root, parent, below, number)]
        self._x.XQueryTree(self._display, window, *places)
        found = (self._target(ctypes.c_ulong(below[i])) for i in range(number.value))
        return next((one for one in found if one is not None), None)

    def _tell(self, target: ctypes.c_ulong, what: str, *data: int) -> None:
        longs = [self._own.value, *data, *([0] * (4 - len(data)))]
        self._send(
            target, struct.pack("@iLiPLLi5l", CLIENT_MESSAGE, 0, 1, 0, target.value, self._atom(what), 32, *longs)
        )

    def _send(self, target: ctypes.c_ulong, event: bytes) -> None:
        buffer = ctypes.create_string_buffer(event, 192)
        self._x.XSendEvent(self._display, target, 0, ctypes.c_long(0), buffer)
        self._x.XFlush(self._display)

    def _await(self, what: str, answer: bytes) -> None:
        """Wait for a message of the target; give it the answer meanwhile, if it asks for it."""
        buffer, end = ctypes.create_string_buffer(192), perf_counter() + PATIENCE
        while perf_counter() < end:
            while self._x.XPending(self._display):
                self._x.XNextEvent(self._display, buffer)
                kind = struct.unpack_from("@i", buffer.raw)[0]
                if kind == SELECTION_REQUEST:
                    self._hand_over(buffer.raw, answer)
                elif kind == CLIENT_MESSAGE and struct.unpack_from("@iLiPLL", buffer.raw)[5] == self._atom(what):
                    return
            sleep(0.005)
        raise AssertionError(f"no {what} came")

    def _hand_over(self, request: bytes, answer: bytes) -> None:
        _, _, _, _, _, requestor, selection, wanted, place, time = struct.unpack_from("@iLiPLLLLLL", request)
        asked = [ctypes.c_ulong(part) for part in (requestor, place, wanted)]
        self._x.XChangeProperty(self._display, *asked, 8, REPLACE, answer, len(answer))
        said = struct.pack("@iLiPLLLLL", SELECTION_NOTIFY, 0, 1, 0, requestor, selection, wanted, place, time)
        self._send(asked[0], said)
