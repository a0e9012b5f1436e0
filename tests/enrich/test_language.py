"""The short way to "Arabic" says what the detector says, and says nothing of other languages in Arabic letters."""

from __future__ import annotations

import pytest

from stream.enrich.language import _identifier, _is_plainly_arabic, detect

ARABIC = (
    "أعلنت وزارة الصحة يوم الثلاثاء أن عدد المصابين في العاصمة انخفض خلال الأسبوع الماضي، وقال الوزير إن الحكومة ستواصل "
    "حملة التلقيح في المدن الكبرى وفي المناطق الريفية، وإن المستشفيات استعادت نشاطها العادي بعد أشهر من الاكتظاظ."
)
OTHERS = {
    "fa": "وزارت بهداشت روز سه‌شنبه اعلام کرد که شمار مبتلایان در پایتخت در هفته گذشته کاهش یافته است و وزیر گفت دولت به "
    "برنامه واکسیناسیون در شهرهای بزرگ و مناطق روستایی ادامه خواهد داد و بیمارستان‌ها پس از چند ماه به کار عادی برگشته‌اند.",
    "ur": "وزارت صحت نے منگل کے روز اعلان کیا کہ گزشتہ ہفتے کے دوران دارالحکومت میں مریضوں کی تعداد کم ہوئی ہے اور وزیر نے کہا کہ "
    "حکومت بڑے شہروں اور دیہی علاقوں میں ویکسین کی مہم جاری رکھے گی اور ہسپتال کئی مہینوں کے بعد معمول پر آ گئے ہیں۔",
    "ps": "د روغتیا وزارت د سه شنبې په ورځ اعلان وکړ چې په پلازمېنه کې د ناروغانو شمېر په تېره اونۍ کې کم شوی دی او وزیر وویل "
    "چې حکومت به په لویو ښارونو او کلیوالو سیمو کې د واکسین کمپاین ته دوام ورکړي.",
    "en": "The health ministry said on Tuesday that the number of patients in the capital fell last week, and that the "
    "campaign would go on in the large cities and in the countryside.",
}


def test_arabic_news_is_told_without_the_detector() -> None:
    assert _is_plainly_arabic(ARABIC)
    assert str(_identifier().classify(ARABIC)[0]) == detect(ARABIC) == "ar"


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_go_to_the_detector(code: str) -> None:
    assert not _is_plainly_arabic(OTHERS[code])
    assert detect(OTHERS[code]) == code


def test_what_is_half_in_another_language_goes_to_the_detector() -> None:
    assert not _is_plainly_arabic(ARABIC + OTHERS["en"])
    assert not _is_plainly_arabic(ARABIC + OTHERS["fa"])


@pytest.mark.parametrize("text", ["", "  ", "123 456", "😀"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert detect(text) == "und"
