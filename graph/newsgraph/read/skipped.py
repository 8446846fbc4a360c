"""What could not be read, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that gave no page; origin and reason together read as one sentence that says what to do."""

    origin: str
    reason: str


def reason_of(error: OSError) -> str:
    """Return in words why the operating system refused a file or a folder."""
    if isinstance(error, PermissionError):
        return "may not be read by this user; change its permissions or leave it out"
    if isinstance(error, FileNotFoundError):
        return "is not there (any more); check the path and run again"
    return f"could not be read ({error.strerror or type(error).__name__}); check the disk and run again"
