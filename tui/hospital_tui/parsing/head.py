"""The head of an article: which of the lines above its first paragraph are title, kicker, subtitle and byline."""

import re
from itertools import pairwise

from hospital_tui.parsing.headings import is_numbered, style, wording
from hospital_tui.parsing.headlines import (
    DASHES,
    REPORT,
    SHORTEST,
    headline,
    introduces,
    leads_in,
)
from hospital_tui.parsing.naming import mentions
from hospital_tui.parsing.navigation import is_above_stamp, is_below_tools, is_page_line, is_tools
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.shape import has_comma
from hospital_tui.parsing.words import (
    ends_with_any,
    is_column,
    is_name,
    is_section_cue,
    is_series,
    names,
    shows_people,
    signs,
    word_list,
)
from hospital_tui.text.folding import simplified
from hospital_tui.text.script import han_count, han_pattern

_ABOUT = han_pattern(
    r"(?:记|访|写在|来自)(?=[\p{Han}“（(]{4}).*(?:医院|院|中心|主任|医生|医师|院长|书记|护士|之际|报告|教授)"
)
"""What a subtitle without a dash begins with (记某某医院院长…)."""
_SIGNED = re.compile(r"^.{0,16}[\s　]?(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?$")
"""A name with a date below or above an article."""
_PAGE_KIND = re.compile("^(?:医院|本院|单位|中心|科室|学科)?(?:简介|概况|介绍|沿革|院史|大事记)$")
_SIGNED_BY = re.compile(
    r"^(?:作\s*者|策划|统筹|监制|出品|采访|采写|摄影|撰文|主创人员|供稿|口述|讲述人?|记录|整理|执笔|报道|主持人|受访专家|文)[：:／/◎]|^(?:作者)?单位[：:].{3,}(?:院|中心|科|局|委|大学|社)$|^[^，。！？\s]{0,6}[／/ ]{0,2}记者[：:]|\d{1,2}月\d{1,2}日(?:电|讯|报道)(?:[\s　]*[（(]?(?:记者|通讯员|见习记者).*)?$|^(?:本报)?(?:记者|通讯员|实习生)[\s　:：][^，。！？]{2,20}$"
)
"""Where and when a wire was sent, or who wrote, names parted by blanks too (记者 孙 蕾)."""
_STATES = re.compile(r"[。；;，,、]$|[。；;]|[：:][“「]")
_SALUTES = re.compile("(?:尊敬的|亲爱的|各位?|广大|全体)[^。]{2,40}(?:[：:]|好[！!])$")
_LETTER = re.compile("^[致给]|(?:信|倡议书?|通知|公告|通报|决定|公开信|致辞|贺词)$")
"""What the title says of a text that speaks to somebody."""
_POST = re.compile("[\u4e00-\u9fff]{0,16}(?:院长|书记|主任|医师|护士长?|科|部|处|办公室)")
_BARE_TIME = re.compile(
    r"[\d〇一二三四五六七八九十]+(?:年|月|日|时|点|[:：]\d\d)[\d年月日时点分初末底前后至—-]*"
)
_SERIAL = re.compile(r"系列(?:报道|之|[①-⑳（(])|之[一二三四五六七八九十]+$|[①-⑳]$|[（(]\d{1,2}[)）]$")
"""How the name of one part of a series ends."""
_PULLED = re.compile(r"[^\d，。！？]{2,10}\s+\d[\d.,]*[万亿]?[^\d\s，。！？]{0,3}")
"""A figure set apart (门诊 86万人次)."""
OPENING = 4
"""Lines at the beginning among which the first is looked for."""
LONGEST_CALL = 48
"""Characters up to which a question or a call above the text is its title."""
CLAUSES = 2
"""Commas up to which it is."""
LONGEST_HEADING = 26
"""Characters up to which a short line above the first paragraph is weighed as a heading."""
FULL_MASTHEAD = 14
"""Characters from which a line of furniture is a masthead of its own."""
SIGNED = 4
"""Lines below a byline in which no title is looked for."""
NEAR = 6
"""Lines of furniture that may stand between the first heading and its text."""


def is_subtitle(piece: Piece) -> bool:
    """Whether the line is marked as a subtitle by a dash."""
    marked = piece.text.startswith(DASHES) or bool(_ABOUT.match(piece.text))
    return marked and not piece.prose and len(piece.text) > 4 and not piece.bullet


