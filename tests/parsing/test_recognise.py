"""What a file is: by its content, whatever it is called; and what is told of bytes that somebody else damaged."""

import io
import zipfile

import pytest
from hospital_tui.parsing.inputs import InputError, interpret
from hospital_tui.speech import t

from .word_maker import document, p

TEXT = "海州县人民医院始建于1952年，现有职工620人，开放床位500张。\n医院坚持人才为先，引进硕士12名，群众看病更加方便。\n"


def zipped(**files: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


CODE = {
    "python": "import os\n\ndef beds(n):\n    total = 0\n    for i in range(n):\n        total += i\n    return total\n",
    "script": "#!/bin/sh\necho 床位\n",
    "javascript": "const a = 1;\nfunction f(x) {\n  return x + a;\n}\nmodule.exports = f;\n",
    "css": ".a {\n  color: red;\n}\n.b {\n  margin: 0;\n}\n",
    "php": "<?php\necho '床位';\n$a = 3;\n",
    "xml": '<?xml version="1.0"?>\n<config><beds>3</beds></config>\n',
    "java": "package a;\nimport b.C;\npublic class D {\n  private int n = 3;\n}\n",
    "sql": "create table a (id int);\ninsert into a values (1);\nselect * from a;\n",
}
DATA: dict[str, tuple[bytes, str]] = {
    **{name: (code.encode(), "code") for name, code in CODE.items()},
    "json": ('{"医院": [{"床位": 500}]}'.encode(), "json"),
    "json-list": ('[{"医院": "海州", "床位": 500}, {"医院": "青川", "床位": 300}]'.encode(), "json"),
    "csv": ("医院,床位,职工\n海州,500,620\n青川,300,410\n绿水,120,90\n".encode(), "csv"),
    "restructured": (f"县医院\n======\n\n.. note:: 提示36\n\n{TEXT}".encode(), "typeset"),
    "org": (f"#+TITLE: 县医院\n* 床位\n{TEXT}".encode(), "typeset"),
    "yaml": (f"title: 县医院\nbeds: 800\nparts:\n  - a: 1\ntext: |\n  {TEXT[:20]}\n".encode(), "settings"),
    "difference": ("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-床位700张\n+床位800张\n".encode(), "code"),
    "odt": (zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>"), "blank"),
    "epub": (zipped(mimetype="application/epub+zip"), "damaged"),
    "xlsx": (zipped(xl__workbook_xml="<x/>"), "xlsx"),
    "pptx": (zipped(ppt__presentation_xml="<x/>"), "pptx"),
    "zip": (zipped(a_txt=TEXT), "zip"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ole"),
}


@pytest.mark.parametrize("file", ["a.txt", "a", "a.html.bak", "a.dat"])
@pytest.mark.parametrize("name", DATA)
def test_what_is_no_article_is_refused_in_words(name: str, file: str) -> None:
    data, reason = DATA[name]
    with pytest.raises(InputError) as caught:
        interpret(data, file)
    assert caught.value.reason == reason
    assert t(f"input.{reason}", detail="") != f"input.{reason}"


@pytest.mark.parametrize("file", ["a.txt", "a", "a.py", "a.csv.txt", "a.php", "a.log"])
@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "[记者手记] 医院的一天\n\n" + TEXT,
        "{导语}" + TEXT,
        TEXT + "参考：http://a.cn/x;y=1\n",
        "#医院# " + TEXT,
        "// 导语 //\n" + TEXT * 3,
    ],
)
def test_an_article_is_text_whatever_it_is_called(text: str, file: str) -> None:
    assert interpret(text.encode(), file).text == text


def test_a_document_is_one_whatever_it_is_called() -> None:
    for file in ("a.docx", "a.zip", "a.txt", "a"):
        assert interpret(document(p("床位。")), file).form == "word"


def test_hz_is_read_and_told() -> None:
    found = interpret("海州县人民医院有床位500张，发展很快。".encode("hz"), "a.txt")
    assert (found.text, found.encoding) == ("海州县人民医院有床位500张，发展很快。", "hz")


@pytest.mark.parametrize("first", ["utf-8", "gb18030"])
def test_lines_in_two_encodings_are_each_read_and_told(first: str) -> None:
    second = {"utf-8": "gb18030", "gb18030": "utf-8"}[first]
    lines = TEXT.splitlines(keepends=True) * 4
    data = b"".join(line.encode(first if n % 2 else second) for n, line in enumerate(lines))
    found = interpret(data, "a.txt")
    assert found.text == "".join(lines)
    assert found.reading.notes == ("mixed",)


@pytest.mark.parametrize(
    ("right", "wrong"), [("utf-8", "gb18030"), ("utf-8", "latin-1"), ("gb18030", "latin-1")]
)
def test_text_that_was_decoded_wrongly_before_is_told(right: str, wrong: str) -> None:
    garbled = (TEXT * 3).encode(right).decode(wrong, "replace")
    try:
        found = interpret(garbled.encode(), "a.txt")
    except InputError as error:
        assert error.reason in ("unsure", "data")
    else:
        assert found.reading.notes == ("garbled",)


def test_text_that_is_well_is_not_told_of() -> None:
    for text in (
        TEXT,
        TEXT * 50,
        "Beds: 500. Café – naïve résumé.\n" * 20,
        "ひらがなとカタカナの文章です。\n" * 9,
    ):
        assert not interpret(text.encode(), "a.txt").reading.notes
