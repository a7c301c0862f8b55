"""Which hospital an article is about, and its short names."""

import pytest
from hospital_tui.parsing.hospital import Naming, aliases, resolve, short_forms
from hospital_tui.parsing.naming import mentions


def hospital(title: str, *body: str) -> tuple[str, tuple[str, ...]]:
    found = resolve([Naming(title, 10.0), *(Naming(text, 1.0) for text in body)])
    return found.name, found.aliases


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("如今，到随州市中心医院骨科看病", ["随州市中心医院"]),
        ("与北京大学肿瘤医院签约", ["北京大学肿瘤医院"]),
        ("首都医科大学附属北京积水潭医院", ["首都医科大学附属北京积水潭医院"]),
        ("县级医院、三级医院、公立医院和大医院", []),
        ("记清江县人民医院院长张某", ["清江县人民医院"]),
        ("市三院的变化", ["市三院"]),
        ("医院发展", []),
    ],
)
def test_mentions(text: str, names: list[str]) -> None:
    assert mentions(text) == names


def test_title_outweighs_partners() -> None:
    body = ["与北京协和医院合作，北京协和医院派专家，北京协和医院支持。", "清江市中心医院开放床位1200张。"]
    assert hospital("清江市中心医院谱写新篇", *body)[0] == "清江市中心医院"


def test_a_short_name_in_the_title_stands_for_the_full_one() -> None:
    body = ["株洲市二医院始终高举旗帜。", "市二医院举办活动。", "二医院的领导。", "中南大学湘雅医院指导。"]
    assert hospital("市二医院,蹚出新路子", *body) == ("株洲市二医院", ("市二医院", "二医院"))


def test_ordinal_and_group_names() -> None:
    assert hospital("长治市第二人民医院", "长治二院。", "在二院。", "长治二院将牢牢把握机遇。")[1] == (
        "长治二院",
        "二院",
    )
    name, short = hospital(
        "——长治市人民医院医疗集团推进建设", "长治市人民医院。", "到市人民医院开展工作。", "市人民医院获奖。"
    )
    assert name == "长治市人民医院医疗集团"
    assert set(short) == {"长治市人民医院", "市人民医院"}


def test_other_hospitals_are_no_short_names() -> None:
    assert aliases("拉萨市人民医院", "林芝市人民医院、昌都市人民医院、县人民医院") == ()
    assert aliases("拉萨市人民医院", "一年来，市人民医院发展") == ("市人民医院",)


def test_a_declared_short_name() -> None:
    assert aliases("清江市中心医院", "清江市中心医院（以下简称“清医”）始建于1951年") == ("清医",)


def test_a_name_with_a_verb_before_it_counts_for_the_shorter_one() -> None:
    assert (
        hospital("看信安县人民医院如何破题", "由信安县人民医院牵头，", "信安县人民医院创建于1938年。")[0]
        == "信安县人民医院"
    )


def test_no_hospital() -> None:
    assert resolve([]).name == resolve([Naming("今天天气很好。", 1.0)]).name == ""


def test_short_forms_are_no_bare_words() -> None:
    for name in ("长治市人民医院", "清江县中医院", "黄坪乡卫生院", "长治市妇幼保健院"):
        assert not {"人民医院", "中医院", "卫生院", "妇幼保健院", "妇幼", name} & set(short_forms(name))


def test_about_several_hospitals_or_none() -> None:
    several = [
        "清江市人民医院来了。",
        "随州市中医院也来了。",
        "临江大学附属第二医院派出专家。",
        "黄坪县人民医院参加。",
    ]
    assert hospital("医疗队集结", *several)[0] == ""
    assert hospital("看病要去正规医院", "座方舱医院里，父母带他到医院，多家医院都说不清。")[0] == ""


def test_staff_counts_more_than_patients_and_guests() -> None:
    away = "他曾转到随州市中心医院，又在随州市中心医院进修。"
    here = "清江市人民医院骨科主任李明说，情况稳定。"
    assert hospital("一台手术", away, here, here)[0] == "清江市人民医院"


def test_a_page_that_opens_with_a_hospitals_name_is_about_it() -> None:
    opening = "清江县中医院始建于1958年，是临江医科大学附属第一医院和随州市中医院的协作单位。"
    assert hospital("医院简介", opening, "医院设有科室十八个。")[0] == "清江县中医院"


def test_one_word_of_a_hospital_below_the_opening_is_in_passing() -> None:
    opening = "这个冬天，感冒的孩子多了起来。"
    said = "清江市人民医院儿科主任李明说，多喝水。"
    assert hospital("孩子发热怎么办", opening, said)[0] == ""


def test_of_two_hospitals_that_share_a_story_neither_is_its_own() -> None:
    opening = "三个人的春天来得早。"
    shared = ["清江市人民医院的灯亮着。", "石坑县中医院的灯也亮着。"]
    assert hospital("三个人的春天", opening, *shared, *shared)[0] == ""


def test_the_longest_form_of_its_name() -> None:
    body = ["临大二院开展手术。", "临江大学第二医院院长说。", "临江大学附属第二医院建院60年。"]
    assert hospital("一台手术", *body)[0] == "临江大学附属第二医院"
    body = ["武警总队三〇九医院的专家。", "309医院开展义诊。"]
    assert hospital("一台手术", *body)[0] == "武警总队三〇九医院"


