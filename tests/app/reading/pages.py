"""Articles made for these tests, and an app that shows nothing but the reading pane."""

from collections.abc import Sequence

from hospital_tui.app.panes.reading import ReadingPane
from hospital_tui.app.themes import THEMES, role_defaults
from hospital_tui.app.typography import Row, visible
from hospital_tui.model import (
    Article,
    Block,
    Doubt,
    Figure,
    Heading,
    Hospital,
    Passage,
    Section,
    Source,
    Span,
)
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.theme import Theme

SENTENCE = "医院持续推进学科建设，服务群众健康，临床路径覆盖率达99.46%，新招聘录取医学院校毕业生47人。"


def drawn(text: str, row: Row) -> str:
    """A row as it is drawn, from the left edge to its last character."""
    blanks = dict(row.blanks)
    offsets = range(row.start, row.stop)
    return " " * row.indent + "".join(
        " " * blanks.get(offset, 0) + visible(text[offset]) for offset in offsets
    )


class Found:
    """What a filter found in a passage."""

    def __init__(self, spans: Sequence[Span], figures: Sequence[int] = ()) -> None:
        self.spans = spans
        self.figures = figures


class Maker:
    """Makes passages that stand one after the other in a source."""

    def __init__(self) -> None:
        self.offset = 0

    def span(self, text: str) -> tuple[Span, ...]:
        start = self.offset
        self.offset += len(text) + 1
        return ((start, start + len(text)),)

    def passage(self, text: str, role: str = "body", **fields: object) -> Passage:
        spans = self.span(text)
        figures = tuple(
            Figure(kind=kind, text=words, at=(at, at + len(words)), value=1)
            for words, kind in (("99.46%", "percent"), ("47人", "count"))
            if (at := text.find(words)) >= 0
        )
        return Passage(id=f"made@{spans[0][0]}", role=role, text=text, spans=spans, figures=figures, **fields)  # type: ignore[arg-type]

    def heading(self, text: str) -> Heading:
        return Heading(text=text, spans=self.span(text))


def article(sections: int = 3, passages: int = 4, sentences: int = 3) -> Article:
    """A made article: a full head, sections with a summary, a list and body passages, a masthead."""
    maker = Maker()
    head = tuple(
        maker.passage(text, role)
        for text, role in (
            ("健康中国", "kicker"),
            ("提升医疗质量 服务大众健康", "title"),
            ("——某市人民医院高质量发展纪实", "subtitle"),
            ("本报记者 某某", "byline"),
        )
    )
    made = []
    for number in range(sections):
        heading = maker.heading(f"学科建设第{number}部分 综合实力大幅提升")
        items = [maker.passage("一年来医院各项工作取得明显成效", "heading")]
        items += [
            maker.passage(
                f"多措并举引人才。{number}之{step}：" + SENTENCE * sentences, run_in="多措并举引人才。"
            )
            for step in range(passages)
        ]
        items.append(maker.passage("- ①打造门诊住院一站式服务中心", "list_item"))
        items.append(
            maker.passage(
                "图为医院“义诊”现场", "caption", doubts=(Doubt(at=(0, 1), found="图", reading="国"),)
            )
        )
        made.append(Section(level=1, heading=heading, passages=tuple(items)))
    margin = Block(role="masthead", text="某某日报", spans=maker.span("某某日报"))
    return Article(
        id="made-1",
        hospital=Hospital(name="某市人民医院"),
        source=Source(file="made.txt", sha256="0" * 64),
        head=head,
        sections=tuple(made),
        margins=(margin,),
    )


class Page(App[None]):
    """The reading pane alone."""

    CSS = "ReadingPane { background: $background; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, shown: Article | None = None, theme: Theme = THEMES[0]) -> None:
        super().__init__()
        self.shown = shown
        self.chosen_theme = theme
        self.selected: list[str] = []
        self.clicked: list[tuple[str, int]] = []
        for offered in THEMES:
            self.register_theme(offered)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_defaults()

    def compose(self) -> ComposeResult:
        yield ReadingPane()

    def on_mount(self) -> None:
        self.theme = self.chosen_theme.name
        self.pane.follower = self.selected.append
        self.pane.show(self.shown)
        self.pane.focus()

    @property
    def pane(self) -> ReadingPane:
        return self.query_one(ReadingPane)

    @on(ReadingPane.FigureClicked)
    def note_clicked(self, event: ReadingPane.FigureClicked) -> None:
        self.clicked.append((event.passage_id, event.index))

    def rows(self) -> list[str]:
        """The rows in view as text, the scrollbar left out."""
        pane = self.pane
        return [pane.render_line(y).text for y in range(pane.size.height)]


async def place_of(app: Page, words: str) -> tuple[int, int]:
    """Cell of the first place in view where some words stand."""
    for y, row in enumerate(app.rows()):
        if words in row:
            return cell_len(row[: row.index(words)]), y
    raise AssertionError(f"{words} is not in view")
