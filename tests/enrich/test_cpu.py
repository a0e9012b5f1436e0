"""Which products this processor is good at, from what it says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from stream.enrich.cpu import available_cpus, has_bfloat16_products, has_integer_products


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("flags : fpu avx2 avx512_vnni\n", True),
        ("flags : fpu avx2\n", False),
        ("Features : fp asimd asimddp\n", True),
        ("model name : something that lists no flags\n", True),
    ],
)
def test_integers_only_where_they_are_exact(tmp_path: Path, text: str, *, expected: bool) -> None:
    (tmp_path / "cpuinfo").write_text(text, encoding="ascii")
    assert has_integer_products(tmp_path / "cpuinfo") is expected


def test_a_system_without_the_file_is_trusted(tmp_path: Path) -> None:
    assert has_integer_products(tmp_path / "nothing")
    assert available_cpus() >= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("flags : avx512_bf16 amx_bf16 amx_tile\n", True),
        ("flags : avx512_bf16 avx512_vnni\n", False),
        ("model name : something that lists no flags\n", False),
    ],
)
def test_bfloat16_only_where_it_is_faster(tmp_path: Path, text: str, *, expected: bool) -> None:
    (tmp_path / "cpuinfo").write_text(text, encoding="ascii")
    assert has_bfloat16_products(tmp_path / "cpuinfo") is expected
