"""What organisations are called is translated: their concepts, not their letters, make one id of several languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stream.enrich.identity import identify
from stream.enrich.identity.derived import organisation_id
from stream.enrich.identity.gazetteer import default_gazetteer
from stream.enrich.identity.lexicon import read_concepts
from stream.enrich.identity.tables import DATA
from tests.enrich.identity.builders import entities, reading, texts

FEWEST_CONCEPTS = 250


def derived(name: str) -> str:
    return organisation_id(name, "ORG", default_gazetteer())


@pytest.mark.parametrize(
    "names",
    [
        ("هيئة تنظيم قطاع الاتصالات", "Telecommunications Regulatory Commission", "Telecom Regulatory Authority"),
        ("فانوس تيليكوم", "Fanous Telecom", "Fanous Télécom"),
        (
            "الوكالة الوطنية لمكافحة الألغام",
            "National Agency for Mine Action",
            "Agence nationale de lutte antimines",
        ),
        ("المركز الوطني للأمن السيبراني", "National Cyber Security Centre", "National Cybersecurity Center"),
        (
            "الشركة التونسية للكهرباء والغاز",
            "Tunisian Company of Electricity and Gas",
            "Société tunisienne de l'électricité et du gaz",
        ),
        ("غرفة تجارة وصناعة دمشق", "Damascus Chamber of Commerce and Industry"),
        ("محكمة الاستئناف التونسية", "Tunisian Court of Appeal", "Cour d'appel de Tunisie"),
        ("شرطة دبي", "Dubai Police"),
        ("الاتحاد العام التونسي للشغل", "Tunisian General Labour Union", "Union générale tunisienne du travail"),
        ("معهد العالم العربي", "Arab World Institute", "Institut du monde arabe"),
        ("جامعة العلوم والتكنولوجيا الأردنية", "Jordan University of Science and Technology"),
        ("الهيئة العامة للأرصاد الجوية المصرية", "Egyptian Meteorological Authority"),
        ("المديرية العامة للحماية المدنية", "General Directorate of Civil Protection"),
        ("الهيئة العليا المستقلة للانتخابات", "High Independent Electoral Commission"),
        ("المجلس الأعلى للقضاء اللبناني", "Lebanese Supreme Judicial Council"),
        ("المعهد الوطني للإحصاء", "National Institute of Statistics", "Institut national de la statistique"),
        ("هيئة مكافحة الفساد الأردنية", "Jordanian Anti-Corruption Commission"),
        ("وكالة الفضاء المصرية", "Egyptian Space Agency", "Agence spatiale égyptienne"),
        ("الصندوق القومي للتنمية الزراعية", "National Agricultural Development Fund"),
        ("المنظمة العربية لحقوق الإنسان", "Arab Organisation for Human Rights", "Arab Organization for Human Rights"),
        ("اللجنة الوطنية لإدارة الكوارث", "National Disaster Management Committee"),
        ("الهيئة العامة للطيران المدني", "General Authority of Civil Aviation", "General Authority for Civil Aviation"),
        ("المكتب الوطني للسكك الحديدية", "National Railways Office"),
        ("وزارة الثروات الطبيعية", "Ministry of Natural Resources"),
        ("الشركة الوطنية لتوزيع المياه", "National Water Distribution Company"),
        ("الجمعية الملكية لحماية الطبيعة", "Royal Society for the Conservation of Nature"),
        ("المؤسسة العامة للاتصالات", "Public Telecommunications Corporation"),
        ("مستشفى باي الإقليمي", "Bay Regional Hospital"),
        ("نقابة عمال الموانئ", "Dockworkers' Union", "Port Workers' Union"),
        ("الجامعة العامة للمناجم", "General Federation of Mines"),
        ("جامعة غرناطة", "University of Granada"),
        ("مؤسسة غيتي", "Getty Foundation"),
        ("المرصد الوطني للتنمية البشرية", "National Observatory of Human Development"),
        ("مجلس المطارنة الموارنة", "Council of Maronite Bishops"),
    ],
)
def test_a_translated_name_has_one_id(names: tuple[str, ...]) -> None:
    assert len({derived(name) for name in names}) == 1, [derived(name) for name in names]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("حزب العدل", "حزب العدالة"),
        ("حزب العدالة والتنمية", "حزب الحرية والعدالة"),
        ("جامعة هارفارد", "بنك هارفارد"),
        ("Green Party", "Grain Party"),
        ("Columbia University", "Columbia Bank"),
        ("Supreme Court", "High Court"),
        ("Democratic Party", "Democrat Party"),
        ("Agence nationale de lutte antimines", "Agence nationale des mines et minerais"),
        ("هيئة تنظيم قطاع الاتصالات", "هيئة تنظيم قطاع الكهرباء"),
        ("Telecommunications Regulatory Commission", "Energy Regulatory Commission"),
        ("Egyptian Space Agency", "European Space Agency"),
        ("غرفة تجارة دمشق", "غرفة تجارة حلب"),
        ("غرفة تجارة دمشق", "غرفة صناعة دمشق"),
        ("Damascus Chamber of Commerce", "Damascus Chamber of Industry"),
        ("المركز الوطني للأمن السيبراني", "المركز الوطني للأمن"),
        ("National Institute of Statistics", "National Institute of Health"),
        ("الجامعة الأردنية", "جامعة العلوم والتكنولوجيا الأردنية"),
        ("University of Jordan", "Central Bank of Jordan"),
        ("بنك مصر", "البنك المركزي المصري"),
        ("بنك مصر", "Bank of Jordan"),
        ("نقابة الصحفيين المصريين", "نقابة المهندسين المصريين"),
        ("نقابة الصحفيين المصريين", "نقابة الصحفيين اللبنانيين"),
        ("نقابة المعلمين الأردنيين", "رابطة المعلمين الأردنيين"),
        ("رابطة الكتاب الأردنيين", "اتحاد الكتاب الأردنيين"),
        ("Jordanian Writers Association", "Jordanian Writers Union"),
        ("الاتحاد الأفريقي", "الاتحاد الأوروبي"),
        ("الاتحاد الأفريقي", "الاتحاد الأفريقي لكرة القدم"),
        ("African Union", "African Development Bank"),
        ("Arab Monetary Fund", "International Monetary Fund"),
        ("Ministry of Natural Resources", "Ministry of Human Resources"),
        ("وزارة الموارد المائية", "وزارة الموارد البشرية"),
        ("محكمة النقض", "محكمة الاستئناف"),
        ("المحكمة الإدارية العليا", "المحكمة الدستورية العليا"),
        ("محكمة الاستئناف بالرباط", "محكمة الاستئناف بالدار البيضاء"),
        ("الهلال الأحمر الكويتي", "الصليب الأحمر اللبناني"),
        ("Kuwait Red Crescent", "Kuwait Red Cross"),
        ("حزب العمال الكردستاني", "الحزب الديمقراطي الكردستاني"),
        ("الجبهة الشعبية لتحرير فلسطين", "الجبهة الديمقراطية لتحرير فلسطين"),
        ("المجلس الانتقالي الجنوبي", "المجلس الأعلى للقضاء"),
        ("قوات سوريا الديمقراطية", "مجلس سوريا الديمقراطية"),
        ("Northern Relief Committee", "Southern Relief Committee"),
        ("National Salvation Front", "National Liberation Front"),
        ("جبهة التحرير الوطني", "جيش التحرير الوطني"),
        ("فانوس تيليكوم", "فارس تيليكوم"),
        ("Fanous Telecom", "Fanous Textile"),
        ("National Council", "National Committee"),
        ("South African Airways", "South African Police"),
        ("Bank of China", "Bank of Japan"),
        ("CAF Champions League", "UEFA Champions League"),
        ("Gulf News", "أخبار الخليج"),
        ("الحزب الشيوعي", "Communist Party"),
        ("شرطة دبي", "شرطة أبو ظبي"),
        ("University College London", "Imperial College London"),
    ],
)
def test_names_that_share_words_stay_apart(left: str, right: str) -> None:
    assert derived(left) != derived(right)


def test_a_head_alone_with_a_single_concept_keeps_its_own_word() -> None:
    assert derived("Electoral Commission") != derived("Electoral Committee")
    assert derived("National Electoral Commission") == derived("National Electoral Authority")


def test_a_word_that_says_little_is_no_name() -> None:
    assert derived("National Guard").startswith("org:national")


def test_the_lexicon_has_the_concepts_that_news_needs() -> None:
    phrases, roles = read_concepts(DATA)
    assert len({key for keys in phrases.values() for key in keys}) >= FEWEST_CONCEPTS
    assert set(roles.values()) <= {
        "",
        "light",
        "head",
        "sure",
        *(role for role in roles.values() if role.startswith("head:")),
    }
    assert all(phrase and "  " not in phrase for phrase in phrases)


def test_a_known_organisation_is_found_by_what_its_name_says() -> None:
    assert entities("[ORG France's National Centre for Scientific Research] said", language="en")[0].id == "org:cnrs"


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[ORG المركز الوطني للأمن] [ORG السيبراني]", ["المركز الوطني للأمن السيبراني"]),
        ("في معرض [LOC الشارقة] [MISC الدولي للكتاب]", ["معرض الشارقة الدولي للكتاب"]),
        ("[ORG CAF] [MISC Champions League] final", ["CAF Champions League"]),
        ("[ORG المحكمة الابتدائية] ب[LOC الرباط]", ["المحكمة الابتدائية بالرباط"]),
        ("قال والي [PER بغداد كريم حسنوف] أمس", ["بغداد", "كريم حسنوف"]),
        ("في مقر [ORG تنسيق شؤون أسرى الحرب] أمس", ["مقر تنسيق شؤون أسرى الحرب"]),
        ("[ORG مستشفى ميداني] و[ORG محطة] و[MISC البحر]", []),
    ],
)
def test_a_name_is_whole_and_common_words_are_none(marked: str, names: list[str]) -> None:
    assert texts(entities(f"... {marked} ...")) == names


def test_a_company_by_its_first_word_is_the_company() -> None:
    found = entities("[ORG Fanous Telecom] was fined. [LOC Fanous] said no.", language="en")
    assert len(found) == 1


def test_an_outlets_filler_is_no_part_of_its_name() -> None:
    assert texts(entities("قالت قناة [ORG روسيا اليوم الإخبارية] أمس")) == ["روسيا اليوم"]


def test_a_lone_doubtful_word_in_arabic_needs_a_table_or_a_proper_part() -> None:
    def found_with(confidence: float, name: str) -> int:
        marked = reading(f"تحدث عن [ORG {name}] أمس")
        doubtful = tuple(replace(m, confidence=confidence) for m in marked.mentions)
        return len(identify(replace(marked, mentions=doubtful)))

    assert found_with(0.55, "الرزنامة") == 0
    assert found_with(0.55, "جامعة البصرة") == 1
    assert found_with(0.55, "النادي الأفريقي") == 1
