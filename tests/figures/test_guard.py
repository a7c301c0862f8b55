"""Whatever goes wrong inside one passage costs that passage's figures at most, and is said."""

import itertools
from types import ModuleType

import pytest
from hospital_tui.figures import annotate, extract, extraction
from hospital_tui.figures.label import labels
from hospital_tui.figures.phrase import sentence
from hospital_tui.figures.read.steps import Steps, TooManyStepsError, allowed, counting, source_steps, step
from hospital_tui.figures.resolve import dating
from hospital_tui.ingest.sources import unread_warnings
from hospital_tui.library.store.writing import pack, unpack
from hospital_tui.model import Article
from hospital_tui.parsing import parse

TEXT = """临江县人民医院扩建新院区

    医院现有职工812人，开放床位500张。

    乙段写到门诊大楼共有25层，地下2层。

    去年完成手术3200台，满意度达到98.5%。
"""


def _parse(text: str = TEXT) -> Article:
    (article,) = parse(text, file="made.txt", sha256="0" * 64)
    return article


def _figures(article: Article) -> list[str]:
    return [figure.text for passage in article.passages() for figure in passage.figures]


@pytest.mark.parametrize(
    "error", [ValueError("x"), IndexError(), RecursionError(), KeyError("x"), OverflowError()]
)
@pytest.mark.parametrize(
    ("room", "stage"),
    [(extraction, "scan"), (sentence, "cut"), (labels, "label_all"), (dating, "proposals")],
)
def test_a_fault_costs_the_figures_of_its_passage(
    room: ModuleType, stage: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _parse()
    assert {"812人", "25层", "3200台"} <= set(_figures(whole))
    real = getattr(room, stage)

    def failing(first: object, *rest: object, **named: object) -> object:
        if "25层" in str(first):
            raise error
        return real(first, *rest, **named)

    monkeypatch.setattr(room, stage, failing)
    article = _parse()
    assert [passage.text for passage in article.passages()] == [passage.text for passage in whole.passages()]
    assert set(_figures(article)) == set(_figures(whole)) - {"25层", "2层", "地下2层"}
    (warning,) = unread_warnings("made.txt", (article,))
    assert warning.startswith("made.txt:5") and type(error).__name__ in warning


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("utf-8", "gb18030"), ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gb18030", "latin-1")],
)
def test_a_garbled_passage_has_no_figures_and_the_others_theirs(right: str, wrong: str) -> None:
    whole = _parse()
    place = next(one for one in whole.passages() if "25层" in one.text)
    broken = (place.text * 3).encode(right).decode(wrong, "replace")
    article = _parse(TEXT.replace(place.text, broken))
    assert set(_figures(article)) == set(_figures(whole)) - {one.text for one in place.figures}
    warnings = [*unread_warnings("made.txt", (article,))]
    assert len(warnings) == any(passage.unread for passage in article.passages())
    assert not any("Error" in warning for warning in warnings)


def test_a_reading_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(words: str, *rest: object) -> object:
        for _ in itertools.count():
            step()

    monkeypatch.setattr(sentence, "cut", endless)
    article = _parse()
    assert _figures(article) == []
    assert {passage.unread for passage in article.passages() if "0" in passage.text} == {"TooManyStepsError"}
    with pytest.raises(TooManyStepsError):
        extract("职工812人。")


def test_a_source_has_a_limit_of_its_own() -> None:
    article = annotate(_parse(), Steps(250))
    read = [bool(passage.figures) for passage in article.passages()]
    assert read == sorted(read, reverse=True) and 0 < sum(read) < len(read)
    assert [bool(passage.unread) for passage in article.passages()] == [not one for one in read]


def test_steps_within_steps_count_for_both() -> None:
    with counting(10) as outer:
        with counting(3) as inner, pytest.raises(TooManyStepsError):
            step(4)
        with counting(30), pytest.raises(TooManyStepsError):
            step(7)
    assert (inner.taken, outer.taken) == (4, 11)
    assert allowed(20) > allowed(10) > 0


@pytest.mark.parametrize("number", [2**63, 2**64, 10**24, 10**40])
def test_a_number_of_any_size_is_carried_exactly(number: int) -> None:
    article = _parse(TEXT.replace("812", str(number)))
    values = [figure.value for passage in article.passages() for figure in passage.figures]
    assert number in values and 500 in values
    assert unpack(pack(article)) == article


def test_what_a_source_may_take_goes_by_what_it_says() -> None:
    """The same over and over is no more to read than once; as many words that differ are read to the end."""
    once = "海州县人民医院现有职工620人，开放床位500张，去年门诊量62.9万人次。"
    again = source_steps(once * 5000).limit
    assert source_steps(once).limit < again < source_steps(once).limit * 1.2
    differing = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(len(once) * 5000))
    assert source_steps(differing).limit > 5 * again


def test_passages_without_figures_are_told_in_one_line() -> None:
    article = annotate(_parse(), Steps(40))
    unread = sum(bool(passage.unread) for passage in article.passages())
    (warning,) = unread_warnings("made.txt", (article,))
    assert unread > 1 and f" {unread} " in warning and "Error" not in warning
