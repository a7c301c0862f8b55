"""Marks that Markdown of other writers has: what they say is read, and they are not."""

import pytest
from hospital_tui.parsing.inputs import interpret

TEXT = "医院现有开放床位800张，在职职工1200人。"


def told(text: str) -> list[str]:
    source = interpret(text.encode(), "文.md")
    shown = [part for part in source.reading.parts if part.kind != "mark"]
    held = sorted(
        at for part in source.reading.parts for start, end in part.spans for at in range(start, end)
    )
    assert [source.text[at] for at in held if not source.text[at].isspace()] == list(
        "".join(source.text.split())
    )
    return ["".join(source.text[start:end] for start, end in part.spans) for part in shown]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (f"> [!NOTE]\n> {TEXT}", [TEXT]),
        (f"> [!tip]- 提示\n> {TEXT}", ["提示", TEXT]),
        (f'!!! note "提示"\n    {TEXT}', ["提示", TEXT]),
        (f"??? warning\n    {TEXT}", [TEXT]),
        (f":::tip 提示\n{TEXT}\n:::", ["提示", TEXT]),
        (f"::: {{.callout}}\n{TEXT}\n:::", [TEXT]),
        (f"见[[县医院]]与[[县医院#科室|该院]]，{TEXT}", [f"见县医院与该院，{TEXT}"]),
        (f"![[图36.png]]\n\n{TEXT}", [TEXT]),
        (f"| 名 | 数 |\n| --- | --- |\n| [[县医院\\|该院]] | 36人 |\n\n{TEXT}", ["名 数", "该院 36人", TEXT]),
        (f"%%未核实：99张%%\n\n{TEXT}", [TEXT]),
        (f"[TOC]\n\n## 题 {{#id36 .a}}\n\n{TEXT}{{: .b}}", ["题", TEXT]),
        (f"*[ICU]: 重症监护36\n\n{TEXT}", [TEXT]),
        (f"{{% include a36.html %}}\n\n{TEXT}{{{{ site.beds }}}}", [TEXT]),
        (f":hospital: {TEXT} :+1:", [TEXT]),
        (f"`[[床位]]`，`{{{{ x }}}}`，{TEXT}", [f"[[床位]]，{{{{ x }}}}，{TEXT}"]),
        (f"时间8:30:45，比例3:1，增长8%%，{TEXT}", [f"时间8:30:45，比例3:1，增长8%%，{TEXT}"]),
    ],
)
def test_marks_of_other_writers_are_not_read_and_what_they_say_is(written: str, shown: list[str]) -> None:
    assert told(written) == shown
