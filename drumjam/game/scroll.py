"""Scroll: which rows of a long list are in sight, and how the list glides there."""

from __future__ import annotations

GLIDING = 0.09
"""Seconds in which the list glides most of the way."""


class Scroll:
    """A list of which `rows` are in sight at once.

    top    the first row in sight
    glide  how many rows are above the picture, a fraction while the list moves
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.top = 0
        self.glide = 0.0
        self._then: float | None = None

    def shows(self, row: int) -> bool:
        """Whether a row is in sight."""
        return self.top <= row < self.top + self.rows

    def turn(self, step: int, count: int) -> None:
        """Move a list of `count` rows by a step, as far as it goes."""
        self.top = min(max(self.top + step, 0), max(count - self.rows, 0))

    def show(self, row: int) -> None:
        """Bring a row into sight."""
        self.top = min(max(self.top, row - self.rows + 1), row)

    def pass_to(self, now: float, *, still: bool) -> None:
        """Let the list glide up to a time in seconds; if `still`, it jumps."""
        passed = 0.0 if self._then is None else now - self._then
        self.glide = self.top if still else self.glide + (self.top - self.glide) * min(passed / GLIDING, 1.0)
        self._then = now
