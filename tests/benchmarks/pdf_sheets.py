"""Pages of newspapers and reports, drawn from a seed as HTML, with what a reader should find on them.

A sheet is laid out by the browser itself; for a shuffled one every line is then set at its place on its own, in any order.
"""

import random
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

WIDTH, HEIGHT = 1000, 1400
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC")
PLACES = ("柳河市", "青岩县", "白石镇", "东林区", "望川市", "南浦县")
COUNTED = (
    "医院现有职工{a}人，其中卫生技术人员{b}人，高级职称{c}人",
    "全年门诊量达到{A}人次，同比增长{p}%",
    "去年共完成手术{a}台，其中三四级手术{b}台",
    "开放床位{a}张，设有{d}个临床科室和{e}个医技科室",
    "投入{m}万元购置核磁共振等大型设备{e}台",
    "先后引进博士{e}名、硕士{d}名，返聘专家{e}人",
    "平均住院日由{d}.{e}天下降到{e}.{f}天",
    "患者满意度保持在{q}.{f}%以上",
    "派出医疗队{d}批次，义诊群众{A}人次，发放药品价值{m}万元",
    "{y}年，医院新建的门诊楼投入使用，建筑面积{A}平方米",
    "急诊科全年接诊{A}人次，抢救成功率达{q}%",
    "开展新技术新项目{d}项，填补市内空白{e}项",
    "与{d}家乡镇卫生院建立医联体，下派医师{a}人次",
)
SAID = (
    "护理部把服务送到病房，也送到患者家中",
    "走进大厅，导诊台前的护士微笑着迎上来，为老人推来轮椅",
    "医院坚持把党的建设贯穿于改革发展的各个环节",
    "从挂号到取药，一部手机就能办完",
    "“看病不再往外跑，家门口就有好大夫。”村民们这样说",
    "学科带头人每周到基层坐诊，手把手地教，面对面地讲",
    "信息系统把检查结果送到医生的屏幕上，少跑了许多路",
    "新来的年轻人跟着老师查房，一页一页地记下体会",
    "院长把办公桌搬到门诊一楼，有意见当面说",
    "病房的窗台上摆着绿植，走廊里挂着患者写来的信",
    "从前要跑省城的手术，如今在县里就能做",
    "药师带着小本子挨家挨户讲怎样用药",
    "专家把课堂设在手术台旁",
    "冬天里，急救车的司机总比别人早到半个小时",
    "食堂按病种配餐，送到床头还是热的",
    "志愿者扶着老人上楼，替他们取号",
    "档案室里，一摞摞病历讲述着往昔的岁月",
    "一张张检查单变成了屏幕上的曲线",
    "孩子的笑声从康复大厅里传出来",
)
"""Clauses that a page holds once at most."""
HEADINGS = (
    "强基固本提能力",
    "暖心服务惠民生",
    "人才引领促发展",
    "智慧医院新体验",
    "守正创新谋新篇",
    "医者仁心护安康",
)
TITLES = (
    "为了群众的健康嘱托",
    "一座医院的深情守望",
    "奋进路上的白衣答卷",
    "用心守护一方百姓",
    "改革潮头再扬帆",
    "让好医生就在身边",
)


@dataclass
class Story:
    """An article as it is meant."""

    title: str
    paragraphs: list[tuple[str, str]] = field(default_factory=list)
    """Kind (heading, body) and text."""
    captions: list[str] = field(default_factory=list)

    def plain(self) -> str:
        """The same as a text file has it."""
        return "\n".join(
            [self.title, *(("　　" if kind == "body" else "") + text for kind, text in self.paragraphs)]
        )

    def bodies(self) -> list[str]:
        return [text for kind, text in self.paragraphs if kind == "body"]


@dataclass
class Sheet:
    """A page: its HTML, and the stories on it."""

    html: str
    stories: list[Story]
    furniture: list[str]


def sentence(dice: random.Random, fresh: list[str]) -> str:
    """A clause; those of `fresh` are said once."""
    numbers = {
        "a": dice.randint(120, 2400), "b": dice.randint(80, 900), "c": dice.randint(12, 160), "A": dice.randint(1200, 980000),
        "d": dice.randint(11, 48), "e": dice.randint(2, 9), "f": dice.randint(1, 9), "p": round(dice.uniform(1, 40), dice.randint(0, 2)),
        "m": dice.choice([dice.randint(20, 9000), f"{dice.randint(100, 900)}.{dice.randint(1, 99)}"]), "q": dice.randint(80, 99), "y": dice.randint(2010, 2024),
    }  # fmt: skip
    return (fresh.pop() if fresh and dice.random() < 0.3 else dice.choice(COUNTED)).format(**numbers)


def paragraph(dice: random.Random, fresh: list[str]) -> str:
    count = dice.randint(2, 6)
    text = "".join(
        sentence(dice, fresh) + ("。" if place == count - 1 else dice.choice("，，。；"))
        for place in range(count)
    )
    return text.replace("。”村民们这样说。", "。”村民们这样说。")


