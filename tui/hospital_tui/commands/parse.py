"""`hospital-tui parse`: sources to articles, as JSON or YAML, and the proof that nothing is lost."""

from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import click

from hospital_tui.commands.article_files import ArticleFolder
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.options import MOST
from hospital_tui.commands.output import as_json, complain, exit_code_of, message, result, tell, watched
from hospital_tui.commands.shards import Plan, parse_shards, shards_in_words
from hospital_tui.commands.spoken import command
from hospital_tui.ingest.sources import Parsed, SourceError, parse_path
from hospital_tui.speech import t

Format = Literal["yaml", "json"]


@command("parse")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["yaml", "json", "parquet"]))
@click.option("--check", is_flag=True)
@click.option("--encoding", metavar="NAME")
@click.option("--on", "engine", metavar="ENGINE")
@click.option("--jobs", type=click.IntRange(1, MOST), metavar="N")
@click.option("--block", type=click.IntRange(1, MOST), metavar="N", default=200)
def parse_command(
    files: tuple[str, ...],
    output: Path | None,
    form: Format | Literal["parquet"] | None,
    check: bool,
    encoding: str | None,
    engine: str | None,
    jobs: int | None,
    block: int,
) -> int:
    """Read sources and write what they hold."""
    if form == "parquet":
        if output is None or check:
            raise CommandError("parse.parquet")
        with shards_in_words():
            return parse_shards(files, output, Plan(engine or "processes", jobs, block, encoding))
    if engine or jobs:
        raise CommandError("parse.engine")
    run = _Run(len(files), output, form, check)
    for file in files:
        run.read(file, encoding)
    return run.finish()


def _tell_page(file: str, page: int, pages: int) -> None:
    """How far a source is whose pages are recognised, to whoever waits at a terminal."""
    if watched():
        tell("add.page", file=file, page=page, pages=pages)


class _AsYaml:
    """Articles as documents on standard output."""

    _before = ""

    def write(self, parsed: Parsed) -> None:
        """Write the articles of a source."""
        from hospital_tui.library.files import dump

        for article in parsed.articles:
            result(self._before + dump(article), end="")
            self._before = "---\n"

    def finish(self) -> None:
        """Nothing comes after the last document."""


class _AsJson:
    """Articles as one object on standard output, a line each; none where its one source gave none."""

    def __init__(self, several: bool) -> None:
        self._began, self._always = False, several

    def write(self, parsed: Parsed) -> None:
        """Write the articles of a source."""
        for article in parsed.articles:
            result((",\n" if self._began else '{"articles": [\n') + as_json(article), end="")
            self._began = True

    def finish(self) -> None:
        """End the object."""
        if self._began:
            result("\n]}")
        elif self._always:
            result('{"articles": [\n]}')


def _written(
    output: Path | None, form: Format | None, check: bool, several: bool
) -> ArticleFolder | _AsJson | _AsYaml | None:
    """Where the articles go; None where they are only checked. Raises CommandError."""
    if output is not None:
        return ArticleFolder(output, form or "yaml")
    if form == "json":
        return _AsJson(several)
    return _AsYaml() if form or not check else None


class _Run:
    """One call of the command: where the articles go, and what went wrong so far."""

    def __init__(self, total: int, output: Path | None, form: Format | None, check: bool) -> None:
        self.total, self.check = total, check
        self.failed = self.uncovered = 0
        self._articles = _written(output, form, check, total > 1)
        self._proven = message if form and output is None else result
        """Proofs stand beside what is printed in a form, else they are the result."""

    def read(self, file: str, encoding: str | None) -> None:
        """Parse a source and take it up, or say why that cannot be."""
        try:
            self._take(parse_path(file, encoding=encoding, tell=partial(_tell_page, file)))
        except SourceError as problem:
            self.failed += 1
            complain(str(problem))

    def _take(self, parsed: Parsed) -> None:
        """Report on one source, then write its articles. Raises SourceError."""
        for warning in parsed.warnings():
            message(warning)
        if self.check:
            for line in self._proof(parsed):
                self._proven(line)
        if self._articles is not None:
            self._articles.write(parsed)

    def finish(self) -> int:
        """Write what comes after the last article, sum up, and return the exit code."""
        if self._articles is not None:
            self._articles.finish()
        if self.failed and self.total > 1:
            message(t("summary.failed", failed=self.failed, total=self.total))
        return exit_code_of(self.failed, self.total) or min(self.uncovered, 1)

    def _proof(self, parsed: Parsed) -> Iterator[str]:
        """That every character lies in exactly one block, or which do not."""
        from hospital_tui.parsing import check

        faults = check(parsed.source.text, parsed.articles)
        missing = yield from self._against_file(parsed)
        self.uncovered += bool(faults or missing)
        if not faults:
            characters = sum(not character.isspace() for character in parsed.source.text)
            yield t(
                "check.whole",
                file=parsed.shown,
                characters=f"{characters:,}",
                blocks=parsed.blocks(),
                articles=len(parsed.articles),
            )
            return
        for fault in faults:
            yield t(
                "check.fault",
                file=parsed.shown,
                line=fault.line,
                offset=fault.offset,
                text=repr(fault.text[:60]),
            )

    def _against_file(self, parsed: Parsed) -> Generator[str, None, bool]:
        """What a document or page shows by a count of its own, and what was left out of it; whether something is missing."""
        from hospital_tui.parsing.inputs.proof import prove

        proof = prove(parsed.source)
        if proof is None:
            return False
        left = t("list.comma").join(
            f"{t(f'left-out.{reason}')} {count:,}" for reason, count in proof.left_out.items()
        )
        yield t(
            "check.file",
            file=parsed.shown,
            shown=f"{proof.shown:,}",
            read=f"{proof.read:,}",
            left=left or "0",
        )
        if proof.missing:
            yield t("check.missing", file=parsed.shown, count=f"{abs(proof.missing):,}")
        return proof.missing != 0
