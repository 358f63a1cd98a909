"""Refusals: one line for people, whatever the file held."""

from __future__ import annotations

from drumjam.rules.errors import DrumjamError


def test_a_refusal_is_one_line_of_bearable_length() -> None:
    """Values from a file neither fill the terminal nor move its cursor; place and advice are never cut."""
    line = str(DrumjamError("bad " + "x" * 9999, "FILE\n\x1b[31m", "mend it"))
    assert len(line) < 400
    assert line.isprintable()
    assert line.endswith("... (FILE  [31m): mend it")
