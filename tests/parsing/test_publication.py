"""What a source states of the publication of its articles, and from which words."""

import pytest
from hospital_tui.model import Article, Source, SourceFacts
from hospital_tui.parsing.parse import read_articles

BODY = (
    "清江市中心医院开放床位1200张，年门诊量超过百万人次，是全市规模最大的综合医院。\n\n"
    "清江市中心医院把患者放在首位，让群众看病更方便。\n"
)


def article(text: str, facts: SourceFacts | None = None, file: str = "test.txt") -> Article:
    return read_articles(text, Source(file=file, sha256="0" * 64), facts)[0]


def origins(found: Article) -> dict[str, tuple[str, str]]:
    return {row.fact: (row.origin, row.text) for row in found.evidence}


def test_the_page_states_paper_day_and_page() -> None:
    text = (
        f"清江日报 2019年9月24日 第5版\n\n清江市中心医院谱写新篇章\n\n本报记者 王磊 通讯员 陈晓红\n\n{BODY}"
    )
    found = article(text)
    assert (found.newspaper, found.date, found.page, found.author) == (
        "清江日报",
        "2019-09-24",
        "5",
        "王磊、陈晓红",
    )
    stated = {row.fact: row for row in found.evidence}
    for fact in ("newspaper", "date", "page", "author", "title"):
        evidence = stated[fact]
        assert "".join(text[start:end] for start, end in evidence.spans) == evidence.text


def test_the_text_comes_before_the_file_and_the_file_before_its_name() -> None:
    facts = SourceFacts(
        title="另一个标题",
        date="2020-03-01T08:30+08:00",
        author="李明",
        newspaper="临江网",
        link="https://a.cn/1",
    )
    found = article(f"2019年9月24日\n\n清江市中心医院谱写新篇章\n\n{BODY}", facts, "20180101.txt")
    assert (found.date, found.newspaper, found.author, found.link) == (
        "2019-09-24",
        "临江网",
        "李明",
        "https://a.cn/1",
    )
    assert origins(found)["title"] == ("head", "清江市中心医院谱写新篇章")
    found = article(BODY, facts, "20180101.txt")
    assert (found.date, found.title) == ("2020-03-01", "另一个标题")
    assert origins(found)["date"] == ("file", "2020-03-01T08:30+08:00")
    found = article(BODY, None, "20180101.txt")
    assert (found.date, origins(found)["date"]) == ("2018-01-01", ("name", "20180101.txt"))


@pytest.mark.parametrize("facts", [None, SourceFacts(), SourceFacts(date="昨天", title="")])
def test_what_nothing_states_is_open(facts: SourceFacts | None) -> None:
    found = article(BODY, facts)
    assert (found.newspaper, found.date, found.page, found.author, found.link) == (None,) * 5
    assert not {row.fact for row in found.evidence} & {"newspaper", "date", "page", "author", "link"}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("威海晚报 / 健康 / 2019年9月24日", "威海晚报"),
        ("2020-03-05 来源：人民网", "人民网"),
        ("東港日報 民國110年3月12日 星期五", "東港日報"),
        ("责任编辑:李某", None),
    ],
)
def test_newspaper(line: str, name: str | None) -> None:
    assert article(f"{line}\n\n清江市中心医院谱写新篇章\n\n{BODY}").newspaper == name


@pytest.mark.parametrize(
    ("line", "page"),
    [("A05", "A05"), ("第四版", "4"), ("08 版", "08"), ("今日 8 版", None), ("06|健康", None)],
)
def test_page(line: str, page: str | None) -> None:
    assert article(f"{line}\n\n清江市中心医院谱写新篇章\n\n{BODY}").page == page
