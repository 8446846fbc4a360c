"""Pictures for tests: any that hypothesis can think of, one small and known, and what a page should make of them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import strategies as st

from newsgraph.explore.picture import KINDS, NO_DAY, NOTHING, Layout, Links, Nodes, Passages, Picture
from newsgraph.ids import article_id, entity_id, short_hash

ARTICLE = KINDS.index("Article")
NONE = 2**32 - 1
SNAPSHOT = "7"
_ANY = st.characters(exclude_categories=())
_STRANGE = (
    "",
    " ",
    "\n",
    "\0",
    "\ufeff",
    "\u202e",
    "</script>",
    "<!--",
    "e\u0301",
    "👩‍👩‍👧",
    "𝔸\ud83d",
    "ÅÄ–“”",
    "Ωmega",
    "a-00000000",
)
TEXTS = st.one_of(st.text(_ANY, max_size=12), st.sampled_from(_STRANGE), st.text("ab -é😀", max_size=30))


@st.composite
def pictures(draw: st.DrawFn) -> tuple[Picture, Layout]:
    """Return any picture with a layout of it."""
    count = 9 - draw(st.integers(0, 9))  # what hypothesis thinks the simplest is a rich one here
    some_kind = st.just(ARTICLE) | st.integers(0, len(KINDS) - 1)
    kinds = draw(st.lists(some_kind, min_size=count, max_size=count))
    names = draw(st.lists(TEXTS, min_size=count, max_size=count))
    hashes = [article_id(name, "") for kind, name in zip(kinds, names, strict=True) if kind == ARTICLE]
    ids = draw(st.tuples(*(_ids(kind, name, hashes) for kind, name in zip(kinds, names, strict=True))))
    outlets = tuple(draw(st.lists(TEXTS, max_size=3)))
    relations = tuple(draw(st.lists(TEXTS, min_size=1, max_size=4)))
    numbers = st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 300), min_size=count, max_size=count)
    positions = draw(st.lists(st.none() | st.tuples(_degrees(90), _degrees(180)), min_size=count, max_size=count))
    nodes = Nodes(
        ids=ids,
        names=tuple(names),
        kinds=np.array(kinds, np.uint8),
        mentions=np.array(sorted(draw(st.lists(st.integers(0, 2**31 - 1), min_size=count, max_size=count))), np.int64),
        articles=np.array(draw(numbers), np.int64),
        days=np.array(draw(st.lists(_days(), min_size=count, max_size=count)), np.int32),
        outlets=np.array(
            draw(st.lists(st.integers(NOTHING, len(outlets) - 1), min_size=count, max_size=count)), np.int64
        ),
        latitudes=np.array([np.nan if one is None else one[0] for one in positions], np.float32),
        longitudes=np.array([np.nan if one is None else one[1] for one in positions], np.float32),
        facts=tuple(
            draw(st.lists(st.dictionaries(TEXTS, TEXTS, max_size=3), min_size=count, max_size=count))
        ),
    )  # fmt: skip
    links = draw(_links(count, [node for node, kind in enumerate(kinds) if kind == ARTICLE], len(relations)))
    picture = Picture(
        nodes, links, relations, outlets, draw(_passages(links)), draw(TEXTS), draw(st.integers(0, 2**40)), 5
    )
    return picture, draw(_layouts(count))


def _ids(kind: int, name: str, articles: list[str]) -> st.SearchStrategy[str]:
    made = [entity_id(KINDS[kind], f"{name} in {article}") for article in [*articles[:2], article_id(name, "other")]]
    made += [entity_id(KINDS[kind], name), entity_id(KINDS[kind], "x"), entity_id("Place", name)]
    hashed = [f"article/{article_id(name, '')}", f"event/{short_hash(name)}", f"person/{short_hash(name)}"]
    strange = ["", "person/", f"person/Z-{'0' * 8}", f"person/-{'A' * 8}"]
    if kind == ARTICLE:
        made = hashed[:1] * 3
    return st.integers(0, 9).flatmap(
        lambda n: st.sampled_from([*hashed, *strange]) | TEXTS if n == 9 else st.sampled_from(made)
    )


def _degrees(most: int) -> st.SearchStrategy[float]:
    return st.floats(-most, most, width=32)


def _days() -> st.SearchStrategy[int]:
    return st.just(NO_DAY) | st.integers(19000, 20500) | st.integers(-719162, 2932896)


@st.composite
def _links(draw: st.DrawFn, count: int, articles: list[int], relations: int) -> Links:
    rows: list[tuple[int, ...]] = []
    if articles:
        node = st.integers(0, count - 1)
        row = st.tuples(
            node, node, st.integers(0, relations - 1), st.integers(0, 10), st.integers(0, 4), st.integers(0, 1),
            st.sampled_from(articles), st.integers(NOTHING, count - 1), st.integers(0, 100),
        )  # fmt: skip
        rows = draw(st.lists(row, min_size=14 - draw(st.integers(0, 14)), max_size=14))
    rows.sort(key=lambda row: (min(row[:2]), max(row[:2])))
    columns = np.array(rows, np.int64).reshape(-1, 9).T
    small = [column.astype(np.uint8) for column in columns]
    return Links(
        columns[0], columns[1], columns[2], small[3], small[4], small[5], columns[6], columns[7], small[8]
    )  # fmt: skip


@st.composite
def _passages(draw: st.DrawFn, links: Links) -> tuple[Passages, ...]:
    found = []
    for article in sorted(set(links.articles.tolist())):
        own = np.flatnonzero(links.articles == article).tolist()
        sentences = tuple(draw(st.lists(TEXTS, max_size=4)))
        places = tuple(sorted(draw(st.sets(st.integers(0, 500), min_size=len(sentences), max_size=len(sentences)))))
        marks = st.lists(st.sampled_from(list(enumerate(sentences))).flatmap(_mark), max_size=4 if sentences else 0)
        some = st.sets(st.sampled_from(own))
        found.append(
            Passages(
                article, sentences, places,
                {link: tuple(draw(marks)) for link in draw(some)},
                {link: draw(TEXTS) for link in draw(some)},
                {link: draw(st.integers(0, 70000)) for link in draw(some)},
            )
        )  # fmt: skip
    return tuple(found)


def _mark(numbered: tuple[int, str]) -> st.SearchStrategy[tuple[int, int, int]]:
    sentence, text = numbered
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    return ends.map(lambda pair: (sentence, pair[0], pair[1]))


@st.composite
def _layouts(draw: st.DrawFn, count: int) -> Layout:
    names = tuple(draw(st.lists(TEXTS, min_size=1, max_size=3)))
    coordinate = st.floats(-5000, 5000, width=32)
    return Layout(
        np.array(draw(st.lists(coordinate, min_size=2 * count, max_size=2 * count)), np.float32).reshape(count, 2),
        np.array(draw(st.lists(st.floats(0, 100, width=32), min_size=count, max_size=count)), np.float32),
        np.array(draw(st.lists(st.integers(0, len(names) - 1), min_size=count, max_size=count)), np.int64),
        names,
    )


def told(picture: Picture, layout: Layout) -> dict[str, Any]:
    """Return what a page should know of a picture, as JSON tells it; places and radii are left to `apart`."""
    nodes, links = picture.nodes, picture.links
    low, high = np.minimum(links.sources, links.targets), np.maximum(links.sources, links.targets)
    pairs = sorted(set(zip(low.tolist(), high.tolist(), strict=True)))
    number = {pair: place for place, pair in enumerate(pairs)}
    edges = [number[pair] for pair in zip(low.tolist(), high.tolist(), strict=True)]
    return {
        "base": _whole(picture.base),
        "totalNodes": picture.total_nodes,
        "totalLinks": picture.total_links,
        "relations": list(map(_whole, picture.relations)),
        "outlets": list(map(_whole, picture.outlets)),
        "communityNames": list(map(_whole, layout.names)),
        "names": list(map(_whole, nodes.names)),
        "kinds": nodes.kinds.tolist(),
        "communities": layout.communities.tolist(),
        "mentions": nodes.mentions.tolist(),
        "articles": nodes.articles.tolist(),
        "days": nodes.days.tolist(),
        "nodeOutlets": _or_none(nodes.outlets),
        "a": [pair[0] for pair in pairs],
        "b": [pair[1] for pair in pairs],
        "first": [edges.index(edge) for edge in range(len(pairs))] + [len(edges)],
        "edges": edges,
        "forward": (links.sources == low).astype(int).tolist(),
        "linkRelations": links.relations.tolist(),
        "voices": links.voices.tolist(),
        "modalities": links.modalities.tolist(),
        "negated": links.negated.tolist(),
        "linkArticles": links.articles.tolist(),
        "speakers": _or_none(links.speakers),
        "confidences": links.confidences.tolist(),
        "ids": list(map(_whole, nodes.ids)),
        "found": [list(map(_whole, nodes.ids)).index(_whole(name)) for name in nodes.ids],
        "facts": [{_whole(key): _whole(value) for key, value in facts.items()} for facts in nodes.facts],
        "words": [_words(picture, link) for link in range(len(edges))],
    }


def _words(picture: Picture, link: int) -> dict[str, Any]:
    held = next((one for one in picture.passages if one.article == picture.links.articles[link]), None)
    if held is None:
        return {"passages": [], "more": 0, "cue": ""}
    marks: dict[int, list[list[int]]] = {}
    for sentence, start, end in held.evidence.get(link, ()):
        text = held.sentences[sentence]
        marks.setdefault(sentence, []).append([_units(text[:start]), _units(text[:end])])
    passages = [
        {"text": _whole(held.sentences[sentence]), "marks": found, "place": held.places[sentence]}
        for sentence, found in marks.items()
    ]
    return {"passages": passages, "more": held.more.get(link, 0), "cue": _whole(held.cues.get(link, ""))}


def apart(picture: Picture, layout: Layout, read: Mapping[str, Any]) -> float:
    """Return by how much places and radii that were read differ from the picture's, at most, as a share of a step."""
    steps = {"x": layout.points[:, 0] * 8, "y": layout.points[:, 1] * 8, "radii": layout.radii * 16}
    positions = {"latitudes": picture.nodes.latitudes, "longitudes": picture.nodes.longitudes}
    steps |= {name: column.astype(np.float64) * 10_000 for name, column in positions.items()}
    scales = {"x": 8, "y": 8, "radii": 16, "latitudes": 10_000, "longitudes": 10_000}
    most = 0.0
    for name, wanted in steps.items():
        found = np.array([np.nan if one is None else one for one in read[name]], np.float64) * scales[name]
        assert np.isnan(found).tolist() == np.isnan(wanted).tolist(), name
        most = max(most, float(np.nanmax(np.abs(found - wanted), initial=0)))
    return most


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _or_none(numbers: Any) -> list[int]:
    return [NONE if number < 0 else number for number in numbers.tolist()]
