"""The panes of the main screen."""

from hospital_tui.app.panes.completions import CompletionList
from hospital_tui.app.panes.filterbar import FilterBar
from hospital_tui.app.panes.hospitals import HospitalList
from hospital_tui.app.panes.outline import SectionTree
from hospital_tui.app.panes.reading import ReadingPane
from hospital_tui.app.panes.results import ResultList
from hospital_tui.app.panes.saved import SavedList
from hospital_tui.app.panes.sidebar import FactSidebar
from hospital_tui.app.panes.status import StatusLine
from hospital_tui.library import Library


class Panes:
    """What the controllers drive."""

    def __init__(self, library: Library) -> None:
        self.hospitals, self.sections, self.saved = HospitalList(), SectionTree(), SavedList()
        self.reading, self.results = ReadingPane(), ResultList(library)
        self.sidebar, self.status = FactSidebar(), StatusLine()
        self.filter_bar, self.completions = FilterBar(), CompletionList()
        self.results.display = False
