"""Heads of web pages, wires and reports, and hospitals that an article only passes by."""

import pytest
from hospital_tui.model import Article, Source
from hospital_tui.parsing.naming import mentions
from hospital_tui.parsing.parse import read_articles

BODY = "这是一段不短的正文，说明医院这些年来在管理和服务上做了哪些事情，又有哪些打算。"


def article(*lines: str) -> Article:
    return read_articles("\n\n".join((*lines, BODY, BODY[::-1] + "。")), Source(file="a.txt", sha256=""))[0]


def title(*lines: str) -> list[str]:
    return [block.text for block in article(*lines).head if block.role == "title"]


@pytest.mark.parametrize(
    "line",
    [
        "江南新闻网　2023-01-11 08:02:15",
        "健康社 2022/7/29 07:22",
        "2021.03.04 来源：市卫健委",
        "首页 / 关于我们 / 医院新闻",
        "欢迎访问江南眼科医院官方网站！",
    ],
)
def test_what_a_page_says_of_itself_is_no_title(line: str) -> None:
    assert title(line, "发热门诊接诊量回落，救治仍在高位") == ["发热门诊接诊量回落，救治仍在高位"]
    assert title("发热门诊接诊量回落，救治仍在高位", line) == ["发热门诊接诊量回落，救治仍在高位"]


@pytest.mark.parametrize("line", ["光明报北京3月23日电 记者金小明", "记者 孙 小", "通讯员 王小宁 李大"])
def test_who_wrote_and_where_from_is_a_byline(line: str) -> None:
    found = article("我国结核病发病率五年下降近两成", line)
    assert [block.role for block in found.head if block.text == line] == ["byline"]


@pytest.mark.parametrize("kind", ["医院简介", "医院概况", "科室介绍"])
def test_a_page_is_called_by_its_kind_where_nothing_else_can_be_its_title(kind: str) -> None:
    assert title(kind) == [kind]


@pytest.mark.parametrize("name", ["热烈庆祝江南市中医医院", "台湾区域医院"])
def test_a_call_and_a_class_are_no_part_of_a_name(name: str) -> None:
    assert name not in mentions(f"{name}建院六十周年")


def test_a_hospital_named_once_in_passing_is_not_what_the_article_is_about() -> None:
    def hospital(*body: str) -> str:
        text = "\n\n".join(("集采落地两年间", BODY, *body, BODY[::-1] + "。"))
        return read_articles(text, Source(file="a.txt", sha256=""))[0].hospital.name

    assert hospital("在云州市第一医院，刘先生刚做完手术，总费用比往年少了不少，家里人都松了一口气。") == ""
    assert (
        hospital("云州市第一医院去年开始改革，云州市第一医院的药费降了不少，病人也都看得见，心里有数。")
        == "云州市第一医院"
    )


def test_a_name_that_no_dictionary_knows_is_told_by_the_head_and_by_being_said_again() -> None:
    def hospital(first: str) -> str:
        return read_articles(
            f"{first}\n\n嘉安医院举行成果发表会，公布了去年的成绩。{BODY}", Source(file="a.txt", sha256="")
        )[0].hospital.name

    assert hospital("嘉安医院达文西手术破五百例") == "嘉安医院"


def test_those_who_put_out_a_notice_and_its_closing_words_stand_below_it() -> None:
    text = (
        "关于国庆假期门诊安排的公告\n\n尊敬的患者朋友们：\n\n"
        "根据上级通知，假期门诊安排如下，急诊二十四小时开放，血透室正常工作，请大家合理安排就诊时间。\n\n"
        "祝大家节日快乐！\n\n石坑县人民医院\n\n2023年9月25日\n"
    )
    (notice,) = read_articles(text, Source(file="a.txt", sha256=""))
    assert [block.text for block in notice.head] == ["关于国庆假期门诊安排的公告"]
    assert [passage.text[:4] for passage in notice.passages()] == ["尊敬的患", "根据上级", "祝大家节"]
    assert [block.text for block in notice.margins] == ["石坑县人民医院", "2023年9月25日"]


@pytest.mark.parametrize("field", ["策划：健康版编辑部", "统筹：王小宁", "摄影：李小明、陈晓红"])
def test_who_made_a_page_is_no_title(field: str) -> None:
    for written in ("你好，全科医生", "山里的手术灯亮了", "先看病后付费，试得怎么样"):
        assert title(written, field, "文字：王磊") == [written]


@pytest.mark.parametrize("kind", ["决定", "通知", "通报"])
def test_the_title_of_a_document_stands_below_whose_document_it_is(kind: str) -> None:
    for about in ("表彰2019年度优秀护士", "开展安全生产大检查", "调整门诊时间"):
        assert title("清江市中医院文件", "清医发〔2019〕28号", f"关于{about}的{kind}") == [
            f"关于{about}的{kind}"
        ]


@pytest.mark.parametrize("guest", ["专家：", "受访专家：", "主讲人：", "本期嘉宾："])
def test_whose_advice_an_article_gives_is_told_by_its_line(guest: str) -> None:
    for name in ("清江大学附属儿童医院", "清江市第二人民医院", "石坑县中医院"):
        assert article("别让孩子变胖", f"{guest}{name}内分泌科主任医师 李明").hospital.name == name


@pytest.mark.parametrize(
    "line", ["", "本报讯（记者 李明）", "清江日报清江9月21日讯 （记者李明）21日，", "日前，"]
)
def test_the_hospital_that_the_first_words_name_is_the_subject(line: str) -> None:
    lead = f"{line}清江大学附属儿童医院新楼启用，新楼一层冠名石坑国际儿童医学中心，方便患者。"
    more = "新楼的一至七层为石坑国际儿童医学中心门诊和病房，八层以上为各科病房，明年全部开放。"
    (news,) = read_articles(f"{lead}\n\n{more}\n", Source(file="a.txt", sha256=""))
    assert news.hospital.name == "清江大学附属儿童医院"


def test_an_interview_article_with_many_clauses_has_no_title_in_its_first_sentence() -> None:
    said = "一个人的一生，不仅有长度，还有宽度，甚至深度，那是怎样的一生？"
    assert title(said, BODY) == []
