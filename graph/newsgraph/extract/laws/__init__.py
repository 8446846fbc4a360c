from newsgraph.model import Span
from dataclasses import dataclass
@dataclass(frozen=True, slots=True)
class Law:
    span: Span
    score: float
    normal_form: str
def find_laws(text: str) -> tuple[Law, ...]:
    return ()
