"""Who may come in: the right Host, the right Origin, and a token that was exchanged for a cookie.

A page of another origin can make a browser send requests here, with a name that it lets point to this machine (DNS
rebinding); so the name asked for must be one of ours, and what changes anything must come from our own page.
"""

import ipaddress
import secrets
import socket
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

COOKIE = "hospital-tui"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
READER = "reader"
"""Under which a request tells whose it is."""


class Gate:
    """Tokens, and the cookies they were exchanged for."""

    def __init__(self, host: str, scheme: str, lasting: dict[str, str]) -> None:
        """lasting: tokens that stay good, with the names of their readers."""
        self._scheme = scheme
        self._names = {"localhost", host, socket.gethostname().lower()}
        self._lasting = lasting
        self._once: dict[str, str] = {}
        self._cookies: dict[str, str] = {}

    def token(self, reader: str) -> str:
        """A token that lets a reader in once."""
        made = secrets.token_urlsafe(24)
        self._once[made] = reader
        return made

    def middleware(self) -> Middleware:
        """What stands before every page, file, download and socket."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self._is_ours(request.host) or not self._from_our_page(request):
                raise web.HTTPForbidden(text="403", headers=HEADERS)
            if request.path == "/" and (token := request.query.get("token")):
                return self._exchanged(token)
            reader = self._reader(request)
            if reader is None:
                raise web.HTTPForbidden(text="403", headers=HEADERS)
            request[READER] = reader
            response = await handler(request)
            if not response.prepared:
                response.headers.update(HEADERS)
            return response

        return guarded

    def _is_ours(self, host: str) -> bool:
        """Whether a Host is a name of this machine, or an address: those no name server can turn to us."""
        name = (urlsplit(f"//{host}").hostname or "").lower()
        if name in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _from_our_page(self, request: web.Request) -> bool:
        """Whether a request comes from our page, or from the reader's own typing; a socket from our page only."""
        origin = request.headers.get("Origin")
        site = request.headers.get("Sec-Fetch-Site", "none")
        # A link in a letter leads here from another site: the page opens, and cannot be read from there.
        opens = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.path == "/"
        if site not in ("none", "same-origin") and not opens:
            return False
        if origin is None:
            return request.path != "/ws" and request.method == "GET"
        return origin == f"{self._scheme}://{request.host}"

    def _exchanged(self, token: str) -> web.Response:
        reader = self._once.pop(token, None)
        if reader is None:
            known = [
                name
                for good, name in self._lasting.items()
                if secrets.compare_digest(good.encode(), token.encode())
            ]
            if not known:
                raise web.HTTPForbidden(text="403", headers=HEADERS)
            reader = known[0]
        cookie = secrets.token_urlsafe(32)
        self._cookies[cookie] = reader
        response = web.Response(status=303, headers={**HEADERS, "Location": "/"})
        response.set_cookie(
            COOKIE, cookie, httponly=True, samesite="Lax", secure=self._scheme == "https", path="/"
        )
        return response

    def _reader(self, request: web.Request) -> str | None:
        return self._cookies.get(request.cookies.get(COOKIE, ""))
