"""Words for who speaks: spokespeople, documents, people without a name, kinds of body, titles. Folded, article off.

`bare` makes any written word comparable with them: «للوزارة» and «الوزارة» are وزاره, "Ministry's" is ministry.
"""

from __future__ import annotations

from functools import lru_cache

from stream.enrich.claims.arabic_words import PERSON_HEADS
from stream.enrich.claims.tokens import MAX_WORD, fold

SHORTEST_ATTACHED = 4  # letters of a word that begins with ل and the article
CACHED = 8192  # words of an article or two, looked up again for every name


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


def bare(word: str) -> str:
    """Folded, without the Arabic article and without the English possessive."""
    return _bare(word[:MAX_WORD])


@lru_cache(maxsize=CACHED)
def _bare(word: str) -> str:
    norm = fold(word)
    if norm.startswith("لل") and len(norm) > SHORTEST_ATTACHED:
        return norm[2:]
    return norm.removesuffix("'s").removesuffix("s'").removeprefix("ال")


def without_particle(word: str) -> str:
    """The bare form of a word that may carry و ف ب ل ك: «بالمحكمة» is محكمه."""
    return _without_particle(word[:MAX_WORD])


@lru_cache(maxsize=CACHED)
def _without_particle(word: str) -> str:
    norm = bare(word)
    if norm in _KNOWN or norm[:1] not in PARTICLES:
        return norm
    rest = bare(norm[1:])
    return rest if rest in _KNOWN else norm


PARTICLES = ("و", "ف", "ب", "ل", "ك")
ARTICLES = _set("the a an le la l' un une les this that هذا هذه ذلك تلك نفس ذات")

SPOKESPEOPLE = _set(
    "المتحدث المتحدثة متحدث متحدثا متحدثة المتحدثون المتحدثان متحدثون متحدثين الناطق الناطقة ناطق ناطقا ناطقة الناطقون "
    "spokesman spokeswoman spokesperson spokespeople spokesmen porte-parole"
)
# What a body or a paper puts out speaks for it.
DOCUMENTS = _set(
    "تقرير التقرير بيان البيان دراسة الدراسة استطلاع مذكرة بلاغ صحيفة الصحيفة وكالة قناة موقع شبكة جريدة مجلة إذاعة راديو "
    "تلفزيون تقدير تقديرات حصيلة بيانات مؤشرات أرقام إحصاءات إحصائيات رسالة وثيقة حساب محضر نشرة report poll survey study statement analysis data figures "
    "newspaper website broadcaster agency news article letter bulletin memo filing communique "
    "rapport étude sondage communiqué journal agence site enquête"
)
# Documents that are somebody's; a paper or a site that calls itself "the newspaper" is a body of its own.
# Figures are somebody's when they say whose; «البيانات» alone may be anybody's.
NUMBERS = _set("مؤشرات أرقام بيانات إحصاءات إحصائيات تقدير تقديرات حصيلة figures data estimates")
PAPERS = _set("بيان تقرير بلاغ مذكرة دراسة رسالة وثيقة محضر statement report study letter memo communique bulletin")
# People without a name, alone or many; whatever body they belong to, it is not the body that speaks.
UNNAMED = _set(
    "أحد إحدى بعض one some several another مسؤول مسؤولا مسؤولة مسؤولون مسؤولين المسؤولون المسؤولين مسئول مسئولون مسئولين المسئولون مصدر مصدرا مصادر المصدر المصادر "
    "محلل محللون محللين المحللون خبير خبراء الخبراء شهود شاهد سكان أهالي ناشط ناشطون نشطاء دبلوماسي دبلوماسيون مراقبون نواب "
    "أطباء قياديون official officials source sources analyst analysts expert experts witness witnesses residents activist "
    "activists diplomat diplomats people voters aide aides advisers advisors lawmakers critics observers economists doctors "
    "investigators responsable responsables analyste analystes expert témoins habitants diplomate diplomates militants"
)
# One who belongs to somebody: the name that follows is not the speaker's.
BELONGING = _set(
    "مستشار مستشارة محامي محامية زوجة زوج ابن ابنة شقيق والد والدة مساعد مساعدة نجل مكتب حملة محامو مستشارو أنصار أنصار فريق "
    "قوات حكومة إدارة حزب نائب خليفة سلف صهر مدرب مقربون قريب صديق "
    "adviser advisor lawyer attorney wife husband son daughter aide brother sister father mother widow campaign allies "
    "conseiller conseillère avocat avocate épouse mari fils fille frère sœur père mère"
)
TITLES = _set(
    "president minister secretary governor senator chief director ceo mayor judge ambassador general commander leader manager "
    "chairman chairwoman head member professor président présidente ministre maire directeur directrice préfet"
)
# What a body calls itself once it has been named: الشركة, the bank.
BODIES = _set(
    "وزارة وكالة صحيفة جريدة مجلة قناة شبكة موقع إذاعة شركة منظمة هيئة لجنة مجلس مركز معهد جامعة جيش شرطة حكومة اتحاد حركة حزب "
    "جمعية نقابة مؤسسة بنك مصرف صندوق نيابة محكمة سفارة بلدية مديرية إدارة جهاز نادي بعثة مفوضية مرصد ديوان تحالف كتلة مجموعة "
    "قوة قوات جماعة ميليشيا سلطة سلطات "
    "غرفة مصلحة جبهة تنظيم برلمان رئاسة قيادة تلفزيون مستشفى متحف "
    "ministry company bank army agency utility court group commission union federation association party government council "
    "committee club university institute centre center fund network newspaper paper daily magazine broadcaster channel "
    "authority department bureau foundation charity organisation organization hospital police airline carrier operator firm "
    "retailer regulator watchdog parliament embassy navy coalition alliance movement museum corporation marketer ngo campaign "
    "administration weekly force mission ministry website publisher "
    "ministère société banque armée agence tribunal groupe syndicat parti gouvernement conseil mairie fédération préfecture"
)
# Titles of many, or of nobody in particular.
_MANY = _set(
    "باحثون علماء نواب وزراء قادة رؤساء أعضاء مسؤولون مسئولون مسؤولين محللون خبراء شهود مصدر مصادر ناشطون نشطاء أطباء "
    "نائبان وزيران جانبان طرفان صاحب متحدث متحدثة ناطق ناطقة د فريق"
)
# What a person is called once introduced: الوزير, the governor.
ROLES = (frozenset(word.removeprefix("ال") for word in PERSON_HEADS) - _MANY) | _set(
    "امرأة مقاول مقاولة خبيرة ناشطة ناقد ناقدة روائي روائية شاعر شاعرة محام صحفي صحفية صحافي صحافية طبيبة مهندس مهندسة "
    "مديرة وزيرة رئيسة سفيرة كاتبة باحثة نائبة أستاذ أستاذة مزارع مزارعة تاجر قاض قاضي عالم عالمة لاعبة والدة "
    "minister governor director president mayor chairman chairwoman chair chief executive ceo secretary ambassador judge "
    "prosecutor general commander captain coach manager senator congressman congresswoman doctor professor researcher "
    "analyst expert economist officer sheriff lawyer attorney contractor farmer author writer novelist engineer scientist "
    "ministre maire directeur directrice préfet président présidente"
)
_KNOWN = BODIES | ROLES | DOCUMENTS
