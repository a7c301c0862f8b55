"""The seeds, read by eye: the role of every line, and what the article as a whole says."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hospital_tui.figures import annotate
from hospital_tui.model import Article, Source
from hospital_tui.parsing.parse import read_articles

SEEDS = Path(__file__).parents[2] / "seeds"

ROLES = {
    "000": "title 5; subtitle 7; byline 9; body 11 13 15 17; list_item 21-26; H1 28 34 44 54 64; "
    "body 30 32 36 38 40 42 46 48 50 52 56 58 60 62 66 68 70 72 74; credit 76",
    "001": "masthead 5 7 9 11 13 15; caption 19-21; title 23; subtitle 25; caption 29 30; body 32 34 36; H1 38 52 70; "
    "body 40 42 44 46 48 50 54 56 58 60 62 64 66 68 72 74 76 78 80 82 84 86 88 90; caption 94 98 102 106",
    "002": "title 5; subtitle 7; byline 9; body 13 15 17 19 21 23 25; caption 29 33 37 41; list_item 43-65; H1 67 87 107; "
    "body 69 71 73 75 77 79 81 83 85 89 91 93 95 97 99 101 103 105 109 111 113 115 117 119 121 123; credit 125; "
    "caption 129 131 133 134 138 142 144 146 148 150 154",
    "003": "kicker 3; title 5; byline 7; masthead 9 11 13 15 17-21 23; body 25 27; caption 31 35 39 43; H1 45 63 83 107; "
    "body 47 49 51 53 55 57 59 61 65 67 69 71 73 75 77 79 81 85 87 89 91 93 95 97 99 101 103 105 109 111 113 115 117 119 "
    "121 123; ad 125 127 128 130 132",
    "004": "title 3; body 5; H1 7 15 21; body 9 11 13 17 19 23 25 27; duplicate 29 31 33 35 37; byline 39; credit 41; "
    "caption 45 49 53 57 61 65; title 67; caption 71; body 73 75; H1 77 89 95 99; "
    "body 79 81 83 85 87 91 93 97 101 103 105 107; credit 109; caption 113 117",
}
JOINS = {
    "000": {30: 32, 36: 38, 48: 50, 58: 60, 70: 72},
    "001": {48: 50, 62: 64, 76: 78},
    "002": {75: 77, 79: 81, 93: 95, 99: 101, 115: 117},
    "003": {},
    "004": {81: 83, 85: 87, 91: 93, 101: 103},
}
HOSPITALS = {
    "000": [("长治市第二人民医院", "2023", None, None)],
    "001": [("长治市人民医院医疗集团", "2024", None, None)],
    "002": [("长治市妇幼保健院", "2023", None, None)],
    "003": [("株洲市二医院", "2023", "2023-06-29", "株洲日报")],
    "004": [("平顶山市第二人民医院", "2021", None, None), ("汝州市第一人民医院", "2021", None, None)],
}


def articles(seed: str) -> tuple[Article, ...]:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    data = path.read_bytes()
    return read_articles(data.decode(), Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()))


def placed(found: tuple[Article, ...]) -> Iterable[tuple[str, tuple[int, ...]]]:
    """Role and lines of every block."""
    for article in found:
        for section in article.walk():
            if section.heading is not None:
                yield f"H{section.level}", section.heading.lines
        for passage in article.selectable():
            yield passage.role, passage.lines
        for block in article.margins:
            yield block.role, block.lines


def wanted(roles: str) -> dict[int, str]:
    """Role by line: `role line line first-last; role …`."""
    found: dict[int, str] = {}
    for part in roles.split(";"):
        role, *lines = part.split()
        for line in lines:
            first, _, last = line.partition("-")
            found |= dict.fromkeys(range(int(first), int(last or first) + 1), role)
    return found


@pytest.mark.parametrize("seed", ROLES)
def test_every_line_has_its_role(seed: str) -> None:
    found = {line: role for role, lines in placed(articles(seed)) for line in lines}
    assert found == wanted(ROLES[seed])


@pytest.mark.parametrize("seed", JOINS)
def test_broken_paragraphs_are_whole(seed: str) -> None:
    joined = {
        lines[0]: lines[1] for role, lines in placed(articles(seed)) if role == "body" and len(lines) > 1
    }
    assert joined == JOINS[seed]


@pytest.mark.parametrize("seed", HOSPITALS)
def test_hospital_year_date_and_newspaper(seed: str) -> None:
    found = [annotate(article) for article in articles(seed)]
    assert [(a.hospital.name, a.year, a.date, a.newspaper) for a in found] == HOSPITALS[seed]


def test_short_names() -> None:
    assert articles("000")[0].hospital.aliases == ("长治二院", "二院")
    assert set(articles("001")[0].hospital.aliases) == {"市人民医院", "长治市人民医院"}
    assert articles("003")[0].hospital.aliases == ("市二医院", "二医院")
    assert articles("004")[0].hospital.aliases == ("市第二人民医院", "市二院")


def test_page_artefacts_are_marked_as_doubts() -> None:
    found = [
        doubt for article in articles("004") for passage in article.passages() for doubt in passage.doubts
    ]
    assert [(doubt.found, doubt.reading) for doubt in found] == [(" and ", "和")] * 2
