"""An X server of our own, for tests and figures that need a real window."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.game.ranks import WINDOW, go_first

XVFB = shutil.which("Xvfb")
"""The server's program; None where it is not installed."""


@contextmanager
def x_server(size: str = "1280x720", *, first: bool = True) -> Iterator[str]:
    """While it lasts, an X server with one screen of that size; its DISPLAY.

    first  whether it goes before other programs: it stamps the keys, late where it has to wait. A key that came up and
           down again meanwhile gets both stamps within 2 ms, and SDL takes it for the repeat of a held key
    """
    reading, writing = os.pipe()
    command = [str(XVFB), "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:  # the server dies if nobody reads to the end of the line
        display = told.readline().strip()
    if first:
        go_first(WINDOW, server.pid)
    try:
        yield f":{display}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def window_driver() -> Iterator[str]:
    """While it lasts, SDL opens windows on an X server of our own as the game does; without Xvfb nobody sees them.

    Tells what it is, for the figures: with the dummy driver showing a frame costs nothing.
    """
    before = dict(os.environ)
    try:
        if XVFB is None:
            os.environ["SDL_VIDEODRIVER"] = "dummy"
            yield "dummy driver"
        else:
            with x_server("1920x1080") as display:
                os.environ.update(DISPLAY=display, SDL_VIDEODRIVER="x11", SDL_FRAMEBUFFER_ACCELERATION="0")
                yield "Xvfb"
    finally:
        os.environ.clear()
        os.environ.update(before)
