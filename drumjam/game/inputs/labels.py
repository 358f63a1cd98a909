"""Labels: what devices are called in the game, so that each keeps its name, and with it its player."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST = 48
ADDRESS = re.compile(r" (\d+:\d+)$")
COUNT = re.compile(r" \d+$")
THROUGH = re.compile(r"midi ?through|rtmidi (in|out)put client", re.IGNORECASE)
"""Ports that programs make for each other: nobody can strike them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A device that is there.

    name     what it calls itself, tidied
    address  where it is plugged in, "" if the system does not tell
    port     what it is opened by: a MIDI port's name, a game pad's number
    options  more that its opening needs
    """

    name: str
    address: str = ""
    port: Any = ""
    options: tuple[tuple[str, Any], ...] = ()

    @property
    def place(self) -> tuple[str, str]:
        """What tells it from others as long as it stays plugged in."""
        return self.name, self.address


def found_port(port: str, options: tuple[tuple[str, Any], ...] = (), *, counted: bool = False) -> Found:
    """A MIDI port by the name that its library gives it: a client's name and numbers around it are taken off.

    counted  whether the library puts a port's number behind each name
    """
    numbered = ADDRESS.search(port)
    name, address = port, ""
    if numbered:
        name, address = port[: numbered.start()], numbered[1]
        name = name.partition(":")[2] or name
    elif counted:
        name = COUNT.sub("", port)
    return Found(tidy(name.removesuffix(" MIDI 1"), "MIDI"), address, port, options)


def tidy(name: str, nameless: str) -> str:
    """A name that can stand on a screen and in a file, on one line and not too long."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    return plain[:LONGEST].rstrip() or nameless


def playable(port: str) -> bool:
    """Whether somebody could strike what stands behind a MIDI port."""
    return THROUGH.search(port) is None


def label(found: Sequence[Found], before: Mapping[str, Found], taken: Collection[str] = ()) -> dict[str, Found]:
    """A label for each device that is there: its name, numbered from the second of that name on.

    before  labels at the last look: who is still plugged in keeps the label, who is gone leaves it free
    taken   labels that are no device's to have
    """
    left, labels = list(found), dict[str, Found]()
    for known, device in before.items():
        same = next((one for one in left if one.place == device.place), None)
        if same is not None:
            left.remove(same)
            labels[known] = same
    for device in left:
        number, name = 1, device.name
        while name in labels or name in taken:
            number += 1
            name = f"{device.name} ({number})"
        labels[name] = device
    return labels
