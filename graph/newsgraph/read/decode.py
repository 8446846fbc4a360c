"""From bytes to text: UTF-8 first, then what the bytes themselves say, then windows-1252."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_SAVE_AS = "save it as UTF-8 and run again"


class UnreadableError(Exception):
    """Bytes that are no text; the message says why and what to do."""


def decode(data: bytes, *, html: bool = False) -> str:
    """Return the text that the bytes hold.

    Raises:
        UnreadableError: they are empty, binary, or in an encoding that they do not name.
    """
    if not data.strip():
        raise UnreadableError("is empty; fill it or leave it out")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if data.startswith(_BINARY_STARTS) or b"\x00" in data or _mostly_control(data):
        raise UnreadableError("is binary, not text; turn it into .txt, .md, .html or .jsonl")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _otherwise(data, error.start, html=html)


def _marked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"begins as {encoding} but breaks at byte {error.start}; {_SAVE_AS}") from error
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableError("is empty; fill it or leave it out")
    return text


def _mostly_control(data: bytes) -> bool:
    head = data[:65536]
    return len(head) - len(head.translate(None, _CONTROL)) > 0.05 * len(head)


def _otherwise(data: bytes, broken: int, *, html: bool) -> str:
    declared = (_DECLARED_XML.search(data[:1024]) or _DECLARED.search(data[:4096])) if html else None
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    # Bytes that were good UTF-8 up to here are broken UTF-8, not another encoding.
    if data[:broken].isascii():
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError as error:
            raise UnreadableError(f"is neither UTF-8 nor windows-1252 (byte {error.start}); {_SAVE_AS}") from error
    raise UnreadableError(f"is not UTF-8 throughout (byte {broken}); {_SAVE_AS}")
