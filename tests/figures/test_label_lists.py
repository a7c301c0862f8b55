"""Figures in a row behind a list: each is of its own item, and what the items share is said of all."""

import pytest
from hospital_tui.figures import extract


def labels(text: str) -> list[str]:
    return [figure.label for figure in extract(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("三级、四级手术占比分别达55.3%、27.1%。", ["三级手术占比", "四级手术占比"]),
        ("三级、四级手术占比61.2%、24.8%。", ["三级手术占比", "四级手术占比"]),
        ("高血压、糖尿病患者规范管理率达72%、68%。", ["高血压患者规范管理率", "糖尿病患者规范管理率"]),
        ("患者、职工满意度98%、95%。", ["患者满意度", "职工满意度"]),
        ("门诊楼、住院楼建筑面积4.1万平方米、9.8万平方米。", ["门诊楼建筑面积", "住院楼建筑面积"]),
        (
            "老区门诊、急诊、住院次均费用分别为90元、70元、60元。",
            ["老区门诊次均费用", "急诊次均费用", "住院次均费用"],
        ),
        (
            "术后3个月、6个月、12个月复发率分别为5%、8%、12%。",
            ["术后3个月复发率", "6个月复发率", "12个月复发率"],
        ),
        ("甲级病案率、床位使用率达99%、93%。", ["甲级病案率", "床位使用率"]),
        ("门诊、住院次均费用分别为210元、6200元。", ["门诊次均费用", "住院次均费用"]),
    ],
)
def test_rates_in_a_row_are_each_of_their_item(text: str, said: list[str]) -> None:
    assert labels(text) == said


def test_a_rate_whose_items_nobody_can_tell_apart_is_of_the_list() -> None:
    assert labels("门诊、住院患者满意度为96.1%、97.3%。") == ["门诊、住院患者满意度"] * 2


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("两名早产儿体重分别为680克和720克。", "早产儿体重"),
        ("近三年药占比分别为31%、29%和27%。", "药占比"),
        ("前两个季度手术量分别增长12%、9%。", "手术量增长"),
    ],
)
def test_figures_in_a_row_behind_one_noun_are_all_of_it(text: str, noun: str) -> None:
    found = labels(text)
    assert len(found) > 2 and found[-2:] == [noun, noun]


@pytest.mark.parametrize("verb", ["分列", "分别位列", "分别排在"])
def test_places_in_a_row_are_each_of_their_item(verb: str) -> None:
    assert labels(f"呼吸病学、骨外科学{verb}第31、第46名。") == ["呼吸病学", "骨外科学"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("医院综合排名由第189位跃升至第74位。", "综合排名"),
        ("科技量值排名从第60名上升到第41名。", "科技量值排名"),
        ("学科排名较上年的第15位进到第9位。", "学科排名"),
    ],
)
def test_no_place_is_part_of_what_another_is_of(text: str, noun: str) -> None:
    assert all(noun in said and "第" not in said for said in labels(text))


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("省里派来26名专家坐诊，", "专家"),
        ("3名选手不畏强手。", "选手"),
        ("全省共168项成果获奖。", "成果"),
        ("当天134名患者入院。", "患者"),
    ],
)
def test_what_is_counted_ends_before_what_it_does(text: str, noun: str) -> None:
    assert labels(text) == [noun]


@pytest.mark.parametrize("thing", ["B超", "C臂", "X光", "X线"])
def test_a_thing_told_by_a_letter_is_one_word(thing: str) -> None:
    assert labels(f"1981年购进全区首台{thing}。")[-1] == thing


@pytest.mark.parametrize("bound", ["不到", "不超过", "不高于"])
def test_a_bound_before_what_a_multiple_is_of_bounds_it(bound: str) -> None:
    (figure,) = extract(f"售价{bound}同类进口产品的三分之一。")
    assert figure.qualifier == "at_most"
    (figure,) = extract("床位数超过全市平均水平的2倍。")
    assert figure.qualifier == "at_least"


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("药学部对56种辅助用药实行重点监控。", "辅助用药"),
        ("院里有74名县级骨干医师下沉乡镇任职。", "县级骨干医师"),
        ("气动物流把38个病区连成网。", "病区"),
        ("医院将6个综合科室拆分为专科病区。", "综合科室"),
        ("这是由11名民间中医凑钱办起来的诊所。", "民间中医"),
        ("县里拿出120个事业编制专门用于医院招才。", "事业编制"),
    ],
)
def test_what_another_word_governs_ends_before_the_verb(text: str, noun: str) -> None:
    assert labels(text) == [noun]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("65岁以上老年人健康管理率偏低。", "老年人"),
        ("我国18岁及以上人群糖尿病患病率上升。", "人群"),
        ("承担0-6岁残疾儿童抢救性康复项目。", "残疾儿童"),
        ("60岁以上用户占比已升高。", "用户"),
        ("12岁儿童恒牙患龋率下降。", "儿童"),
        ("承担52万群众健康保障任务。", "群众"),
        ("守护38万山区居民健康权益。", "山区居民"),
    ],
)
def test_the_people_of_an_age_or_a_number_are_no_rate_and_no_task(text: str, people: str) -> None:
    assert labels(text) == [people]


