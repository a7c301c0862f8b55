"""References: what other programs read back is what was known, and nothing that was not."""

import json
import warnings

import pytest
from hospital_tui.library.export.references import Reference, bibtex, csl, gbt, refer, ris, write
from hospital_tui.model import Article, Figure, Hospital, Passage, Section, Source
from hypothesis import given, settings
from hypothesis import strategies as st

SHA = "ab" * 32
TEXT = "医院开放床位860张。"
FIGURE = Figure(kind="count", text="860张", at=(6, 10), value=860, unit="张", label="开放床位")
PASSAGE = Passage(
    id=f"{SHA[:12]}@40", role="body", text=TEXT, spans=((40, 40 + len(TEXT)),), figures=(FIGURE,)
)
KNOWN = Article(
    id=f"{SHA[:12]}-1",
    hospital=Hospital(name="清河市中心医院"),
    source=Source(file="q.txt", sha256=SHA),
    newspaper="清河日报",
    date="2024-01-05",
    year="2023",
    page="A05",
    author="王一、李二、赵三、钱四",
    link="https://example.org/a?b=1&c=2",
    head=(Passage(id=f"{SHA[:12]}@0", role="title", text="100%为民_服务{一流}", spans=((0, 13),)),),
    sections=(Section(level=1, passages=(PASSAGE,)),),
)
BARE = Article(
    id=f"{SHA[:12]}-2", hospital=Hospital(name=""), source=Source(file="q.txt", sha256=SHA), year="2023"
)


def test_gbt_says_what_is_known() -> None:
    assert gbt(refer(KNOWN)) == (
        "王一, 李二, 赵三, 等. 100%为民_服务{一流}[N]. 清河日报, 2024-01-05(A05). https://example.org/a?b=1&c=2"
    )


def test_what_is_not_known_is_left_out() -> None:
    one = refer(BARE)
    assert gbt(one) == "q.txt[Z]."
    assert "2023" not in bibtex(one) + ris(one) + json.dumps(csl(one))
    assert set(csl(one)) == {"id", "type", "title", "note"}


def test_a_figure_has_the_address_that_opens_it() -> None:
    one = refer(KNOWN, PASSAGE, FIGURE)
    assert one.address == f"{SHA[:12]}@46"
    assert one.quote == "开放床位 860张"
    assert f"hospital-tui:{one.address}" in ris(one)


def test_bibtex_is_read_back() -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    from bibtexparser.bparser import BibTexParser

    found = bibtexparser.loads(write([refer(KNOWN), refer(BARE), refer(KNOWN)], "bibtex"), BibTexParser())
    assert [entry["ENTRYTYPE"] for entry in found.entries] == ["article", "misc"]
    entry = found.entries[0]
    assert (entry["journal"], entry["year"], entry["month"], entry["day"], entry["pages"]) == (
        "清河日报", "2024", "1", "5", "A05",
    )  # fmt: skip
    assert entry["title"] == "{" + r"100\%为民\_服务\{一流\}" + "}"
    assert entry["author"].count(" and ") == 3
    assert entry["url"] == KNOWN.link


def test_ris_is_read_back() -> None:
    rispy = pytest.importorskip("rispy")
    first, second = rispy.loads(write([refer(KNOWN), refer(BARE)], "ris"))
    assert first["type_of_reference"] == "NEWS"
    assert first["authors"] == ["王一", "李二", "赵三", "钱四"]
    assert (first["title"], first["secondary_title"], first["year"], first["date"]) == (
        "100%为民_服务{一流}", "清河日报", "2024", "2024/01/05",
    )  # fmt: skip
    assert first["urls"] == [KNOWN.link]
    assert "year" not in second and "authors" not in second


def test_csl_is_set_by_a_processor() -> None:
    pytest.importorskip("citeproc")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        items = json.loads(write([refer(KNOWN), refer(BARE)], "csl"))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        book = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            book.register(Citation([CitationItem(item["id"])]))
        said = [str(entry) for entry in book.bibliography()]
    assert "清河日报" in "".join(said) and "2024" in "".join(said)
    assert [item["type"] for item in items] == ["article-newspaper", "document"]


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@settings(max_examples=60)
@given(WORDS, WORDS)
def test_any_words_are_read_back_from_ris_and_csl(title: str, paper: str) -> None:
    rispy = pytest.importorskip("rispy")
    one = Reference(address="abc@1", title=title, newspaper=paper)
    (back,) = rispy.loads(write([one], "ris"))
    assert back.get("title", "") == " ".join(title.split())
    assert back.get("secondary_title", "") == " ".join(paper.split())
    (item,) = json.loads(write([one], "csl"))
    assert item.get("title", "") == " ".join(title.split())


@settings(max_examples=60)
@given(WORDS)
def test_bibtex_stays_one_entry_whatever_the_words(title: str) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    text = write([Reference(address="abc@1", title=title, newspaper=title)], "bibtex")
    assert len(bibtexparser.loads(text).entries) == 1
