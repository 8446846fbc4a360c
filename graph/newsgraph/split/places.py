"""What a place in a dateline looks like: well-known names, regions, and the shapes of the rest.

The lists hold what newspapers print in datelines; they need not be complete, since a place that is not listed is
taken by its letter case, its region or what the article says of it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_COUNTRIES = """
Afghanistan|Albania|Algeria|Algérie|Andorra|Angola|Argentina|Armenia|Australia|Austria|Österreich|Azerbaijan|Bahamas|
Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belgique|Bélgica|Belize|Benin|Bhutan|Bolivia|Bosnia|Botswana|Brazil|
Brasil|Brunei|Bulgaria|Burkina Faso|Burma|Burundi|Cambodia|Cameroon|Cameroun|Canada|Cape Verde|Chad|Tchad|Chile|
China|Colombia|Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Czechia|Denmark|Djibouti|Dominica|
Dominican Republic|República Dominicana|East Timor|Ecuador|Egypt|El Salvador|England|Eritrea|Estonia|Eswatini|Ethiopia|
Fiji|Finland|France|Gabon|Gambia|The Gambia|Georgia|Germany|Deutschland|Ghana|Greece|Greenland|Grenada|Guatemala|
Guinea|Guinea-Bissau|Guyana|Haiti|Haïti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|
Italia|Ivory Coast|Côte d'Ivoire|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|
Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|
Malta|Marshall Islands|Mauritania|Mauritius|Mexico|México|Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco|
Maroc|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|The Netherlands|New Zealand|Nicaragua|Niger|Nigeria|
North Korea|North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palau|Palestine|Panama|Panamá|Papua New Guinea|
Paraguay|Peru|Perú|Philippines|Poland|Portugal|Puerto Rico|Qatar|Romania|Russia|Rwanda|Saint Lucia|Samoa|San Marino|
Saudi Arabia|Scotland|Senegal|Sénégal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|
Somalia|South Africa|South Korea|South Sudan|Spain|España|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Suisse|Schweiz|
Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tonga|Trinidad and Tobago|Tunisia|Tunisie|Turkey|Türkiye|Turkmenistan|
Tuvalu|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|Uzbekistan|Vanuatu|Vatican City|
Venezuela|Vietnam|Viet Nam|Wales|West Bank|Yemen|Zambia|Zimbabwe|USA|US|U.S.A.|U.S.|UK|U.K.|UAE|EE.UU.|EEUU|DRC|
Occupied Palestine|Gaza|Gaza Strip|Crimea|Kashmir|Tibet|Catalonia|Kurdistan|Western Sahara
"""
_REGIONS = """
Alabama|Ala.|AL|Alaska|AK|Arizona|Ariz.|AZ|Arkansas|Ark.|AR|California|Calif.|CA|Colorado|Colo.|CO|Connecticut|Conn.|CT|
Delaware|Del.|DE|Florida|Fla.|FL|Georgia|Ga.|GA|Hawaii|HI|Idaho|ID|Illinois|Ill.|IL|Indiana|Ind.|IN|Iowa|IA|Kansas|Kan.|
KS|Kentucky|Ky.|KY|Louisiana|La.|LA|Maine|ME|Maryland|Md.|MD|Massachusetts|Mass.|MA|Michigan|Mich.|MI|Minnesota|Minn.|
MN|Mississippi|Miss.|MS|Missouri|Mo.|MO|Montana|Mont.|MT|Nebraska|Neb.|Nebr.|NE|Nevada|Nev.|NV|New Hampshire|N.H.|NH|
New Jersey|N.J.|NJ|New Mexico|N.M.|NM|New York|N.Y.|NY|North Carolina|N.C.|NC|North Dakota|N.D.|ND|Ohio|OH|Oklahoma|
Okla.|OK|Oregon|Ore.|OR|Pennsylvania|Pa.|Penn.|PA|Rhode Island|R.I.|RI|South Carolina|S.C.|SC|South Dakota|S.D.|SD|
Tennessee|Tenn.|TN|Texas|Tex.|TX|Utah|UT|Vermont|Vt.|VT|Virginia|Va.|VA|Washington|Wash.|WA|West Virginia|W.Va.|
W. Va.|WV|Wisconsin|Wis.|WI|Wyoming|Wyo.|WY|D.C.|DC|P.R.|PR|Guam|Ontario|Ont.|ON|Quebec|Québec|Que.|QC|Alberta|Alta.|
AB|British Columbia|B.C.|BC|Manitoba|Man.|MB|Saskatchewan|Sask.|SK|Nova Scotia|N.S.|NS|New Brunswick|N.B.|NB|
Newfoundland|N.L.|NL|Prince Edward Island|P.E.I.|PE|Yukon|Nunavut|New South Wales|NSW|Victoria|Vic.|Queensland|Qld.|
South Australia|Western Australia|Tasmania|Punjab|Sindh|Balochistan|Maharashtra|Gujarat|Kerala|Tamil Nadu|Karnataka|
Telangana|Andhra Pradesh|Uttar Pradesh|Madhya Pradesh|Bihar|Odisha|Assam|Jharkhand|Rajasthan|Haryana|West Bengal|
Bavaria|Bayern|Saxony|Sachsen|Chiapas|Oaxaca|Jalisco|Sonora|Chihuahua|Veracruz|Puebla|Guerrero|Michoacán|Tamaulipas|
Antioquia|Mich|Calif|Ill|Fla|Tex|Pa|Wis|Minn|Tenn|Ky|Mo|N.Y|N.J|D.C|RJ|SP|MG|RS
"""
_CITIES = """
Abidjan|Abu Dhabi|Abuja|Acapulco|Accra|Addis Ababa|Aden|Ahmedabad|Albany|Albuquerque|Aleppo|Alexandria|Algiers|Alger|
Allahabad|Almaty|Amman|Amritsar|Amsterdam|Anchorage|Ankara|Annapolis|Antananarivo|Antwerp|Arlington|Ashgabat|Asmara|
Astana|Asunción|Athens|Atlanta|Auckland|Austin|Baghdad|Baku|Baltimore|Bamako|Bandung|Bangalore|Bengaluru|Bangkok|
Bangui|Banjul|Barcelona|Barranquilla|Basel|Basra|Baton Rouge|Beijing|Beirut|Belém|Belfast|Belgrade|Belo Horizonte|
Benghazi|Berkeley|Berlin|Bern|Berne|Bethlehem|Bhopal|Bilbao|Birmingham|Bishkek|Boca Raton|Bogota|Bogotá|Boise|Bologna|
Bonn|Bordeaux|Boston|Brasilia|Brasília|Bratislava|Brazzaville|Bridgetown|Brisbane|Bristol|Bronx|The Bronx|Brooklyn|
Brussels|Bruxelles|Bucharest|Budapest|Buenos Aires|Buffalo|Bujumbura|Busan|Cairo|Calcutta|Calgary|Cali|Cambridge|
Canberra|Cancún|Cape Town|Caracas|Cardiff|Cartagena|Casablanca|Chandigarh|Charleston|Charlotte|Chennai|Chicago|
Chisinau|Chittagong|Cincinnati|Ciudad Juárez|Cleveland|Cochabamba|Cologne|Köln|Colombo|Columbus|Conakry|Concord|
Copenhagen|Córdoba|Cotonou|Cúcuta|Curitiba|Dakar|Dallas|Damascus|Dar es Salaam|Darwin|Davos|Dayton|Delhi|Denver|
Derry|Des Moines|Detroit|Dhaka|Dili|Dnipro|Dodoma|Doha|Donetsk|Dortmund|Douala|Dover|Dresden|Dubai|Dublin|Durban|
Dushanbe|Düsseldorf|Edinburgh|Edmonton|El Paso|Erbil|Essen|Faisalabad|Ferguson|Flint|Florence|Fort Worth|Frankfurt|
Freetown|Fresno|Gaborone|Gary|Gaza City|Geneva|Genève|Genf|Genoa|Georgetown|Ghent|Glasgow|Goma|Gothenburg|Grozny|
Guadalajara|Guangzhou|Guantanamo Bay|Guatemala City|Guayaquil|Gujranwala|Guwahati|Gwalior|Hagåtña|Haifa|Halifax|
Hamburg|Hamilton|Hanoi|Hanover|Harare|Harlem|Harrisburg|Hartford|Havana|La Habana|Hebron|Helsinki|Herat|Hiroshima|
Ho Chi Minh City|Hollywood|Honiara|Hong Kong|Honolulu|Houston|Hyderabad|Indianapolis|Indore|Irpin|Islamabad|Istanbul|
Izmir|Jackson|Jacksonville|Jaffna|Jaipur|Jakarta|Jammu|Jeddah|Jenin|Jerusalem|Johannesburg|Juba|Juneau|Kabul|Kampala|
Kandahar|Kano|Kansas City|Karachi|Kathmandu|Kaunas|Khan Younis|Kharkiv|Khartoum|Kherson|Kigali|Kingston|Kinshasa|
Knoxville|Kobe|Kochi|Kolkata|Krakow|Kuala Lumpur|Kuwait City|Kyiv|Kiev|Kyoto|La Paz|Lagos|Lahore|Lansing|Las Vegas|
Lausanne|Leeds|Leipzig|Leningrad|Libreville|Lille|Lilongwe|Lima|Lincoln|Lisbon|Lisboa|Little Rock|Liverpool|
Ljubljana|Lomé|London|Londres|Long Beach|Los Angeles|Louisville|Luanda|Lubumbashi|Lucknow|Lusaka|Lviv|Lyon|Macau|
Madison|Madrid|Malé|Managua|Manama|Manaus|Manchester|Mandalay|Manhattan|Manila|Maputo|Maracaibo|Mariupol|Marseille|
Maseru|Mazar-i-Sharif|Mbabane|Mecca|Medellín|Medina|Melbourne|Memphis|Merida|Mérida|Mexicali|Mexico City|
Ciudad de México|Miami|Milan|Milano|Milwaukee|Minneapolis|Minsk|Mobile|Mogadishu|Mombasa|Monrovia|Monterrey|
Montevideo|Montgomery|Montpelier|Montreal|Montréal|Moscow|Mosul|Mumbai|Bombay|Munich|München|Muscat|Mutare|N'Djamena|
Nablus|Nagasaki|Nagoya|Nagpur|Nairobi|Naples|Nashville|Nassau|Naypyitaw|Naypyidaw|New Delhi|New Haven|New Orleans|
New York|New York City|NYC|Newark|Niamey|Nice|Nicosia|Norfolk|Nouakchott|Novosibirsk|Nur-Sultan|Nuuk|Oakland|Oaxaca|
Odesa|Odessa|Oklahoma City|Olympia|Omaha|Orlando|Osaka|Oslo|Ottawa|Ouagadougou|Oxford|Palermo|Palo Alto|Panama City|
Paramaribo|Paris|Parkland|Pasadena|Patna|Perth|Peshawar|Philadelphia|Phnom Penh|Phoenix|Pittsburgh|Podgorica|
Port Louis|Port Moresby|Port of Spain|Port-au-Prince|Portland|Porto|Porto Alegre|Porto-Novo|Prague|Praia|Pretoria|
Pristina|Providence|Pune|Pyongyang|Quebec City|Queens|Quetta|Quezon City|Quito|Rabat|Rafah|Raipur|Raleigh|Ramallah|
Ranchi|Rawalpindi|Recife|Reno|Reykjavik|Richmond|Riga|Rio de Janeiro|Riyadh|Rochester|Rome|Roma|Rosario|Rostov-on-Don|
Rotterdam|Sacramento|Salem|Salt Lake City|Salvador|Salzburg|San Antonio|San Diego|San Francisco|San José|San Jose|
San Juan|San Pedro Sula|San Salvador|San Cristóbal|Sanaa|Santa Cruz|Santa Fe|Santiago|Santo Domingo|São Paulo|
Sarajevo|Savannah|Seattle|Selma|Seoul|Seville|Sevilla|Shanghai|Sheffield|Shenzhen|Sialkot|Sioux Falls|Skopje|Sofia|
Soweto|Spokane|Springfield|Srinagar|St. Louis|St. Paul|St. Petersburg|Stanford|Staten Island|Stockholm|Strasbourg|
Stuttgart|Suva|Sydney|Syracuse|Tabriz|Tacoma|Taipei|Tallahassee|Tallinn|Tampa|Tangier|Tapachula|Tashkent|Tbilisi|
Tegucigalpa|Tehran|Tel Aviv|The Hague|Den Haag|La Haye|Thessaloniki|Thiruvananthapuram|Thimphu|Tijuana|Timbuktu|
Tirana|Tokyo|Toledo|Topeka|Toronto|Toulouse|Trenton|Trieste|Tripoli|Tucson|Tulsa|Tunis|Turin|Torino|Ulaanbaatar|
United Nations|Uvalde|Valencia|Valletta|Valparaíso|Vancouver|Varanasi|Vatican|Venice|Vienna|Wien|Vientiane|Vilnius|
Visakhapatnam|Vladivostok|Warsaw|Washington|Washington DC|Wellington|Wichita|Windhoek|Winnipeg|Wuhan|Xi'an|Yangon|
Yaoundé|Yerevan|Yokohama|Zagreb|Zaporizhzhia|Zurich|Zürich|Varsovie|Moscou|Pékin|Bagdad|Beyrouth|Dacca|Nueva York|
Nueva Delhi|Moscú|Pekín|Ginebra|Bruselas|Berlín|Roma|París|Atenas|El Cairo|Jerusalén|Tokio|Estocolmo|Caraïbes|Europe|
Asia|Africa|Latin America|Middle East|Capitol Hill|Wall Street|Silicon Valley
"""
_NOT_PLACES = """
note notes editor editors update updated updates breaking exclusive opinion analysis editorial commentary column watch
video videos photo photos gallery live correction corrections clarification fact check facts review reviews interview
question questions answer answers q a warning alert advisory recap summary background context timeline overview intro
introduction conclusion conclusions preface foreword abstract summary key points takeaways highlights more next previous
related read listen see also contact contacts info information details about disclaimer advertisement sponsored promo
deadline published posted release embargoed immediate dear hello hi yes no ok okay today yesterday tomorrow tonight now
then later meanwhile finally first second third fourth fifth last day week month year round game match half quarter
season episode chapter part section volume issue page article story stories news sports business politics world health
science technology culture arts letters letter obituary weather traffic crime schools housing education economy jobs
budget taxes transport police courts host guest moderator speaker narrator announcer reporter anchor caller interviewer
interviewee translator author writer by from to for with and or but who what when where why how here there this that
these those it its is are was were be not if as at on in of an the his her their our your my we you they he she i do
does did has have had will would can could should must may might ps p.s fyi tl dr psa rip tip tips step steps rule rules
winner winners loser losers score scores final result results standings vs pros cons good bad best worst problem
problems solution solutions truth myth reality history future past present beginning end ending
cost costs price bottom line
big picture road ahead statement press conference verdict claim rating source sources credit credits caption
image quote quotes spoiler trigger content christmas easter thanksgiving ramadan holiday independence mayday may-day
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BEFORE = _words(
    """
    aboard near off outside inside on at in along over above northern southern eastern western central occupied
    """
)
_FIRST_WORDS = _words(
    """
    san santa santo são saint st ste sankt fort ft port porto puerto new nuevo nueva el los las la le les mount mt
    lake north south east west northern southern eastern western camp bad ciudad villa rio río tel abu al beit
    nizhny upper lower cape point grand big little old great cerro monte valle isla
    """
)

