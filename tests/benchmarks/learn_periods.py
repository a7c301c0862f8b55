"""Learn which period a figure speaks of: `python tests/benchmarks/learn_periods.py GOLD[:GOLD...] TEXTS[:TEXTS...] [--only=NAME,...]`.

GOLD holds labelled articles that were in print (*.yaml: source, figures with line, text, nth, kind, `time` and `period`;
those without a `head` tell only of the times that their sentences state), TEXTS their sources. The pages beside this file
(pages/, written to be learnt from) and the passages of tests/figures/periods.yaml are learnt from as well, count for less
and are not scored. Writes
figures/resolve/periods.json: what each sign adds to the score of a proposal, and the lines below which nothing is given. A
logistic model over signs; how well it does on articles that it was not learnt from is printed first (cross-validated over
whole articles). The same input gives the same file. Needs scikit-learn, an extra for development; nothing of it is needed to read articles.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from hospital_tui.figures import annotate, extract
from hospital_tui.figures.resolve import dating, periods
from hospital_tui.figures.resolve.context import Context
from hospital_tui.figures.resolve.periods import Proposal
from hospital_tui.model import Source
from hospital_tui.parsing.parse import read_articles
from labelled_figures import PAGES, offsets, taken
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

INVENTED = Path(__file__).parents[1] / "figures/periods.yaml"
OUT = Path(periods.__file__).with_name("periods.json")
FOLDS, SEEDS = 8, (0, 1, 2)
STRENGTH = 0.08
"""How freely signs may weigh (C of the logistic model); most are held at nothing (an L1 penalty)."""
RARE = 12
"""Proposals that must show a sign before it is learnt from."""
LINES = {"sentence": 0.51, "passage": 0.7, "section": 0.7, "year": 0.65}
"""How likely a period of each source must be to be given. What the sentence says is right in 98 of 100 printed articles not
learnt from, what the passage or the article says from its line on in 9 of 10."""
PRINTED_WEIGHT, INVENTED_WEIGHT = 2, 2
"""What a figure of an article in print and of the tests counts for, beside one of another article; one of an article counts
the less, the more figures the article has."""


class Case(NamedTuple):
    """One labelled figure with what may be its period."""

    stem: str
    printed: bool
    whole: bool
    """Whether its article says of every figure what period it is of, or that none is told."""
    told: bool
    found: list[Proposal]
    right: list[bool]
    sentence: tuple[str, int]
    """Of which sentence it is: of its article's, those with figures counted."""
    shown: str
    """The figure with the words around it, for a person who looks at what went wrong."""


def accepted(figure: dict[str, Any]) -> list[str]:
    """The periods that count as right, the one of its sentence among them."""
    said = [figure.get("time"), *np.atleast_1d(figure.get("period") or [])]
    return [str(one) for one in said if one]


def right(iso: str, wanted: list[str]) -> bool:
    """Whether a period is one of the wanted: of the same years, or where its year is open the same month and day."""
    years = set(re.findall("[0-9]{4}", iso))
    if not years:
        return iso in (re.sub("(?<![0-9])[0-9]{4}-", "--", one) for one in wanted)
    return any(iso == one or years == set(re.findall("[0-9]{4}", one)) for one in wanted)


def cases(folder: Path, texts: list[Path], only: set[str], printed: bool) -> Iterator[Case]:
    """The labelled figures of a folder that are no dates; what chooses among proposals is listened to."""
    heard = _listen()
    for path in sorted(folder.glob("*.yaml")):
        if only and path.stem not in only:
            continue
        gold = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        name = Path(gold["source"]).name
        text = next(place / name for place in texts if (place / name).exists()).read_bytes().decode("utf-8")
        starts = [0, *(n + 1 for n, char in enumerate(text) if char == "\n")]
        waiting = []
        for figure in gold["figures"]:
            start = starts[figure["line"] - 1]
            waiting.append((offsets(text[start:].split("\n")[0], figure, start), figure))
        for article in map(annotate, read_articles(text, Source(file=name, sha256=""))):
            for passage in (*article.head, *article.selectable()):
                for figure in passage.figures:
                    want = taken(passage, figure.at, waiting)
                    if want is None or want.get("optional") or not str(figure.time).startswith("#"):
                        continue
                    wanted, (order, found) = accepted(want), heard[int(str(figure.time)[1:])]
                    marks = [right(one.iso, wanted) for one in found]
                    yield Case(
                        path.stem,
                        printed,
                        bool(gold.get("head")),
                        bool(wanted),
                        found,
                        marks,
                        (path.stem, order),
                        _shown(passage.text, figure.at, wanted),
                    )


def _listen() -> list[tuple[int, list[Proposal]]]:
    """What choosing a period is asked from here on, each figure's sentence and proposals; a figure is told its place in it."""
    heard: list[tuple[int, list[Proposal]]] = []

    def listen(asked: list[list[Proposal]]) -> list[tuple[str, str]]:
        first = len(heard)
        heard.extend((first, found) for found in asked)
        return [(f"#{first + n}", "sentence") for n in range(len(asked))]

    dating.choose = listen  # type: ignore[assignment]
    return heard


