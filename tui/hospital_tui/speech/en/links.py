"""Articles from addresses."""

WORDS: dict[str, str] = {
    "help.add.issue": "The address is an issue of a digital newspaper: add all its articles (same site, same folder or same day).",
    "help.add.private": "Let addresses of this machine and of private networks be asked.",
    "fact.from.fetched": "fetched from there",
    "input.link-form": "is no proper address",
    "input.link-scheme": "only http and https addresses are fetched, not {detail}",
    "input.link-private": "is an address of this machine or of a private network; --private lets it be fetched",
    "input.link-unreachable": "the site cannot be reached: {detail}",
    "input.link-robots": "robots.txt of the site ({detail}) lets no program fetch this page; save it in a browser and add the file",
    "input.link-redirects": "is redirected more than {detail} times, given up",
    "input.link-status": "the site answers {detail} and gives no page",
    "input.link-slow": "the site is too slow, given up; try again later",
    "input.link-tls": "the site's certificate cannot be trusted: {detail}",
    "input.link-broken": "the site's answer breaks the rules ({detail})",
    "input.link-packing": "the page is packed in an unknown way: {detail}",
    "input.link-cut": "only a part of the page came; try again",
    "input.link-none": "no article was found in this issue",
    "fault.no-host": "there is no such site, or no network",
    "fault.refused": "the connection is refused",
    "fault.no-way": "the network does not lead there",
    "fault.cut": "the connection broke off",
}
