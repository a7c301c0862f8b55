"""The desk where the reader's own articles can be taken out of the library again."""

from hospital_tui.app.desk.desk_live import LiveDesk
from hospital_tui.model import Article
from hospital_tui.speech import t


class RemoveDesk(LiveDesk):
    """Asks before it removes; what the program came with stays."""

    _going: str = ""
    """The article that is being removed."""

    def action_remove_article(self) -> None:
        """Take the open article out of the library, if the reader added it."""
        if self.article is None or not self.furnished:
            return
        from hospital_tui.app.dialogs.ask import AskScreen

        article = self.article
        if article.id == self._going:
            return
        place = self.found.shelf.index(article.id)
        card = self.found.shelf[place] if place is not None else None
        if card is None or card.origin != "own":
            self.say(t("remove.bundled"))
            return

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.run_worker(self._remove(article), group="remove", exit_on_error=False)

        question = t(
            "remove.sure",
            title=article.title,
            hospital=article.hospital.name or t("hospital.unnamed"),
            file=article.source.file,
        )
        self.app.push_screen(AskScreen(t("command.remove"), question, t("remove.keys")), answered)

    async def _remove(self, article: Article) -> None:
        """Remove it, then show the library as it is now."""
        from hospital_tui.app.removing import remove

        self._going = article.id
        try:
            failure = await remove(self.add_program, self.library.home, article.id)
            if not failure:
                await self.keep_up()
        finally:
            self._going = ""
        if failure:
            self.say(t("remove.failed", reason=failure), warning=True)
        else:
            self.say(t("remove.done", title=article.title))
