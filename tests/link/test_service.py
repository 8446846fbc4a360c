import gzip
import json
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

import reconciler as fake
from newsgraph.errors import NewsgraphError
from newsgraph.link.reconciliation import Query, read_manifest
from newsgraph.link.service import Limits, ask, caller, checked_url, fetch_manifest, shown

_NAMES = ("Dana Orlov", "Border Agency", "Port Arlen", "Nobody Atall")
_QUICK = Limits(seconds=5.0, answer_bytes=200_000, attempts=3)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


class _Waits(list[float]):
    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def _answered(service, names=_NAMES, *, size=10, limits=_QUICK, waits=None):
    calling = caller(service.url, limits=limits, sleep=waits if waits is not None else _Waits())
    endpoint, told = fetch_manifest(calling, service.url)
    manifest = read_manifest(told, service=service.url)
    queries = [Query(name, limit=3) for name in names]
    return {
        query.name: [candidate.id for candidate in candidates]
        for some in ask(calling, endpoint, manifest, queries, size=size)
        for query, candidates in some.items()
    }


_RIGHT = {"Dana Orlov": ["T1"], "Border Agency": ["T2"], "Port Arlen": ["T4", "T5"], "Nobody Atall": []}


@pytest.mark.parametrize("version", ["0.1", "0.2", "1.0-draft"])
def test_each_version_is_spoken_in_batches(version):
    with fake.reconciler(version=version) as service:
        assert _answered(service, size=3) == _RIGHT
    assert [len(batch) for batch in service.batches] == [3, 1]
    where = "/reconcile/match" if version == "1.0-draft" else "/reconcile"
    assert service.requests == [("GET", "/reconcile"), ("POST", where), ("POST", where)]
    assert all(headers["User-Agent"].startswith("newsgraph/") for headers in service.headers)


def test_the_stated_batch_size_is_kept():
    with fake.reconciler(manifest=fake.manifest(batchSize=2)) as service:
        assert _answered(service) == _RIGHT
    assert [len(batch) for batch in service.batches] == [2, 2]


def test_a_batch_found_too_large_is_halved():
    with fake.reconciler(largest_batch=1) as service:
        assert _answered(service) == _RIGHT
    assert [len(batch) for batch in service.batches] == [1, 1, 1, 1]


def test_a_single_question_found_too_large_is_told():
    with fake.reconciler(largest_batch=0) as service, pytest.raises(NewsgraphError, match="single question too large"):
        _answered(service)


def test_where_post_is_not_taken_get_is_used():
    with fake.reconciler(takes_post=False) as service:
        assert _answered(service, [*_NAMES, "Żółć & co / ?=#%"]) == {**_RIGHT, "Żółć & co / ?=#%": []}
    assert service.names[-1] == "Żółć & co / ?=#%"


def test_long_addresses_are_halved_for_get():
    names = [f"{'long ' * 150}{number}" for number in range(20)]
    with fake.reconciler(takes_post=False) as service:
        assert len(_answered(service, names, size=20)) == 20
    assert max(len(batch) for batch in service.batches) < 20


@pytest.mark.parametrize(
    ("faults", "waits"),
    [
        ([fake.status(503)], [1.0]),
        ([fake.status(500), fake.status(502)], [1.0, 2.0]),
        ([fake.status(429, Retry_After="7")], [7.0]),
        ([fake.status(503, Retry_After="0")], [0.0]),
        ([fake.status(429, Retry_After="soon")], [1.0]),
        ([fake.status(429, Retry_After="-5")], [1.0]),
        ([fake.broken_off], [1.0]),
        ([fake.hung_up], [1.0]),
        ([fake.status(504), fake.broken_off], [1.0, 2.0]),
    ],
)
def test_a_busy_service_is_asked_again_after_a_wait(faults, waits):
    slept = _Waits()
    with fake.reconciler(faults=list(faults)) as service:
        assert _answered(service, waits=slept) == _RIGHT
    assert slept == waits


def test_a_wait_until_a_moment_is_kept():
    slept = _Waits()
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    with fake.reconciler(faults=[fake.status(429, Retry_After=moment)]) as service:
        assert _answered(service, waits=slept) == _RIGHT
    assert 25 <= slept[0] <= 30


