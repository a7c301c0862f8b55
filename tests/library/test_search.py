"""The index gives exactly what a scan of the folded text gives."""

import sqlite3
from collections.abc import Iterator

import msgspec
import pytest
from hospital_tui.library.query import filter_language, searching
from hospital_tui.library.query.clauses import Clause, Kept
from hospital_tui.library.query.filter_matching import allowed, match_passage, matches, meets
from hospital_tui.library.query.finding import figure_conditions
from hospital_tui.library.query.query import Branch, Query
from hospital_tui.library.query.searching import Search
from hospital_tui.library.readings import schema
from hospital_tui.library.store.placing import names, placed
from hospital_tui.library.store.schema import SHIFT
from hospital_tui.library.store.writing import Writer
from hospital_tui.model import Article, Figure
from hospital_tui.text.folding import fold
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import made

LETTERS = st.one_of(
    st.sampled_from("医院骨科机器人手术的床位ＡａB1２%。，、-\"' \n\t#*&():"),
    st.characters(codec="utf-8"),
)
TEXTS = st.text(LETTERS, min_size=1, max_size=24)
HEADINGS = st.sampled_from(["学科建设", "医院", "骨科手术", "A b"])
UNITS = st.sampled_from(["人", "张", "%", "％"])


@st.composite
def figures(draw: st.DrawFn, text: str) -> list[Figure]:
    found = []
    for _ in range(draw(st.integers(0, 2))):
        low = draw(st.integers(0, 20))
        value: int | str = draw(st.sampled_from([low, f"{low}/{low + 5}"]))
        kind = draw(st.sampled_from(["count", "percent", "date"]))
        time = draw(st.sampled_from([None, "2022", "2023-07", "2020/2025"]))
        if kind == "date":
            value, time = draw(st.sampled_from(["2022", "2023-07-14"])), None
        unit = None if kind == "date" else draw(UNITS)
        label, metric = (
            draw(st.sampled_from(["", "床位", "开放床位", "ＤＲ人"])),
            draw(st.sampled_from([None, "床位", "DR"])),
        )
        one = Figure(
            kind=kind, text=text[:1], at=(0, 1), value=value, unit=unit, time=time, label=label, metric=metric
        )
        found.append(one)
    return found


DATES = [None, "2024", "2024-03", "2024-03-15", "2023-11-02"]


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    made_ones = []
    for number in range(draw(st.integers(1, 3))):
        texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
        hospital = draw(st.sampled_from(["长治市第二人民医院", "晋城医院", "A院"]))
        found = [draw(figures(text)) for text in texts]
        one = made(number + 1, texts, hospital=hospital, aliases=(), heading=draw(HEADINGS), figures=found)
        paper, date = draw(st.sampled_from([None, "晋城日报", "A报"])), draw(st.sampled_from(DATES))
        made_ones.append(msgspec.structs.replace(one, newspaper=paper, date=date))
    return made_ones


SIMPLE = st.one_of(
    TEXTS.map(lambda text: text[:3]),
    st.sampled_from(
        [
            "医", "医院", "-骨", "节:学科", "-节:医", "医院:长治", "-医院:a", "有:数据", "-有:数据", "类:count", "类:date", "-类:percent",
            "人>3", "%<=7", "张=10", "人>3 年:2023", "年:2022", "年:2021-2024", "-年:2022", "-%>9", "年:1900-2100", "年:未知", "-年:未知", "人>3 年:未知", "人>=2 人<=4",
            "所指:床", "-所指:开放床位", "所指:床 人>3", "指标:dr", "-指标:床位", "指标:床位,dr", "所指:dr>5", "指标:床位<=9 年:2023", "-所指:床位=4",
            "来源:日报", "-来源:报", "来源:未知", "日期:2024", "日期:2024-03", "日期:2023-11-02..2024-03", "-日期:..2023", "日期:未知",
            "医院:长治,晋城", "有:书签", "-有:书签", "类:count,date",
        ]
    ),
)  # fmt: skip


