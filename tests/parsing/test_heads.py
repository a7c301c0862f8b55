"""Heads of articles as papers, sites and accounts print them: which line is the title, and whose hospital it is."""

import pytest
from hospital_tui.parsing.naming import mentions
from hospital_tui.parsing.words import signs

from .reading import lay_out, read

TITLE = "一把听诊器 四十年乡情"
LEAD = "天刚亮，清江县人民医院的门诊大厅已经坐满了人，导诊护士一个个问过去。"
MORE = "清江县人民医院现有床位600张，去年门诊量达到31万人次。"


def head(*lines: str) -> dict[str, str]:
    """The role of each line that stands above a lead."""
    return {text: role for role, text in read("\n".join([*lines, LEAD, MORE]) + "\n")}


@pytest.mark.parametrize(
    "line",
    [
        "清江县融媒体中心 陶小然",
        "清江县人民医院 胡海洋",
        "清江日报社 李明 王芳",
        "石坑村村民 陈大勇",
        "旅日华侨 方文",
        "□何思远",
        "彭春香（清江县人民医院护理部）",
        "清江融媒 钟声 李婷",
        "清江新闻网4月12日报道",
        "清江新闻记者陶小然",
        "通讯员胡海洋",
        "文◎林进修 摄影◎刘威",
        "编译 陈思",
        "清江县人民医院宣传科供稿",
        "口述：退休护士 郑阿根",
    ],
)
def test_who_wrote_stands_below_the_title(line: str) -> None:
    roles = head(TITLE, line)
    assert roles[TITLE] == "title"
    assert roles[line] == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "护理部 一病区",
        "“五心”服务（清江县人民医院）",
        "清江县人民医院 勇攀高峰",
        "致敬 生命的守护者",
        "李明 王芳",
    ],
)
def test_an_office_and_no_name_signs_nothing(line: str) -> None:
    assert not signs(line)


@pytest.mark.parametrize(
    "kicker",
    [
        "清江县人民医院",
        "清江县人民医院——",
        "清江县人民医院建院八十周年",
        "清江县人民医院开展作风建设活动以来",
        "清江县人民医院（清江县肿瘤医院）",
        "聚焦全市医改",
    ],
)
@pytest.mark.parametrize("title", ["“三个转变”让患者少跑腿", "风清气正 杏林花开"])
def test_a_name_or_an_occasion_leads_in(kicker: str, title: str) -> None:
    roles = head(kicker, title, "本报记者 李明")
    assert roles[title] == "title"
    assert roles[kicker] == "kicker"


@pytest.mark.parametrize("part", ["之二", "②", "（3）"])
def test_a_part_of_a_series_stands_above_its_title(part: str) -> None:
    title, series = "清江县人民医院：栽下梧桐树 引得凤凰来", f"——建设医疗高地系列报道{part}"
    roles = head("百年大计 人才为本", series, title, "本报记者 李明")
    assert roles[title] == "title"
    assert roles[series] == "kicker"


@pytest.mark.parametrize(
    "line",
    [
        "清江报 2024年9月12日 第03版：民生",
        "清江县人民医院院报",
        "清江日报 数字报 返回目录 上一篇 下一篇",
        "今日提示",
        "本版导读",
        "护理园地…………7",
    ],
)
def test_page_furniture_is_neither_title_nor_kicker(line: str) -> None:
    roles = head(line, TITLE, "本报记者 李明")
    assert roles[TITLE] == "title"
    assert roles[line] == "masthead"


def test_a_call_above_the_pages_dates_is_the_title() -> None:
    title = "全市首例！“冷冻消融”治房颤在清江市人民医院顺利完成"
    short = "“心不慌了！”患者笑着说。"
    assert (
        dict(map(reversed, read(f"{title}\n清江融媒 2025-05-16 20:11 发表于清江\n{short}\n{LEAD}\n")))[title]
        == "title"
    )