def story(dice: random.Random, place: str, length: int, fresh: list[str]) -> Story:
    name = place + dice.choice(("人民医院", "中医医院", "第二人民医院", "妇幼保健院"))
    made = Story(
        dice.choice(TITLES) + dice.choice(("", f"——{name}发展纪实"))
        if dice.random() < 0.6
        else name + dice.choice(("砥砺前行谱新篇", "高质量发展综述"))
    )
    made.paragraphs.append(
        (
            "body",
            f"{name}始建于{dice.randint(1949, 1990)}年，是集医疗、教学、科研、预防于一体的综合医院。"
            + paragraph(dice, fresh),
        )
    )
    for number in range(length):
        if number % 4 == 2 and dice.random() < 0.8:
            made.paragraphs.append(("heading", dice.choice(HEADINGS)))
        made.paragraphs.append(("body", paragraph(dice, fresh)))
    for _ in range(dice.choice((0, 1, 1, 2))):
        made.captions.append(
            f"图为{name}{dice.choice(('医务人员在为患者做检查', '门诊大厅一角', '开展义诊活动'))}。{dice.choice(('', '王小林 摄'))}"
        )
    return made


def _article(dice: random.Random, told: Story, columns: int, box: str, most: int = 1220) -> str:
    size = dice.choice((12, 13, 14, 15))
    upright = columns > 1 and dice.random() < 0.2
    indent = "2em" if dice.random() < 0.85 else "0"
    gap = dice.uniform(1.5, 2.6)
    rule = "column-rule:1px solid #333;" if dice.random() < 0.4 else ""
    head = dice.choice((1.15, 1.0, 1.3))
    heading = f"font-weight:bold;font-size:{head}em;text-align:{dice.choice(('center', 'left'))};margin:{dice.choice((0.2, 0.5))}em 0"
    pieces = []
    pictures = {dice.randrange(len(told.paragraphs)): caption for caption in told.captions}
    told.captions = list(pictures.values())
    for number, (kind, text) in enumerate(told.paragraphs):
        style = (
            heading
            if kind == "heading"
            else f"text-indent:{indent};margin:0 0 {0 if indent != '0' else 0.9}em"
        )
        pieces.append(f"<p style='{style}'>{escape(text)}</p>")
        if number in pictures:
            pieces.append(
                f"<figure style='break-inside:avoid;margin:.6em 0'><svg width='100%' height='{dice.randint(60, 140)}'>"
                "<rect width='100%' height='100%' fill='#bbb'/></svg>"
                f"<p style='font-size:.8em;text-indent:0;margin:.3em 0 0'>{escape(pictures[number])}</p></figure>"
            )
    large = dice.randint(26, 40)
    title = (
        f"<h1 style='writing-mode:vertical-rl;float:left;font-size:{large}px;margin:0 16px 0 0;white-space:nowrap'>{escape(told.title)}</h1>"
        if upright and len(told.title) * large < 560
        else f"<h1 style='font-size:{large}px;text-align:center;margin:0 0 14px;line-height:1.3'>{escape(told.title)}</h1>"
    )
    return (
        f"<article data-most='{most}' style='position:absolute;{box}'>{title}<div style='column-count:{columns};column-gap:{gap:.2f}em;{rule}"
        f"font-size:{size}px;line-height:{dice.uniform(1.4, 1.8):.2f};text-align:justify;column-fill:balance'>{''.join(pieces)}</div></article>"
    )


def sheet(seed: int) -> Sheet:
    """The page of a seed."""
    dice = random.Random(seed)
    fresh = dice.sample(SAID, len(SAID))
    here, there, other = dice.sample(PLACES, 3)
    report = dice.random() < 0.2
    paper = other[:2] + "日报"
    day = f"{dice.randint(2018, 2024)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日"
    top = f"{paper}　{day}　星期{dice.choice('一二三四五六')}　{dice.choice('ABC')}{dice.randint(2, 16):02}版"
    bottom = dice.choice(
        (
            f"— {dice.randint(2, 30)} —",
            f"责任编辑：李小川　版式：陈一诺　电话：0355-{dice.randint(1000000, 9999999)}",
        )
    )
    font = FONTS[seed % 2]
    if report:
        stories = [story(dice, here, dice.randint(8, 14), fresh)]
        body = _article(dice, stories[0], 1, "left:120px;top:120px;width:760px")
    else:
        split = dice.choice(("one", "two rows", "side by side", "side by side"))
        if split == "one":
            stories = [story(dice, here, dice.randint(14, 24), fresh)]
            body = _article(dice, stories[0], dice.randint(2, 4), "left:60px;top:110px;width:880px")
        elif split == "two rows":
            stories = [
                story(dice, here, dice.randint(8, 11), fresh),
                story(dice, there, dice.randint(6, 9), fresh),
            ]
            line = (
                "<div style='position:absolute;left:60px;width:880px;top:736px;height:1px;background:#000'></div>"
                if dice.random() < 0.5
                else ""
            )
            body = line + _article(
                dice, stories[0], dice.randint(3, 4), "left:60px;top:110px;width:880px", 610
            )
            body += _article(dice, stories[1], dice.randint(2, 4), "left:60px;top:760px;width:880px", 570)
        else:
            left = dice.choice((560, 600))
            line = (
                f"<div style='position:absolute;left:{left + 76}px;width:1px;top:110px;height:1180px;background:#000'></div>"
                if dice.random() < 0.6
                else ""
            )
            stories = [
                story(dice, here, dice.randint(11, 16), fresh),
                story(dice, there, dice.randint(4, 7), fresh),
            ]
            body = line + _article(
                dice, stories[0], dice.randint(2, 3), f"left:60px;top:110px;width:{left}px"
            )
            body += _article(dice, stories[1], 1, f"left:{left + 95}px;top:110px;width:{845 - left}px")
    html = (
        f"<section style='position:relative;width:{WIDTH}px;height:{HEIGHT}px;overflow:hidden;break-after:page;font-family:\"{font}\"'>"
        f"<div style='position:absolute;left:60px;top:50px;width:880px;font-size:13px;border-bottom:1px solid #000;padding-bottom:6px'>{top}</div>"
        f"{body}<div style='position:absolute;left:60px;top:1350px;width:880px;font-size:11px;text-align:center'>{bottom}</div></section>"
    )
    return Sheet(html, stories, [top, bottom])


