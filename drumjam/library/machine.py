"""Machine: how the machine of a player kept time, kept beside what he has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drumjam.library.checked import Checked, within


@dataclass(frozen=True, slots=True)
class Machine(Checked):
    """How this machine kept time in the last play: what was usual, and what one in a hundred surpassed.

    Of "looks" for input and "pictures" how far apart they came; of the song's "clock" how far it was off the sound.
    """

    usual_ms: Mapping[str, float] = within(dict, least=0, most=1000)
    worst_ms: Mapping[str, float] = within(dict, least=0, most=1000)
