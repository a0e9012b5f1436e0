"""Arabic sentences that make no claim of anybody, told by the absence of every word of reporting and every figure.

Sets marked for entities only hold many such sentences of newswire. They serve as examples without attribution, which
our own sentences, most of them reports, have too few of. The list errs on the side of more words: a sentence with any
of them is simply not used. Figures count, for a statement whose point is a figure is a claim of the writer's own.
"""

from __future__ import annotations

import re
from typing import Final

STEMS: Final = """قال قالت يقول تقول قول أضاف أضافت يضيف تضيف أكد أكدت يؤكد تؤكد مؤكد تأكيد أعلن أعلنت يعلن تعلن إعلان معلن ذكر ذكرت
يذكر تذكر أفاد أفادت يفيد تفيد مفيد صرح صرحت يصرح تصريح أوضح أوضحت يوضح توضح موضح أشار أشارت يشير تشير مشير اعتبر اعتبرت
يعتبر تعتبر معتبر نفى نفت ينفي تنفي نفي اتهم اتهمت يتهم تتهم متهم اتهام توقع توقعت يتوقع تتوقع متوقع حذر حذرت يحذر تحذر محذر تحذير
دعا دعت يدعو تدعو داعي دعوة طالب طالبت يطالب تطالب مطالب وصف وصفت يصف تصف واصف زعم زعمت يزعم مزاعم كشف كشفت يكشف نقل نقلت ينقل
رأى رأت يرى ترى شدد شددت يشدد تشدد مشدد لفت لفتت يلفت كتب كتبت يكتب اعتقد يعتقد تعتقد قدر قدرت يقدر تقدر تقدير اعترف اعترفت يعترف
أقر أقرت يقر انتقد انتقدت ينتقد منتقد اعرب أعرب أعربت يعرب معرب عبر عبرت يعبر تعبر معبر رفض رفضت يرفض ادعى ادعت يدعي تعهد تعهدت يتعهد
هدد هددت يهدد أبلغ أبلغت يبلغ بلغ أخبر أخبرت يخبر سأل سئل أجاب رد ردت يرد تابع تابعت يتابع استطرد واصل نبه نوه نوهت أبدى ابدى خشي يخشى
تخشى مخاوف أمل يأمل تأمل وعد وعدت يعد استبعد استبعدت يستبعد رجح رجحت يرجح شكك بين بينت يبين أظهر أظهرت يظهر تظهر مصدر مصادر تقرير تقارير
بيان نبأ أنباء حسب بحسب وفق وفقا وفقًا طبقا نقلا شهود ناطق متحدث أن إن أنه أنها إنه إنها أنهم إنهم بأن بأنه بأنها لأن حول روى روت يروي رووا ظن أظن يظن
أفيد أشاد أشادت يشيد هنأ هنأت حمل حملت يحمل محمل محملة لام لامت نعى نعت برر بررت يبرر تخوف تستبعد تنبأ حث حثت يحث ناشد ناشدت يناشد
أدان أدانت يدين ندد نددت يندد استنكر رحب رحبت يرحب طمأن اشتكى شكا شكت أثنى عزا عزت حيا تمنى عرض عرضت قرر قررت
مئة مائة مئات ألف آلاف ألوف مليون ملايين مليار نصف ثلث ربع ضعف أضعاف نسبة بالمئة ثلثا""".split()
ATTACHED: Final = r"[وف]?[بلكس]?(?:ال|لل)?"
ENDINGS: Final = r"(?:وا|ون|ين|ان|ا|ه|ها|هم|ة|ت|ته|تها|ات)?"
MARKS: Final = re.compile(r"[\u064b-\u0652\u0640]")  # vowel signs and the stretching stroke
ALIFS: Final = str.maketrans("أإآى", "اااي")
MIN_WORDS: Final = 6  # shorter lines are by-lines and headings


def reports_nothing(text: str) -> bool:
    """Whether the sentence has no word or mark that could belong to reported speech, a quotation or a figure."""
    return len(text.split()) >= MIN_WORDS and REPORTING.search(_plain(text)) is None


def _plain(text: str) -> str:
    return MARKS.sub("", text).translate(ALIFS)


REPORTING: Final = re.compile(
    rf"\b{ATTACHED}(?:{'|'.join(sorted(map(_plain, STEMS), key=len, reverse=True))}){ENDINGS}\b|[\"«»“”:؟!\d]"
)
