"""A name found once is found everywhere in its article, unless it may be something else."""

from __future__ import annotations

from stream.enrich.everywhere import divided, found_everywhere
from stream.enrich.identity import Entity
from stream.enrich.reading import EntityType, Mention, Reading, Span
from tests.enrich.claims.builders import reading


def marked(article: Reading, text: str, kind: EntityType = "PER", *, nth: int = 0, sure: float = 0.9) -> Mention:
    """The model's mention where `text` stands for the nth time in the body."""
    at = -1
    for _ in range(nth + 1):
        at = article.body.index(text, at + 1)
    [sentence] = [one for one in article.sentences if one.span.start <= at < one.span.end and one.span.field == "body"]
    return Mention(Span(text, "body", at, at + len(text)), kind, sure, sentence.index, (0.1, 0.8, 0.1))


def entity(*mentions: Mention, key: str = "per:one") -> Entity:
    first = mentions[0]
    return Entity(key, first.span.text, None, first.type, None, None, None, mentions)


def texts(entities: list[Entity]) -> list[list[tuple[str, int]]]:
    return [[(mention.span.field, mention.span.start) for mention in one.mentions] for one in entities]


def test_a_full_name_is_found_behind_a_particle_and_in_the_title() -> None:
    article = reading("قال سامي حداد إن الجسر أغلق. والتقى الوزير بسامي حداد أمس.", title="سامي حداد يغلق الجسر")
    [found] = found_everywhere([entity(marked(article, "سامي حداد"))], article)
    assert [(m.span.field, m.span.text) for m in found.mentions] == [
        ("title", "سامي حداد"),
        ("body", "سامي حداد"),
        ("body", "سامي حداد"),
    ]
    assert all(article.text(m.span.field)[m.span.start : m.span.end] == m.span.text for m in found.mentions)


def test_a_name_looked_for_is_less_sure_and_changes_no_sentiment() -> None:
    article = reading("قال سامي حداد إن الجسر أغلق. والتقى الوزير بسامي حداد أمس.")
    first, second = found_everywhere([entity(marked(article, "سامي حداد"))], article)[0].mentions
    assert second.confidence < first.confidence
    assert second.sentiment == first.sentiment
    assert second.sentence != first.sentence


def test_one_word_found_once_may_be_a_common_word() -> None:
    article = reading("فاز السد بالكأس. ثم امتلأ السد بالماء.")
    assert texts(found_everywhere([entity(marked(article, "السد", "ORG"))], article)) == [[("body", 4)]]


def test_one_word_found_more_often_than_not_is_a_name() -> None:
    article = reading("فاز السد بالكأس. وعاد السد إلى الدوحة. وخرج جمهور السد فرحا.")
    both = entity(marked(article, "السد", "ORG"), marked(article, "السد", "ORG", nth=1))
    assert len(found_everywhere([both], article)[0].mentions) == 3


def test_a_name_of_two_people_is_nobody_s() -> None:
    article = reading("وصل حداد أولا. ووصل حداد ثانيا. ثم تكلم حداد.")
    one = entity(marked(article, "حداد"), key="per:one")
    other = entity(marked(article, "حداد", nth=1), key="per:other")
    assert [len(each.mentions) for each in found_everywhere([one, other], article)] == [1, 1]


def test_a_name_inside_another_name_stays_there() -> None:
    article = reading("زار سامي حداد مستشفى سامي حداد.")
    person = entity(marked(article, "سامي حداد"))
    place = entity(marked(article, "مستشفى سامي حداد", "ORG"), key="org:one")
    assert [len(each.mentions) for each in found_everywhere([person, place], article)] == [1, 1]


def test_an_unsure_name_says_nothing_of_other_places() -> None:
    article = reading("قال سامي حداد إن الجسر أغلق. والتقى الوزير بسامي حداد أمس.")
    assert len(found_everywhere([entity(marked(article, "سامي حداد", sure=0.6))], article)[0].mentions) == 1


def names(article: Reading) -> list[tuple[str, EntityType]]:
    return [(mention.span.text, mention.type) for mention in article.mentions]


def test_a_particle_comes_off_a_full_name_read_elsewhere_without_it() -> None:
    article = reading("قال رضا ماهر إن الديوان طبع. وأشاد الناشر برضا ماهر.", names={"رضا ماهر": "PER"})
    glued = reading("قال رضا ماهر إن الديوان طبع. وأشاد الناشر برضا ماهر.", names={"برضا ماهر": "PER"})
    both = Reading("", article.body, "ar", article.sentences, (article.mentions[0], *glued.mentions), ())
    assert names(divided(both)) == [("رضا ماهر", "PER"), ("رضا ماهر", "PER")]


def test_a_body_and_its_director_are_two_where_the_body_is_read_elsewhere() -> None:
    body = "افتتحت نخلتكم مركزا. وقال الرئيس التنفيذي لنخلتكم طارق أمين إن المركز أنجز."
    first = reading(body, names={"نخلتكم": "ORG"}).mentions[0]
    glued = reading(body, names={"لنخلتكم طارق أمين": "PER"})
    both = Reading("", body, "ar", glued.sentences, (first, *glued.mentions), ())
    assert names(divided(both)) == [("نخلتكم", "ORG"), ("نخلتكم", "ORG"), ("طارق أمين", "PER")]


def test_a_full_name_is_not_cut_at_a_given_name() -> None:
    body = "وصل سامي أولا. ثم تكلم سامي حداد الطويل."
    assert names(divided(reading(body, names={"سامي": "PER"}))) == [("سامي", "PER"), ("سامي", "PER")]
