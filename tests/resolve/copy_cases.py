"""Pairs of invented articles that are copies, and pairs that only look so; for tests and `bench/copies.py`."""

from dataclasses import dataclass

WIRE = (
    "Engineers began lowering the gates of the Tolvania dam on Tuesday after two days of rain lifted the reservoir to "
    "its highest level in a decade, and the water board asked some 1,200 people in the villages below to sleep "
    "elsewhere.",
    "The gates, each as wide as a bus, had not been moved since the winter of 2011. Divers inspected the hinges in the "
    "morning and found silt but no cracks, the board said in a notice pinned to the door of the town hall.",
    "“We would rather apologise for a night in a school gym than explain a flood,” said Ines Okaro, who heads the "
    "board. She said that the release would last until Friday and would raise the river by about 40 centimetres.",
    "Farmers along the Mirren moved cattle to higher ground. Pavel Ganz, who keeps goats near the lower bridge, said "
    "his neighbours had lent him two trucks and that nobody had slept much.",
    "The dam was built in 1968 to give power to the steel works at Kesbad, which closed in 1994. Since then it has "
    "served mainly to hold back the spring melt, and the council has twice put off paying for new gates.",
    "An audit two years ago found that the motors were older than the people who run them. The regional parliament "
    "set aside money for repairs in its last budget but the work has not been put out to tender.",
)
OTHER_TOP = (
    "Shops in the old quarter of Wexford Landing put sandbags before their doors, and the ferry to the islands stayed "
    "in port because the quay was under water by noon.",
)
OTHER_TALE = (
    "A night shelter for river villagers filled within two hours on Tuesday, and volunteers at the Kesbad sports hall "
    "were still carrying in mattresses when the last bus came.",
    "Most of the arrivals were families from Lower Mirren, told at lunch that the dam would be opened. Rosa Lind, a "
    "retired nurse, made tea for strangers and counted 340 of them before she gave up.",
    "The mayor of Kesbad promised breakfast and a place for dogs. Schools in three parishes are to stay closed until "
    "the weekend, and the railway has cut the evening train beyond the viaduct.",
)
SPEECH = (
    "“I have heard people say that a harbour is only stone and water, but I grew up in a house that shook when the "
    "cranes moved, and I know what it is when they stand still for a year,” she said.",
    "“So here is what we shall do: we shall pay the crews first, the creditors second and ourselves last, and if the "
    "bank does not like that order it may come down to the quay and say so to the crews,” she said.",
    "“Nobody in this town asked for charity, and nobody will get it; what you will get is your own wages, late, with "
    "interest, and an apology that should have been made in spring,” she said.",
)
TAIL = (
    "The Kitchen Table appears every Thursday. Readers may send their questions to the desk by letter or leave a note "
    "in the box beside the main stairs; letters are shortened where needed and names are left out on request. Advice "
    "given here is general and does not replace that of a doctor, a lawyer or a plumber who has seen the trouble.",
)


@dataclass(frozen=True)
class CopyCase:
    """Two bodies, and whether one is a copy of the other."""

    name: str
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    copies: bool
    days: int = 0
    """How many lie between them."""


def _edited(paragraphs: tuple[str, ...], *changes: tuple[str, str]) -> tuple[str, ...]:
    made = "\n".join(paragraphs)
    for old, new in changes:
        if old not in made:
            raise ValueError(f"no {old} in the text")
        made = made.replace(old, new)
    return tuple(made.split("\n"))


