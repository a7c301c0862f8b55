"""The catalogues: every language has every key, no key is idle, and everything that is asked for is there."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import hospital_tui
import pytest
import yaml
from hospital_tui import speech
from hospital_tui.commands.find import COLUMNS as SEARCH_COLUMNS
from hospital_tui.languages import LANGUAGES
from hospital_tui.library.export.bookmarks import COLUMNS as BOOKMARK_COLUMNS
from hospital_tui.library.export.corrections import COLUMNS as CORRECTION_COLUMNS
from hospital_tui.library.export.figures import COLUMNS as FIGURE_COLUMNS
from hospital_tui.library.records import NOTICES
from hospital_tui.speech.en import names

PACKAGE = Path(hospital_tui.__file__).parent
KEYS = sorted(speech.catalogue("zh"))
ASKING = {"t", "tell", "known", "CommandError"}
"""Functions whose first argument is a key."""


def fields(template: str) -> list[tuple[str, str]]:
    """Names and formats of a template's parameters."""
    return [(name, form or "") for _, name, form, _ in Formatter().parse(template) if name is not None]


@cache
def spelled() -> tuple[set[str], list[re.Pattern[str]], set[str]]:
    """Strings in the code outside of the catalogues, patterns of those with parts filled in, and keys asked for."""
    strings, patterns, asked = set[str](), set[str](), set[str]()
    for path in PACKAGE.rglob("*.py"):
        if path.parent.parent.name == "speech":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                    for part in node.values
                ]
                patterns.add("".join(parts))
            elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in ASKING:
                    asked.add(str(node.args[0].value))
    telling = [re.compile(pattern) for pattern in patterns if re.match(r"[a-z_\\-]+\\\.", pattern)]
    return strings, telling, asked


def test_every_language_has_every_key() -> None:
    for language in LANGUAGES:
        assert sorted(speech.catalogue(language)) == KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_stands_once(language: str) -> None:
    files = [file for file in (PACKAGE / "speech" / language).glob("*.py") if file.stem != "names"]
    keys = re.findall(r'^    "([^"]+)":', "".join(file.read_text(encoding="utf-8") for file in files), re.M)
    assert len(keys) == len(set(keys)) == len(KEYS)


def test_every_language_fills_in_the_same_parameters() -> None:
    for language in LANGUAGES:
        for key, template in speech.catalogue(language).items():
            asked = {name for name, _ in fields(speech.catalogue("zh")[key])}
            assert {name for name, _ in fields(template)} == asked, key
            assert all("|" not in form or len(form.split("|")) == 2 for _, form in fields(template)), key


def test_no_key_is_idle() -> None:
    strings, patterns, _ = spelled()
    named = strings | {f"column.{name}" for name in {*strings, *CORRECTION_COLUMNS}}
    assert [key for key in KEYS if key not in named and not any(one.fullmatch(key) for one in patterns)] == []


def test_every_key_that_the_code_names_is_there() -> None:
    asked = spelled()[2]
    assert len(asked) > 200
    assert asked <= set(KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_name(language: str) -> None:
    before = speech.spoken()
    speech.speak(language)
    columns = {*FIGURE_COLUMNS, "sense", "unlike", *BOOKMARK_COLUMNS, *CORRECTION_COLUMNS, *SEARCH_COLUMNS}
    assert columns <= speech.columns().keys()
    speech.speak(before)


def test_every_notice_has_words_with_its_parameters() -> None:
    for key, params in NOTICES.items():
        said = speech.notice_words(key, dict.fromkeys(params, "§"))
        assert "§" in said
        assert "{" not in said
        assert not said.startswith("notice.")


def test_one_and_several() -> None:
    before = speech.spoken()
    speech.speak("en")
    assert speech.t("filter.count_passages", n=1) == "1 passage"
    assert speech.t("search.counted", passages="1,200", articles=1) == "1,200 passages in 1 article"
    assert speech.t("query.bad-year", n=1) == "“{value}” is no year"
    speech.speak("zh")
    assert speech.t("filter.count_passages", n=2) == "2 段"
    assert speech.t("no.such.key", n=3) == "no.such.key n=3"
    speech.speak(before)


def test_every_metric_has_an_english_name_and_no_other_has() -> None:
    lexicon = PACKAGE / "figures" / "lexicon"
    metrics = yaml.safe_load((lexicon / "metrics.yaml").read_text(encoding="utf-8"))["metrics"]
    assert {metric["name"] for metric in metrics} == set(names.METRICS)
    groups = yaml.safe_load((lexicon / "units.yaml").read_text(encoding="utf-8"))["groups"]
    assert set(names.UNITS) <= {unit for group in groups for unit in group["units"].split()} | {"%", "日"}
    assert not re.search("[\u3400-\u9fff]", "".join((*names.METRICS.values(), *names.UNITS.values())))


def test_metrics_and_units_are_named_in_the_language() -> None:
    before = speech.spoken()
    speech.speak("en")
    assert [speech.unit_name(unit) for unit in ("张", "元", "元/人次", "未知")] == [
        "",
        "yuan",
        "yuan/person-times",
        "未知",
    ]
    assert (speech.metric_name("开放床位"), speech.metric_name("未知")) == ("open beds", "未知")
    speech.speak("zh")
    assert (speech.metric_name("开放床位"), speech.unit_name("张")) == ("开放床位", "张")
    speech.speak(before)
