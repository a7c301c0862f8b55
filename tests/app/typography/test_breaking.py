"""Rows: nothing lost, nothing too wide, no row that begins or ends with the wrong mark, no number cut."""

import re
from pathlib import Path
from random import Random

import pytest
from hospital_tui.app.typography import NARROW, WIDE, Row, Setting, break_text, breaking, visible
from hospital_tui.app.typography.rules import STOPS
from hypothesis import given, settings
from hypothesis import strategies as st

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
BEGIN = "，。、；：！？”’）》"
END = "“‘（《"
NUMBERS = re.compile(r"[0-9０-９][0-9０-９.．]*(?:万|亿)?(?:余)?(?:人次|平方米|[%％℃人名项个年月日台张])?")

awkward = st.text(
    st.one_of(
        st.sampled_from("医院的和年第，。、；：！？“”‘’（）《》—…·%℃① 　\t5A.-/'"),
        st.characters(exclude_categories=()),
    ),
    max_size=200,
)
fields = st.fixed_dictionaries(
    {
        "width": st.integers(10, 200),
        "indent": st.sampled_from([0, 4]),
        "hanging": st.sampled_from([0, 2]),
        "justify": st.booleans(),
        "gap": st.booleans(),
        "hang": st.booleans(),
        "ambiguous_wide": st.booleans(),
    }
)


def drawn(text: str, row: Row) -> str:
    """A row as it is drawn, from the left edge to its last character."""
    blanks = dict(row.blanks)
    offsets = range(row.start, row.stop)
    return " " * row.indent + "".join(
        " " * blanks.get(offset, 0) + visible(text[offset]) for offset in offsets
    )


def joined(text: str, rows: list[Row]) -> str:
    return "".join(text[row.start : row.end] for row in rows)


def paragraphs() -> list[str]:
    """Every line of the seeds that holds text."""
    return [line.strip() for path in SEEDS for line in path.read_text("utf-8").splitlines() if line.strip()]


def spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in NUMBERS.finditer(text)]


def shown(text: str, setting: Setting) -> list[str]:
    return [drawn(text, row) for row in break_text(text, setting)]


@given(awkward, fields)
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_and_rows_are_in_order(text: str, chosen: dict[str, int]) -> None:
    rows = break_text(text, Setting(**chosen))
    assert joined(text, rows) == text
    assert [row.start for row in rows[1:]] == [row.end for row in rows[:-1]]
    assert all(row.start <= row.stop <= row.end and row.start < row.end for row in rows)


@given(awkward, fields)
@settings(max_examples=300, deadline=None)
def test_no_row_is_wider_than_its_setting(text: str, chosen: dict[str, int]) -> None:
    setting = Setting(**chosen)
    widths = WIDE if setting.ambiguous_wide else NARROW
    for row in break_text(text, setting):
        hanging = 2 if setting.hang and row.stop > row.start and text[row.stop - 1] in STOPS else 0
        assert row.width <= setting.width + hanging
        assert row.width == sum(widths[character] for character in drawn(text, row))


@given(awkward, fields)
@settings(max_examples=100, deadline=None)
def test_breaking_again_gives_the_same_rows(text: str, chosen: dict[str, int]) -> None:
    setting = Setting(**chosen)
    rows = break_text(text, setting)
    assert break_text(joined(text, rows), setting) == rows


@pytest.mark.parametrize("hang", [False, True])
@pytest.mark.parametrize("width", range(24, 101))
def test_rows_of_the_seeds_begin_and_end_well(width: int, hang: bool) -> None:
    for text in paragraphs():
        setting = Setting(width, indent=4, justify=True, hang=hang, gap=width % 2 == 0)
        rows = break_text(text, setting, spans(text))
        for row in rows[1:]:
            assert text[row.start] not in BEGIN, (text[row.start - 5 : row.start + 5], width)
        for row in rows[:-1]:
            assert text[row.stop - 1] not in END


