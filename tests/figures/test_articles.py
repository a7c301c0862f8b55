"""What a figure takes from the article around it: years left out, periods, figures of the sentence before."""

from datetime import date

import pytest
from hospital_tui.figures import Context, annotate, extract
from hospital_tui.model import Article, Figure, Heading, Hospital, Passage, Section, Source
from msgspec.structs import replace


def article(
    *texts: str, heading: str | None = None, day: str | None = None, year: str | None = None
) -> Article:
    passages = tuple(
        Passage(id=str(i), role="body", text=text, spans=((i * 1000, i * 1000 + len(text)),))
        for i, text in enumerate(texts)
    )
    title = None if heading is None else Heading(text=heading, spans=((9000, 9000 + len(heading)),))
    return Article(
        id="a-1",
        hospital=Hospital(name="某市人民医院"),
        source=Source(file="a.txt", sha256=""),
        date=day,
        year=year,
        sections=(Section(level=1, heading=title, passages=passages),),
    )


def figures(filled: Article) -> list[Figure]:
    return [figure for passage in filled.passages() for figure in passage.figures]


def test_a_day_takes_its_year_from_the_sentence() -> None:
    first, second = extract("2023年7月14日签订协议；7月15日加入联盟。")
    assert (first.value, second.value) == ("2023-07-14", "2023-07-15")


def test_a_day_takes_its_year_from_the_article() -> None:
    (day,) = figures(annotate(article("5月12日，举行护士节活动。", day="2022-06-01")))
    assert day.value == "2022-05-12"
    (last_year,) = figures(annotate(article("12月1日，新楼启用。", day="2022-06-01")))
    assert last_year.value == "2021-12-01"


def test_weekdays_tell_the_year_of_an_article_without_a_date() -> None:
    found = figures(annotate(article("2013年获得专利。", "2月21日恰逢周日，专家来院手术。2月23日查房。")))
    assert [figure.value for figure in found] == ["2013", "2016-02-21", "2016-02-23"]


def test_this_year_is_open_where_nothing_proves_it() -> None:
    found = figures(annotate(article("2021年，门诊102万人次。", "今年5月，新院区启用。去年，手术1.2万台。")))
    assert found[2].value == "--05"
    assert (found[3].time, found[3].time_from) == (None, None)


def test_a_day_nobody_knows_the_year_of_stays_open() -> None:
    (day,) = extract("5月12日，举行活动。")
    assert day.value == "--05-12"


def test_nothing_is_finer_than_said() -> None:
    values = [f.value for f in extract("2018年底获评先进，2019年初启用，2020年上半年验收，2021年7月初开诊。")]
    assert values == ["2018", "2019", "2020-01/2020-06", "2021-07"]


def test_time_comes_from_the_nearest_place_that_says_it() -> None:
    filled = annotate(article("床位1200张。", heading="2021年大事", year="2020"))
    (beds,) = figures(filled)
    assert (beds.time, beds.time_from) == ("2021", "section")
    (beds,) = figures(annotate(article("目前，医院开放床位1200张。", year="2020")))
    assert (beds.time, beds.time_from) == ("2020", "article")


def test_a_year_of_foundation_is_not_the_time_of_the_beds() -> None:
    _, _, beds = extract("医院始建于1952年，是三级甲等医院，现有床位1200张。", context=Context(year="2023"))
    assert (beds.time, beds.time_from) in (("2023", "article"), (None, None))


def test_a_year_compared_with_is_not_the_time() -> None:
    _, change = extract("剖宫产率较2018年下降6.4个百分点。")
    assert change.time is None


def test_a_label_carried_over_says_so() -> None:
    amount, change = extract("完成手术1.2万台，同比增长8.3%。")
    assert amount.label == "手术"
    assert change.label == "手术同比增长"


def test_positions_count_in_the_text_as_it_stands() -> None:
    text = "门诊　１２ 万人次，手术 3 万 台。"
    first, second = extract(text)
    assert (first.text, first.value) == ("１２ 万人次", 120000)
    assert (second.text, second.value) == ("3 万 台", 30000)


def test_written_may_be_a_date() -> None:
    (day,) = extract("今年5月启用。", written=date(2024, 6, 1))
    assert day.value == "2024-05"


def test_a_founding_year_is_no_year_of_a_day() -> None:
    for text in (
        "医院建于1976年。6月28日，骨科中心揭牌。",
        "医院建于1976年，6月28日，骨科中心揭牌。",
        "自1976年建院以来，医院不断发展。日前，新楼启用。6月28日，骨科中心揭牌。",
    ):
        assert extract(text)[-1].value == "--06-28", text


def test_no_year_of_a_chronicle_is_the_year_of_today() -> None:
    found = figures(annotate(article("医院创建于1976年，今年，医院搬迁。", "6月28日，骨科中心揭牌。")))
    assert found[-1].value == "--06-28"


def test_the_year_a_founding_date_names_goes_on_in_the_same_year() -> None:
    assert extract("医院成立于1951年，同年5月开诊。")[-1].value == "1951-05"


def test_a_sentence_before_gives_its_year_to_the_next() -> None:
    assert extract("2019年3月，新楼启用。6月28日，骨科中心揭牌。")[-1].value == "2019-06-28"


def test_a_day_soon_after_the_day_of_writing_is_to_come() -> None:
    (day,) = extract("10月10日是世界精神卫生日。", written="2021-10-08")
    (planned,) = extract("按照计划，9月底前，康复大楼将投入使用。", written="2021-08-20")
    assert (day.value, planned.value) == ("2021-10-10", "2021-09")


def test_an_anniversary_tells_the_year() -> None:
    found = figures(
        annotate(article("1935年，医院创立。2019年，建院85周年前夕。2020年2月，出征。今年5月2日，他遇车祸。"))
    )
    assert [figure.value for figure in found if figure.kind == "date"][-1] == "2020-05-02"


def test_a_figure_on_a_line_of_its_own_is_of_what_the_next_passage_says_it_is() -> None:
    pulled, before, now = figures(annotate(article("1200张", "开放床位由800张增加到1200张。")))
    assert (pulled.text, pulled.at, pulled.label, pulled.metric) == ("1200张", (0, 5), now.label, None)
    assert before.label == "开放床位"
    alone, *_ = figures(annotate(article("98.6%", "床位由800张增加到1200张。")))
    assert alone.label == ""


@pytest.mark.parametrize("since", ["据悉，该院自2019年评审以来，累计投入资金2.3亿元，", "医院"])
@pytest.mark.parametrize("change", ["药占比由{}降至{}。", "负债率从{}降到{}。", "床位使用率由{}提升至{}。"])
def test_what_something_left_is_of_no_year_that_only_the_article_tells(since: str, change: str) -> None:
    opening = "2023年，医院门诊量52万人次，手术2万台，引进博士9人。"
    filled = annotate(article(opening, since + change.format("31%", "28%"), year="2023"))
    told = {figure.text: figure.time for figure in figures(filled)}
    assert (told["31%"], told["28%"]) == (None, "2023")


def test_a_byline_shows_no_figures() -> None:
    said = "作者：王一心　发布时间：2011-05-07"
    head = (Passage(id="b", role="byline", text=said, spans=((0, len(said)),)),)
    assert annotate(replace(article("医院启用新楼。"), head=head)).head[0].figures == ()
