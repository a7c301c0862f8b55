"""Tags on passages: kept, counted by hospital, found, taken along, undone; and the filter for what nobody has looked at."""

import csv
import io

from hospital_tui.library import Library
from hospital_tui.library.export import pieces, tag_counts, tag_table
from hospital_tui.speech import columns

from .conftest import Open, figure, made

TEXT = "全院开放床位800张，骨科手术120例。"
FIGURES = [figure("800张", TEXT, value=800, unit="张"), figure("120例", TEXT, value=120, unit="例")]


def tagged(library: Library, place: int, *tags: str, passage: int = 1) -> bool:
    article = library.article(library.shelf()[place].id)
    one = list(article.selectable())[passage]
    return library.reader.set_tags(
        tags, article_id=article.id, passage_id=one.id, hospital=article.hospital.name, quote=one.text
    )


def test_a_passage_has_several_and_each_is_found(opened: Open) -> None:
    library = opened([made(1), made(2, hospital="株洲市中心医院")])
    assert tagged(library, 0, "床位", " 人才  引进 ", "床位") and tagged(library, 1, "床位")
    assert sorted(one.tag for one in library.reader.tags()) == ["人才 引进", "床位", "床位"]
    for text, count in (("标:床位", 2), ("tag:床位", 2), ('标:"人才 引进"', 1), ("有:标签", 2), ("标:床", 0)):
        assert library.tally(library.query(text)).passages == count, text
    assert library.tally(library.query("-有:标签")).passages == 4


def test_giving_others_takes_the_first_away_and_is_undone(opened: Open) -> None:
    library = opened([made(1)])
    tagged(library, 0, "一", "二")
    assert tagged(library, 0, "二", "三") and not tagged(library, 0, "三", "二")
    assert {one.tag for one in library.reader.tags()} == {"二", "三"}
    undone = library.undo()
    assert undone is not None and undone.what == "tag"
    assert {one.tag for one in library.reader.tags()} == {"一", "二"}
    assert tagged(library, 0) and library.reader.tags() == []


def test_counts_and_rows(opened: Open) -> None:
    library = opened([made(1), made(2, hospital="株洲市中心医院")])
    tagged(library, 0, "甲", "乙")
    tagged(library, 1, "甲")
    counted = tag_counts(library.reader.tags())
    assert counted.columns == ("tag", "passages", "长治市第二人民医院", "株洲市中心医院")
    assert sorted(counted.rows, key=str, reverse=True) == [("甲", 2, 1, 1), ("乙", 1, 1, None)]
    table = tag_table(library.reader.tags(), library.article)
    text = b"".join(pieces(table, "csv", columns())).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert sorted(row[0] for row in rows[1:]) == ["乙", "甲", "甲"] and all(row[3] for row in rows[1:])


def test_what_nobody_has_looked_at_is_found_by_index_and_by_scan(opened: Open) -> None:
    library = opened([made(1, (TEXT, "引进人才47人。"), figures=[FIGURES])])
    query = library.query("有:未核对")
    first = next(one for one in library.figures() if one.figure.text == "800张")
    library.confirming.confirm(first)
    library.confirming.settle()
    article = library.article(first.article_id)
    assert [row.figure.text for row in library.figures(query)] == ["120例"]
    assert set(library.matches(query, article)) == {first.passage_id}
    assert len(library.figures(library.query("有:未核对 张>=800"))) == 0
    library.confirming.confirm(*library.confirming.to_check())
    library.confirming.settle()
    article = library.article(first.article_id)
    assert library.tally(query).passages == 0 and library.matches(query, article) == {}
    assert library.tally(library.query("-有:未核对 有:数据")).passages == 1
