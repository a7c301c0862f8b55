"""Whatever sentence the grammar of numbers can make is read to its end, inside its text, in few steps."""

import cProfile

import pytest
from hospital_tui.figures import extract
from hospital_tui.figures.phrase.sentence import LONGEST
from hospital_tui.figures.read.scan import EACH_PLACE, scan
from hospital_tui.figures.read.steps import allowed, counting
from hospital_tui.figures.resolve.standing import sentence_start
from hospital_tui.text.reading import read

from tests.figures.made_sentences import sentences


def check(text: str) -> int:
    """Read a sentence and prove what holds for all; returns the steps it took."""
    with counting(allowed(len(text))) as steps:
        figures = extract(text, written="2024-03-01")
    end = 0
    for figure in figures:
        start, stop = figure.at
        assert end <= start < stop <= len(text), (text, figure)
        assert figure.text == text[start:stop]
        end = stop
    return steps.taken


def calls(text: str) -> int:
    """Functions called while a sentence is read that was read before: what is not counted as a step, too."""
    extract(text, written="2024-03-01")
    profile = cProfile.Profile()
    profile.runcall(extract, text, written="2024-03-01")
    return sum(entry.callcount for entry in profile.getstats())


def scanned(text: str) -> int:
    """As `check`, for the recognition of figures alone, which is where the shapes differ."""
    reading = read(text)
    with counting(allowed(len(text))) as steps:
        end = 0
        for mention in scan(reading.text, dated=True):
            assert end <= mention.start < mention.end <= len(reading.text), (text, mention)
            first, last = reading.back(mention.start, mention.end)
            assert 0 <= first < last <= len(text)
            end = mention.end
    return steps.taken


@pytest.mark.parametrize("seed", range(4))
def test_no_sentence_stops_the_recognition(seed: int) -> None:
    for text in sentences(seed, 5000):
        assert scanned(text) <= EACH_PLACE * (4 + 2 * len(text))


def test_no_sentence_stops_the_whole_reading() -> None:
    for text in sentences(99, 1500):
        check(text)


@pytest.mark.parametrize("unit", ["年大", "月大", "天大", "个月大"])
@pytest.mark.parametrize("shape", ["入住/{}廿", "入住/{}20", "某/{}三十，5人", "满4{}"])
def test_a_unit_that_stands_apart_leaves_the_number_whole(shape: str, unit: str) -> None:
    check(shape.format(unit))


def test_steps_grow_with_the_length() -> None:
    for text in sentences(7, 60):
        once, eight = scanned(text + "。"), scanned((text + "。") * 8)
        assert eight <= 10 * once + 40


def test_what_is_looked_at_for_a_figure_does_not_grow_with_its_line() -> None:
    text = " | ".join(["12.5万"] * 600)
    for mention in list(scan(text, marker=False, dated=False))[-5:]:
        assert 0 <= mention.start - sentence_start(text, mention) <= LONGEST < mention.start


@pytest.mark.parametrize(
    "dense",
    [
        "ⅢB期壹余零七佰",
        "七贰贰万A+佰贰十卅伍几",
        "余八亿叁零A+",
        "床位3 ",
        "2019 2020 ",
        "点仟卅叁一 5月3日至5",
        "1.2.3.4.",
        "5、6、",
    ],
)
def test_figures_without_a_pause_take_as_many_steps_each_however_many_there_are(dense: str) -> None:
    some, twice = check(dense * 60), check(dense * 120)
    assert twice <= 2.2 * some
    some, twice = calls(dense * 30), calls(dense * 60)
    assert twice <= 3 * some
