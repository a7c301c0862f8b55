"""在别的机器上分析：分片与集群。"""

WORDS: dict[str, str] = {
    "help.parse.engine": "由谁来分析（配合 --format parquet）：processes（本机进程，默认），或 dask://主机:端口。",
    "help.parse.jobs": "本机用几个进程；默认每个核一个。",
    "help.parse.block": "一个分片放多少个来源（默认 200）。",
    "parse.parquet": "--format parquet 要写进文件夹：加上 -o DIR；它不与 --check 同用",
    "parse.engine": "--on 和 --jobs 只与 --format parquet 同用",
    "shards.counts": "已分析 {parsed} 个来源，{articles} 篇文章，写成 {shards} 个分片；早已有 {known}，失败 {failed}",
    "shards.other": "{folder} 里有别的东西，不是分片文件夹；请另选一个空文件夹",
    "shards.version": "{folder} 里的分片是 {version} 版写的，与本程序不合；请写进另一个文件夹",
    "shards.no-library": "这要用到 {library}：python -m pip install 'hospital-tui[{extra}]'",
    "input.shard": "分片损坏：{detail}；删去它，再运行一次 parse",
    "cluster.engine": "不认识 --on {name}；用 processes 或 dask://主机:端口",
    "cluster.unreachable": "连不上 dask 调度器 {address}；它在运行吗？",
    "cluster.no-workers": "调度器 {address} 没有工作进程；用 dask worker {address} 启动",
    "cluster.lost": "与调度器 {address} 的联系断了；写完的分片都在，再运行一次就从那里接着做",
    "cluster.no-program": "{address} 的工作进程没有装 hospital-tui：{reason}",
    "cluster.version": "{address} 的工作进程用 {there} 版，这里是 {here} 版；请装同一版",
    "cluster.failed": "集群 {address} 做不下去：{reason}；写完的分片都在，再运行一次就接着做",
}
