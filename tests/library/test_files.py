"""Article files: written, read back, corrected by hand, and refused with a reason."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hospital_tui.library.files.article_file import ArticleFileError, dump, dump_json, load, loads
from hospital_tui.library.reader import merge
from hospital_tui.model import Article, Block, Doubt, Figure
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import Open, figure, made

HERE = Path("article.yaml")
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
ODD = st.sampled_from(
    [
        "2023",
        "2023-07-14",
        "yes",
        "No",
        "null",
        "~",
        "1e3",
        "0x1F",
        "1:30",
        "- a",
        "# b",
        "[CT]",
        "'",
        ": ",
        " a",
        "\x85",
        "\u2028",
    ]
)
ANY = st.one_of(TEXTS, ODD)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    texts = draw(st.lists(ANY, min_size=1, max_size=3))
    article = made(1, texts, hospital=draw(ANY), aliases=(draw(ANY),), heading=draw(ANY))
    value: Any = draw(
        st.one_of(
            st.none(), st.integers(-(2**60), 2**60), st.floats(allow_nan=False, allow_infinity=False), ANY
        )
    )
    made_figure = Figure(
        kind="count", text=texts[0][:1], at=(0, 1), value=value, unit=draw(ANY), label=draw(ANY), time="2023"
    )
    lead = article.sections[0].passages[0]
    lead = msgspec.structs.replace(
        lead, figures=(made_figure,), doubts=(Doubt(at=(0, 1), found="a", reading=draw(ANY)),)
    )
    section = msgspec.structs.replace(article.sections[0], passages=(lead,))
    margin = Block(role="ad", text=draw(ANY), spans=((90, 95),), lines=(9,))
    return msgspec.structs.replace(
        article,
        sections=(section, *article.sections[1:]),
        margins=(margin,),
        newspaper=draw(ANY),
        date=draw(ANY),
    )


@settings(deadline=None)
@given(articles())
def test_what_is_written_is_read(article: Article) -> None:
    assert loads(dump(article).encode(), HERE) == article
    assert loads(dump_json(article).encode(), HERE) == article


def test_reads_like_a_page(tmp_path: Path) -> None:
    text = "引进人才47人。"
    article = made(
        1, (text,), figures=[[figure("47人", text, value=47, unit="人", label="人才", time="2023")]]
    )
    lines = dump(article).splitlines()
    assert lines[0].startswith("# ")
    assert "    figures:" in lines
    assert (
        "    - {kind: count, text: 47人, at: [4, 7], value: 47, unit: 人, label: 人才, time: '2023'}" in lines
    )
    assert "    spans: [[20, 28]]" in lines


MISTAKES = {
    "id: [": (None, "did not find"),
    "just words": (None, "Expected `object`"),
    "": (None, "Expected `object`"),
    "\t{": (None, ""),
    "id: a\nhospital: 3\nsource: {file: a, sha256: b}": ("hospital", "Expected `object`, got `int`"),
    "id: a\nhospital: {name: a}\nsource: {file: a, sha256: b}\nhead:\n- id: x\n  role: chorus\n  text: a\n  spans: [[0, 1]]": ("head[0].role", "Invalid enum"),
    "id: a\nhospital: {name: a}\nsource: {file: a, sha256: b}\nhead:\n- id: x@0\n  role: title\n  text: a\n  spans: []": ("spans", "no place"),
    "id: a\nhospital: {name: a}\nsource: {file: a, sha256: b}\nhead:\n- id: x@0\n  role: title\n  text: 47人\n  spans: [[0, 3]]\n  figures: [{kind: count, text: 48人, at: [0, 3], value: 48}]": ("figures", "does not stand"),
}  # fmt: skip


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_names_file_line_and_field(text: str) -> None:
    field, reason = MISTAKES[text]
    with pytest.raises(ArticleFileError) as raised:
        loads(text.encode(), HERE)
    assert raised.value.file == HERE
    assert raised.value.field == field
    assert reason in raised.value.reason
    assert "\n" not in str(raised.value)
    if field:
        assert raised.value.line


def test_the_line_is_that_of_the_field() -> None:
    text = "id: a\nhospital:\n  name: a\n  aliases: 3\nsource: {file: a, sha256: b}\n"
    with pytest.raises(ArticleFileError) as raised:
        loads(text.encode(), HERE)
    assert (raised.value.line, raised.value.field) == (4, "hospital.aliases")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"\x00\x01", b"{\xff", b"{]", b"a: *b", b"!!python/object:os.system x"]
)
def test_bytes_that_are_no_article_are_refused(data: bytes) -> None:
    with pytest.raises(ArticleFileError):
        loads(data, HERE)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleFileError, match="No such file"):
        load(tmp_path / "none.yaml")


def test_a_bare_year_written_by_hand_is_text() -> None:
    text = dump(made(1)).replace("year: '2023'", "year: 2024\nnewspaper: yes\ndate: 2024-07-01")
    article = loads(text.encode(), HERE)
    assert (article.year, article.newspaper, article.date) == ("2024", "yes", "2024-07-01")


def corrected(article: Article, **fields: Any) -> Article:
    """The article with its first passage's first figure corrected."""
    lead = article.sections[0].passages[0]
    changed = msgspec.structs.replace(lead.figures[0], corrected=True, **fields)
    lead = msgspec.structs.replace(lead, figures=(changed, *lead.figures[1:]))
    return msgspec.structs.replace(
        article,
        sections=(msgspec.structs.replace(article.sections[0], passages=(lead,)), *article.sections[1:]),
    )


