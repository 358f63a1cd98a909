"""Keys: which keys of the keyboard play which pad, as the settings name them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from drumjam.library.checked import Checked, SettingsError


@dataclass(frozen=True, slots=True)
class Keys(Checked):
    """Keyboard keys of each pad, named by their place on a US keyboard ("D", "Space", "Left Shift").

    A key bound twice is refused: SDL cannot tell two keyboards apart.
    """

    lee_cymbal: tuple[str, ...] = ("D",)
    lee_drum: tuple[str, ...] = ("F",)
    takaichi_drum: tuple[str, ...] = ("J",)
    takaichi_cymbal: tuple[str, ...] = ("K",)

    def __post_init__(self) -> None:
        """Refuse a key that two pads share, and a pad without a key."""
        Checked.__post_init__(self)
        pads: dict[str, str] = {}
        for item in dataclasses.fields(self):
            names = getattr(self, item.name)
            if not names:
                raise SettingsError("no key", f"keys, {item.name}", "name at least one key for each pad")
            for name in names:
                if not 0 < len(name) <= 32:
                    raise SettingsError(f"{name[:32]!r} is no key", f"keys, {item.name}")
                if name in pads:
                    where = f"keys, {item.name}"
                    raise SettingsError(f"key {name} is bound to {pads[name]} too", where, "choose another key")
                pads[name] = item.name
