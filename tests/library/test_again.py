"""The same article again: what is done with its older state, and with what the reader made of it."""

import hashlib
import random

import pytest
from hospital_tui.library import Addition, Library
from hospital_tui.library.reader import became as became_rows
from hospital_tui.parsing import parse

from .conftest import Open, made

PARAGRAPHS = [
    "海州县人民医院：把服务送到家门口",
    "海州县人民医院始建于1952年，现有职工620人，开放床位500张，是全县医疗救治的中心。",
    "近年来，医院坚持人才为先，引进硕士12名，选派骨干36人外出进修，技术水平明显提高。",
    "医院还牵头组建医共体，覆盖15家乡镇卫生院，去年上门服务2300余人次，群众少跑了路。",
]


def addition(paragraphs: list[str], file: str = "a.txt") -> Addition:
    text = "\n\n".join(paragraphs)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Addition(articles=parse(text, file=file, sha256=sha256), data=text.encode())


def edited() -> list[str]:
    lines = [line.replace("620人", "628人") for line in PARAGRAPHS]
    return [lines[0], "本报讯 这是后来加上的一段话，说的是医院最近的一些变化，请读者留意。", *lines[1:]]


@pytest.fixture
def held(opened: Open) -> Library:
    library = opened([made(1)])
    library.add_articles([addition(PARAGRAPHS)])
    return library


def own(library: Library) -> list[str]:
    return [card.id for card in library.shelf() if card.origin == "own"]


def test_the_newer_state_of_a_file_replaces_the_older(held: Library) -> None:
    (older,) = own(held)
    done = held.add_articles([addition(edited())])
    assert done.replaced == ((done.added[0], older),)
    assert own(held) == list(done.added)


def test_notes_places_and_corrections_go_along_by_words(held: Library) -> None:
    (older,) = own(held)
    third = next(passage for passage in held.article(older).passages() if "引进硕士" in passage.text)
    held.reader.mark(article_id=older, passage_id=third.id, hospital="海州", quote=third.text, note="要查")
    held.reader.remember(older, third.id, 5)
    row = next(row for row in held.figures(held.query("硕士")) if row.figure.text == "12名")
    held.correct(row, {"value": 13})
    (newer,) = held.add_articles([addition(edited())]).added
    became = next(passage for passage in held.article(newer).passages() if "引进硕士" in passage.text)
    (bookmark,) = held.reader.bookmarks()
    assert (bookmark.article_id, bookmark.passage_id, bookmark.note) == (newer, became.id, "要查")
    place = held.reader.place(newer)
    assert place is not None and (place.passage_id, place.offset) == (became.id, 5)
    assert [figure.value for figure in became.figures if figure.text == "12名"] == [13]


def test_what_finds_no_place_waits(held: Library) -> None:
    (older,) = own(held)
    row = next(row for row in held.figures(held.query("职工")) if row.figure.text == "620人")
    held.correct(row, {"value": 621})
    held.add_articles([addition(edited())])
    assert len(held.corrections()) == 1
    assert held.corrections()[0].article_id == older


def test_undoing_brings_the_older_state_back(held: Library) -> None:
    (older,) = own(held)
    (newer,) = held.add_articles([addition(edited())]).added
    held.undo()
    assert set(own(held)) == {older, newer}


@pytest.mark.parametrize(("same", "left"), [("replace", 1), ("both", 2), ("skip", 1)])
def test_the_reader_says_what_is_done(held: Library, same: str, left: int) -> None:
    done = held.add_articles([addition(edited())], same=same)  # type: ignore[arg-type]
    assert len(own(held)) == left
    assert bool(done.added) == (same != "skip")


def test_nearly_the_same_text_of_another_file_stands_beside(held: Library) -> None:
    (older,) = own(held)
    near = [*PARAGRAPHS[:3], PARAGRAPHS[3].replace("少跑了路", "少跑了不少路")]
    done = held.add_articles([addition(near, "b.txt")])
    assert done.near == ((done.added[0], older),)
    assert len(own(held)) == 2


def test_another_article_of_the_hospital_is_another(held: Library) -> None:
    other = [
        "海州县人民医院：新院区启用",
        "海州县人民医院新院区上月启用，设有八个病区，患者住院环境大为改善，大家都很满意。",
    ]
    done = held.add_articles([addition(other)])
    assert not done.replaced and not done.near
    assert len(own(held)) == 2


CHANGES = {
    "day": ("", "海州日报 2023年7月14日 星期五"),
    "title": ("海州县人民医院：春风送暖", ""),
    "hospital": ("", ""),
    "year in the title": ("海州县人民医院：2023年把服务送到家门口", ""),
}


