"""The filter: it narrows everything as it is typed, leads from match to match, and gives the place back."""

import pytest

from .conftest import Session, Start


async def search(session: Session, words: str) -> None:
    """Type a filter from wherever the reader is."""
    await session.press("slash")
    await session.type(words)


async def test_a_word_narrows_list_tree_and_text(start: Start) -> None:
    async with start() as session:
        main = session.main
        await search(session, "机器人")
        found = {main.panes.hospitals.card(row).hospital for row in range(main.panes.hospitals.row_count())}
        assert {"长治市第二人民医院", "长治市人民医院医疗集团"} <= found
        assert main.panes.hospitals.row_count() < 6
        assert main.panes.sections.row_count() < len(main.panes.sections.nodes)
        assert main.state.matches
        assert all("机器人" in p.text for p in main.state.passages if p.id in main.state.matches)
        assert (
            f"{main.state.found.tally.passages} 段 / {main.state.found.tally.articles} 家"
            in session.screen_text()
        )


async def test_an_unbroken_query_is_cut_into_words(start: Start) -> None:
    async with start() as session:
        await search(session, "骨科机器人手术")
        assert session.main.state.found.tally.passages
        assert "按 " in session.screen_text()
        assert len(session.main.state.found.query.cut) > 1


async def test_words_must_all_occur(start: Start) -> None:
    async with start() as session:
        await search(session, "机器人 手术")
        for article_id, passage_id in session.main.state.found.hits:
            passages = {p.id: p.text for p in session.main.state.library.article(article_id).selectable()}
            assert "机器人" in passages[passage_id]
            assert "手术" in passages[passage_id]


async def test_escape_returns_to_the_passage_left(start: Start) -> None:
    async with start() as session:
        await session.press("1", "down", "down", "enter", *["down"] * 9)
        left = (session.main.state.article.id, session.main.state.passage_id)
        await search(session, "机器人")
        assert session.main.state.article.id != left[0]
        await session.press("escape")
        assert (session.main.state.article.id, session.main.state.passage_id) == left
        assert session.main.panes.hospitals.row_count() == 6
        assert session.main.focused.id == "reading"


async def test_enter_keeps_the_filter_and_goes_to_the_first_match(start: Start) -> None:
    async with start() as session:
        await search(session, "机器人")
        await session.press("enter")
        main = session.main
        assert main.state.found.active
        assert main.focused.id == "reading"
        assert (main.state.article.id, main.state.passage_id) == main.state.found.hits[0]
        assert "1/" in main.panes.status.filtered


async def test_n_and_capital_n_walk_all_matches_and_go_round(start: Start) -> None:
    async with start() as session:
        await search(session, "机器人")
        await session.press("enter")
        main = session.main
        seen = [(main.state.article.id, main.state.passage_id)]
        for _ in range(len(main.state.found.hits) - 1):
            await session.press("n")
            seen.append((main.state.article.id, main.state.passage_id))
        assert tuple(seen) == tuple(main.state.found.hits)
        await session.press("n")
        assert (main.state.article.id, main.state.passage_id) == main.state.found.hits[0]
        await session.press("N")
        assert (main.state.article.id, main.state.passage_id) == main.state.found.hits[-1]


async def test_no_match_says_so_and_how_to_clear(start: Start) -> None:
    async with start() as session:
        await search(session, "“量子引力”")
        assert "没有匹配" in session.screen_text()
        assert "Esc" in session.screen_text()
        await session.press("enter")
        assert "量子引力" in session.main.panes.status.message
        await session.press("escape")
        assert session.main.panes.hospitals.row_count() == 6


@pytest.mark.parametrize("key", ["slash", "／", "、", "ctrl+f"])
async def test_every_twin_opens_the_filter(start: Start, key: str) -> None:
    async with start() as session:
        await session.press(key)
        assert session.main.panes.filter_bar.field.has_focus
        assert session.main.panes.filter_bar.text == ""


async def test_a_mistake_is_shown_where_it_is(start: Start) -> None:
    async with start() as session:
        await search(session, "类:没有")
        errors = session.main.state.mistaken.query.errors
        assert errors
        assert session.main.panes.filter_bar.wrong
        assert "没有“没有”这一类" in session.screen_text()


@pytest.mark.parametrize(
    ("lang", "typed", "words"),
    [
        ("zh", "hospital:", "“医院”后面要写内容"),
        ("en", "类:", "Something must follow “kind”"),
        ("zh", "foo:bar", "没有“foo”字段，有：医院 节 所指 指标"),
        ("zh", "医院 人 >", "“人”的比较号后面要写数"),
    ],
)
async def test_a_mistake_is_said_in_the_language_of_the_screen(
    start: Start, lang: str, typed: str, words: str
) -> None:
    async with start(lang=lang) as session:
        await search(session, typed)
        assert session.main.panes.filter_bar.wrong
        assert words in session.screen_text()


async def test_pasting_keeps_all_lines(start: Start) -> None:
    from textual import events

    async with start() as session:
        await session.press("slash")
        session.main.panes.filter_bar.field.post_message(events.Paste("机器人\n手术\x1b[2J"))
        await session.settle()
        assert session.main.panes.filter_bar.text.startswith("机器人 手术")
        assert "\x1b" not in session.main.panes.filter_bar.text


async def test_completion_of_a_word(start: Start) -> None:
    async with start() as session:
        await search(session, "机器")
        assert session.main.panes.completions.display
        await session.press("tab")
        assert session.main.panes.filter_bar.text == session.main.state.found.query.text
        assert session.main.panes.filter_bar.text.startswith("机器")
        assert len(session.main.panes.filter_bar.text) > 2
        assert session.main.panes.filter_bar.field.has_focus


