"""Whole pages, made up for the tests: every line gets the role that a reader would give it."""

from .reading import check_page, lay_out


def test_a_newspaper_page_with_nested_numbers() -> None:
    check_page("""
masthead|健康周刊
masthead|A05
masthead|2022年8月9日 星期二
masthead|责编 张三 美编 李四 校对 王五
masthead|电子邮箱：jkzk@example.com

title|创新引领，让健康之花绽放
subtitle|——临江市中心医院高质量发展纪实
byline|□本报记者 赵晓明 通讯员 钱多多 文/图

body|编者按：党的二十大以来，全市医疗卫生系统深化改革。本报今起推出系列报道，敬请关注。

body|临江市中心医院始建于1951年，是一所三级甲等综合医院。医院开放床位1200张，职工1860人。

H1|一、强党建，筑牢发展根基

body|医院党委坚持把方向、管大局。2021年，召开党委会46次。

H2|（一）组织建设

body|成立党支部32个，发展党员18名。

H2|（二）廉洁建设

body|开展警示教育12场次。

H1|二、强学科，提升服务能力

H2|1.重点专科
body|拥有省级重点专科6个。
H2|2.技术创新
body|开展新技术45项。

H1|【专家简介】
body|孙建国，主任医师，心内科主任，从医30年。

H1|相关链接
ad|医院地址：临江市滨江路88号
ad|联系电话：0555-1234567
ad|扫码关注医院公众号
""")


def test_captions_above_the_title_counted_headings_and_an_interview() -> None:
    check_page("""
caption|市民在自助机上挂号缴费

caption|医护人员深入社区开展义诊

title|为了群众的健康
subtitle|——云江市第三人民医院创新发展侧记
byline|统筹/张明 文/李红 图/王五

body|“在这里看病，真方便！”5月8日上午，在云江市第三人民医院门诊大厅，市民刘女士一边取药一边说。

H1|关键词1：党建
body|医院党委下设12个支部，现有党员310名。坚持“三会一课”，把支部建在科室上。

H1|关键词2：学科

body|骨科是省级重点专科，年手术量4600余台。

caption|医生为患者讲解病情

body|心内科成立于1998年，开放床位86张，现有医生23名，其中博士5名。

masthead|08版

H1|关键词3：服务

body|Q：医院有哪些便民举措？

body|A：我们推出了“先诊疗后付费”，设立了一站式服务中心，让群众少跑腿。

H1|大事记
list_item|1951年 建院
list_item|1998年 通过二级甲等评审
list_item|2015年3月 整体搬迁

ad|云江市第三人民医院地址：云江市解放路18号 电话：0777-2345678
""")


def test_headings_with_summary_lines() -> None:
    check_page("""
kicker|家门口看上好医生

title|山城建起医疗“新高地”（健康视点）

body|2019年6月，我市启动医疗帮扶工作。几年来，全市医疗卫生事业取得长足进步。

byline|——编  者

H1|大手术不出城

heading|选派了59名专家下乡，实现38种“大病”不出县、190种“小病”不出乡

body|“省里来的专家救了我的命！”村民老李说。不久前，他在县医院接受了手术。

H1|师傅带徒弟

heading|培养本地骨干94名，已有20名医生能独立开展新手术

body|“做完牵引，手臂能抬起来了。”老李一边说，一边比划给医生看。
""")


def test_profiles_under_their_own_heading() -> None:
    check_page("""
title|骨关节手术迈入“微创”时代

body|目前，在海州市中心医院关节外科，医生们能实现微创治疗，让患者少受罪、恢复快。

caption|于晓峰（中）与同事一起为患者做手术。海州晚报记者 王茂 摄

H1|先进设备 精准定位全新体验

body|2月19日，医生熟练操作关节镜，为一名32岁的患者完成了重建手术。

H1|专家简介

H2|丛海波

body|丛海波 主任医师，教授，从事骨科工作30年，发表论文100余篇。

H2|于晓峰

body|于晓峰 副主任医师，从事骨科工作20余年，擅长关节镜手术。
""")


def test_a_poster_of_honours_before_the_headings() -> None:
    check_page("""
title|守望生命花开 护航妇幼健康

subtitle|——海州市妇幼保健院书写民生健康新答卷

byline|文/本报记者 王晶



body|妇幼安，家则安，民心则安。

body|2023年，海州市妇幼保健院坚持党建引领，不断攻坚克难，追求卓越。



caption|儿童纤维支气管镜下灌洗术



caption|公共卫生指导“上门”送服务

list_item|- 三级甲等妇幼保健院
list_item|- 国家级新生儿保健特色专科

H1|党建铸魂 锚定发展“定海神针”

body|筑牢意识形态阵地。通过中心组学习，将理论与业务贯通起来，选派18名党员参加培训。

H1|守正创新 激活发展动力源泉

body|倾心引进人才。2023年，招聘及引进人才11人，其中硕士研究生8人。

credit|（本版图片为资料图）



caption|山西省妇幼健康职业技能竞赛颁奖仪式



caption|2023年7月12日

caption|节前安全部署
""")


