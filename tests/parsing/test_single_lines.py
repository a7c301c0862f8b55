"""What single lines of a page are: signatures, fields, introductions, halves of headings, greetings."""

from .reading import blocks, check_page, lay_out, read


def test_names_in_brackets_sign_the_article_above_them() -> None:
    paragraph = "海州市人民医院近年来坚持为群众办实事，门诊新增车位二百个，电梯增加到九部，群众就医更加方便。"
    other = "早上八点，临江镇卫生院的签约诊室就坐满了老人，临江镇卫生院的医生逐一为他们测量血压。"
    articles = lay_out(
        "\n\n".join(
            [
                "海州市人民医院办实事",
                paragraph,
                "（林　岚　马　跃）",
                "临江镇卫生院来了健康管家",
                "——临江镇卫生院签约服务见闻",
                other,
            ]
        )
    )
    assert len(articles) == 2
    assert ("byline", "（林　岚　马　跃）") in [(block.role, block.text) for block in blocks(articles[0])]


def test_lines_that_a_short_one_with_a_colon_heads_and_fields_with_a_blank_behind_the_colon() -> None:
    check_page("""
title|石坑县人民医院就诊指南

body|石坑县人民医院地处县城东郊，门诊楼前有公交车站，乘车十分方便。

H1|乘车须知

list_item|首班车： 上午七点十分
list_item|其他班次： 每半小时一班
list_item|发车点： 门诊楼前广场

H1|沿途停靠：

list_item|城东市场
list_item|石坑中学
list_item|河堤公园
list_item|老城门
list_item|火车站广场

H1|有人帮忙

body|医院在门诊大厅设有导诊台，行动不便的患者可以请志愿者帮忙。
""")


def test_what_a_text_leaves_out_is_text_and_a_bracket_no_heading() -> None:
    check_page("""
title|山路上的巡诊车

body|天没亮，石坑县人民医院的巡诊车就出发了，车上坐着两名医生和一名护士。

body|……

body|翻过第三道山梁时，太阳刚好出来，村口已经有老人拄着拐杖在等。

caption|（巡诊车每月进山两次）

body|一上午看了三十二名病人，其中六名要到县里复查，医生一一记下电话。
""")


def test_a_dash_leads_to_the_second_half_of_a_heading_whatever_its_marks() -> None:
    check_page("""
title|守在病房的日子

body|记者走进石坑县人民医院，听三位护士讲她们的故事，一讲就是一个下午。

H1|护士李小明——

heading|“再坚持一下，就快好了！”

body|李小明值夜班的那个晚上，病房里来了三名老人，她一直守到了天亮。

H1|护士王小芳——

heading|“他们笑了，我也就笑了”

body|王小芳说，最难忘的是出院那天，老人把一包自家炒的花生塞到她手里。
""")


def test_a_greeting_below_the_title_is_text() -> None:
    rows = read(
        "李明谈关节保养\n\n各位网友，大家好！\n\n主持人：今天请到石坑县人民医院骨科李明主任，先请他谈谈关节怎么保养。\n"
    )
    assert rows[:2] == [("title", "李明谈关节保养"), ("body", "各位网友，大家好！")]
