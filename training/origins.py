"""How well an extractor reads names of people of many origins: `python training/origins.py --extractor rules`.

Every name stands in ten short pieces of news of our own that differ in nothing but the name, so a lower figure for an
origin is the extractor's bias and not the text's. A name counts as read only where a Person is found on exactly its
letters: no title, no possessive, no part of it. The people are invented: common given and family names of each origin,
put together by us, with the particles, hyphens, apostrophes, patronymics, double surnames and word order in which
English-language news prints them. Of each origin the first half are women's names and the second half men's; some
people go by one name.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from newsgraph.extract import Extractor, find_extractor
from newsgraph.ids import digest
from newsgraph.model import AnnotatedArticle, Article, Kind, Part, PartRole, Span

_Key = TypeVar("_Key")

# Of each origin the women's names, a bar, and the men's.
_NAMES = """
African American: Latoya Broadnax, Ta'Niyah Gaines, Keisha Pettway, Shanelle Rutledge
    | DeShawn Mayfield, Tyrone Boatwright, Jamal Stallworth, LaMarcus Tolliver
Afghan: Zarghuna Stanikzai, Shukria Noorzai, Palwasha, Fereshta Ahmadzai
    | Gul Agha Wardak, Abdul Wasi Hotak, Najibullah Popal, Zmarai
Akan: Abena Boatemaa, Akosua Frimpong-Manso, Adwoa Serwaa Bonsu, Efua Tetteh-Asare
    | Kwabena Opoku-Darko, Kofi Amoako, Yaw Owusu Ntim, Kwaku Boakye
Arab: Rania al-Masoudi, Huda bint Khalid Al Mazrouei, Umm Yasser, Samira Abdel-Latif
    | Khaled Abu Hilal, Omar ibn Tariq al-Harbi, Abdulrahman El-Sharkawy, Hassan Bou Daher
Armenian: Anahit Grigoryan, Siranush Ter-Ghazaryan, Lusine Mkrtchyan, Nare Hovsepian
    | Vardan Khachatryan, Tigran Der Bedrosian, Hrant Sahakyan, Artak Avetisyan
Bengali: Shahnaz Akter Begum, Rupali Chattopadhyay, Farzana Yasmin Chowdhury, Moushumi Ghosh Dastidar
    | Mohammad Shafiqul Islam, Anirban Mukhopadhyay, Md. Rezaul Karim, Tapan Kumar Biswas
Brazilian: Luciana dos Santos Ribeiro, Maria das Dores Carvalho, Thaís Nogueira, Joana d'Ávila Pinto
    | João Batista da Silva Neto, Wanderson Nascimento, Caio Teixeira de Freitas, Tonhão
Burmese: Khin Myat Thu, Thida Win Shwe, Ei Ei Phyo, Nan Mo Hom
    | Aung Kyaw Zin, Thet Naing, Sai Leik, Zaw Min Htun
Chinese: Zhang Xiulan, Ouyang Meiling, Xu Lihua, Qiu Yan
    | Wang Jianguo, Liu Zhiqiang, Sima Wenbo, Deng Haoran
Congolese: Marie-Claire Ilunga Kabongo, Espérance Mwamba, Béatrice Nzuzi Lelo, Furaha Bahati
    | Jean-Bosco Kalala Mutombo, Dieudonné Tshimanga, Papy Lukusa, Trésor Mbuyi wa Mbuyi
Czech: Lenka Procházková, Jitka Dvořáčková, Ludmila Růžičková-Malá, Hana Šimková
    | Zdeněk Kučera, Oldřich Vondráček, Jiří Hruška, Bohumil Žižka
Dutch: Marijke van der Velde, Saskia de Bruijn, Hanneke van 't Hoff, Anouk Dijkstra-ter Braak
    | Pieter van den Berghe, Joost Hoekstra, Sjoerd de Wit, Dirk-Jan Kuipers
English: Emily Hartwell, Gemma Thornbury-Cole, Susan Pickering, Charlotte Ashdown
    | Graham Whitlock, Peter J. Sandford, Oliver St John Farley, Kevin Blackburn Jr.
Ethiopian: Tsehay Gebremariam, Meseret Worku, Almaz Haile Desta, Hiwot Tadesse
    | Getachew Wolde-Giorgis, Abebe Lemma, Tekle Berhanu, Dawit Gebre-Egziabher
