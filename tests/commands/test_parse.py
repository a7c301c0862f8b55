"""`hospital-tui parse`: the contract, the files, the proof, and whatever people hand it."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import hospital_tui.parsing
import pytest
import yaml
from click.testing import Result
from hospital_tui.commands import article_files
from hospital_tui.library.files import load
from hospital_tui.model import Parsed
from hospital_tui.parsing import Uncovered

Run = Callable[..., Result]


def test_json_is_the_contract(run: Run, article: Path, article_text: str) -> None:
    import msgspec

    done = run("parse", article, "--format", "json")
    assert done.exit_code == 0
    parsed = msgspec.json.decode(done.stdout_bytes, type=Parsed)
    (found,) = parsed.articles
    assert found.hospital.name == "春江市中心医院"
    assert found.source.file == "春江.txt"
    for passage in found.selectable():
        assert "".join(article_text[start:end] for start, end in passage.spans) == passage.text


def test_json_names_every_field_of_the_contract(run: Run, article: Path) -> None:
    (found,) = json.loads(run("parse", article, "--format", "json").stdout)["articles"]
    assert {"id", "hospital", "source", "head", "sections", "margins"} <= found.keys()
    passage = next(
        passage for section in found["sections"] for passage in section["passages"] if passage["figures"]
    )
    assert {"id", "role", "run_in", "text", "spans", "figures"} <= passage.keys()
    assert {
        "kind", "text", "at", "value", "unit", "qualifier", "label", "time", "part_of", "metric"
    } <= passage["figures"][0].keys()  # fmt: skip


def test_many_files_make_one_object(run: Run, seeds: list[Path]) -> None:
    done = run("parse", *seeds, "--format", "json")
    assert len(json.loads(done.stdout)["articles"]) == 6


def test_yaml_goes_to_standard_output(run: Run, article: Path) -> None:
    done = run("parse", article, article)
    assert [found["hospital"]["name"] for found in yaml.safe_load_all(done.stdout)] == ["春江市中心医院"] * 2


def test_standard_input_is_a_source(run: Run, article_text: str) -> None:
    done = run("parse", "-", "--format", "json", input=article_text.encode("gbk"))
    (found,) = json.loads(done.stdout)["articles"]
    assert found["source"]["encoding"] == "gb18030"
    assert "read as gb18030" in done.stderr


def test_the_proof_counts_every_character(run: Run, article: Path, article_text: str) -> None:
    done = run("parse", article, "--check")
    assert done.exit_code == 0
    assert (
        f"each of {sum(not c.isspace() for c in article_text)} characters lies in exactly one of"
        in done.stdout
    )


def test_the_proof_names_what_lies_in_no_block(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hospital_tui.parsing, "check", lambda *_: [Uncovered(17, 3, "床位")])
    done = run("parse", article, "--check")
    assert done.exit_code == 1
    assert "春江.txt:3: not in exactly one block: offset 17, '床位'" in done.stdout


def test_the_proof_leaves_the_articles_alone(run: Run, article: Path) -> None:
    done = run("parse", article, "--check", "--format", "json")
    assert len(json.loads(done.stdout)["articles"]) == 1
    assert "exactly one" in done.stderr


# Files


def test_an_unchanged_file_is_not_written_again(run: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("parse", article, "-o", out)
    for path in out.iterdir():
        os.utime(path, (1, 1))
    run("parse", article, "-o", out)
    assert {path.name: path.stat().st_mtime for path in out.iterdir()} == {
        "春江.yaml": 1,
        "vocabulary.txt": 1,
    }


def test_a_correction_by_hand_survives(run: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("parse", article, "-o", out)
    path = out / "春江.yaml"
    told = path.read_text(encoding="utf-8").replace("\nhead:", "\nyear: '2022'\ncorrected: [year]\nhead:")
    path.write_text(told, encoding="utf-8")
    assert load(path).year == "2022"
    run("parse", article, "-o", out)
    assert load(path).year == "2022"


def test_a_broken_file_is_named_with_line_and_field_and_kept(run: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("parse", article, "-o", out)
    path = out / "春江.yaml"
    broken = path.read_text(encoding="utf-8").replace("role: title", "role: titel")
    path.write_text(broken, encoding="utf-8")
    line = broken[: broken.index("titel")].count("\n") + 1
    done = run("parse", article, "-o", out)
    assert done.exit_code == 2
    assert f"春江.yaml:{line}: head[0].role: " in done.stderr
    assert path.read_text(encoding="utf-8") == broken


def test_a_file_of_an_article_that_is_gone_goes_as_well(run: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("parse", article, "-o", out)
    (out / "春江-2.yaml").write_bytes((out / "春江.yaml").read_bytes())
    (out / "春江-别的.yaml").write_bytes((out / "春江.yaml").read_bytes())
    done = run("parse", article, "-o", out)
    assert sorted(path.name for path in out.iterdir()) == ["vocabulary.txt", "春江-别的.yaml", "春江.yaml"]
    assert "春江-2.yaml: removed" in done.stderr


def test_what_was_just_written_is_not_read_to_be_judged(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(article_files, "load", lambda path: looked.append(path) or load(path))
    run("parse", article, "-o", tmp_path / "out")
    assert len(looked) == 1  # for its words


def test_two_sources_of_one_name_do_not_overwrite_each_other(
    run: Run, article: Path, tmp_path: Path, article_text: str
) -> None:
    other = tmp_path / "other" / article.name
    other.parent.mkdir()
    other.write_text(article_text.replace("春江", "秋水"), encoding="utf-8")
    done = run("parse", article, other, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "would overwrite 春江.yaml" in done.stderr
    assert load(tmp_path / "out" / "春江.yaml").hospital.name == "春江市中心医院"


def test_articles_as_json_files(run: Run, article: Path, tmp_path: Path) -> None:
    run("parse", article, "-o", tmp_path / "out", "--format", "json")
    assert (
        json.loads((tmp_path / "out" / "春江.json").read_text(encoding="utf-8"))["hospital"]["name"]
        == "春江市中心医院"
    )


def test_a_folder_that_cannot_be_made_is_said(run: Run, article: Path) -> None:
    done = run("parse", article, "-o", article / "out")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


# Whatever people hand it


def bad(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / f"{kind}.txt"
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_bytes(
            {"empty": b"", "blank": b" \n\n", "binary": bytes(range(256)) * 50, "pdf": b"%PDF-1.4\n1 0 obj"}[
                kind
            ]
        )
    return path


@pytest.mark.parametrize("kind", ["empty", "blank", "binary", "pdf", "folder", "missing"])
def test_what_is_no_article_gets_one_line(run: Run, tmp_path: Path, kind: str) -> None:
    path = bad(tmp_path, kind)
    done = run("parse", path, "--format", "json")
    assert done.exit_code == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"hospital-tui: {path}: ")


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="permissions do not bind this user")
def test_an_unreadable_file_gets_one_line(run: Run, article: Path) -> None:
    article.chmod(0)
    done = run("parse", article)
    assert done.exit_code == 2
    assert "Permission denied" in done.stderr


def test_one_bad_file_does_not_stop_the_others(run: Run, tmp_path: Path, article: Path) -> None:
    done = run("parse", bad(tmp_path, "binary"), article, bad(tmp_path, "missing"), "--format", "json")
    assert done.exit_code == 1
    assert len(json.loads(done.stdout)["articles"]) == 1
    assert done.stderr.splitlines()[-1] == "2 of 3 sources failed"


def test_when_all_of_many_fail_the_object_is_empty(run: Run, tmp_path: Path) -> None:
    done = run("parse", bad(tmp_path, "binary"), bad(tmp_path, "empty"), "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)) == (1, {"articles": []})


def test_only_headings_are_an_article(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "headings.txt"
    path.write_text("抓人才 强队伍\n\n重科研 促发展\n\n惠民生 暖人心\n", encoding="utf-8")
    done = run("parse", path, "--check", "--format", "json")
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)["articles"]) == 1


def test_a_long_line_is_an_article(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("医院开放床位1200张，患者就医更加方便。" * 3_000, encoding="utf-8")
    assert run("parse", path, "--check").exit_code == 0


def test_bytes_that_say_nothing_are_placed(run: Run, tmp_path: Path, article_text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(article_text.encode() + b"\n\xff\n" + "出院患者满意。".encode())
    done = run("parse", path, "--format", "json")
    assert done.exit_code == 0
    assert (
        f"{path}:{article_text.count(chr(10)) + 2}: byte {len(article_text.encode()) + 1} cannot be read"
        in done.stderr
    )
    assert "\ufffd" in done.stdout


def test_control_characters_of_a_name_are_shown_not_sent(run: Run, tmp_path: Path) -> None:
    done = run("parse", tmp_path / "a\x1b[31mb.txt")
    assert "\x1b" not in done.stderr
    assert "a␛[31mb.txt" in done.stderr


def test_an_article_file_that_the_system_refuses_is_said_in_words(
    run: Run, article: Path, tmp_path: Path
) -> None:
    """A folder in the file's place: the same whoever runs the test."""
    (tmp_path / "data" / "春江.yaml").mkdir(parents=True)
    done = run("parse", article, "-o", tmp_path / "data", "--lang", "zh")
    assert done.exit_code != 0
    assert "春江.yaml: 是文件夹，不是文件，请换个名字" in done.stderr
    assert "Is a directory" not in done.stderr
