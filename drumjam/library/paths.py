"""Where things are: what ships with the game, and what a player keeps.

The same for a checkout, an editable install, a wheel (`drumjam/_data`) and a frozen bundle. The
environment variable DRUMJAM_HOME puts everything a player keeps into one folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from drumjam.formats.atomic import WriteError
from drumjam.rules.errors import DrumjamError


class InstallError(DrumjamError):
    """Files that ship with the game are not there."""

    advice = "install drumjam again"


class HomeError(WriteError):
    """Nobody can tell where a player's own folder is: nothing can be kept, and nothing of it is there to be read."""

    advice = "set DRUMJAM_HOME to a folder you may write to"


def assets() -> Path:
    """The folder of fonts, pictures and the SoundFont."""
    return _shipped("assets")


def charts() -> Path:
    """The folder of the built-in songs, one song folder each."""
    return _shipped("charts")


def sound_font() -> Path:
    """The SoundFont that plays every song."""
    return assets() / "drumjam_gm.sf3"


def data_dir() -> Path:
    """What must not be lost: added songs, plays, replays. It may not exist yet."""
    return _kept("data")


def config_dir() -> Path:
    """Where the settings are. It may not exist yet."""
    return _kept("config")


def cache_dir() -> Path:
    """What can be made again: rendered sound. It may not exist yet."""
    return _kept("cache")


def pictures_dir() -> Path:
    """Where pictures go that a player asks for. It may not exist yet."""
    home = os.environ.get("DRUMJAM_HOME")
    return _kept("pictures") if home else _kept("pictures") / "drumjam"


def _shipped(name: str) -> Path:
    package = Path(__file__).resolve().parent.parent
    bundle = getattr(sys, "_MEIPASS", None)
    roots = [package / "_data", package.parent]
    if bundle is not None:
        roots = [Path(bundle) / "drumjam" / "_data", Path(bundle), *roots]
    for root in roots:
        if (root / name).is_dir():
            return root / name
    raise InstallError(f"the game's {name} are missing", str(roots[0]))


def _kept(kind: str) -> Path:
    home = os.environ.get("DRUMJAM_HOME")
    try:
        return Path(home).expanduser() / kind if home else _usual(kind)
    except RuntimeError as error:  # an account without a home folder
        raise HomeError("your home folder cannot be found", home or "HOME") from error


def _usual(kind: str) -> Path:
    import platformdirs

    folders = {
        "data": platformdirs.user_data_path,
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
    }
    if kind == "pictures":
        return platformdirs.user_pictures_path()
    return folders[kind]("drumjam", appauthor=False)
