"""Make the dictionary that sentences are cut by: `python tests/benchmarks/learn_words.py`.

Reads jieba's tagged dictionary (MIT) and words.yaml beside this file, which names other classes for some, and writes
figures/phrase/words.txt: a line for each class and frequency (log2, in quarters), its words behind it. The same input gives the
same file.
"""

from collections import defaultdict
from math import log2
from pathlib import Path

import jieba
import yaml

OUT = Path(__file__).parents[2] / "tui/hospital_tui/figures/phrase/words.txt"
CLASSES = {
    "n": "n nz ng an un j", "o": "nt", "s": "ns", "h": "nr nrt nrfg", "i": "l i", "v": "v vg vi vq vn_",
    "w": "vn", "a": "a ag", "d": "d dg df ad vd", "p": "p", "c": "c", "u": "u ul uz ug uv ud", "e": "uj",
    "f": "f", "l": "s", "t": "t tg", "r": "r rr rz rg", "q": "q vq", "m": "m mq mg", "b": "b", "z": "z",
    "k": "k", "y": "y e o x",
}  # fmt: skip
"""Our classes by the dictionary's tags; other tags are no class of their own."""
SUFFIXES = "率量额费数值度者性型式员师仪器剂机组队站证科室术症瘤镜"
"""Characters that make one noun of the word before them: 差错率, 接诊量, 培训费."""
LEAST = 20
"""Occurrences in the dictionary's corpus below which a word is left out."""
WHOLE = 32
"""The least frequency of a word that stays whole: two common characters are no likelier."""
LONGEST = 6
"""Characters above which a word is left out."""


def dictionary() -> dict[str, tuple[str, int]]:
    """Words with class and log2 of their frequency, in quarters."""
    by_tag = {tag: name for name, tags in CLASSES.items() for tag in tags.split()}
    found: dict[str, tuple[str, int]] = {}
    path = Path(jieba.__file__).parent / "dict.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        if len(word) > LONGEST or int(count) < LEAST or not all("一" <= char <= "鿿" for char in word):
            continue
        if by_tag.get(tag, "") == "h" and len(word) == 1:
            tag = "n"
        found[word] = (by_tag.get(tag, "n" if len(word) > 1 else "j"), round(4 * log2(int(count))))
    own = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    for letter, entry in own.items():
        for kind, least in (("words", 12), ("whole", WHOLE)):
            for word in entry.get(kind, "").split():
                found[word] = (letter, max(found.get(word, ("", 0))[1], least if len(word) > 1 else 0))
    for char in SUFFIXES:
        found[char] = ("k", found[char][1])
    return found


def main() -> None:
    """Write the file."""
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word, group in dictionary().items():
        groups[group].append(word)
    lines = [f"{name} {power} {' '.join(sorted(group))}" for (name, power), group in sorted(groups.items())]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, groups.values()))} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
