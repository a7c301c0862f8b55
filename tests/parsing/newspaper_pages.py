"""Twenty pages as digital newspapers and the systems behind them set one and the same feature; written by hand."""

TITLE = "海州县人民医院：把服务送到群众家门口"
DATE = "2023-07-14"
PAPER = "海州日报"
LEAD = "海州县人民医院始建于1952年，现有职工620人，开放床位500张，是全县医疗救治的中心。"
HEADING = "人才为先强根基"
FIRST = "近年来，医院坚持人才为先，引进硕士12名，选派骨干36人外出进修，技术水平明显提高。"
SECOND = "医院还牵头组建医共体，覆盖15家乡镇卫生院，去年上门服务2300余人次，群众少跑了路。"
PARAGRAPHS = [LEAD, FIRST, SECOND]
FURNITURE = [
    "首页",
    "版面导航",
    "上一篇",
    "版权所有",
    "未经授权",
    "热门",
    "扫一扫",
    "ICP",
    "网友",
    "登录",
    "推荐阅读标题",
    "下载客户端",
]
"""Words of what is no part of the article."""

NAV = '<div class="nav"><a href="/">首页</a> <a href="/n">新闻</a> <a href="/l">登录</a></div>'
SIDE = (
    '<div class="sidebar"><h3>热门排行</h3><ul><li><a href="1">热门新闻里说新建的大楼有三千张床位，欢迎阅读</a></li>'
    '<li><a href="2">推荐阅读标题二：某地建成新院区，开放床位九百张</a></li></ul></div>'
)
FOOT = '<div class="footer"><p>版权所有 海州日报社，未经授权，不得转载、摘编，违者将依法追究责任。</p><p>冀ICP备10001号</p></div>'
COMMENTS = (
    '<div class="comment"><p>网友甲：去年我在这里看过病，医生很细心，护士也很好，给他们点赞。</p></div>'
)
P = "".join(f"<p>　　{text}</p>" for text in PARAGRAPHS)
HEADED = f"<p>　　{LEAD}</p><p><strong>{HEADING}</strong></p><p>　　{FIRST}</p><p>　　{SECOND}</p>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html>\n<html>\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>"


def title(text: str = f"{TITLE}_{PAPER}") -> str:
    return f"<title>{text}</title>"


