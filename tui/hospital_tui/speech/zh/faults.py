"""Why a file cannot be read or written, in Chinese."""

WORDS: dict[str, str] = {
    "fault.missing": "没有这个文件夹，请先建立它，或检查路径",
    "fault.denied": "没有权限，请改权限或换个地方",
    "fault.read-only": "只读，不能写入，请改为可写或换个地方",
    "fault.full": "磁盘已满，请腾出空间再试",
    "fault.is-folder": "是文件夹，不是文件，请换个名字",
    "fault.not-folder": "路径中有一段不是文件夹，请检查路径",
    "fault.bad-name": "这个名字太长或不能用，请改名",
    "fault.exists": "已经存在，请换个名字",
    "fault.many-files": "打开的文件太多，请关掉一些程序再试",
    "fault.disk": "磁盘读写出错，请检查磁盘",
    "fault.busy": "别的程序正在用它，请稍后再试",
    "fault.too-large": "文件太大，请换个地方或分成几份",
    "fault.cannot-open": "打不开，请检查路径和权限",
    "fault.damaged": "文件已损坏，请移走它或用备份代替",
    "fault.newer": "由更新的版本写成，请升级本程序",
    "fault.other": "系统没有照办（{code}），请换个地方再试",
}
