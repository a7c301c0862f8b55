"""The library as the app and the commands ask it."""

from hospital_tui.library import Scope

from .conftest import Open, figure, made


def test_opens_what_is_bundled(opened: Open) -> None:
    library = opened([made(1), made(2, hospital="长治市人民医院", aliases=())])
    assert library.notices == []
    assert library.where is not None
    assert library.totals().articles == 2
    assert [card.hospital for card in library.shelf()] == ["长治市第二人民医院", "长治市人民医院"]
    assert library.article(library.shelf()[0].id) == made(1)


def test_finds_marks_and_counts(opened: Open) -> None:
    texts = ("全院开放床位800张，骨科机器人手术120例。", "医院引进人才47人，占44.8%。")
    figures = (
        [figure("800张", texts[0], value=800, unit="张", label="开放床位", metric="开放床位", time="2023")],
        [
            figure("47人", texts[1], value=47, unit="人"),
            figure("44.8%", texts[1], kind="percent", value=44.8, unit="%"),
        ],
    )
    library = opened(
        [made(1, texts, figures=figures), made(2, hospital="晋城市人民医院", aliases=())],
        ["骨科", "机器人", "手术"],
    )
    first, second = library.shelf()
    found = {
        "骨科": 2, "机器人 手术": 2, "床位 -骨科": 0, "骨科机器人手术": 2, "骨科手术": 2, '"骨科手术"': 0, "jqr": 2, "czey": 3,
        "医院:长治": 3, "-医院:长治": 3, "节:学科": 2, "-节:学科": 4, "人>40": 1, "人>47": 0, "张=800": 1, "%>40 人<50": 1,
        "类:percent": 1, "年:2023": 1, "有:数据": 2, "-有:数据": 4, "骨科 张>=800 年:2023": 1, "没有这样的词": 0, "的": 0, "骨": 2, "。": 4,
    }  # fmt: skip
    for text, passages in found.items():
        query = library.query(text)
        assert not query.errors
        assert library.tally(query).passages == passages, text
        assert len(library.hits(query)) == passages
        assert (
            sum(len(library.matches(query, library.article(card.id))) for card in (first, second)) >= passages
        )
        assert sum(card.matches or 0 for card in library.shelf(query)) == passages
    assert library.query("骨科手术").cut == ("骨科", "手术")
    assert library.query("jqr").read_as == "机器人"
    assert library.query("czey").read_as == "医院:长治二院"
    hit = library.hits(library.query("骨科 张>0"))[0]
    assert (hit.spans, hit.figures, hit.section, hit.line) == (((11, 13),), (0,), "", 3)


def test_walks_hits_over_articles(opened: Open) -> None:
    library = opened([made(1), made(2)])
    query = library.query("医院")
    first = library.next_hit(query, None)
    assert first is not None
    second = library.next_hit(query, (first.article_id, first.passage_id))
    assert second is not None and second.article_id != first.article_id
    assert library.next_hit(query, (second.article_id, second.passage_id)) is None
    assert library.previous_hit(query, (second.article_id, second.passage_id)) == first
    assert library.previous_hit(query, None) == second
    assert library.next_hit(query, None, Scope(second.article_id, 3)) == second
    assert library.article_of(second.passage_id) == second.article_id


def test_figures_are_rows(opened: Open) -> None:
    texts = ("床位800张。", "引进人才47人，占44.8%。")
    figures = (
        [figure("800张", texts[0], value=800, unit="张")],
        [
            figure("47人", texts[1], value=47, unit="人"),
            figure("44.8%", texts[1], kind="percent", value=44.8, unit="%"),
        ],
    )
    library = opened([made(1, texts, figures=figures)])
    assert [row.figure.text for row in library.figures()] == ["800张", "47人", "44.8%"]
    assert [row.figure.text for row in library.figures(order="value", descending=True)] == [
        "800张",
        "47人",
        "44.8%",
    ]
    assert [row.figure.text for row in library.figures(library.query("人>1"))] == ["47人"]
    assert [row.figure.text for row in library.figures(library.query("人才"))] == ["47人", "44.8%"]
    assert [row.figure.text for row in library.figures(scope=Scope(made(1).id, 3))] == ["47人", "44.8%"]


def test_completes_fields_values_and_words(opened: Open) -> None:
    library = opened([made(1)], ["机器人", "机关", "骨科"])
    assert [item.text for item in library.complete("机", 1)] == ["机关", "机器人"]
    assert [item.text for item in library.complete("骨科 类:百", 6)] == ["比例"]
    assert [item.text for item in library.complete("医院:", 3)] == ["长治市第二人民医院"]
    assert library.complete("节", 1)[0].text == "节:"
    assert [item.text for item in library.complete("jiq", 3)] == ["机器人"]
    assert library.complete("机", 2) == library.complete("机", 1)


def test_completes_headings_for_the_field_of_sections(opened: Open) -> None:
    library = opened([made(1), made(2, heading="人才强院 学科兴院")], ["学科", "学习"])
    assert [item.text for item in library.complete("节:", 2)] == ["学科建设", '"人才强院 学科兴院"']
    offered = [item.text for item in library.complete("节:学", 3)]
    assert offered == ["学科建设", '"人才强院 学科兴院"', "学习", "学科"]
    for name in offered[:2]:
        assert library.tally(library.query(f"节:{name}")).passages == 1


def test_a_hospital_is_found_by_pinyin_after_its_field(opened: Open) -> None:
    library = opened([made(1), made(2, hospital="DRG医院", aliases=())], ["骨科"])
    for typed in ("医院:czey", "hospital:changzhie", "医院:cz"):
        query = library.query(typed)
        assert query.read_as == "医院:长治二院"
        assert library.tally(query) == library.tally(library.query("医院:长治"))
    assert library.query("医院:drg").read_as is None
    assert library.tally(library.query("医院:drg")).articles == 1


def test_letters_are_read_as_words_that_follow_one_another(opened: Open) -> None:
    texts = ("提升医疗质量。", "质量医疗。")
    library = opened([made(1, texts)], ["医疗"] * 3 + ["引领"] * 5 + ["质量"] * 2 + ["诊疗"] * 4)
    for typed in ("ylzl", "yiliaozl", "yiliaozhiliang"):
        query = library.query(typed)
        assert query.read_as == "医疗质量"
        assert library.tally(query).passages == 1
    assert library.query("zlyy").read_as is None
