"""Whether a stretch of text holds a figure that matters: a count, a sum, a share; not a date, a time, an age or a score."""

from __future__ import annotations

from collections.abc import Sequence

from stream.enrich.claims.tokens import Token


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS = _set(
    "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر جانفي فيفري افريل ماي جوان جويليه اوت "
    "يوليوز غشت شتنبر نونبر دجنبر كانون شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sept sep oct nov dec janvier février mars avril mai juin "
    "juillet août septembre octobre novembre décembre"
)
# A number after one of these is a date, a place in a row or a name.
_BEFORE_DATES = _set(
    "يوم سنه عام عامي الساعه ساعه الساعات منذ الدوره دوره الفصل فصل الماده ماده رقم القرار المرحله الجوله جوله عمر "
    "عيار عدد يومي ايام page article chapter no number version g apple iphone windows article loi série "
    "since until aged age room section route highway flight title"
)
_YEAR_WORDS = _set("في in en since depuis من منذ by until late early mid of خلال")
_AFTER_TIMES = _set("pm am p a h gmt o'clock th st nd rd سنه عاما ans years year-old دقيقه والنصف مساء صباحا ظهرا")
# Words that are figures themselves, or turn the number before them into one.
_NUMBER_WORDS = _set(
    "مليون ملايين مليونا مليونين مليونان مليوني مليار مليارات مليارا مليارين مليارا ملياري بليون تريليون الف الاف الفا الفين "
    "الفان الفي مئه مئات المئات الالاف عشرات العشرات مائه مئتين مئتان مئتي مائتين مائتان مائتي مئتا "
    "بالمئه بالمائه نصف ثلث ربع ضعف اضعاف million millions billion billions trillion thousand thousands hundred hundreds "
    "dozens percent per-cent pct twice half doubled tripled mille million millions milliard milliards centaines milliers "
    "dizaines douzaines moitié tiers double %"
)
_PAIRED = _set("two deux")  # two sides, two buildings: seldom the point
_PERIODS = _set(
    "سنوات سنه عام اعوام اشهر شهر شهرا ايام يوم يوما اسابيع ساعات ساعه دقائق عقود قرون years days months weeks hours minutes "
    "decades ans jours mois semaines heures and or و"
)
# No figure by themselves (dozens, thousands), but part of one (five thousand) or a sum (millions of dollars).
_SCALES = _set(
    "ملايين مليارات الاف الالاف مئات المئات عشرات العشرات millions billions thousands hundreds dozens centaines milliers "
    "dizaines douzaines"
)
_VAGUE = _SCALES | _set("نصف ثلث ربع ضعف اضعاف half twice doubled tripled moitié tiers double")
_CURRENCIES = _set(
    "دولار دولارات الدولارات دينار الدنانير يورو ريال جنيه درهم ليره الليرات dollars euros pounds dinars d'euros"
)
# Two of a thing written as one word: only forms that are no plural and no other word.
_DUALS = _set(
    "وفاتين وفاتان قتيلين قتيلان جريحين جريحان شخصين شخصان طفلين طفلان طفلتين جنديين جنديان شرطيين رجلين امراتين اصابتين "
    "اصابتان حالتين غارتين صاروخين طائرتين شاحنتين سفينتين سيارتين منزلين قريتين ضعفين شركتين"
)
_PAIRED_PERIODS = _set("ساعتين دقيقتين يومين اسبوعين شهرين سنتين عامين قرنين")
# Whose number may stand alone after them: مقتل اثنين, إصابة ثلاثة, three hurt.
_TOLLS = _set(
    "مقتل قتل قتلت وفاه وفيات موت مصرع اصابه اصيب اصيبت جرح جرحت انقاذ اعتقال توقيف اختطاف استشهاد فقدان ايقاف احتجاز غرق"
)
_HURT = _set("killed wounded injured hurt dead died missing arrested detained tués blessés")
FARTHEST_TOLL = 6  # words between a number and what befell them: two road workers were killed
_ALONE = _set("اثنين اثنان two deux")
# A round number after one of these is a count even when it looks like a year: some 2000 jobs.
_ABOUT = _set("حوالي نحو قرابه زهاء about some nearly almost over around approximately than environ près")
_MORE_OR_LESS = _set("اكثر اقل ازيد نحو")
_SMALL_WORDS = _set(
    "ثلاث اربع خمس ست سبع ثمان ثماني تسع عشر fifth quarter third two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety "
    "ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره عشرون عشرين ثلاثون ثلاثين اربعون اربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين "
    "deux trois quatre cinq six sept huit neuf dix vingt trente quarante cinquante soixante"
)
# What is counted when the point is the count.
_COUNTED = _set(
    "قتيل قتلي قتيلا جريح جرحي شخص شخصا اشخاص ضحيه ضحايا مدني مدنيا مدنيين جندي جنود جنديا طفل اطفال طفلا مهاجر مهاجرا "
    "مهاجرين لاجئ لاجئين نازح نازحين حاله حالات اصابه اصابات وفاه وفيات عامل عمال عاملا موظف موظفا دولار دولارا دينار "
    "دينارا يورو ريال جنيه جنيها درهم ليره روبل برميل برميلا طن طنا اطنان كيلومتر كيلومترا كلم كم متر مترا هكتار ميغاوات "
    "درجه نقطه صاروخ صواريخ صاروخا طائره طائرات غاره غارات دبابه قذيفه سجين سجينا معتقل معتقلا مقعد مقعدا "
    "دونم دونما دونمات فدان فدانا مسافر مسافرا مسافرين راكب راكبا ركاب سائح سائحا زائر زائرا مريض مريضا جثه جثث شهيد شهداء شهيدا "
    "صوت صوتا اسره عائله منزل منزلا مصاب مصابا ناخب ناخبا طالب طالبا قتلوا اصيب people dead killed wounded injured "
    "acres civilians children soldiers troops migrants refugees cases deaths workers jobs employees dollars euros pounds barrels "
    "tonnes tons kilometers kilometres km miles hectares megawatts points seats votes voters homes families missiles rockets "
    "aircraft strikes respondents passengers students victims prisoners detainees residents inhabitants "
    "personnes morts blessés civils enfants soldats migrants réfugiés cas décès emplois salariés dollars euros barils tonnes "
    "kilomètres hectares sièges voix logements familles missiles victimes élèves habitants"
)
YEAR_DIGITS = 4
_CENTURIES = _set("18 19 20 ١٨ ١٩ ٢٠")
_MONEY = frozenset("$€£¥₪")
_SCORE = _set("- – : / مقابل goals")


