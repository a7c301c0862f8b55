"""What figures are of: invented sentences of every kind, which the ranking of labels was learnt from too."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
import yaml
from hospital_tui.figures import extract
from hospital_tui.figures.label import why
from hospital_tui.figures.label.candidates import words_of
from hospital_tui.figures.label.features import GROUPS, NAMES, SETS
from hospital_tui.figures.label.ranking import Ranking, forest, weights
from hospital_tui.figures.label.sentence import ready
from hospital_tui.figures.phrase.words import NOWHERE, cut, sense
from hospital_tui.figures.read.observances import observed_year
from hospital_tui.figures.read.scan import scan

TABLE = yaml.load(
    (Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
MARKS = set(" “”‘’《》（）、，。：；—·的了")
NEGATIVE = "非不未无"


def likeness(got: str, want: str) -> float:
    """F1 over characters; 0 where a negation is lost."""
    got, want = ("".join(char for char in label if char not in MARKS) for label in (got, want))
    if any((mark in got) != (mark in want) for mark in NEGATIVE):
        return 0.0
    return 2 * (Counter(got) & Counter(want)).total() / max(1, len(got) + len(want))


def signed(got: str, accepted: list[str]) -> bool:
    """Whether a careful reader would sign a label."""
    return max(likeness(got, want) for want in accepted) >= 0.75


def test_labels_are_what_a_careful_reader_would_write() -> None:
    right = total = 0
    wrong = []
    for row in TABLE:
        found = {figure.text: figure.label for figure in extract(row["text"], written="2024-07-12")}
        for text, *accepted in row["labels"]:
            label = next((found[key] for key in found if str(text) in key or key in str(text)), "")
            total += 1
            right += signed(label, accepted)
            if not signed(label, accepted):
                wrong.append((row["text"], text, label))
    assert right >= 0.89 * total, wrong


@pytest.mark.parametrize(
    ("sentence", "text", "label"),
    [
        ("科里有非护理专业人员8人。", "8人", "非护理专业人员"),
        ("非计划再次住院6例。", "6例", "非计划再次住院"),
        ("新加坡专家3名来院。", "3名", "新加坡专家"),
        ("人均住院费用7800元。", "7800元", "人均住院费用"),
        ("醫院有專科醫師12名。", "12名", "專科醫師"),
    ],
)
def test_a_label_is_cut_at_whole_words_of_the_source(sentence: str, text: str, label: str) -> None:
    assert {figure.text: figure.label for figure in extract(sentence)}[text] == label


def test_a_label_stands_in_the_source_or_is_put_together_from_it() -> None:
    for row in TABLE:
        for figure in extract(row["text"]):
            text = row["text"]
            ahead, behind = text[: text.find(figure.text)], iter(text)
            in_order = all(char in behind for char in figure.label)
            turned = any(figure.label.endswith(ahead[-n:]) and figure.label[:-n] in text for n in range(1, 5))
            assert in_order or turned  # the last is an owner behind its measure


@pytest.mark.parametrize(
    ("sentence", "text", "qualifier"),
    [
        ("青少年占四成多。", "四成多", "at_least"),
        ("来了三十来人。", "三十来人", "approx"),
        ("路上花了一个多小时。", "一个多小时", "at_least"),
        ("用时32分钟，低于90分钟的国家标准。", "90分钟", "exact"),
        ("死亡率低于1%。", "低于1%", "at_most"),
    ],
)
def test_what_bounds_a_figure(sentence: str, text: str, qualifier: str) -> None:
    assert (text, qualifier) in [(figure.text, figure.qualifier) for figure in extract(sentence)]


def test_what_a_figure_is_compared_with_gives_it_no_time() -> None:
    figures = extract("今年上半年完成种植牙4216颗，是去年同期的1.8倍。", written="2024-07-12")
    assert [figure.time for figure in figures if figure.kind != "date"] == ["2024-01/2024-06"] * 2


def test_nothing_is_a_part_of_a_change() -> None:
    figures = extract("手术4万台，同比增长15.2%，其中三四级手术占比68.5%。")
    assert [figure.part_of for figure in figures] == [None, None, "4万台"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("第七个中国医师节前夕", "2024"),
        ("在第112个国际护士节来临之际", "2023"),
        ("庆祝建党100周年", "2021"),
        ("举办第十届运动会", None),
    ],
)
def test_the_year_of_a_numbered_observance(text: str, year: str | None) -> None:
    assert observed_year([text]) == year


def test_a_number_in_a_street_is_no_figure() -> None:
    assert extract("医院搬迁至解放东路8号。") == []


def test_a_label_is_never_left_out_where_words_stand_before_the_figure() -> None:
    assert all(figure.label for figure in extract("再干5年，干到60岁，我就退休。"))


@pytest.mark.parametrize(
    ("sentence", "text", "value", "unit"),
    [
        ("两项指标分别提高12个和9个百分点。", "12个", 12, "百分点"),
        ("平均候梯时间降到三分半钟。", "三分半钟", 3.5, "分钟"),
        ("全国排名126名。", "126名", 126, "名"),
    ],
)
def test_what_a_number_is_of(sentence: str, text: str, value: float, unit: str) -> None:
    assert (text, value, unit) in [(figure.text, figure.value, figure.unit) for figure in extract(sentence)]


def test_grades_in_a_list_are_no_figures() -> None:
    assert [figure.text for figure in extract("包括2个一级指标、6个二级指标和18个三级指标。")] == [
        "2个",
        "6个",
        "18个",
    ]


def test_a_base_of_comparison_gives_no_time_and_a_beginning_does() -> None:
    figures = extract(
        "去年下转人次是2020年的3.4倍。自2011年完成首例移植以来，手术860例。", written="2024-05-20"
    )
    times = {figure.text: figure.time for figure in figures}
    assert (times["3.4倍"], times["首例"]) == ("2023", "2011")


def test_what_is_about_to_happen_lies_ahead() -> None:
    figures = extract("11月中旬，第三批医疗队就要出发。", written="2023-09-19")
    assert (figures[0].text, figures[0].value) == ("11月中旬", "2023-11")


def test_why_tells_where_a_label_was_read_and_how_sure_it_is() -> None:
    text = "医院开放床位650张，门诊量比上月增加了300人次。"
    beds, change = extract(text)
    grounds = why(text, beds.at)
    assert grounds is not None
    assert (grounds.label, grounds.reasons) == (beds.label, ("before", "noun"))
    assert 0 < grounds.confidence < 1
    composed = why(text, change.at)
    assert composed is not None
    assert "changed" in composed.reasons
    assert why(text, (0, 2)) is None


def test_what_is_inferred_says_how_sure_it_is_and_what_else_it_could_be() -> None:
    figures = [figure for row in TABLE for figure in extract(row["text"])]
    inferred = [figure for figure in figures if figure.label_inferred and figure.label]
    assert inferred
    assert all(figure.confidence is not None for figure in inferred)
    assert all(
        figure.runner_up is None and figure.confidence is None
        for figure in figures
        if not figure.label_inferred
    )


def test_masks_find_the_leaf_that_walking_a_tree_finds() -> None:
    picked = Random(7)
    for turn in range(40):
        values = [picked.randrange(20) for _ in NAMES]
        walked, group = 0, GROUPS[turn % 2]
        for tree in weights()["trees"][group]:
            while isinstance(tree, list):
                name, lefts, smaller, larger = tree
                tree = smaller if values[NAMES.index(name)] in lefts else larger
            walked += tree
        told, left = iter(values), -1
        for part, names in SETS.items():
            left &= forest(group).mask(part, [next(told) for _ in names])
        assert left.bit_count() == len(weights()["trees"][group])
        assert forest(group).score(left) == walked


SURNAMES, GIVEN = "梁袁蒋谭薛", ("益建", "贤瑞", "学浩", "瑞", "昆鹏")


@pytest.mark.parametrize("surname", SURNAMES)
@pytest.mark.parametrize("given", GIVEN)
def test_a_name_that_no_dictionary_has_is_never_cut(surname: str, given: str) -> None:
    name = surname + given
    for text in (f"{name}带领团队完成手术300例。", f"2019年，{name}出生在农村。", f"医生{name}年仅36岁。"):
        start = text.index(name)
        edges = {edge for word in cut(text, start, len(text) - 1, []) for edge in (word.start, word.end)}
        assert not edges & set(range(start + 1, start + len(name)))
        for figure in extract(text):
            assert name in figure.label or not set(figure.label) & set(name)


@pytest.mark.parametrize("text", ["张说得对", "何时出院", "周边医院", "马上手术", "江边有房", "钱不够用"])
def test_a_surname_before_a_common_word_is_no_name(text: str) -> None:
    assert all(word.kind != "h" or len(word.text) == 1 for word in cut(text, 0, len(text), []))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("她住了20天院。", "住院"),
        ("他打过三天针。", "打针"),
        ("两人吸了5个小时氧。", "吸氧"),
        ("县里派出两批共31名专家支援邻县。", "派出专家"),
    ],
)
def test_a_verb_and_its_object_on_both_sides_of_a_figure_can_be_its_label(text: str, said: str) -> None:
    assert said in candidates(text)


def candidates(text: str) -> set[str]:
    """All that could be the label of a figure of a sentence."""
    mentions = list(scan(text))
    sentence = ready(text, cut(text, 0, len(text), mentions))
    ranking = Ranking(sentence)
    return {
        "".join(text[a:b] for a, b in words_of(sentence, candidate))
        for order in range(len(mentions))
        for candidate in ranking.candidates(order)
    }


@pytest.mark.parametrize(
    ("text", "label", "broken"),
    [
        ("全年医院接受患者赞助9次。", "医院接受患者赞助", "医院接受"),
        ("病区承担带教任务30项。", "带教任务", "病区承担"),
        ("企业每年提供药品50箱。", "提供药品", "企业每年提供"),
    ],
)
def test_no_label_ends_between_a_verb_and_its_object(text: str, label: str, broken: str) -> None:
    found = candidates(text)
    assert label in found
    assert broken not in found


def test_what_the_ranking_claims_of_itself_is_measured_apart_and_modest() -> None:
    measured = weights()["measured"]
    assert 0 < measured["strict"] <= measured["right"] < 1
    assert 0 < measured["shown_as_read"] < measured["strict"]
    assert measured["articles"] > 40


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("建筑面积（平方米）：86000；床位（张）：800", ["建筑面积", "床位"]),
        ("职工总数（人）：1200；药占比（%）：28.5", ["职工总数", "药占比"]),
        ("编制床位（张）：800；在职职工（人）：1200", ["编制床位", "在职职工"]),
        ("住院人次（人次）：9000；手术（台）：310；收入（万元）：52", ["住院人次", "手术", "收入"]),
    ],
)
def test_a_name_with_its_unit_in_a_bracket_heads_its_figure(text: str, labels: list[str]) -> None:
    assert [figure.label for figure in extract(text)] == labels


@pytest.mark.parametrize(
    "amounts",
    [
        "手术{}例，其中四级手术{}例，",
        "门诊量达{}人次，住院量{}人次，",
        "门诊{}人次、急诊{}人次，",
        "完成诊疗10万人次，其中门诊{}人次、急诊{}人次，",
    ],
)
@pytest.mark.parametrize("change", ["同比分别增长{}、{}。", "分别增长{}和{}。", "分别较上年增长{}、{}。"])
def test_each_change_of_a_list_is_of_its_own_amount(amounts: str, change: str) -> None:
    found = extract(f"{amounts.format('3.1万', '4280')}{change.format('9.2%', '15.6%')}")
    *_, one, other, first, second = [figure for figure in found if figure.kind != "date"]
    assert (first.label, second.label) == (f"{one.label}增长", f"{other.label}增长")


@pytest.mark.parametrize("head", ["【业务】", "【数据说话】", "[人才]", "【2023】"])
def test_a_heading_in_brackets_is_no_part_of_a_label(head: str) -> None:
    labels = [
        figure.label for figure in extract(f"{head}收治患者8600例，床位820张。") if figure.kind == "count"
    ]
    assert [set(label) & set(head) for label in labels] == [set(), set()]


@pytest.mark.parametrize(
    "award", ["省科技进步奖", "国家科技进步", "市第三届护理技能大赛", "国家科技进步奖（创新团队）"]
)
@pytest.mark.parametrize(
    "text",
    ["荣获{}一等奖1项、二等奖3项、三等奖7项。", "2023年，医院获{}一等奖1项，二等奖3项，三等奖7项。", "先后有{}一等奖1项、二等奖3项，三等奖7项。"],
)  # fmt: skip
def test_the_grades_of_an_award_are_each_of_the_award_and_counted_each_for_itself(
    text: str, award: str
) -> None:
    *_, first, one, second, three, third, seven = extract(text.format(award))
    assert {grade.label for grade in (first, second, third)} == {award}
    assert [count.label for count in (one, three, seven)] == [f"{award}{n}等奖" for n in "一二三"]


@pytest.mark.parametrize("occasion", ["全省急救技能竞赛", "市护理技能大赛", "省论文评选"])
@pytest.mark.parametrize(
    "text", ["选手在{}中获二等奖2项。", "在{}上，医院代表队荣获二等奖2项。", "医院在{}上荣获团体二等奖2项。"]
)
def test_an_award_without_a_name_is_of_its_occasion(text: str, occasion: str) -> None:
    grade, count = extract(text.format(occasion))
    assert (grade.label, count.label) == (occasion, f"{occasion}二等奖")


@pytest.mark.parametrize("text", ["一等奖3个、二等奖5个。", "张三获省科技进步一等奖，李四获二等奖5个。"])
def test_the_grade_of_another_award_is_no_part_of_a_label(text: str) -> None:
    *_, second, five = extract(text)
    assert "一等奖" not in f"{second.label}{five.label}" and five.label == "二等奖"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("主办中国心脏病学年会", "学年会"),
        ("疑难杂症开展会诊", "疑难杂症"),
        ("个人支出占比降至", "占比"),
        ("将收缩压降至", "收缩压"),
    ],
)
def test_words_of_a_hospital_stay_whole_beside_those_that_overlap_them(text: str, word: str) -> None:
    assert word in [found.text for found in cut(text, 0, len(text), [])]


def test_a_word_stands_where_the_longest_word_stands_that_it_ends_with() -> None:
    assert sense("住院患者") == sense("患者") != sense("病房")
    assert sense("患者") == tuple(min(max(place, 1), 15) for place in sense("患者"))
    assert sense("ＸＹ") == NOWHERE


@pytest.mark.parametrize("noun", ["行李箱", "氧气瓶", "药品柜"])
def test_a_classifier_that_counts_nothing_is_a_noun(noun: str) -> None:
    assert extract(f"出征前，医院准备了20个{noun}，包括纸尿裤40片。")[0].label == noun


@pytest.mark.parametrize("this", ["那只", "这款", "这台"])
def test_a_classifier_behind_a_pronoun_opens_no_label(this: str) -> None:
    label = extract(f"{this}药箱用了15年。")[0].label
    assert not str(label).startswith(this[1])


def test_a_sign_and_an_arrow_say_which_way_a_figure_changed() -> None:
    changes = [figure.change for figure in extract("门诊100万人次（+12.4%），出院7万人次（⇩8.1%）。")]
    assert changes == [None, "up", None, "down"]


@pytest.mark.parametrize("noun", ["眼底相机", "自助一体机", "急救担架", "平价超市", "社区诊所"])
def test_a_thing_that_the_dictionary_takes_for_an_act_is_a_noun(noun: str) -> None:
    assert str(extract(f"医院新增4个{noun}。")[0].label).endswith(noun[-2:])


@pytest.mark.parametrize("number", ["1.", "12.", "3．"])
def test_the_number_of_an_item_before_a_date_is_no_label(number: str) -> None:
    label = extract(f"{number}3月15日，新院区投用。")[0].label
    assert str(number[0]) not in str(label)


@pytest.mark.parametrize(
    ("items", "rest"),
    [
        (("高血压", "糖尿病"), "患者规范管理率"),
        (("冠心病", "慢阻肺"), "患者健康管理率"),
        (("门诊", "住院"), "满意度"),
        (("医师", "护士"), "人数"),
    ],
)
def test_the_rate_that_only_the_last_of_a_list_names_is_of_all(items: tuple[str, str], rest: str) -> None:
    found = extract(f"{'、'.join(items)}{rest}分别为76和74。")
    assert [figure.label for figure in found] == [f"{item}{rest}" for item in items]
