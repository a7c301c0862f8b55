"""The door: a bare start needs neither click nor the commands, everything else does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hospital_tui.__main__ import start_options
from hospital_tui.commands.main import COMMANDS


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], {}),
        (["--kitty"], {"kitty": True}),
        (["--library", "a b"], {"library": "a b"}),
        (["--library=x", "--lang=zh", "--kitty"], {"library": "x", "lang": "zh", "kitty": True}),
        (["--lang", "en"], {"lang": "en"}),
        (["--lang", "qaa"], None),
        (["--lang"], None),
        (["--library"], None),
        (["--help"], None),
        (["parse", "x"], None),
        (["--kitty=1"], None),
        (["--nosuch"], None),
    ],
)
def test_the_app_s_options_are_read_without_click(arguments: list[str], options: object) -> None:
    assert start_options(arguments) == options


def modules(code: str, *arguments: str, stdout: int = subprocess.PIPE) -> set[str]:
    """Names in `sys.modules` of a fresh interpreter when the app would start, or at the end."""
    program = (
        "import sys, json, types\n"
        "def ran(**options): json.dump(sorted(sys.modules), open(sys.argv[-1], 'w')); return 0\n"
        f"{code}"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], stdout=stdout, timeout=600, check=False
    )
    assert done.returncode == 0
    return set(json.loads(Path(arguments[-1]).read_text(encoding="utf-8")))


def test_a_bare_start_imports_next_to_nothing(tmp_path: Path) -> None:
    code = (
        "app = types.ModuleType('hospital_tui.app'); start = types.ModuleType('hospital_tui.app.start'); start.run = ran\n"
        "sys.modules |= {'hospital_tui.app': app, 'hospital_tui.app.start': start}\n"
        "import hospital_tui.__main__ as door\n"
        "sys.stdin = sys.stdout = types.SimpleNamespace(isatty=lambda: True, flush=lambda: None)\n"
        "raise SystemExit(door.launch(**door.start_options(['--lang', 'zh', '--library', 'x'])))"
    )
    loaded = modules(code, str(tmp_path / "modules.json"))
    assert not {name.split(".")[0] for name in loaded} & {
        "click",
        "textual",
        "yaml",
        "msgspec",
        "rich",
        "jieba",
    }
    assert not any(name.startswith("hospital_tui.commands") for name in loaded)


COMMAND_LINES = [
    ["--help"],
    ["--version"],
    ["parse", "FILE", "--format", "json"],
    ["parse", "FILE", "--check"],
    ["add", "--no-vocabulary", "FILE"],
    ["list"],
    ["publish", "FOLDER"],
    ["serve", "--help"],
    ["path"],
    ["search", "机器人"],
    ["figures", "人>100"],
    ["compare"],
    ["beside", "--help"],
    ["chart", "床位", "--metric", "开放床位"],
    ["timeline", "床位"],
    ["count", "机器人"],
    ["check"],
    ["cite"],
    ["facts"],
    ["tags"],
    ["open", "--help"],
    ["import", "--help"],
    ["remove", "--help"],
    ["undo", "--help"],
    ["keys", "--help"],
    ["backup", "BACKUP"],
    ["restore", "--help"],
    ["corrections"],
    ["bookmarks"],
    ["doctor"],
    ["completion", "bash"],
    ["man"],
]


PARSING = ("parse", "add")
"""They cut words."""


def test_every_command_stands_in_the_list() -> None:
    assert {line[0] for line in COMMAND_LINES if line[0].isalpha()} == set(COMMANDS)


def test_no_command_imports_the_screen(article: Path, tmp_path: Path) -> None:
    """One process runs them all, those last that parse: whoever is the first to import what it should not is named."""
    named = {"FILE": str(article), "FOLDER": str(tmp_path / "shared"), "BACKUP": str(tmp_path / "backup")}
    lines = [[named.get(word, word) for word in line] for line in COMMAND_LINES]
    lines.sort(key=lambda line: line[0] in PARSING)
    program = (
        "import sys, json, hospital_tui.__main__ as door\n"
        "lines, report = json.load(open(sys.argv[1])), []\n"
        "for line in lines:\n"
        "    sys.argv, code = ['hospital-tui', *line], 0\n"
        "    try: door.main()\n"
        "    except SystemExit as end: code = end.code or 0\n"
        "    heavy = [name for name in ('textual', 'hospital_tui.app', 'jieba') if name in sys.modules]\n"
        "    report.append((line[0], code, heavy))\n"
        "json.dump(report, sys.stderr)"
    )
    told = tmp_path / "lines.json"
    told.write_text(json.dumps(lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program, str(told)], capture_output=True, timeout=600, check=True
    )
    report = json.loads(done.stderr.decode().splitlines()[-1])
    assert len(report) == len(lines)
    for name, code, heavy in report:
        assert (name, code, set(heavy) - ({"jieba"} if name in PARSING else set())) == (name, 0, set())


def test_without_a_terminal_one_line_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hospital_tui", "--lang", "zh"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert "终端" in line


def test_a_shell_gets_completions_and_not_the_app() -> None:
    environment = os.environ | {
        "_HOSPITAL_TUI_COMPLETE": "bash_complete",
        "COMP_WORDS": "hospital-tui pa",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "hospital_tui"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    assert set(done.stdout.split()) == {"plain,parse", "plain,path"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_its_script(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hospital_tui", "completion", shell],
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    assert f"_HOSPITAL_TUI_COMPLETE={shell}_complete" in done.stdout


def test_doctor_asks_the_terminal() -> None:
    """On a pseudo-terminal that answers every question about the cursor with column 3."""
    pty = pytest.importorskip("pty")
    child, handle = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "hospital_tui", "doctor", "--lang=en"])
    heard = b""
    while True:
        try:
            data = os.read(handle, 4096)
        except OSError:
            break
        if not data:
            break
        heard += data
        os.write(handle, b"\x1b[1;3R" * data.count(b"\x1b[6n"))
        if b"\x1b[c" in data:
            os.write(handle, b"\x1b[?1u\x1b[?62c")
    os.close(handle)
    assert os.waitpid(child, 0)[1] == 0
    shown = heard.decode(errors="replace")
    assert "①2 ℃2 (wide:" in shown
    assert "Kitty keyboard protocol: yes" in shown