FIT = """
for (const told of document.querySelectorAll('article')) {
  const columns = told.querySelector(':scope > div'), most = +told.dataset.most;
  for (let size = parseFloat(columns.style.fontSize); told.getBoundingClientRect().height > most && size > 7; size -= 0.5)
    columns.style.fontSize = size + 'px';
}
"""
"""Type grows smaller until an article has room."""

SCATTER = """
function scatter(seed) {
  function dice() { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed / 0x7fffffff; }
  for (const page of document.querySelectorAll('section')) {
    const origin = page.getBoundingClientRect(), lines = [];
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) {
      const style = getComputedStyle(node.parentElement), upright = style.writingMode !== 'horizontal-tb';
      let last = null;
      for (let i = 0; i < node.length; i++) {
        const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1);
        const box = range.getBoundingClientRect(); if (!box.width || !box.height) continue;
        const same = last && (upright ? Math.abs(last.left - box.left) < 2 : Math.abs(last.top - box.top) < 3 && box.left >= last.right - 1);
        if (!same) { last = {left: box.left, top: box.top, right: box.right, bottom: box.bottom, letters: [], style, upright}; lines.push(last); }
        last.letters.push([node.data[i], box.left, box.top]); last.right = box.right; last.bottom = box.bottom;
      }
    }
    const made = lines.map(line => { const div = document.createElement('div');
      Object.assign(div.style, {position: 'absolute', left: 0, top: 0, font: line.style.font});
      for (const [letter, x, y] of line.letters) { const one = document.createElement('span'); one.textContent = letter;
        Object.assign(one.style, {position: 'absolute', left: (x - origin.left) + 'px', top: (y - origin.top) + 'px', lineHeight: 'normal', whiteSpace: 'pre'}); div.appendChild(one); }
      return div; });
    for (let i = made.length - 1; i > 0; i--) { const j = Math.floor(dice() * (i + 1)); [made[i], made[j]] = [made[j], made[i]]; }
    for (const old of page.querySelectorAll('p,h1')) old.style.visibility = 'hidden';
    for (const old of page.querySelectorAll(':scope > div')) if (old.textContent) old.style.height = (old.clientHeight - 6) + 'px', old.textContent = '';
    for (const old of page.querySelectorAll('p,h1')) old.textContent = '';
    for (const one of made) page.appendChild(one);
  }
}
"""


def printed(sheets: list[Sheet], *, shuffled: bool) -> list[bytes]:
    """Each sheet as a PDF of one page, printed by headless Chromium."""
    import io

    import pypdfium2

    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise RuntimeError("no Chromium")
    scatter = f"{SCATTER}\nscatter(7)" if shuffled else ""
    act = f"<script>{FIT}\n{scatter}</script>"
    with tempfile.TemporaryDirectory() as name:
        page, out = Path(name, "page.html"), Path(name, "page.pdf")
        page.write_text(
            f"<!doctype html><meta charset=utf-8><style>@page{{size:{WIDTH}px {HEIGHT}px;margin:0}}body{{margin:0}}p,h1,figure{{padding:0}}</style>"
            f"<body>{''.join(one.html for one in sheets)}{act}",
            encoding="utf-8",
        )
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={name}/profile", "--no-pdf-header-footer",
             "--virtual-time-budget=20000", f"--print-to-pdf={out}", page.as_uri()],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        whole = pypdfium2.PdfDocument(out.read_bytes())
        made = []
        for number in range(len(sheets)):
            single = pypdfium2.PdfDocument.new()
            single.import_pages(whole, [number])
            kept = io.BytesIO()
            single.save(kept)
            made.append(kept.getvalue())
        return made
