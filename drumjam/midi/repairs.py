"""MidiError and Repairs: what a reader says about a file that is not as it should be."""

from __future__ import annotations

from drumjam.rules.chart import Remark
from drumjam.rules.errors import DrumjamError

MOST_SAID = 20


class MidiError(DrumjamError):
    """A file that cannot be read as MIDI: says what is wrong, where, and how to mend it."""

    advice = "export the song again as a standard MIDI file (.mid) and try that one"


class Repairs:
    """Gathers what had to be mended in one file: the first 20 in words, the rest as a number.

    kind  of file: the first word of every code
    """

    def __init__(self, kind: str = "midi") -> None:
        self._kind = kind
        self._said: list[Remark] = []
        self._more = 0

    def say(self, code: str, text: str, **params: str | int | float) -> None:
        """Add one repair: a stable code, the English sentence, and the values that stand in it."""
        if len(self._said) < MOST_SAID:
            self._said.append(Remark(f"{self._kind}.{code}", text, tuple(params.items())))
        else:
            self._more += 1

    def remarks(self) -> tuple[Remark, ...]:
        """Everything said, at most 21 remarks."""
        if not self._more:
            return tuple(self._said)
        return (*self._said, Remark(f"{self._kind}.more", f"and {self._more} more", (("count", self._more),)))
