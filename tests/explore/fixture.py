"""The small packed picture that the page's own tests read: `cd tests && python -m explore.fixture` writes it anew."""

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explore.pictures import SNAPSHOT, told
from newsgraph.explore import words
from newsgraph.explore.pack import as_text, pack
from newsgraph.explore.picture import NO_DAY, NOTHING, Layout, Links, Nodes, Passages, Picture
from newsgraph.ids import article_id, entity_id, short_hash

FIXTURE = Path(__file__).parents[2] / "web/tests/explorer/packed.json"
_PEOPLE = ("Ana Ruiz", "Zoë Ångström", "😀 Smiling</script>")
_ANA, _ZOE, _SMILE, _ACT, _FIRST, _SECOND, _EVENT = range(7)


def sample() -> tuple[Picture, Layout]:
    """Return a picture of two articles, with everything that a page may meet."""
    nowhere = np.nan
    nodes = Nodes(
        ids=(
            entity_id("Person", "Ana Ruiz"),
            entity_id("Person", "zoe"),
            "person/unusual",
            entity_id("Legislation", f"River Act in {article_id('b.txt', 'b')}"),
            f"article/{article_id('a.txt', 'a')}",
            f"article/{article_id('b.txt', 'b')}",
            f"event/{short_hash('event')}",
        ),
        names=(*_PEOPLE, "River Act", "Talks open", "Talks\nend", "vote, Ana Ruiz"),
        kinds=np.array([0, 0, 0, 3, 6, 6, 7], np.uint8),
        mentions=np.array([70_000, 9, 9, 3, 40, 12, 1], np.int64),
        articles=np.array([300, 2, 1, 1, 1, 1, 1], np.int64),
        days=np.array([NO_DAY, NO_DAY, NO_DAY, NO_DAY, 20_000, -400, 20_001], np.int32),
        outlets=np.array([-1, -1, -1, -1, 1, NOTHING, -1], np.int64),
        latitudes=np.array([nowhere, -33.8688, nowhere, nowhere, nowhere, nowhere, nowhere], np.float32),
        longitudes=np.array([nowhere, 151.2093, nowhere, nowhere, nowhere, nowhere, nowhere], np.float32),
        facts=(
            {"publicity": "public figure", "other_names": "A. Ruiz | Ruiz"}, {}, {"other_names": "Smile"}, {},
            {"url": "https://news.example/a"}, {}, {},
        ),
    )  # fmt: skip
    rows = [
        (_ANA, _ZOE, 1, 2, 1, 0, _FIRST, _SMILE, 80),
        (_ZOE, _ANA, 1, 4, 0, 1, _SECOND, _SMILE, 55),
        (_ANA, _ACT, 2, 1, 0, 0, _SECOND, NOTHING, 90),
        (_FIRST, _ANA, 0, 0, 0, 0, _FIRST, NOTHING, 100),
        (_SECOND, _ANA, 0, 0, 0, 0, _SECOND, NOTHING, 100),
        (_SMILE, _SMILE, 3, 10, 0, 0, _FIRST, NOTHING, 70),
    ]
    columns = np.array(rows, np.int64).T
    small = [column.astype(np.uint8) for column in columns]
    links = Links(columns[0], columns[1], columns[2], small[3], small[4], small[5], columns[6], columns[7], small[8])
    first = ("Ana Ruiz met 😀 Zoë, she said.", "e\u0301te\u0301 👩‍👩‍👧 Ruiz")
    passages = (
        Passages(
            _FIRST, first, (0, 3), {0: ((0, 0, 8), (0, 13, 18), (1, 12, 16)), 3: ((0, 0, 8),)}, {0: "said"}, {0: 2}
        ),
        Passages(_SECOND, ("Zoë denies it.",), (5,), {1: ((0, 0, 14),)}, {1: "denies"}),
    )
    relations = ("mentions", "met", "backs", "figure: about 20 people")
    picture = Picture(
        nodes, links, relations, ("The Arlen Courier", "Port Ellis Post"), passages, "https://graph.example/", 12, 34
    )
    points = np.array([[0, 0], [1000.5, -20.25], [3, 4], [5, 6], [-7, 8], [9, 10], [11.125, 12]], np.float32)
    radii = np.array([8, 4, 2.5, 1, 1, 1, 1], np.float32)
    return picture, Layout(points, radii, np.array([0, 1, 0, 0, 0, 1, 1]), ("Ana Ruiz, River Act", "Zoë Ångström"))


def made() -> dict[str, Any]:
    """Return what the fixture holds: the parts as texts, each article in a block of its own, and what they tell."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(words, "BLOCK", 1)
        picture, layout = sample()
        packed = pack(picture, layout, snapshot=SNAPSHOT)
    places = {"x": layout.points[:, 0].tolist(), "y": layout.points[:, 1].tolist(), "radii": layout.radii.tolist()}
    return {
        "graph": as_text(packed.graph),
        "details": as_text(packed.details),
        "words": [as_text(block) for block in packed.words],
        "told": told(picture, layout) | places | {"snapshot": packed.state},
    }


def bytes_of(text: str) -> bytes:
    """Return the part that a text stands for."""
    return base64.b64decode(text, validate=True)


if __name__ == "__main__":
    FIXTURE.write_text(json.dumps(made(), indent=1) + "\n", encoding="utf-8")
