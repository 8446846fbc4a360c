"""What an element of a page is for, told from its tag, its role and the names that sites give to classes and ids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

UNREAD = frozenset(
    "script style noscript template svg math iframe object select button video audio textarea canvas datalist".split()
)
"""Elements whose words nobody reads on the page."""
_SIGNS = frozenset("a abbr b em font i img small span strong sub sup u".split())
_CLUTTER_TAGS = frozenset("nav footer aside form dialog menu".split())
_CLUTTER_ROLES = frozenset(
    """
    navigation complementary contentinfo search dialog alertdialog menu menubar toolbar tablist tooltip
    """.split()
)
# Not these: they hold what they are not named for, or say what the page has or lacks.
_NO_CLUTTER = re.compile(r"\b(?:has|have|with|without|no|not|price|market|holders?|elementor)\b")
_CLUTTER = re.compile(
    r"""\b(?:
      cookies?(?:\s?(?:banner|bar|notice|consent))?|consent|gdpr|ccpa|onetrust|newsletters?|sign\s?up|subscribe
    | nav|navbar|navigation|breadcrumbs?|crumbs?|menus?|footer|colophon|sidebar|side\s?bar|widget\s?area|toolbar
    | pagination|pager|skip\s?link
    | share|shares|sharing|sharebar|sharedaddy|sharetools|social|socials|addtoany|addthis
    | related|recommended|recommendations?|recirc\w*|trending|outbrain|taboola|also\s?(?:read|like)|read\s?(?:more|next)
    | most\s?(?:read|popular|viewed|shared|commented)|popular\s?(?:posts|articles|stories)
    | more\s?(?:stories|news|articles|from)
    | ads?|advert|adverts|advertisements?|advertising|sponsored|sponsors?|promos?|promotions?|dfp|adsense
    | popup|pop\s?up|modal|tags|tag\s?list|tag\s?links|login|log\s?in|toc
    )\b""",
    re.VERBOSE,
)
_COMMENTS = re.compile(r"\A(?:comments?|comment\s.*|.*\bcomments(?:\s.*)?|commentlist|disqus.*|respond|discussion)\Z")
_INVISIBLE = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only element-invisible".split()
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CREDIT = re.compile(
    r"\b(?:by\s?lines?|by|authors?|writers?|reporter|dateline|dates?|times?|timestamp|stamp|published|pub\s?date|meta)\b"
)
_AUTHOR = re.compile(r"\A(?:(?:article|post|entry|story)\s)?(?:by\s?line|by|authors?|writer)(?:\sname)?\Z")
_CAPTION = re.compile(r"\b(?:fig\s?caption|caption|cutline|photo\s?credits?|image\s?credits?)\b")
_HEADLINE = re.compile(r"\A(?:headline|(?:entry|post|article|story|news|page|node)\s?(?:title|headline))\Z")
_STORY_NAMES = frozenset(("hentry", "h-entry", "liveblog-post", "live-blog-post", "liveblog-entry", "live-blog-entry"))
_STORY_TYPES = re.compile(r"/(?:NewsArticle|BlogPosting|Article|ReportageNewsArticle|OpinionNewsArticle)\Z")
_DATES = frozenset(("datepublished", "datecreated", "datemodified", "author"))


@dataclass(frozen=True, slots=True)
class Purpose:
    """What an element is for."""

    unread: bool = False
    clutter: bool = False
    comments: bool = False
    story: bool = False
    """It holds one story: an `article`, or what stands for one."""
    main: bool = False
    heading: int = 0
    """1 to 6; 0 where it is no heading."""
    caption: bool = False
    credit: bool = False
    """It says who wrote it or when."""
    author: int = 0
    """2 where it is marked as the author's name, 1 where its class only says so."""


def purpose_of(tag: str, values: Mapping[str, str]) -> Purpose:
    """Return what an element with these attributes is for."""
    if not values:
        return _named(tag, "", "", "", "", "", False, False)
    return _named(
        tag,
        f"{values.get('class', '')} {values.get('id', '')}"[:300],
        values.get("role", "").strip().lower()[:20],
        values.get("itemprop", "").lower()[:40],
        values.get("itemtype", "")[:80] if "itemscope" in values else "",
        values.get("rel", "").lower()[:40] if tag == "a" else "",
        _hidden(values),
        values.get("aria-hidden", "").strip().lower() == "true",
    )


def _hidden(values: Mapping[str, str]) -> bool:
    if "hidden" in values and values["hidden"].lower() != "until-found":
        return True
    return bool(_HIDDEN_STYLE.search(values.get("style", "")))


@lru_cache(maxsize=4096)
def _named(tag: str, names: str, role: str, item: str, kind: str, relation: str, hidden: bool, silent: bool) -> Purpose:
    plain = [_spaced(name) for name in names.split()]
    custom = [_spaced(tag)] if "-" in tag else []
    story = tag == "article" or role == "article" or item == "liveblogupdate" or bool(_STORY_TYPES.search(kind))
    story = story or not _STORY_NAMES.isdisjoint(names.lower().split())
    main = tag == "main" or role == "main"
    comments = any(map(_COMMENTS.match, [*plain, *custom])) or item == "comment"
    credit = tag == "time" or relation == "author" or item in _DATES or any(map(_CREDIT.search, plain))
    # Some sites keep a story's byline in a footer above it.
    # An open dialog may silence the whole page behind it, so a silent block is only clutter; a silent sign is unread.
    clutter = (
        silent
        or (tag in _CLUTTER_TAGS and not (tag == "footer" and credit))
        or role in _CLUTTER_ROLES
        or comments
        or any(map(_is_clutter, [*plain, *custom]))
    )
    level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
    if not level and (role == "heading" or item == "headline" or any(map(_HEADLINE.match, plain))):
        level = 2
    author = 2 if relation == "author" or item == "author" else int(any(map(_AUTHOR.match, plain)))
    return Purpose(
        unread=tag in UNREAD
        or hidden
        or (silent and tag in _SIGNS)
        or not _INVISIBLE.isdisjoint(names.lower().split()),
        clutter=clutter and not (tag in ("article", "main") and not comments) and not main and not level,
        comments=comments,
        story=story and not comments,
        main=main,
        heading=level,
        caption=tag in ("figcaption", "caption") or any(map(_CAPTION.search, plain)),
        credit=credit,
        author=author,
    )


def _is_clutter(name: str) -> bool:
    return bool(_CLUTTER.search(name)) and not _NO_CLUTTER.search(name)


def _spaced(name: str) -> str:
    """Return the words of a class's name: `mostRead`, `most-read` and `most_read` alike."""
    return re.sub(r"[\W_\d]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).strip().lower()
