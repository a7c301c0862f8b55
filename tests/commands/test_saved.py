"""Saved filters from the shell."""

from .conftest import Run


def test_a_filter_is_saved_and_used(run: Run) -> None:
    whole = run("search", "骨科|机器人", "--save", "甲", "--format", "csv")
    again = run("search", "--saved", "甲", "--format", "csv")
    assert whole.exit_code == again.exit_code == 0
    assert whole.stdout == again.stdout != ""
    none = run("search", "--saved", "甲", "--new")
    assert none.exit_code == 0
    assert none.stdout == ""


def test_what_does_not_go_together_is_said(run: Run) -> None:
    for told in ((), ("骨科", "--new"), ("骨科", "--saved", "甲")):
        assert run("search", *told).exit_code == 2
    missing = run("search", "--saved", "乙", "--lang", "en")
    assert missing.exit_code != 0
    assert "乙" in missing.stderr