Filipino: Maricel Dimaculangan, Ma. Lourdes Santos-Ocampo, Jhoanna Mae Bautista, Analyn Catacutan
    | Rodel Macapagal, Jun-Jun Villanueva, Crisanto de los Reyes, Jejomar Pangilinan
Finnish: Päivi Nieminen, Anna-Liisa Väyrynen, Outi Kärkkäinen, Tuulikki Rantanen
    | Jorma Hämäläinen, Veli-Matti Koskela, Pekka Ylönen, Juha-Pekka Laitinen
French: Anne-Sophie Lefebvre, Élodie de la Roche, Mathilde Gauthier-Moreau, Solène L'Hermitte
    | Jean-Luc d'Arbois, Thierry Le Gall, Benoît Charpentier, Hervé du Plessis-Renaud
German: Ulrike Schönfeld, Annegret von der Heide, Sabine Müller-Lüdecke, Katharina Weiß
    | Jürgen Groß, Karl-Heinz Bäumler, Friedrich von Altenstein, Uwe Zimmermann
Greek: Eleni Papathanasiou, Despina Karagianni, Vasiliki Hatzidaki, Katerina Mavromatis
    | Giorgos Oikonomou, Stavros Papadimitriou, Thanasis Kouris, Nikos Anagnostopoulos
Haitian: Guerda Jean-Baptiste, Marie-Flore Saint-Fleur, Yolette Désir, Nadège Pierre-Louis
    | Wilner Toussaint, Jean-Robert Dieujuste, Frantz Augustin, Ti-Jo
Hausa: Hauwa'u Danjuma, Zainab Sani Bello, Aisha Garba Kankia, Halima Dan'azumi
    | Musa Abdullahi Rano, Ibrahim Tanko Yakasai, Sanusi Maigari, Lawal Dogon-Daji
Hungarian: Ágnes Szűcs, Zsuzsanna Kővári, Ildikó Tóth-Nagy, Réka Lakatos
    | László Fehérvári, Győző Molnár, Csaba Kiss-Halász, Attila Szőllősi
Icelandic: Sigríður Jónsdóttir, Þórunn Ketilsdóttir, Guðrún Helga Einarsdóttir, Hildur Bragadóttir
    | Þorsteinn Gunnarsson, Örn Haraldsson, Eiríkur Ólafsson, Snæbjörn Hallgrímsson
Igbo: Ngozi Okwuosa, Chidinma Eze-Nwachukwu, Adaeze Umeh, Nkechi Obiora
    | Chukwuemeka Anyanwu, Obinna Nwabueze, Ifeanyi Okorie, Uchenna Ezeigbo
Indian (Hindi): Sunita Devi, Poonam Shrivastava, Kavita Rani Tiwari, Savita
    | Rakesh Kumar Yadav, Om Prakash Chaturvedi, Ramesh Chand Sharma, Vikas Agnihotri
Indonesian: Sulastri, Ni Luh Putu Ayuningsih, Endang Widyastuti, Siti Rahmawati Rambe
    | Suparman, I Wayan Sudiarta, Bambang Prasetyo, Togar Simatupang
Irish: Siobhán Ní Bhriain, Aoife O'Dwyer, Gráinne McGinley, Nuala Uí Chonaill
    | Pádraig Ó Súilleabháin, Eoghan Mac Giolla Bhríde, Declan O'Shaughnessy, Fergal McGonagle
Israeli: Tamar Ben-Ami, Shira Bar-Lev, Yael Mizrahi-Katz, Noa Peretz
    | Eitan Shapira, Avraham Ben David, Uri Abutbul, Moshe Ha-Levi
Italian: Chiara Dell'Acqua, Giuseppina Lo Bianco, Federica De Angelis, Ilaria D'Onofrio
    | Salvatore Di Stefano, Gianluca Bevilacqua, Pier Paolo Della Torre, Nicolò Brambilla
Japanese: Yukiko Hayashida, Haruka Nishimura, Tomoko Ōshima, Sachiko Kuroda-Abe
    | Kenji Morimoto, Shun'ichi Takeda, Daisuke Ueno, Ryūnosuke Hattori
