"""从网址加入文章。"""

WORDS: dict[str, str] = {
    "help.add.issue": "网址是数字报的一期：连同该期的各版各篇一起加入（同一网站、同一文件夹或同一天）。",
    "help.add.private": "允许本机和内网的网址。",
    "fact.from.fetched": "取自该网址",
    "input.link-form": "网址写得不对",
    "input.link-scheme": "只取 http 和 https 网址，不取 {detail}",
    "input.link-private": "是本机或内网的网址；确要取，请加 --private",
    "input.link-unreachable": "连不上这个网站：{detail}",
    "input.link-robots": "该网站（{detail}）的 robots.txt 不许程序取这一页；请用浏览器存下网页再加入",
    "input.link-redirects": "网址转来转去，超过 {detail} 次，已放弃",
    "input.link-status": "网站答复 {detail}，没有给出网页",
    "input.link-slow": "网站太慢，已放弃；请稍后再试",
    "input.link-tls": "网站的安全证书不可信：{detail}",
    "input.link-broken": "网站的答复不合规范（{detail}）",
    "input.link-packing": "网页用了不认识的压缩方式：{detail}",
    "input.link-cut": "网页只传来一半；请再试一次",
    "input.link-none": "这一期里没有找到文章",
    "fault.no-host": "没有这个网站，或没有联网",
    "fault.refused": "对方拒绝连接",
    "fault.no-way": "网络不通",
    "fault.cut": "连接中断",
}