def free_headline(pieces: list[Piece]) -> None:
    """The first line of an article is no paragraph, for all its ？ and ！, when it is short and states nothing.

    Names of columns and a kicker may stand above it. Nor is a line that the dash of a short one leads to (某医生——).
    """
    plain = [
        piece
        for piece in pieces
        if piece.role is None and piece.cue is None and (piece.prose or not is_page_line(piece.text))
    ]
    opens = True
    for piece in plain[: min(OPENING, len(plain) - 1)]:
        below = pieces[pieces.index(piece) + 1]
        signed = below.role == "byline" or _SIGNED_BY.search(simplified(below.text)) is not None
        called = piece.prose and len(piece.text) <= LONGEST_CALL and not _STATES.search(piece.text)
        called = called and piece.text.count("，") + piece.text.count(",") <= CLAUSES
        called = called and not (piece.text.startswith("“") and below.prose and below.text.startswith("“"))
        if called and (opens or signed) and not piece.number and not _converses(piece, plain):
            piece.prose = False
        opens = opens and (
            introduces(piece) or is_column(piece.text) or len(piece.text) < SHORTEST or signs(piece.text)
        )
        if piece.prose:
            break
    for piece, after in pairwise(pieces):
        if (
            leads_in(piece)
            and piece.short
            and len(after.text) <= LONGEST_HEADING
            and not _STATES.search(after.text)
        ):
            after.prose = False


def _converses(first: Piece, pieces: list[Piece]) -> bool:
    """Whether a line opens with a speaker who speaks again below: an interview without a title."""
    speaker = re.match(r"[^：:]{1,12}[：:]", first.text)
    return speaker is not None and sum(piece.text.startswith(speaker[0]) for piece in pieces) > 1


def _label_by_form(zone: list[Piece]) -> None:
    """Give roles to the lines that their own form tells: cues, furniture, signatures; a salute begins the text."""
    for piece, before in zip(zone, [None, *zone], strict=False):
        if piece.role is not None or piece.prose:
            continue
        if is_section_cue(piece.text) and not REPORT.search(piece.text):
            piece.role = "heading"
        elif is_page_line(piece.text):
            piece.role = "masthead"
        elif _SIGNED_BY.search(simplified(piece.text)) or signs(piece.text) or _is_byline(piece, before):
            piece.role = "byline"
        elif _SALUTES.match(piece.text) or (
            before is not None
            and before.role == "byline"
            and before is not zone[0]
            and piece.sentence
            and has_comma(piece.text)
        ):
            piece.prose = True


def label_head(page: Page, zone: list[Piece], habits: set[str]) -> int:
    """Give roles to the lines above the first paragraph or heading.

    `habits`: the styles of the headings below. Gives the number of lines that belong to the head: short lines that stand
    right above the first paragraph, below title and byline, are left to be weighed as headings.
    """
    _label_by_form(zone)
    free = [i for i, piece in enumerate(zone) if piece.role is None and not piece.prose]
    candidates = _titles(page, zone, free)
    if not candidates:
        if (called := _page_title(zone)) is not None:
            called.role = "title"
        for i in free:
            zone[i].role = "subtitle" if is_subtitle(zone[i]) else "masthead"
        return len(zone)
    stated = [i for i in candidates if zone[i].text in page.titled]
    orders = _orders(page, zone, candidates)
    title = max(stated or candidates, key=lambda i: (title_score(page, zone, i, orders[i], habits), -i))
    zone[title].role = "title"
    _label_above(page, zone, title)
    end = _left_over(page, zone, title)
    _label_below(page, zone[:end], title, habits)
    return end


def _titles(page: Page, zone: list[Piece], free: list[int]) -> list[int]:
    """The lines of `free` that may be the title; imprints and lines in letters are furniture where there are others."""
    found = [
        i for i in free if not is_subtitle(zone[i]) and (_may_be_title(zone[i]) or _is_topic(page, zone[i]))
    ]
    if not found:  # 写在…之际, where nothing else is said above the text
        found = [i for i in free if is_subtitle(zone[i]) and not zone[i].text.startswith(DASHES)][:1]
    if own := [i for i in found if not _is_imprint(zone[i].text) and han_count(zone[i].text)]:
        for i in {*found} - {*own}:
            zone[i].role = "masthead"
    return own or found


