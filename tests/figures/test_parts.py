"""Which figure is a part of which: the sentences beside the word lists, and families made of other words and values."""

import random

import pytest
from hospital_tui.figures import extract
from hospital_tui.figures.lexicon import load


def parts(sentence: str) -> list[tuple[str, str | None]]:
    """Each figure but the dates, with what it is a part of."""
    return [(figure.text, figure.part_of) for figure in extract(sentence) if figure.kind != "date"]


@pytest.mark.parametrize(("sentence", "wholes"), load("parts")["some"])
def test_the_examples(sentence: str, wholes: list[str | None]) -> None:
    assert [whole for _, whole in parts(sentence)] == wholes


COSTS = ["医保报销", "大病保险支付", "慈善基金资助", "单位补助", "个人自付"]
GOODS = ["口罩", "防护服", "药品", "试剂", "护目镜", "消毒液"]
UNITS = ["件", "箱", "套", "台"]


@pytest.mark.parametrize("seed", range(12))
def test_figures_that_make_up_one_before_them_are_its_parts(seed: int) -> None:
    chance = random.Random(seed)
    payers = chance.sample(COSTS, chance.randint(2, 4))
    shares = [chance.randint(101, 9899) for _ in payers]
    listed = "，".join(f"{payer}{share}元" for payer, share in zip(payers, shares, strict=True))
    whole = f"{sum(shares)}元"
    assert parts(f"这次住院一共花费{whole}，{listed}。") == [
        (whole, None),
        *((f"{one}元", whole) for one in shares),
    ]
    more = f"{sum(shares) * 2 + 1}元"
    assert {part for _, part in parts(f"这次住院一共花费{more}，{listed}。")} == {None}


@pytest.mark.parametrize("seed", range(8))
def test_they_may_stand_in_the_next_sentence(seed: int) -> None:
    chance = random.Random(seed)
    unit, goods = chance.choice(UNITS), chance.sample(GOODS, 3)
    shares = [chance.randint(210, 990) for _ in goods]
    whole = f"{sum(shares)}{unit}"
    listed = chance.choice("；，、").join(f"{one}{n}{unit}" for one, n in zip(goods, shares, strict=True))
    figures = parts(f"仓库发出物资{whole}，价值60万元。{listed}。")
    assert figures[2:] == [(f"{n}{unit}", whole) for n in shares]


@pytest.mark.parametrize("only", ["仅", "只有", "有", "仅有"])
@pytest.mark.parametrize(
    ("whole", "text"),
    [("46家", "省内46家县级医院"), ("300所", "300所乡镇卫生院"), ("72个", "共有72个村卫生室")],
)
def test_so_many_of_them(only: str, whole: str, text: str) -> None:
    few = f"{int(whole[:-1]) // 4}{whole[-1]}"
    assert parts(f"{text}，能做这项检查的{only}{few}。") == [(whole, None), (few, whole)]
    other = "台" if whole[-1] != "台" else "间"
    assert parts(f"{text}，添置的设备{only}{few[:-1]}{other}。")[-1][1] is None


@pytest.mark.parametrize("whole", ["随访640例患者", "对640名老人进行了随访", "接诊640名儿童"])
@pytest.mark.parametrize("verb", ["痊愈", "失踪", "存活", "好转"])
def test_what_says_no_noun_counts_those_before(whole: str, verb: str) -> None:
    unit = "例" if "例" in whole else "名"
    assert parts(f"去年{whole}，{verb}71{unit}。")[-1] == (f"71{unit}", f"640{unit}")
    assert parts(f"去年{whole}，{verb}患者家属71{unit}。")[-1][1] is None
    assert parts(f"去年{whole}，{verb}710{unit}。")[-1][1] is None


@pytest.mark.parametrize("everyone", ["职工", "员工", "教职工"])
@pytest.mark.parametrize("mark", ["，", "、"])
def test_all_and_the_groups_among_them(everyone: str, mark: str) -> None:
    listed = mark.join(("医师118人", "护士241人", "技师32人"))
    assert [whole for _, whole in parts(f"现有{everyone}520人，{listed}。")] == [None, *["520人"] * 3]
    assert [whole for _, whole in parts(f"现有{everyone}520人。{listed}。")] == [None] * 4
    assert parts(f"现有{everyone}520人，退休{everyone}61人。")[-1][1] is None
    assert parts(f"现有{everyone}520人，收治病人118人。")[-1][1] is None


@pytest.mark.parametrize("within", ["在{}个乡镇中有{}个没有卫生院", "{}个乡镇当中，{}个没有卫生院"])
def test_out_of_so_many(within: str) -> None:
    assert parts(within.format(84, 19)) == [("84个", None), ("19个", "84个")]
    assert parts(within.format(19, 84)) == [("19个", None), ("84个", None)]


def test_a_bracket_hangs_on_the_figure_before_it() -> None:
    assert parts("完成手术920台（微创手术310台、日间手术95台），床位300张。") == [
        ("920台", None),
        ("310台", "920台"),
        ("95台", "920台"),
        ("300张", None),
    ]
    assert parts("全年诊疗920人次（人均3人次）。")[1][1] is None


@pytest.mark.parametrize("topic", ["门诊楼有电梯12部", "开放床位600张", "收治患者260例"])
def test_the_list_behind_a_mark_ends_where_a_new_topic_begins(topic: str) -> None:
    figures = parts(f"获批课题40项，其中省级9项、市级22项；{topic}。")
    assert [whole for _, whole in figures] == [None, "40项", "40项", None]
