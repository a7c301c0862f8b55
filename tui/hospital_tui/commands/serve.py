"""`hospital-tui serve`: the app on a page of a browser, for readers without a terminal."""

import asyncio
import re
import secrets
import ssl
import tempfile
from pathlib import Path

import click
import msgspec

from hospital_tui.commands.failure import CommandError, refused
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import MOST, library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.homes import default_home
from hospital_tui.library.files import write_bytes
from hospital_tui.speech import spoken

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_NAME = re.compile(r"[\w-]{1,40}")


@command("serve")
@click.option("--host", metavar="NAME", default="localhost")
@click.option("--port", type=click.IntRange(min=1, max=65535), default=8765, metavar="N")
@click.option("--reader", "readers", multiple=True, metavar="NAME")
@click.option("--read-only", is_flag=True)
@click.option("--at-once", type=click.IntRange(1, MOST), default=8, metavar="N")
@click.option("--idle", type=click.IntRange(1, MOST), default=60, metavar="N")
@click.option("--certificate", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--key", metavar="FILE", type=click.Path(path_type=Path))
@library_option
def serve_command(
    host: str,
    port: int,
    readers: tuple[str, ...],
    read_only: bool,
    at_once: int,
    idle: int,
    certificate: Path | None,
    key: Path | None,
    library: Path | None,
) -> None:
    """Open the app to browsers, until it is stopped."""
    with refused("serve.needs-web", ImportError):
        from hospital_tui.serve.gate import Gate
        from hospital_tui.serve.server import ReadingServer, Rules, run
    _check_names(readers)
    tls = _tls(certificate, key)
    scheme = "https" if tls else "http"
    _warn(host, tls)
    home = default_home() / "served"
    with tempfile.TemporaryDirectory(prefix="hospital-tui-") as folder:
        with opened(library) as held:
            file = held.published or held.publish(Path(folder))[0]
        addresses = _addresses(home, readers)
        gate = Gate(host, scheme, {token: name for name, token in addresses.items()})
        rules = Rules(host, port, file, home / "readers", spoken(), at_once, idle * 60.0, read_only, tls)
        shown = f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}/?token="
        for name, token in (addresses or {"": gate.token("reader")}).items():
            result(f"{name}: {shown}{token}".removeprefix(": "))
        with refused("serve.port", OSError, port=port):
            asyncio.run(run(ReadingServer(rules, gate)))


def _check_names(readers: tuple[str, ...]) -> None:
    """A reader's name is a folder's and stands in an address. Raises CommandError."""
    for name in readers:
        if not _NAME.fullmatch(name):
            raise CommandError("serve.reader", name=name)


def _warn(host: str, tls: ssl.SSLContext | None) -> None:
    """Say that others reach the page, and that they can read along where nothing encrypts."""
    if host in _LOOPBACK:
        return
    tell("serve.open", host=host)
    if not tls:
        tell("serve.no-tls")


def _tls(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """What encrypts, of the certificate's files. Raises CommandError."""
    if certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    with refused("serve.certificate", OSError, file=certificate):
        context.load_cert_chain(certificate, key)
    return context


def _addresses(home: Path, readers: tuple[str, ...]) -> dict[str, str]:
    """The lasting tokens of readers, made where there are none. Raises OSError."""
    path = home / "addresses.json"
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError):
        kept = {}
    wanted = {name: kept.get(name) or secrets.token_urlsafe(24) for name in readers}
    if wanted.keys() - kept.keys():
        write_bytes(path, msgspec.json.encode({**kept, **wanted}), own=True)
    return wanted