Kazakh and Uzbek: Aigerim Sadykova, Gulnora Yusupova, Dilfuza Rakhmatullaeva, Zhanar Omarkyzy
    | Nurlan Zhaksybekov, Bakhtiyor Ergashev, Yerlan Sultanuly, O'tkir Qodirov
Kenyan: Wanjiku Kamau, Achieng' Odhiambo, Mary Njeri Gathoni, Chebet Koech
    | Kipchumba Rotich, Otieno wa Ochieng, Peter Mwangi Karanja, Ole Sankale Nkoitoi
Korean: Kim Soo-hyang, Choi Eun-bi, Namgung Hye-rin, Yun Ji-ah
    | Park Dong-wook, Jung Tae-sik, Hwang Bo-sung, Lee Cheol-min
Malay: Nurul Huda binti Osman, Siti Aminah Yusof, Che Zaharah Daud, Faridah Abdul Ghani
    | Ahmad Faizal bin Ramli, Mohd. Hafiz Kassim, Wan Azlan Ibrahim, Tengku Shahrul Nizam
Māori and Samoan: Hinemoa Te Aho, Mereana Paki-Walker, Sina Fa'asavalu, Leilani Tuimaleali'ifano
    | Tāne Rangihuna, Wiremu Te Kanawa, Sione Leota, Ioane Fa'amoe
Mexican: María Guadalupe Hernández Zavala, Rosa Elena de la Cruz, Xóchitl Treviño, Lupita Ibáñez
    | José Ángel Cárdenas Olvera, Juan Manuel de León, Ramón Ortiz y Montes, Chuy Villaseñor
Navajo and Lakota: Shandiin Begay, Lorraine Yellowhorse, Wachiwi Two Bulls, Verna Tsosie
    | Delbert Yazzie, Hoskie Benally, Leonard Stands Alone, Chaske Iron Hawk
Nordic: Ingrid Solbakken, Astrid Bjørnstad-Moe, Kirsten Møller Holm, Åsa Lindqvist
    | Håkon Øvregård, Lars-Erik Sandström, Søren Kjærgaard, Per Olav Nygård
Pakistani: Bushra Bibi Awan, Nasreen Akhtar, Saima Gul Khattak, Rubina Qureshi
    | Malik Tanveer Hussain, Ghulam Rasool Bhatti, Chaudhry Imtiaz Warraich, Muhammad Bilal
Persian: Shirin Mohammadzadeh, Parisa Tavakkoli, Mahnaz Jafari-Nejad, Fatemeh Sadat Hosseini
    | Behrouz Ghasemi, Mohammad-Reza Karbaschi, Kourosh Pour-Abbas, Siavash Rostami
Polish: Małgorzata Wójcik, Agnieszka Zając-Krawczyk, Bożena Świątek, Halina Grzybowska
    | Zbigniew Gąsiorowski, Paweł Śliwa, Krzysztof Jędrzejczyk, Wacław Brzęczek
Punjabi (Sikh): Harpreet Kaur Sandhu, Gurleen Dhaliwal, Simranjit Kaur, Manpreet Gill
    | Balwinder Singh Grewal, Jaspal Singh, Kuldeep Sidhu, Gurmukh Singh Bains
Russian: Tatyana Sergeyevna Belova, Lyudmila Kuznetsova, Yekaterina Vorobyova, Zoya Shcherbakova
    | Dmitry Ivanovich Sokolov, Gennady Lebedev, Vyacheslav Yershov, Oleg Zhuravlyov
Scottish: Mhairi MacAskill, Eilidh Farquharson, Morag nic Leòid, Kirsty McKechnie
    | Alasdair MacGillivray, Ruaridh Menzies-Fyfe, Callum Drummond, Hamish McCorquodale
Serbian and Croatian: Snežana Đorđević, Ljiljana Marković-Perić, Jasna Babić, Vesna Žugić
    | Dragoslav Stojanović, Hrvoje Matić, Željko Šarić, Goran Matošec
Sinhalese: Dilrukshi Wickramasinghe, Kumudini Herath, Nadeesha de Silva Gunasekara, Chamari Jayawardena
    | Nimal Rathnayake, K. D. Sunil Weerakoon, Upul Abeysekera, Ranjith Dissanayake
Somali: Hodan Abdirahman Warsame, Ifrah Jama, Sahra Cali Faarax, Deqa Nur Hersi
    | Abdullahi Warfaa Gedi, Mohamud Ali Sheikh, Liban Cabdi, Farah Guled Hashi
