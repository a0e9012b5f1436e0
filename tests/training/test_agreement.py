"""Agreement of two readings: what is compared, and what happens when they are not of the same sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from stream.training.agreement import Agreement, agreement, as_table, pairs

HEADER = "# split: train\n# topic: toy\n"
FIRST = [
    "-1 | 1 | 1 | <C>قالت</C> <S><ORG>المنظمة</ORG></S> إن <T><LOC:neg>غزة</LOC> بلا ماء</T>.",
    "0 | 0 | 0 | وصل <PER>عمر</PER> إلى <LOC>باريس</LOC>.",
    "1 | 0 | 0 | فاز <ORG:pos>الأهلي</ORG>.",
    "0 | 1 | 0 | <C>أعلن</C> <S><PER>علي</PER></S> <T>موعد السباق</T>.",
]


def readings(folder: Path, second: list[str]) -> tuple[Path, Path]:
    for name, lines in (("first", FIRST), ("second", second)):
        (folder / name / "ar").mkdir(parents=True)
        (folder / name / "ar" / "toy.txt").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return folder / "first", folder / "second"


def figures(folder: Path, second: list[str]) -> dict[str, Agreement]:
    return {row.label: row for row in agreement(list(pairs(*readings(folder, second))))}


def test_a_reading_agrees_with_itself(tmp_path: Path) -> None:
    assert all(row.value == 1.0 for row in figures(tmp_path, FIRST).values() if row.n > 1)


def test_what_differs_is_counted_where_it_differs(tmp_path: Path) -> None:
    other = [
        FIRST[0].replace("<LOC:neg>", "<LOC>").replace("إن <T>", "<T>إن "),
        FIRST[1].replace("PER", "ORG"),
        FIRST[2].replace("1 | 0 | 0", "0 | 0 | 0"),
        FIRST[3],
    ]
    found = figures(tmp_path, other)
    assert found["claim"].value == 1.0
    assert found["sentiment of the text"].value == pytest.approx(0.556, abs=0.001)  # 3 of 4 right, 7/16 by chance
    assert found["sentiment towards mentions"].n == 6
    assert found["PER mentions"].value == pytest.approx(2 / 3, abs=0.001)
    assert found["ORG mentions"].value == pytest.approx(4 / 5, abs=0.001)
    assert found["content words"].value == pytest.approx(2 * 5 / (5 + 6), abs=0.001)


def test_decisions_on_the_labels_do_not_count_as_agreement(tmp_path: Path) -> None:
    first, second = readings(tmp_path, [*FIRST[:3], FIRST[3].replace("0 | 1 | 0", "0 | 1 | 1")])
    (tmp_path / "changed" / "ar").mkdir(parents=True)
    (tmp_path / "changed" / "ar" / "toy.txt").write_text(f"2 | {FIRST[1].replace('0 |', '1 |', 1)}\n", encoding="utf-8")
    found = {row.label: row for row in agreement(list(pairs(first, second, tmp_path / "changed")))}
    assert found["sentiment of the text"].value < 1.0
    assert found["check-worthiness"].value < 1.0
    assert found["claim"].value == 1.0


def test_another_sentence_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"second.*toy\.txt: not the sentences of"):
        list(pairs(*readings(tmp_path, [*FIRST[:3], FIRST[3].replace("موعد", "تاريخ")])))


def test_the_table_has_a_row_a_figure() -> None:
    assert "| ar | claim | kappa | 0.900 | 10 |" in as_table([Agreement("ar", "claim", "kappa", 0.9, 10)])
