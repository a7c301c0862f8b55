"""One text in two scripts, in full width and with what cannot be seen: the same figures, each in its own characters."""

import pytest
from hospital_tui.figures import extract
from hospital_tui.text.reading import plain, read

TRADITIONAL = [
    "臨江醫院現有職工812人，開放病床1250張，年門診量120萬人次。",
    "全年發表論文32篇，獲專利五項，總資產達三億兩千萬元。",
    "住院時間縮短至六個半小時，患者年齡在65歲以上。",
    "門診樓共12層，新購臺式設備三臺，滿意度達98.5％，較上年增長3.2個百分點。",
    "參加培訓的護士有四十餘名，其中碩士9名。",
]


@pytest.mark.parametrize("text", TRADITIONAL)
def test_both_scripts_give_the_same_figures(text: str) -> None:
    own, other = extract(text), extract(plain(text))
    assert own
    for figure, twin in zip(own, other, strict=True):
        assert (figure.at, figure.kind, figure.value, figure.qualifier) == (
            twin.at,
            twin.kind,
            twin.value,
            twin.qualifier,
        )
        assert figure.metric == twin.metric
        assert figure.text == text[slice(*figure.at)]
        assert plain(figure.unit or "") == (twin.unit or "")
        assert plain(figure.label) == twin.label
        assert all(part in text for part in figure.label)
        assert figure.unit in text or figure.kind in ("money", "percent")


def test_labels_and_units_keep_their_script() -> None:
    beds, papers = extract("編制病床1250張，發表論文32篇。")
    assert (beds.unit, beds.label) == ("張", "編制病床")
    assert (papers.unit, papers.label) == ("篇", "論文")


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u200e", "\ufe0f"])
def test_what_cannot_be_seen_parts_nothing(mark: str) -> None:
    text = f"开{mark}放床位5{mark}0{mark}张{mark}，职工8{mark}12{mark}人。"
    beds, staff = extract(text)
    assert (beds.value, beds.unit, beds.label) == (50, "张", "开放床位")
    assert (staff.value, staff.unit, staff.label) == (812, "人", "职工")
    assert text[slice(*beds.at)] == beds.text == f"5{mark}0{mark}张"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("总收入12 345 678元。", [12345678]),
        ("总收入1\u2009234\u2009567.5元。", [1234567.5]),
        ("总收入12 345元。", [12345]),
        ("全年用水 8 万吨。", [80000]),
        ("床位 500 120 32", [500, 120, 32]),
        ("2023 100张", [100]),
    ],
)
def test_blanks_inside_a_number(text: str, values: list[float]) -> None:
    assert [figure.value for figure in extract(text)] == values


def test_words_are_cut_from_the_text_piece_by_piece() -> None:
    reading = read("醫療費用 下降")
    assert reading.own("费用下降", 0, len(reading.text)) == "費用下降"
    assert reading.own("医护", 0, len(reading.text)) == "醫护"
