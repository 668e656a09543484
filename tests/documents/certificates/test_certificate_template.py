"""Template files and the words made from them."""

from pathlib import Path

import pytest

from desktop.documents.certificates.certificate_template import Template, bundled_template, fill
from desktop.errors import UserError
from desktop.places import bundled

KAIST = bundled("resources", "certificates", "kaist.toml").read_text(encoding="utf-8")


@pytest.mark.feature("DO-05")
@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("홍길동", "은/는", "홍길동은"), ("김민수", "은/는", "김민수는"), ("홍길동", "이/가", "홍길동이"),
        ("김민수", "이/가", "김민수가"), ("심화과정", "을/를", "심화과정을"), ("프로젝트", "을/를", "프로젝트를"),
        ("한국과학기술원", "와/과", "한국과학기술원과"), ("서초구", "와/과", "서초구와"),
        ("서울", "으로/로", "서울로"), ("부산", "으로/로", "부산으로"), ("대구", "으로/로", "대구로"),
        ("AI", "을/를", "AI를"), ("SW", "을/를", "SW를"), ("LLM", "을/를", "LLM을"), ("KAIST", "이/가", "KAIST가"),
        ("3기", "을/를", "3기를"), ("제10", "을/를", "제10을"), ("2022", "은/는", "2022는"),
        ("24주", "을/를", "24주를"), ("Full Stack", "을/를", "Full Stack을"),
    ],
)  # fmt: skip
def test_the_particle_fits_the_word_before_it(word: str, pair: str, expected: str) -> None:
    assert fill("{course}{" + pair + "}", {"course": word}) == expected


@pytest.mark.feature("DO-05")
def test_the_particle_looks_through_the_brackets_round_a_course() -> None:
    assert fill("「{course}」{을/를} 이수", {"course": "서초 AI칼리지"}) == "「서초 AI칼리지」를 이수"
    assert fill("「{course}」{을/를} 이수", {"course": "심화과정"}) == "「심화과정」을 이수"


def test_an_optional_part_goes_when_its_value_is_blank() -> None:
    assert fill("{name}[ ({name_hanja})]", {"name": "홍길동", "name_hanja": ""}) == "홍길동"
    assert fill("{name}[ ({name_hanja})]", {"name": "홍길동", "name_hanja": "洪吉童"}) == "홍길동 (洪吉童)"


@pytest.mark.feature("DO-08")
def test_the_version_names_the_very_file(tmp_path: Path) -> None:
    changed = tmp_path / "kaist.toml"
    changed.write_bytes(KAIST.replace("성실히", "훌륭히").encode())
    assert Template.load(changed).version != bundled_template().version
    changed.write_bytes(KAIST.encode())
    assert Template.load(changed).version == bundled_template().version


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (KAIST.replace("{course}", "{coarse}"), "{coarse}"),
        (KAIST.replace("[page]", "[page"), "읽을 수 없습니다"),
        (KAIST.replace('name = "kaist"', ""), "읽을 수 없습니다"),
        (KAIST.replace("align = ", "aligned = ", 1), "읽을 수 없습니다"),
        ("\udcff", "읽을 수 없습니다"),
    ],
    ids=["unknown value", "no toml", "no name", "unknown setting", "not utf-8"],
)
def test_a_file_that_is_no_template_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "서식.toml"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(UserError, match="서식"):
        Template.load(path)
    with pytest.raises(UserError) as refused:
        Template.load(path)
    assert said in refused.value.message
