"""Invented people for the sample programmes: every name is put together from syllables, no number is in service."""

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, replace

SURNAMES = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지엄채원천방공현"
SURNAME_WEIGHTS = [60, 48, 30, 20, 18, 16, 15, 14, 13, 12] + [4] * (len(SURNAMES) - 10)
FIRST = {
    "남": "민준서도예시주지현우건정승태재성동상영진",
    "여": "서지민하수예다채은유윤아소가나현혜선미연",
}
SECOND = {
    "남": "준우현호민석빈혁규환수영훈성진원찬율완",
    "여": "연윤은서아원빈영희린지진경현나주인솔별",
}
DISTRICTS = ("서초동", "잠원동", "반포동", "방배동", "양재동", "내곡동", "우면동", "신원동")
SCHOOLS = (
    "한빛대학교",
    "가온대학교",
    "새봄대학교",
    "누리대학교",
    "해오름대학교",
    "늘푸른대학교",
    "참빛전문대학",
)
COMPUTING = ("컴퓨터공학과", "소프트웨어학과", "전자공학과", "통계학과", "정보통신공학과", "산업공학과")
OTHERS = (
    "경영학과", "국어국문학과", "시각디자인학과", "심리학과", "생명과학과", "행정학과", "간호학과", "건축학과",
    "경제학과", "영어영문학과", "체육학과", "식품영양학과",
)  # fmt: skip
BASIC, ADVANCED, PORTFOLIO = "기초과정", "심화과정", "포트폴리오 프로젝트"
NOT_COMPLETED = (
    "출석률 71.4%(기준 80%)",
    "출석률 76.2%(기준 80%)",
    "평가 52점(기준 60점)",
    "최종 과제 미제출",
)
WITHDRAWN = ("취업", "학업 병행 곤란", "개인 사정", "건강", "타 지역 이사", "근무 시간 변경")


@dataclass(frozen=True)
class Person:
    """One invented applicant with where he or she came to stand."""

    name: str
    birth: dt.date
    gender: str
    phone: str
    email: str
    address: str
    school: str
    major: str
    major_kind: str
    consent: dt.date
    stage: str
    status: str
    reason: str = ""
    team: str = ""


class Crowd:
    """Makes people, each name with a birth date and each phone only once over all sheets."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - invented data, the same every time
        self._phones: set[str] = set()
        self._people: set[tuple[str, dt.date]] = set()

    def name(self, gender: str) -> str:
        """A name of three syllables."""
        pick = self.random
        surname = pick.choices(SURNAMES, SURNAME_WEIGHTS)[0]
        first, second = pick.choice(FIRST[gender]), pick.choice(SECOND[gender])
        return surname + first + (second if second != first else "율")

    def phone(self) -> str:
        """A mobile number from the range 010-1, which no carrier serves."""
        while True:
            phone = f"010-1{self.random.randrange(1000):03d}-{self.random.randrange(10000):04d}"
            if phone not in self._phones:
                self._phones.add(phone)
                return phone

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """Some day from ``first`` to ``last``."""
        return first + dt.timedelta(days=self.random.randrange((last - first).days + 1))

    def applicant(self, number: int, year: int, stage: str, status: str) -> Person:
        """Someone between 20 and 39 through the whole run of the year."""
        pick = self.random
        gender = pick.choice("남여")
        while True:
            key = self.name(gender), self.day(dt.date(year - 40, 10, 1), dt.date(year - 20, 3, 1))
            if key not in self._people:
                self._people.add(key)
                break
        computing = pick.random() < 0.32
        reasons = {"미수료": NOT_COMPLETED, "중도포기": WITHDRAWN}
        return Person(
            name=key[0],
            birth=key[1],
            gender=gender,
            phone=self.phone(),
            email=f"ai{year % 100}{number:03d}@example.com",
            address=pick.choice(DISTRICTS),
            school=pick.choice(SCHOOLS),
            major=pick.choice(COMPUTING if computing else OTHERS),
            major_kind="전공" if computing else "비전공",
            consent=self.day(dt.date(year, 3, 2), dt.date(year, 3, 25)),
            stage=stage,
            status=status,
            reason=pick.choice(reasons[status]) if status in reasons else "",
        )


def cohort(
    crowd: Crowd, year: int, left: dict[str, tuple[int, int]], teams: dict[str, list[int]]
) -> list[Person]:
    """All applicants of a year, as they applied.

    ``left`` holds per stage how many did not complete it and how many withdrew; ``teams`` per team of the last
    stage how many of its members came from another field (비전공) and how many did not.
    """
    standing = [
        (stage, status)
        for stage, counts in left.items()
        for status, count in zip(("미수료", "중도포기"), counts, strict=True)
        for _ in range(count)
    ]
    places = [
        (team, kind) for team, counts in teams.items() for kind, n in zip(("비전공", "전공"), counts, strict=True)
        for _ in range(n)
    ]  # fmt: skip
    standing += [(PORTFOLIO, "수료")] * len(places)
    crowd.random.shuffle(standing)
    people = [crowd.applicant(number, year, *where) for number, where in enumerate(standing, 1)]
    completed = iter(places)
    return [
        _placed(crowd, person, *next(completed)) if person.status == "수료" else person for person in people
    ]


def namesakes(people: list[Person], name: str, count: int) -> list[Person]:
    """The same people, ``count`` of them called the same: what every long list of names holds."""
    at = range(5, len(people), len(people) // count)[:count]
    return [replace(person, name=name) if index in at else person for index, person in enumerate(people)]


def _placed(crowd: Crowd, person: Person, team: str, kind: str) -> Person:
    major = crowd.random.choice(COMPUTING if kind == "전공" else OTHERS)
    return replace(person, team=team, major_kind=kind, major=major)


def counts(people: list[Person]) -> Counter[tuple[str, str]]:
    """How many stand where."""
    return Counter((person.stage, person.status) for person in people)
