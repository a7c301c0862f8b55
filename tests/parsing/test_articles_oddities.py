"""Articles with what pages do to them: repetitions, broken paragraphs, odd headings, furniture of the web."""

from .reading import check_page, lay_out, read


def test_repeated_paragraphs_are_kept_apart() -> None:
    paragraph = "随着信息技术的不断应用，医院把“互联网+医疗”作为提升服务水平的手段。群众看病更加便捷。"
    heading = "智慧医院 惠及患者"
    rows = read(
        "\n\n".join(
            [
                "创新引领谱写新篇",
                "海州市中医院始建于1958年，现有职工680人。",
                heading,
                paragraph,
                heading,
                paragraph,
            ]
        )
    )
    assert rows[2:] == [
        ("H1", heading),
        ("body", paragraph),
        ("duplicate", heading),
        ("duplicate", paragraph),
    ]


def test_a_shortened_repetition() -> None:
    sentence = "2021年是开局之年，面对新时代的机遇和挑战，该院将坚持把质量作为发展大计，全面促进发展。"
    rows = read(
        "\n\n".join(
            [
                "创新引领谱写新篇",
                sentence + "医院服务更加便捷。",
                "医院始建于1958年，现有职工680人。",
                sentence,
            ]
        )
    )
    assert [role for role, _ in rows] == ["title", "body", "body", "duplicate"]


def test_stray_words_are_marked_and_not_mended() -> None:
    text = "为我市卫生事业的发展 and 人民的健康作出了贡献，开展CT and MRI检查。"
    (article,) = lay_out("海州市中医院谱写新篇\n\n" + text)
    (passage,) = article.passages()
    assert passage.text == text
    assert [(doubt.found, doubt.reading) for doubt in passage.doubts] == [(" and ", "和")]


def test_run_in_headings() -> None:
    (article,) = lay_out(
        "党建引领谱写新篇\n\n"
        "——思想固本，筑牢党纪防线。深入贯彻落实会议精神，开展培训500余人次。\n\n"
        "医疗质量提升。实施核心制度周检查、月通报，合格率达到98%。\n\n"
        "护理服务优质。优化流程，总缺陷率明显下降，患者满意度提高。\n\n"
        "一是完善组织建设。将党支部建在科室，选优配强支部书记。\n\n"
        "守护生命线，练“救”真本领。多年来，医院不懈探索、不断超越。\n\n"
        "医院始建于1958年。该院现有职工680人，开放床位600张。\n"
    )
    assert [passage.run_in for passage in article.passages()] == [
        "思想固本，筑牢党纪防线。",
        "医疗质量提升。",
        "护理服务优质。",
        "一是完善组织建设。",
        None,
        None,
    ]


def test_sources_that_hold_hardly_anything() -> None:
    assert lay_out("") == lay_out(" \n　\r\n") == ()
    assert read("院") == [("masthead", "院")]
    assert read("\x00\x01\n\n\u200b") == [("masthead", "\x00\x01"), ("masthead", "\u200b")]
    assert read("一、基本情况\n二、主要做法\n三、取得成效") == [
        ("H1", "一、基本情况"),
        ("H1", "二、主要做法"),
        ("H1", "三、取得成效"),
    ]


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = (
        "湖东医院获评三甲\n\n湖东医院始建于1958年，现有职工1200人。\n\n2021年，医院通过三级甲等医院评审。\n"
    )
    rows = read(text)
    assert [role for role, _ in rows] == ["title", "body", "body"]
    for end in ("\r\n", "\r", "\u2028"):
        assert read("\ufeff" + text.replace("\n", end)) == rows


