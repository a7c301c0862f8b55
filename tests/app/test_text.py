"""The app's commands: every one has words in all languages and keys of its own."""

from hospital_tui import speech
from hospital_tui.app.command import twins
from hospital_tui.app.commands import COMMANDS
from hospital_tui.languages import LANGUAGES

CATALOGUES = tuple(map(speech.catalogue, LANGUAGES))


def test_every_command_has_a_name_and_an_explanation() -> None:
    for command in COMMANDS:
        for catalogue in CATALOGUES:
            assert catalogue[f"command.{command.id}"]
            assert catalogue[f"command.{command.id}.tip"]


def test_one_key_does_one_thing() -> None:
    seen: dict[str, str] = {}
    for command in COMMANDS:
        for key in command.all_keys():
            assert seen.setdefault(key, command.action) == command.action


def test_every_letter_has_another_way() -> None:
    for command in COMMANDS:
        if any(len(key) == 1 for key in command.keys):
            assert any(len(key) > 1 for key in command.keys), command.id


def test_full_width_twins() -> None:
    assert twins("j") == ("ｊ",)
    assert "、" in twins("/")
    assert "？" in twins("?")
    assert twins("ctrl+f") == ()
