"""Compile data/gazetteers/office-holders.tsv and committees.tsv from the public-domain files of congress-legislators.

Run from the repository root, where the folder holds executive.yaml, legislators-current.yaml, committees-current.yaml:

    pip install pyyaml
    python data/compile_office_holders.py ../shared/gazetteers

The output depends on those three files and on the table below alone. Write its digests into data/README.md.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

OUT = Path(__file__).resolve().parent / "gazetteers"
PRESIDENTS = {
    "Washington 1732": 23, "Adams 1735": 11806, "Jefferson 1743": 11812, "Madison 1751": 11813, "Monroe 1758": 11815,
    "Adams 1767": 11816, "Jackson 1767": 11817, "Van Buren 1782": 11820, "Harrison 1773": 11869, "Tyler 1790": 11881,
    "Polk 1795": 11891, "Taylor 1784": 11896, "Fillmore 1800": 12306, "Pierce 1804": 12312, "Buchanan 1791": 12325,
    "Lincoln 1809": 91, "Johnson 1808": 8612, "Grant 1822": 34836, "Hayes 1822": 35686, "Garfield 1831": 34597,
    "Arthur 1829": 35498, "Cleveland 1837": 35171, "Harrison 1833": 35678, "McKinley 1843": 35041,
    "Roosevelt 1858": 33866, "Taft 1857": 35648, "Wilson 1856": 34296, "Harding 1865": 35286, "Coolidge 1872": 36023,
    "Hoover 1874": 35236, "Roosevelt 1882": 8007, "Truman 1884": 11613, "Eisenhower 1890": 9916, "Kennedy 1917": 9696,
    "Johnson 1908": 9640, "Nixon 1913": 9588, "Ford 1913": 9582, "Carter 1924": 23685, "Reagan 1911": 9960,
    "Bush 1924": 23505, "Clinton 1946": 1124, "Bush 1946": 207, "Obama 1961": 76, "Trump 1946": 22686,
    "Biden 1942": 6279,
}  # fmt: skip
"""Wikidata items of presidents, by surname and year of birth: the older entries of executive.yaml carry none."""
OFFICES = {"sen": "senator", "rep": "representative", "prez": "president", "viceprez": "vice president"}
LEADERS = ("Speaker", "Majority Leader", "Minority Leader", "Majority Whip", "Minority Whip", "President Pro Tempore")
CUSTOMARY = {"Biden 1942": "Joe", "Carter 1924": "Jimmy", "Clinton 1946": "Bill", "Kennedy 1917": "Jack",
             "Quayle 1947": "Dan", "Gore 1948": "Al", "Cheney 1941": "Dick", "Pence 1959": "Mike",
             "Walz 1964": "Tim", "Sanders 1941": "Bernie"}  # fmt: skip
FULL_NAMES = {
    "Bush 1924": "George H. W. Bush|George Herbert Walker Bush|George Bush Sr.|George Bush",
    "Bush 1946": "George W. Bush|George Walker Bush|George Bush Jr.|George Bush",
    "Kennedy 1917": "John F. Kennedy|John Fitzgerald Kennedy|JFK|J.F.K.",
    "Johnson 1908": "Lyndon B. Johnson|Lyndon Baines Johnson|LBJ|L.B.J.",
    "Roosevelt 1882": "Franklin D. Roosevelt|Franklin Delano Roosevelt|FDR|F.D.R.",
    "Roosevelt 1858": "Theodore Roosevelt|Teddy Roosevelt",
    "Harrison 1773": "William Henry Harrison",
    "Adams 1767": "John Quincy Adams",
    "Grant 1822": "Ulysses S. Grant|Ulysses Grant",
    "Polk 1795": "James K. Polk",
    "Arthur 1829": "Chester A. Arthur",
    "Taft 1857": "William Howard Taft",
    "Garfield 1831": "James A. Garfield|James Garfield",
    "Hayes 1822": "Rutherford B. Hayes",
    "Harding 1865": "Warren G. Harding|Warren Harding",
    "Truman 1884": "Harry S. Truman|Harry Truman",
    "Eisenhower 1890": "Dwight D. Eisenhower|Dwight Eisenhower|Ike Eisenhower",
    "Ford 1913": "Gerald Ford|Gerald R. Ford|Jerry Ford",
    "Trump 1946": "Donald Trump|Donald J. Trump",
}


def main(source: Path) -> None:
    """Write both lists."""
    people = [
        person
        for name in ("executive", "legislators-current")
        for person in yaml.safe_load((source / f"{name}.yaml").read_text(encoding="utf-8"))
    ]
    _write(
        "office-holders",
        "US presidents and vice presidents since 1789, and the members of Congress in June 2026: Bioguide id, Wikidata "
        "item, GovTrack id, surname, full names (the first is the usual one; | parts them), born, terms (office, "
        "state, first day, last day, party; | parts them), posts of leadership (title, first day, last day).",
        sorted({_holder(person) for person in people}),
    )
    committees = yaml.safe_load((source / "committees-current.yaml").read_text(encoding="utf-8"))
    _write(
        "committees",
        "Committees of the US Congress: usual name, other names (| parts them), website.",
        sorted(_committee(one) for one in committees if one.get("url")),
    )


def _holder(person: dict[str, Any]) -> tuple[str, ...]:
    ids, born = person["id"], person["bio"].get("birthday", "")
    key = f"{person['name']['last']} {born[:4]}"
    wikidata = ids.get("wikidata") or (f"Q{PRESIDENTS[key]}" if key in PRESIDENTS else "")
    terms = [
        f"{OFFICES[term['type']]},{term.get('state', '')},{term['start']},{term['end']},{term.get('party', '')}"
        for term in _joined(person["terms"])
    ]
    posts = [
        f"{post['title'].replace(',', '')},{post['start']},{post.get('end', '')}"
        for post in person.get("leadership_roles", ())
        if any(title in post["title"] for title in LEADERS)
    ]
    names = "|".join(_names(person["name"], key, ids.get("wikipedia", "")))
    return (ids.get("bioguide", ""), wikidata, str(ids["govtrack"]), person["name"]["last"], names, born,
            "|".join(terms), "|".join(posts))  # fmt: skip


def _joined(terms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Terms of one office, state and party that follow one another within a year become one."""
    joined: list[dict[str, Any]] = []
    for term in terms:
        last = joined[-1] if joined else {}
        same = all(term.get(part) == last.get(part) for part in ("type", "state", "party"))
        if joined and same and int(term["start"][:4]) - int(last["end"][:4]) <= 0:
            joined[-1] = {**last, "end": term["end"]}
        else:
            joined.append(dict(term))
    return joined