def test_furniture_between_title_and_text_and_an_advertisement_at_the_end() -> None:
    check_page("""
kicker|在改革中破题 在创新中深化

title|市二医院,奋力蹚出发展新路子

byline|王磊 陈恺

masthead|06

masthead|海州日报

masthead|健康

masthead|周刊

masthead|2023年6月29日
masthead|星期四
masthead|责任编辑:李卉

masthead|“

body|健康连着千家万户的幸福,把保障人民健康放在优先发展的位置,完善健康促进政策。

body|海州市二医院始终高举党建旗帜,坚持以人民为中心的发展思想,为高质量发展添动力。



caption|市二医院举办肿瘤防治宣传周活动,为建设健康海州助力。



caption|院长李文参与临床科室晨交班,实地调查研究。

H1|1 认真开展调查研究 党建引领筑牢根基

body|坚持党的领导、加强党的建设,是公立医院健康发展的“根”和“魂”。

H1|2 涵养人才队伍 改革创新激发动力

body|近年来,市二医院加强人才招聘,2022年共引进高层次人才1人、硕士研究生10人。

ad|公益广告

ad|党建引领公立医院

ad|——海州市卫健委 海州日报宣

ad|设计/王玺
""")


def test_markdown() -> None:
    check_page("""
title|# 云岭县人民医院：山乡里的健康守护者

masthead|2021-05-12 09:30 来源：云岭日报 作者：周小舟

body|云岭县人民医院地处大山深处。近年来，医院投入3000万元改善条件。

H1|## 一切为了患者

body|医院开设夜间门诊，方便群众。日均接诊60人次。

H2|### 数字里的变化

list_item|- 门诊量：12万人次
list_item|- 手术量：3200台

H1|## 结语

body|站在新起点，医院将再出发。
""")


def test_an_article_without_a_heading() -> None:
    check_page(
        """
title|从三间药铺到中医名院

subtitle|——写在市中医研究所附属医院建院70周年之际

byline|文/图 本报记者 冯丽 实习生 申怡

body|　　一张褪色的黑白照片，被镶在院史馆最显眼的位置，背面写着拍摄的日子。
body|　　那是医院的起点。1954年春，三家私人药铺办起全市第一个中医联合诊所。
body|　　如今走进医院，药香依旧，却早已换了人间。
""".replace("body|　　", "body|")
    )


def test_questions_as_headings_and_a_table() -> None:
    check_page("""
title|让百姓看得起病的县医院

body|2019年以来，青石县人民医院牵头组建医共体，覆盖15家乡镇卫生院。

H1|怎样让专家沉下去？

body|县里建立下派机制，选派86名医生到乡镇坐诊，诊疗患者2.3万人次。

H1|怎样让群众留得住？

body|医院开通远程会诊，县域就诊率达到92.1%，同比提高5.6个百分点。

table|科室	床位	医生
table|骨科	60	18
""")


def test_two_articles_in_a_source() -> None:
    first = "平山市第二人民医院：开启新征程\n\n平山市第二人民医院始建于1979年，是一所综合性三级医院。\n\n(本报记者 魏某某)\n\n\n\n心脏搭桥手术\n\n"
    second = "汝山市第一人民医院：支部建在科室上 党建引领促发展\n\n\n\n汝山市第一人民医院新貌\n\n汝山市第一人民医院是三级综合医院，现有职工1500余人。\n"
    one, two = lay_out(first + second)
    assert (one.id[-2:], one.hospital.name) == ("-1", "平山市第二人民医院")
    assert (two.id[-2:], two.hospital.name) == ("-2", "汝山市第一人民医院")
    assert [block.role for block in one.head] == ["title", "byline"]
    assert next((p.role, p.text) for p in two.passages()) == ("caption", "汝山市第一人民医院新貌")


def test_sections_named_after_hospitals_are_no_articles_of_their_own() -> None:
    (article,) = lay_out(
        "医改进行时\n\n全市公立医院改革全面推开，群众就医负担明显减轻。\n\n海州市中医院的做法\n\n"
        "该院取消药品加成，年让利群众860万元，门诊次均费用下降6.1%。\n"
    )
    assert len(article.sections) == 2
