"""What headings say, as forms and offices write them: a question is its answer's name, and whose it is stays said."""

import pytest

from desktop.documents.reading import headings
from desktop.documents.reading.heading_words import asked_for

SOMEBODY_ELSES = ("성명", "이름", "성함", "연락처", "휴대폰", "전화", "name", "phone")


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("2. 생년월일을 8자리로 적어주세요 (예: 19980301)", "생년월일"),
        ("1. 성함을 적어주세요. (실명)", "성함"),
        ("성함이 어떻게 되시나요?", "성함"),
        ("Q3. 연락 가능한 휴대폰 번호를 입력해 주세요 (- 없이)", "휴대폰번호"),
        ("4) 이메일 주소를 입력해 주세요.", "이메일주소"),
        ("귀하의 성별은 무엇입니까?", "성별"),
        ("③ 현재 다니는 학교는 어디인가요", "학교"),
        ("전공을선택해주세요", "전공"),
        ("What is your name?", "name"),
        ("Please enter your phone number", "phone"),
        ("생년월일 8자리 (예: 19980301)", "생년월일"),
        ("생년월일(YYYY-MM-DD)", "생년월일"),
        ("휴대폰 - 없이", "휴대폰"),
        ("휴대폰(하이픈 없이)", "휴대폰"),
        ("연락처1", "연락처"),
        ("연락처 2", "연락처"),
        ("성명 기재", "성명"),
        ("[필수] 이름 *", "이름"),
        ("성명(학생)", "성명"),
        ("연락처(본인)", "연락처"),
        ("연락처(휴대전화)", "휴대폰"),
        ("H.P.", "hp"),
        ("HP", "hp"),
        ("E-mail Address", "email"),
    ],
)
def test_a_heading_means_what_it_asks_for(heading, meant):
    assert meant in headings.forms(heading)


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize(
    "heading",
    [
        "성명(보호자)",
        "연락처(보호자)",
        "연락처(모)",
        "연락처(비상)",
        "전화 (비상 연락)",
        "이름[추천인]",
        "보호자 성함을 적어주세요",
        "추천인이 있다면 성함을 적어주세요",
        "비상시 연락 가능한 분의 연락처를 남겨주세요",
        "성명(영문)",
        "이름(한자)",
        "성명을 확인할 수 있는 서류를 제출해 주세요",
        "메일을 받으시겠습니까?",
        "휴대폰으로 안내를 받는 데 동의하십니까?",
    ],
)
def test_what_is_somebody_elses_or_something_else_is_not_the_persons(heading):
    assert not set(headings.forms(heading)) & {*SOMEBODY_ELSES, "메일", "이메일"}


def test_a_number_at_home_stands_behind_a_mobile_one():
    home, mobile = headings.forms("연락처(집)"), headings.forms("연락처(휴대폰)")
    assert "연락처" in home
    assert home.index("연락처") > mobile.index("휴대폰")


@pytest.mark.parametrize(
    "heading", ["주민등록번호(앞 6자리)", "주민번호(생년월일)", "외국인등록번호(앞자리)"]
)
def test_the_first_half_of_a_resident_number_is_not_the_number(heading):
    assert len(headings.forms(heading)) == 1


@pytest.mark.parametrize(
    "heading", ["주민등록번호(뒤 7자리)", "주민등록번호(앞 6자리-뒤 7자리)", "주민등록번호"]
)
def test_the_rest_of_a_resident_number_is(heading):
    assert "주민등록번호" in headings.forms(heading)


@pytest.mark.parametrize("heading", ["성명", "연번", "전공 여부", "단계", "학과(전공)", "담당업무", "e-mail"])
def test_the_usual_headings_are_compared_as_ever(heading):
    assert headings.forms(heading)[0] == heading.replace(" ", "").replace("-", "")
    assert not asked_for(heading)
