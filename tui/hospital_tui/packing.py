"""Structures as bytes between processes and in the library: MessagePack, or JSON where a number is too large for it.

MessagePack holds integers of 64 bits; a figure of a text can be larger, and is carried exactly all the same.
"""

from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")
_PACK = msgspec.msgpack.Encoder()
_JSON = msgspec.json.Encoder()


def packed(value: Any) -> bytes:
    """The bytes of a structure."""
    try:
        return _PACK.encode(value)
    except OverflowError:
        return _JSON.encode(value)


class Unpacker(Generic[T]):
    """Makes structures of one type out of what `packed` gave."""

    def __init__(self, kind: type[T]) -> None:
        self._unpack = msgspec.msgpack.Decoder(kind)
        self._json = msgspec.json.Decoder(kind)

    def decode(self, data: bytes) -> T:
        """The structure. Raises msgspec.DecodeError where the bytes are damaged."""
        return self._json.decode(data) if data[:1] in (b"{", b"[") else self._unpack.decode(data)
