"""The language of a command line, and its help and faults in it."""

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result
from hospital_tui import languages
from hospital_tui.commands.main import COMMANDS, cli
from hospital_tui.library.reader import Reader

Run = Callable[..., Result]


def commands() -> list[list[str]]:
    """Every command and inner command as words of a command line."""
    found: list[list[str]] = [[]]
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        found.append([name])
        if isinstance(command, click.Group):
            found += [[name, inner] for inner in command.commands]
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_speaks_the_language(run: Run, words: list[str], language: str) -> None:
    done = run(*words, "--help", f"--lang={language}")
    assert done.exit_code == 0
    assert ("用法：" in done.stdout) == (language == "zh")
    options = done.stdout.partition("--help")[0]
    if language == "zh":
        assert not re.search(r"\b(Show|Folder|Write|Read)\b", options)
    else:
        assert not re.search("[\u4e00-\u9fff]{4}", options.replace("医院:长治", ""))


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "qaa_XX.UTF-8"}, "en"),
        ([], {"LANG": "qaa_XX.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["parse", "a", "--lang=zh"], {"LANG": "en_GB"}, "zh"),
        (["--lang"], {"LANG": "zh"}, "zh"),
        (["--lang", "qaa"], {"LANG": "zh"}, "zh"),
    ],
)
def test_the_language_is_the_option_s_else_the_locale_s(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert languages.of_command_line(arguments, environment) == language
    told = arguments[1] if arguments[:1] == ["--lang"] and len(arguments) > 1 else None
    if arguments == [] or told:
        assert languages.choose(told, None, environment) == language


@pytest.mark.parametrize("held_open", [False, True])
def test_what_was_chosen_in_the_app_holds_for_the_commands(tmp_path: Path, held_open: bool) -> None:
    reader = Reader.open(tmp_path)
    reader.set("language", "en")
    if not held_open:
        reader.close()
    before = sorted(tmp_path.iterdir())
    line = ["list", "--library", str(tmp_path)]
    assert languages.of_command_line(line, {"LANG": "zh_CN.UTF-8"}) == "en"
    assert languages.of_command_line([*line, "--lang", "zh"], {"LANG": "zh_CN.UTF-8"}) == "zh"
    assert sorted(tmp_path.iterdir()) == before
    reader.close()


def test_a_reader_s_file_that_cannot_be_read_leaves_the_locale(tmp_path: Path) -> None:
    (tmp_path / "reader.db").write_bytes(b"no database" * 100)
    assert languages.of_command_line(["--library", str(tmp_path)], {"LANG": "en_GB"}) == "en"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nosuch"], "没有这个命令：nosuch"),
        (["parse", "--nosuch", "a"], "没有这个选项：--nosuch"),
        (["parse"], "缺少：FILE..."),
        (["parse", "--format", "xml", "a"], "--format 可取：yaml · json"),
        (["search", "医院", "--limit", "0"], "--limit 要写整数，不小于 1"),
        (["search", "医院", "--limit", "x"], "--limit 要写整数，不小于 1"),
        (["search", "医院", "--limit"], "--limit 后面缺内容"),
        (["doctor", "extra"], "多余的内容：extra"),
    ],
)
def test_a_wrong_command_line_is_explained(run: Run, arguments: list[str], words: str) -> None:
    done = run("--lang", "zh", *arguments)
    assert done.exit_code == 2
    (line,) = done.stderr.splitlines()
    assert words in line


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_manual_page_names_every_command_and_option(run: Run, language: str) -> None:
    done = run("man", f"--lang={language}")
    assert done.exit_code == 0
    page = done.stdout.replace("\\-", "-")
    for words in commands():
        assert f'.SS "{" ".join(["hospital-tui", *words])}"' in page or not words
    for option in ("--library", "--check", "--descending", "--progress", "--metric"):
        assert re.search(rf"^\\fB.*{option}", page, re.M)
    assert ("Show" in page) == (language == "en")
    assert not any(
        line[:1] in ("'", ".") and not re.match(r"\.(TH|SH|SS|TP|PP)\b", line) for line in page.splitlines()
    )
