"""Lines that open with a noun and a colon, figures set large, captions of one noun, calls, and traditional script."""

import pytest

from .reading import lay_out, read

LEAD = "石坑县人民医院成立于1956年，是全县唯一的二级综合医院，承担着三十万人的医疗任务。"


def run_ins(text: str) -> list[str]:
    return [passage.run_in for article in lay_out(text) for passage in article.passages() if passage.run_in]


NOUNS = ["手术技术", "CT", "介入治疗", "护理/康复", "新生儿科、儿科", "诊断范围（门诊）"]


@pytest.mark.parametrize("colon", ["：", ":"])
def test_openings_under_one_heading_prove_each_other(colon: str) -> None:
    lines = [f"{noun}{colon}能开展多种检查，每年为群众服务上万人次，深受好评。" for noun in NOUNS]
    text = "\n\n".join(["石坑县人民医院巡礼", LEAD, "技术特色", *lines])
    assert run_ins(text) == [f"{noun}{colon}" for noun in NOUNS]


@pytest.mark.parametrize(
    "speakers", [["记者", "李明"] * 3, ["王小虎", "李明"] * 2, ["主持人", "李主任", "主持人", "张医生"]]
)
def test_speakers_are_no_openings(speakers: list[str]) -> None:
    lines = [
        f"{name}：医院这几年的变化很大，今天请您谈一谈其中的第{i}件事。" for i, name in enumerate(speakers)
    ]
    assert run_ins("\n\n".join(["石坑县人民医院访谈", LEAD, *lines])) == []


def test_a_lone_colon_proves_nothing() -> None:
    text = "\n\n".join(
        [
            "石坑县人民医院巡礼",
            LEAD,
            "这里有一个道理：看病要找对门，医生要找对人，群众才能满意。",
            LEAD[:-1] + "，人人称赞。",
        ]
    )
    assert run_ins(text) == []


def test_a_field_among_fields_is_no_page_furniture() -> None:
    fields = [
        "地点：石坑县人民医院第二手术室。",
        "时间：上午8时",
        "病例：七岁男孩胸口长了一个肿瘤，来院求治。",
        "手术方案：从两侧截断部分肋骨，再用钢板固定。",
    ]
    found = {text: role for role, text in read("\n\n".join(["一台手术", LEAD, *fields]))}
    assert [found[field] for field in fields] == ["body"] * 4
    assert run_ins("\n\n".join(["一台手术", LEAD, *fields])) == ["地点：", "时间：", "病例：", "手术方案："]


def test_page_furniture_with_colons_stays_furniture() -> None:
    text = "\n\n".join(
        ["一台手术", "时间：2020-03-02", "来源：清江日报", "作者：李明明", LEAD, LEAD[:-1] + "，人人称赞。"]
    )
    roles = {role for role, line in read(text) if "：" in line}
    assert roles <= {"masthead", "byline"}


def test_a_figure_set_large_is_an_item_with_its_line() -> None:
    text = "\n\n".join(
        [
            "石坑县人民医院巡礼",
            "1260家",
            "到去年底，1260家单位与医院签约",
            "34万人次",
            "全年门诊超过34万人次",
            LEAD,
        ]
    )
    found = read(text)
    assert [role for role, _ in found] == ["title"] + ["list_item"] * 4 + ["body"]


def test_times_above_short_lines_are_a_chronicle() -> None:
    text = "\n\n".join(
        [
            "一封信走了十年",
            "1991年",
            "一名患者来院手术",
            "1999年",
            "医生寄出回访信",
            "2013年",
            "信又回到了医院",
            LEAD,
        ]
    )
    assert [role for role, _ in read(text)] == ["title"] + ["list_item"] * 6 + ["body"]


def test_lone_nouns_are_captions_where_headings_say_what_is_done() -> None:
    headings = ["响应群众需求", "延伸服务链条", "探索共建模式", "打好组合拳"]
    scenes = ["月子房", "洗手间", "瑜伽室", "训练大厅"]
    lines = ["石坑县人民医院巡礼", LEAD]
    for place, (heading, scene) in enumerate(zip(headings, scenes, strict=True)):
        lines += [heading, f"医院做了第{place}件事，群众看病比过去方便得多，满意度一年比一年高。", scene]
        lines += [f"第{place}件事做完以后，医院又做了别的事，群众很满意，写来很多感谢信。"]
    found = {text: role for role, text in read("\n\n".join(lines))}
    assert [found[heading] for heading in headings] == ["H1"] * 4
    assert [found[scene] for scene in scenes] == ["caption"] * 4


@pytest.mark.parametrize(
    "line",
    [
        "“下一站，回家！”",
        "“两公分。”",
        "这条路，走得通！",
        "他是怎么做到的，没有人知道。",
        "留，还是走？他犹豫着。",
    ],
)
def test_speech_and_calls_between_paragraphs_are_text(line: str) -> None:
    text = "\n\n".join(["石坑县人民医院巡礼", LEAD, line, LEAD[:-1] + "，人人称赞。"])
    assert ("body", line) in read(text)


def test_marks_of_a_publishing_program_are_furniture() -> None:
    text = f"一台手术\n\n{LEAD}#p#副标题#e#\n\n{LEAD[:-1]}，人人称赞。"
    assert read(text)[1:] == [
        ("body", LEAD),
        ("masthead", "#p#副标题#e#"),
        ("body", LEAD[:-1] + "，人人称赞。"),
    ]


def test_traditional_script_is_read_alike_and_kept_as_written() -> None:
    text = "石坑縣立醫院簡介\n\n石坑縣立醫院成立於民國五十年，開放病床兩百張，醫師三十名。\n\n醫師：內科八位專任主治醫師，外科六位\n\n護理：專業護理團隊，共八十人\n"
    article = lay_out(text)[0]
    assert (article.title, article.hospital.name) == ("石坑縣立醫院簡介", "石坑縣立醫院")
    assert [passage.run_in for passage in article.passages() if passage.run_in] == ["醫師：", "護理："]
    assert all(passage.text in text for passage in article.selectable())


@pytest.mark.parametrize("mark", [".", "、", "．"])
def test_a_numbered_chronicle_is_a_list(mark: str) -> None:
    events = [f"{i}{mark}{1984 + i}年7月，石坑县人民医院购进第{i}台设备" for i in range(1, 9)]
    found = read("\n\n".join(["石坑县人民医院大事记", LEAD, *events]))
    assert [role for role, text in found if text in events] == ["list_item"] * 8
