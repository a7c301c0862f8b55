"""Files that mean harm, or were harmed: made from a number, the same every time."""

import io
import random
import zipfile
from collections.abc import Callable

from .newspaper_pages import PAGES
from .word_maker import document, p, run, table

SENTENCE = "海州县人民医院现有职工620人，开放床位500张，去年门诊量62.9万人次。"
MARKDOWN = f"---\ntitle: 纪实\n---\n# 海州县人民医院\n\n{SENTENCE}**重点**[链](http://x)\n\n| 指标 | 2022年 |\n| --- | --- |\n| 床位 | 500张 |\n"
Made = tuple[str, bytes]
Dice = random.Random


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return file.getvalue()


def archive(page: str) -> bytes:
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n'
    return (head + page + "\n--b--\n").encode()


def whole(dice: Dice) -> Made:
    """A file as it should be."""
    made: list[Made] = [
        ("a.docx", document(p(SENTENCE) + table(["指标", "2022年"], ["床位", "500张"]) + p(SENTENCE))),
        ("a.html", dice.choice(list(PAGES.values())).encode()),
        ("a.mhtml", archive(dice.choice(list(PAGES.values())))),
        ("a.md", MARKDOWN.encode()),
        (
            "a.txt",
            (SENTENCE + "\n\n指标\t2022年\n床位\t500张\n").encode(
                dice.choice(["utf-8", "gb18030", "big5", "utf-16"]), "replace"
            ),
        ),
    ]
    return dice.choice(made)


def cut(dice: Dice) -> Made:
    name, data = whole(dice)
    return name, data[: dice.randrange(len(data))]


def flipped(dice: Dice) -> Made:
    name, data = whole(dice)
    bad = bytearray(data)
    for _ in range(dice.randrange(1, 40)):
        bad[dice.randrange(len(bad))] = dice.randrange(256)
    return name, bytes(bad)


def renamed(dice: Dice) -> Made:
    _, data = whole(dice)
    return dice.choice(["a.docx", "a.html", "a.md", "a.txt", "a.json", "a.php", "a.mht", "a", "a.csv"]), data


def spliced(dice: Dice) -> Made:
    (name, one), (_, two) = whole(dice), whole(dice)
    return name, one[: dice.randrange(len(one))] + two[dice.randrange(len(two)) :]


def noise(dice: Dice) -> Made:
    return dice.choice(["a.txt", "a.docx", "a.html", "a.md"]), dice.randbytes(dice.randrange(1, 4000))


def nested(dice: Dice) -> Made:
    tag = dice.choice(
        [
            "div",
            "table",
            "ul",
            "b",
            "font",
            "blockquote",
            "a",
            "sup",
            "del",
            "span",
            "td",
            "p",
            "x-y",
            "svg",
            "math",
            "select",
            "template",
        ]
    )
    return "a.html", f"<html><body>{f'<{tag}>' * dice.choice([10, 100, 20_000])}{SENTENCE}".encode()


def markup(dice: Dice) -> Made:
    tags = ["<del>", "</del>", "<table>", "<tr>", "<td colspan=99999>", "<td rowspan=99999>", "</table>", "<sup>", "</sup>", "<br>", "<p>", "</div>", "<!--", "-->", "<ruby>", "<rt>",
            "<a>", "</a>", "<dl><dt>", "<dd>", "<style>", "</style>", "{{", "}}", "<%", "<script>", "</script>", "<title>", "&#x110000;", "&lt", "<li>", "</p>", "12.5万", SENTENCE]  # fmt: skip
    return "a.html", ("<html>" + "".join(dice.choices(tags, k=dice.choice([20, 300, 3000])))).encode()


