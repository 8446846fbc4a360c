"""What was found wrong, in one line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One broken promise: what is wrong, and the node it is wrong with."""

    message: str
    focus: str
    """The node's IRI, or its identifier in the tables."""

    def __str__(self) -> str:
        focus = "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in self.focus)
        return f"{self.message}: <{focus}>"
