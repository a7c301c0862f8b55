"""Going through figures one by one: what is still to be looked at, what was found right, what was put off."""

from array import array
from collections.abc import Callable, Iterable, Sequence

from hospital_tui.library.figure_rows import FigureRows
from hospital_tui.library.positions import text_offset
from hospital_tui.library.query.figure_keys import key
from hospital_tui.library.query.finding import Asking, checked
from hospital_tui.library.query.query import NOTHING, Query
from hospital_tui.library.reader import confirmations
from hospital_tui.library.reader.confirmations import Confirmation
from hospital_tui.library.reader.corrections import FIELDS, Field
from hospital_tui.library.reader.keeping import OvertakenError
from hospital_tui.library.reader.overlay import Overlay
from hospital_tui.library.reader.reader import Reader
from hospital_tui.library.readings import Store
from hospital_tui.library.records import FigureRow
from hospital_tui.model import Article, Figure, Passage


class Confirming:
    """What a person says of figures that need no correction.

    A confirmation is on the disk when the call returns; rows, filters and exports show it after `settle`.
    """

    def __init__(self, library: Store, lasting: Callable[[], Reader], settle: Callable[[], None]) -> None:
        """lasting: the reader's file, to be written (raises ReaderError); settle: show what was confirmed since, everywhere."""
        self._library, self._lasting = library, lasting
        self.settle = settle

    def to_check(self, query: Query | None = None) -> FigureRows:
        """Figures that no person has looked at, the least sure first; those that were put off last, as they were."""
        keys = self._library._ask(
            lambda connection: Asking(connection, self._library._articles, query or NOTHING).figure_keys(
                "confidence", unchecked=True
            )
        )
        later = dict.fromkeys(found for one in self.waiting() if (found := self._key_of(one)) is not None)
        if later:
            kept = set(keys)
            keys = array("q", (one for one in keys if one not in later))
            keys.extend(one for one in later if one in kept)
        return FigureRows(keys, self._library._places, self._library._row_of)

    def progress(self, query: Query | None = None) -> tuple[int, int]:
        """How many of the figures that a query finds (of all) a person has looked at, and how many there are."""
        return self._library._ask(lambda connection: checked(connection, query))

    def all(self) -> list[Confirmation]:
        """What was found right, in the order in which it was."""
        return [one for one in Overlay.of(self._library.home).confirmations if not one.later]

    def waiting(self) -> list[Confirmation]:
        """What was put off, the first first."""
        return [one for one in Overlay.of(self._library.home).confirmations if one.later]

    def confirm(self, *rows: FigureRow) -> bool:
        """Keep that figures are right as they are shown, as one act; whether that says anything new.

        Of what the reader corrected there is nothing to confirm. Raises ReaderError, also of a figure that another program
        changed since (OvertakenError); KeyError where its passage is gone.
        """
        return self._keep([row for row in rows if not row.figure.checked], later=False)

    def put_off(self, row: FigureRow) -> bool:
        """Keep that a figure is to be looked at later. Raises ReaderError, KeyError."""
        return self._keep([row], later=True)

    def take_back(self, address: str) -> bool:
        """Take back what was found right at `SOURCE@OFFSET`; whether anything was. Raises ReaderError."""
        done = confirmations.take_back(self._lasting(), address)
        self.settle()
        return done

    def _keep(self, rows: Sequence[FigureRow], *, later: bool) -> bool:
        found = []
        for row in rows:
            article = self._library.article(row.article_id)
            found.append(confirmations.of_figure(article, *standing(article, row), later=later))
        return bool(found) and confirmations.put(self._lasting(), found)

    def _key_of(self, one: Confirmation) -> int | None:
        """The key of the figure that was put off; none where it is gone."""
        for held, place in self._library._placed(one.source):
            start = text_offset(place.passage, one.start)
            if start is not None:
                row = held.row(place.passage.id)
                starts = [figure.at[0] for figure in place.passage.figures]
                return key(row, starts.index(start)) if row is not None and start in starts else None
        return None


def standing(article: Article, row: FigureRow, fields: Iterable[Field] = FIELDS) -> tuple[Passage, Figure]:
    """A figure as it is now, with its passage, where it says in these fields what was seen.

    Raises KeyError where there is no such passage, OvertakenError.
    """
    passage = article.passage(row.passage_id)
    if passage is None:
        raise KeyError(row.passage_id)
    seen = row.figure
    for now in passage.figures:
        if now.at == seen.at and all(getattr(now, field) == getattr(seen, field) for field in fields):
            return passage, now
    raise OvertakenError
