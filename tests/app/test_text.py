"""The catalogues: both languages have every key, and everything that is asked for is there."""

import re
from pathlib import Path
from string import Formatter

import hospital_tui.app
import pytest
from hospital_tui import speech as text
from hospital_tui.app.command import twins
from hospital_tui.app.commands import COMMANDS
from hospital_tui.app.dialogs.notices import notice_words
from hospital_tui.library.records import NOTICES, Notice

ROOM = Path(hospital_tui.app.__file__).parent
ZH, EN = text.catalogue("zh"), text.catalogue("en")


def params(template: str) -> set[str]:
    """The names of a template's parameters."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_have_every_key() -> None:
    assert set(ZH) == set(EN)


@pytest.mark.parametrize("key", sorted(ZH))
def test_both_languages_use_the_same_parameters(key: str) -> None:
    forms = EN[key].split("|")
    assert set().union(*map(params, forms)) | {"n"} == params(ZH[key]) | {"n"}
    assert len(forms) <= 2


def test_every_key_in_the_code_is_in_the_catalogues() -> None:
    asked = {
        found
        for path in ROOM.rglob("*.py")
        for found in re.findall(r'\bt\(\s*"([a-z][\w.-]*\.[\w.-]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 50
    assert asked <= set(ZH)


def test_every_command_has_a_name_and_an_explanation() -> None:
    for command in COMMANDS:
        for catalogue in (ZH, EN):
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


def test_singular_and_plural() -> None:
    text.speak("en")
    assert text.t("filter.count_passages", n=1) == "1 passage"
    assert text.t("filter.count_passages", n=2) == "2 passages"
    text.speak("zh")
    assert text.t("no.such.key", n=3) == "no.such.key n=3"


def test_every_notice_has_words_with_its_parameters() -> None:
    for key, names in NOTICES.items():
        said = notice_words(Notice(key, dict.fromkeys(names, "§")))
        assert "§" in said
        assert "{" not in said
        assert not said.startswith("notice.")
