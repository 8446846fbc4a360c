"""Dates and quantities as mentions, and what the later steps make of mentions that name nothing."""

from dataclasses import replace
from datetime import date

import newsgraph
from factory import article, mention, span
from newsgraph.assemble import assemble
from newsgraph.check import check_offsets
from newsgraph.extract.embedded.figures import figures
from newsgraph.model import AnnotatedArticle, Dateline, Kind, Run, Span
from newsgraph.network import to_networkx
from newsgraph.rdf import quads
from newsgraph.resolve import find_entities, resolve

TEXT = "Ana Pell said on Monday that almost 23,000 people left Oslo."


def read(source, taken=()):
    return [(one.span.of(source.text), one.kind, one.value) for one in figures(source, (), taken, "embedded")]


def test_dates_count_from_the_article_s_day():
    expected = [
        ("Monday", Kind.DATE, "2025-03-10"),
        ("almost 23,000 people", Kind.QUANTITY, "about 23000 people"),
    ]
    source = article(TEXT, published=date(2025, 3, 11))
    assert read(source) == expected
    assert read(replace(source, published=None, page_published=date(2025, 3, 11))) == expected
    dated = Dateline(Span(0, 3), dated=date(2025, 3, 4))
    assert read(replace(source, dateline=dated))[0][2] == "2025-03-03"
    assert read(article(TEXT))[0][2] is None


def test_names_win():
    assert read(article(TEXT), [span(TEXT, "Monday"), span(TEXT, "23,000")]) == []


def test_the_tables_keep_them_and_the_other_forms_pass_over_them(tmp_path):
    source = article(TEXT, published=date(2025, 3, 11))
    names = (mention(source, "Ana Pell", Kind.PERSON), mention(source, "Oslo", Kind.PLACE, value="oslo, NO"))

    def graph_of(mentions):
        read = [find_entities(AnnotatedArticle(source, tuple(mentions)))]
        locals_, entities, judgements = resolve(read)
        return assemble(
            read, local_entities=locals_, entities=entities, judgements=judgements, run=Run("run/1", "newsgraph", "1")
        )

    plain, full = graph_of(names), graph_of([*names, *figures(source, (), [m.span for m in names], "embedded")])
    assert len(full.mentions) == 4
    assert (full.entities, full.local_entities) == (plain.entities, plain.local_entities)
    assert list(quads(full)) == list(quads(plain))
    assert sorted(to_networkx(full).nodes) == sorted(to_networkx(plain).nodes)
    assert check_offsets(full) == ()
    newsgraph.save(full, tmp_path / "graph")
    assert newsgraph.load(tmp_path / "graph") == full