Spanish: Begoña Echeverría Ruiz, Montserrat Puig i Ferrer, María del Pilar Cuesta, Nerea Goikoetxea
    | Íñigo Larrañaga, Jordi Pujades i Vila, Francisco Javier del Olmo, Xosé Manuel Outeiro
Tamil: S. Vasanthi, Tamilselvi Murugesan, K. Ponnammal, Kalaivani Subramaniam
    | R. Senthilnathan, P. K. Arumugam, Sivakumar Thangaraj, Velmurugan
Thai: Siriporn Chaiyasit, Kanokwan Thongdee, Ratchanee Wongsuwan, Orathai na Ayutthaya
    | Somchai Boonmee, Wichai Phromma, Anucha Srisawat, Teerapong Kaewkla
Turkish: Ayşe Gül Yıldırım, Nurcan Çelikkol, Şükran Öztürkmen, Zeynep Kılıçaslan
    | Hüseyin Karabulut, Mehmet Ali Şenocak, Orhan Uğurlu, Rıza Tokgöz
Ukrainian: Oksana Kovalchuk, Nataliya Hryhorivna Moroz, Solomiya Petrenko-Lys, Iryna Dem'yanenko
    | Bohdan Shevchuk, Mykhailo Tkachenko, Vasyl Horobets, Oleksiy Zavhorodniy
Vietnamese: Nguyen Thi Kim Lien, Tran Thuy Duong, Phạm Thị Hạnh, Le Ngoc Bich
    | Vo Van Thanh, Đặng Quốc Bảo, Hoang Minh Duc, Bui Xuan Tung
Welsh: Angharad Llywelyn-Rees, Non ap Gwilym, Eluned Pritchard, Mair ferch Ifan
    | Dafydd ap Rhisiart, Gethin Bowen, Emyr Llwyd Parry, Iwan Prydderch
Yoruba: Folasade Adeyinka, Yetunde Ogunbiyi, Titilayo Akinwale-Cole, Omolara Bamidele
    | Babatunde Ogundipe, Oluwaseun Adeleke, Kayode Fagbenle, Rotimi Olasunkanmi
Zulu and Xhosa: Nomvula Mkhabela, Thandeka Ngcongo, Zoleka Mqhayi, Nosipho ka Mthembu
    | Sibusiso Khanyile, Mandlenkosi Buthelezi-Ndaba, Xolani Gqirana, Themba Zondi
"""

_FRAMES = MappingProxyType(
    {
        "subject": "At the meeting this week {} asked for a second count of the votes.",
        "object": "The committee has chosen {} to lead its work on school meals.",
        "behind a title": "The letter was signed by Dr. {} and sent to every clinic in the district.",
        "possessive": "After the flood the neighbors cleared {}’s garden and dried the books.",
        "in a list": "The money was shared by Ann Fuller, {} and Peter Dunn, the court heard.",
        "sentence start": "The library opens next month. {} will run it, the council said on Friday.",
        "behind a quote": "“We waited for hours and nobody came,” said {}, who lives near the station.",
        "Title Case headline": "Farmers Choose {} to Speak for Them\n\nMARLOW, March 3 — The vote was close.",
        "ALL CAPS headline": "INQUIRY HEARS {} ON FERRY DELAYS\n\nThe ferries have been late on most days since May.",
        "lower case": "police said {} was driving home when the storm reached the coast road.",
    }
)
FRAMES = tuple(_FRAMES)


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person."""

    name: str
    origin: str
    woman: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A person's name in a frame, and where it stands."""

    person: Person
    frame: str
    article: Article
    name: Span


@dataclass(frozen=True, slots=True)
class Recall:
    """What share of the names was read exactly, 0 to 1, counted in four ways, and what was missed."""

    overall: float
    origins: dict[str, float]
    """From the lowest to the highest."""
    frames: dict[str, float]
    cells: dict[tuple[str, str], float]
    """By origin and frame."""
    given_names: dict[str, float]
    """`women` and `men`."""
    missed: tuple[Case, ...]


def people() -> tuple[Person, ...]:
    """Return the invented people, by origin."""
    found = []
    for entry in _NAMES.strip().replace("\n    ", " ").splitlines():
        origin, _, names = entry.partition(": ")
        women, _, men = names.partition(" | ")
        found += [Person(name, origin, woman=True) for name in women.split(", ")]
        found += [Person(name, origin, woman=False) for name in men.split(", ")]
    return tuple(found)


