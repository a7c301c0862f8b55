"""Copies of one report are found; two years of one hospital are not."""

import random

import pytest
from hospital_tui.library.copies import differences, one_report, sketch
from hospital_tui.model import Article

from tests.library.checks.made import article, figure

WORDS = "医院坚持以病人为中心不断改进服务流程加强学科建设引进高层次人才开展新技术新项目护理质量持续提升群众满意度明显提高健康管理覆盖城乡急诊急救体系日益完善".strip()


def report(dice: random.Random, year: int = 2023) -> list[str]:
    """A report in paragraphs, each with a number of the year."""
    said = []
    for _ in range(12):
        words = "".join(dice.choice(WORDS) for _ in range(90))
        said.append(f"{words[:60]}完成手术{{}}台，{words[60:]}。")
    numbers = random.Random(f"{dice.random()}{year}")
    return [text.format(numbers.randint(1000, 99999)) for text in said]


def made(paragraphs: list[str]) -> Article:
    """An article of them, its numbers figures."""
    passages = []
    for text in paragraphs:
        start = text.index("手术") + 2
        number = text[start : text.index("台", start)]
        passages.append((text, [figure(text, f"{number}台", value=int(number), unit="台", label="手术")]))
    return article("甲市医院", *passages)


def again(paragraphs: list[str], value: int) -> list[str]:
    """The same words with other numbers."""
    out = []
    for place, text in enumerate(paragraphs):
        start = text.index("手术") + 2
        out.append(text[:start] + str(value + place) + text[text.index("台", start) :])
    return out


def edited(dice: random.Random, paragraphs: list[str]) -> list[str]:
    """As another paper prints it: a paragraph left out, one moved, a few letters changed."""
    kept = list(paragraphs)
    del kept[dice.randrange(len(kept))]
    kept.insert(0, kept.pop(dice.randrange(len(kept))))
    at = dice.randrange(len(kept))
    return [text.replace("。", "！") if place == at else text for place, text in enumerate(kept)]


@pytest.mark.parametrize("seed", range(20))
def test_another_paper_s_print_is_a_copy(seed: int) -> None:
    dice = random.Random(seed)
    first = report(dice)
    others = [sketch(made(report(dice))) for _ in range(5)]
    copy, mine = sketch(made(edited(dice, first))), sketch(made(first))
    assert one_report(mine, copy)
    assert not any(one_report(one, other) for one in others for other in (mine, copy))


@pytest.mark.parametrize("seed", range(20))
def test_next_year_s_numbers_are_another_report(seed: int) -> None:
    first = report(random.Random(seed))
    assert not one_report(sketch(made(first)), sketch(made(again(first, 400_000))))


def test_only_what_differs_is_marked() -> None:
    left = ["医院开放床位八百张，职工一千人。", "门诊楼启用。"]
    right = ["新增一段文字在最前面。", "医院开放床位九百张，职工一千人。", "门诊楼启用。"]
    found = list(differences(left, right))
    assert [(one.left, one.right) for one in found] == [(None, 0), (0, 1), (1, 2)]
    changed = found[1]
    assert [left[0][start:end] for start, end in changed.left_spans] == ["八"]
    assert [right[1][start:end] for start, end in changed.right_spans] == ["九"]
    assert found[2].left_spans == found[2].right_spans == ()


@pytest.mark.parametrize("seed", range(10))
def test_every_passage_of_both_stands_once(seed: int) -> None:
    dice = random.Random(seed)
    left = report(dice)
    right = edited(dice, left) + report(dice)[:2]
    found = list(differences(left, right))
    assert sorted(one.left for one in found if one.left is not None) == list(range(len(left)))
    assert sorted(one.right for one in found if one.right is not None) == list(range(len(right)))