_LAST_WORDS = _words(
    """
    city falls springs beach heights county township village valley island islands park hills bay harbor harbour
    creek grove junction rapids bluffs province region district oblast state strip border base airport bank point
    ridge lake lakes river mills center centre station crossing landing gap pass town peninsula coast reservation
    camp
    """
)

_ENDING = re.compile(
    r"(?:ville|burgh?|borough|[^aeiou]ton|[^aeiou]ham|ford|field|wood|port|mouth|bury|shire|stan|grad|pur|abad|nagar"
    r"|polis|dale|haven|minster|wick|stadt|dorf|heim|furt|hafen|brück|ovo|evsk|tepec|tlán)\Z"
)
_PARTICLES = _words(
    """
    de del la las los el le les des du of the and y e et da do dos das di al an am der den sur upon es i
    """
)

_WORD = re.compile(r"[^\W\d_][\w.'’\-]*\Z")
_IN_PARENTHESES = re.compile(r"\s*\(([^(),]+)\)\Z")
_PARTS = re.compile(r"\s*,\s*")
_JOINTS = re.compile(r"\s*/\s*|\s+(?:and|AND|y|Y|et|ET|und|UND|&)\s+")


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(kept.replace(".", " ").replace("-", " ").split())


def _names(listed: str) -> frozenset[str]:
    return frozenset(_plain(name) for name in listed.replace("\n", "").split("|"))