def figure_in(tokens: Sequence[Token]) -> bool:
    """True when one of the tokens states a count, a sum or a share, in digits or words (half, eight firms, وفاتين)."""
    return any(
        _matters(tokens, index) or _small_count(tokens, index) or _word_count(tokens, index)
        for index in range(len(tokens))
    )


def _small_count(tokens: Sequence[Token], index: int) -> bool:
    """Eight companies, أربع شاحنات; not two days."""
    small = tokens[index].norm
    if small not in _SMALL_WORDS or small in _PAIRED:
        return False
    return _followed_by_noun(tokens, index) and _norm(tokens, index + 1) not in _PERIODS


def _word_count(tokens: Sequence[Token], index: int) -> bool:
    """A dual (وفاتين), a toll (إصابة ثلاثة, three hurt), or "less than two hours"."""
    norm = tokens[index].norm
    if norm in _DUALS:
        return True
    number = norm in _SMALL_WORDS or norm in _ALONE
    if not number and norm not in _PAIRED_PERIODS:
        return False
    before = _norm(tokens, index - 1)
    if number and (before in _TOLLS or _near(tokens, index + 1, index + FARTHEST_TOLL, _HURT)):
        return True
    return before in ("من", "than") and _norm(tokens, index - 2) in _MORE_OR_LESS | {"more", "less", "fewer"}


def exact_figure_in(tokens: Sequence[Token]) -> bool:
    """The same without "thousands", "half" and "dozens": what can be the point of a sentence."""
    return any(_matters(tokens, index) for index, token in enumerate(tokens) if token.norm not in _VAGUE)


def _matters(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.norm.removeprefix("ب") in _SCALES:
        counted = _kind(tokens, index - 1) == "number" or _norm(tokens, index - 1) in _SMALL_WORDS
        return counted or _near(tokens, index + 1, index + 3, _CURRENCIES)
    if token.norm in _NUMBER_WORDS:
        return _counts_something(tokens, index)
    if token.norm in _SMALL_WORDS:
        return _near(tokens, index + 1, index + 3, _COUNTED | _NUMBER_WORDS)
    return token.kind == "number" and _number_matters(tokens, index)


def _counts_something(tokens: Sequence[Token], index: int) -> bool:
    """Half of the voters, not half past; a large-number word is enough by itself."""
    return tokens[index].norm not in ("نصف", "half", "ربع", "double", "twice", "%") or index + 1 < len(tokens)


def _number_matters(tokens: Sequence[Token], index: int) -> bool:
    if _is_amount(tokens, index):
        return True
    before, after, digits = _norm(tokens, index - 1), _norm(tokens, index + 1), tokens[index].norm
    dated = after in _MONTHS or before in _MONTHS | _BEFORE_DATES or after in _AFTER_TIMES
    if dated or _is_score(tokens, index) or _is_year(digits, before):
        return False
    return _grouped(digits) or (len(digits) > 1 and _followed_by_noun(tokens, index))


def _is_amount(tokens: Sequence[Token], index: int) -> bool:
    """Money, a share, a count of people or things, or "more than", whatever else the number looks like."""
    before, after = _norm(tokens, index - 1), _norm(tokens, index + 1)
    if before in _MONEY or after in _MONEY or (after and after in "%٪") or before == "%":
        return True
    if _near(tokens, index + 1, index + 3, _NUMBER_WORDS | _COUNTED) and before not in _BEFORE_DATES:
        return True
    more_or_less = before == "من" and _norm(tokens, index - 2) in _MORE_OR_LESS
    return more_or_less or (before in _ABOUT and _followed_by_noun(tokens, index))


def _grouped(digits: str) -> bool:
    """2,950 and 45000 are amounts whatever follows."""
    return len(digits) > YEAR_DIGITS


def _is_score(tokens: Sequence[Token], index: int) -> bool:
    left = _norm(tokens, index - 1) in _SCORE and _kind(tokens, index - 2) == "number"
    right = _norm(tokens, index + 1) in _SCORE and _kind(tokens, index + 2) == "number"
    return left or right


def _is_year(norm: str, before: str) -> bool:
    return norm.isdigit() and len(norm) == YEAR_DIGITS and (norm[:2] in _CENTURIES or before in _YEAR_WORDS)


def _followed_by_noun(tokens: Sequence[Token], index: int) -> bool:
    return _kind(tokens, index + 1) == "word"


def _near(tokens: Sequence[Token], first: int, last: int, words: frozenset[str]) -> bool:
    return any(token.norm in words for token in tokens[first:last])


def _norm(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].norm if 0 <= index < len(tokens) else ""


def _kind(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].kind if 0 <= index < len(tokens) else ""
