"""The title of an article, whatever marks stand in it and whatever stands around it."""

import pytest
from hospital_tui.parsing.headlines import SHORTEST

from .reading import lay_out

TITLES = """
一根细针如何取出十年的石头？
别慌！孩子发热先看这三点！
“再难也要把人救回来”
“我们不走，病人就有底”——清江市人民医院援疆医生手记
李明：让失聪的孩子听见春天
李明教授：胰腺肿瘤不等于绝症，早查早治是关键
专家：春季防过敏，三件事要做好
10年，他把手术做到了海拔四千米
3小时，一场与死神的赛跑
30名护士 30个夜晚
1厘米切口摘下巨大肿瘤
2020年全国骨科年会在清江召开
清江市人民医院 2021 年度工作会议召开
5·12护士节：清江护士的一天
6月起，清江市看病能刷脸了
一张处方、一次回访、一份牵挂
这家医院，凭什么留住年轻人
从“看病难”到“看好病”
生命的守护者
走进石坑镇卫生院
《健康周报》：他们的十年
【深度】一所县医院的突围
【名医风采】张华：心里装着患者
石坑镇卫生院：小病不出村，大病有人管，山里人有了“家门口的好医院”
省肿瘤医院专家提醒：这六种疼痛别忍
国内首例！清江医生用机器人换下双侧膝盖
喜报！清江市人民医院通过三甲复审
关爱生命 呵护健康
王磊 一个把急诊当家的人
张华、李明：一对夫妻两台手术
为了一个约定 他守了山里十五年
爱心接力一千公里
致敬最美逆行者
医者仁心
大爱无疆
她用一双手，托起三千个新生命
他是谁？
看病，怎么才能不排队
当医生成了病人……
一个医生的48小时
凌晨两点的手术室
让爱“救”在身边
“小切口”里的“大民生”
点赞！石坑医生高铁上救人
暖心！95岁老人给医生送来自家种的菜
全市首台5G远程手术成功
清江市人民医院：改革，从一张床位开始
热线响了之后
编辑部的故事：那年我们住进隔离区
图书馆里的门诊
记者手记：在海拔四千米的病房
来源不明的疼痛，竟是它在作怪
时间都去哪儿了
地址变了，情没变
电话那头的声音
扫码就医，老人怎么办
广告里的“神药”，医生怎么说
文化润院二十载
摄影师镜头里的护士
新华社记者眼中的清江医生
人民日报点赞清江医改
中国青年报：山里来了博士医生
解放军第409医院医疗队赴高原巡诊
急救120：城市生命线
第三次握手
第一例、第一台、第一人
A型血告急之后
DRG来了，医院怎么变
CT不是照相机
PICC置管那些事儿
口罩、护目镜、防护服
让群众少跑腿、少花钱、看好病
清江市第二人民医院 打造家门口的好医院
北京协和医院专家来清江义诊
胃痛、胃胀，可能是幽门螺杆菌在捣鬼，医生教你三招
妈妈，我回来了！
“医生，求求您救救她”
谢谢您，张医生！
谁动了我的关节？——解读类风湿
结石就是石头吗？非也！
高血压：沉默的“杀手”，你了解多少？
不开胸，不打孔，15分钟堵住心脏的“洞”
手术成功了！孩子有救了！
8岁女孩脊柱侧弯120度，历时9小时终于“站直”
2019，我们这一年
九旬老人髋部骨折 清江骨科“巧手”回春
【健康科普】痛风，吃出来的病？
（健康中国·一线见闻）山里的手术灯亮了
一线见闻 | 山里的手术灯亮了
山里的手术灯亮了（走基层）
人物｜外科医生老周
周口店的春天 · 石坑医共体调查
""".strip().splitlines()
BODY = (
    "日前，石坑县人民医院骨科主任李明带着团队，为一名八十岁的老人做了手术，老人第二天就能下地行走。家属送来锦旗。\n\n"
    "据介绍，这是该院今年开展的第十二例同类手术，全部患者恢复良好，没有出现并发症。\n"
)
AROUND = {
    "alone": "{title}\n\n",
    "signed": "{title}\n\n本报记者 王磊 通讯员 陈晓红\n\n",
    "subtitle": "{title}\n\n——石坑县人民医院骨科纪实\n\n",
    "masthead": "清江日报 2019年9月24日 第5版\n\n{title}\n\n",
    "source": "{title}\n\n2019-09-24 08:30 来源：清江日报\n\n",
    "kicker": "清江医改走过三年，群众得了什么实惠——\n\n{title}\n\n",
}
HEADED = (
    "\n让群众少跑腿\n\n医院把服务延伸到每个乡镇，群众看病少跑了很多路。\n\n"
    "让医生多用心\n\n医院把待遇向一线倾斜，医生留得住也干得好。\n"
)