_LIGHT = (
    ("began lowering", "started to lower"),
    ("two days of rain", "two days of heavy rain"),
    ("asked some 1,200 people", "asked about 1,200 people"),
    ("apologise", "apologize"),
    ("centimetres", "centimeters"),
    ("“", '"'),
    ("”", '"'),
    ("moved cattle to higher ground", "drove cattle uphill"),
    ("served mainly to hold back", "been used mainly to hold back"),
)
_BRIEF = (
    "A lorry carrying 900 crates of apples tipped over on the Osterfield ring road early on Monday. Nobody was hurt. "
    "Police closed two lanes until noon and let children from a nearby school take what they could carry.",
)
_WEATHER = (
    "Temperatures in Granford will reach {0} degrees on {1}, with light winds from the {2} and a {3} per cent "
    "chance of rain towards evening. The low overnight will be {4} degrees in the valley and {5} degrees on the "
    "hills. Sunrise is at {6} and sunset at {7}. The pollen count is {8}. Drivers should expect mist before {9} "
    "near the river, and walkers above 900 metres should carry a second layer because the weather there can turn "
    "within an hour.",
)
_MISSING = (
    "Officers are asking the public for help in finding {0}, who was last seen near {1} on {2} evening. {0} is "
    "{3} years old, {4} centimetres tall and of slim build, with {5} hair, and was wearing a dark jacket and "
    "jeans when last seen. Anyone who has seen {0} or knows where {0} may be is asked to call the {6} police "
    "station, quoting reference {7}, or to speak to any officer. Officers said they were growing concerned for "
    "the welfare of {0}, who is known to visit {8} and {9}.",
)
_NOTICE = (
    "The planning board of Granford meets on Tuesday, {0}, at 7 p.m. in room 12 of the town hall on Ferry Street."
    " On the agenda are building permits, the minutes of the last meeting and questions from residents. Whoever "
    "wishes to speak signs a list at the door before the meeting begins; each speaker has 3 minutes. Plans can be"
    " seen from 9 to 12 at the office of the clerk, Celia Brandt, who also takes comments by letter. The meeting "
    "is recorded, and the tape is kept in the library for a year. The building has a ramp on the side of the "
    "river, and the bus stops in front of it.",
)


def _filled(template: tuple[str, ...], values: str) -> tuple[str, ...]:
    return tuple(part.format(*values.split("|")) for part in template)


CASES = (
    CopyCase("the same text", WIRE, WIRE, True),
    CopyCase("cut to two thirds", WIRE, WIRE[:4], True),
    CopyCase("cut to a third", WIRE, WIRE[:2], True),
    CopyCase("the cut version came first", WIRE[:3], WIRE, True),
    CopyCase("a paragraph added on top", WIRE, OTHER_TOP + WIRE, True),
    CopyCase("a paragraph added on top, and cut", WIRE, OTHER_TOP + WIRE[:3], True),
    CopyCase("a paragraph added inside", WIRE, WIRE[:2] + OTHER_TOP + WIRE[2:], True),
    CopyCase("small edits, other marks and spelling", WIRE, _edited(WIRE, *_LIGHT), True),
    CopyCase("small edits, and cut", WIRE, _edited(WIRE, *_LIGHT)[:3], True),
    CopyCase("one figure brought up to date", WIRE, _edited(WIRE, ("1,200", "1,500")), True),
    CopyCase("paragraphs joined", WIRE, (" ".join(WIRE),), True),
    CopyCase("in capitals", WIRE, tuple(part.upper() for part in WIRE), True),
    CopyCase("the same brief", _BRIEF, _BRIEF, True),
    CopyCase("a speech with the same report around it", WIRE[:2] + SPEECH, WIRE[:2] + SPEECH, True),
    CopyCase("two reports of one event", WIRE, OTHER_TALE, False),
    CopyCase(
        "two briefs on one subject",
        _BRIEF,
        (
            "Two lanes of the Osterfield ring road were closed until noon on Monday after a lorry with apples tipped "
            "over. The driver was not hurt, police said, and pupils of a school nearby helped to clear the crates.",
        ),
        False,
    ),
    CopyCase(
        "quotations alone",
        (
            "The head of the harbour company stood on a crate before several hundred dockers and offered no excuses.",
            SPEECH[0],
            "Talks with the lenders had ended without a word that morning, and a line of lorries waited at the gate.",
            SPEECH[1],
            SPEECH[2],
            "There was applause, and some of the older men wiped their glasses.",
        ),
        (
            "Wages owed since spring will be paid before any bank sees a penny, workers in the port of Dunmara heard.",
            SPEECH[0],
            SPEECH[1],
            "Union officials, who had come with a strike vote in their pockets, left it there for the time being.",
            SPEECH[2],
            "The firm owes eleven weeks of pay and has until June to find a buyer for its northern terminal.",
        ),
        False,
    ),
    CopyCase(
        "two columns with one tail",
        (
            "My neighbour's pear tree drops its fruit on my side of the fence and the wasps come with it. May I cut "
            "the branch? You may cut what hangs over, but ask first: a jar of pear jam has settled more quarrels "
            "than any court.",
            *TAIL,
        ),
        (
            "How long does a sourdough keep in the cold? Longer than most marriages, if it is fed. Take it out on "
            "the eve of baking, stir in flour and warm water, and wait until it looks at you in the morning.",
            *TAIL,
        ),
        False,
    ),
    CopyCase(
        "one form, other figures",
        _filled(_WEATHER, "21|Monday|west|30|9|5|5.42|20.15|high|7"),
        _filled(_WEATHER, "24|Wednesday|south|10|12|8|5.45|20.11|low|6"),
        False,
    ),
    CopyCase(
        "one form, other people",
        _filled(_MISSING, "Jonas Velqvist|Ashhaven library|Friday|17|182|blond|Terwick|T-4410|Pellsa|Corbury"),
        _filled(_MISSING, "Celia Brandt|the Vinford bus depot|Sunday|15|164|brown|Norhaven|N-0927|Dunmara|Halbad"),
        False,
    ),
    CopyCase("one form, another month", _filled(_NOTICE, "June 3"), _filled(_NOTICE, "July 8"), False, days=35),
    CopyCase("the same notice, sent in twice", _filled(_NOTICE, "June 3"), _filled(_NOTICE, "June 3"), True, days=9),
    CopyCase(
        "a later report with the same background",
        WIRE,
        (
            "The gates of the Tolvania dam closed again on Friday evening and villagers went home to wet cellars but "
            "dry beds, three days after the reservoir had come within a hand's breadth of its rim.",
            "Crews walked the banks with lamps until midnight, and the first families found their hens on the roof of "
            "the chapel. Nobody was hurt, though a wooden footbridge at Lower Mirren is gone.",
            "Ines Okaro, the head of the water board, thanked the truck drivers by name and said a report would be out "
            "before the summer. The opposition in the council wants it sooner, and wants the letters too.",
            *WIRE[4:],
        ),
        False,
    ),
    CopyCase("a round-up that holds the brief", _BRIEF, _BRIEF + OTHER_TALE + OTHER_TOP + WIRE[3:], False),
    CopyCase("no text at all", (), (), False),
    CopyCase("a line", ("More follows soon.",), ("More follows soon.",), False),
)

