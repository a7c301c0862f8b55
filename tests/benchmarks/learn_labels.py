"""Learn how labels are ranked: `python tests/benchmarks/learn_labels.py GOLD[:GOLD...] TEXTS[:TEXTS...] [--only=NAME,...]`.

GOLD holds labelled articles that were in print (*.yaml: source, figures with line, text, nth, label), TEXTS their sources.
The pages beside this file (pages/, written to be learnt from) and the sentences of tests/figures (labels.yaml,
sentences.yaml, edges.yaml) are learnt from as well.
Writes figures/label/weights.json: tables for the first step, trees for the second, the line between labels that are
shown as read and those shown as inferred, and how well all of it does on articles that it was not learnt from
(cross-validated over whole articles). The same input gives the same file. Needs lightgbm and numpy, extras for
development; nothing of them is needed to read articles.
"""

import json
import sys
from collections import Counter
from copy import copy
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from hospital_tui.figures.label import features
from hospital_tui.figures.label.candidates import Candidate, words_of
from hospital_tui.figures.label.data import load
from hospital_tui.figures.label.labels import BEND, agreed, grounds, spelled
from hospital_tui.figures.label.ranking import KEPT, Ranking
from hospital_tui.figures.label.sentence import ready
from hospital_tui.figures.phrase.sentence import sentences
from hospital_tui.figures.phrase.words import cut
from hospital_tui.figures.read.scan import scan
from hospital_tui.text.reading import read
from labelled_figures import PAGES, gold, invented

ROOT = Path(__file__).parents[2]
OUT = ROOT / "tui/hospital_tui/figures/label/weights.json"
FOLDS = 4
INVENTED, PRINTED = 3.0, 2.0
"""Weight of a figure of the invented sentences, and of one of an article that was in print, beside one of our own pages."""
WIDER = 5
"""Candidates of a figure that are learnt from beyond those that the trees will have to weigh."""
NEGATIVE = "非不未无"
MARKS = set(" \t\n“”‘’\"'《》（）()、，。：:；;—-·的了")
TABLES = [
    ["s_before", "s_first"], ["s_verb", "s_clause"], ["s_run", "s_second"], ["s_before_word", "s_first"],
    ["e_last", "e_next"], ["e_run", "e_clause"], ["e_last2", "e_last"], ["e_head", "e_next"],
    ["kind", "words"], ["kind", "gap"], ["kind", "more"], ["clauses", "verbs"], ["in_nouns", "in_verbs"],
    ["figures", "pauses"],
]  # fmt: skip
"""Features that the first step weighs together."""
NUMBERS = set(load("groups")["features"]["ordered"].split())
"""Features whose values have an order; all others name classes."""
LEARNING = {
    "objective": "lambdarank", "label_gain": [0, 1, 4, 5, 6], "learning_rate": 0.065, "num_leaves": 16,
    "min_data_in_leaf": 20, "feature_fraction": 0.4, "bagging_fraction": 0.7, "bagging_freq": 1, "cat_smooth": 50,
    "cat_l2": 20, "min_data_per_group": 50, "verbosity": -1, "num_threads": 1, "deterministic": True,
    "force_row_wise": True,
}  # fmt: skip
ROUNDS = 320
SEEDS = (1,)
SCALE = 250
"""Parts of one in which the weight of a leaf is told; the coarser, the fewer bits there are to be summed."""
OTHERS = {"events": 0.0, "things": 0.3}
"""Weight of a figure of the other group where the trees of one are learnt."""
SURE = 0.965
"""Share of the labels shown as read that shall be right."""


def plain(label: str) -> str:
    return "".join(char for char in label if char not in MARKS)


def likeness(got: str, want: str) -> float:
    """F1 over characters."""
    got, want = plain(got), plain(want)
    common = sum((Counter(got) & Counter(want)).values())
    return 2 * common / (len(got) + len(want)) if common else 0.0