async def test_up_brings_back_earlier_filters(start: Start) -> None:
    async with start() as session:
        for words in ("机器人", "手术"):
            await search(session, words)
            await session.press("enter", "escape")
        await session.press("slash", "up")
        assert session.main.panes.filter_bar.text == "手术"
        await session.press("up")
        assert session.main.panes.filter_bar.text == "机器人"
        assert session.main.state.found.query.text == "机器人"
        await session.press("down", "down")
        assert session.main.panes.filter_bar.text == ""


async def test_scope_by_key(start: Start) -> None:
    async with start() as session:
        await search(session, "医院")
        await session.press("enter")
        everywhere = session.main.state.found.tally.passages
        await session.press("S")
        article = session.main.state.found.tally
        assert article.passages < everywhere
        assert article.articles == 1
        await session.press("S")
        assert session.main.state.found.tally.passages <= article.passages
        await session.press("f5")
        assert session.main.state.found.tally.passages == everywhere


async def test_results_show_each_match_in_its_context(start: Start) -> None:
    async with start() as session:
        await search(session, "机器人")
        await session.press("enter", "r")
        main = session.main
        assert main.panes.results.has_focus
        assert main.panes.results.row_count() == main.state.found.tally.passages
        await session.press("end")
        assert (main.state.article.id, main.state.passage_id) == main.state.found.hits[-1]
        await session.press("o")
        assert main.panes.results.order == "relevance"
        await session.press("enter")
        assert not main.panes.results.display
        assert main.focused.id == "reading"


async def test_pinyin_finds_words_and_says_so(start: Start) -> None:
    async with start() as session:
        await search(session, "jqr")
        assert "读作 机器人" in session.screen_text()


@pytest.mark.parametrize(
    ("lang", "bar", "said"),
    [
        ("zh", "本节没有匹配 · F5 放宽 · Esc 清除", "本节没有段落匹配“不在这里”。按 F5 放宽查找范围"),
        ("en", "No match in this section · F5 widens", "“不在这里” in this section. F5 widens the scope"),
    ],
)
async def test_no_match_in_a_narrowed_scope_says_the_scope_and_the_way_out(
    start: Start, lang: str, bar: str, said: str
) -> None:
    async with start(lang=lang) as session:
        await session.press("3", "f5", "f5", "slash")
        await session.type("不在这里")
        assert bar in session.screen_text()
        await session.press("enter")
        assert said in session.main.panes.status.message
        reaches = []
        for _ in range(2):
            await session.press("f5")
            reaches.append(session.main.state.reach)
        assert reaches == ["article", "all"]
        assert "F5" not in session.main.panes.filter_bar.found


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every library counts as a large one, in which a first sight is three matches."""
    from hospital_tui.app import finding
    from hospital_tui.app.desk import find

    monkeypatch.setattr(find, "LARGE", 0)
    monkeypatch.setattr(finding, "COUNTED", 3)


@pytest.mark.usefixtures("large")
async def test_first_matches_first_and_all_of_them_counted_later(start: Start) -> None:
    async with start() as session:
        main, shown = session.main, []
        counted = main.state.take_count
        main.state.take_count = lambda found: (shown.append(main.state.found), counted(found))  # type: ignore[method-assign]
        await search(session, "医院")
        first = shown[-1]
        assert first.query.text == "医院"
        assert (first.tally.passages, first.tally.capped) == (3, True)
        assert first.counts().startswith(">3 段 / >")
        whole = main.state.library.shelf(main.state.found.query)
        assert main.state.found.tally == whole.tally()
        assert [card.id for card in main.panes.hospitals.shelf or ()] == [card.id for card in whole]
        assert f"{main.state.found.tally.passages} 段 / {len(whole)} 家" in session.screen_text()
        assert tuple(main.state.found.hits) == tuple(first.hits)


@pytest.mark.usefixtures("large")
async def test_a_later_letter_makes_an_answer_void(start: Start) -> None:
    async with start() as session:
        main = session.main
        asked = main.find._asked
        await session.press("slash", "机")
        late = main.state.found
        main.find.answer(late._replace(query=main.state.library.query("很久以前")), "很久以前", True, asked)
        assert main.state.found is late
        await session.type("器人")
        assert main.state.found.query.text == "机器人"
        await session.press("escape")
        assert not main.state.found.active


@pytest.mark.usefixtures("large")
async def test_the_article_that_is_open_stays_open_if_it_matches(start: Start) -> None:
    async with start() as session:
        main = session.main
        await session.press("1", "end", "slash")
        opened = main.state.here
        await session.type("医院")
        assert main.state.here == opened
        assert main.panes.hospitals.card(main.panes.hospitals.cursor).id == opened  # type: ignore[union-attr]


async def test_words_that_the_field_has_left_behind_are_not_completed(start: Start) -> None:
    async with start() as session:
        await search(session, "机器")
        session.main.panes.filter_bar.field.value = ""
        session.main.find.offer("机器人的手术")
        await session.settle()
        assert session.main.panes.completions.offered == []


async def test_the_first_match_is_in_view_however_long_its_passage(start: Start) -> None:
    """The words stand on the screen, not only the passage that holds them somewhere."""
    async with start(size=(80, 24)) as session:
        await session.press("slash")
        await session.type("手术")
        await session.press("enter")
        pane = session.main.panes.reading.content_region
        rows = session.screen_text().splitlines()[pane.y : pane.bottom]
        assert any("手术" in row for row in rows)
