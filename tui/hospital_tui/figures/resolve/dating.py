"""When the figures of a passage hold, sentence by sentence."""

from collections.abc import Iterable, Iterator

from hospital_tui.figures.read.mentions import Mention, Spoken, number
from hospital_tui.figures.resolve.context import Context, Left
from hospital_tui.figures.resolve.governing import governing
from hospital_tui.figures.resolve.lasting import lasting
from hospital_tui.figures.resolve.periods import choose, proposals
from hospital_tui.figures.resolve.recalled import in_order, moved, time_told, times_told, untold
from hospital_tui.figures.resolve.resolving import Anchor
from hospital_tui.figures.resolve.said import (
    anchor_of,
    dealt_out,
    join,
    reckoned,
    resolved,
    said,
    whole_year,
    years_ago,
)
from hospital_tui.figures.resolve.standing import Recent, Said


class Dating:
    """Gives the figures of a passage values and periods; what it has seen of dates goes on from sentence to sentence."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._anchor = anchor_of(context)
        self._years: list[int] = []
        self.recent: tuple[Recent, ...] = (
            (Recent(context.scene, "holds", scene=True),) if context.scene else ()
        )
        """The dates that what follows may go on from."""

    @property
    def left(self) -> Left:
        """What is left of its dates for the passages behind it."""
        return Left(self._anchor.told, self._anchor.daily, self.recent)

    def dated(self, sentences: Iterable[Spoken]) -> Iterator[Spoken]:
        """The sentences with what their dates say of their figures."""
        for sentence in sentences:
            words, own = sentence.text, sentence.mentions()
            dates = self._said(sentence)
            dealt = dealt_out(words, own, dates) if own else {}
            dates = join(words, dates)
            asked = []
            for draft in sentence.drafts:
                mention = draft.mention
                if mention.start in dealt and mention.kind != "date":
                    draft.time = dealt[mention.start] or None
                    draft.time_from = "sentence" if draft.time else None
                elif mention.kind != "date":
                    date = governing(words, mention, dates, self._context.written)
                    asked.append((draft, proposals(words, mention, date, dates, self.recent, self._context)))
            for (draft, _), told in zip(asked, choose([found for _, found in asked]), strict=True):
                draft.time, draft.time_from = told
            yield sentence
            self.recent = lasting(words, sentence.start, own, dates, self.recent)

    def _said(self, sentence: Spoken) -> list[Said]:
        """Its dates as the figures see them; every figure is given its value."""
        dates: list[Said] = []
        back: Said | None = None
        named = [*times_told(sentence)]
        for draft in sentence.drafts:
            mention = draft.mention
            while named and named[0].end() <= max(
                mention.start, mention.end if mention.kind == "rank" else 0
            ):
                told = time_told(sentence.text, named[0], self._anchor, self._years)
                self._anchor = moved(named.pop(0), self._anchor)
                dates += [told] if told is not None else []
            if mention.date is None:
                draft.value = _value(mention)
                back = reckoned(sentence.text, mention, self._context, dates)
                dates += [back] if back is not None and (dates or not back.untold) else []
                continue
            ago = years_ago(sentence.text, mention, back, self._anchor)
            if mention.date.same and dates and dates[-1].untold:
                ago = Anchor()  # 第一年…；次年…
            draft.value, anchor = resolved(sentence.text, mention, ago or self._anchor)
            if ago is None or ago.stated is not None:
                self._anchor = anchor
            if draft.value != "-" or not whole_year(sentence.text, mention):
                dates.append(said(sentence.text, mention, draft.value))
                self._years += [int(draft.value[:4])] if draft.value[:4].isdigit() else []
        return in_order(sentence.text, [*dates, *untold(sentence, dates)])


def _value(mention: Mention) -> int | float | str | None:
    """The value as the model holds it."""
    if mention.value is None or isinstance(mention.value, str):
        return mention.value
    if mention.high is not None:
        return f"{number(mention.value)}/{number(mention.high)}"
    return number(mention.value)
