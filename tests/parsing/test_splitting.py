"""A page is parted into articles only where several signs say so, and stories that are set alike are treated alike."""

import pytest

from .reading import lay_out

FIRST = "石坑县人民医院：小病不出村\n\n石坑县人民医院成立于1956年，现有职工600人，开放床位500张。\n\n石坑县人民医院牵头组建医共体，覆盖15家卫生院。\n\n"
TEXT = "清江市中医院成立于1978年，现有职工300人，开放床位200张。\n\n清江市中医院把名医请进村，全年义诊120场。\n\n"
TITLE = "清江市中医院：名医进了村\n\n"


@pytest.mark.parametrize(
    "between",
    [
        "（本报记者 王磊）\n\n" + TITLE,
        "清江日报 2019年9月24日 第5版\n\n" + TITLE,
        TITLE + "——一家中医院的十年\n\n",
        TITLE + "本报记者 王磊 通讯员 陈晓红\n\n",
        "名医走进了山村\n\n——清江市中医院见闻\n\n",
        TITLE,
    ],
)
def test_another_hospital_with_a_sign_of_the_page(between: str) -> None:
    one, two = lay_out(FIRST + between + TEXT)
    assert (one.hospital.name, two.hospital.name) == ("石坑县人民医院", "清江市中医院")


@pytest.mark.parametrize(
    "heading",
    [
        "清江市中医院结对帮扶",
        "与清江市中医院携手",
        "清江市中医院",
        "提升医院服务能力",
        "打造现代医院",
        "专家下基层",
    ],
)
def test_a_section_on_a_partner_is_no_article(heading: str) -> None:
    partner = "清江市中医院派来三名专家，石坑县人民医院的医生也去进修。\n\n石坑县人民医院的门诊量由此上升三成，群众不再往外跑。\n"
    (article,) = lay_out(FIRST + heading + "\n\n" + partner)
    assert article.hospital.name == "石坑县人民医院"


STORIES = [
    ("王磊医生——", "凌晨两点的手术", "王磊接到电话的时候，正在家里陪孩子写作业，他放下笔就往外跑。"),
    ("陈晓红护士——", "三千个孩子的妈妈", "清江市中医院的陈晓红在产房站了二十年，接生的孩子有三千个。"),
    ("李明队长——", "在海拔四千米", "李明第三次进藏，行李里装的是药，家里的事都交给了妻子。"),
]


def test_portraits_set_alike_are_one_feature_when_one_of_them_names_no_hospital() -> None:
    stories = [f"{who}\n\n{title}\n\n本报记者 赵建国\n\n{text}\n\n" for who, title, text in STORIES]
    assert len(lay_out("医者的一天\n\n" + "".join(stories))) == 1


def test_stories_that_each_name_their_hospital_are_articles() -> None:
    names = ["石坑县人民医院", "清江市中医院", "横山县妇幼保健院"]
    stories = [
        f"{name}：改革从一张床位开始\n\n本报记者 赵建国\n\n{name}今年把床位减了{i}成，省下的钱用在门诊。\n\n{name}的账本公开了。\n\n"
        for i, name in enumerate(names, 1)
    ]
    assert [article.hospital.name for article in lay_out("".join(stories))] == names
