"""The process that parses sources for `add`: a task in, an outcome out, until the pipe ends.

Run as `python -m hospital_tui.commands.worker [--no-vocabulary]`; a source that brings it down takes no other with it.
"""

import gc
import os
import signal
import sys
from collections import Counter

from hospital_tui.commands.frames import TASKS, Fault, Outcome, Task, receive, send
from hospital_tui.languages import of_command_line
from hospital_tui.model import Article
from hospital_tui.speech import speak


def main() -> None:
    """Serve tasks from standard input to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for `add`, which closes the pipe
    gc.set_threshold(100_000)  # articles are trees: nothing to collect while one is made
    speak(of_command_line(sys.argv[1:], os.environ))
    tasks, outcomes = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not fall between the frames
    vocabulary = "--no-vocabulary" not in sys.argv
    while (frame := receive(tasks)) is not None:
        try:
            send(outcomes, outcome(TASKS.decode(frame), vocabulary=vocabulary))
        except BrokenPipeError:
            os._exit(0)


def outcome(task: Task, *, vocabulary: bool) -> Outcome:
    """Parse one source."""
    from hospital_tui.commands.sources import parse_source, reading_warnings, unread_warnings
    from hospital_tui.parsing.inputs import InputError, interpret

    try:
        source = interpret(task.data, task.file, shown=task.shown, encoding=task.encoding)
    except InputError as error:
        return Outcome(task.shown, fault=Fault(error.file, error.reason, error.detail))
    articles = parse_source(source)
    if not articles:
        return Outcome(task.shown, fault=Fault(task.shown, "blank", ""))
    return Outcome(
        task.shown,
        source.sha256,
        articles,
        source.text if source.extracted else None,
        words(articles) if vocabulary else {},
        (*reading_warnings(task.shown, source), *unread_warnings(task.shown, articles)),
    )


def words(articles: tuple[Article, ...]) -> Counter[str]:
    """Words of articles with the number of passages, headings and names that hold them."""
    from hospital_tui.commands.article_files import texts
    from hospital_tui.parsing import vocabulary

    found = (passage for article in articles for passage in texts(article))
    return Counter(word for passage in found for word in vocabulary([passage]))


if __name__ == "__main__":
    main()
