"""The settings file: TOML that people can read and mend; never lost, never in the way."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

from drumjam.formats.atomic import WriteError, set_aside, write_whole
from drumjam.library.checked import SettingsError
from drumjam.library.paths import HomeError, config_dir
from drumjam.library.settings import Settings

DEEPEST = 2
"""How deep tables of the settings go: of a kit, what each note plays."""

HOMELESS = "settings.no-home"
"""Code of the notice that nothing can be kept."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as far as they could be read.

    notice  what was wrong with the file, to be told once; None if nothing was
    """

    settings: Settings
    notice: SettingsError | None = None


def settings_path() -> Path:
    """Where the settings file is, or will be."""
    return config_dir() / "settings.toml"


def load_settings(path: Path | None = None) -> Loaded:
    """The settings; defaults where there are none, or where nobody can tell where they are.

    A file that cannot be understood is kept aside as `settings.toml.broken`, each value of it that
    can be is taken, of a table each entry, and the rest are defaults.
    """
    try:
        path = path or settings_path()
    except HomeError as error:
        mend = f"nothing is kept, and defaults are used; {error.mend}"
        return Loaded(Settings(), SettingsError(error.what, error.where, mend, code=HOMELESS))
    try:
        if not S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            return Loaded(Settings(), SettingsError("the settings are not a file", str(path), "remove what is there"))
        data = path.read_bytes()
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as error:  # what cannot be read must not be written over either
        return _set_aside(path, Settings(), SettingsError(f"cannot read the settings: {error.strerror or error}"))
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return _set_aside(path, Settings(), SettingsError(f"the settings are not TOML: {error}"))
    problems: list[SettingsError] = []
    names = [item.name for item in dataclasses.fields(Settings)]
    settings = Settings(**{name: _part(name, table.get(name, {}), problems) for name in names})
    return _set_aside(path, settings, problems[0]) if problems else Loaded(settings)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, whole or not at all (WriteError)."""
    write_whole(path or settings_path(), settings_bytes(settings))


class SettingsFile:
    """The settings file while a program runs that changes it, beside others that may do so too.

    settings  as they were read from it
    """

    def __init__(self, settings: Settings) -> None:
        self._known, self._said = self._bytes(), settings

    def merged(self, settings: Settings) -> Settings:
        """These settings, with what other programs have changed since this one last read or wrote the file."""
        found = self._bytes()
        if found is None or found == self._known:
            return settings
        loaded = load_settings()
        if loaded.notice:
            return settings
        before = self._said
        self._known, self._said = found, loaded.settings
        return _carried(settings, before, loaded.settings)

    def save(self, settings: Settings) -> None:
        """Write the settings, whole or not at all (WriteError)."""
        save_settings(settings)
        self._known, self._said = self._bytes(), settings

    def _bytes(self) -> bytes | None:
        try:
            return settings_path().read_bytes() if settings_path().is_file() else None
        except (OSError, HomeError):
            return None


def _carried(settings: Settings, before: Settings, after: Settings) -> Settings:
    """Settings with every value that two others have differently."""
    parts = {}
    for item in dataclasses.fields(Settings):
        part, old, new = (getattr(one, item.name) for one in (settings, before, after))
        for value in dataclasses.fields(new):
            if getattr(new, value.name) != getattr(old, value.name):
                part = _with(part, value.name, getattr(new, value.name))
        parts[item.name] = part
    return Settings(**parts)


def settings_bytes(settings: Settings) -> bytes:
    """The settings as TOML: a table for each part, a line for each value."""
    lines = ["# drumjam's settings; a value that cannot be read gives way to its default"]
    for part in dataclasses.fields(settings):
        lines += ["", f"[{part.name}]", *_lines(getattr(settings, part.name))]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _lines(part: Any) -> Iterator[str]:
    for item in dataclasses.fields(part):
        yield f"{item.name} = {_toml(getattr(part, item.name))}"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_toml(key)} = {_toml(number)}" for key, number in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)


def _part(name: str, table: object, problems: list[SettingsError]) -> Any:
    """One part of the settings: all values at once, else each that can be taken, and of a table each entry."""
    kind = type(getattr(Settings(), name))
    known = {field.name for field in dataclasses.fields(kind)}
    if not isinstance(table, dict):
        problems.append(SettingsError(f"{name} is no table"))
        return kind()
    values = {key: value for key, value in table.items() if key in known}
    try:
        return kind(**values)
    except SettingsError as error:
        problems.append(error)
    part = kind()
    for key, value in values.items():
        part = _with(part, key, _fitting(kind(), key, value))  # the first problem was told; what is left out is default
    return part


def _with(part: Any, key: str, value: object) -> Any:
    """A part with one value replaced; as it was where that cannot be."""
    try:
        return dataclasses.replace(part, **{key: value})
    except SettingsError:
        return part


def _fitting(part: Any, key: str, value: object, path: tuple[str, ...] = ()) -> object:
    """As much of a value as can be: of a table the entries that fit, and of tables in it theirs.

    part  that the value is of, with all else as usual
    path  names of the tables that it stands in, the outermost first
    """
    if not isinstance(value, dict) or len(path) == DEEPEST:
        return value
    kept = {}
    for name, entry in value.items():
        taken = _fitting(part, key, entry, (*path, name))
        alone: object = taken
        for table in (name, *reversed(path)):
            alone = {table: alone}
        if _with(part, key, alone) is not part and (taken or not entry):
            kept[name] = taken
    return kept


def _set_aside(path: Path, settings: Settings, problem: SettingsError) -> Loaded:
    """Keep a broken file under a free name, write what could be read, and say so."""
    try:
        aside = set_aside(path)
        mend = f"it is kept as {aside.name}, and defaults stand in for what could not be read"
        save_settings(settings, path)
    except (OSError, WriteError):
        mend = "mend or remove the file; defaults are used"
    return Loaded(settings, SettingsError(problem.what, f"{path}{', ' if problem.where else ''}{problem.where}", mend))