def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Groups, alternatives and denials of clauses."""
    some = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        some.map(lambda clauses: f"({' '.join(clauses)})"),
        some.map(lambda clauses: f"-({' '.join(clauses)})"),
        some.map(lambda clauses: "(" + "|".join(f"({clause})" for clause in clauses) + ")"),
    )


CLAUSES = st.recursive(SIMPLE, joined, max_leaves=5)


def with_bookmarks(query: Query, stored: list[Article]) -> Query:
    """The query where the reader has a bookmark at the first passage of every article."""
    first = [next(placed(article)).passage.id for article in stored]
    rows = tuple(number << SHIFT for number in range(len(first)))

    def kept(clause: Clause) -> Clause:
        known = isinstance(clause, Kept)
        return msgspec.structs.replace(clause, passages=frozenset(first), rows=rows) if known else clause  # type: ignore[call-arg]

    branches = (Branch(tuple(map(kept, branch.clauses))) for branch in query.branches)
    return msgspec.structs.replace(query, branches=tuple(branches))


def expected(query: Query, stored: list[Article]) -> list[int]:
    rows = []
    for number, article in enumerate(stored):
        found = matches(query, article)
        rows += [
            (number << SHIFT) + place
            for place, item in enumerate(placed(article))
            if item.passage.id in found
        ]
    return rows


@pytest.fixture(scope="module")
def store() -> Iterator[sqlite3.Connection]:
    connection = schema.connect("file::memory:")
    schema.create(connection)
    schema.index(connection)
    yield connection
    connection.close()


@pytest.fixture(scope="module", params=["few", "many"])
def way(request: pytest.FixtureRequest) -> Iterator[None]:
    """Articles that a query is confined to are few, or too many to be gone through."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "many":
            patch.setattr(searching, "_FEW", 0)
        yield


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("way")
@given(articles(), st.lists(CLAUSES, min_size=1, max_size=3))
def test_the_index_answers_as_a_scan_does(
    store: sqlite3.Connection, stored: list[Article], clauses: list[str]
) -> None:
    query = with_bookmarks(filter_language.parse(" ".join(clauses)), stored)
    store.execute("BEGIN")
    try:
        writer = Writer(store)
        for article in stored:
            writer.put(article, "own")
        rows = list(Search(store, query).rows())
        assert rows == ([] if query.empty else expected(query, stored)) or query.empty
        search = Search(store, query, whole=True)
        assert query.empty or search.total() == (len(rows), len({row >> SHIFT for row in rows}))
        assert (
            list(Search(store, query).in_turn()) == sorted(search.rows_by_hospital()) == rows or query.empty
        )
        assert figures_by_index(store, query) == figures_by_scan(query, stored)
        assert rows[::-1] == list(Search(store, query).rows(backwards=True))
        for number in range(len(stored)):
            writer.drop(number)
        assert list(Search(store, query).rows()) == []
    finally:
        store.execute("ROLLBACK")


def figures_by_index(store: sqlite3.Connection, query: Query) -> set[tuple[int, int]]:
    """Row and place of the figures that a query leaves."""
    conditions, params = figure_conditions(store, query, None)
    return set(store.execute(f"SELECT row, ordinal FROM figure WHERE {' AND '.join(conditions)}", params))


def figures_by_scan(query: Query, stored: list[Article]) -> set[tuple[int, int]]:
    """The same: all of a passage where a branch that it matches asks for none in particular, else those asked for."""
    found = set()
    for number, article in enumerate(stored):
        for place, item in enumerate(placed(article)):
            for branch in query.branches or (Branch(),):
                one = msgspec.structs.replace(query, branches=(branch,))
                if branch.clauses and match_passage(allowed(one, article), item) is None:
                    continue
                wanted = [demand for demand in branch.demands() if not demand.negative]
                found |= {
                    ((number << SHIFT) + place, ordinal)
                    for ordinal, figure in enumerate(item.passage.figures)
                    if not wanted or any(meets(figure, demand) for demand in wanted)
                }
    return found


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＤＲ　Ａ", "dr a"),
        ("長治醫院機器人", "长治医院机器人"),
        ("①㎡℃", "1㎡℃"),
        ("İß", "İß"),
        ("％：＞", "%:>"),
    ],
)
def test_folds(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_names_are_kept_apart() -> None:
    assert names(made(1, hospital="甲医院", aliases=("乙院",))) == "甲医院\n乙院"
