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


def storm(dice: Dice) -> Made:
    """Numbers without end."""
    piece = dice.choice(
        ["1.2.3.4.", "9", "一二三四五六七八九十", "12%34%", "3万4千", "2022年", "1月2日", "5-6~7—", "第1名第2位", "从1到2增至3降至4", "1,234,", "百分之三分之", "同比增长5%，占6%，",
         "500张、600张、", "分别为1、2、3，", "亿万兆", "10⁴×", "1/2/3/", "½⅓", "其中1人，", "62.9万人次", "上半年下半年去年", "3 000 ", "二〇二三年", "1:2:3:", "＋１－２", "约超近达12"]
    )  # fmt: skip
    text = piece * dice.choice([20, 300, 3000, 20_000])
    return dice.choice(["a.txt", "a.md"]), f"{SENTENCE}\n\n{text}\n\n{SENTENCE}".encode()


def books(dice: Dice) -> Made:
    """E-books, OpenDocument and rich text, whole, cut or full."""
    inside = dice.choice(["<p>12.5万</p>", "<table:table-cell/>", "<text:p>", "<text:s text:c='99999999'/>", "<h1>", SENTENCE, "\\'d2\\'bb", "{\\b "]) * dice.choice([3, 3000, 60_000])  # fmt: skip
    odt = f'<office:body xmlns:office="o" xmlns:text="t" xmlns:table="b"><text:p>{SENTENCE}</text:p>{inside}</office:body>'
    opf = '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    made: list[Made] = [
        (
            "a.odt",
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": odt.encode()}),
        ),
        (
            "a.epub",
            zipped(
                {
                    "mimetype": b"application/epub+zip",
                    "META-INF/container.xml": b'<c><rootfile full-path="o/p.opf"/></c>',
                    "o/p.opf": opf.encode(),
                    "o/a.xhtml": f"<html><body><p>{SENTENCE}</p>{inside}</body></html>".encode(),
                }
            ),
        ),
        ("a.rtf", b"{\\rtf1 " + inside.encode("gb18030")),
    ]
    name, data = dice.choice(made)
    return name, data if dice.random() < 0.7 else data[: dice.randrange(len(data))]


def parcels(dice: Dice) -> Made:
    """Documents of odd parts: within each other, ringed, many, or claiming more than they hold."""
    rels = '<Relationships><Relationship Id="c" Type="x/aFChunk" Target="{0}"/><Relationship Id="d" Type="x/diagramData" Target="{0}"/></Relationships>'
    body = f'<w:document xmlns:w="w" xmlns:r="r"><w:body><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>{{0}}</w:body></w:document>'
    chunk = '<w:altChunk r:id="c"/><w:p><w:relIds r:dm="d"/></w:p>'
    inner = dice.choice(
        [whole(dice)[1], b"\x00" * 900_000, f"<html>{'<div>' * 30_000}".encode(), b"<p>9</p>" * 60_000]
    )
    target = dice.choice(
        ["document.xml", "a.bin", "../../../a", "/word/a.bin", "", "a.bin#x", "%2e%2e/a.bin"]
    )
    parts = {
        "word/document.xml": body.format(chunk * dice.choice([1, 2000])).encode(),
        "word/_rels/document.xml.rels": rels.format(target).encode(),
        "word/a.bin": inner,
    }
    parts.update(
        {
            f"word/header{n}.xml": b"<w:hdr xmlns:w='w'><w:t>9</w:t></w:hdr>"
            for n in range(dice.choice([0, 400]))
        }
    )
    return "a.docx", zipped(parts)


def encodings(dice: Dice) -> Made:
    """Bytes in one encoding after another, in the wrong one, or named wrongly."""
    names = [
        "utf-8",
        "gb18030",
        "big5hkscs",
        "utf-16",
        "utf-16-be",
        "utf-32",
        "hz",
        "iso2022_jp",
        "euc_jp",
        "cp1252",
    ]
    lines = [(SENTENCE + "\n").encode(dice.choice(names), "replace") for _ in range(dice.choice([1, 9, 200]))]
    data = b"".join(lines)
    if dice.random() < 0.3:
        data = data.decode(dice.choice(["latin-1", "gb18030", "cp1252"]), "replace").encode(errors="replace")
    if dice.random() < 0.3:
        return "a.html", b"<html><meta charset='%s'><p>" % dice.choice([b"utf-16", b"utf-7", b"x-user-defined", b"hz-gb-2312", b"gb2312"]) + data  # fmt: skip
    return dice.choice(["a.txt", "a.md"]), dice.choice(
        [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe\x00\x00"]
    ) + data


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
    storm,
    books,
    parcels,
    encodings,
)


def hostile(number: int) -> Made:
    """The file of this number: its name and its bytes."""
    dice = random.Random(number)
    return KINDS[number % len(KINDS)](dice)