def grade(got: str, accepted: list[str]) -> int:
    """4 the best answer, 3 another accepted one, 2 near to one and no negation lost, 1 not far, 0 wrong."""
    alike = [likeness(got, want) for want in accepted]
    signed = any(
        score >= 0.75 and all((mark in got) == (mark in want) for mark in NEGATIVE)
        for score, want in zip(alike, accepted, strict=True)
    )
    if not signed:
        return int(max(alike) >= 0.6)
    return 4 if alike[0] > 0.999 else 3 if max(alike) > 0.999 else 2


class Row:
    """One labelled figure with its candidates."""

    def __init__(
        self, stem: str, optional: bool, values: np.ndarray, grades: np.ndarray, texts: list[str]
    ) -> None:
        self.stem, self.optional = stem, optional
        self.values, self.grades, self.texts = values, grades, texts
        self.first = self.scores = np.zeros(0)
        self.kept = np.zeros(0, dtype=int)
        self.sentence = ""
        self.figure = ""
        self.accepted: list[str] = []


def rows_of(case: dict[str, Any]) -> list[Row]:
    """The rows of a passage: `stem`, `text`, `figures` with `at`, `label` and `optional`."""
    reading = read(case["text"])
    wanted = {place: figure for figure in case["figures"] for place in range(*figure["at"])}
    mentions = list(scan(reading.text))
    found = []
    for start, end in sentences(reading.text):
        own = [mention for mention in mentions if start <= mention.start < end]
        if not own:
            continue
        ranking = Ranking(ready(reading.text, cut(reading.text, start, end, own)))
        carried: Candidate | None = None
        for order, mention in enumerate(own):
            figure = wanted.get(reading.back(mention.start, mention.end)[0])
            rows = [(c, ranking.values(order, c, carried)) for c in ranking.candidates(order)]
            carried = None
            if figure is None or not rows:
                continue
            texts = [
                "".join(reading.written(*piece) for piece in words_of(ranking.sentence, c)) for c, _ in rows
            ]
            grades = np.array([grade(text, figure["label"]) for text in texts])
            place = ranking.sentence.figures[order]
            best = max(range(len(rows)), key=lambda n: (grades[n], -abs(rows[n][0].first - place)))
            carried = rows[best][0] if grades[best] > 1 else None
            row = Row(
                case["stem"], bool(figure.get("optional")), np.array([v for _, v in rows]), grades, texts
            )
            row.sentence, row.figure, row.accepted = case["text"], mention.kind, figure["label"]
            found.append(row)
    return found


def code(values: np.ndarray, columns: list[int]) -> np.ndarray:
    out = np.zeros(len(values), dtype=int)
    for column in columns:
        out = out * 64 + values[:, column]
    return out


def tables(rows: list[Row]) -> list[dict[int, float]]:
    """Weights of the first step: a logistic model over the tables, each fitted in turn."""
    values = np.concatenate([row.values for row in rows])
    right = np.concatenate([row.grades > 1 for row in rows]).astype(float)
    scores = np.full(len(right), np.log(right.mean() / (1 - right.mean())))
    codes = [np.unique(code(values, columns(names)), return_inverse=True) for names in TABLES]
    found = [np.zeros(len(seen)) for seen, _ in codes]
    for _ in range(8):
        for weights, (seen, inverse) in zip(found, codes, strict=True):
            chance = 1 / (1 + np.exp(-scores))
            slope = np.bincount(inverse, right - chance, len(seen)) - 0.5 * weights
            step = np.clip(slope / (np.bincount(inverse, chance * (1 - chance), len(seen)) + 0.5), -1, 1)
            weights += step
            scores += step[inverse]
    return [
        dict(zip(map(int, seen), (round(float(w), 3) for w in weights), strict=True))
        for weights, (seen, _) in zip(found, codes, strict=True)
    ]


def columns(names: list[str]) -> list[int]:
    return [features.NAMES.index(name) for name in names]


def choose(rows: list[Row], weights: list[dict[int, float]], kept: int = KEPT + WIDER) -> None:
    """Keeps the best candidates of each row by the first step."""
    for row in rows:
        total = np.zeros(len(row.values))
        for names, table in zip(TABLES, weights, strict=True):
            total += [table.get(int(key), -1.0) for key in code(row.values, columns(names))]
        row.kept = np.argsort(-total, kind="stable")[:kept]