def title(text: str) -> list[str]:
    articles = lay_out(text)
    assert len(articles) == 1
    return [block.text for block in articles[0].head if block.role == "title"]


@pytest.mark.parametrize("around", AROUND)
def test_a_title_whatever_its_marks(around: str) -> None:
    for written in TITLES:
        assert title(AROUND[around].format(title=written) + BODY) == [written]


def test_without_empty_lines_and_with_its_column_behind_it() -> None:
    for written in TITLES:
        assert title(f"{written}\n{BODY.replace(chr(10) * 2, chr(10))}") == [written]
        if not written.endswith("）"):
            assert title(f"{written}（健康中国）\n\n{BODY}") == [f"{written}（健康中国）"]


HEADS = [
    (["定向培养、严格考核，石坑县为每个村配上医生", "山里有大夫 小病不出村"], 1),
    (["经过三个月治疗，两名早产儿顺利出院，他们的母亲说——", "谢谢你们没有放弃"], 1),
    (["特别报道", "一所县医院的十年"], 1),
    (["聚焦县域医改", "小病不出村 大病有人管"], 1),
    (["——清江医改观察之一", "小病不出村 大病有人管"], 1),
    (["专家谈秋冬季呼吸道疾病防治", "科学防护 不必恐慌"], 1),
    (["清江市人民医院完成首例机器人手术", "八旬老人术后三天出院"], 0),
    (["张华：把病房当成家", "记清江市人民医院护士长张华"], 0),
    (["守护生命的摆渡人", "——记石坑县人民医院急诊科"], 0),
    (["守护生命的摆渡人", "石坑县人民医院急诊科侧记"], 0),
    (["磨了十年的那把剑", "手术台上的坚守"], 0),
    (["救助早产儿一百天", "一百天的爱心接力"], 0),
    (["李建国：有些事现在不做，就晚了", "主笔：健康周刊", "没有这项技术以前"], 0),
    (["清江市第二人民医院：改革从一张床位开始", "患者满意度连续三年居全市第一"], 0),
    (["世界肝炎日：早筛早治是关键", "——访清江市人民医院感染科主任李明"], 0),
    (["兰考来的年轻人", "三个医学生的选择"], 0),
    (["走基层·一线见闻", "山里的手术灯亮了"], 1),
    (["健康中国行", "山里的手术灯亮了"], 1),
    (["新春走基层", "山里的手术灯亮了"], 1),
    (["图片新闻", "山里的手术灯亮了"], 1),
    (["原标题：山里的手术灯亮了", "山里的手术灯亮了"], 1),
    (["清江新闻网 > 健康 > 正文", "山里的手术灯亮了"], 1),
    (["首页 > 新闻中心", "山里的手术灯亮了", "2020-03-02 作者：李明 点击：120"], 1),
    (["医院新闻", "石坑县人民医院召开年度总结会", "发布时间：2020-03-02"], 1),
    (["山里的手术灯亮了", "发布时间：2020-03-02", "浏览次数：300"], 0),
    (["A05 健康", "清江日报", "2020年3月2日 星期一", "责编 李明", "山里的手术灯亮了"], 4),
    (["封面报道", "山里的手术灯亮了", "文/李明明"], 1),
    (["李明（左）在手术中。", "山里的手术灯亮了", "本报记者 王磊"], 1),
    (["走近石坑县人民医院重症医学科", "与死神“掰手腕”的人"], 1),
    (["数说清江市人民医院2024", "门诊 86.2万人次", "出院 5.1万人次", "手术 1.9万台"], 0),
    (["本期关注：快速康复", "术后6小时下床，他们是怎样做到的？", "本报记者 王磊"], 1),
    (["病房日记：三十六天", "清江市第五人民医院护士 李明"], 0),
    (["什么是冬病夏治", "主持人：李明 嘉宾：王磊"], 0),
    (["规模不是目的，看好病才是", "专访石坑县人民医院院长李明"], 0),
    (["石坑县中医院　名医风采", "李明：把脉三十载"], 1),
    (["李明：把脉三十载，暖了山里人", "石坑县中医院　名医风采"], 0),
    (["山里的手术灯亮了", "石坑县中医院　宣传科　李明　　阅读 2317"], 0),
    (["某卫发〔2024〕17号", "关于做好乡村医生培训工作的通知"], 1),
    (
        [
            "石坑晚报客户端　2021-10-14 09:06",
            "37分钟！男童误吞电池，他们这样“抢”回食道",
            "记者：李明　通讯员：王磊",
        ],
        1,
    ),
    (["山里的手术灯亮了", "心内科　李明"], 0),
    (["山里的手术灯亮了", "李小明 / 文　　王磊 / 图"], 0),
    (["山里的手术灯亮了", "〔记者李小明／县内报道〕"], 0),
    (["走过山路", "石坑县青年医生群像（上）"], 0),
    (["为了孩子的笑脸", "清江市儿童医院公益手术十年回访"], 0),
    (["医生在查房", "山里的手术灯亮了", "——石坑县人民医院见闻", "本报记者 王磊"], 1),
]


