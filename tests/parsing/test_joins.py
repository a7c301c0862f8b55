"""Paragraphs that the page broke are put together; others are not."""

import pytest

from .reading import lay_out, read

TITLE = "创新引领发展 服务赢得口碑"
LEAD = "清江市中心医院是三级甲等综合医院，现有职工1860人，开放床位1200张。"


def bodies(*paragraphs: str) -> list[str]:
    found = read("\n\n".join([TITLE, LEAD, *paragraphs]))
    return [text for role, text in found if role == "body"][1:]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("医院聚焦六个方面30", "类整治重点开展自查，政治生态更加巩固。医院发展稳步向前。"),
        ("医院荣获“先进基层党组织”称号。成立门诊一站式服", "务中心、住院一站式服务中心，群众就医更方便。"),
        ("与此同时，成立《人才工作领导小组》、", "修订《在职攻读博士管理办法》，鼓励职工提高学历层次。"),
        ("始终坚持“内科微创", "化”的高质量发展目标，技术能力不断突破。"),
        ("积极成立领导组，高质量举办读书", "班4期，各党支部开展集中学习40余次。"),
        ("剖宫产率降至35.", "1%，较上年下降6.4个百分点。"),
        ("该院经过多年建设，救治能力达到新的水平。2020年", "5月25日，该科又成立了急危重症医学中心。"),
        (
            "医院成立了三个工作室，其中骨科成立了名医工作室，皮肤科成立了专家工作室，康复医学科成立了博士工作站，儿科成立了省级工作站，眼科、口腔科和心内科也成立了",
            "“青年文明号”创建小组。",
        ),
        ("医院投入资金3000万元", "，用于改善就医环境。"),
    ],
)
def test_broken_paragraphs(before: str, after: str) -> None:
    assert bodies(before, after) == [before + after]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("医院坚持以患者为中心，不断提升服务能力。", "医疗质量稳步提升，群众满意度达到98.6%。"),
        (
            "一年来，医院传承红色力量，在护佑健康的道路上不曾停歇；",
            "一年来，医院根植为民情怀，不断刷新健康服务新高度。",
        ),
        ("院长王某某说：", "“群众满意，才是硬道理，我们还要继续努力。”"),
        ("“很多人说很难治，谢谢你们的精心治疗！”", "“没有你们，我就再也站不起来了。”市民黄爷爷说。"),
    ],
)
def test_whole_paragraphs(before: str, after: str) -> None:
    assert bodies(before, after) == [before, after]


def test_the_number_of_a_section_begins_no_sentence() -> None:
    told = "1966年，我出生在县城的老街上，家里兄弟姐妹很多。"
    assert bodies("01", told) == [told]


def test_three_pieces_and_a_caption_between() -> None:
    first, second, third = (
        "医院成立了创伤中心、卒中中心、胸痛中心，年救治患者3600人次，其中",
        "危重患者860人次，抢救成功率达",
        "98.6%，位居全省前列。",
    )
    caption = "图为医护人员抢救患者。"
    source = "\n\n".join([TITLE, LEAD, first, caption, second, third])
    (article,) = lay_out(source)
    assert [(p.role, p.text) for p in article.passages()][1:] == [
        ("body", first + second + third),
        ("caption", caption),
    ]
    passage = list(article.passages())[1]
    assert [source[start:end] for start, end in passage.spans] == [first, second, third]
    assert passage.lines == (5, 9, 11)


def test_a_heading_with_a_comma_is_no_broken_paragraph() -> None:
    heading = "聚焦主责主业，提升服务能力"
    found = read("\n\n".join([TITLE, LEAD, heading, "医院坚持把质量放在首位，全年开展手术2.6万台。"]))
    assert ("H1", heading) in found


def test_a_doubtful_joint_is_marked() -> None:
    before = "深入推进紧密型医联体建设，选派专家到基层医疗机构坐诊带教，让群众在家门口享受到优质服务，先后帮扶乡镇卫生院和社区服务中心，双向转诊更加顺畅"
    after = "患者满意度稳步提高，得到群众好评。"
    (article,) = lay_out("\n\n".join([TITLE, LEAD, before, after]))
    passage = list(article.passages())[1]
    assert passage.text == before + after
    assert [(doubt.at, doubt.found) for doubt in passage.doubts] == [((len(before), len(before)), "\n\n")]
