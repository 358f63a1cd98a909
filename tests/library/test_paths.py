"""Paths: shipped files are found however the game was installed; kept files follow DRUMJAM_HOME."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from drumjam.library import paths


def test_a_checkout_has_its_assets_and_charts() -> None:
    """In a checkout and an editable install both are beside the package."""
    assert (paths.assets() / "fonts").is_dir()
    assert paths.sound_font().is_file()
    assert paths.charts().is_dir()


def test_a_wheel_has_them_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed wheel finds them in `drumjam/_data`."""
    (tmp_path / "drumjam" / "_data" / "assets").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "drumjam" / "library" / "paths.py"))
    assert paths.assets() == tmp_path / "drumjam" / "_data" / "assets"


def test_a_frozen_bundle_has_them_in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle unpacks them where `sys._MEIPASS` says."""
    (tmp_path / "drumjam" / "_data" / "charts").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.charts() == tmp_path / "drumjam" / "_data" / "charts"


def test_missing_files_are_one_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged installation says so instead of failing somewhere else."""
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "drumjam" / "library" / "paths.py"))
    with pytest.raises(paths.InstallError, match="the game's assets are missing"):
        paths.assets()


def test_all_that_is_kept_can_be_in_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DRUMJAM_HOME moves settings, songs and caches together."""
    monkeypatch.setenv("DRUMJAM_HOME", str(tmp_path))
    kept = (paths.config_dir(), paths.data_dir(), paths.cache_dir())
    assert {path.parent for path in kept} == {tmp_path}
    monkeypatch.delenv("DRUMJAM_HOME")
    assert paths.data_dir().name == "drumjam"


def test_a_home_that_nobody_knows_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """An account without a home folder is told what to set."""
    monkeypatch.setenv("DRUMJAM_HOME", "~no-such-user/drumjam")
    with pytest.raises(
        paths.HomeError, match=r"home folder cannot be found \(~no-such-user/drumjam\): set DRUMJAM_HOME"
    ):
        paths.data_dir()
