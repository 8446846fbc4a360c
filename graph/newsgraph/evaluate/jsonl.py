"""Gold as JSON: one record a line, or a list of records, in the shapes that spaCy, Prodigy and doccano write."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from newsgraph.evaluate.marked import Mark, Marked, fault

_TEXTS = ("text", "data")
_LISTS = ("spans", "entities", "ents", "labels", "label")
_STARTS = ("start", "start_offset", "begin")
_ENDS = ("end", "end_offset")
_LABELS = ("label", "type", "kind")
_EXAMPLE = '{"text": "Ana Ruiz spoke.", "spans": [{"start": 0, "end": 8, "label": "Person"}]}'


def read_json(content: str, source: str, stem: str) -> Iterator[Marked]:
    """Yield the documents of the records, without those that an annotator rejected.

    A record has `text` and a list of names, each `{"start", "end", "label"}` or `[start, end, label]`; or is spaCy's
    pair of a text and such a record. `id` and `headline` are optional.

    Raises:
        NewsgraphError: where a line is not JSON, or a record lacks what it needs.
    """
    for where, record in records(content, source):
        found = _record(record)
        if found is None:
            raise fault(source, where, f"it holds no record such as {_EXAMPLE}")
        if found.get("answer", "accept") == "accept":
            yield _document(found, source, stem, where)


def _record(record: Any) -> Mapping[str, Any] | None:
    if isinstance(record, list) and len(record) == 2 and isinstance(record[1], dict):
        return {"text": record[0], **record[1]}
    return record if isinstance(record, dict) else None


def records(content: str, source: str) -> Iterator[tuple[str, Any]]:
    """Yield the records of JSON lines, or of one list, each with where it stands.

    Raises:
        NewsgraphError: where a line is not JSON.
    """
    if content.lstrip().startswith("[") and (whole := _list(content)) is not None:
        yield from ((f"record {ordinal}", record) for ordinal, record in enumerate(whole, 1))
        return
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            yield f"line {number}", _parsed(line, source, number)


def _list(content: str) -> list[Any] | None:
    """Return the records of a file that is one list as a whole; a first line that is a pair of its own is not that."""
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        return None
    pair = isinstance(whole, list) and len(whole) == 2 and isinstance(whole[0], str)
    return [whole] if pair else whole if isinstance(whole, list) else None


def _parsed(line: str, source: str, number: int) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise fault(source, number, f"it is not JSON ({_reason(error)}); each line is one record.") from error


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else "a number in it is too long"


def _document(record: Mapping[str, Any], source: str, stem: str, where: str) -> Marked:
    text = next((record[key] for key in _TEXTS if isinstance(record.get(key), str)), None)
    if text is None:
        raise fault(source, where, f'the record has no "text"; write it as {_EXAMPLE}')
    listed = next((record[key] for key in _LISTS if isinstance(record.get(key), list)), None)
    if listed is None:
        # Prodigy leaves the list out where an annotator found nothing.
        if not ("tokens" in record or any(record.get(key, "") is None for key in _LISTS)):
            raise fault(source, where, f"the record has no list of its names; write it as {_EXAMPLE}")
        listed = []
    named, headline = record.get("id"), record.get("headline")
    return Marked(
        str(named) if isinstance(named, str | int) and named != "" else f"{stem}:{where.rpartition(' ')[2]}",
        text,
        tuple(mark_of(item, text, source, where) for item in listed),
        where,
        headline if isinstance(headline, str) else None,
    )


def mark_of(item: Any, text: str, source: str, where: str) -> Mark:
    """Return the labelled stretch that an item of a list of names tells.

    Raises:
        NewsgraphError: where it lacks start, end or label, or tells other words than stand there.
    """
    start, end, label = _pieces(item)
    if type(start) is not int or type(end) is not int or not isinstance(label, str) or not label.strip():
        shown = json.dumps(item)
        raise fault(source, where, f"{shown[:80]} is not a name with start, end and label.")
    words = item.get("text") if isinstance(item, dict) else None
    if isinstance(words, str) and 0 <= start <= end <= len(text) and text[start:end].strip() != words.strip():
        raise fault(
            source,
            where,
            f"{start}-{end} is {text[start:end][:40]!r}, not {words[:40]!r}; "
            "offsets count in code points, not in bytes or UTF-16 units.",
        )
    return Mark(start, end, label)


def _pieces(item: Any) -> tuple[Any, Any, Any]:
    if isinstance(item, list):
        return (item[0], item[1], item[2]) if len(item) == 3 else (None, None, None)
    if not isinstance(item, dict):
        return None, None, None
    start, end, label = (next((item[key] for key in keys if key in item), None) for keys in (_STARTS, _ENDS, _LABELS))
    return start, end, label