def weight(row: Row) -> float:
    """How much a figure counts: one that no reader need note less, one of a sentence made for its kind or in print more."""
    if row.stem.startswith("invented"):
        return INVENTED
    return (0.5 if row.optional else 1.0) * (1.0 if row.stem.startswith("own-") else PRINTED)


def learn(rows: list[Row], seed: int, group: str) -> lightgbm.Booster:
    """Trees that rank the kept candidates of figures of a group; the others count less."""
    share = {row: 1.0 if features.group_of(row.figure) == group else OTHERS[group] for row in rows}
    rows = [row for row in rows if share[row] and row.grades[row.kept].max() > 1]
    data = lightgbm.Dataset(
        np.concatenate([row.values[row.kept] for row in rows]),
        np.concatenate([row.grades[row.kept] for row in rows]),
        group=[len(row.kept) for row in rows],
        weight=np.concatenate([np.full(len(row.kept), share[row] * weight(row)) for row in rows]),
        categorical_feature=[n for n, name in enumerate(features.NAMES) if name not in NUMBERS],
    )
    return lightgbm.train({**LEARNING, "seed": seed}, data, ROUNDS)


def cross_validate(rows: list[Row], named: list[str]) -> list[Row]:
    """Scores every row of the named articles by trees that have not seen its article."""
    fold = {stem: n % FOLDS for n, stem in enumerate(np.random.RandomState(1).permutation(named))}
    for part in range(FOLDS):
        seen = [row for row in rows if fold.get(row.stem) != part]
        weights = tables(seen)
        choose(rows, weights)
        models = {group: [learn(seen, seed, group) for seed in SEEDS] for group in features.GROUPS}
        for row in rows:
            if fold.get(row.stem) == part:
                choose([row], weights, KEPT)
                ranked = [
                    model.predict(row.values[row.kept], num_threads=1)
                    for model in models[features.group_of(row.figure)]
                ]
                row.scores = np.sum(ranked, axis=0)
                row.texts = [row.texts[n] for n in row.kept]
                row.grades, row.values, row.kept = (
                    row.grades[row.kept],
                    row.values[row.kept],
                    np.arange(len(row.kept)),
                )
    found = [row for row in rows if row.stem in fold and not row.optional]
    print(f"a right one among those weighed: {np.mean([row.grades.max() > 1 for row in found]):.4f}")
    return found


def chosen(row: Row) -> tuple[int, dict[str, float]]:
    """The candidate that the ranking settles on, and the grounds of its confidence."""
    order = [int(n) for n in np.argsort(-row.scores, kind="stable")]
    scores, said = [float(row.scores[n]) for n in order], spelled([row.texts[n] for n in order])
    best, share = agreed(scores, said)
    return order[best], grounds(scores, said, best, share, features.group_of(row.figure))[0]


def branch(node: dict[str, Any]) -> Any:
    """A tree as [feature, values that go left, left, right]; a leaf is its weight in parts of `SCALE`."""
    if "leaf_value" in node:
        return round(node["leaf_value"] * SCALE)
    if node["decision_type"] == "==":
        lefts = sorted(int(value) for value in str(node["threshold"]).split("||"))
    else:
        lefts = [value for value in range(64) if value <= node["threshold"]]
    return [
        features.NAMES[node["split_feature"]],
        lefts,
        branch(node["left_child"]),
        branch(node["right_child"]),
    ]


KNOTS = {
    "margin": (0.0, 0.3, 0.7, 1.2, 2.0, 3.0),
    "share": (3.0, 5.0, 6.0, 7.0, 8.0, 9.0),
    "score": (-1.0, 0.0, 0.5, 1.0, 2.0, 3.0),
    "length": (0.5, 1.0, 2.0, 3.0, 4.0, 6.0),
    "third": (0.2, 0.6, 1.2, 2.0, 3.0),
    "fifth": (0.5, 1.0, 2.0, 3.0, 4.0),
    "event": (0.0,),
    "other": (0.0,),
    **{f"rival {n}": (0.0,) for n in range(5)},
}
"""Where the confidence may bend, for each of the grounds of a label."""
RIDGE = 30.0