_KNOWN_COUNTRIES = _names(_COUNTRIES)
_KNOWN_REGIONS = _names(_REGIONS)
_KNOWN_CITIES = _names(_CITIES)
_SHORT_REGIONS = frozenset(name for name in _REGIONS.replace("\n", "").split("|") if len(name) == 2 and name.isupper())
_DOTTED_REGIONS = frozenset(name for name in _REGIONS.replace("\n", "").split("|") if name.endswith("."))
_LABELS = _words(_NOT_PLACES)


@dataclass(frozen=True, slots=True)
class PlaceShape:
    """How far some words look like a place."""

    capitals: bool
    """The first name stands in capital letters throughout."""
    known: bool
    region: bool
    """A state, province or country follows the name."""
    shaped: bool
    """The name is built as many places' names are."""
    country: bool
    """The whole is a country's or a region's name."""


@lru_cache(maxsize=4096)
def place_shape(words: str, *, signed: bool = False) -> PlaceShape | None:
    """Return how far some words look like a place, or None where they cannot be one.

    An agency or a day behind the words (`signed`) makes a town even of four capital letters.
    """
    parts = _PARTS.split(_IN_PARENTHESES.sub(r", \1", words.strip()))
    if len(words) > 70 or not 1 <= len(parts) <= 3 or not all(_is_name(part) for part in parts):
        return None
    names = [_bare(name) for name in _JOINTS.split(parts[0])]
    name, short_region = _without_region(names[-1])
    names[-1] = name
    known = all(_is_known(each) for each in names)
    bordered = parts[0] != " / ".join(names) and parts[0].split()[0].lower() in _BEFORE
    region = short_region or (len(parts) > 1 and _is_region(parts[-1]))
    if not (known or bordered) and _is_label(names, region=region or signed):
        return None
    return PlaceShape(
        capitals=parts[0].upper() == parts[0],
        known=known or (bordered and region),
        region=region,
        shaped=bordered or all(_is_shaped(each) for each in names),
        country=len(parts) == 1 and _is_region(parts[0]) and _plain(parts[0]) not in _KNOWN_CITIES,
    )


