"""Sources parsed into shards: whole, once, the same on every engine, and added without parsing again."""

import hashlib
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hospital_tui.commands.main import cli
from hospital_tui.ingest.frames import Fault
from hospital_tui.ingest.shards import (
    Block,
    ClusterError,
    ShardFolder,
    blocks_of,
    engine_named,
    engines,
    stored,
)
from hospital_tui.library import Library
from hospital_tui.parsing import parse

parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `cluster` is not installed")

COUNT = 7


def text(number: int) -> str:
    return (
        f"清河市第{number}医院二〇二四年工作回眸\n本报记者 王平\n2024年，医院门诊量{number + 3}万人次，"
        f"同比增长{number + 1}.5%。\n全院开放床位{600 + number}张，其中重症床位{number + 9}张。\n"
    )


def write(folder: Path) -> Path:
    folder.mkdir()
    for number in range(1, COUNT + 1):
        (folder / f"{number}.txt").write_text(text(number), encoding="utf-8")
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return write(tmp_path / "texts")


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `texts`, and with `out`, the shards of those."""
    folder = tmp_path_factory.mktemp("parsed")
    write(folder / "texts")
    fill(folder / "out", folder / "texts", "processes", size=3)
    return folder


@pytest.fixture
def out(tmp_path: Path, parsed: Path) -> Path:
    """The shards of the texts, for one test."""
    return Path(shutil.copytree(parsed / "out", tmp_path / "out"))


@pytest.fixture
def ask(tmp_path: Path, patterns_kept: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    shutil.copytree(patterns_kept, tmp_path / "cache")
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(tmp_path / "cache"))

    def call(*words: str | Path) -> tuple[int, str]:
        outcome = CliRunner().invoke(cli, ["--lang", "en", *map(str, words)])
        return outcome.exit_code, outcome.output

    return call


def shards(folder: Path) -> dict[str, str]:
    """Every file of the folder with its digest."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parquet.read_table(folder / table).to_pylist()
    return found


def test_shards_hold_what_parsing_gives_and_are_written_once(texts: Path, tmp_path: Path, ask: Any) -> None:
    out = tmp_path / "out"
    code, said = ask("parse", "--format", "parquet", "-o", out, "--block", "3", "--jobs", "1", texts)
    assert code == 0
    assert "parsed 7 sources, 7 articles, into 3 shards; there already 0, failed 0" in said
    first = (texts / "1.txt").read_text(encoding="utf-8")
    (article,) = parse(first, file="1.txt", sha256=hashlib.sha256(first.encode()).hexdigest())
    assert next(item for item in stored(out) if item.shown.endswith("/1.txt")).outcome()[0].articles == (
        article,
    )
    expected = [
        (passage.id, *figure.at, figure.text, figure.unit, figure.label)
        for passage in article.selectable()
        for figure in passage.figures
    ]
    columns = ("passage_id", "start", "end", "text", "unit", "label")
    assert expected == [
        tuple(row[column] for column in columns)
        for row in rows(out, "figures")
        if row["article_id"] == article.id
    ]
    assert len(rows(out, "sources")) == len(rows(out, "articles")) == COUNT
    before = shards(out)
    code, said = ask("parse", "--format", "parquet", "-o", out, "--block", "3", texts)
    assert (code, shards(out)) == (0, before)
    assert "parsed 0 sources, 0 articles, into 0 shards; there already 7, failed 0" in said
    receipt = next((out / "done").iterdir())
    receipt.unlink()
    (out / "figures" / f"{next((out / 'done').iterdir()).stem}.parquet").write_bytes(b"cut off")
    assert ask("parse", "--format", "parquet", "-o", out, "--block", "3", "--jobs", "1", texts)[0] == 0
    assert shards(out) == before


def test_shards_are_added_as_their_sources_would_be(texts: Path, out: Path, tmp_path: Path, ask: Any) -> None:
    assert ask("add", "--jobs", "1", "--library", tmp_path / "one", texts)[0] == 0
    code, said = ask("add", "--library", tmp_path / "two", out)
    assert (code, "added 7" in said) == (0, True)
    one, two = (shards(tmp_path / name / "articles") for name in ("one", "two"))
    assert one == two
    code, said = ask("add", "--library", tmp_path / "two", out)
    assert (code, "added 0, there already 7" in said) == (0, True)
    with Library.open(tmp_path / "one") as one_library, Library.open(tmp_path / "two") as two_library:
        assert one_library.totals() == two_library.totals()


def test_a_source_that_cannot_be_read_ends_no_shard(texts: Path, tmp_path: Path, ask: Any) -> None:
    (texts / "4.txt").write_bytes(b"\x00\x01\x02" * 50)
    (texts / "5.txt").write_bytes(b"")
    out = tmp_path / "out"
    code, said = ask("parse", "--format", "parquet", "-o", out, "--block", "3", "--jobs", "1", texts)
    assert (code, "4.txt" in said, "5.txt" in said) == (1, True, True)
    assert "parsed 5 sources" in said
    assert "failed 2" in said
    assert len(rows(out, "articles")) == COUNT - 2