def test_a_topic_with_a_speakers_word_is_a_heading() -> None:
    said = ["患者：看病负担有减轻", "家住城关的老余算了笔账，同样的药，每个月少花二百元。"]
    assert ("H1", said[0]) in read(
        "\n".join([TITLE, "本报记者 李明", LEAD, "医院：收入更加合理", MORE, *said]) + "\n"
    )


def test_a_title_may_speak_of_the_reporters() -> None:
    title = "本报记者走基层：跟着巡诊车进深山"
    assert head(title, "本报记者 李明")[title] == "title"


def test_the_first_picture_is_no_heading() -> None:
    roles = head("清江县人民医院改革发展综述", "清江县人民医院新院区鸟瞰图")
    assert roles["清江县人民医院新院区鸟瞰图"] == "caption"


def test_chapters_on_several_hospitals_below_one_byline_are_one_article() -> None:
    chapters = [
        "清江市中心医院：门诊里的“会客厅”",
        "周二下午，清江市中心医院门诊楼里，七名专家围坐一桌，为一名患者会诊。",
        "石坑县妇幼保健院：彩虹色的走廊",
        "石坑县妇幼保健院把走廊刷成彩虹，孩子们打针时不再哭闹。",
    ]
    (article,) = lay_out("\n".join(["两家医院 两样办法", "本报记者 李明", *chapters]) + "\n")
    assert article.title == "两家医院 两样办法"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("每周三请市中心医院的药师坐诊", ["市中心医院"]),
        ("博士罗斌入职清江市人民医院", ["清江市人民医院"]),
        ("到圣安·霍普医院参观", []),
        ("老矿区医院走出新路子", []),
        ("瑶乡医院“强筋骨”", []),
        ("石门市第三医院跑出加速度", []),
        ("通县人民医院", ["通县人民医院"]),
        ("在河东、河西等地的12家县医院试点", []),
        ("五年间乡镇卫生院新增床位", []),
        ("建设紧密型城市医疗集团", []),
        ("清江医院和长征医院的专家", ["清江医院", "长征医院"]),
        ("完成火神山、雷神山医院的安装", ["雷神山医院"]),
    ],
)
def test_a_name_is_whole_or_none(text: str, names: list[str]) -> None:
    assert mentions(text) == names


def test_a_slip_of_the_pen_is_not_the_fullest_name() -> None:
    said = "江苏省人民医院的门诊里，李明又看完了一天的号。\n"
    (article,) = lay_out(
        f"李明的一天\n{said}他在江苏省省人民医院工作了三十年，病人都认得他。\n{said[:12]}灯还亮着。\n"
    )
    assert article.hospital.name == "江苏省人民医院"


@pytest.mark.parametrize(
    "passing",
    [
        "药房与市中心医院合作，每周三请市中心医院的药师坐诊，一年来服务两千人次。",
        "把脉问诊需要安静，青海省中医院一名主任医师说，夜市上很难做到。",
        "一位患者曾在江北县中医院一位医生那里看过病，医生劝他早睡。",
    ],
)
def test_a_hospital_in_passing_is_not_what_the_article_is_about(passing: str) -> None:
    (article,) = lay_out(f"养生热背后的冷思考\n本报记者 李明\n周末的夜市上，排队的年轻人很多。\n{passing}\n")
    assert article.hospital.name == ""


@pytest.mark.parametrize("count", ["（8个）", "（共62名）", "（12人）", "(3项)"])
def test_a_heading_with_a_count_in_brackets_names_no_column(count: str) -> None:
    roles = head("2024年度先进集体和先进个人名单", f"先进集体{count}")
    assert roles["2024年度先进集体和先进个人名单"] == "title"


