"""A stage of parsing that fails costs what it tells, never the text."""

from importlib import import_module

import pytest
from hospital_tui.model import Article, SourceFacts
from hospital_tui.parsing.check import check
from hospital_tui.parsing.parse import parse

from .reading import lay_out

TEXT = (
    "清江日报 2019年9月24日 第5版\n\n山里的手术灯亮了\n\n本报记者 王磊 通讯员 陈晓红\n\n"
    "石坑县人民医院成立于1956年，现有职工600人，承担着全县三十万人的医\n\n疗任务。\n\n"
    "让群众少跑腿\n\n石坑县人民医院把服务延伸到每个乡镇，去年门诊23万人次。\n"
)


def parsed(text: str, facts: SourceFacts | None = None) -> tuple[Article, ...]:
    return parse(text, file="a.txt", sha256="0" * 64, facts=facts)


@pytest.mark.parametrize(
    "stage", ["mark_duplicates", "split", "label", "join_broken", "publication", "hospital_of", "run_ins"]
)
@pytest.mark.parametrize("fault", [ValueError, RecursionError, IndexError])
def test_the_text_is_kept_whatever_fails(
    stage: str, fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(import_module("hospital_tui.parsing.parse"), stage, fail)
    articles = parsed(TEXT)
    assert check(TEXT, articles) == []
    assert {article.unread for article in articles} == {fault.__name__}
    assert any(
        "人" in figure.text for article in articles for p in article.passages() for figure in p.figures
    )


def test_nothing_is_said_where_all_went_well() -> None:
    assert [article.unread for article in parsed(TEXT)] == [""]


def test_each_fact_leads_back_to_its_words() -> None:
    article = parsed(TEXT)[0]
    facts = {row.fact: row for row in article.evidence}
    assert facts.keys() >= {"title", "hospital", "newspaper", "date", "page", "author"}
    for row in article.evidence:
        assert "".join(TEXT[start:end] for start, end in row.spans) == row.text
    assert facts["hospital"].text == article.hospital.name == "石坑县人民医院"


def test_the_title_that_a_file_states_decides_which_line_it_is() -> None:
    lines = ["清江市中医院推出新举措", "山里的手术灯亮了", "石坑县人民医院见闻"]
    text = "\n\n".join([*lines, TEXT.split("\n\n", 3)[3]])
    for line in lines:
        article = parsed(text, SourceFacts(title=f"{line}_健康频道_清江新闻网"))[0]
        assert article.title == line


def test_a_hospital_in_the_title_that_only_the_file_states() -> None:
    body = "医院今年开展新技术，群众看病更方便，去年门诊23万人次，今年预计更多，大家都很满意。\n"
    assert lay_out(body)[0].hospital.name == ""
    assert parsed(body, SourceFacts(title="石坑县人民医院新技术"))[0].hospital.name == "石坑县人民医院"