@pytest.mark.parametrize("table", ["sources", "articles"])
def test_a_damaged_shard_costs_itself_and_is_named(
    parsed: Path, out: Path, tmp_path: Path, ask: Any, table: str
) -> None:
    file = min((out / table).iterdir())
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(bytes(data))
    lost = sum(item.receipt.name == file.stem for item in stored(out))
    code, said = ask("add", "--library", tmp_path / "two", out)
    assert code == 1
    assert f"the shard is damaged: {file}; delete it and run parse again" in " ".join(said.split("\n"))
    assert f"added {COUNT - lost}, there already 0, failed {lost}" in said
    file.unlink()
    fill(out, parsed / "texts", "processes", size=3)
    assert shards(out) == shards(parsed / "out")
    assert f"added {lost}" in ask("add", "--library", tmp_path / "two", out)[1]


def test_only_a_folder_of_shards_is_gone_on_in(texts: Path, tmp_path: Path, ask: Any) -> None:
    assert ask("parse", "--format", "parquet", "-o", texts, texts) == (
        2,
        f"hospital-tui: {texts} holds something else and no shards; choose an empty folder\n",
    )
    assert ask("parse", "--format", "parquet", texts)[0] == 2
    assert ask("parse", "--on", "processes", texts / "1.txt")[0] == 2
    out = tmp_path / "out"
    out.mkdir()
    (out / "shards.json").write_text('{"form": 1, "version": "0.0.1"}', encoding="utf-8")
    assert "0.0.1" in ask("parse", "--format", "parquet", "-o", out, texts)[1]
    assert (
        "--on elsewhere is not known"
        in ask("parse", "--format", "parquet", "-o", out, "--on", "elsewhere", texts)[1]
    )


def test_a_scheduler_that_does_not_answer_is_told(
    texts: Path, tmp_path: Path, ask: Any, monkeypatch: Any
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("hospital_tui.ingest.shards.engines._REACHED", 0.2)
    code, said = ask(
        "parse", "--format", "parquet", "-o", tmp_path / "out", "--on", "dask://127.0.0.1:9", texts
    )
    assert (code, "the dask scheduler at 127.0.0.1:9 does not answer" in said) == (2, True)


@pytest.mark.parametrize(
    "name", ["dask://", "dask://host", "dask:/host:1", "dask://a b:1", "spark://host:1", "Processes"]
)
def test_an_engine_has_a_host_and_a_port(name: str) -> None:
    with pytest.raises(ClusterError) as unknown:
        engine_named(name, 1, [])
    assert unknown.value.key == "cluster.engine"
    assert engine_named("dask://[::1]:8786", 1, []) and engine_named("dask://head.example:8786/", 1, [])


def test_a_cluster_that_lost_all_its_workers_is_told(monkeypatch: Any) -> None:
    class Deserted:
        status = "running"

        def nthreads(self) -> dict[str, int]:
            return {}

    monkeypatch.setattr(engines, "_LOOK", 0.001)
    monkeypatch.setattr(engines, "_MANNED", 0.003)
    with pytest.raises(ClusterError) as deserted:
        engines._Cluster(Deserted(), "head:1", [])._next()
    assert deserted.value.key == "cluster.no-workers"


@pytest.fixture
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, scheduler_port=0, silence_logs=50
    ) as made:
        yield made


def blocks(texts: Path, done: set[str], size: int = 1) -> Iterator[Block]:
    def failed(shown: str, fault: Fault) -> None:
        raise AssertionError((shown, fault))

    paths = sorted(map(str, texts.iterdir()))
    return blocks_of(paths, done, size, encoding=None, failed=failed, known=lambda _: None)


def fill(out: Path, texts: Path, engine: str, after_first: Any = lambda: None, *, size: int = 1) -> None:
    folder = ShardFolder(out)
    done = engine_named(engine, 1, ["--lang=en"])(blocks(texts, folder.done, size))
    for number, (block, outcomes) in enumerate(done):
        folder.write(block, outcomes)
        if number == 0:
            after_first()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_a_cluster_gives_the_same_also_when_a_worker_is_killed_and_tells_when_it_is_gone(
    texts: Path, tmp_path: Path, cluster: Any
) -> None:
    here, there, late = (tmp_path / name for name in ("here", "there", "late"))
    engine = "dask://" + cluster.scheduler_address.removeprefix("tcp://")

    def kill_a_worker() -> None:
        os.kill(cluster.workers[0].process.process.pid, signal.SIGKILL)

    fill(here, texts, "processes")
    fill(there, texts, engine, kill_a_worker)
    assert shards(there) == shards(here)
    with pytest.raises(ClusterError) as lost:
        fill(late, texts, engine, cluster.close)
    assert lost.value.key == "cluster.lost"
    fill(late, texts, "processes")
    assert shards(late) == shards(here)