def test_partners_of_townships_are_not_the_subject() -> None:
    body = [
        "清江市妇幼保健院与三家卫生院签约。",
        "石坑镇卫生院、横山乡卫生院、黄坪镇卫生院都去了。",
        "清江市妇幼保健院派出骨干。",
    ]
    assert hospital("院领导下乡", *body)[0] == "清江市妇幼保健院"


@pytest.mark.parametrize(("place", "name"), [("北麓", "北麓市中医院"), ("周边", ""), ("来到", ""), ("", "")])
def test_a_name_without_its_place_is_none_unless_the_text_puts_one_before_it(place: str, name: str) -> None:
    said = f"{place}市中医院门诊量12万人次。"
    assert hospital(f"{place}市中医院谱写新篇", said, f"院长说，{said}", said)[0] == name


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["观塘仁爱医院公布数字", "观塘仁爱医院昨日公布。观塘仁爱医院院长表示。"], "观塘仁爱医院"),
        (["在长治市人民医院，她守了一夜。", "在长治市人民医院，医生很忙。"], "长治市人民医院"),
        (["走进长治市人民医院", "走进长治市人民医院，长治市人民医院很大。"], "长治市人民医院"),
    ],
)
def test_a_name_is_taken_from_its_beginning(texts: list[str], name: str) -> None:
    """What looks like a word before it is a part of it where the name is never said without."""
    assert hospital(*texts)[0] == name


@pytest.mark.parametrize(
    "history",
    [
        "清江市人民医院（原清江铁路医院）创办于1921年。后改名为清江县第二医院，又更名为清江市第三医院。",
        "清江市人民医院，前身是清江福音医院，后易名清江县第五医院。1963年改称清江市第九医院。",
        "清江市人民医院今年一百岁。它本是随州市惠民医院的分部，曾是随州市第二医院。",
    ],
)
def test_former_names_do_not_count_against_the_present_one(history: str) -> None:
    assert (
        hospital("百年老院", history, "清江市人民医院开放床位620张。", "门诊量不小。")[0] == "清江市人民医院"
    )


@pytest.mark.parametrize(
    ("comes", "works"),
    [
        ("他来自清江市第一人民医院，去年报名援藏。", "石坑县人民医院"),
        ("来自清江市中医院的她，是组团式帮扶的队员。", "黄坪县妇幼保健院"),
        ("队长来自临江大学附属第二医院，是第三批援鄂医疗队队员。", "随州市第七医院"),
    ],
)
def test_who_helps_at_another_hospital_belongs_to_neither(comes: str, works: str) -> None:
    told = f"{works}的病房里灯还亮着。", comes, f"到了{works}，只见一张旧床。"
    assert hospital("雪山下的来信", *told)[0] == ""
    assert hospital(f"{works}的春天", *told)[0] == works


@pytest.mark.parametrize("link", ["与", "和", "同"])
def test_two_partners_are_told_of_alike(link: str) -> None:
    opening = f"清江市第二医院{link}石坑县人民医院签下协议。"
    body = ["清江二院派出医生42名。", "石坑县人民医院也有96人来学。", "石坑县人民医院建起了血透室。"]
    assert hospital("携手十年", opening, *body)[0] == ""
    assert hospital("携手十年", opening, *body[:2], *body[:1] * 3)[0] == "清江市第二医院"


@pytest.mark.parametrize(
    "passing",
    [
        "捐口罩的是清江长庚医院的一位退休护士。",
        "清江长庚医院退休护士王阿姨六十八岁。",
        "清江长庚医院旧址在河边。",
        "1996年至2001年在清江长庚医院当过护士。",
    ],
)
def test_somebody_from_a_hospital_makes_no_article_about_it(passing: str) -> None:
    assert hospital("一箱口罩", passing, "老人们都很感动。")[0] == ""


@pytest.mark.parametrize(
    ("short", "full"),
    [("彰基", "彰化基督教醫院"), ("北榮", "臺北榮民總醫院"), ("高醫", "高雄醫學大學附設中和紀念醫院")],
)
def test_a_short_name_without_an_end(short: str, full: str) -> None:
    said = f"{short}去年手術四百例。"
    assert hospital("心臟血管外科", said, f"{short}現有醫師六位。") == (short, ())
    assert hospital(f"{short}完成移植", said, f"{full}外科主任表示，恢復良好。") == (full, (short,))
    assert hospital(f"{short}師的一天", f"{short}生很忙。")[0] == ""


@pytest.mark.parametrize(
    "experts",
    [
        ["清江市中医院药师王磊提醒，胰岛素要冷藏。", "随州市人民医院药师李明说，抗生素要按时吃。"],
        ["临江大学第二医院骨科主任李明说，少爬楼。", "清江市骨伤医院护士长陈红教了一套操。", "多晒太阳。"],
        ["近日，石坑县人民医院医生王磊接诊了三人。", "黄坪县妇幼保健院医生李明也接诊了两人。"],
    ],
)
def test_an_article_with_an_expert_of_each_of_several_hospitals_is_about_none(experts: list[str]) -> None:
    assert hospital("吃药这些事", *experts)[0] == ""
    assert hospital("吃药这些事", *experts[:1], experts[0])[0] != ""
