"""What the live page shows of an article, and that no text of it is ever taken for markup."""

from __future__ import annotations

import pytest

from stream.web.feed import LiveFeed
from tests.web.builders import BODY, claim_in, shown

selenium = pytest.importorskip("selenium", reason="needs selenium (pip install selenium)")

from tests.web.page import Page  # noqa: E402  # selenium may be missing

pytestmark = pytest.mark.browser

CLAIM = "الطريق إلى كلبجر أعيد فتحه"


def test_an_article_shows_as_it_arrives(page: Page, feed: LiveFeed) -> None:
    assert page.find("#empty").is_displayed()
    feed.publish(*shown(claims=[claim_in(BODY, CLAIM, worth=0.82, claimant="وزارة النقل", cue="أعلنت")]), 1.2)
    page.shows(1)
    assert page.texts("article .text") == [BODY]
    assert page.texts("article .text a.name.loc") == ["كلبجر", "باكو"]
    assert page.texts("article .text a.name.per") == ["رشاد محمدوف"]
    assert page.texts("article .claims .said") == [CLAIM]
    assert page.texts("article .claims .claimant") == ["وزارة النقل"]
    assert page.texts("article .claims .cue") == ["أعلنت"]
    assert page.texts("article .text .claim") == [CLAIM]
    assert page.texts("article .text .cue") == ["أعلنت"]
    about = page.texts("article .about")[0]
    assert "وكالة أفق" in about
    assert "Neutral" in about
    assert "1.2s" in about
    assert "Arabic" in about
    assert "0.82" in page.texts("article .weights")[0]


def test_offsets_are_code_points_so_emoji_do_not_shift_the_marks(page: Page, feed: LiveFeed) -> None:
    body = "🇱🇧😀 قال مسؤول في باكو 👩‍👩‍👧 إن 𝒙 كلبجر 🎉 هادئة"
    claims = [claim_in(body, "كلبجر 🎉 هادئة", claimant="مسؤول", cue="قال")]
    feed.publish(*shown(body=body, names={"باكو": "LOC", "كلبجر": "LOC"}, title="😀 باكو", claims=claims))
    page.shows(1)
    assert page.texts("article .text a.name") == ["باكو", "كلبجر"]
    assert page.texts("article .headline a.name") == ["باكو"]
    assert page.texts("article .text .claim") == ["كلبجر 🎉 هادئة"]
    assert page.texts("article .text") == [body]


FUZZ = """
    const { pieces, leadEnd } = await import("/assets/text.js");
    let seed = 7;
    const below = (n) => (seed = (seed * 48271) % 2147483647) % n;
    const text = "ab😀 cd إف\\n\\nغ 𝒙𝒚 ".repeat(4);
    const marks = (n) => Array.from({ length: below(n) }, () => { const start = below(text.length - 1); return { start, end: start + 1 + below(9) }; })
        .filter(({ end }) => end <= text.length);
    const wrong = [];
    for (let round = 0; round < 3000; round += 1) {
        const given = { names: marks(6), roles: marks(5), claims: marks(4) };
        const cut = pieces(text, given);
        const whole = cut.map(({ start, end }) => text.slice(start, end)).join("");
        const names = cut.filter(({ name }) => name);
        if (whole !== text) wrong.push(["text", given]);
        if (names.some(({ start, end, name }) => start !== name.start || end !== name.end)) wrong.push(["a name is cut", given]);
        if (given.names.length && !names.length) wrong.push(["no name", given]);
        const end = leadEnd(text, 1 + below(60), names.map(({ name }) => name));
        if (names.some(({ name }) => name.start < end && end < name.end)) wrong.push(["a name is cut short", given]);
    }
    return wrong.slice(0, 3);
"""


def test_marks_that_overlap_anyhow_neither_lose_text_nor_cut_a_name(page: Page) -> None:
    assert page.module(FUZZ) == []


HOSTILE = """<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"></p></article><svg onload=window.hacked=3>"""


def test_hostile_markup_is_shown_as_text(page: Page, feed: LiveFeed) -> None:
    feed.publish(
        *shown(
            HOSTILE, HOSTILE + " باكو", title=HOSTILE, source=HOSTILE, language="ar", url="javascript:window.hacked=4",
            names={"<script>window.hacked = 1</script>": "PER", "باكو": "LOC"},
            claims=[claim_in(HOSTILE, HOSTILE, worth=0.9, claimant="<img src=x onerror", cue="window.hacked")],
        )
    )  # fmt: skip
    feed.dead_letter(HOSTILE, HOSTILE, where=HOSTILE)
    feed.stats()
    page.shows(1)
    page.find("[data-dead]").click()
    page.hover("article .text a.name.per")
    page.until(page.find("#card").is_displayed, "the card of the hostile name")
    assert HOSTILE in page.find("article .text").text
    assert HOSTILE in page.find("article .headline").text
    assert HOSTILE in page.find("article .outlet").text
    assert HOSTILE in page.find("#dead-letters").text
    assert page.run("return window.hacked") is None
    assert page.all("main script, main img, main svg, article [onerror], #card script, #dead-letters img") == []
    assert page.all("a[href^=javascript]") == []


def test_the_policy_stops_markup_even_if_the_page_had_a_hole(page: Page) -> None:
    refused = page.run(
        "try { document.body.innerHTML = '<b>x</b>'; return 'taken'; } catch (error) { return error.name; }"
    )
    assert refused == "TypeError"
    page.complaints()


def test_nothing_is_asked_of_another_host_and_no_cookie_is_set(page: Page, feed: LiveFeed) -> None:
    feed.publish(*shown(url="https://example.com/a"))
    page.shows(1)
    asked = page.run("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert len(asked) > 20
    assert all(name.startswith(page.address) for name in asked)
    assert page.driver.get_cookies() == []
