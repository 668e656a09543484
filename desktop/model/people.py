"""The person: stored once, whatever parts he or she plays."""

import datetime as dt

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from desktop.model.base import Base, check, one_of, table_args
from desktop.rules.fields import Field, Kind
from desktop.text import hangul

GENDERS = ("남", "여")


def last_four(phone: str) -> str:
    """The last four digits of a phone number, by which people are looked up."""
    return phone[-4:]


class Person(Base):
    """One human being; member, trainee and company contact are parts of a person."""

    __tablename__ = "person"
    noun = "사람"
    derived = {"name_initials": ("name", hangul.initials), "phone_last4": ("phone", last_four)}  # noqa: RUF012

    name: Mapped[str]
    name_initials: Mapped[str]
    name_hanja: Mapped[str | None]
    english_name: Mapped[str | None]
    birth_date: Mapped[dt.date | None]
    gender: Mapped[str | None]
    phone: Mapped[str | None]
    phone_last4: Mapped[str | None]
    email: Mapped[str | None]
    address: Mapped[str | None]
    consent_date: Mapped[dt.date | None]
    consent_scope: Mapped[str | None]
    note: Mapped[str | None]

    __table_args__ = table_args(
        one_of("gender", GENDERS, "성별"),
        check("name", "length(name) > 0", "이름을 적어 주세요."),
        Index(None, "name", "id"),
    )


NAME = Field(
    "name",
    "성명",
    Kind.NAME,
    required=True,
    max_length=60,
    private=True,
    aliases=(
        "이름",
        "성함",
        "신청자",
        "신청자명",
        "지원자",
        "지원자명",
        "교육생",
        "교육생명",
        "위원명",
        "성 명",
        "한글성명",
        "name",
        "full name",
    ),
)
NAME_HANJA = Field(
    "name_hanja",
    "한자 성명",
    Kind.NAME,
    private=True,
    max_length=30,
    aliases=("한자", "한자명", "성명(한자)"),
)
BIRTH_DATE = Field(
    "birth_date",
    "생년월일",
    Kind.BIRTH_DATE,
    private=True,
    aliases=("생일", "출생일", "생년월일(6자리)", "출생년월일", "생년 월일", "birth", "birth_date"),
)
GENDER = Field("gender", "성별", Kind.CHOICE, choices=GENDERS, aliases=("성", "남녀", "gender"))
PHONE = Field(
    "phone",
    "연락처",
    Kind.PHONE,
    private=True,
    aliases=(
        "전화",
        "전화번호",
        "휴대폰",
        "휴대전화",
        "핸드폰",
        "휴대폰번호",
        "휴대전화번호",
        "연락처 휴대폰",
        "연락처 휴대전화",
        "mobile",
        "phone",
        "hp",
        "cp",
        "cell phone",
        "mobile phone",
        "tel",
    ),
)
EMAIL = Field(
    "email",
    "전자우편",
    Kind.EMAIL,
    private=True,
    aliases=("이메일", "메일", "e-mail", "email", "이메일주소", "전자메일", "연락처 이메일", "메일주소"),
)
ADDRESS = Field(
    "address",
    "거주지",
    private=True,
    aliases=("주소", "거주", "거주동", "동", "주소지", "거주지(동)", "주민등록지", "거주지역"),
)
CONSENT_DATE = Field(
    "consent_date",
    "동의일",
    Kind.DATE,
    aliases=("개인정보 동의일", "개인정보동의일", "정보제공 동의일", "수집이용 동의일", "동의일자"),
)
CONSENT_SCOPE = Field(
    "consent_scope",
    "동의 범위",
    aliases=("개인정보 동의", "동의범위", "개인정보 수집·이용 동의", "개인정보동의", "동의여부"),
)
NOTE = Field("note", "비고", Kind.LONG_TEXT, aliases=("메모", "참고", "특이사항", "기타"))

ENGLISH_NAME = Field(
    "english_name",
    "영문 성명",
    private=True,
    max_length=60,
    aliases=("영문명", "영문이름", "영문 이름", "영어이름", "영문", "성명(영문)", "english name"),
)
PERSON_FIELDS = (
    NAME,
    NAME_HANJA,
    ENGLISH_NAME,
    BIRTH_DATE,
    GENDER,
    PHONE,
    EMAIL,
    ADDRESS,
    CONSENT_DATE,
    CONSENT_SCOPE,
    NOTE,
)
PERSON_KEYS = frozenset(field.key for field in PERSON_FIELDS)
