"""Arabic words that report speech, as tables in folded spelling, and the forms made from them.

A row gives past and present stems and the active participle; person, number and gender are added here. Weak verbs
that change their stem are written out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Shape = Literal["finite", "participle", "passive"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a reporting verb and what may follow it.

    `preps` stand between the verb and its content (أشار إلى). `noun` verbs take a verbal noun as content, `noun_alone` ones
    without a preposition too (أعلن وفاة).
    """

    shape: Shape
    preps: frozenset[str]
    noun: bool
    noun_alone: bool
    denies: bool
    predicts: bool
    bare: bool  # speech may follow with no أن: a quotation or a colon


# past, present stem, participle, prepositions, flags: n verbal noun, o the same after a preposition only, d denial, p prediction, q takes direct speech
_REGULAR = """
قال        قول     قايل     -        q
قال        قول     قائل     -        q
اعلن       علن     معلن     عن       nq
اكد        ؤكد     مؤكد     علي      nq
اكد        وكد     موكد     علي      nq
اوضح       وضح     موضح     ب        q
اضاف       ضيف     مضيف     ب        q
ذكر        ذكر     ذاكر     ب        q
افاد       فيد     مفيد     ب        oq
كشف        كشف     كاشف     عن       o
صرح        صرح     مصرح     ب        q
شدد        شدد     مشدد     علي      q
لفت        لفت     لافت     الي,ل    oq
اشار       شير     مشير     الي,ل    oq
نوه        نوه     منوه     الي      oq
المح       لمح     ملمح     الي      -
اعتبر      عتبر    معتبر    ب        q
توقع       توقع    متوقع    -        np
رجح        رجح     مرجح     -        np
زعم        زعم     زاعم     ب        q
انكر       نكر     منكر     -        nd
كذب        كذب     مكذب     -        nd
فند        فند     مفند     -        nd
دحض        دحض     داحض     -        nd
حذر        حذر     محذر     من       oq
تعهد       تعهد    متعهد    ب        op
اقر        قر      مقر      ب        o
اعترف      عترف    معترف    ب        o
ابلغ       بلغ     مبلغ     ب        -
اخبر       خبر     مخبر     ب        -
تابع       تابع    متابع    ب        q
استطرد     ستطرد   مستطرد   ب        q
استدرك     ستدرك   مستدرك   ب        q
اردف       ردف     مردف     ب        q
كتب        كتب     -        -        q
غرد        غرد     مغرد     -        q
علق        علق     معلق     -        q
لاحظ       لاحظ    ملاحظ    -        -
خلص        خلص     -        الي      -
استنتج     ستنتج   مستنتج   -        -
توصل       توصل    -        الي      -
اظهر       ظهر     مظهر     -        n
اثبت       ثبت     مثبت     -        -
اعتقد      عتقد    معتقد    ب        -
ظن         ظن      -        -        -
خمن        خمن     -        -        -
قدر        قدر     مقدر     ب        -
اجاب       جيب     مجيب     ب        q
افترض      فترض    مفترض    -        -
استبعد     ستبعد   مستبعد   -        n
تنبا       تنبا    -        ب        op
تخوف       تخوف    متخوف    من       -
اورد       ورد     مورد     -        -
المح       لمح     ملمح     الي      -
اقسم       قسم     مقسم     ب        -
برر        برر     مبرر     ب        -
جادل       جادل    مجادل    ب        -
تحدث       تحدث    متحدث    عن       -
احتج       حتج     محتج     ب        -
اعرب       عرب     معرب     عن       -
ابرز       برز     مبرز     -        -
وصف        وصف     واصف     ب        -
طمان       طمئن    مطمئن    ب,الي    -
جزم        جزم     جازم     ب        -
توعد       توعد    متوعد    ب        op
هدد        هدد     مهدد     ب        op
تكهن       تكهن    متكهن    ب        op
افصح       فصح     مفصح     عن       oq
اكمل       كمل     مكمل     ب        q
اختتم      ختتم    مختتم    ب        q
اشتكي      شتكي    مشتكي    من       o
استشهد     ستشهد   -        ب        -
شرح        شرح     شارح     -        q
بشر        بشر     مبشر     ب        op
لوح        لوح     ملوح     ب        op
"""

