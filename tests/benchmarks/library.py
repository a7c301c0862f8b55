"""What a library costs as it grows: one table for 1,000, 10,000 and 100,000 articles.

    python tests/benchmarks/library.py [1000 10000 100000] [--folder DIR] [--keep]

Makes libraries of recombined articles (make_library.py), compiles them, and measures in fresh processes: opening, the first
page of the shelf, filter keystrokes up to the first fifty hits (reading the query, finding, marking), memory, adding one
article. ripgrep searches the same text as plain files in the same run, where it is installed. Medians of seven; times
are milliseconds but where named.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KEYSTROKES = {
    "two characters": ["医院", "骨科", "患者", "床位", "胃镜"],
    "four characters": ["医疗服务", "党建引领", "学科建设", "临床路径", "互联互通"],
    "two words": ["骨科 手术", "医院 服务", "人才 引进", "学科 床位"],
    "figures": ["人>100", "%>40", "元>=10万", "年:2023", "类:percent", "人>100 医院"],
    "one character": ["的", "骨", "癌"],
    "no such word": ["没有的词语"],
    "cut into words": ["骨科机器人手术"],
    "hospital and word": ["医院:长治 骨科"],
    "or": [
        "骨科|心内科",
        "医院 OR 患者",
        "(骨科|床位) 人>100",
        "的|骨",
        "医院:长治,株洲 骨科|患者",
        "-(医院|患者)",
    ],
    "label and metric": [
        "所指:床位",
        "床位>1000",
        "指标:开放床位",
        "指标:门诊量>=50万",
        "所指:床位|人>100",
        "-所指:人",
    ],
    "newspaper and day": ["来源:日报", "来源:未知 医院", "日期:2024-03", "日期:未知 骨科"],
}
SEARCHED = [word for kind in ("two characters", "four characters") for word in KEYSTROKES[kind]]
TIMES = 7


def timed(job: Callable[[], object]) -> float:
    """Median milliseconds of a job."""
    spent = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        job()
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


def ask(home: Path) -> dict[str, float]:
    """What questions cost, asked of a library that is compiled; to be called in a fresh process."""
    from hospital_tui.library import Library

    begun = time.perf_counter()
    library = Library.open(home)
    opened = time.perf_counter()
    library.shelf()[:50]
    shown = time.perf_counter()
    library.article(library.shelf()[0].id)
    found = {"open": (opened - begun) * 1000, "first shelf page": (shown - opened) * 1000}
    found["article"] = (time.perf_counter() - shown) * 1000
    for kind, lines in KEYSTROKES.items():
        found[kind] = statistics.median(timed(lambda line=line: keystroke(library, line)) for line in lines)  # type: ignore[misc]
        found[f"{kind}, slowest"] = max(timed(lambda line=line: keystroke(library, line)) for line in lines)  # type: ignore[misc]
    words = KEYSTROKES["two characters"]
    found["shelf of a word, whole"] = statistics.median(
        timed(lambda word=word: library.shelf(library.query(word)))
        for word in words  # type: ignore[misc]
    )
    found["memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def keystroke(library: Any, line: str) -> None:
    """From a line of the filter to the first fifty hits, a count up to 500 and the first of the list, as in the app."""
    library._articles.forget()
    query = library.query(line)
    library.glance(query).shelf[:50]
    library.hits(query, limit=50)


def new_article(library: Any, number: int) -> Any:
    """An article that the library does not hold."""
    import msgspec

    pattern = library.article(library.shelf()[0].id)
    sha = f"{number:x}".rjust(64, "e")
    lead = msgspec.structs.replace(pattern.head[0], text=f"新的{number}", figures=())
    source = msgspec.structs.replace(pattern.source, sha256=sha)
    return msgspec.structs.replace(pattern, id=f"{sha[:12]}-1", source=source, head=(lead,))


def add_one(home: Path) -> dict[str, float]:
    """Adding one article and taking it out again, in a fresh process."""
    from hospital_tui.library import Addition, Library

    library = Library.open(home)
    spent = []
    for number in range(TIMES):
        article = new_article(library, number)
        begun = time.perf_counter()
        library.add_articles([Addition(articles=(article,), data=b"")], ["骨科", f"新词{number}"])
        spent.append((time.perf_counter() - begun) * 1000)
        library.remove(article.id)
    return {"add one article": statistics.median(spent)}


def in_fresh_process(job: str, home: Path) -> dict[str, float]:
    """Run one of the jobs above in a process of its own, three times; medians."""
    runs = []
    for _ in range(3):
        command = [sys.executable, __file__, "--job", job, "--folder", str(home)]
        runs.append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def compile_all(home: Path, size: float) -> dict[str, float]:
    """Compiling the whole library; megabytes of text a second of one core."""
    command = [sys.executable, "-c", "from hospital_tui.library import Library; Library.open().close()"]
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, check=True, env=os.environ | {"HOSPITAL_TUI_HOME": str(home)})
    wall = time.perf_counter() - begun
    core = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    cache = sum(path.stat().st_size for path in Path(os.environ["HOSPITAL_TUI_CACHE"]).rglob("library-*.db"))
    return {
        "compile, s": wall,
        "compile, MB of text a second": size / wall,
        "the same, a core's second": size / core,
        "compiled, MB": cache / 1e6,
    }


def words_of(texts: Path) -> dict[str, float]:
    """What the vocabulary adds: jieba over a hundred of the texts, loaded before; megabytes a second."""
    from hospital_tui.parsing import vocabulary

    vocabulary(["热身"])
    some = [path.read_text("utf-8") for path in sorted(texts.iterdir())[:100]]
    begun = time.process_time()
    for text in some:
        vocabulary([text])
    return {
        "words by jieba, MB a core's second": sum(len(text.encode()) for text in some)
        / 1e6
        / (time.process_time() - begun)
    }


def ripgrep(texts: Path) -> dict[str, float]:
    """Milliseconds of ripgrep over the same text, to its first fifty lines and to the end."""
    if not shutil.which("rg"):
        return {}

    def run(word: str, tail: str) -> Callable[[], object]:
        return lambda: subprocess.run(
            f"rg --no-config -N {word} {texts} {tail} > /dev/null", shell=True, check=False
        )

    first = [timed(run(word, "| head -50")) for word in SEARCHED]
    whole = [timed(run(word, "")) for word in SEARCHED[:3]]
    absent = timed(run("没有的词语", "| head -50"))
    return {
        "ripgrep, first fifty lines": statistics.median(first),
        "ripgrep, all lines": statistics.median(whole),
        "ripgrep, no such word": absent,
    }


def measure(count: int, folder: Path) -> dict[str, float]:
    """Everything about a library of `count` articles."""
    from make_library import make

    home, texts = folder / f"home-{count}", folder / f"texts-{count}"
    os.environ["HOSPITAL_TUI_CACHE"] = str(folder / f"cache-{count}")
    if not home.exists():
        make(count, home, texts=texts)
    size = sum(path.stat().st_size for path in texts.iterdir()) / 1e6
    found = {"articles": float(count), "text, MB": size}
    if not Path(os.environ["HOSPITAL_TUI_CACHE"]).exists():
        found |= compile_all(home, size)
    found |= in_fresh_process("ask", home) | in_fresh_process("add", home)
    return found | words_of(texts) | ripgrep(texts)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("counts", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument(
        "--folder", type=Path, help="where to make the libraries; what is there already is used again"
    )
    parser.add_argument("--keep", action="store_true", help="leave the made libraries in the folder")
    parser.add_argument("--job", choices=["ask", "add"], help=argparse.SUPPRESS)
    told: Any = parser.parse_args()
    if told.job:
        print(json.dumps({"ask": ask, "add": add_one}[told.job](told.folder)))
        return
    folder = told.folder or Path(tempfile.mkdtemp(prefix="library-"))
    try:
        tables = [measure(count, folder) for count in told.counts]
    finally:
        if not told.keep and not told.folder:
            shutil.rmtree(folder, ignore_errors=True)
    for key in max(tables, key=len):
        print(f"{key:34}" + "".join(f"{table.get(key, float('nan')):14,.1f}" for table in tables))


if __name__ == "__main__":
    main()
