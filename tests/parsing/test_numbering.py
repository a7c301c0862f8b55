"""Numbers and bullets that lines begin with."""

import pytest
from hospital_tui.parsing.numbering import bullet, han_number, numbering


@pytest.mark.parametrize(
    ("text", "style", "value", "rest"),
    [
        ("## 二级标题", "markdown", 2, "二级标题"),
        ("第三章 规模之变", "chapter", 3, "规模之变"),
        ("PART 02 学科", "part", 2, "学科"),
        ("关键词2：学科", "counted", 2, "学科"),
        ("亮点三 服务为民", "counted", 3, "服务为民"),
        ("一、强党建", "han", 1, "强党建"),
        ("十二、附则", "han", 12, "附则"),
        ("（三）组织建设", "han_paren", 3, "组织建设"),
        ("1 认真开展调查", "digit_blank", 1, "认真开展调查"),
        ("01党建引领", "digit_glued", 1, "党建引领"),
        ("2.技术创新", "digit_dot", 2, "技术创新"),
        ("３、技术创新", "digit_dot", 3, "技术创新"),
        ("(4)技术创新", "digit_paren", 4, "技术创新"),
        ("⑤技术创新", "circled", 5, "技术创新"),
        ("一是完善组织。", "han_is", 1, "完善组织。"),
        ("第二，完善组织。", "ordinal", 2, "完善组织。"),
    ],
)
def test_styles(text: str, style: str, value: int, rest: str) -> None:
    found = numbering(text)
    assert found is not None
    assert (found.style, found.value, text[found.end :]) == (style, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "3.0T磁共振投入使用",
        "第二人民医院",
        "一年来，医院发展",
        "2023年，医院",
        "5000余人次",
        "1951年 建院",
        "十余年来",
        "#标签",
        "三、四级手术"[1:],
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert numbering(text) is None


def test_han_numbers() -> None:
    assert [han_number(text) for text in ("一", "十", "十一", "二十", "三十五")] == [1, 10, 11, 20, 35]


@pytest.mark.parametrize(
    ("text", "length"),
    [("- 甲", 2), ("●甲", 1), ("•　甲", 2), ("-甲", 0), ("——甲", 0), ("*甲*", 0), ("甲", 0), ("■", 0)],
)
def test_bullets(text: str, length: int) -> None:
    assert bullet(text) == length