def _shown(text: str, at: tuple[int, int], wanted: list[str]) -> str:
    return f"{text[max(0, at[0] - 60) : at[0]]}<{text[slice(*at)]}>{text[at[1] : at[1] + 20]} {wanted}"


def invented() -> Iterator[Case]:
    """The passages of the tests, as articles of one passage each."""
    heard = _listen()
    for entry in yaml.safe_load(INVENTED.read_text(encoding="utf-8")):
        known = Context(entry.get("year"), entry.get("year"), section_time=entry.get("section"))
        for figure in extract(entry["text"], context=known):
            if figure.text in entry["says"] and str(figure.time).startswith("#"):
                wanted = [entry["says"][figure.text]] if entry["says"][figure.text] else []
                order, found = heard[int(str(figure.time)[1:])]
                yield Case(
                    "invented",
                    False,
                    True,
                    bool(wanted),
                    found,
                    [right(one.iso, wanted) for one in found],
                    ("invented", order),
                    "",
                )


def learn(seen: list[Case]) -> dict[str, float]:
    """The weight of each sign; the intercept is part of that of the sign ""."""
    rows, marks, costs = [], [], []
    many = Counter(case.stem for case in seen for _ in case.found)
    for case in seen:
        cost = INVENTED_WEIGHT if case.stem == "invented" else max(many[case.stem], 1) ** -0.5
        for one, mark in zip(case.found, case.right, strict=True):
            if case.whole or (case.told and one.origin == "sentence"):
                rows.append(dict.fromkeys(one.weighed(), 1))
                marks.append(mark)
                costs.append(cost * (PRINTED_WEIGHT if case.printed else 1))
    coded = DictVectorizer()
    values = coded.fit_transform(rows)
    kept = np.asarray((values != 0).sum(0)).ravel() >= RARE
    model = LogisticRegression(C=STRENGTH, l1_ratio=1, solver="liblinear", random_state=0, max_iter=3000)
    model.fit(values[:, kept], marks, sample_weight=np.array(costs) / np.mean(costs))
    names = np.array(coded.feature_names_)[kept]
    weights = dict(zip(map(str, names), map(float, model.coef_[0]), strict=True))
    weights[""] += float(model.intercept_[0])
    return weights


def score(weights: dict[str, float], one: Proposal) -> float:
    return sum(weights.get(sign, 0.0) for sign in one.weighed())


def lines() -> dict[str, float]:
    """The lines as scores."""
    return {source: round(float(np.log(chance / (1 - chance))), 2) for source, chance in LINES.items()}


def cross_validate(known: list[Case], made: list[Case]) -> None:
    """Prints recall and share of wrong ones, and both by source, by weights that have not seen the printed article."""
    stems = sorted({case.stem for case in known if case.printed})
    given: Counter[tuple[str, bool]] = Counter()
    for seed in SEEDS:
        fold = {stem: n % FOLDS for n, stem in enumerate(np.random.RandomState(seed).permutation(stems))}
        for part in range(FOLDS):
            weights = learn([*made, *(case for case in known if fold.get(case.stem) != part)])
            tested = [case for case in known if case.whole and fold.get(case.stem) == part]
            for _, group in groupby(tested, key=lambda case: case.sentence):
                own = list(group)
                scores = periods.shared([case.found for case in own], partial(score, weights))
                for case, row in zip(own, scores, strict=True):
                    given.update(_given(case, row))
    told = len(SEEDS) * sum(case.told for case in known if case.whole and case.printed)
    for source in sorted({source for source, _ in given}):
        print(
            f"{source}: right {given[source, True] / len(SEEDS):.0f}, wrong {given[source, False] / len(SEEDS):.0f}"
        )
    found = sum(count for (_, right), count in given.items() if right)
    print(f"recall {found / told:.3f}, wrong {1 - found / given.total():.3f}")


def _given(case: Case, scores: list[float]) -> list[tuple[str, bool]]:
    """The source of the period that a figure is given, and whether it is right; nothing where none is."""
    above = lines()
    likely = [(own, -n) for n, own in enumerate(scores) if own >= above[case.found[n].source]]
    return [(case.found[n].source, case.right[n]) for n in [-max(likely)[1]]] if likely else []


def main() -> None:
    golds, texts = (
        [Path(part) for part in argument.split(":")] for argument in sys.argv[1:] if argument[:2] != "--"
    )
    only = next((set(a[7:].split(",")) for a in sys.argv if a.startswith("--only=")), set())
    known = [case for folder in golds for case in cases(folder, texts, only, True)]
    known += cases(PAGES, [PAGES], set(), False)
    print(
        f"{len({case.stem for case in known})} articles, {sum(len(case.found) for case in known)} proposals"
    )
    made = list(invented())
    cross_validate(known, made)
    known += made
    weights = {name: round(value, 2) for name, value in sorted(learn(known).items()) if abs(value) >= 0.02}
    rows = ",\n".join(f'  "{name}": {value}' for name, value in weights.items())
    OUT.write_text(f'{{"lines": {json.dumps(lines())}, "weights": {{\n{rows}\n}}}}\n', encoding="utf-8")
    print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
