"""Classes of characters from W3C CLREQ (Requirements for Chinese Text Layout) and GB/T 15834.

CLREQ §3.1.4.3 (prohibition rules for line start and line end): pause and stop marks, closing quotation marks and
brackets, connectors, the interpunct and solidus do not begin a line; opening quotation marks and brackets do not end
one. Dashes and ellipses are not broken inside; as they bind to what stands before them, they do not begin a line. Of
`line-break: strict` in CSS Text the classes are whole: centred punctuation, hyphens, inseparables, iteration marks,
small kana, postfixes (none begins a line), prefixes (none ends one). GB/T 15834: a solidus does neither.
"""

NOT_AT_START = frozenset(
    "，。、；：！？．‧·・･•∶‼⁇⁈⁉"
    "”’」』）〕】〗〉》］｝〙〛﹂﹄︶︸︺︼︾﹀｣｡､〞〟"
    "—―–－～〜‐‑゠…⋯‥․︙\U00010af6⸺⸻"
    "％﹪‰‱℃℉°′″‴‵¢￠"
    ",.;:!?)]}%»›"
    "々〻ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿーｧｨｩｪｫｬｭｮｯｰ"
    "/／"
)
"""Do not begin a row (行首禁则)."""

NOT_AT_END = frozenset("“‘「『（〔【〖〈《［｛〘〚﹁﹃︵︷︹︻︽︿｢〝([{«‹$¥€£￥＄￡﹩￦±＃＠№/／")
"""Do not end a row (行末禁则)."""

SPACES = frozenset(" \t\u3000\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f")
"""Blanks; at the end of a row they are not drawn."""

NO_BREAK_SPACES = frozenset("\u00a0\u2007\u202f\u2060\ufeff")
"""Blanks and joiners beside which no row ends."""

STOPS = frozenset("，。、；：！？")
"""Marks whose own shape leaves half of their square empty: one may hang over the edge, and a blank after it is not seen."""

CLOSERS = frozenset("”’」』）〕】〗〉》］｝")
"""Closing marks: a blank after one is hardly seen."""

OPENERS = frozenset("“‘「『（〔【〖〈《［｛")
"""Opening marks: a blank before one is hardly seen."""
