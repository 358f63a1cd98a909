"""Which leader a track's name stands for."""

from __future__ import annotations

import re

from drumjam.rules.chart import Lane

_NAMES = (
    re.compile(r"\blee\b|\bp1\b|\bplayer 1\b|이재명|^left$", re.IGNORECASE),
    re.compile(r"\btakaichi\b|\bp2\b|\bplayer 2\b|高市|다카이치|^right$", re.IGNORECASE),
)


def leader_of(name: str) -> Lane | None:
    """The leader whose part a track of this name holds; None for a name that stands for neither or for both."""
    fitting = [lane for lane in Lane if _NAMES[lane].search(name)]
    return fitting[0] if len(fitting) == 1 else None