@pytest.mark.parametrize("who", ["在编人员", "在院患者", "在院产妇"])
def test_what_is_at_a_hospital_is_one_word(who: str) -> None:
    assert labels(f"当天共有{who}120个。") == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("46岁的王桂兰接任院长。", "王桂兰"),
        ("52岁的农民患者被拖拉机轧断双腿。", "农民患者"),
        ("63岁李桂香是村里的老病号。", "李桂香"),
    ],
)
def test_an_age_is_of_a_person_and_not_of_what_happened(text: str, who: str) -> None:
    assert labels(text) == [who]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("承担临床试验167项，其中Ⅰ期71项，Ⅱ期96项。", "Ⅰ期"),
        ("该病的生存率为：I期90~100%，II期65~75%。", "I期"),
        ("随访的早期患者中，ⅡA期38例。", "ⅡA期"),
    ],
)
def test_what_stands_right_behind_a_grade_counts_that(text: str, grade: str) -> None:
    assert grade in labels(text)


def test_no_label_ends_between_an_attribute_and_its_noun() -> None:
    assert not any(
        said.endswith(("省级", "市级", "国家级"))
        for said in labels("24项科研成果通过省级鉴定，8项获市级奖励。")
    )


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("如今这里已是年门诊量40万人次的综合医院。", "年门诊量"),
        ("建起了编制床位800张的新院区。", "编制床位"),
        ("这支执业医师26人的队伍守着山乡。", "执业医师"),
    ],
)
def test_a_count_behind_its_noun_is_not_of_what_owns_both(text: str, noun: str) -> None:
    assert labels(text) == [noun]


@pytest.mark.parametrize(
    ("text", "amount", "thing"),
    [
        ("“一对一”陪护每天220元、“一对多”每天90元。", "90元", "一对多"),
        ("智能煎药机每台3万元、“云药房”每月2万元。", "2万元", "云药房"),
        ("查出高血压患者120例、甲低11例。", "11例", "甲低"),
    ],
)
def test_an_amount_with_a_noun_of_its_own_is_of_no_other(text: str, amount: str, thing: str) -> None:
    (said,) = [figure.label for figure in extract(text) if figure.text == amount]
    assert thing in said


@pytest.mark.parametrize("more", ["低640余元", "高300多元", "少200元"])
def test_nothing_is_of_what_it_is_compared_with(more: str) -> None:
    said = labels(f"住院次均费用5218元，比全市县级平均水平{more}。")[-1]
    assert "平均水平" not in said


@pytest.mark.parametrize(
    "scene", ["时针拨回到", "把时钟倒回", "镜头回溯到", "把日历翻回", "镜头切换到", "把目光投向"]
)
def test_what_only_leads_to_a_date_is_no_label(scene: str) -> None:
    said = labels(f"{scene}2018年，医院获批胸痛中心。")[0]
    assert said and not any(
        word in said for word in ("时针", "时钟", "镜头", "日历", "目光", "拨", "回", "切换", "投")
    )


def test_people_end_before_what_is_done_to_them() -> None:
    assert labels("医院每月抽取1500名出院患者电话回访。")[0].endswith("出院患者")
    assert labels("组织86名青年医师下乡巡诊。") == ["青年医师"]
    assert labels("选派12名骨干护士外出进修，") == ["骨干护士"]


@pytest.mark.parametrize("plan", ["计划", "预计", "规划", "力争", "拟于", "计划于", "规划到"])
def test_what_a_plan_dates_is_what_is_planned(plan: str) -> None:
    for done in ("投用", "竣工", "开诊"):
        (label,) = labels(f"门诊楼{plan}2027年{done}。")
        assert not any(word in label for word in ("计划", "预计", "规划", "力争", "拟")) and label
    assert labels("全年招生计划45人。") == ["招生计划"]


@pytest.mark.parametrize("looks", ["回首", "回望", "回眸", "展望"])
def test_who_looks_at_a_year_is_no_label_of_it(looks: str) -> None:
    for text in (f"{looks}2023年，全院职工完成手术1.2万台。", f"{looks}2023年，喜报频传。"):
        assert not any(looks in label for label in labels(text) if label)