def _page_title(zone: list[Piece]) -> Piece | None:
    """The line that says what kind of page it is (医院简介), where no other can be its title."""
    return next((piece for piece in zone if piece.role == "heading" and _PAGE_KIND.search(piece.text)), None)


def _left_over(page: Page, zone: list[Piece], title: int) -> int:
    """Index of the first of the short lines that may be headings: right above the text, under a subtitle or byline."""
    end = len(zone)
    while end > title + 1 and _may_be_heading(page, zone[end - 1]):
        end -= 1
    above = zone[end - 1]
    headed = above.role == "byline" or (end - 1 > title and is_subtitle(above))
    return end if headed else len(zone)


def _may_be_heading(page: Page, piece: Piece) -> bool:
    close = piece.gap <= page.usual_gap and piece.after <= page.usual_gap and not piece.stacked
    return close and piece.role is None and len(piece.text) <= LONGEST_HEADING and not is_subtitle(piece)


def _is_byline(piece: Piece, before: Piece | None) -> bool:
    other = is_column(piece.text) or ends_with_any(piece.text, word_list("subtitle_ends"))
    found = [] if other else names(piece.text)
    post, _, name = piece.text.replace("　", " ").partition(" ")
    if before is not None and _POST.fullmatch(post) and is_name(name.strip()):
        return True
    return len(found) >= 2 or (
        len(found) == 1 and before is not None and (before.role is None or before.role == "byline")
    )


def _may_be_title(piece: Piece) -> bool:
    text = piece.text
    if not 4 <= len(text) <= 70 or is_column(text) or text.isdigit():
        return False
    if _BARE_TIME.fullmatch(text) or _PULLED.fullmatch(text) or text.endswith(("：", ":")):
        return False
    return not _SIGNED.search(text) and (not is_numbered(piece) or _is_markdown_title(piece))


def _is_imprint(text: str) -> bool:
    """Whether a line is nothing but a hospital's name with short words set apart from it (某县中医院　名医风采)."""
    name, *others = text.split()
    return bool(others) and mentions(name) == [name] and all(len(other) <= 5 for other in others)


def _is_topic(page: Page, piece: Piece) -> bool:
    """Whether the first line of a source is a title of two or three characters, as web pages of a department have (儿科)."""
    return (
        piece is page.pieces[0] and han_count(piece.text) == len(piece.text) > 1 and not is_column(piece.text)
    )


def _is_markdown_title(piece: Piece) -> bool:
    return piece.number is not None and piece.number.style == "markdown" and piece.number.value == 1


def title_score(page: Page, zone: list[Piece], index: int, order: int, habits: set[str]) -> float:
    """How much a line looks like the title: the sum of the signs in it, of those beside it, and of its place.

    The first of the lines that may be it is it as a rule: lines below a title are longer and plainer (subtitle, summary)
    or set as the headings of the text are; a kicker leads in, or is plainer.
    """
    piece, above = zone[index], _free_above(zone, index)
    score = headline(piece) - order
    score += 6.0 * _is_markdown_title(piece)
    score += 2.5 * _has_subtitle(zone, index)
    heads_text = order > 0 and _opens_body(page, zone, index, habits)
    score -= 1.0 * heads_text
    score += 3.0 * (is_below_tools(zone, index) or is_above_stamp(zone, index))
    score += 2.5 * (above is not None and (leads_in(above) if heads_text else introduces(above)))
    return score - 3.0 * any(piece.role == "byline" for piece in zone[max(0, index - SIGNED) : index])


def _orders(page: Page, zone: list[Piece], candidates: list[int]) -> dict[int, int]:
    """How many lines that may be the title stand above each of them without a wider gap between."""
    orders = dict.fromkeys(candidates, 0)
    above = 0
    for i, piece in enumerate(zone):
        above = above if piece.gap <= max(page.usual_gap, 1) and not is_tools(piece) else 0
        if i in orders:
            orders[i] = above
            above += 1
    return orders


def _free_above(zone: list[Piece], index: int) -> Piece | None:
    """The line above another that has no role yet, furniture between them not counted."""
    found = next((zone[i] for i in range(index - 1, -1, -1) if zone[i].role != "masthead"), None)
    return found if found is not None and found.role is None and not found.prose else None


