import json
import os
import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from explore.fixture import FIXTURE, bytes_of, made, sample
from explore.pictures import SNAPSHOT, apart, pictures, told
from newsgraph.explore import words
from newsgraph.explore.pack import Packed, as_text, pack
from newsgraph.explore.picture import Layout, Links, Picture

WEB = Path(__file__).parents[2] / "web"


def write(packed: Packed, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "graph").write_bytes(packed.graph)
    (folder / "details").write_bytes(packed.details)
    for number, block in enumerate(packed.words):
        (folder / f"words-{number}").write_bytes(block)


def node() -> str:
    found = shutil.which("node")
    if found is None or not (WEB / "node_modules").is_dir():
        reason = "there is no Node with web/node_modules: run `npm ci` in web/"
        if os.environ.get("CI"):
            pytest.fail(f"CI is set, and {reason}")
        pytest.skip(reason)
    return found


def wordy() -> tuple[Picture, Layout]:
    """Return a picture whose sentences have so many different words that their numbers take three bytes."""
    picture, layout = sample()
    letters = "abcdefghijklmnopqrstuvwxyzäöß"
    words = [a + b + c for a in letters for b in letters for c in letters[:12]]
    sentence = "".join(f" {word}" * (3 + number % 2) for number, word in enumerate(words)) + " 😀 rare."
    first = replace(picture.passages[0], sentences=(sentence, "\xff\xfe " + "– “q” " * 9, "\0"), places=(0, 1, 2))
    marks = {0: ((0, 5, len(sentence)), (1, 0, 3)), 3: ((2, 0, 1),)}
    return replace(picture, passages=(replace(first, evidence=marks, more={}), *picture.passages[1:])), layout


def test_a_page_knows_any_picture_that_was_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = node()
    cases = []

    @settings(
        max_examples=200, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(pictures(), st.sampled_from([1, 60, words.BLOCK]))
    def collect(case, block):
        monkeypatch.setattr(words, "BLOCK", block)
        write(pack(*case, snapshot=SNAPSHOT), tmp_path / f"{len(cases):04}")
        cases.append(case)

    collect()
    cases.append(wordy())
    write(pack(*cases[-1], snapshot=SNAPSHOT), tmp_path / f"{len(cases):04}")
    run = subprocess.run(
        [program, "tests/explorer/unpack.mjs", str(tmp_path)],
        cwd=WEB, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr.decode()
    read = json.loads(run.stdout)
    assert len(read) == len(cases) > 150
    for (picture, layout), found in zip(cases, read, strict=True):
        assert apart(picture, layout, found) < 0.7  # half a step, and what float32 leaves out
        expected = told(picture, layout)
        assert {name: found[name] for name in expected} == expected


def test_the_fixture_of_the_pages_own_tests_is_what_pack_makes() -> None:
    kept, fresh = json.loads(FIXTURE.read_text("utf-8")), made()
    # Not every zlib compresses alike.
    for name in ("graph", "details"):
        assert zlib.decompress(bytes_of(kept[name])) == zlib.decompress(bytes_of(fresh[name])), "run explore.fixture"
    blocks = [[zlib.decompress(bytes_of(text)) for text in found["words"]] for found in (kept, fresh)]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) == 2
    assert kept["told"] == json.loads(json.dumps(fresh["told"]))


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert pack(*sample(), snapshot="1") == pack(*sample(), snapshot="1")
    # When and where it was made makes no difference to what a page is given.
    assert replace(pack(*sample(), snapshot="2"), snapshot="1") == pack(*sample(), snapshot="1")


def test_other_content_is_another_state() -> None:
    picture, layout = sample()
    state = pack(picture, layout, snapshot="1").state
    assert re.fullmatch("[0-9a-f]{16}", state)
    others = (
        replace(picture, total_links=picture.total_links + 1),
        replace(picture, relations=("x", *picture.relations[1:])),
        replace(picture, passages=(replace(picture.passages[0], sentences=("x", *picture.passages[0].sentences[1:])),)),
        replace(picture, nodes=replace(picture.nodes, facts=({"url": "x"}, *picture.nodes.facts[1:]))),
    )
    assert len({state, *(pack(other, layout, snapshot="1").state for other in others)}) == 1 + len(others)


@pytest.mark.parametrize("part", [b"", b"a", b"\0\xff<!--</script>", bytes(range(256))])
def test_what_stands_in_a_page_is_plain_letters(part: bytes) -> None:
    text = as_text(part)
    assert bytes_of(text) == part
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")


def test_links_in_any_order_of_their_pairs_give_the_same_bytes() -> None:
    picture, layout = sample()
    turned = np.array([5, 4, 3, 2, 0, 1])  # those of one pair stay in their order
    place = np.argsort(turned).tolist()
    links = Links(**{name: column[turned] for name, column in vars(picture.links).items()})
    passages = tuple(
        replace(
            one,
            evidence={place[link]: marks for link, marks in one.evidence.items()},
            cues={place[link]: cue for link, cue in one.cues.items()},
            more={place[link]: more for link, more in one.more.items()},
        )
        for one in picture.passages
    )
    other = replace(picture, links=links, passages=passages)
    assert pack(other, layout, snapshot="1") == pack(picture, layout, snapshot="1")


def test_passages_that_speak_of_another_articles_link_are_refused() -> None:
    picture, layout = sample()
    strange = replace(picture.passages[1], evidence={0: ((0, 0, 3),)})
    with pytest.raises(ValueError, match="speak of link 0 of another one"):
        pack(replace(picture, passages=(picture.passages[0], strange)), layout, snapshot="1")


def test_positions_that_are_none_are_left_out() -> None:
    picture, layout = sample()
    far = np.full(7, 1e30, np.float32)
    nodes = replace(picture.nodes, latitudes=far, longitudes=far)
    pack(replace(picture, nodes=nodes), layout, snapshot="1")
