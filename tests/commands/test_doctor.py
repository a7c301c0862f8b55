"""doctor names every extra with what it brings, installed or not."""

import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
PLAIN = {"html", "docx", "rtf", "test", "learn", "dev"}
"""Extras that bring a reader nothing of their own."""


def test_every_extra_is_named(run: Run) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    lines = run("doctor", "--lang", "en").stdout.splitlines()
    for extra in set(project["project"]["optional-dependencies"]) - PLAIN:
        assert any(line.startswith(f"  {extra}: ") for line in lines), extra


def test_what_is_missing_says_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", none)
    said = run("doctor", "--lang", "en").stdout
    assert "reads newspaper pages as PDF" in said and "hospital-tui[pdf]" in said