def _names(name: dict[str, str], key: str, title: str) -> list[str]:
    """The presidents' usual names come first, then the one that an encyclopedia's article has."""
    first, last, middle = name["first"], name["last"], name.get("middle", "")
    forms = [*FULL_NAMES.get(key, "").split("|"), title.partition(" (")[0], name.get("official_full", "")]
    for given in (name.get("nickname", ""), CUSTOMARY.get(key, ""), first):
        forms.append(f"{given} {last}" if given else "")
    forms.append(f"{first} {middle} {last}" if middle else "")
    forms += [f"{form} {name['suffix']}" for form in forms[-2:] if form and name.get("suffix")]
    return list(dict.fromkeys(form for form in forms if form))


def _committee(one: dict[str, Any]) -> tuple[str, ...]:
    usual = one["name"]
    others = []
    chamber, _, subject = usual.partition(" Committee on ")
    if subject and chamber in ("House", "Senate"):
        subject = subject.removeprefix("the ")
        others = [f"{chamber} {subject} Committee"]
    return usual, "|".join(others), one["url"].replace("http://", "https://")


def _write(name: str, head: str, rows: list[tuple[str, ...]]) -> None:
    lines = [
        f"# {head}",
        "# Source: compiled by data/compile_office_holders.py from unitedstates/congress-legislators (CC0).",
        *("\t".join(row) for row in rows),
    ]
    (OUT / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
