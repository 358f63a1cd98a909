"""Alsa: where Linux keeps what the sound library inside pygame's wheels looks for in vain."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping

CONFIG = "/usr/share/alsa/alsa.conf"
PLUGINS = (
    "/usr/lib/{machine}-linux-gnu/alsa-lib",
    "/usr/lib/arm-linux-gnueabihf/alsa-lib",
    "/usr/lib64/alsa-lib",
    "/usr/lib/alsa-lib",
)


def show_alsa() -> None:
    """Tell that library, through the environment, where to look; to be called before a device is opened."""
    if sys.platform == "linux":
        os.environ.update(alsa_places(os.environ, os.path.exists, os.uname().machine))


def alsa_places(environ: Mapping[str, str], exists: Callable[[str], bool], machine: str) -> dict[str, str]:
    """The variables that are missing: the wheels look in /usr/local, and without both find no MIDI device.

    environ  the variables that are set: what a user has set stays
    exists   whether there is a file or folder
    machine  the processor, as `uname` calls it
    """
    plugins = [place.format(machine=machine) for place in PLUGINS]
    wanted = {
        "ALSA_CONFIG_PATH": next(filter(exists, [CONFIG]), None),
        "ALSA_PLUGIN_DIR": next(filter(exists, plugins), None),
    }
    return {name: place for name, place in wanted.items() if place is not None and name not in environ}