def test_a_moment_that_has_passed_means_now():
    slept = _Waits()
    with fake.reconciler(faults=[fake.status(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")]) as service:
        assert _answered(service, waits=slept) == _RIGHT
    assert slept == [0.0]


def test_a_manifest_is_waited_for_as_well():
    slept = _Waits()
    with fake.reconciler(manifest_faults=[fake.status(503), fake.status(429, Retry_After="3")]) as service:
        assert _answered(service, waits=slept) == _RIGHT
    assert slept == [1.0, 3.0]


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ([fake.status(503)] * 3, r"out of service for now \(HTTP 503\) \(3 attempts\); try again later"),
        ([fake.status(500)] * 3, r"fails \(HTTP 500\)"),
        ([fake.status(429, Retry_After="3600")], "asks to wait 3600 seconds"),
        ([fake.status(400)], "does not understand the question"),
        ([fake.status(401)], "wants credentials"),
        ([fake.status(403)], "refuses to answer"),
        ([fake.status(404)], "nothing at this address"),
        ([fake.status(418)], r"refuses the question \(HTTP 418\)"),
        ([fake.status(204, body=b"")], "HTTP 204"),
        ([fake.body(b"<!DOCTYPE html><p>Sign in", media_type="text/html")], "answers with a web page"),
        ([fake.body(b"\xff\xfe\x00")], "not JSON"),
        ([fake.body(b"")], "not JSON"),
        ([fake.body(b'{"q0": {"result": [')], "not JSON"),
        ([fake.body(b"[" * 100_000)], "not JSON"),
        ([fake.body(b"1" * 5000)], "not JSON"),
        ([fake.body(b"[]")], "nothing that follows version 0.2"),
        ([fake.body(b"null")], "nothing that follows version 0.2"),
        ([fake.body(b'{"error": "no"}')], "nothing that follows version 0.2"),
        ([fake.body(b" " * 300_000)], "more than 0.2 MB"),
        ([fake.body(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")], "more than 0.2 MB"),
        ([fake.body(b"no gzip at all", Content_Encoding="gzip")] * 3, "broke off"),
        ([fake.hung_up] * 3, "broke off its answer"),
        ([fake.status(302, Location="http://other.example/")], "sends on to another host, other.example"),
        ([fake.status(302, Location="file:///etc/passwd")], "no web address"),
        ([fake.status(302, Location="https://[broken")], "no web address"),
        ([fake.status(308, Location="/reconcile")] * 9, "without end"),
        ([fake.status(302)], "HTTP 302"),
    ],
)
def test_what_cannot_be_mended_is_told_in_one_sentence(faults, words):
    with fake.reconciler(faults=list(faults)) as service:
        with pytest.raises(NewsgraphError, match=words) as told:
            _answered(service)
        assert service.url in str(told.value)
    assert "\n" not in str(told.value)
    assert "<" not in str(told.value)


@pytest.mark.parametrize("fault", [fake.silence(1.0), fake.dripping(1.0)])
def test_a_slow_answer_is_given_up(fault):
    limits = Limits(seconds=0.3, attempts=2)
    with fake.reconciler(faults=[fault, fault]) as service, pytest.raises(NewsgraphError, match=r"within 0\.3 seconds"):
        _answered(service, limits=limits)


def test_what_came_before_a_failure_was_yielded():
    with fake.reconciler() as service:
        calling = caller(service.url, limits=_QUICK, sleep=_Waits())
        manifest = read_manifest(service.manifest, service=service.url)
        some = ask(calling, service.url, manifest, [Query(name) for name in _NAMES], size=2)
        assert len(next(some)) == 2
        service.faults.append(fake.status(403))
        with pytest.raises(NewsgraphError):
            next(some)


def test_questions_left_out_of_an_answer_are_missing():
    half = json.dumps({"q1": {"result": []}, "q2": {"result": "none"}, "q3": 7}).encode()
    with fake.reconciler(faults=[fake.body(half)]) as service:
        assert _answered(service) == {"Border Agency": []}


def test_redirects_of_a_manifest_are_followed_and_its_end_is_asked():
    with fake.reconciler() as there, fake.reconciler() as here:
        here.manifest_faults.append(fake.status(301, Location=there.url))
        assert _answered(here) == _RIGHT
    assert here.batches == []
    assert len(there.batches) == 1


def test_names_follow_a_redirect_on_the_same_host():
    with fake.reconciler(faults=[fake.status(307, Location="/elsewhere")]) as service:
        assert _answered(service) == _RIGHT
    assert service.requests[-1] == ("POST", "/elsewhere")


def test_nobody_at_home_is_told_at_once():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        slept = _Waits()
        with pytest.raises(NewsgraphError, match="cannot be reached; it may be offline, or you are"):
            fetch_manifest(caller(url, limits=_QUICK, sleep=slept), url)
        assert slept == []


def test_an_unknown_host_is_told_at_once():
    url = "http://no-such-host.invalid/"
    with pytest.raises(NewsgraphError, match="cannot be reached"):
        fetch_manifest(caller(url, limits=_QUICK, sleep=_Waits()), url)


def test_a_proxy_of_the_environment_is_used(monkeypatch):
    with fake.reconciler() as service:
        monkeypatch.setenv("http_proxy", service.url.removesuffix("/reconcile"))
        url = "http://reconcile.invalid/api"
        assert fetch_manifest(caller(url, limits=_QUICK, sleep=_Waits()), url) == (url, service.manifest)


def test_a_proxy_of_another_kind_is_told(monkeypatch):
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(NewsgraphError, match="no http or https proxy"):
        caller("http://reconcile.invalid/")


@pytest.mark.parametrize(
    "url",
    ["", "wikidata", "ftp://a.example/", "file:///etc/passwd", "https://", "http://a b/", "http://[::1", "javascript:1",
     "http://a.example:99999/", "http://a.example/\x1b[31m", "http://a.example/\n", "https://ana:secret@a.example/"],
)  # fmt: skip
def test_no_address_of_a_service(url):
    with pytest.raises(NewsgraphError) as told:
        checked_url(url)
    assert "secret" not in str(told.value)
    assert "\x1b" not in str(told.value)


def test_a_key_in_the_address_is_not_shown():
    url = checked_url("https://a.example/api?key=geheim#part")
    assert url == "https://a.example/api?key=geheim"
    assert shown(url) == "https://a.example/api"
