"""The panes of the main screen: those that the eye needs first, and those that are mounted after the first refresh."""

from typing import TYPE_CHECKING

from hospital_tui.app.panes.hospitals import HospitalList
from hospital_tui.app.panes.reading import ReadingPane
from hospital_tui.app.panes.status import StatusLine
from hospital_tui.library import Library
from hospital_tui.speech import t

if TYPE_CHECKING:  # imported after the first refresh
    from hospital_tui.app.panes.completions import CompletionList
    from hospital_tui.app.panes.filterbar import FilterBar
    from hospital_tui.app.panes.outline import SectionTree
    from hospital_tui.app.panes.results import ResultList
    from hospital_tui.app.panes.saved import SavedList
    from hospital_tui.app.panes.sidebar import FactSidebar


class Panes:
    """What the controllers drive. Tree, sidebar, results, filter and completions are there once `furnished`."""

    sections: "SectionTree"
    sidebar: "FactSidebar"
    results: "ResultList"
    filter_bar: "FilterBar"
    completions: "CompletionList"
    saved: "SavedList"

    def __init__(self) -> None:
        self.hospitals = HospitalList()
        self.reading = ReadingPane(gap_text=hidden_text)
        self.status = StatusLine()
        self.furnished = False
        """All panes are mounted."""

    def make_rest(self, library: Library) -> None:
        """Import and make what the first screen could wait for."""
        from hospital_tui.app.panes.completions import CompletionList
        from hospital_tui.app.panes.filterbar import FilterBar
        from hospital_tui.app.panes.outline import SectionTree
        from hospital_tui.app.panes.results import ResultList
        from hospital_tui.app.panes.saved import SavedList
        from hospital_tui.app.panes.sidebar import FactSidebar

        self.sections, self.sidebar, self.results = SectionTree(), FactSidebar(), ResultList(library)
        self.filter_bar, self.completions, self.saved = FilterBar(), CompletionList(), SavedList()
        self.results.display = False


def hidden_text(count: int) -> str:
    """The words of the line that stands for passages the filter hides."""
    return t("reading.hidden", n=count)