def elements(dice: Dice) -> Made:
    tags = ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:tbl>", "<w:tr>", "<w:tc>", "</w:tc>", "<w:txbxContent>", "<w:del>", "<w:sdt>", "<m:sup>", '<w:fldChar w:fldCharType="begin"/>', "<w:pPr>",
            '<w:gridSpan w:val="99999999999999999999"/>', '<w:vMerge/>', '<w:numPr><w:numId w:val="9"/></w:numPr>', "<w:vanish/>", run("门诊量")]  # fmt: skip
    open_tags: list[str] = []
    body = ""
    for tag in dice.choices(tags, k=dice.choice([20, 300, 3000])):
        if tag.startswith("</"):
            if open_tags:
                body += f"</{open_tags.pop()}>"
            continue
        body += tag
        if tag.startswith("<w:r><w:rPr>") or tag.endswith("/>") or tag.count("<") > 1:
            continue
        open_tags.append(tag[1:-1])
    return "a.docx", document(body + "".join(f"</{tag}>" for tag in reversed(open_tags)))


def bomb(dice: Dice) -> Made:
    inside = (
        dice.choice([b"<w:p/>", b" ", b"<w:p><w:r><w:t>1</w:t></w:r></w:p>", b"<w:tc>", b"9"]) * 2_000_000
    )
    head, tail = b'<w:document xmlns:w="x"><w:body>', b"</w:body></w:document>"
    return "a.docx", zipped(
        {
            dice.choice(["word/document.xml", "word/styles.xml"]): head + inside + tail,
            "word/document2.xml": head + tail,
        }
    )


def marks(dice: Dice) -> Made:
    piece = dice.choice(
        [
            "[",
            "![",
            "*",
            "**a",
            "_",
            "`",
            "<",
            "~~",
            "> ",
            "- ",
            "| ",
            "(",
            "&amp;",
            "[^1]:",
            "#",
            "\\",
            "[a](",
            "<a ",
            "$",
            "1. ",
            "\t",
            "    ",
        ]
    )
    text = piece * dice.choice([50, 900, 5000, 20_000])
    return "a.md", f"{SENTENCE}\n\n{text}\n\n{text[:300]}\n{SENTENCE}".encode()


def wide(dice: Dice) -> Made:
    cells = dice.choice(["\t", "  ", " | ", "，"]).join(
        [dice.choice(["1", "床位", "2022年", "12.5万"])] * dice.choice([50, 200])
    )
    return dice.choice(["a.txt", "a.md"]), "\n".join([cells] * dice.choice([3, 9])).encode()


def sheets(dice: Dice) -> Made:
    piece = dice.choice(
        ["{", "}", "@a{", "display:none", ".x,", "/*", "*/", "@import ", ".a{display:none}", "<style>"]
    )
    return (
        "a.html",
        f"<html><head><style>{piece * 20_000}</style></head><body><p>{SENTENCE}</p></body></html>".encode(),
    )


def mails(dice: Dice) -> Made:
    part = 'Content-Type: multipart/mixed; boundary="b{0}"\n\n--b{0}\n'
    return "a.mht", (
        "MIME-Version: 1.0\n"
        + "".join(part.format(n) for n in range(dice.choice([3, 300])))
        + "Content-Type: text/html\n\n<p>"
        + SENTENCE
    ).encode()


def data(dice: Dice) -> Made:
    text = dice.choice(
        [
            "[" * 100_000,
            '{"a":' * 50_000,
            "a,b,c\n" * 1000,
            "=1+1;" * 1000,
            "def f():\n    return 1\n" * 200,
            "{{{{" * 9000,
            "~{" * 9000,
        ]
    )
    return dice.choice(["a.txt", "a.json", "a.csv", "a.py", "a.md"]), text.encode()


KINDS: tuple[Callable[[Dice], Made], ...] = (
    cut,
    flipped,
    renamed,
    spliced,
    noise,
    nested,
    markup,
    elements,
    bomb,
    marks,
    wide,
    sheets,
    mails,
    data,
)


def hostile(number: int) -> Made:
    """The file of this number: its name and its bytes."""
    dice = random.Random(number)
    return KINDS[number % len(KINDS)](dice)
