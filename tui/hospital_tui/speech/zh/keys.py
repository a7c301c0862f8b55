"""按键：按键文件与列出按键的命令。"""

WORDS = {
    "help.keys": "列出 app 的全部按键。\n\n每行一个命令：名称、按键、说明，就是按键文件的写法。要改，把要改的行写进文库文件夹里的 keys.toml，重新打开即可。",
    "keys.where": "自己的按键写进：{file}",
    "keys.wrong": "{file} 第 {line} 行：{reason}",
    "keys.command": "没有名为“{said}”的命令",
    "keys.key": "“{said}”不是按键",
    "keys.value": "“{said}”后面要写一个按键或一列按键",
    "keys.twice": "一个按键给了两个命令（{said}）",
    "keys.toml": "不是 TOML",
    "keys.unreadable": "读不了",
}