# Written when the rules stood, to see how they do at first contact.
_MATCH = (
    "{0} beat {1} {2}-{3} on {4} in the {5} round of the Harbour Cup, with {6} scoring the decisive goal in the"
    " {7}th minute before a crowd of {8}. {1} had taken the lead early through {9}, but {0} levelled before the"
    " break and pressed hard after it. The {0} coach, {10}, said his side had earned the win and would now rest"
    " for three days. {1} are out of the cup for the second year running and turn to the league, where they lie"
    " in {11} place.",
)
_DEATH = (
    "{0}, of {1}, died on {2} at the age of {3} after a short illness. Born in {4}, {0} worked for many years "
    "at the {5} and was known for a love of gardening, cards and the sea. {0} is survived by two children and "
    "{6} grandchildren. A service will be held at {7} on {8} at 11 a.m. The family asks for no flowers; gifts "
    "may be made to the lifeboat fund.",
)
_LOCAL_LEAD = (
    "A Kesbad baker was among the volunteers who spent Tuesday night hauling mattresses after the Tolvania dam "
    "was opened, and he says he would do it again tomorrow.",
)
_RELEASE = (
    "The Corbury Ferry Company will run its boats to the outer islands every hour from the first of May, twice "
    "as often as last summer, and will take bicycles free of charge. The company has hired 24 sailors and "
    "bought a third vessel, the Lantern, from a yard in Osterfield. Tickets will cost 6 crowns, unchanged for "
    "the fourth year. Children under ten travel free. The timetable was drawn up with the island councils, "
    "which had asked for a late boat on Fridays so that people who work in the city can be home by ten. The "
    "company carried 310,000 passengers last year, a tenth more than the year before, and expects as many as "
    "400,000 this year if the weather is kind.",
)
_RETOLD = (
    "Islanders are to get a ferry every hour this summer. Corbury Ferry Company said that from May 1 it would "
    "double its service to the outer islands, and that bikes would go free. A third ship, the Lantern, has been"
    " bought, and 24 sailors taken on. The price of a ticket stays at 6 crowns, as it has for four years now; "
    "under-tens pay nothing. A late Friday boat, long wished for by the councils of the islands, is on the new "
    "timetable. Last year the firm had 310,000 passengers. It hopes for 400,000 this time.",
)
_LETTER = (
    "Sir, your report says that the audit found the motors older than those who run them. I ran them for thirty"
    " years and I was older than they, and neither of us ever failed.",
    "What failed was the council. Twice it had the money in hand and twice it bought lamps for the promenade. I"
    " wrote to it then and had no reply; I write to you now.",
)
_RUNNING = (
    "Here is what we know so far about the fire in the Vinford market hall. The fire broke out shortly before 5"
    " a.m. in the north wing. Nobody has been reported missing. Eleven crews are on the scene. The station next"
    " door is closed and trains stop at Halbad instead.",
    "5.40: Smoke can be seen from the hills. 6.10: The roof of the north wing has come down, the fire chief, "
    "Mira Sahl, says. 6.25: Stall holders gather behind the tape. One of them, a seller of cheese, says she has"
    " lost everything but the van.",
)
_COURT = (
    "The following cases were heard before the {0} magistrate on {1}. {2}, {3}, of {4}, pleaded guilty to "
    "driving without a licence and was fined {5} crowns. {6}, {7}, of {8}, pleaded guilty to taking a bicycle "
    "and was bound over for a year. {9}, {10}, denied a charge of breach of the peace; the case was put off "
    "until {11}.",
)
_RUN_ON = (
    *_edited(_RUNNING, ("Eleven crews", "Fourteen crews")),
    "7.05: The fire is under control, the chief says. 7.30: The trains run again on one track. 8.15: The mayor "
    "promises stalls in the car park from Monday. 9.00: Investigators have entered the hall with a dog. 9.20: "
    "The insurers say it is too early for a sum.",
)
FRESH = (
    CopyCase(
        "match reports of one form",
        _filled(_MATCH, "Granford|Halbad|2|1|Saturday|third|Velic|81|4,120|Oduya|Marten Kol|ninth"),
        _filled(_MATCH, "Ashhaven|Terwick|3|2|Sunday|third|Brandt|74|2,905|Sorel|Iva Tarn|fourth"),
        False,
    ),
    CopyCase(
        "death notices of one form",
        _filled(_DEATH, "Rosa Lind|Kesbad|May 4|81|Dunmara|steel works|five|St. Ann’s chapel|Friday"),
        _filled(_DEATH, "Pavel Ganz|Lower Mirren|May 6|77|Corbury|ferry office|three|the Old Kirk|Monday"),
        False,
    ),
    CopyCase("wire with a local lead", WIRE, _LOCAL_LEAD + WIRE, True),
    CopyCase("a press release, and a report made of it", _RELEASE, _RETOLD, False),
    CopyCase(
        "a press release run whole under another lead",
        _RELEASE,
        ("Good news for those who live beyond the bay and for those who love them.", *_RELEASE),
        True,
    ),
    CopyCase(
        "a letter that quotes the report at length",
        WIRE,
        _LETTER + tuple(f"“{part}” the notice read." for part in WIRE[3:6]),
        False,
    ),
    CopyCase("a running report, later that day", _RUNNING, _RUN_ON, True),
    CopyCase(
        "court lists of one form",
        _filled(_COURT, "Halbad|Monday|Omar Dell|31|Vinford|120|Nils Tarr|19|Kesbad|Udo Ok|44|June 9"),
        _filled(_COURT, "Halbad|Thursday|Greta Fonn|58|Terwick|200|Ivo Pell|22|Ashhaven|Ada Sol|36|June 23"),
        False,
    ),
    CopyCase(
        "every sentence shortened",
        WIRE,
        _edited(
            WIRE,
            (" on Tuesday", ""),
            (", each as wide as a bus,", ""),
            (" in the morning", ""),
            (" pinned to the door of the town hall", ""),
            (", who heads the board", ""),
            (", who keeps goats near the lower bridge,", ""),
            (" and that nobody had slept much", ""),
            (", which closed in 1994", ""),
        ),
        True,
    ),
    CopyCase("paragraphs in another order, last first", WIRE, WIRE[4:] + WIRE[:4], True),
    CopyCase(
        "no marks and no capitals",
        WIRE,
        tuple(part.lower().replace(",", "").replace("“", "").replace("”", "") for part in WIRE),
        True,
    ),
    CopyCase(
        "an outlet's own report that ends with the wire's background",
        WIRE,
        (
            "Nobody in the town hall would say on Wednesday why the gates had been left alone so long, and two of the "
            "three councillors who signed the last report have since moved away.",
            "Records seen by this paper show that the works were put off in March of last year and again in October, "
            "both times after the treasurer asked for more time.",
            *WIRE[4:],
        ),
        False,
    ),
)
