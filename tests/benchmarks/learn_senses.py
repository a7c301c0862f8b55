"""Make the file of what words are alike: `python tests/benchmarks/learn_senses.py PACKAGE`.

PACKAGE is the unpacked sdist of synonyms 3.9.0 from PyPI (MIT), whose data/words.vector has word2vec vectors of a Chinese
encyclopedia. The commonest words of figures/phrase/words.txt that have one are put into classes of like vectors, and the
middle of each class is told by its place, 1 to 15, on the axes along which words differ most. Writes
figures/phrase/senses.txt: a line for each class, its places and its words. The same input gives the same file.
"""

import sys
from pathlib import Path

import numpy as np
from hospital_tui.figures.phrase.words import dictionary
from sklearn.cluster import KMeans

OUT = Path(__file__).parents[2] / "tui/hospital_tui/figures/phrase/senses.txt"
HEAD = "# Made by tests/benchmarks/learn_senses.py from the word vectors of synonyms 3.9.0 (MIT, Hai Liang Wang and Hu Ying Xi)."
WORDS, CLASSES, AXES, STEPS = 24000, 600, 6, 15


def vectors(path: Path, wanted: set[str]) -> dict[str, np.ndarray]:
    """The vectors of the wanted words, each of length one."""
    data = path.read_bytes()
    at = data.index(b"\n") + 1
    count, size = map(int, data[:at].split())
    found = {}
    for _ in range(count):
        end = data.index(b" ", at)
        word = data[at:end].decode("utf-8", "ignore").strip()
        at = end + 1 + 4 * size
        if word in wanted:
            vector = np.frombuffer(data, np.float32, size, end + 1)
            found[word] = vector / np.linalg.norm(vector)
    return found


def main() -> None:
    """Write the file."""
    chances = {word: chance for word, chance in dictionary()[1].items() if chance > -25.8 + 3}
    known = vectors(next(Path(sys.argv[1]).rglob("words.vector")), set(chances))
    words = sorted(known, key=lambda word: (-chances[word], word))[:WORDS]
    places = np.array([known[word] for word in words], dtype=np.float64)
    weights = np.array([2 ** (chances[word] / 4) for word in words])
    classes = KMeans(CLASSES, n_init=1, random_state=1, max_iter=15).fit(places, sample_weight=weights)
    middle = np.average(places, axis=0, weights=weights)
    spread = ((places - middle) * weights[:, None]).T @ (places - middle)
    axes = np.linalg.eigh(spread)[1][:, ::-1][:, :AXES]
    axes *= np.sign(axes[np.abs(axes).argmax(0), range(AXES)])
    told = (classes.cluster_centers_ - middle) @ axes
    low, high = np.percentile(told, [2, 98], axis=0)
    steps = np.clip(np.round((told - low) / (high - low) * (STEPS - 1)), 0, STEPS - 1).astype(int) + 1
    lines = [
        "".join(format(step, "x") for step in steps[n])
        + " "
        + " ".join(sorted(word for word, label in zip(words, classes.labels_, strict=True) if label == n))
        for n in range(CLASSES)
    ]
    OUT.write_text("\n".join([HEAD, *sorted(lines)]) + "\n", encoding="utf-8")
    print(f"{len(words)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
