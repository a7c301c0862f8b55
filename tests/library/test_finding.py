"""Finding by what figures are called, by the article, by what the reader made, and by names that are mistyped."""

import pytest
from hospital_tui.library import Library

from .conftest import Open, figure, made

BEDS, OUT = "全院开放床位800张，年门诊量62万人次。", "骨科开展手术120例，引进人才47人。"


@pytest.fixture
def library(opened: Open) -> Library:
    """Three hospitals with the same two passages."""
    figures = [
        [
            figure("800张", BEDS, value=800, unit="张", label="开放床位", metric="开放床位"),
            figure("62万人次", BEDS, value=620_000, unit="人次", label="年门诊量", metric="门诊量"),
        ],
        [
            figure("120例", OUT, value=120, unit="例", label="手术"),
            figure("47人", OUT, value=47, unit="人", label="人才"),
        ],
    ]
    names = ("长治市第二人民医院", "株洲市中心医院", "晋城大医院")
    return opened(
        [made(n, (BEDS, OUT), hospital=name, aliases=(), figures=figures) for n, name in enumerate(names, 1)]
    )


def found(library: Library, line: str) -> list[str]:
    """Texts of the figures that a line finds in the first hospital."""
    rows = library.figures(library.query(line), hospital="长治市第二人民医院")
    return [row.figure.text for row in rows]


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("床位>700", ["800张"]),
        ("床位>900", []),
        ("门诊量>=50万", ["62万人次"]),
        ("指标:门诊量>=50万", ["62万人次"]),
        ("所指:床位 | 人>40", ["800张", "47人"]),
        ("所指:床位|所指:手术 -例>100", ["800张"]),
        ("人>40", ["47人"]),
    ],
)
def test_figures_by_what_they_are_called(library: Library, line: str, texts: list[str]) -> None:
    assert found(library, line) == texts


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("长冶", ("长治市第二人民医院",)),
        ("株州市中心", ("株洲市中心医院",)),
        ("长治市二人民", ("长治市第二人民医院",)),
        ("晋城", ()),
        ("完全两样的字", ()),
    ],
)
def test_the_nearest_hospital_is_offered(library: Library, typed: str, names: tuple[str, ...]) -> None:
    assert library.query(f"医院:{typed}").nearest == names
    if names:
        assert [one.text for one in library.complete(f"医院:{typed}", 3 + len(typed))] == list(names)


def test_by_what_the_reader_made(library: Library) -> None:
    first, second = library.hits(library.query("开放床位"))[:2]
    for hit, note in ((first, "待复核"), (second, None)):
        library.reader.mark(
            article_id=hit.article_id,
            passage_id=hit.passage_id,
            hospital=hit.hospital,
            quote=hit.text,
            note=note,
        )
    row = library.figures(library.query("所指:手术"))[0]
    library.correct(row, {"value": 12})

    def passages(line: str) -> list[str]:
        return [hit.passage_id for hit in library.hits(library.query(line))]

    assert passages("有:书签") == [first.passage_id, second.passage_id]
    assert passages("有:批注") == passages("批注:复核") == [first.passage_id]
    assert passages("批注:别的") == []
    assert passages("有:更正") == [row.passage_id]
    assert len(passages("-有:书签 开放床位")) == 1
    assert passages("有:更正|有:批注") == [first.passage_id, row.passage_id]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("所", ["所指:"]),
        ("所指:床", ["开放床位"]),
        ("骨科|指标:门", ["门诊量"]),
        ("(-指标:", ["开放床位", "门诊量"]),
        ("有:", ["数据", "书签", "批注", "更正", "标签", "未核对", "识别"]),
        ("has:b", ["bookmark"]),
        ("医院:晋城,长", ["长治市第二人民医院"]),
        ("日期:", ["未知"]),
        ("newspaper:", ["unknown"]),
    ],
)
def test_every_field_is_completed(library: Library, line: str, offered: list[str]) -> None:
    completions = library.complete(line, len(line))
    assert [one.text for one in completions] == offered
    assert all(line[one.start : one.end] in one.text for one in completions)


@pytest.mark.parametrize("text", ["人", "院|科|量", "人>10", "人 张>100", "例 -床位", "没有这样的词"])
def test_a_concordance_lists_every_match_once_by_its_neighbour(library: Library, text: str) -> None:
    query = library.query(text)
    plain = library.hits(query, limit=10_000)
    wanted = sorted((hit.passage_id, nth) for hit in plain for nth in range(max(1, len(hit.marked))))
    for side in ("right", "left"):
        lines = library.concordance(query, side=side)
        assert sorted((hit.passage_id, hit.nth) for hit in lines) == wanted
        beside = []
        for hit in lines:
            start, end = hit.marked[hit.nth]
            beside.append(hit.text[end:].casefold() if side == "right" else hit.text[:start][::-1].casefold())
        bare = [words.replace(" ", "").replace("\u3000", "") for words in beside]
        assert bare == sorted(bare)
    few = library.concordance(query, side="left", most=2)
    assert {hit.passage_id for hit in few} == {hit.passage_id for hit in plain[:2]}
