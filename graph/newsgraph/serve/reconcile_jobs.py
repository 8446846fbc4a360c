"""What workers do for the Reconciliation Service API: manifest, answers, suggestions, columns, previews.

What is asked comes from strangers: it is bounded and checked, and what cannot be read is refused in words.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from newsgraph.errors import NewsgraphError
from newsgraph.library.columns import extended, properties, proposed, whole_number
from newsgraph.library.reconciling import Json, answers, described, own_ids
from newsgraph.link.answering import manifest
from newsgraph.link.reconciliation import DRAFT
from newsgraph.serve.result import Result, refusal
from newsgraph.vocab import ENTITY_CLASSES

if TYPE_CHECKING:
    from newsgraph.library import Library

_JSON = "application/json"
_SUGGESTED = 20
_WIDTH, _HEIGHT = 420, 240
_PREVIEW_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors *"


def answer_reconcile(library: "Library", arguments: Mapping[str, Any]) -> Result:
    """Answer one of `manifest`, `queries`, `query`, `extend`, `suggest`, `properties` and `preview`, as `job` says."""
    match arguments["job"]:
        case "manifest":
            return _written(service_manifest(library, arguments["url"], version=arguments.get("version", "0.2")))
        case "queries":
            asked = _read(arguments["queries"], "queries")
            return _written(answers(library, asked, version=arguments.get("version", "0.2")))
        case "query":
            return _written(answers(library, {"q": _single(arguments["query"])}, version="0.2")["q"])
        case "extend":
            return _written(extended(library, _read(arguments["extend"], "extend")))
        case "suggest":
            return _written({"result": suggested(library, arguments)})
        case "properties":
            return _written(proposed(arguments.get("type", ""), arguments.get("limit", "")))
        case _:
            return preview(library, arguments.get("id", ""))


def service_manifest(library: "Library", url: str, *, version: str = "0.2") -> Json:
    """Return what the service says of itself, at the address where clients reach the server."""
    made = manifest("newsgraph: what articles say", base=library.base, version=version)
    made |= {"documentation": f"{url}/"}
    if version == DRAFT:
        return made | {"view": {"url": f"{url}/{{+id}}"}, "identifierSpace": library.base}
    suggest = {"service_url": url}
    return made | {
        "view": {"url": f"{url}/{{{{id}}}}"},
        "preview": {"url": f"{url}/reconcile/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
        "suggest": {
            what: {**suggest, "service_path": f"/reconcile/suggest/{what}"} for what in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": url, "service_path": "/reconcile/properties"},
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Limit",
                    "type": "number",
                    "default": 0,
                    "help_text": "so many values of a row at most; 0 for all",
                }
            ],
        },
    }


def suggested(library: "Library", arguments: Mapping[str, Any]) -> list[Json]:
    """Return what somebody who types may mean: entities, types, or properties, as `what` says."""
    prefix, skipped = str(arguments.get("prefix", "")), whole_number(arguments.get("cursor", ""), 0)
    if arguments["what"] != "entity":
        offered = _types() if arguments["what"] == "type" else properties(str(arguments.get("type", "")))
        typed = prefix.casefold()
        found = [one for one in offered if typed in one["name"].casefold() or typed in one["id"].casefold()]
        return found[skipped : skipped + _SUGGESTED]
    own = [one for one in map(library.index.entity, own_ids(library, prefix)) if one is not None]
    named = library.index.suggest(prefix, skipped + _SUGGESTED, ENTITY_CLASSES)[skipped:]
    entities = own or [one for one in (library.index.entity(each.id) for each in named) if one is not None]
    return [
        {
            "id": entity.id,
            "name": entity.name,
            "description": described(entity, library),
            "notable": [{"id": entity.kind, "name": entity.kind}],
        }
        for entity in entities
    ]


def _types() -> list[Json]:
    return [{"id": kind, "name": kind} for kind in ENTITY_CLASSES]


def preview(library: "Library", identifier: str) -> Result:
    """Return a small page on a thing, fit for a frame."""
    entity = library.index.entity(identifier.removeprefix(library.base))
    if entity is None:
        return refusal(404, "The graph has no thing with this id.")
    shown = Markup(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title></head><body>\n'
        '<h1>{name}</h1>\n<p>{kind}; {told}</p>\n<p><a href="/{address}" target="_blank" rel="noopener">'
        "What articles say of it</a></p>\n</body></html>\n"
    ).format(name=entity.name, kind=entity.kind, told=described(entity, library), address=entity.id)
    return Result(200, "text/html; charset=utf-8", shown.encode(), {"content-security-policy": _PREVIEW_POLICY})


def _single(text: str) -> object:
    """Return the one query of the oldest version: a plain name, or an object in JSON."""
    try:
        value = json.loads(text) if text.lstrip().startswith("{") else {"query": text}
    except (ValueError, RecursionError):
        value = {"query": text}
    return value


def _read(text: str, name: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise NewsgraphError(f"The field {name} is not JSON; send an object as the specification has it.") from None


def _written(value: object) -> Result:
    return Result(200, _JSON, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