@pytest.mark.parametrize("width", [24, 25, 31, 38, 40, 52, 76, 100])
def test_numbers_of_the_seeds_stay_whole(width: int) -> None:
    for text in paragraphs():
        kept = spans(text)
        ends = {row.end for row in break_text(text, Setting(width, indent=4), kept)}
        for start, end in kept:
            assert not ends.intersection(range(start + 1, end)), text[start:end]


HAN = "医院临床学科建设人才培养服务群众健康质量提升"


def made_han(chance: Random) -> str:
    return "".join(chance.choices(HAN, k=chance.randint(2, 20)))


def made_number(chance: Random) -> str:
    number = f"{chance.randint(1, 9_999_999)}{chance.choice(['', '.5', '.25'])}"
    return number + chance.choice(["人次", "万元", "%", "张", "台(套)"])


def made_phrase(chance: Random) -> str:
    kinds = (made_han, made_number, lambda c: f"“{made_han(c)}”", lambda c: f"《{made_han(c)}（试行）》")
    return "".join(chance.choice(kinds)(chance) for _ in range(chance.randint(1, 4)))


def made_prose(seed: int) -> str:
    """Up to twelve clauses of characters, numbers, quotations and titles."""
    chance = Random(seed)
    return "".join(
        made_phrase(chance) + chance.choice(["，", "。", "、", "；", "！", "……", "——"])
        for _ in range(chance.randint(0, 12))
    )


def made_whole(seed: int) -> str:
    """What is read as one number: groups of digits, a day's name, the ends of a range, a share."""
    chance = Random(seed)
    first, second = chance.randint(1, 9), chance.randint(1, 31)
    return chance.choice(
        [
            f"{first} {second:03} 000",
            f"{first}{second} {second:03}",
            f"“{first}·{second}”",
            f"{first}{chance.choice('—–～-')}{second}月",
            f"{first}/{second}",
        ]
    )


han = st.text(st.sampled_from(HAN), min_size=2, max_size=20)
prose = st.integers(0, 1 << 30).map(made_prose)
whole = st.integers(0, 1 << 30).map(made_whole)