def design(rows: list[Row]) -> np.ndarray:
    """What the confidence is reckoned from, a row a figure: 1, then how far each of the grounds is beyond each knot."""
    said = [chosen(row)[1] for row in rows]
    found = [np.ones(len(rows))]
    for name, knots in KNOTS.items():
        values = np.array([grounds.get(name, 0.0) for grounds in said])
        found += [np.clip(values - knot, 0, BEND) for knot in knots]
    return np.array(found).T


def logistic(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic curve, held small."""
    found = np.zeros(matrix.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-matrix @ found))
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + RIDGE * np.eye(len(found))
        found += np.linalg.solve(bend, matrix.T @ (right - chance) - RIDGE * found)
    return found


def calibrated(rows: list[Row]) -> tuple[dict[str, Any], float, float]:
    """How sure a label is: the weights, the chance above which labels are shown as read, and the share of those.

    The last two are found on articles that the weights were not fitted to.
    """
    matrix = design(rows)
    right = np.array([row.grades[chosen(row)[0]] > 1 for row in rows], dtype=float)
    stems = sorted({row.stem for row in rows})
    part = np.array([stems.index(row.stem) % FOLDS for row in rows])
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        weights = logistic(matrix[part != fold], right[part != fold])
        chances[part == fold] = 1 / (1 + np.exp(-matrix[part == fold] @ weights))
    order = np.argsort(-chances, kind="stable")
    enough = np.flatnonzero(np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= SURE)
    count = int(enough[-1]) + 1 if len(enough) else 0
    line = float(chances[order[count - 1]]) if count else 1.0
    fitted = [round(float(weight), 3) for weight in logistic(matrix, right)]
    curve: dict[str, Any] = {"base": fitted.pop(0)}
    for name, knots in KNOTS.items():
        curve[name] = [(knot, fitted.pop(0)) for knot in knots]
    return curve, round(line, 3), count / len(order)


def main() -> None:
    """Learn, measure, write."""
    golds, texts = (
        [Path(part) for part in argument.split(":")] for argument in sys.argv[1:] if argument[:2] != "--"
    )
    options = dict(argument[2:].split("=", 1) for argument in sys.argv[1:] if argument.startswith("--"))
    only = set(options["only"].split(",")) if "only" in options else set()
    cases = [case for folder in golds for case in gold(folder, texts, only)]
    named = sorted({case["stem"] for case in cases})
    cases += [*gold(PAGES, [PAGES], set()), *invented()]
    rows = [row for case in cases for row in rows_of(case)]
    print(f"{len(rows)} figures, {np.mean([len(row.values) for row in rows]):.0f} candidates each")
    tested = cross_validate([copy(row) for row in rows], named)
    curve, line, share = calibrated(tested)
    picked = [int(row.grades[chosen(row)[0]]) for row in tested]
    measured = {
        "articles": len(named),
        "figures": len(tested),
        "learnt_from": len(rows),
        "right": round(float(np.mean([grade >= 1 for grade in picked])), 4),
        "strict": round(float(np.mean([grade >= 2 for grade in picked])), 4),
        "shown_as_read": round(share, 4),
    }
    print(measured)
    weights = tables(rows)
    choose(rows, weights)
    trees = {
        group: [
            branch(tree["tree_structure"])
            for seed in SEEDS
            for tree in learn(rows, seed, group).dump_model()["tree_info"]
        ]
        for group in features.GROUPS
    }
    lines = [
        f'"measured": {json.dumps(measured)}',
        f'"confidence": {json.dumps(curve)}',
        f'"line": {line}',
        f'"scale": {SCALE}',
        '"tables": [\n'
        + ",\n".join(
            json.dumps({"features": names, "weights": {str(k): w for k, w in table.items()}})
            for names, table in zip(TABLES, weights, strict=True)
        )
        + "]",
        '"trees": {'
        + ",\n".join(
            f'"{group}": [\n' + ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in own) + "]"
            for group, own in trees.items()
        )
        + "}",
    ]
    OUT.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