# Whole forms of verbs with a weak end, of verbs whose past is also a preposition, and of the passive.
_WRITTEN_OUT = """
finite      راي رات راوا رايا يري تري يرون نري                -        -
participle  رائيا                                             -        -
finite      نفي نفت نفوا ينفي تنفي ينفون                 -        nd
participle  نافيا نافيه نافين                                 -        nd
finite      ادعي ادعت ادعوا يدعي تدعي يدعون                   ب        -
participle  مدعيا مدعيه مدعين                                 ب        -
finite      خشي خشيت خشوا يخشي تخشي يخشون                     من       np
finite      روي روت رووا يروي تروي يروون                      -        q
finite      حكي حكت يحكي تحكي                                 -        q
finite      مضي مضت                                           -        q
finite      عبر عبرت يعبر تعبر                                عن       -
participle  معبرا معبره                                       عن       -
participle  مبينا مبينه مبينين                                ب        q
finite      بينت بينوا يبين تبين                              -        -
finite      بين                                               -        -
finite      جاء جاءت ورد وردت                                 -        -
participle  بالقول بقوله بقولها                                -        q
finite      زاد زادت                                          -        q
finite      وعد وعدت وعدوا يعد                                ب        op
participle  واعدا                                             ب        p
finite      دل دلت تدل                                        علي      -
participle  منبها منبهه منبهين                                الي      -
participle  مذكرا مذكره                                       ب,الي    -
finite      نبه نبهت نبهوا ينبه تنبه                          الي      -
finite      نقل نقلت ينقل تنقل                               -        q
finite      شكك شككت يشكك تشكك                                في       od
finite      سخر سخرت يسخر تسخر                               من       q
finite      شكا شكت شكوا يشكو تشكو يشكون                                 من       oq
finite      رد ردت ردوا يرد                                   علي,ب    q
finite      عقب عقبت كرر كررت يكرر تكرر ردد رددت يردد هتف صاح  -        q
participle  مكررا مكرره مرددا                                -        q
passive     ترددت تتردد                                       عن       o
finite      تفيد تؤكد توكد تشير                               ب,الي    -
passive     افيد اشيع                                  ب,عن     o
passive     قيل يقال تردد يتردد                     ب,عن     -
passive     يعتقد يزعم                                        ب        -
passive     يتوقع يرجح                                        ب        np
"""

# Words before أن that make the sentence a forecast nobody signs: من المتوقع أن
FORECASTS = frozenset("المتوقع المرجح المحتمل المنتظر متوقعا مرجحا متوقع مرجح".split())
PASSIVE_FORMS = frozenset("يعتقد يزعم يرجح يتوقع افيد اشيع قيل يقال تردد يتردد ".split())

# What an agent noun in the accusative ends in after folding: مؤكدا مؤكدة مؤكدين مؤكدان مؤكدات
_PARTICIPLE_ENDS = ("ا", "ه", "ين", "ان", "ات", "تين")
_PAST_ENDS = ("", "ت", "وا", "ا", "تا", "ن")


def _verb(shape: Shape, preps: str, flags: str) -> Verb:
    allowed = frozenset() if preps == "-" else frozenset(preps.split(","))
    return Verb(shape, allowed, "n" in flags or "o" in flags, "n" in flags, "d" in flags, "p" in flags, "q" in flags)


def _regular_forms() -> Iterator[tuple[str, Verb]]:
    for row in _REGULAR.strip().splitlines():
        past, present, participle, preps, flags = row.split()
        finite, agent = _verb("finite", preps, flags), _verb("participle", preps, flags)
        yield from ((past + end, finite) for end in _PAST_ENDS)
        yield from ((start + present + end, finite) for start in "يت" for end in ("", "ون", "ان"))
        if participle != "-":
            yield from ((participle + end, agent) for end in _PARTICIPLE_ENDS)


def _written_out() -> Iterator[tuple[str, Verb]]:
    for row in _WRITTEN_OUT.strip().splitlines():
        shape, *forms, preps, flags = row.split()
        known: dict[str, Shape] = {"finite": "finite", "participle": "participle", "passive": "passive"}
        yield from ((form, _verb(known[shape], preps, flags)) for form in forms)


# قال, تابع, لفت: he said; what a form ends or begins in says nothing of her.
PAST_OF_HIM = frozenset(row.split()[0] for row in _REGULAR.strip().splitlines())
VERBS: dict[str, Verb] = {**dict(_regular_forms()), **dict(_written_out())}

# Not reporting words although the tables make them: المقر (headquarters), متحدثان, مقررات, كاتب, تقرير…
for _form in "مقره مقران مقرات متحدثه متحدثين متحدثان متحدثات مفيده مفيدات مقدرات كذبا قدرا عربا تقر تقرون فاتهم فاتهما بلغ بلغت بلغوا يبلغ تبلغ".split():
    VERBS.pop(_form, None)

# A form that is also an everyday noun, adjective or preposition counts only with أن, a colon or a quotation close by.
DOUBTFUL = frozenset(
    "راي قدر ذكر كتب وعد رد خلص ظن تقدر تعد يعد بينت تبين يبين روي حكي زاد دل علق كشف وصف ورد برز عبر مضي تابع "
    "موكده مؤكده معلنه محذره متوقعه ملاحظات مفترضه مؤكدات كذب جزم حذر لفت توقع وضح تري يري نبه رات بين جاء جاءت وردت نقل نقلت عقب يرد ردت اكمل تكمل يكمل هدد".split()
)

# Participles of stances and calls: no claim of their own, but the end of the one before.
STANCES = frozenset(
    "داعيا داعيه مطالبا مطالبه مشيدا مشيده منددا مندده معربا معربه مثمنا مثمنه مستنكرا مستنكره متمنيا متمنيه شاكرا "
    "مهنئا مرحبا مرحبه املا مناشدا مناشده حاثا مشددا مشدده مثنيا متهما متهمه متهمين عازيا عازيه محملا محمله".split()
)
CALLS = frozenset(
    "واتهم واتهمت واتهموا ودعا ودعت وطالب وطالبت وحث وحثت وناشد وناشدت واشاد واشادت ورحب ورحبت وندد ونددت وتمني وتمنت واعرب واعربت".split()
)

# After these, a form of the table is no report: a negation or a wish.
NEGATIONS = frozenset("عدم لم لن ولم ولن لا ولا لما الا دون بدون ان لان الم اذا هل وهل لكي كي".split())
