"""Which period a figure is given: invented passages, the calendar of the Republic, what the weights may hold."""

from pathlib import Path

import pytest
import yaml
from hospital_tui.figures import extract
from hospital_tui.figures.lexicon import extents
from hospital_tui.figures.read.scan import scan
from hospital_tui.figures.resolve import periods
from hospital_tui.figures.resolve.context import Context
from hospital_tui.figures.resolve.standing import Recent
from hospital_tui.figures.resolve.timeline import timeline

PASSAGES = yaml.load(
    Path(__file__).with_name("periods.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


def given(text: str, **known: str | None) -> dict[str, str | None]:
    return {
        figure.text: figure.time
        for figure in extract(text, context=Context(**known))
        if figure.kind != "date"
    }


def test_invented_passages_seldom_get_a_wrong_period_and_mostly_the_right_one() -> None:
    found = []
    for entry in PASSAGES:
        known = {name: entry["year"] for name in ("written", "year") if "year" in entry}
        times = given(entry["text"], **known, section_time=entry.get("section"))
        found += [(times.get(figure), period) for figure, period in entry["says"].items()]
    wrong = [pair for pair in found if pair[0] is not None and pair[0] != pair[1]]
    told = [pair for pair in found if pair[1] is not None]
    assert len(wrong) <= 0.05 * len(found), wrong
    assert sum(got == want for got, want in told) >= 0.45 * len(told)


def test_weights_are_of_signs_of_every_source_and_a_sentence_own_date_needs_least() -> None:
    learnt = periods.weights()
    assert 0 < learnt["lines"]["sentence"] == min(learnt["lines"].values())
    assert {"sentence", "passage", "section", "year"} <= set(learnt["lines"])
    assert max(map(abs, learnt["weights"].values())) < 5


def test_nothing_is_given_where_nothing_is_proposed() -> None:
    assert periods.choose([[]]) == [(None, None)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("112年門診服務78萬人次。", "2023"),
        ("105年2月6日發生地震。", "2016-02-06"),
        ("98年8月派員支援。", "2009-08"),
        ("分析108至110年個案。", "2019/2021"),
        ("規劃114年起下修年齡。", "2025"),
    ],
)
def test_bare_years_of_the_republic(text: str, value: str) -> None:
    found = extract(text, context=Context(taiwan=True))
    assert [figure.value for figure in found if figure.kind == "date"] == [value]


@pytest.mark.parametrize(
    "text", ["創立已120年以上。", "走過110年歷史。", "100年前的醫院。", "超過105年。", "15年來首度下降。"]
)
def test_lengths_of_time_are_no_years_of_the_republic(text: str) -> None:
    assert not [figure for figure in extract(text, context=Context(taiwan=True)) if figure.kind == "date"]


@pytest.mark.parametrize("titled", [2021, 2022])
def test_a_known_day_gives_the_year_unless_the_title_names_the_one_before(titled: int) -> None:
    body = ["2021年，完成手术80台。2021年，门诊9万人次。"]
    assert timeline([f"{titled}年工作回眸"], body, "2022-01-08").year == str(titled)
    assert timeline(["医院改革纪实"], body, "2022-01-08").year == "2022"


@pytest.mark.parametrize("unit", sorted({*extents(), "厘米", "毫升"}))
def test_what_a_hospital_has_can_be_of_the_articles_year_whatever_it_is_measured_in(unit: str) -> None:
    text = f"新增面积3000{unit}。"
    (mention,) = scan(text)
    assert (mention.unit, periods._of_the_article(text, mention)) == (unit, unit in extents())


@pytest.mark.parametrize("said", ["2021-11-08", "2021-05", "2021", "2020/2021", "--11-08"])
@pytest.mark.parametrize("year", ["2021", None])
def test_an_item_of_a_list_is_not_of_the_day_of_another(said: str, year: str | None) -> None:
    """Of another item it has at most the year, so has any passage where the article tells its year; else it goes on in its day."""
    context = Context(year=year, story=(Recent(said, "holds"),))
    for text, item in (("5.立项8项。", True), ("（六）立项8项。", True), ("立项8项。", False)):
        (mention,) = scan(text)
        found = {
            one.iso
            for one in periods.proposals(text, mention, None, [], [], context)
            if one.source == "passage"
        }
        coarse = {said} if "/" in said else {"2021"} if said[0] != "-" else set()
        assert found == (coarse if item or (year and said[0] != "-") else {said})


@pytest.mark.parametrize("now", ["至今", "到现在", "到如今", "到目前"])
def test_what_goes_on_until_now_is_of_the_whole_time(now: str) -> None:
    for since in ("2016年", "2016年5月"):
        iso = "2016-05/.." if "月" in since else "2016/.."
        assert given(f"从{since}{now}，完成手术80台。") == {"80台": iso}
    assert given("2016年有床位300张，至今已有1200张。")["1200张"] is None


def test_what_goes_on_since_a_day_is_not_told_of_later_passages() -> None:
    context = Context(year="2022", story=(Recent("2022-11/..", "since"),))
    for text in ("平均住院日8天。", "一、平均住院日8天。"):
        (mention,) = scan(text)
        assert {one.iso for one in periods.proposals(text, mention, None, [], [], context)} == {"2022"}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("2011年，他当上院长，跑遍了省里各个厅局，争取到资金1240万元。", "1240万元"),
        ("2019年4月，县里启动惠民项目，给村卫生室配备诊疗箱186只。", "186只"),
        ("2021年，医院获批省级卒中中心，承担着全市92万人的急救任务。", "92万人"),
    ],
)
def test_what_follows_a_beginning_is_not_of_its_day(text: str, figure: str) -> None:
    assert given(text)[figure] is None
    said = text.partition("，")[0] + f"，新增{figure}。"
    assert given(said)[figure] == said[:4] + ("-04" if "4月" in said[:8] else "")


