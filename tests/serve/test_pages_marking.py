"""Stretches marked in a text: whatever overlaps, the elements nest and the text stays as it was."""

import re
from dataclasses import replace

from hypothesis import given, settings, strategies as st
from lxml import html

from newsgraph.model import Span
from newsgraph.serve.pages.marking import Reference, Stretch, blocks

_TEXT = st.text(alphabet="ab c<&>\"'\n{}é👩🏽", max_size=60)
_REFERENCE = Reference("#row", "label", "1", "quote")


@st.composite
def marked(draw):
    text = draw(_TEXT)
    places = st.tuples(st.integers(0, len(text) + 2), st.integers(0, len(text) + 2)).map(sorted)
    spans = draw(st.lists(places, max_size=12, unique_by=tuple))
    kinds = st.sampled_from(["", "/person/a", "/x?a=1&b=2"])
    return text, [
        Stretch(
            Span(*span),
            ("name",),
            (draw(_TEXT),),
            href=draw(kinds),
            references=(_REFERENCE,) if draw(st.booleans()) else (),
        )
        for span in spans
    ]


@settings(derandomize=True, deadline=None, max_examples=150)
@given(marked())
def test_elements_nest_and_hold_the_text(given_):
    text, stretches = given_
    found = blocks(text, stretches)
    ids = []
    for block in found:
        tree = html.fragment_fromstring(str(block.markup), create_parent="p")
        for reference in tree.xpath("//a[contains(@class, 'reference')]"):
            reference.text = ""
        assert "".join(tree.itertext()) == block.span.of(text)
        assert not tree.xpath("//a//a")
        assert {one.tag for one in tree.iter()} <= {"p", "a", "span"}
        ids += tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert "".join("".join(block.span.of(text) for block in found).split()) == "".join(text.split())


@settings(derandomize=True, deadline=None, max_examples=100)
@given(marked())
def test_each_stretch_is_marked_whole(given_):
    text, given_stretches = given_
    stretches = [replace(one, references=()) for one in given_stretches]
    covered = {}
    for block in blocks(text, stretches):
        tree = html.fragment_fromstring(str(block.markup), create_parent="p")
        for one in tree.xpath("//*[@data-span]"):
            covered[one.get("data-span")] = covered.get(one.get("data-span"), "") + one.text_content()
    for stretch in stretches:
        if stretch.span.start < stretch.span.end <= len(text):
            # A stretch of the space between paragraphs alone has no element.
            place = f"{stretch.span.start},{stretch.span.end}"
            assert "".join(covered.get(place, "").split()) == "".join(stretch.span.of(text).split())


def test_a_reference_stands_behind_the_link_that_holds_its_words():
    inner = Stretch(Span(0, 2), ("event",), ("x",), references=(_REFERENCE,))
    outer = Stretch(Span(0, 5), ("name",), ("y",), href="/person/a")
    (block,) = blocks("abcde f", [inner, outer])
    assert str(block.markup) == (
        '<a id="char=0,5" href="/person/a" class="mark name" data-span="0,5" title="y">'
        '<span id="char=0,2" class="mark event" data-span="0,2" title="x">ab</span>cde</a>'
        '<a class="reference quote" href="#row" aria-label="label">1</a> f'
    )


def test_crossing_stretches_are_split():
    (block,) = blocks("abcdef", [Stretch(Span(0, 4), ("quote",), ()), Stretch(Span(2, 6), ("event",), ())])
    assert re.sub(r' (id|title|data-span)="[^"]*"', "", str(block.markup)) == (
        '<span class="mark quote">ab<span class="mark event">cd</span></span><span class="mark event more">ef</span>'
    )
