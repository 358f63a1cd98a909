"""Form: how two people share a song. What each makes of a chart: `forms`."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """Ways for two to play one song."""

    TOGETHER = "together"
    """As it is written."""
    LEAD = "lead"
    """As it is written, the band steps back; from section to section one holds the beat, the other follows."""
    LESSON = "lesson"
    """One plays a bar, the other gives it back."""
    ONE_PART = "one part"
    """Both play one and the same part."""