def cases(chosen: Iterable[Person] | None = None) -> Iterator[Case]:
    """Yield every person, or every chosen one, in every frame."""
    for person in people() if chosen is None else chosen:
        for frame, text in _FRAMES.items():
            yield _case(person, frame, text)


def recall_by_origin(extract: Extractor, chosen: Iterable[Person] | None = None) -> Recall:
    """Return the shares of names on which the extractor finds a Person with exactly the name's letters."""
    right: Counter[tuple[Person, str]] = Counter()
    asked, missed = [], []
    for case in cases(chosen):
        asked.append((case.person, case.frame))
        found = extract(AnnotatedArticle(case.article)).mentions
        if any(mention.kind is Kind.PERSON and mention.span == case.name for mention in found):
            right[asked[-1]] += 1
        else:
            missed.append(case)
    origins = _shares(asked, right, lambda person, _: person.origin)
    return Recall(
        overall=right.total() / max(1, len(asked)),
        origins=dict(sorted(origins.items(), key=lambda item: (item[1], item[0]))),
        frames=_shares(asked, right, lambda _, frame: frame),
        cells=_shares(asked, right, lambda person, frame: (person.origin, frame)),
        given_names=_shares(asked, right, lambda person, _: "women" if person.woman else "men"),
        missed=tuple(missed),
    )


def _shares(
    asked: list[tuple[Person, str]], right: Counter[tuple[Person, str]], key: Callable[[Person, str], _Key]
) -> dict[_Key, float]:
    hits: Counter[_Key] = Counter()
    total: Counter[_Key] = Counter()
    for one in asked:
        total[key(*one)] += 1
        hits[key(*one)] += right[one]
    return {name: hits[name] / total[name] for name in total}


def _case(person: Person, frame: str, text: str) -> Case:
    before, _, after = text.partition("{}")
    name = person.name
    if frame == "ALL CAPS headline":
        name = name.upper()
    elif frame == "lower case":
        name = name.lower()
    whole = f"{before}{name}{after}"
    return Case(person, frame, _article(whole), Span(len(before), len(before) + len(name)))


def _article(text: str) -> Article:
    headline, gap, body = text.rpartition("\n\n")
    parts = [Part(PartRole.HEADLINE, Span(0, len(headline)))] if headline else []
    start = len(headline) + len(gap)
    if " — " in body:
        end = start + body.index(" — ") + len(" — ")
        parts.append(Part(PartRole.DATELINE, Span(start, end)))
        start = end
    parts.append(Part(PartRole.PARAGRAPH, Span(start, len(text))))
    return Article(digest(text)[:16], "origins", digest(text), text, digest(text), tuple(parts), (), headline or None)


def table(found: Recall) -> str:
    """Return the shares as a table: a line an origin, lowest first, a column a frame."""
    width = max(map(len, found.origins)) + 2
    heads = [f"{number}: {frame}" for number, frame in enumerate(FRAMES, 1)]
    lines = ["Share of names read exactly. " + "; ".join(heads), ""]
    lines.append(" " * width + "   all" + "".join(f"{number:>6}" for number in range(1, len(FRAMES) + 1)))
    for origin, share in found.origins.items():
        cells = "".join(f"{found.cells[origin, frame]:>6.2f}" for frame in FRAMES)
        lines.append(f"{origin:<{width}}{share:>6.2f}{cells}")
    lines.append(f"{'all':<{width}}{found.overall:>6.2f}" + "".join(f"{found.frames[frame]:>6.2f}" for frame in FRAMES))
    lines += ["", ", ".join(f"{who}: {share:.3f}" for who, share in found.given_names.items())]
    return "\n".join(lines)


def main() -> None:
    """Print the table, and with `--missed` each name that was not read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extractor", default="rules")
    parser.add_argument("--missed", action="store_true", help="list the names that were not read")
    options = parser.parse_args()
    found = recall_by_origin(find_extractor(options.extractor))
    lines = [table(found)]
    for case in found.missed if options.missed else ():
        lines.append(f"{case.person.origin}\t{case.frame}\t{case.name.of(case.article.text)}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