def is_known_place(words: str) -> bool:
    """Return whether a line is nothing but a well-known place, with or without its region."""
    shape = place_shape(words)
    return bool(shape and (shape.known or (shape.region and shape.shaped)))


def ends_with_short_region(words: str) -> bool:
    """Return whether a full stop after some words belongs to the short form of a state: `CHICAGO, Ill`."""
    return _PARTS.split(words)[-1] + "." in _DOTTED_REGIONS


def _is_name(part: str) -> bool:
    words = re.split(r"[\s/]+", part)
    if not 1 <= len(words) <= 7 or not words[0][:1].isupper():
        return False
    return all(
        _WORD.match(word) and (word[0].isupper() or word in _PARTICLES or word[:2] in ("d'", "l'"))
        for word in words
        if word not in ("&", "-")
    )


def _bare(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].lower() in _BEFORE:
        words.pop(0)
    if len(words) > 1 and words[0].lower() == "the" and words != name.split():
        words.pop(0)
    return " ".join(words)


def _without_region(name: str) -> tuple[str, bool]:
    words = name.split()
    if len(words) > 1 and words[-1].replace(".", "") in _SHORT_REGIONS and not _is_known(name):
        return " ".join(words[:-1]), True
    return name, False


def _is_known(name: str) -> bool:
    plain = _plain(name)
    return plain in _KNOWN_CITIES or plain in _KNOWN_COUNTRIES or (plain in _KNOWN_REGIONS and len(plain) > 3)


def _is_region(name: str) -> bool:
    plain = _plain(name)
    return plain in _KNOWN_REGIONS or plain in _KNOWN_COUNTRIES


def _is_label(names: list[str], *, region: bool) -> bool:
    words = [word for name in names for word in _plain(name).split()]
    letters = "".join(words)
    # Initials such as NATO are organisations more often than towns.
    initials = len(words) == 1 and len(letters) <= 4 and letters.upper() == names[0] and not region
    common = [word in _LABELS and word not in _PARTICLES for word in words]
    return not letters or initials or any(common) or (words[0] in _LABELS and words[0] not in _FIRST_WORDS)


def _is_shaped(name: str) -> bool:
    words = _plain(name).split()
    if len(words) > 1 and (words[0] in _FIRST_WORDS or words[-1] in _LAST_WORDS):
        return True
    return bool(words) and len(words[-1]) > 5 and bool(_ENDING.search(words[-1]))
