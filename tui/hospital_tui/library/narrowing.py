"""Words of a label that narrow what a metric counts: projects of the province only, masters only, invention patents only.

Figures of one metric are set beside each other as they stand only where their labels narrow it alike.
"""

import re

from hospital_tui.model import Figure

_NARROWING = re.compile(
    "国家级|省部级|(?:国家|省部|省|自治区|市|厅|县|区|院)级(?:以上)?"  # at which level
    "|博士后|博士|硕士|研究生|本科|大专|毕业生|学科带头人|高层次|急需紧缺|住院医师"  # which people
    "|发明|实用新型|外观设计|软件著作权"  # which patents
    "|门急诊|急诊|住院|日间|微创|机器人|夜间|互联网"  # which part of the work
    "|培育|培养|建设|特色|临床|医技|中医|新增"  # which kind
)


def limits(figure: Figure) -> frozenset[str]:
    """The narrowing words of a figure's label that the name of its metric does not have itself."""
    return frozenset(word for word in _NARROWING.findall(figure.label) if word not in (figure.metric or ""))
