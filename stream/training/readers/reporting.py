"""Arabic sentences in which nobody is reported to say anything, told by the absence of every word of reporting.

Sets marked for entities only hold many such sentences of newswire. They serve as examples without attribution, which
our own sentences, most of them reports, have too few of. The list errs on the side of more words: a sentence with any
of them is simply not used.
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
بيان نبأ أنباء حسب بحسب وفق وفقا وفقًا طبقا نقلا شهود ناطق متحدث أن إن أنه أنها إنه إنها أنهم إنهم بأن بأنه بأنها لأن حول""".split()
ATTACHED: Final = r"(?:[وفبلك]|س|ال|وال|بال|لل)?"
ENDINGS: Final = r"(?:وا|ون|ين|ان|ا|ه|ها|هم|ة|ت|ته|تها|ات)?"
REPORTING: Final = re.compile(rf"\b{ATTACHED}(?:{'|'.join(sorted(STEMS, key=len, reverse=True))}){ENDINGS}\b|[\"«»“”:؟!]")
MIN_WORDS: Final = 6  # shorter lines are by-lines and headings


def reports_nothing(text: str) -> bool:
    """Whether the sentence has no word or mark that could belong to reported or quoted speech."""
    return len(text.split()) >= MIN_WORDS and REPORTING.search(text) is None