PAGES: dict[str, str] = {
    "plain": page(f"{NAV}<h1>{TITLE}</h1><p>{PAPER} {DATE} 记者 李四</p>{HEADED}{FOOT}", title()),
    "article-element": page(
        f"<header>{NAV}</header><main><article><h1>{TITLE}</h1><div class='meta'><time>{DATE}</time> 来源：{PAPER}</div>{HEADED}</article></main>"
        f"<aside>{SIDE}</aside><footer>{FOOT}</footer>",
        title(),
    ),
    "meta-of-a-portal": page(
        f"{NAV}<div class='wrap'><div class='left'><h1>{TITLE}</h1><div class='content'>{HEADED}</div></div>{SIDE}</div>{FOOT}",
        title(f"{TITLE}--{PAPER}")
        + f'<meta name="PubDate" content="{DATE} 08:12"><meta name="ContentSource" content="{PAPER}"><meta name="ArticleTitle" content="{TITLE}">',
    ),
    "open-graph": page(
        f"{NAV}<div><h1>{TITLE}</h1>{HEADED}</div>{FOOT}",
        title(TITLE)
        + f'<meta property="og:title" content="{TITLE}"><meta property="article:published_time" content="{DATE}T08:00:00+08:00">'
        f'<meta property="og:site_name" content="{PAPER}">',
    ),
    "e-paper-tables": page(
        "<table width=100%><tr><td width=30%><table><tr><td><a href=a>第01版：要闻</a></td></tr><tr><td><a href=b>第05版：健康</a></td></tr></table></td>"
        f"<td><table><tr><td><a href=p>上一篇</a> <a href=n>下一篇</a></td></tr><tr><td align=center><strong>{TITLE}</strong></td></tr>"
        f"<tr><td>{PAPER}　{DATE}　第05版：健康</td></tr><tr><td><div id=ozoom><founder-content>{HEADED}</founder-content></div></td></tr></table></td></tr></table>",
        title(),
    ),
    "e-paper-properties": page(
        f"<div class='left'><a>版面导航</a></div><div class='main'><founder-title><h1>{TITLE}</h1></founder-title>"
        f"<div id='ozoom'>{HEADED}</div></div><!--enpproperty <articleid>9</articleid><date>{DATE} 00:00:00:0</date><author>李四</author>"
        f"<title>{TITLE}</title><nodename>05版</nodename>/enpproperty-->",
        title(f"{PAPER}"),
    ),
    "line-breaks": page(
        f"{NAV}<div class='title'><h1>{TITLE}</h1></div><div>{DATE} 来源：{PAPER}</div><div id='zoom'>　　{LEAD}<br><br>　　<b>{HEADING}</b><br><br>"
        f"　　{FIRST}<br><br>　　{SECOND}</div>{FOOT}",
        title(),
    ),
    "divs-for-paragraphs": page(
        f"{NAV}<div class='t'><h1>{TITLE}</h1></div><div class='i'>{DATE}　{PAPER}</div><div class='c'>"
        f"<div>{LEAD}</div><div><b>{HEADING}</b></div><div>{FIRST}</div><div>{SECOND}</div></div>{SIDE}{FOOT}",
        title(),
    ),
    "spans-and-fonts": page(
        f"{NAV}<h1><font size=5>{TITLE}</font></h1><p><span>{PAPER}</span> <span>{DATE}</span></p>"
        + "".join(
            f"<p style='text-indent:2em'><span style='font-size:16px'><font face='宋体'>{text}</font></span></p>"
            for text in [LEAD, HEADING, FIRST, SECOND]
        )
        + FOOT,
        title(),
    ),
    "two-blocks": page(
        f"{NAV}<h1>{TITLE}</h1><div>{PAPER} {DATE}</div><div class='part'><p>{LEAD}</p></div><div class='pic'><img src=x></div>"
        f"<div class='part'><h2>{HEADING}</h2><p>{FIRST}</p><p>{SECOND}</p></div>{SIDE}{FOOT}",
        title(),
    ),
    "message-platform": page(
        f"<div id='page-content'><h1 class='rich_media_title'>{TITLE}</h1><div><span>李四</span> <a href='#'>{PAPER}</a> <em>{DATE} 08:00</em></div>"
        f"<div id='js_content' style='visibility: visible'><section><p>{LEAD}</p></section><section><section><h2>{HEADING}</h2></section><p>{FIRST}</p><p>{SECOND}</p></section></div>"
        "<div class='qrcode'>微信扫一扫 关注该公众号</div></div>",
        title(TITLE) + f'<meta name="source" content="{PAPER}">',
    ),
    "hidden-copy": page(
        f"{NAV}<h1>{TITLE}</h1><p>{PAPER} {DATE}</p>{HEADED}<div style='display:none'><p>下载客户端，看更多新闻，去年有九百万人次看过。</p></div>{FOOT}",
        title(),
    ),
    "comments-below": page(
        f"{NAV}<h1>{TITLE}</h1><p>{DATE} {PAPER}</p><div class='text'>{HEADED}</div>{COMMENTS}{FOOT}", title()
    ),
    "share-bar": page(
        f"{NAV}<h1>{TITLE}</h1><div class='info'>{DATE} 来源：{PAPER}</div><div>字号：大 中 小</div><div class='share'>分享到：微信 微博</div>{HEADED}"
        "<div><a>上一篇：推荐阅读标题一</a><a>下一篇：推荐阅读标题三</a></div>" + FOOT,
        title(),
    ),
    "figures-with-captions": page(
        f"{NAV}<h1>{TITLE}</h1><p>{PAPER} {DATE}</p><figure><img src=x><figcaption>医护人员在义诊</figcaption></figure>{HEADED}{FOOT}",
        title(),
    ),
    "framework": page(
        f"<div id='app'><div class='header-3f'>{NAV}</div><div class='article-9a'><h1>{TITLE}</h1><div><span>{DATE}</span><span> {PAPER}</span></div>"
        f"<div class='body-1b'>{HEADED}</div></div></div><script>window.DATA={{'a':'首页九百张'}}</script>{FOOT}",
        title(),
    ),
    "template-left": page(
        f"<div>{{{{ user.name }}}}</div>{NAV}<h1>{TITLE}</h1><p>{PAPER} {DATE}</p>{HEADED}{FOOT}", title()
    ),
    "unclosed": f"<html><head>{title()}</head><body>{NAV}<center><h1>{TITLE}</h1></center><p>{PAPER} {DATE}<p>{LEAD}<p><b>{HEADING}</b><p>{FIRST}<p>{SECOND}<hr>{FOOT}",
    "mobile": page(
        f"<section class='top'><a href='app'>下载客户端</a></section><section class='art'><h1>{TITLE}</h1><p class='s'>{PAPER} {DATE}</p>{HEADED}</section>"
        f"<section class='recommend'><h3>推荐阅读标题</h3><p>推荐阅读标题：去年，某地建成新院区，群众看病更方便，大家都说好。</p></section>",
        title(),
    ),
    "canonical": page(
        f"{NAV}<h1>{TITLE}</h1>{HEADED}{FOOT}",
        title()
        + f'<link rel="canonical" href="http://paper.example.cn/1.htm"><meta name="publishdate" content="{DATE}">',
    ),
}