def _has_subtitle(zone: list[Piece], index: int) -> bool:
    """Whether a subtitle stands below a line; a part of a series (——……之二) above a further line is that one's kicker."""
    rest = (zone[i] for i in range(index + 1, len(zone)) if zone[i].role != "masthead")
    after, below = next(rest, None), next(rest, None)
    if after is None or not is_subtitle(after):
        return False
    serial = below is not None and below.role is None and not below.prose and not is_subtitle(below)
    return not (serial and _SERIAL.search(after.text))


def _label_above(page: Page, zone: list[Piece], title: int) -> None:
    attached = True
    for i in range(title - 1, -1, -1):
        piece = zone[i]
        if piece.role is not None or piece.prose:
            attached = attached and piece.role in ("kicker",)
            continue
        close = piece.after <= max(page.usual_gap, 1) and not piece.stacked and title - i <= 2
        series = is_series(piece.text) and not _below_furniture(zone, i)
        named = len(piece.text) >= 4 and not is_column(piece.text)
        attached = attached and close and (named or series)
        attached = attached and not shows_people(piece.text)
        if attached and not _among_furniture(zone, i):
            piece.role = "kicker"
        else:
            piece.role = "caption" if _looks_like_caption(piece) else "masthead"


def _among_furniture(zone: list[Piece], index: int) -> bool:
    return len(zone[index].text) < 8 and _below_furniture(zone, index)


def _below_furniture(zone: list[Piece], index: int) -> bool:
    """Whether a line is one of several short lines of furniture; a masthead on one line stands for itself."""
    above = zone[index - 1] if index else None
    if above is None or len(above.text) >= FULL_MASTHEAD:
        return False
    return above.role == "masthead" or is_column(above.text)


def _looks_like_caption(piece: Piece) -> bool:
    return (
        piece.stacked
        or len(piece.text) >= 12
        or shows_people(piece.text)
        or (len(piece.text) >= 7 and wording(piece.text) < 0)
    )


def _label_below(page: Page, zone: list[Piece], title: int, habits: set[str]) -> None:
    attached = True
    for i in range(title + 1, len(zone)):
        piece = zone[i]
        if piece.role is not None or piece.prose:
            attached = attached and piece.role in ("subtitle", "byline")
            continue
        near = piece.gap <= page.usual_gap
        if is_subtitle(piece) or (i == title + 1 and near and _tells_of_hospital(piece)):
            piece.role = "subtitle"
        elif _LETTER.search(zone[title].text) and i + 1 == len(zone) and piece.text.endswith(("：", ":")):
            piece.prose = True
        elif _opens_body(page, zone, i, habits):
            piece.role = "heading"
        elif (
            attached
            and near
            and not piece.stacked
            and len(piece.text) >= min(6, len(zone[title].text))
            and wording(piece.text) >= 0
        ):
            piece.role = "subtitle"
        elif leads_in(piece) and i + 1 < len(zone) and not zone[i + 1].prose:
            piece.role = "heading"
        elif (len(piece.text) <= 6 and wording(piece.text) >= 0) or is_column(piece.text):
            piece.role = "masthead"
        else:
            piece.role = "caption"
        attached = attached and piece.role == "subtitle"


def _tells_of_hospital(piece: Piece) -> bool:
    """Whether a line names a hospital and is no caption: right below a title it is the subtitle."""
    shows = shows_people(piece.text) or ends_with_any(piece.text, word_list("picture_ends"))
    return bool(mentions(piece.text)) and not (shows or is_numbered(piece) or piece.stacked)


def _opens_body(page: Page, zone: list[Piece], index: int, habits: set[str]) -> bool:
    """Whether the line is the first heading: it stands directly above the first paragraph and is set as the others are."""
    piece = zone[index]
    if is_numbered(piece) or is_section_cue(piece.text):
        return True
    below = zone[index + 1 :] if len(zone) - index <= NEAR else zone[-1:]
    last = all(p.role is not None and p.role != "byline" for p in below) and not any(map(is_subtitle, below))
    close = piece.after <= page.usual_gap and piece.gap <= page.usual_gap
    alike = style(piece) in habits and len(piece.text) <= LONGEST_HEADING
    said = not ends_with_any(piece.text, word_list("subtitle_ends") + word_list("picture_ends"))
    return last and close and alike and said