def test_clock_times_and_framed_words_as_headings() -> None:
    check_page("""
masthead|泽州晚报 2017年9月12日 星期二 A07 健康

title|让心脏“重启”的人

subtitle|——泽州市心血管病医院急诊团队24小时

body|凌晨2:10，电话响了。护士李娜抓起电话：“胸痛患者，10分钟到！”

H1|02:25

body|救护车呼啸而至。58岁的患者王师傅面色苍白，医生迅速完成心电图检查。

H1|02:41

body|导管室灯火通明。主任带领团队开始手术，仅用46分钟就开通了血管。

H1|【数读】

body|去年全年，医院完成介入手术3860台，抢救成功率98.6%。

credit|本版摄影 郭敬
""")


def test_a_caption_between_the_halves_of_a_paragraph() -> None:
    source = """江州市人民医院：“三甲”创建进行时
本报记者 方圆
初夏的江州，绿意盎然。走进江州市人民医院，门诊大厅内秩序井然，患者有条不紊地办理业务。
A 学科之变
2020年以来，医院新增省级重点专科4个，建成国家级胸痛中心、卒中中心，年收治危重患者
江州市人民医院新门诊大楼
3200人次，抢救成功率达97.8%。
B 人才之变
医院引进博士8名，硕士126名，选派骨干86人次外出进修。
"""
    rows = read(source)
    assert ("caption", "江州市人民医院新门诊大楼") in rows
    assert [text for role, text in rows if role == "H1"] == ["A 学科之变", "B 人才之变"]
    assert any(text.endswith("年收治危重患者3200人次，抢救成功率达97.8%。") for _, text in rows)


def test_headings_before_the_first_paragraph_and_below_one_another() -> None:
    check_page("""
title|红色引擎驱动 健康事业腾飞
subtitle|——华州市卫生健康系统党建工作巡礼

H1|华州市第一人民医院

H2|党旗在一线飘扬

body|医院党委下设18个支部，党员562名，先后派出3批医疗队共46人。

H1|华州市中医院

H2|传承岐黄 党建铸魂

body|医院党委坚持“党建+中医药”模式，建成国医堂1200平方米。
""")


def test_headings_without_numbers_above_headings_with_numbers() -> None:
    check_page("""
title|砥砺奋进七十载

body|1952年，洪州市第四医院诞生。建院之初，只有30张床位、46名职工。

H1|学科建设

body|现有省级重点专科3个，市级重点专科8个，特色专科12个。

H2|（一）呼吸内科

body|呼吸内科成立于1965年，开放床位80张，年收治患者3200人次。

H2|（二）骨科

body|骨科成立于1970年，开放床位120张，年手术量4500台。

H1|未来展望

body|“十四五”期间，医院将投资6.8亿元建设新院区，设置床位1000张。
""")


def test_run_in_headings_set_off_by_blanks() -> None:
    (article,) = lay_out(
        "小社区里的大健康\n\n松原路社区卫生服务中心地处老城区，服务人口6.8万人。\n\n"
        "签约服务暖民心  目前，中心组建家庭医生团队18个，签约居民2.6万人。\n\n"
        "中医特色受欢迎  2021年，中心建成中医馆，开展适宜技术12项。\n"
    )
    assert [passage.run_in for passage in article.passages()] == [None, "签约服务暖民心", "中医特色受欢迎"]


def test_numbered_captions_above_the_title() -> None:
    check_page("""
masthead|影像　　2023年5月12日　星期五　　责任编辑　韩　笑　　06

caption|① 5月10日7时40分，医院监护室，护士们正在交班。这个监护室有24张床位、52名护士。
caption|② 新生儿科护士在暖箱旁为早产儿做护理准备。宝宝入院71天，体重已长到2350克。
caption|③ 社区护理门诊的护士上门为老人更换胃管。

kicker|5·12国际护士节特别策划

title|她们的一天，从你的安心开始

byline|本报记者　唐　糖　文/图

body|今天是国际护士节。连日来，记者走进景兰市中心医院，用镜头记录护士们平凡的一天。
body|护理队伍是医院里人数最多的群体。景兰市中心医院共有护士1824名，平均年龄31.6岁。

caption|④ 5月9日，168名新入职护士在授帽仪式上宣誓。
credit|（③④由医院提供，其余图片由本报记者摄）
""")