# What stands below a title without a dash: a summary that names the hospital, or the first heading.
BELOW = [
    "石坑县人民医院把专家门诊开到乡镇卫生院让村民就近看病",
    "三年来已有两万名村民在家门口做了免费筛查",
    "经过九个小时的手术，二十名医护人员接力，老人终于转危为安",
    "医生提醒：这些症状别忽视",
]


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("after", ["", "本报记者 王磊\n\n", HEADED])
def test_a_longer_plainer_line_below_a_title_is_none(below: str, after: str) -> None:
    for written in (
        "“家门口”的号源多了",
        "病人少跑了哪些路？",
        "李明：守住山里的夜",
        "点亮一盏灯 温暖一座城",
    ):
        assert title(f"{written}\n\n{below}\n\n{after}{BODY}") == [written]


def test_what_else_would_be_a_subtitle_is_the_title_where_it_stands_alone() -> None:
    for written in ("写在石坑县人民医院建院七十周年之际", "记石坑县人民医院骨科主任李明"):
        assert title(f"{written}\n\n本报记者 王磊\n\n{BODY}") == [written]


def test_the_first_heading_right_below_a_title_is_none() -> None:
    headed = HEADED.lstrip()
    for written in (line for line in TITLES if len(line) >= SHORTEST):
        assert title(f"{written}\n\n{headed}") == [written]


@pytest.mark.parametrize(
    "above",
    ["要闻\n\n名医风采", "首页 / 资讯 / 详情", "07版 关注", "石坑县人民医院：", "石坑县融媒体中心 陈晓红"],
)
def test_a_question_or_a_call_below_furniture_is_the_title(above: str) -> None:
    for written in ("血压高了怎么办？别急着吃药！", "“我们要守到最后一班岗，谁也别想替！”"):
        assert title(f"{above}\n\n{written}\n\n{BODY}") == [written]
        assert title(f"{written}\n\n先弄清三件事\n\n{BODY}") == [written]


def test_of_a_plain_line_about_the_hospital_and_a_livelier_one_below_it_the_second_is_the_title() -> None:
    for plain in ("石坑县人民医院2023年亮点回眸", "石坑县人民医院探索医养结合新模式"):
        for lively in ("托起“夕阳红”的年轻人", "“智慧”让看病不再难"):
            assert title(f"{plain}\n\n{lively}\n\n{BODY}") == [lively]


@pytest.mark.parametrize(("lines", "place"), HEADS)
def test_which_of_several_lines_is_the_title(lines: list[str], place: int) -> None:
    head = "\n\n".join(lines)
    assert title(f"{head}\n\n{BODY}") == [lines[place]]
    assert title(f"{head}\n\n{BODY}{HEADED}") == [lines[place]]


