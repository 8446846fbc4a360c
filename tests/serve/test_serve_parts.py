"""What the server is made of, where it can be tried without one."""

import io

import pyoxigraph
import pytest
from hypothesis import given, strategies as st

from newsgraph.serve.connection import split_url
from newsgraph.serve.counting import Counted, TooLarge
from newsgraph.serve.frames import HEAD, LENGTH, packed_job, packed_result, unpacked_result
from newsgraph.serve.guard import calls_out, names_graphs
from newsgraph.serve.negotiation import accepts_gzip, choose
from newsgraph.serve.result import Result
from newsgraph.serve.security import gate

FORMS = {
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "text/csv": pyoxigraph.QueryResultsFormat.CSV,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
NASTY = st.text(st.sampled_from("}{,\"'\\\n\r\t<>x"), max_size=8) | st.sampled_from(
    ["}},{", '"}},{"', "<result>", '"\n"']
)
CELL = st.none() | NASTY


def solutions(rows: list[tuple[str | None, str | None]]) -> pyoxigraph.QuerySolutions:
    cells = [["UNDEF" if cell is None else str(pyoxigraph.Literal(cell)) for cell in row] for row in rows]
    values = " ".join(f"({' '.join(row)})" for row in cells)
    return pyoxigraph.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")


def in_pieces(content: bytes, size: int) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content), size)]


@given(
    rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6),
    media=st.sampled_from(sorted(FORMS)),
    size=st.integers(1, 40),
)
def test_rows_are_counted_exactly_whatever_the_texts_hold(rows, media, size):
    whole = io.BytesIO()
    solutions(rows).serialize(whole, format=FORMS[media])
    for most in (most for most in (len(rows), len(rows) - 1) if most):
        counted = Counted(media, rows=most, size=10_000)
        try:
            for piece in in_pieces(whole.getvalue(), size):
                counted.write(piece)
        except TooLarge:
            assert most < len(rows)
        else:
            assert most >= len(rows)
            assert counted.content() == whole.getvalue()


def test_bytes_are_counted_too():
    counted = Counted(None, rows=0, size=10)
    counted.write(b"0123456789")
    with pytest.raises(TooLarge, match="larger"):
        counted.write(b"0")


CHOICES = [
    ("", "a/a"),
    ("*/*", "a/a"),
    ("a/b", "a/b"),
    ("c/*", "c/c"),
    ("a/a;q=0.5, a/b", "a/b"),
    ("a/*;q=0.5, c/c;q=0.4", "a/a"),
    ("a/a;q=0, */*", "a/b"),
    ("A/B;charset=utf-8;Q=0.9", "a/b"),
    ("a/b;q=2", "a/b"),
    ("x/y", None),
    ("*/*;q=0", None),
    ("a/a;q=0.000", None),
    ("garbage", None),
    ("*", "a/a"),
]


@pytest.mark.parametrize(("accept", "expected"), CHOICES)
def test_the_accept_header_chooses(accept, expected):
    assert choose(accept, ("a/a", "a/b", "c/c")) == expected


@given(st.text(max_size=60))
def test_no_accept_header_breaks(text):
    assert choose(text, ("a/a", "b/b")) in ("a/a", "b/b", None)
    assert accepts_gzip(text) in (True, False)


GZIP = [("gzip", True), ("gzip, br", True), ("br", False), ("*", True), ("gzip;q=0", False), ("GZIP ; q=0.5", True)]


@pytest.mark.parametrize(("header", "expected"), [*GZIP, ("*;q=0", False), ("", False), ("*, gzip;q=0.0", False)])
def test_gzip_is_sent_to_those_who_take_it(header, expected):
    assert accepts_gzip(header) is expected


LINE_OF_TEXT = st.text(st.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=20)


@given(body=st.binary(max_size=50), value=LINE_OF_TEXT)
def test_a_result_comes_through_the_pipe_as_it_was(body, value):
    result = Result(200, "text/plain", body, {"x-told": value, "etag": 'W/"1"'})
    packed = packed_result(result)
    status, head, length, _seconds = HEAD.unpack_from(packed)
    assert len(packed) == HEAD.size + head + length
    assert unpacked_result(status, packed[HEAD.size : HEAD.size + head], packed[HEAD.size + head :]) == result


@pytest.mark.parametrize("value", ["a\r\nset-cookie: x", "a\nb", "a\rb", "a\0b"])
def test_no_header_can_smuggle_another(value):
    with pytest.raises(ValueError, match="cannot be sent"):
        packed_result(Result(200, "text/plain", b"", {"location": value}))


@given(known=st.text(st.characters(codec="latin-1", exclude_characters="\n"), max_size=20), gzip=st.booleans())
def test_a_job_is_one_frame(known, gzip):
    packed = packed_job("query", {"query": "ASK {}\n"}, known=known, gzip=gzip)
    assert len(packed) == LENGTH.size + LENGTH.unpack_from(packed)[0]
    assert packed[LENGTH.size :].partition(b"\n")[2] == b'["query", {"query": "ASK {}\\n"}]'


@given(before=NASTY, after=NASTY, word=st.sampled_from(["SERVICE", "service", "SeRvIcE", "5SERVICE", "trueSERVICE"]))
def test_a_call_is_found_wherever_the_parser_finds_one(before, after, word):
    nothing = pyoxigraph.Store()
    call = f"{word}<http://127.0.0.1:1/> {{ ?s ?p {pyoxigraph.Literal(after)} }}"
    query = f"ASK {{ ?s ?p {pyoxigraph.Literal(before)} . {call} }}"
    assert calls_out(query, nothing, {})
    inside = f"ASK {{ ?s ?p {pyoxigraph.Literal(f'{before} {word} <http://127.0.0.1:1/> {{ }} {after}')} }}"
    assert not calls_out(inside, nothing, {})


FROMS = [
    ("SELECT * FROM <a:b> {}", True),
    ("SELECT * FROM NAMED <a:b> {}", True),
    ("SELECT *FROM<a:b>{}", True),
    ("SELECT ?from { ?from ?p 'from' }", False),
    ("SELECT * { ?s <a:from> ?o } # FROM <a:b>", False),
]


@pytest.mark.parametrize(("query", "expected"), FROMS)
def test_a_dataset_clause_is_told_from_the_word(query, expected):
    assert names_graphs(query, pyoxigraph.Store(), {}) is expected


URLS = [
    (b"/a%20b?c=d", ("/a b", "/a%20b", b"c=d")),
    (b"/", ("/", "/", b"")),
    (b"http://host/x?y", ("/x", "/x", b"y")),
    (b"*", None),
    (b"host:80", None),
    (b"/%ff", None),
    (b"/?a?b", ("/", "/", b"a?b")),
]


@pytest.mark.parametrize(("url", "expected"), URLS)
def test_addresses_are_split(url, expected):
    assert split_url(url) == expected


HOSTS = [
    ("127.0.0.1", "localhost:8000", None),
    ("127.0.0.1", "[::1]:8000", None),
    ("127.0.0.1", "graph.example", None),
    ("127.0.0.1", "evil.example", 421),
    ("127.0.0.1", "localhost.evil.example", 421),
    ("127.0.0.1", "", 421),
    ("0.0.0.0", "anything.example", None),
]


@pytest.mark.parametrize(("host", "named", "status"), HOSTS)
def test_a_local_server_answers_to_local_names(host, named, status):
    guard = gate(host=host, public_url="https://graph.example/", token="", origins=())
    refused = guard.refused("GET", {"host": named})
    assert (refused.status if refused else None) == status