@pytest.mark.parametrize("same", ["auto", "replace", "ask", "skip"])
@pytest.mark.parametrize("change", CHANGES)
def test_what_says_that_it_is_another_article_never_replaces(opened: Open, change: str, same: str) -> None:
    held = opened([made(1)])
    title, masthead = CHANGES[change]
    dated = ["海州日报 2022年7月14日 星期四", *PARAGRAPHS]
    (older,) = held.add_articles([addition(dated, "c.txt")]).added
    text = [masthead or dated[0], title or PARAGRAPHS[0], *edited()[1:]]
    if change == "hospital":
        text = [line.replace("海州县", "青川县") for line in text]
    done = held.add_articles([addition(text, "c.txt")], same=same)  # type: ignore[arg-type]
    assert not done.replaced and not done.asked
    assert set(own(held)) == {older, *done.added} and len(done.added) == 1


def test_a_title_mended_is_no_other_article(held: Library) -> None:
    (older,) = own(held)
    done = held.add_articles([addition(["海州县人民医院：把服务送到了家门口", *PARAGRAPHS[1:]])])
    assert done.replaced == ((done.added[0], older),)


def test_the_reader_is_asked_before_anything_of_the_source_is_added(held: Library) -> None:
    (older,) = own(held)
    near = [*PARAGRAPHS[:3], PARAGRAPHS[3].replace("少跑了路", "少跑了不少路")]
    done = held.add_articles([addition(near, "b.txt")], same="ask")
    assert [older_id for _, older_id in done.asked] == [older]
    assert own(held) == [older] and not held.knows(addition(near, "b.txt").articles[0].source.sha256)
    replaced = held.add_articles([addition(near, "b.txt")], same="replace")
    assert own(held) == list(replaced.added)


def test_tags_facts_and_confirmations_go_along(held: Library) -> None:
    (older,) = own(held)
    passage = next(one for one in held.article(older).passages() if "引进硕士" in one.text)
    held.reader.set_tags(
        ["人才"], article_id=older, passage_id=passage.id, hospital="海州", quote=passage.text
    )
    held.set_facts_of([older], {"year": "2021", "title": "自拟的标题", "hospital": "海州中心医院"})
    row = next(row for row in held.figures(held.query("硕士")) if row.figure.text == "12名")
    assert held.confirming.confirm(row)
    done = held.add_articles([addition(edited())])
    ((newer, _),) = done.replaced
    became = next(one for one in held.article(newer).passages() if "引进硕士" in one.text)
    assert [tag.tag for tag in held.reader.tags(became.id)] == ["人才"]
    article = held.article(newer)
    assert (article.year, article.title, article.hospital.name) == ("2021", "自拟的标题", "海州中心医院")
    moved = next(row for row in held.figures(held.query("硕士")) if row.figure.text == "12名")
    assert moved.figure.checked


def test_an_address_leads_to_what_became_of_it_state_after_state(held: Library) -> None:
    (older,) = own(held)
    row = next(row for row in held.figures(held.query("硕士")) if row.figure.text == "12名")
    gone = next(row for row in held.figures(held.query("职工")) if row.figure.text == "620人")
    place = next(one for one in held.article(older).passages() if one.id == row.passage_id)
    address = f"{older.partition('-')[0]}@{place.source_offset(row.figure.at[0])}"
    held.add_articles([addition(edited())])
    (newer,) = held.add_articles(
        [addition([*edited(), "下一年，医院还要引进博士3名，让群众看病更方便。"])]
    ).added
    for named, words in ((address, "12名"), (row.passage_id, None), (older, None), (gone.passage_id, None)):
        article, passage, figure = held.located(named) or (None, None, None)
        assert article is not None and article.id == newer
        assert (figure and figure.text) == words or named != address
        assert named == older or (
            passage is not None and passage.id in {one.id for one in article.passages()}
        )
    assert held.located(address.partition("@")[0] + "@99999") is None
    held.undo(), held.undo()
    found = held.located(address)
    assert found is not None and found[2] is not None and found[2].text == "12名"


