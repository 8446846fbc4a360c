"""Asking a reconciliation service over HTTP: patient with a busy one, short with one that misbehaves.

A service is a stranger. Its answers are bounded in size and time; redirects are followed a few times, never off the
web, never from https to http, and never with names to another host than the one that was agreed to.
"""

import json
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

from newsgraph.errors import NewsgraphError
from newsgraph.link.reconciliation import DRAFT, Candidate, Manifest, Query, batch, candidates, cleaned
from newsgraph.version import __version__

if TYPE_CHECKING:
    import urllib3

Notice = Callable[[str], None]
Answers = dict[Query, tuple[Candidate, ...]]
BATCH = 10
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_NO_POST = frozenset({405, 501})
_TOO_LARGE = frozenset({413, 414})
_CHUNK = 65536
_LONGEST_URL = 7000
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much newsgraph puts up with."""

    seconds: float = 60.0
    """For one answer, to its last byte."""
    answer_bytes: int = 8_000_000
    attempts: int = 5
    first_wait: float = 1.0
    """Before the second attempt, in seconds; each further wait doubles."""
    longest_wait: float = 120.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Caller:
    """What requests are made with; see `caller`."""

    pool: "urllib3.PoolManager"
    limits: Limits
    sleep: Callable[[float], None]
    notice: Notice


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class _RefusedError(Exception):
    """An answer that asking again will not mend."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


def caller(
    url: str,
    *,
    limits: Limits | None = None,
    sleep: Callable[[float], None] = time.sleep,
    notice: Notice = lambda _: None,
) -> Caller:
    """Return what to ask a service with: through the proxy that the environment names for its address, if any."""
    return Caller(pool=_pool(url), limits=limits or Limits(), sleep=sleep, notice=notice)


