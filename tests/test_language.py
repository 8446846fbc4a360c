import subprocess
import sys

import pytest
from hypothesis import given, strategies as st

from newsgraph.language import UNDETERMINED, is_english, recognised

ENGLISH = {
    "a report": "The ferry workers walked out on Monday after talks with the harbor council broke down. Nobody was"
    " hurt, and the mayor said that services would resume by Friday.",
    "one sentence": "The mayor of Boston said that she would resign.",
    "in capitals": "THE CITY COUNCIL VOTED ON MONDAY TO CLOSE THE OLD BRIDGE, AND THE MAYOR SAID THAT IT WOULD REOPEN.",
    "a headline in capitals": "COUNCIL REJECTS HARBOR PLAN AFTER LONG DEBATE ABOUT COST AND NOISE IN THE NORTH",
    "in small letters": "the mayor said that the bridge would close and that work was to begin in may.",
    "a list of names with a sentence": "Those who won were María González Pérez, José Hernández Ruiz, Juan Carlos"
    " Vargas, Lucía Ortega de la Vega, Andrés Castillo Mora and Pilar Jiménez Soto, of Guadalajara.",
    "with a quote in Spanish": "“No vamos a volver al trabajo mañana,” said Lucía Ortega, who leads the union and has"
    " been there for ten years.",
    "in letters made for formulas": "𝐓𝐡𝐞 𝐦𝐚𝐲𝐨𝐫 𝐬𝐚𝐢𝐝 𝐭𝐡𝐚𝐭 𝐭𝐡𝐞 𝐡𝐚𝐫𝐛𝐨𝐫 𝐰𝐨𝐮𝐥𝐝 𝐜𝐥𝐨𝐬𝐞 𝐟𝐨𝐫 𝐚 𝐲𝐞𝐚𝐫.",
    "with sounds spelled out": "The word is said as [ˈhɑːbə] in the north, and as [ˈhɑɹbɚ] in the west.",
}
MAYBE_ENGLISH = {
    "nothing": "",
    "space": " \n\t ",
    "control characters": "\x00\x01\x07\x1b[31m" * 200,
    "numbers": "1,204 33 17 " * 400,
    "signs": "😀🎉 *** --- " * 100,
    "two words": "Mayor resigns",
    "too short in Spanish": "El alcalde dimitió el lunes.",
    "too short in Dutch, in words that English has": "De man was in Amsterdam, of is in Rotterdam.",
    "half and half": "The harbor workers walked out after talks with the council had broken down. Los trabajadores del"
    " puerto dejaron sus puestos después de las negociaciones.",
    "headlines": "Council Rejects Harbor Plan\nStorm Closes Schools\nFerry Workers Strike\nTeam Wins Regional Cup",
    "results": "Harbor 3, River 1; Meadow 2, Hill 2; Boston 4, Chicago 0; Newark 1, Dayton 1; Odessa 2, Lima 0",
    "addresses": "https://example.org/a/b www.example.com/c " * 20,
    "Spanish names": "María González Pérez, José Hernández Ruiz, Lucía Ortega de la Vega, Andrés de los Santos,"
    " Pilar del Río Soto, Juan de la Cruz Vargas",
    "Polish names": "Krzysztof Wiśniewski, Małgorzata Zielińska, Wojciech Kowalczyk, Agnieszka Szymańska, Zofia Król,"
    " Grzegorz Woźniak, Łukasz Dąbrowski",
    "Vietnamese names": "Nguyễn Văn Tâm, Trần Thị Hoa, Lê Minh Đức, Phạm Quang Huy, Võ Thị Lan",
    "Turkish names": "Ayşe Yılmaz, Mehmet Demir, Fatma Şahin, Mustafa Çelik, Emine Kaya, Hüseyin Öztürk, Zeynep Arslan",
    "Dutch names": "Jan van der Meer, Piet de Vries, Kees van den Berg, Anneke Bakker, Sjoerd de Boer, Willem Smit",
    "Spanish names in capitals": "MARÍA GONZÁLEZ PÉREZ, JOSÉ HERNÁNDEZ RUIZ, JUAN CARLOS VARGAS, LUCÍA ORTEGA DE LA"
    " VEGA, ANDRÉS CASTILLO MORA, PILAR JIMÉNEZ SOTO",
    "names of many origins": "1. Wen Kwok-hung 2. Olufemi Adeyemi 3. Dmitri Volkonsky 4. Siobhan O'Rourke 5. Nguyen"
    " Van Tam 6. Rajesh Iyer 7. Priya Menon",
}
FOREIGN = [
    (
        "es",
        "Los trabajadores del puerto dejaron sus puestos el lunes después de que fracasaran las negociaciones con el"
        " ayuntamiento. La alcaldesa dijo que el servicio volverá el viernes.",
    ),
    (
        "es",
        "LOS TRABAJADORES DEL PUERTO DEJARON SUS PUESTOS EL LUNES DESPUÉS DE QUE FRACASARAN LAS NEGOCIACIONES CON EL"
        " AYUNTAMIENTO.",
    ),
    (
        "es",
        "La alcaldesa respondió con una frase en inglés, “we will see you on the picket line,” y los obreros del puerto"
        " aplaudieron durante varios minutos en la plaza.",
    ),
    (
        "fr",
        "Les ouvriers du port ont cessé le travail lundi après l’échec des négociations avec la mairie. La maire a dit"
        " que le service reprendrait vendredi.",
    ),
    (
        "de",
        "Die Hafenarbeiter legten am Montag die Arbeit nieder, nachdem die Gespräche mit der Stadt gescheitert waren."
        " Die Bürgermeisterin sagte, der Betrieb werde am Freitag wieder aufgenommen.",
    ),
    (
        "pt",
        "As trabalhadoras foram a casa, e a prefeita disse que as obras a leste do porto começam a partir de maio, se"
        " for possível.",
    ),
    (
        "it",
        "I lavoratori del porto hanno incrociato le braccia lunedì dopo il fallimento delle trattative con il comune."
        " La sindaca ha detto che il servizio riprenderà venerdì.",
    ),
    (
        "nl",
        "De havenarbeiders legden maandag het werk neer nadat het overleg met de gemeente was mislukt. De burgemeester"
        " zei dat de dienst vrijdag weer wordt hervat, of later.",
    ),
    (
        "tl",
        "Tumigil sa trabaho noong Lunes ang mga manggagawa sa pantalan matapos mabigo ang usapan nila sa lungsod."
        " Sinabi ng alkalde na babalik ang serbisyo sa Biyernes.",
    ),
    (
        "id",
        "Para pekerja pelabuhan berhenti bekerja pada hari Senin setelah perundingan dengan pemerintah kota gagal."
        " Wali kota mengatakan bahwa layanan akan kembali pada hari Jumat.",
    ),
    (
        "sw",
        "Wafanyakazi wa bandari waliacha kazi siku ya Jumatatu baada ya mazungumzo na baraza la jiji kushindwa. Meya"
        " alisema kwamba huduma zitarudi siku ya Ijumaa.",
    ),
    (
        "tr",
        "Liman işçileri, belediye ile yapılan görüşmelerin başarısız olmasının ardından pazartesi günü işi bıraktı."
        " Belediye başkanı, hizmetin cuma günü yeniden başlayacağını söyledi.",
    ),
    (
        "hu",
        "A kikötői munkások hétfőn letették a munkát, miután a tárgyalások a várossal kudarcba fulladtak. A"
        " polgármester azt mondta, hogy a szolgáltatás pénteken újraindul.",
    ),
    (
        "da",
        "Havnearbejderne nedlagde arbejdet mandag, efter at forhandlingerne med byen var brudt sammen. Borgmesteren"
        " sagde, at driften vil blive genoptaget på fredag.",
    ),
    ("ro", "Primarul are o problemă: portul are un singur doc, iar orașul are nevoie de trei, a spus ea vineri."),
    ("pl", "To jest dla nas ważne, a prezydent miasta powiedziała, że to nie koniec rozmów na temat portu."),
    (
        "vi",
        "Công nhân cảng đã ngừng làm việc hôm thứ Hai sau khi đàm phán với hội đồng thành phố thất bại.",
    ),
    (
        "ru",
        "Портовые рабочие прекратили работу в понедельник после провала переговоров с городским советом. Мэр сказала,"
        " что движение возобновится в пятницу.",
    ),
    ("ru", "ПОРТОВЫЕ РАБОЧИЕ ПРЕКРАТИЛИ РАБОТУ В ПОНЕДЕЛЬНИК ПОСЛЕ ПРОВАЛА ПЕРЕГОВОРОВ С ГОРОДСКИМ СОВЕТОМ."),
    ("ru", "Мэр ушёл в отставку"),
    (
        "ar",
        "توقف عمال الميناء عن العمل يوم الاثنين بعد فشل المحادثات مع مجلس المدينة. وقالت رئيسة البلدية إن الخدمة"
        " ستعود يوم الجمعة.",
    ),
    ("ar", "استقال العمدة"),
    ("fa", "کارگران بندر پس از شکست گفتگو با شورای شهر روز دوشنبه دست از کار کشیدند."),
    ("he", "עובדי הנמל הפסיקו לעבוד ביום שני לאחר שהשיחות עם העירייה נכשלו."),
    ("zh", "港口工人在与市议会的谈判破裂后于周一停工。市长表示，服务将于周五恢复。"),
    ("zh", "市长辞职"),
    ("zh", "Pell Shipping Inc 的董事长 Ana Pell 周一在 Boston Harbor 表示，公司将与工会继续谈判，直到达成协议为止。"),
    ("ja", "港湾労働者は市議会との協議が決裂したため、月曜日に作業を中止した。市長は金曜日に運航を再開すると述べた。"),
    ("ko", "항만 노동자들은 시의회와의 협상이 결렬된 뒤 월요일에 작업을 중단했다."),
    (
        "hi",
        "नगर परिषद के साथ बातचीत विफल होने के बाद बंदरगाह के मज़दूरों ने सोमवार को काम बंद कर दिया। महापौर ने कहा"
        " कि सेवा शुक्रवार को फिर शुरू होगी।",
    ),
    ("el", "Οι εργάτες του λιμανιού σταμάτησαν να δουλεύουν τη Δευτέρα μετά την αποτυχία των συνομιλιών με τον δήμο."),
]


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_english_is_recognised(text: str) -> None:
    assert recognised(text) == "en"


