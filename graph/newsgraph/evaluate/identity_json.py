"""Gold of identity as JSON: a record a line, each name with the entity that it stands for.

Entities equal across documents mean one thing across articles.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsgraph.evaluate.files import checked_span
from newsgraph.evaluate.identities import GoldNaming, IdentityDocument, outermost
from newsgraph.evaluate.jsonl import mark_of, records
from newsgraph.evaluate.labels import Labels, kind_of
from newsgraph.evaluate.marked import fault
from newsgraph.model import MentionForm

_EXAMPLE = (
    '{"id": "a1", "text": "Ana Ruiz spoke.", "spans": [{"start": 0, "end": 8, "label": "Person", "entity": "e1"}]}'
)
_FORMS = {str(form).casefold(): form for form in MentionForm}
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_identity_json(content: str, source: str, stem: str, labels: Labels) -> Iterator[IdentityDocument]:
    """Yield the documents of the records: `text`, `spans` with start, end, label and entity; `id`, `headline`.

    A span's `target` is an IRI, or null where nothing outside is known to be the thing; without it the gold does not
    speak of links. Its `form` is "name" (where it is not told), "nominal" or "pronoun".

    Raises:
        NewsgraphError: where a line is not JSON, or a record lacks what it needs.
    """
    for where, record in records(content, source):
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise fault(source, where, f"it holds no record such as {_EXAMPLE}")
        if not isinstance(record.get("spans"), list):
            raise fault(source, where, f'the record has no list "spans"; write it as {_EXAMPLE}')
        named, headline = record.get("id"), record.get("headline")
        ignored: list[str] = []
        namings = [
            naming
            for item in record["spans"]
            if (naming := _naming(item, record["text"], source, where, labels, ignored)) is not None
        ]
        _check(namings, record["text"], source, where)
        yield IdentityDocument(
            name=_clean(str(named) if isinstance(named, str | int) and named != "" else f"{stem}:{where.split()[-1]}"),
            text=_clean(record["text"]),
            namings=outermost(namings),
            source=source,
            headline=_clean(headline) if isinstance(headline, str) else None,
            across=True,
            ignored=tuple(ignored),
        )


def _naming(item: Any, text: str, source: str, where: str, labels: Labels, ignored: list[str]) -> GoldNaming | None:
    """Return the mention that an item of the list tells; None for a kind that is not known, whose label is noted."""
    if not isinstance(item, Mapping):
        raise fault(source, where, f"{json.dumps(item)[:80]} is not a name with start, end, label and entity.")
    mark = mark_of(item, text, source, where)
    span = checked_span(mark, text, source, where)
    entity, target, form = item.get("entity"), item.get("target"), item.get("form", "name")
    told = f"the name {span.of(text)[:40]!r} at {span.start}-{span.end}"
    if not isinstance(entity, str | int) or isinstance(entity, bool) or entity == "":
        raise fault(source, where, f'{told} has no "entity"; names with the same entity stand for one thing.')
    if target is not None and (not isinstance(target, str) or not target.strip()):
        raise fault(source, where, f'the "target" of {told} is neither an address nor null.')
    if not isinstance(form, str) or form.casefold() not in _FORMS:
        raise fault(source, where, f'the "form" of {told} is not one of {", ".join(_FORMS)}.')
    kind = kind_of(mark.label, labels)
    if kind is None:
        ignored.append(_clean(mark.label))
        return None
    return GoldNaming(
        span=span,
        kind=kind,
        entity=_clean(str(entity)),
        thing=_clean(str(entity)),
        form=_FORMS[form.casefold()],
        target=_clean(target.strip()) if target is not None else None,
        linked="target" in item,
    )


def _check(namings: list[GoldNaming], text: str, source: str, where: str) -> None:
    """Make sure that no stretch stands for two things."""
    first: dict[tuple[int, int], str] = {}
    for naming in namings:
        known = first.setdefault((naming.span.start, naming.span.end), naming.entity)
        if known != naming.entity:
            raise fault(
                source,
                where,
                f"the name {naming.span.of(text)[:40]!r} at {naming.span.start}-{naming.span.end} stands for two "
                f"things, {known[:40]!r} and {naming.entity[:40]!r}; one stretch names one thing.",
            )


def _clean(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)