@pytest.mark.parametrize("source", ["记者从血站获悉", "统计显示", "据市卫健委透露", "据了解"])
def test_behind_who_says_so_a_sentence_begins_anew(source: str) -> None:
    assert given(f"{source}，2023年采集全血11万单位；献血率达到14.6‰。") == {
        "11万单位": "2023",
        "14.6‰": "2023",
    }


@pytest.mark.parametrize(
    ("near", "given"),
    [
        ("2023-10", "2023-10"),
        ("2023-07/2023-09", "2023-07/2023-09"),
        ("2023-10-05", "2023-10-05"),
        ("2023/2025", "2023"),
        ("2023-09/..", "2023"),
        ("2022-10", "2023"),
    ],
)
def test_of_two_periods_that_agree_the_finer_is_given(
    near: str, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt = {"near": 1.0, "far": 2.0}
    monkeypatch.setattr(periods, "weights", lambda: {"weights": learnt, "lines": {"sentence": 0, "year": 0}})
    monkeypatch.setattr(periods.Proposal, "weighed", lambda one: one.signs)
    found = [
        periods.Proposal(near, "sentence", "sentence", "before 1", ("near",)),
        periods.Proposal("2023", "article", "year", "year", ("far",)),
    ]
    assert periods.choose([found])[0][0] == given


def test_the_figures_of_a_sentence_are_of_one_time_that_it_does_not_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = {"lines": {"sentence": 0, "passage": 0}, "weights": {"likely": 3.0, "unlikely": -1.0, "no": -3.5}}
    monkeypatch.setattr(periods, "weights", lambda: table)
    monkeypatch.setattr(periods.Proposal, "weighed", lambda one: one.signs)

    def asked(source: str, *signs: str) -> list[list[periods.Proposal]]:
        return [[periods.Proposal("2021", "passage", source, f"{source} 0", (sign,))] for sign in signs]

    assert periods.choose(asked("passage", "likely", "unlikely")) == [("2021", "passage")] * 2
    assert periods.choose(asked("passage", "likely", "no")) == [(None, None)] * 2
    assert periods.choose(asked("sentence", "likely", "unlikely")) == [("2021", "passage"), (None, None)]