@pytest.mark.parametrize(
    "partner",
    ["医院与上海华山医院签署合作协议，6名专家进驻。", "我院同上海华山医院联合开展义诊。", "医院挂牌“上海华山医院联盟”。", "患者转至上海华山医院，三天后出院。"],
)  # fmt: skip
def test_a_partner_is_not_what_the_article_is_about(partner: str) -> None:
    text = f"年度十件大事\n{partner}\n6月，医院通过评审，得分912分，全院职工欢欣鼓舞。\n8月，医院完成首例手术。\n"
    assert lay_out(text)[0].hospital.name == ""


@pytest.mark.parametrize(
    "lines",
    [
        ("关于做好2021年", "春节期间医疗服务工作的通知"),
        ("七十载栉风沐雨", "七十载春华秋实"),
        ("一家人围着转", "一家人笑起来"),
    ],
)
def test_a_title_over_two_lines_is_one(lines: tuple[str, str]) -> None:
    assert head(*lines, "本报记者 李明")["".join(lines)] == "title"


@pytest.mark.parametrize(
    "lines", [("把脉开方五十年", "山里人的好大夫"), ("清江县人民医院综述", "清江县人民医院外景")]
)
def test_lines_of_other_words_are_no_couplet(lines: tuple[str, str]) -> None:
    assert "".join(lines) not in head(*lines, "本报记者 李明")


@pytest.mark.parametrize("column", ["HEALTH 健康", "Health 人物", "名医 FAMOUS"])
def test_a_column_in_two_scripts_is_no_title(column: str) -> None:
    roles = head(column, TITLE, "本报记者 李明")
    assert roles[TITLE] == "title"
    assert roles[column] == "masthead"


def test_a_subtitle_that_names_the_hospital_is_no_heading() -> None:
    text = [
        "“一毫米”的较量",
        "清江县人民医院完成首例介入手术",
        LEAD,
        "刀尖上的舞蹈",
        MORE,
        "重新站起来",
        LEAD + MORE,
    ]
    found = {line: role for role, line in read("\n\n".join(text))}
    assert found[text[1]] == "subtitle"
    assert found["刀尖上的舞蹈"] == "H1"


def test_a_title_below_the_editors_words_has_its_writer_below_it() -> None:
    text = [
        "医生到连队去。本期刊出一篇笔记，看看他们的成长与感悟。",
        "——编 者",
        "战位上的听诊器",
        "■清江县人民医院 胡海洋",
        LEAD,
    ]
    found = {line: role for role, line in read("\n".join([*text, MORE]) + "\n")}
    assert found["战位上的听诊器"] == "title"
    assert found["■清江县人民医院 胡海洋"] == "byline"


@pytest.mark.parametrize("call", ["尊敬的张院长：", "敬爱的各位医生：", "你们好！", "记者：", "[主持人]："])
def test_who_is_spoken_to_or_speaks_is_text(call: str) -> None:
    assert ("body", call) in read("\n\n".join([TITLE, LEAD, call, MORE]))


def test_whom_a_letter_speaks_to_is_no_heading() -> None:
    text = ["致全县医务工作者的一封信", "全县医务工作者：", LEAD, "白衣为甲", MORE, "同心同行", LEAD + MORE]
    assert ("body", "全县医务工作者：") in read("\n\n".join(text))


@pytest.mark.parametrize("signed", ["患者家属：李明", "骨科：王芳", "报道员：李明、王芳"])
def test_who_signs_below_a_letter(signed: str) -> None:
    assert ("byline", signed) in read("\n\n".join([TITLE, LEAD, MORE, signed]))


@pytest.mark.parametrize("regards", ["此致", "敬礼！", "特此公告"])
@pytest.mark.parametrize("day", ["10月8日", "2012年2月", "2014.8.20"])
def test_regards_are_text_and_the_day_below_them_is_none(regards: str, day: str) -> None:
    found = read("\n\n".join([TITLE, LEAD, MORE, regards, "患者家属 李红梅", day]))
    assert ("body", regards) in found
    assert ("byline", "患者家属 李红梅") in found
    assert ("masthead", day) in found
