"""All that is known of one figure."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.widget import Widget

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.dialogs.page import Item, Page
from hospital_tui.app.panes.words import sentence_of
from hospital_tui.app.widgets.line_picture import LinePicture
from hospital_tui.library import Library
from hospital_tui.model import Article, Figure, Passage, Place
from hospital_tui.speech import metric_name, t, unit_name
from hospital_tui.speech.figures import value_text


class Stated(NamedTuple):
    """A figure with the passage and article that state it."""

    figure: Figure
    passage: Passage
    article: Article


class DetailScreen(Dialog[None]):
    """Exact words, normalised value, time and where it was read, source file and line, the whole sentence."""

    def __init__(self, stated: Stated, pictures: Sequence[Path] = ()) -> None:
        """pictures: of the lines that a recognised figure was read from."""
        super().__init__(t("detail.title"), t("notices.keys"))
        self._stated, self._pictures = stated, pictures

    def inside(self) -> Sequence[Widget]:
        """Name and content, one under the other."""
        parts = [*_parts(self._stated), *_seen(self._stated.figure, self._pictures)]
        column = max(cell_len(name) for name, _, _ in parts) + 2
        items = [Item(words, ink, name, "quiet", column) for name, words, ink in parts]
        picture = LinePicture(self._pictures)
        return (Page(items, beside=picture.rows), picture)


def open_detail(host: Any, library: Library, article_id: str, passage_id: str, figure: Figure) -> None:
    """Show it above a screen, or say there that its article is gone."""
    try:
        article = library.article(article_id)
    except KeyError:
        host.say(t("article.gone"), warning=True)
        return
    if (passage := article.passage(passage_id)) is not None:
        stated = Stated(figure, passage, article)
        host.app.push_screen(DetailScreen(stated, library.pictures(figure)))


_MM = 25.4 / 72
"""Millimetres of a point."""


def _parts(stated: Stated) -> Iterator[tuple[str, str, str]]:
    """Name, content and style of each part."""
    figure, passage, article = stated
    none = t("detail.none")
    yield t("detail.text"), figure.text, "strong"
    yield t("table.value"), _plain(figure), figure.kind
    yield t("table.unit"), _named(figure.unit, unit_name) or none, ""
    yield t("table.kind"), t(f"kind.{figure.kind}"), ""
    yield t("detail.qualifier"), t(f"qualifier.{figure.qualifier}"), ""
    how = t("column.inferred" if figure.label_inferred else "detail.label_read")
    yield t("table.label"), _both(figure.label, how) or none, ""
    yield t("table.time"), _both(figure.time or none, figure.time_from and t(f"time.{figure.time_from}")), ""
    if figure.change:
        yield t("detail.change"), t(f"change.{figure.change}"), ""
    if figure.part_of:
        yield t("detail.part_of"), figure.part_of, ""
    yield t("table.metric"), _named(figure.metric, metric_name) or none, ""
    if figure.checked:
        key, ink = ("corrected", "warn") if figure.corrected else ("confirmed", "")
        yield t(f"detail.{key}"), _by(figure), ink
    line = passage.source_line(figure.at[0])
    yield t("detail.source"), t("detail.source_line", file=article.source.file, line=line), ""
    if figure.place is not None:
        yield t("detail.place"), _printed(figure.place), ""
    yield t("detail.sentence"), sentence_of(passage.text, figure.at[0]), ""


def _printed(place: Place) -> str:
    """Page and edges in millimetres."""
    page, *edges = place
    left, top, right, bottom = (round(edge * _MM) for edge in edges)
    return t("detail.on_page", page=page, left=left, top=top, right=right, bottom=bottom)


def _both(first: str, second: str | None) -> str:
    """A word, and another that goes with it, where there are two that differ."""
    return t("detail.both", first=first, second=second) if first and second and first != second else first


def _seen(figure: Figure, pictures: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    """How sure the machine is that read it from a picture, and where the picture of its line lies."""
    if figure.recognised is None:
        return
    sure = f"{figure.recognised.confidence:.0%}"
    key = "recognised.waits" if figure.waits else "recognised.looked"
    yield t("recognised.name"), t(key, sure=sure), "warn" if figure.waits else ""
    for path in pictures:
        yield t("recognised.picture"), str(path), ""


def _by(figure: Figure) -> str:
    """Who looked at it, and when."""
    name, day = figure.checked_by or ("", "")
    return " ".join(one for one in (name or t("detail.by_hand"), day) if one)


def _plain(figure: Figure) -> str:
    """The normalised value as data holds it, and for the eye where that differs."""
    raw = "" if figure.value is None else str(figure.value)
    return _both(raw, value_text(figure.value, exact=True).strip("—"))


def _named(word: str | None, name: Callable[[str], str]) -> str:
    """A word of the articles, and its name in the language of the screen where that is another."""
    return _both(word, name(word)) if word else ""