def checked_url(url: str) -> str:
    """Return the address of a service, without a fragment.

    Raises:
        NewsgraphError: where it is no http or https address, or carries a password.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or cleaned(url, length=2000) != url or " " in url:
        raise NewsgraphError(
            f"{cleaned(url)!r} is not the address of a service; it starts with https:// or http://, "
            "as in https://wikidata.reconci.link/en/api."
        )
    if "@" in parts.netloc:
        raise NewsgraphError(
            f"The address of {host} carries a user name; newsgraph sends no credentials, leave it out."
        )
    return urlunsplit(parts._replace(fragment=""))


def shown(url: str) -> str:
    """Return the address without its query, which may hold a key: for reasons, judgements and messages."""
    return urlunsplit(urlsplit(url)._replace(query="", fragment=""))


def fetch_manifest(caller: Caller, url: str) -> tuple[str, object]:
    """Return the address that the service is found at in the end, and its manifest as sent.

    Raises:
        NewsgraphError: where there is no service, or none that can be understood.
    """
    try:
        endpoint, answer = _request(caller, "GET", url, patient=False)
    except _RefusedError as error:
        raise NewsgraphError(f"{shown(url)} {_said(error.status)}; check the address of the service.") from error
    return endpoint, _json(answer, url)


def ask(
    caller: Caller, endpoint: str, manifest: Manifest, queries: Sequence[Query], *, size: int = BATCH
) -> Iterator[Answers]:
    """Yield the answers, one batch after the other; queries that the service leaves unanswered are missing.

    Raises:
        NewsgraphError: where the service is gone, refuses, or makes no sense; what was yielded before holds.
    """
    size = min(size, manifest.batch_size or size)
    for start in range(0, len(queries), size):
        yield from _ask(caller, endpoint, manifest, queries[start : start + size])


def _ask(caller: Caller, endpoint: str, manifest: Manifest, queries: Sequence[Query]) -> Iterator[Answers]:
    try:
        answer = _sent(caller, endpoint, manifest, queries)
    except _RefusedError as error:
        if error.status in _TOO_LARGE and len(queries) > 1:
            middle = len(queries) // 2
            yield from _ask(caller, endpoint, manifest, queries[:middle])
            yield from _ask(caller, endpoint, manifest, queries[middle:])
            return
        raise NewsgraphError(f"{shown(endpoint)} {_said(error.status)}{_why(error.status, manifest)}.") from error
    found = candidates(_json(answer, endpoint), queries, version=manifest.version)
    if found is None:
        raise NewsgraphError(
            f"{shown(endpoint)} answers, but with nothing that follows version {manifest.version} "
            "of the reconciliation protocol."
        )
    yield {query: one for query, one in zip(queries, found, strict=True) if one is not None}


def _sent(caller: Caller, endpoint: str, manifest: Manifest, queries: Sequence[Query]) -> _Answer:
    asked = json.dumps(batch(queries, version=manifest.version), ensure_ascii=False)
    if manifest.version == DRAFT:
        parts = urlsplit(endpoint)
        url = urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/match"))
        return _request(caller, "POST", url, body=asked.encode(), content_type="application/json")[1]
    form = urlencode({"queries": asked})
    try:
        return _request(caller, "POST", endpoint, body=form.encode(), content_type="application/x-www-form-urlencoded")[
            1
        ]
    except _RefusedError as error:
        if error.status not in _NO_POST:
            raise
    url = f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{form}"
    if len(url) > _LONGEST_URL and len(queries) > 1:
        raise _RefusedError(414)
    return _request(caller, "GET", url)[1]


def _request(
    caller: Caller, method: str, url: str, *, body: bytes | None = None, content_type: str = "", patient: bool = True
) -> tuple[str, _Answer]:
    """Return the address that answered in the end and its answer; wait and ask again where that may help."""
    limits = caller.limits
    headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": f"newsgraph/{__version__}"}
    if content_type:
        headers["Content-Type"] = content_type
    attempt = redirects = 0
    while True:
        attempt += 1
        answer, problem, is_final = _attempted(caller, method, url, body=body, headers=headers, patient=patient)
        if answer is not None and answer.status in _MOVED and answer.headers.get("location"):
            redirects += 1
            if redirects > limits.redirects:
                raise NewsgraphError(f"{shown(url)} sends from one address to the next without end.")
            url = _moved(url, answer.headers["location"], with_names=body is not None or "queries=" in url)
            attempt -= 1
            continue
        if answer is not None and answer.status == 200:
            return url, answer
        if answer is not None and answer.status not in _BUSY:
            raise _RefusedError(answer.status)
        if is_final or attempt >= limits.attempts:
            told = problem if answer is None else f"{shown(url)} {_said(answer.status)}"
            raise NewsgraphError(f"{told}{f' ({attempt} attempts)' if attempt > 1 else ''}; try again later.")
        _wait(caller, url, attempt, answer)


def _attempted(
    caller: Caller, method: str, url: str, *, body: bytes | None, headers: Mapping[str, str], patient: bool
) -> tuple[_Answer | None, str, bool]:
    """Return the answer, or what went wrong and whether that is final."""
    from urllib3 import exceptions  # noqa: PLC0415 - on use

    where = shown(url)
    try:
        return _exchanged(caller, method, url, body=body, headers=headers), "", False
    except exceptions.SSLError:
        return None, f"{where} shows no certificate that can be trusted", True
    # A refused connection is a kind of timeout to urllib3, so it comes first.
    except (exceptions.NewConnectionError, exceptions.ProxyError, exceptions.LocationValueError):
        return None, f"{where} cannot be reached; it may be offline, or you are", not patient
    except exceptions.TimeoutError:
        return None, f"{where} did not answer within {caller.limits.seconds:g} seconds", not patient
    except (exceptions.HTTPError, OSError):
        return None, f"{where} broke off its answer", False


def _exchanged(caller: Caller, method: str, url: str, *, body: bytes | None, headers: Mapping[str, str]) -> _Answer:
    from urllib3 import Timeout, exceptions  # noqa: PLC0415 - on use

    limits = caller.limits
    until = time.monotonic() + limits.seconds
    response = caller.pool.request(
        method,
        url,
        body=body,
        headers=headers,
        redirect=False,
        retries=False,
        preload_content=False,
        timeout=Timeout(connect=min(limits.seconds, 10.0), read=limits.seconds),
    )
    try:
        received = bytearray()
        # The body of an error or of a redirect says nothing that is used.
        while response.status == 200:
            chunk = response.read1(_CHUNK)
            if not chunk:
                break
            received += chunk
            if len(received) > limits.answer_bytes:
                raise NewsgraphError(
                    f"{shown(url)} sends more than {limits.answer_bytes / 1e6:g} MB in one answer; "
                    "ask for fewer at a time with --batch."
                )
            if time.monotonic() > until:
                raise exceptions.ReadTimeoutError(caller.pool.connection_from_url(url), url, "too slow")
        known = {name.lower(): value for name, value in response.headers.items()}
        return _Answer(response.status, known, bytes(received))
    finally:
        # Closing is all that is safe where an answer was not read to its end.
        response.close()


def _wait(caller: Caller, url: str, attempt: int, answer: _Answer | None) -> None:
    asked = _retry_after(answer.headers.get("retry-after", "")) if answer is not None else None
    seconds = asked if asked is not None else caller.limits.first_wait * 2 ** (attempt - 1)
    if asked is not None and asked > caller.limits.longest_wait:
        raise NewsgraphError(f"{shown(url)} asks to wait {asked:.0f} seconds; run the same command again after that.")
    seconds = min(seconds, caller.limits.longest_wait)
    caller.notice(f"{urlsplit(url).hostname} is busy or silent; asking again in {seconds:g} s")
    caller.sleep(seconds)


def _retry_after(text: str) -> float | None:
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return float(math.ceil(max((aware - datetime.now(UTC)).total_seconds(), 0.0)))


def _moved(url: str, location: str, *, with_names: bool) -> str:
    try:
        target = checked_url(urljoin(url, location))
    except (NewsgraphError, ValueError) as error:
        raise NewsgraphError(f"{shown(url)} sends on to something that is no web address.") from error
    old, new = urlsplit(url), urlsplit(target)
    if old.scheme == "https" and new.scheme == "http":
        raise NewsgraphError(f"{shown(url)} sends on from https to http, where others could read along; not followed.")
    if with_names and _place(old.scheme, url)[0] != _place(new.scheme, target)[0]:
        raise NewsgraphError(
            f"{shown(url)} sends on to another host, {new.hostname}; nothing was sent there. "
            "Name that service with --service if you want to ask it."
        )
    return target


def _place(scheme: str, url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return (parts.hostname or "").rstrip("."), parts.port or _PORTS[scheme]


def _json(answer: _Answer, url: str) -> object:
    try:
        value: object = json.loads(answer.body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        is_page = answer.body.lstrip()[:1] == b"<"
        told = "a web page" if is_page else "something that is not JSON"
        raise NewsgraphError(
            f"{shown(url)} answers with {told}; check that it is the address of a reconciliation service."
        ) from error
    return value


def _said(status: int) -> str:
    words = {
        400: "does not understand the question",
        401: "wants credentials",
        403: "refuses to answer",
        404: "has nothing at this address",
        410: "is gone",
        413: "finds even a single question too large",
        429: "gets more questions than it wants",
        503: "is out of service for now",
    }
    return f"{words.get(status, 'fails' if status >= 500 else 'refuses the question')} (HTTP {status})"


def _why(status: int, manifest: Manifest) -> str:
    if status in (401, 403) and manifest.wants_credentials:
        return ", and newsgraph sends no credentials"
    return ""


def _pool(url: str) -> "urllib3.PoolManager":
    import urllib3  # noqa: PLC0415 - on use

    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(parts.hostname or ""):
        return urllib3.PoolManager()
    try:
        return urllib3.ProxyManager(proxy)
    except (urllib3.exceptions.HTTPError, ValueError) as error:
        raise NewsgraphError(
            "The proxy that the environment names is no http or https proxy; set another, or name the host in no_proxy."
        ) from error
