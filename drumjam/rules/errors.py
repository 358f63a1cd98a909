"""DrumjamError: every refusal of the game says what, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

LONGEST = 300
"""Letters of what is wrong: a value from a file may be of any length."""


class DrumjamError(ValueError):
    """Something that cannot be done, as one line for people: `WHAT (WHERE): HOW TO MEND IT`.

    what    what is wrong, with the offending value
    where   file, track, byte, line, note: as exact as known; `at` adds what the caller knows
    mend    what to do about it; the class's own advice if left out
    code    stable, dotted words ("chart.version") that name the wording in other languages, or ""
    params  values that stand in the sentence, for those languages
    """

    advice: ClassVar[str] = "try another file"

    def __init__(
        self, what: str, where: str = "", mend: str = "", *, code: str = "", **params: str | int | float
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend or self.advice
        self.code = code
        self.params: Mapping[str, str | int | float] = params

    def at(self, place: str) -> Self:
        """The same error with a wider place put before its own: a file's name before a line of it."""
        self.where = f"{place}, {self.where}" if self.where else place
        return self

    def __str__(self) -> str:
        """The whole sentence, on one line, without signs that would move a terminal's cursor."""
        what = self.what if len(self.what) <= LONGEST else self.what[: LONGEST - 3] + "..."
        where = f" ({self.where})" if self.where else ""
        line = " ".join(f"{what}{where}: {self.mend}".split())
        return "".join(" " if sign < " " or "\x7f" <= sign <= "\x9f" else sign for sign in line)
