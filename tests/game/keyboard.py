"""Real keys on an X server: pressed through the XTEST extension, as a keyboard would."""

from __future__ import annotations

import ctypes
import ctypes.util
from time import perf_counter, sleep

REST = 0.03
"""Seconds that a finger takes at least: what is let go and pressed again within 2 ms is a key that is held, to SDL."""


class Keyboard:
    """Presses keys on an X server: that of DISPLAY, if no other is named."""

    def __init__(self, display: str | None = None) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._test = ctypes.CDLL(ctypes.util.find_library("Xtst") or "libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XFlush.argtypes = [ctypes.c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._x.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self._display = self._x.XOpenDisplay(display and display.encode())
        assert self._display, "no X server"
        self._let_go: dict[int, float] = {}

    def press(self, *names: str) -> tuple[float, float]:
        """Press and let go keys by X names (`Return`, `d`); the clock's times in seconds around their coming down.

        A busy machine may hold the caller up on the way: then they lie apart.
        """
        codes = [self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode())) for name in names]
        sleep(max(max(self._let_go.get(code, 0.0) for code in codes) + REST - perf_counter(), 0.0))
        before = perf_counter()
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        self._x.XFlush(self._display)
        after = perf_counter()
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x.XFlush(self._display)
        self._let_go.update(dict.fromkeys(codes, perf_counter()))
        return before, after
