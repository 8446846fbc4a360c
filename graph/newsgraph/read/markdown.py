"""Markdown as plain text: its words without its marks, and where its headings and captions stand."""

import re

from newsgraph.model import Metadata, Span
from newsgraph.read.fields import metadata_from

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|\Z)")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{2,})\s*\Z")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})\Z")
_QUOTED = re.compile(r"\s{0,3}(?:>\s?)+")
_REFERENCE = re.compile(r"\s{0,3}\[[^\[\]]+\]:\s*\S+(?:\s+[\"'(][^\"')]*[\"')])?\s*\Z")
_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]{0,300})?/?>")
_STARS = re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])([^*]*[^\s*\\])\1")
_UNDERSCORES = re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])([^_]*[^\s_\\])\1(?!\w)")
_STRUCK = re.compile(r"~~([^~\n]+)~~")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]+)\1(?!`)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FRONT_LINE = re.compile(r"([A-Za-z][\w -]{0,40}):(?:\s+(.*))?\Z")


def read_markdown(source: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...], Metadata]:
    """Return the text, where its headings and captions stand in it, and the metadata of its front matter."""
    fields, body = front_matter(source)
    text: list[str] = []
    headings: list[Span] = []
    captions: list[Span] = []
    written = 0
    for line, kind in _lines(_without_comments(body)):
        if kind == "heading" and line:
            headings.append(Span(written, written + len(line)))
        if kind == "caption" and line:
            captions.append(Span(written, written + len(line)))
        text.append(line)
        written += len(line) + 1
    return "\n".join(text), tuple(headings), tuple(captions), metadata_from(fields)


def front_matter(source: str) -> tuple[dict[str, str], str]:
    """Return the `key: value` lines between the `---` lines that open a source, and what follows them.

    A source whose opening holds anything else has no front matter.
    """
    lines = re.split(r"\r\n|\r|\n", source.removeprefix("\ufeff"))
    if lines[0].rstrip() != "---":
        return {}, source
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1:200], 1):
        if line.rstrip() in ("---", "..."):
            return fields, "\n".join(lines[number + 1 :])
        found = _FRONT_LINE.match(line)
        if found:
            fields[found[1].strip()] = _unquoted(found[2] or "")
        elif line.strip() and not line.lstrip().startswith(("#", "-")) and not line.startswith(" "):
            break
    return {}, source


def _without_comments(body: str) -> str:
    kept: list[str] = []
    read = 0
    while (start := body.find("<!--", read)) >= 0 and (end := body.find("-->", start)) >= 0:
        kept.append(body[read:start])
        read = end + len("-->")
    return "".join([*kept, body[read:]])


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else re.sub(r"\\([\"\\])", r"\1", inner)
    return value


def _lines(body: str) -> list[tuple[str, str]]:
    """Return each line's words and whether it is a heading, a caption or neither."""
    result: list[tuple[str, str]] = []
    fence = ""
    for raw in re.split(r"\r\n|\r|\n", body):
        opened = _FENCE.match(raw)
        if fence:
            closed = opened is not None and opened[1].startswith(fence) and not raw.strip().strip(fence[0])
            fence = "" if closed else fence
            result.append(("" if closed else raw, "code"))
        elif opened:
            fence = opened[1]
            result.append(("", "code"))
        elif _UNDERLINE.match(raw) and result and result[-1][0] and result[-1][1] == "line":
            result[-1] = (result[-1][0], "heading")
            result.append(("", "line"))
        else:
            result.append(_line(raw))
    return result


def _line(raw: str) -> tuple[str, str]:
    if _RULE.match(raw) or _REFERENCE.match(raw):
        return "", "line"
    quoted = _QUOTED.match(raw)
    line = raw[quoted.end() :] if quoted else raw
    heading = _HEADING.match(line)
    if heading:
        return _inline(re.sub(r"\s#+\s*\Z", "", line[heading.end() :])), "heading"
    image = _IMAGE.fullmatch(line.strip())
    if image:
        return _inline(image[1]), "caption"
    return _inline(line), "line"


def _inline(line: str) -> str:
    line = _LINK.sub(r"\1", _IMAGE.sub(r"\1", line))
    line = _TAG.sub("", _AUTOLINK.sub(r"\1", line))
    line = _CODE.sub(r"\2", line)
    for _ in range(2):
        line = _UNDERSCORES.sub(r"\2", _STARS.sub(r"\2", line))
    return _ESCAPED.sub(r"\1", _STRUCK.sub(r"\1", line)).rstrip()
