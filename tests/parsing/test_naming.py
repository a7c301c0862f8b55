"""What is the name of a hospital in running text, and where it begins."""

from itertools import product

import pytest
from hospital_tui.parsing.forms import form
from hospital_tui.parsing.hospital import Naming, resolve
from hospital_tui.parsing.naming import find_mentions, mentions
from hypothesis import given
from hypothesis import strategies as st

NAMES = [
    "清江市人民医院", "云南省德宏州人民医院", "深圳市福田区中医院", "峨边彝族自治县人民医院", "石坑镇卫生院", "横山乡中心卫生院",
    "临江大学附属第二医院", "临江医科大学附属红星医院", "首都医科大学附属北京佑安医院", "解放军第409医院", "联勤保障部队第九〇八医院",
    "武警湖南总队医院", "成都军区昆明总医院", "新疆生产建设兵团第六师五家渠市人民医院", "平煤神马医疗集团总医院", "江汉油田总医院",
    "屏东基督教医院", "烟台毓璜顶医院", "南京鼓楼医院", "柳州市工人医院", "青岛市市立医院", "随州市妇幼保健院", "黄石市中心医院医疗集团",
    "解放军总医院第七医学中心", "临江大学附属和平医院厦门医院", "临江大学附属和平医院（厦门）", "宁波市医疗中心李明利医院", "浙大四院",
    "湘雅三医院", "苏大附三院", "哈医大二附院", "第八师石坑镇医院", "十三师红星医院", "四十七团医院", "清江市第二人民医院", "随州市中西医结合医院", "清江市急救中心",
]  # fmt: skip
BEFORE = [
    "",
    "在",
    "日前，",
    "到",
    "记者从",
    "访",
    "时任",
    "患者转入了",
    "专家李明说，",
    "与",
    "走进",
    "他父亲是",
    "来自",
    "由",
]
BEHIND = ["", "院长", "骨科主任", "的变化", "，", "开展手术", "与另一家医院"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_begins_and_ends_the_same_wherever_it_stands(name: str) -> None:
    for before, behind in product(BEFORE, BEHIND):
        text = before + name + behind
        found = find_mentions(text)
        assert [mention.name for mention in found] == [name], text
        assert text[found[0].start : found[0].end] == name


NO_NAMES = [
    "父母带他到医院", "提高医院服务能力", "一座方舱医院", "本省第一批三级甲等医院", "各大医院", "多家医院", "这家医院", "某医院", "去正规医院看病",
    "理想的医院", "全国百姓放心医院", "当地几家医院", "清江数家医院", "武汉定点医院", "国家骨科医学中心", "胸痛中心", "接合作卫生院", "她回医院",
    "一家儿童医院", "省级肿瘤医院", "县级医院、三级医院、公立医院和大医院", "住了20天院", "两院院士", "法院", "学院", "病人家属送进医院", "在该医院",
    "国家和医院", "扩大医院影响", "壮大医院", "社团医院", "开展平安医院创建", "省内四大医院", "培养名师医院有责", "贫困县医院", "受援医院", "加强清廉医院建设", "着力打造现代医院", "走进医院", "医院发展", "12岁男孩在医院",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_no_name(text: str) -> None:
    assert mentions(text) == []


def test_names_side_by_side() -> None:
    text = "清江市人民医院、随州市中医院和江汉大学附属医院（临江市第一人民医院）签约"
    assert mentions(text) == ["清江市人民医院", "随州市中医院", "江汉大学附属医院", "临江市第一人民医院"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("清江县中医医院", "清江县中医院", True),
        ("县中医医院", "清江县中医院", True),
        ("清江市中医医院", "随州市中医院", False),
        ("清江市第二人民医院", "清江二院", True),
        ("清江市第二人民医院", "市二医院", True),
        ("清江市第二人民医院", "随州市第二人民医院", False),
        ("清江市第二人民医院", "清江市第一人民医院", False),
        ("清江市人民医院", "清江市中医院", False),
        ("江汉大学附属东海医院", "东海医院", True),
        ("江汉大学国际医院", "汉大国际医院", True),
        ("解放军第409医院", "四〇九医院", True),
        ("成都军区昆明总医院", "昆明总医院", True),
        ("北京医院", "北京大学第一医院", False),
        ("清江市妇幼保健院", "市妇幼保健院", True),
    ],
)
def test_forms_of_one_name(one: str, other: str, same: bool) -> None:
    assert form(one).same(form(other)) is form(other).same(form(one)) is same


@given(st.text(alphabet="清江市县人民中心第二附属大学医院的在到两家（）、，。5", max_size=40))
def test_no_mention_holds_what_no_name_holds(text: str) -> None:
    end = 0
    for mention in find_mentions(text):
        assert mention.start >= end
        end = mention.end
        assert text[mention.start : mention.end] == mention.name
        assert not set("的到、，。") & set(mention.name) and len(mention.name) > 2


FIRST, SECOND = "春夏秋冬临南北东云平青白龙凤丰永新高", "河州湖江山城阳溪泉川岭林宁安"


@pytest.mark.parametrize("first", FIRST)
def test_a_place_that_no_dictionary_knows_keeps_its_first_character(first: str) -> None:
    """Two characters before a level are a place, whatever either of them means by itself (春: a time, 新: a quality)."""
    for second in SECOND:
        for rest in ("市中心医院", "县人民医院", "区妇幼保健院", "市第二人民医院"):
            name = first + second + rest
            for said in (f"2023年，{name}门诊量12万人次。", f"{name}开放床位800张。", f"来到{name}就诊"):
                assert name in mentions(said), said


@pytest.mark.parametrize(
    "said", ["群众到县医院看病", "各县区人民医院", "该市中心医院", "两个贫困县人民医院", "旅游县人民医院"]
)
def test_a_level_alone_makes_no_place(said: str) -> None:
    assert all(name in ("县人民医院",) for name in mentions(said))


SAID = [
    "请",
    "和",
    "将",
    "就",
    "问",
    "护",
    "画",
    "副",
    "经",
    "今",
    "联系",
    "建设",
    "关心",
    "指导",
    "检查",
    "就职于",
    "入职",
    "新建",
    "扎根",
    "二甲",
    "一路护送至",
    "时任",
]
OF_SAID = [
    "清江县人民医院",
    "望川市中心医院",
    "石坑县中医院",
    "长治市第二人民医院",
    "北京协和医院",
    "泗县中医院",
    "湘雅医院",
    "石坑镇中心卫生院",
    "云岭省肿瘤医院",
]


@pytest.mark.parametrize("name", OF_SAID)
def test_what_is_done_there_is_no_part_of_a_name(name: str) -> None:
    assert [said for said in SAID if mentions(f"那天，{said}{name}院长") not in ([name], [])] == []


@pytest.mark.parametrize("said", ["县医院", "市中心医院", "镇卫生院"])
def test_a_level_alone_tells_no_hospital(said: str) -> None:
    """市中心医院 is one in every city: an article that says no more names none."""
    rows = [Naming(f"{said}来了年轻人", 10.0), Naming(f"{said}院长说，{said}去年招了六人。", 3.0)]
    assert resolve(rows).name == ""


@pytest.mark.parametrize("place", ["博望", "海晏", "望城", "清平"])
def test_a_rare_word_right_before_a_level_is_a_place(place: str) -> None:
    assert f"{place}市人民医院" in mentions(f"记者昨日从{place}市人民医院获悉")
    assert "受援县人民医院" not in mentions("专家在受援县人民医院坐诊")


@pytest.mark.parametrize("kind", ["人民医院", "中心医院", "妇幼保健院"])
@pytest.mark.parametrize("place", ["白鹭湾区", "金沙岭县", "青石坪县", "凤凰山区", "双柳河市", "玉泉湾区"])
@pytest.mark.parametrize("before", ["", "记者在", "转到", "我家住"])
def test_a_name_is_whole_or_none(before: str, place: str, kind: str) -> None:
    """The end of a place (湾区 of 白鹭湾区) begins no name."""
    assert mentions(f"{before}{place}{kind}院长说，") in ([f"{place}{kind}"], [])