def test_a_page_saved_from_the_web() -> None:
    check_page("""
masthead|您现在的位置：网站首页 > 新闻中心 > 媒体聚焦

title|穆阳县：医共体“共”出健康新图景

masthead|发布时间：2024-07-09 09:26:15　来源：健康穆阳　作者：林某某　点击：1357次　【字体：大 中 小】

body|穆阳县地处山区，辖13个乡镇、186个行政村，人口31.2万。过去，县级医院“吃不饱”。

H1|一、“一家人”：人往基层走

body|总医院规定，县级医师晋升职称前须到基层服务满1年，每周5天坐诊、查房、带教。

masthead|责任编辑：吴某某
masthead|【打印本页】　【关闭窗口】
masthead|上一篇：县中医院举办第二届膏方节
masthead|下一篇：健康中国行主题活动走进樟溪镇
""")


def test_events_profile_fields_and_a_closing_tip() -> None:
    check_page("""
title|红医精神永流传

subtitle|——播州红军医院建院85周年发展巡礼

byline|□ 播州日报/观澜新闻记者 黄飞

body|1935年1月，红军在老城里架起门板当病床，建起一座临时医院。这就是医院的前身。

H1|【峥嵘·岁月】

list_item|1935年 红军在老城天主堂设立临时医院
list_item|1951年 播州县人民卫生院成立，职工31人，病床15张
list_item|2020年2月 派出3批67名医护人员驰援湖北

H1|【大医·精诚】

body|医者的底气，来自技术。近五年，医院开展新技术、新项目468项，其中国内领先6项。

H1|名医档案

body|吴昭，主任医师，从医27年，主刀脊柱手术逾5000例，获省科技进步二等奖1项。

body|门诊时间：周一、周三上午，周五下午（门诊楼4楼7诊室）

ad|温馨提示：冬季是颈腰痛高发期，久坐族每隔45分钟应起身活动。
""")


def test_a_sentence_that_the_page_broke_at_a_colon() -> None:
    before = "腾出来的空间，用来调整长期被低估的价格。三年间，当地分4次调整2162项医疗服务价格："
    after = "一级护理费由每天7元提到24元，阑尾切除术由320元提到900元；检查费则下调三成。"
    assert ("body", before + after) in read(
        "\n\n".join(["县医院三年账", "记者近日走进青弋县人民医院，翻看了改革账。", before, after])
    )


def test_a_short_paragraph_repeated_below_a_repetition() -> None:
    long = "“再守几年，我就把诊室的钥匙交给年轻人。”老院长站在门口，望着远处的灯塔慢慢地说。"
    short = "海风吹过，诊室的灯一直亮着。"
    rows = read(
        "\n\n".join(
            [
                "他守着一座岛",
                "岛上只有一所卫生院，八张病床，两名护士，院长在这里工作了三十年。",
                long,
                short,
                long,
                short,
            ]
        )
    )
    assert [role for role, _ in rows][-2:] == ["duplicate", "duplicate"]


def test_notes_and_pictures_beside_the_text() -> None:
    body = "转运箱在清晨抵达医院，手术组已经等候多时，供心随即进入手术室，四个小时后重新跳动。"
    rows = {
        text: role
        for role, text in read(
            "\n\n".join(
                [
                    "一场生命的接力",
                    body,
                    "装有供心的转运箱抵达手术室（视频截图）",
                    body.replace("清晨", "深夜"),
                    "公益提示：登记捐献可关注红十字会公众号",
                    "（本文患者为化名）",
                ]
            )
        )
    }
    assert rows["装有供心的转运箱抵达手术室（视频截图）"] == "caption"
    assert rows["公益提示：登记捐献可关注红十字会公众号"] == "ad"
    assert rows["（本文患者为化名）"] == "credit"
