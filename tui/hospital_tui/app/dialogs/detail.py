"""All that is known of one figure."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.widget import Widget

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.dialogs.page import Item, Page
from hospital_tui.app.widgets.line_picture import LinePicture
from hospital_tui.library import Library
from hospital_tui.model import Article, Figure, Passage
from hospital_tui.speech import metric_name, t, unit_name
from hospital_tui.speech.figures import value_text

_ENDS = "。！？；!?;"


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
    for passage in article.selectable():
        if passage.id == passage_id:
            stated = Stated(figure, passage, article)
            host.app.push_screen(DetailScreen(stated, library.pictures(figure)))


_MM = 25.4 / 72
"""Millimetres of a point."""


def _parts(stated: Stated) -> Iterator[tuple[str, str, str]]:
    """Name, content and style of each part."""
    figure, passage, article = stated
    none = t("detail.none")
    yield t("detail.text"), figure.text, "strong"
    yield t("detail.value"), _plain(figure), figure.kind
    yield t("detail.unit"), _named(figure.unit, unit_name) or none, ""
    yield t("detail.kind"), t(f"kind.{figure.kind}"), ""
    yield t("detail.qualifier"), t(f"qualifier.{figure.qualifier}"), ""
    how = t("detail.label_inferred" if figure.label_inferred else "detail.label_read")
    yield t("detail.label"), t("detail.both", first=figure.label, second=how) if figure.label else none, ""
    when = figure.time or none
    yield (
        t("detail.time"),
        t("detail.both", first=when, second=t(f"time.{figure.time_from}")) if figure.time_from else when,
        "",
    )
    if figure.change:
        yield t("detail.change"), t(f"change.{figure.change}"), ""
    if figure.part_of:
        yield t("detail.part_of"), figure.part_of, ""
    yield t("detail.metric"), _named(figure.metric, metric_name) or none, ""
    if figure.checked:
        key = "corrected" if figure.corrected else "confirmed"
        yield t(f"detail.{key}"), _by(figure), "warn" if figure.corrected else ""
    line = passage.source_line(figure.at[0])
    yield t("detail.source"), t("detail.source_line", file=article.source.file, line=line), ""
    if figure.place is not None:
        page, *edges = figure.place
        left, top, right, bottom = (round(edge * _MM) for edge in edges)
        yield (
            t("detail.place"),
            t("detail.on_page", page=page, left=left, top=top, right=right, bottom=bottom),
            "",
        )
    yield t("detail.sentence"), sentence(passage.text, figure.at[0]), ""


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
    eye = value_text(figure.value, exact=True)
    return raw if eye in (raw, "—") or not raw else t("detail.both", first=raw, second=eye)


def _named(word: str | None, name: Callable[[str], str]) -> str:
    """A word of the articles, and its name in the language of the screen where that is another."""
    said = name(word) if word else ""
    return t("detail.both", first=word, second=said) if said and said != word else word or ""


def sentence(text: str, at: int) -> str:
    """The sentence of a text that holds an offset."""
    start = max((text.rfind(end, 0, at) for end in _ENDS), default=-1) + 1
    stops = [place for end in _ENDS if (place := text.find(end, at)) >= 0]
    return text[start : min(stops) + 1 if stops else len(text)].strip()