@given(prose, st.integers(24, 100), st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_rows_of_prose_begin_and_end_well_and_keep_figures(
    text: str, width: int, hang: bool, justify: bool
) -> None:
    kept = [match.span() for match in re.finditer(r"[0-9.]+(?:人次|万元|%|张|台\(套\))", text)]
    rows = break_text(text, Setting(width, indent=4, hang=hang, justify=justify), kept)
    ends = {row.end for row in rows}
    for start, end in kept:
        assert not ends.intersection(range(start + 1, end))
    for row in rows[1:]:
        assert text[row.start] not in BEGIN + "—…%"
    for row in rows[:-1]:
        assert text[row.stop - 1] not in END


def test_dashes_and_ellipses_are_not_split() -> None:
    text = "国家癌症中心——中国医学科学院……肿瘤医院" * 3
    for width in range(12, 60):
        for row in break_text(text, Setting(width))[1:]:
            assert text[row.start] not in "—…"


NO_BREAK_BEFORE = {
    "inseparables": (0x2024, 0x2025, 0x2026, 0x22EF, 0xFE19, 0x10AF6),
    "centred punctuation": (0x203C, 0x2047, 0x2048, 0x2049, 0x30FB, 0xFF01, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF65),
    "hyphens": (0x2010, 0x2013, 0x301C, 0x30A0),
    "iteration marks": (0x3005, 0x303B, 0x309D, 0x309E, 0x30FD, 0x30FE),
    "postfixes": (0xB0, 0x2030, 0x2032, 0x2033, 0x2035, 0x2103, 0x2109, 0xFE6A, 0xFF05, 0xFFE0),
    "small kana": (0x3041, 0x3063, 0x30E5, 0x30F6, 0x31F0, 0x30FC, 0xFF67, 0xFF70),
    "solidus": (0x2F, 0xFF0F),
}
"""Characters by class of `line-break: strict` for zh, in CSS Text and W3C's tests of it; the solidus of GB/T 15834."""
NO_BREAK_AFTER = (0xB1, 0x20AC, 0x2116, 0xFE69, 0xFF04, 0xFFE1, 0xFFE5, 0xFFE6, 0x2F, 0xFF0F)


@pytest.mark.parametrize(
    "sign", [chr(code) for codes in NO_BREAK_BEFORE.values() for code in codes], ids=ascii
)
def test_no_row_begins_with_what_belongs_to_the_character_before(sign: str) -> None:
    text = f"文文文文文文{sign}字字字字"
    assert shown(text, Setting(12))[0] == "文文文文文"
    for width in range(4, 24):
        assert not any(row.startswith(sign) for row in shown(text, Setting(width))), width


@pytest.mark.parametrize("sign", map(chr, NO_BREAK_AFTER), ids=ascii)
def test_no_row_ends_with_what_belongs_to_the_character_behind(sign: str) -> None:
    text = f"文文文文文{sign}字字字字"
    for width in range(8, 24):
        assert not any(row.endswith(sign) for row in shown(text, Setting(width))[:-1]), width


@pytest.mark.parametrize("mark", ['"', "'"])
@pytest.mark.parametrize("blank", ["", " "])
def test_straight_quotes_pair_up(mark: str, blank: str) -> None:
    text = f"医院荣获称号{mark}{blank}健康医院{blank}{mark}并受{mark}表彰{mark}鼓励"
    opening = [at for at, character in enumerate(text) if character == mark][::2]
    for width in range(10, 40):
        rows = break_text(text, Setting(width))
        assert not any(row.stop - 1 in opening for row in rows[:-1])
        assert not any(text[row.start] == mark and row.start not in opening for row in rows)


def test_a_straight_quote_without_a_partner_binds_to_nothing() -> None:
    assert shown('医院建设"群众', Setting(8)) == ["医院建设", '"群众']
    assert shown('医院建设"群众健康', Setting(9)) == ['医院建设"', "群众健康"]


@given(han, whole, han, st.integers(16, 60))
@settings(max_examples=300)
def test_what_joins_digits_is_never_cut(before: str, number: str, after: str, width: int) -> None:
    rows = break_text(before + number + after, Setting(width))
    inside = range(len(before) + 1, len(before + number))
    assert not any(row.end in inside for row in rows[:-1])


def test_a_year_and_the_number_behind_it_may_part() -> None:
    assert shown("从2023 500人", Setting(7)) == ["从2023", "500人"]


def characters(text: str) -> int:
    """Characters of a row that are no punctuation."""
    return sum(character.isalnum() for character in text)


@given(prose.filter(lambda text: len(text) > 40), st.integers(30, 90), st.booleans(), st.sampled_from([0, 4]))
@settings(max_examples=500)
def test_no_last_row_of_one_character(text: str, width: int, hang: bool, indent: int) -> None:
    """Where Han stands before it, a break there is allowed, and the last row has two."""
    rows = break_text(text, Setting(width, indent=indent, hang=hang))
    before = re.search(r"[\u4e00-\u9fff]{4}[，。、；！…—”》]*$", text)
    if len(rows) > 1 and before:
        assert characters(drawn(text, rows[-1])) > 1


@pytest.mark.parametrize("width", range(30, 91))
def test_no_last_row_of_one_character_in_the_seeds(width: int) -> None:
    for text in paragraphs():
        rows = break_text(text, Setting(width, indent=4), spans(text))
        if len(rows) > 1 and re.search(r"[\u4e00-\u9fff]{4}[，。、；！]?$", text):
            assert characters(drawn(text, rows[-1])) > 1, text[-20:]


def test_a_stop_takes_the_character_before_it_along() -> None:
    assert shown("医疗卫生事业，发展", Setting(12)) == ["医疗卫生事", "业，发展"]


def test_a_stop_hangs_where_it_may() -> None:
    assert shown("医疗卫生事业，发展", Setting(12, hang=True)) == ["医疗卫生事业，", "发展"]


def test_opening_marks_go_with_what_follows() -> None:
    assert shown("医院荣获称号《健康报》", Setting(14)) == ["医院荣获称号", "《健康报》"]


def test_blanks_at_the_end_of_a_row_are_not_drawn() -> None:
    text = "医疗质量  服务大众"
    rows = break_text(text, Setting(8))
    assert [drawn(text, row) for row in rows] == ["医疗质量", "服务大众"]
    assert joined(text, rows) == text


def test_words_stay_whole_and_addresses_are_cut_without_loss() -> None:
    text = "系统DRG-Analytics与https://www.example.org/a/very/long/path/of/an/address?with=query&more=1说明"
    rows = break_text(text, Setting(24))
    assert joined(text, rows) == text
    assert drawn(text, rows[0]) == "系统DRG-Analytics与"
    assert all(row.width <= 24 for row in rows)
    assert drawn(text, rows[1]).endswith("/")


def test_an_indent_gives_way_to_a_number_that_would_fit_without_it() -> None:
    text = "1234567890123万元以上"
    rows = break_text(text, Setting(18, indent=4), [(0, 15)])
    assert rows[0].end >= 15
    assert rows[0].width <= 18


def test_figures_that_touch_may_part() -> None:
    text = "1000000.0%1000000.0台(套)，"
    rows = break_text(text, Setting(24), [(0, 10), (10, 23)])
    assert [drawn(text, row) for row in rows] == ["1000000.0%", "1000000.0台(套)，"]


def test_a_number_longer_than_a_row_is_cut() -> None:
    text = "共" + "9" * 60 + "人"
    rows = break_text(text, Setting(20), [(1, 62)])
    assert joined(text, rows) == text
    assert all(row.width <= 20 for row in rows)


def test_justified_rows_are_straight_where_blanks_can_hide() -> None:
    text = "医院建设，服务“群众”健康，质量3提升，人才培养，学科发展，临床路径，持续改进"
    rows = break_text(text, Setting(25, justify=True))
    assert [row.width for row in rows[:-1]] == [25] * (len(rows) - 1)
    assert not any(at == row.start for row in rows for at, _ in row.blanks)


def test_no_blank_is_put_between_han_characters() -> None:
    text = "医院建设服务群众健康质量提升人才培养学科发展"
    assert all(not row.blanks for row in break_text(text, Setting(23, justify=True)))


def test_gap_between_han_and_latin() -> None:
    text = "上线DRG系统，招聘47人次"
    assert shown(text, Setting(60, gap=True)) == ["上线 DRG 系统，招聘 47人次"]
    assert shown(text, Setting(60)) == [text]


def test_a_long_text_is_broken_by_windows_as_if_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(paragraphs())[:6000]
    whole = break_text(text, Setting(40, indent=4, justify=True, gap=True), spans(text))
    monkeypatch.setattr(breaking, "_WINDOW", 500)
    assert break_text(text, Setting(40, indent=4, justify=True, gap=True), spans(text)) == whole


def test_empty_text_has_no_rows() -> None:
    assert break_text("", Setting(40)) == []


def test_columns_lead_to_characters_and_back() -> None:
    text = "招聘47人，其中DRG研究生23人，派出业务骨干锻炼"
    setting = Setting(21, indent=4, justify=True, gap=True)
    for row in break_text(text, setting):
        for offset in range(row.start, row.stop):
            blanks = sum(cells for at, cells in row.blanks if at <= offset)
            column = row.indent + blanks + NARROW.of(text[row.start : offset])
            assert row.offset(text, column, NARROW) == offset


def test_left_and_right_of_a_row_lead_to_its_ends() -> None:
    row = Row(3, 6, 6, 4, 6)
    assert row.offset("甲乙丙丁戊己", 1, NARROW) == 3
    assert row.offset("甲乙丙丁戊己", 40, NARROW) == 6
