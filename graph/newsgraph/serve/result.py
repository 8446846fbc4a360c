"""What a job gives back, and what the server answers with: one value for both."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: HTTP status, media type (with its charset, where it is text), body, further headers."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in small letters; no line breaks in values (they are refused when the answer is sent)."""

    def parts(self) -> tuple[bytes, bytes]:
        """Return the header lines and the body, as a worker would send them."""
        named = {"content-type": self.media_type, **self.headers}
        return "".join(f"{name}: {value}\r\n" for name, value in named.items()).encode("latin-1"), self.body


def refusal(status: int, sentence: str, **headers: str) -> Result:
    """Return an answer that says in one sentence what was refused; `retry_after="1"` becomes the header Retry-After."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Result(status, PLAIN, sentence.encode() + b"\n", named)


def redirect(status: int, location: str) -> Result:
    """Return an answer that sends the client elsewhere; the location is a path or an IRI that is already escaped."""
    return Result(status, PLAIN, b"", {"location": location})