@pytest.mark.parametrize("text", MAYBE_ENGLISH.values(), ids=MAYBE_ENGLISH)
def test_what_tells_too_little_is_no_language(text: str) -> None:
    assert recognised(text) is None


@pytest.mark.parametrize(("code", "text"), FOREIGN, ids=[f"{code}: {text[:20]}" for code, text in FOREIGN])
def test_other_languages_are_recognised(code: str, text: str) -> None:
    assert recognised(text) == code
    assert recognised(f"\x00\x1b \n{text}\x07") == code


@pytest.mark.parametrize("mark", ["", "\x00", "\u00ad", "\u202e"])
def test_marks_do_not_hide_a_language(mark: str) -> None:
    assert recognised(mark.join([ENGLISH["a report"], FOREIGN[0][1][:40]])) == "en"


def test_a_script_that_nothing_is_known_of_is_not_english() -> None:
    assert recognised("ⵜⴰⵎⴷⵉⵏⵜ ⵏ ⵓⴳⴰⵔⵓ ⵜⵇⵇⵏ ⵜⵉⴳⵎⵎⵉ") == UNDETERMINED
    assert not is_english(UNDETERMINED)


def test_the_beginning_of_a_long_text_decides() -> None:
    spanish, english = FOREIGN[0][1], ENGLISH["a report"]
    assert recognised((spanish + " ") * 1200) == "es"
    assert recognised((english + " ") * 1300) == "en"
    assert recognised((english + "\n\n") * 30 + spanish * 1000) == "en"
    for filler in ("a", "word ", "\x00", "…", "𝔞", "市"):
        assert recognised((filler * 200_000)[:200_000]) in (None, "zh", UNDETERMINED)


@given(st.text(max_size=300))
def test_any_text_has_one_answer(text: str) -> None:
    code = recognised(text)
    assert code == recognised(text)
    assert code is None or (code.isascii() and code.islower() and 2 <= len(code) <= 3)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (None, True),
        ("", True),
        ("en", True),
        ("EN", True),
        ("eng", True),
        ("English", True),
        ("en-US", True),
        ("en_GB", True),
        ("en-Latn-AU", True),
        ("es", False),
        ("es-US", False),
        ("fr-CA", False),
        ("zh-Hans", False),
        ("enm", False),
        ("und", False),
    ],
)
def test_a_language_code_tells_english(code: str | None, expected: bool) -> None:
    assert is_english(code) is expected


def test_english_never_loads_the_identifier() -> None:
    """It takes half a second and 3 MB, which a reader of English alone need not pay."""
    script = (
        "import sys; from newsgraph.language import recognised\n"
        "for text in sys.argv[1:]: assert recognised(text) == 'en'\n"
        "sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script, *ENGLISH.values()], check=False).returncode == 0