def test_of_a_file_that_is_saved_often_the_last_states_are_followed(
    held: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(became_rows, "_LONGEST", 3)
    states = own(held)
    for year in range(2001, 2007):
        states += held.add_articles([addition([*edited(), f"{year}年，医院还要引进博士3名。"])]).added
    assert len(set(states)) == 7
    assert (
        len(held.reader._rows("SELECT key FROM setting WHERE key LIKE 'became %'")) == 4
    )  # three that became another, and what the newest was
    for state in states[-4:]:
        found = held.located(state)
        assert found is not None and found[0].id == states[-1]
    assert held.located(states[0]) is None


SURGERY = "医院三年来完成{}手术{}例，完成{}手术{}例，新建门诊楼一座，群众看病更方便，满意度明显提高。"


@pytest.mark.parametrize("act", ["correct", "confirm"])
@pytest.mark.parametrize(
    ("later", "looked_at"),
    [(("骨科", 130, "眼科", 120), set()), (("眼科", 120, "骨科", 120), {"骨科手术"})],
    ids=["of another thing", "nearer"],
)
def test_what_was_said_of_a_figure_is_said_of_no_other_of_the_same_words(
    held: Library, act: str, later: tuple[object, ...], looked_at: set[str]
) -> None:
    held.add_articles([addition([*PARAGRAPHS, SURGERY.format("骨科", 120, "眼科", 90)], "b.txt")])
    row = next(row for row in held.figures(held.query("骨科")) if row.figure.text == "120例")
    if act == "correct":
        held.correct(row, {"value": 125})
    else:
        held.confirming.confirm(row)
        held.confirming.settle()
    held.add_articles([addition([*PARAGRAPHS, SURGERY.format(*later)], "b.txt")])
    found = [row.figure for row in held.figures(held.query("骨科")) if row.figure.unit == "例"]
    assert {one.label for one in found if one.checked} == looked_at and len(found) == 2
    assert [*held.corrections(), *held.confirming.all()]


def test_an_address_leads_to_no_other_figure_of_the_same_words(held: Library) -> None:
    (older,) = held.add_articles(
        [addition([*PARAGRAPHS, SURGERY.format("骨科", 120, "眼科", 90)], "b.txt")]
    ).added
    row = next(row for row in held.figures(held.query("骨科")) if row.figure.text == "120例")
    place = next(one for one in held.article(older).passages() if one.id == row.passage_id)
    address = f"{older.partition('-')[0]}@{place.source_offset(row.figure.at[0])}"
    held.add_articles([addition([*PARAGRAPHS, SURGERY.format("骨科", 130, "眼科", 120)], "b.txt")])
    article, passage, figure = held.located(address) or (None, None, None)
    assert article is not None and article.id != older
    assert passage is not None and "骨科" in passage.text and figure is None
    assert held.located(address.partition("@")[0] + "@" + "9" * 5000) is None


DATED = [PARAGRAPHS[0], "2023年3月5日 本报讯", *PARAGRAPHS[1:]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PARAGRAPHS, ["海州县人民医院：医共体走过第一年", *PARAGRAPHS[1:]]),
        (DATED, [line.replace("2023年3月5日", "2024年3月6日").replace("620", "628") for line in DATED]),
        (PARAGRAPHS, [line.replace("海州", "江口") for line in PARAGRAPHS]),
    ],
    ids=["title", "day", "hospital"],
)
@pytest.mark.parametrize("file", ["a.txt", "b.txt"])
def test_what_only_shares_its_words_is_never_replaced(
    opened: Open, one: list[str], other: list[str], file: str
) -> None:
    library = opened([made(1)])
    library.add_articles([addition(one)])
    done = library.add_articles([addition(other, file)])
    assert not done.replaced and done.added
    assert len(own(library)) == 2


ENDS = ["张", "台", "人", "项", "例", "次"]


def rewritten(dice: random.Random, paragraphs: list[str]) -> list[str]:
    """The article as somebody edits it: paragraphs left out, added, moved; the title stays."""
    lines = paragraphs[1:]
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(lines))
        act = dice.choice(["out", "in", "move"])
        if act == "out" and len(lines) > 4:
            del lines[at]
        elif act == "in":
            lines.insert(
                at,
                f"新加的第{dice.randrange(9)}段写到，科室去年添置设备{dice.randrange(10, 99)}台，病人少等了许多时间。",
            )
        else:
            lines.insert(dice.randrange(len(lines)), lines.pop(at))
    return [paragraphs[0], *lines]


@pytest.mark.parametrize("seed", range(12))
def test_every_mark_goes_where_its_words_went_or_waits(opened: Open, seed: int) -> None:
    """Held against a model: a passage that stands word for word in the newer state has its note, one that is gone keeps it."""
    dice = random.Random(seed)
    library = opened([made(1)])
    paragraphs = [PARAGRAPHS[0]] + [
        f"第{number}病区现有床位{dice.randrange(20, 90)}{ENDS[number % 6]}，护士{dice.randrange(10, 60)}人，"
        f"去年收治病人{dice.randrange(100, 9000)}人次，{word}。"
        for number, word in enumerate(
            [
                "得到家属好评",
                "周转加快",
                "平均住院日缩短",
                "无一例差错",
                "开展新技术",
                "随访到家",
                "夜间门诊照常",
            ]
        )
    ]
    library.add_articles([addition(paragraphs)])
    (older,) = own(library)
    for passage in library.article(older).passages():
        library.reader.mark(
            article_id=older, passage_id=passage.id, hospital="海州", quote=passage.text, note=passage.text
        )
    marked = {bookmark.note for bookmark in library.reader.bookmarks()}
    newer_text = rewritten(dice, paragraphs)
    (newer,) = library.add_articles([addition(newer_text)]).added
    assert own(library) == [newer]
    texts = {passage.id: passage.text for passage in library.article(newer).passages()}
    bookmarks = library.reader.bookmarks()
    assert {bookmark.note for bookmark in bookmarks} == marked and len(bookmarks) == len(marked)
    for bookmark in bookmarks:
        if bookmark.note in newer_text:
            assert (bookmark.article_id, texts.get(bookmark.passage_id)) == (newer, bookmark.note)
        else:
            assert bookmark.note not in texts.values() and texts.get(bookmark.passage_id) != bookmark.note
