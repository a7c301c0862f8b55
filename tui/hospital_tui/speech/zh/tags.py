"""标签：加在段落上的词。"""

WORDS: dict[str, str] = {
    "command.tag": "标签",
    "command.tag.tip": "给所选段落加标签，可加几个，用逗号隔开；清空即去掉。",
    "command.tag.also": "分类 归类 编码 biaoqian",
    "tag.keys": "几个标签用逗号隔开 · Enter 保存 · Esc 取消",
    "tag.here": "标签：{tags}",
    "tag.saved": "标签已保存：{tags}",
    "tag.removed": "标签已去掉",
    "field.tag": "标",
    "column.tag": "标签",
    "column.passages": "段落",
    "help.filter.tag": "标:床位　有:未核对　有:识别",
    "help.filter.tag.is": "加了这个标签的段落；有数据还没核对、或由机器识别还没核对的段落",
    "help.tags": "你加在段落上的标签；不带命令时按医院计数。",
    "help.tags.count": "标签一行，医院一列，数段落。",
    "help.tags.export": "导出加了标签的段落，连同出处。",
    "tags.counted": "{count} 个标签",
}