def test_merging_keeps_what_a_person_corrected() -> None:
    text = "引进人才47人，占44.8%。"
    found = [figure("47人", text, value=47), figure("44.8%", text, kind="percent", value=44.8)]
    parsed = made(1, (text,), figures=[found])
    by_hand = corrected(parsed, label="硕士")
    assert merge(by_hand, parsed) == by_hand
    longer = made(1, ("引进人才48人，占44.8%。",), figures=[found[1:]])
    waiting = merge(by_hand, longer)
    assert msgspec.structs.replace(waiting, waiting=()) == longer
    assert [figure.label for passage in waiting.waiting for figure in passage.figures] == ["硕士"]
    assert merge(waiting, parsed) == by_hand
    named = msgspec.structs.replace(parsed, year="2022", corrected=("year",))
    assert merge(named, parsed) == named
    assert merge(parsed, by_hand) == by_hand
    heading = msgspec.structs.replace(parsed.sections[1].heading, text="改过", corrected=True)
    headed = msgspec.structs.replace(
        parsed, sections=(parsed.sections[0], msgspec.structs.replace(parsed.sections[1], heading=heading))
    )
    assert merge(headed, parsed) == headed


LONG = "全院开放床位800张。骨科手术120例，引进人才47人。"


def parted(article: Article, cut: int) -> Article:
    """The article with its first passage parsed as two."""
    lead = article.sections[0]
    (whole,) = lead.passages
    pieces = []
    for start, end in ((0, cut), (cut, len(whole.text))):
        first = whole.start + start
        found = tuple(
            msgspec.structs.replace(one, at=(one.at[0] - start, one.at[1] - start), corrected=False)
            for one in whole.figures
            if start <= one.at[0] and one.at[1] <= end
        )
        pieces.append(
            msgspec.structs.replace(
                whole,
                id=f"{whole.id.partition('@')[0]}@{first}",
                text=whole.text[start:end],
                spans=((first, first + end - start),),
                figures=found,
                corrected=False,
            )
        )
    section = msgspec.structs.replace(lead, passages=tuple(pieces))
    return msgspec.structs.replace(article, sections=(section, *article.sections[1:]))


@pytest.mark.parametrize("cut", range(1, len(LONG)))
def test_a_correction_survives_its_paragraph_being_parsed_as_two(cut: int) -> None:
    one = figure("120例", LONG, value=120)
    parsed = made(1, (LONG,), figures=[[one]])
    by_hand = corrected(parsed, label="骨科手术")
    anew = merge(by_hand, parted(parsed, cut))
    inside = one.at[0] < cut < one.at[1]
    found = [figure for passage in anew.passages() for figure in passage.figures if figure.corrected]
    assert [figure.label for figure in found] == ([] if inside else ["骨科手术"])
    assert bool(anew.waiting) == inside
    assert merge(anew, parsed) == by_hand, "and it comes back when the paragraph is one again"
    stored = loads(dump(anew).encode(), Path("a.yaml"))
    assert stored == anew


@pytest.mark.parametrize("cut", [1, 10, len(LONG) - 1])
def test_a_passage_corrected_whole_takes_the_place_of_its_pieces(cut: int) -> None:
    parsed = made(1, (LONG,))
    lead = parsed.sections[0]
    mine = msgspec.structs.replace(lead.passages[0], role="caption", corrected=True)
    by_hand = msgspec.structs.replace(
        parsed, sections=(msgspec.structs.replace(lead, passages=(mine,)), *parsed.sections[1:])
    )
    assert merge(by_hand, parted(parsed, cut)) == by_hand


def test_what_has_no_place_is_said_and_kept(opened: Open, rooms: Path) -> None:
    one = figure("120例", LONG, value=120)
    parsed = made(1, (LONG,), figures=[[one]])
    waiting = merge(corrected(parsed, label="骨科手术"), made(1, ("别的文字，没有那些话。",)))
    library = opened([waiting])
    assert [(notice.key, notice.params["count"]) for notice in library.notices] == [("article-waiting", "1")]
    assert library.totals().articles == 1