@pytest.mark.parametrize("post", ["人民医院急诊科主任", "疾控中心首席专家", "援外医疗队队长", "中医院护士长"])
def test_a_person_with_a_post_stands_above_the_title(post: str) -> None:
    for name in ("周明远", "何静", "王磊"):
        person = f"石坑县{post}{name}"
        for written in ("山里的手术灯亮了", "守在离病人最近的地方"):
            assert title(f"{person}\n\n{written}\n\n{BODY}") == [written]
            assert title(f"{person}\n\n{written}\n\n{BODY}{HEADED}") == [written]
            assert title(f"{written}\n\n记{person}\n\n{BODY}") == [written]


def test_the_name_of_a_column_before_a_title_is_no_series_above_another() -> None:
    for column in ("新春走基层 | ", "一线见闻丨", "【关注】"):
        written = f"{column}李明：守住山里的夜"
        assert title(f"{written}\n\n夜里两点的灯\n\n{BODY}{HEADED}") == [written]


def test_below_a_bare_name_stands_its_first_heading_or_a_title_that_is_signed() -> None:
    name, line = "石坑县人民医院", "走过七十年的老楼"
    assert title(f"{name}\n\n{line}\n\n{BODY}{HEADED}") == [name]
    assert title(f"{name}\n\n{line}\n\n本报记者 王磊\n\n{BODY}{HEADED}") == [line]


def test_a_page_of_a_department_may_be_called_by_two_characters() -> None:
    text = "儿科\n\n科室介绍\n\n石坑县人民医院儿科有医生八名，护士二十名，开放床位五十张，年门诊三万人次。\n"
    assert title(text) == ["儿科"]


def test_an_interview_without_a_title_has_none() -> None:
    text = (
        "记者：您好，什么时候来的？\n\n李明：我是三年前来到石坑县人民医院工作的，那时候科室里只有两个人。\n\n"
    )
    assert title(text + "记者：现在呢？\n\n李明：现在有二十个人，去年做了三百台手术。\n") == []


COLUMNS = ["【名医】", "【健康周刊】", "[科普园地]", "健康清江·医改", "健康中国｜行动", "口述", "前沿"]


@pytest.mark.parametrize("column", COLUMNS)
def test_the_name_of_a_column_tells_itself_by_its_form(column: str) -> None:
    for written in ("山里的手术灯亮了", "血压高了，先别急着吃药", "李明：守住山里的夜", "让打针不再疼"):
        assert title(f"{column}\n\n{written}\n\n{BODY}") == [written]
        assert title(f"{column}\n\n{written}\n\n本报记者 王磊\n\n{BODY}") == [written]


@pytest.mark.parametrize(
    "lines",
    [
        ["六十年，", "我们一起走过"],
        ["“只要病人需要，", "我就不走”"],
        ["“我们守住的", "不只是一张床”"],
        ["他把最后一班岗站成了山里的", "一盏灯"],
    ],
)
def test_a_title_that_a_page_broke_inside_a_phrase_is_one(lines: list[str]) -> None:
    for gap in ("\n", "\n\n"):
        head = "\n".join(lines) if gap == "\n" else "\n\n".join(lines)
        below = "——石坑县人民医院见闻\n\n本报记者 王磊\n\n"
        assert title(f"{head}\n\n{below}{BODY}") == ["".join(lines)]
    parted = "清江医改三年记"
    assert title(f"{lines[1]}\n\n{parted}\n\n本报记者 王磊\n\n{BODY}") != [lines[1] + parted]


@pytest.mark.parametrize(
    "signed",
    [
        "□省人民医院 李佩瑶",
        "●本报记者 王磊",
        "清江市中医院神经内科 李佩瑶 副主任医师",
        "○石坑县人民医院 王磊 李明",
    ],
)
def test_who_signs_with_a_mark_and_an_office_is_no_title(signed: str) -> None:
    for written in ("预防中风，先管好血压", "山里的手术灯亮了"):
        assert title(f"{written}\n\n{signed}\n\n{BODY}") == [written]


@pytest.mark.parametrize("field", ["标题：", "文章标题:", "主标题："])
def test_the_field_that_a_program_put_before_a_title_is_no_part_of_it(field: str) -> None:
    for written in ("山里的手术灯亮了", "李明：守住山里的夜", "“夜门诊”点亮一座城"):
        assert title(f"{field}{written}\n\n来源：清江日报\n\n{BODY}") == [written]
