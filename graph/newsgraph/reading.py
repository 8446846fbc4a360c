"""A page becomes annotated articles: the steps over one article, and what was skipped on the way."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from newsgraph.errors import NewsgraphError
from newsgraph.model import AnnotatedArticle, Article
from newsgraph.read import RawPage, Skipped, page_of
from newsgraph.split import split_page


@dataclass(frozen=True, slots=True)
class Component:
    """A step over one article: a plain function, with what it needs on the article and what it adds."""

    name: str
    function: Callable[[AnnotatedArticle], AnnotatedArticle]
    requires: frozenset[str]
    assigns: frozenset[str]


@dataclass(frozen=True, slots=True)
class PageRead:
    """What was read out of one page."""

    origin: str
    digest: str
    articles: tuple[str, ...] = ()
    """The ids of all articles on it, those left out among them."""
    annotated: tuple[AnnotatedArticle, ...] = ()
    furniture: int = 0
    """How many stretches of it belong to no article."""
    skipped: tuple[Skipped, ...] = ()


@dataclass
class Reader:
    """The steps in order, and the seconds that each has taken so far."""

    components: tuple[Component, ...]
    timings: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def read(self, raw: RawPage, wanted: Callable[[Article], bool] = lambda _: True) -> PageRead:
        """Return what a page holds; one bad article or page never raises. Articles not wanted are only named."""
        started = time.perf_counter()
        page = page_of(raw)
        self.timings["read"] += time.perf_counter() - started
        if isinstance(page, Skipped):
            return PageRead(raw.origin, raw.digest, skipped=(page,))
        started = time.perf_counter()
        try:
            split = split_page(page)
        except Exception as error:  # one bad page must not stop the rest
            told = Skipped(page.origin, f"could not be split into articles ({_kind_of(error)})")
            return PageRead(raw.origin, raw.digest, skipped=(told,))
        finally:
            self.timings["split"] += time.perf_counter() - started
        skipped = [] if split.articles else [Skipped(page.origin, "holds no article text")]
        ids = tuple(article.id for article in split.articles)
        annotated = []
        for article in {article.id: article for article in reversed(split.articles) if wanted(article)}.values():
            annotated += self._annotated(article, skipped)
        annotated.reverse()
        return PageRead(raw.origin, raw.digest, ids, tuple(annotated), len(split.furniture), tuple(skipped))

    def _annotated(self, article: Article, skipped: list[Skipped]) -> list[AnnotatedArticle]:
        """Return the article with what the steps read; without those from a failing one on, if its things are known."""
        made = AnnotatedArticle(article)
        known: set[str] = set()
        for number, component in enumerate(self.components):
            started = time.perf_counter()
            try:
                made = component.function(made)
            except Exception as error:  # one bad article must not stop the rest
                where = f"{article.origin} ({article.headline or article.id})"
                lost = ", ".join(sorted({name for left in self.components[number:] for name in left.assigns}))
                kept = f"; kept without {lost}" if "entities" in known else ""
                skipped.append(Skipped(where, f"the step {component.name} failed ({_kind_of(error)}){kept}"))
                if not kept:
                    return []
                break
            finally:
                spent = time.perf_counter() - started
                self.timings["extract" if "mentions" in component.assigns else component.name] += spent
            known |= component.assigns
        return [made]


def check_order(chain: Iterable[Component]) -> None:
    """Make sure that every step finds what it requires.

    Raises:
        NewsgraphError: naming the first step that does not, and what it lacks.
    """
    there: set[str] = set()
    for component in chain:
        missing = component.requires - there
        if missing:
            lacks = ", ".join(sorted(missing))
            raise NewsgraphError(f"The step {component.name} needs {lacks}, which no step before it adds.")
        there |= component.assigns


def _kind_of(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
