"""Writes resources/samples: the two programmes of 2019 to 2022 with invented people.

usage: python tools/make_samples.py [FOLDER]      the same program gives the same bytes
"""

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import sample_sheets
import sample_texts as texts
from sample_people import PORTFOLIO, Crowd, Person, cohort, counts, namesakes

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "samples"
PROGRAMME = "서초 AI칼리지"
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_TOWNS = ("양재동", "우면동", "서초동", "방배동", "반포동")


def main(folder: Path) -> None:
    """Make the workbooks and the file of what is entered by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    crowd = Crowd(2022)
    members = _members(crowd)
    sample_sheets.members(folder / "members-2022.xlsx", members)
    companies = _companies(crowd)
    sample_sheets.companies(folder / "companies.xlsx", companies)
    people = {year: _year(crowd, year) for year in texts.STAGE_DAYS}
    for year, those in people.items():
        sample_sheets.trainees(folder / f"trainees-{year}.xlsx", year, those)
    openings, matches = _placements(crowd, people, [str(row[2]) for row in companies])
    programmes = {
        "board": texts.BOARD,
        "themes": texts.THEMES,
        "proposals": [_proposal(proposal, members) for proposal in texts.PROPOSALS],
        "cohorts": [_cohort(year) for year in texts.STAGE_DAYS],
        "projects": texts.PROJECTS,
        "openings": openings,
        "matches": matches,
    }
    text = json.dumps(programmes, ensure_ascii=False, indent=1)
    (folder / "programmes.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _year(crowd: Crowd, year: int) -> list[Person]:
    people = cohort(crowd, year, texts.LEFT[year], texts.TEAMS[year])
    if year == 2022:
        people = namesakes(people, "김민수", 3)
        assert len(people) == 456
        assert counts(people)[PORTFOLIO, "수료"] == 30
    return people


def _members(crowd: Crowd) -> list[tuple[object, ...]]:
    rows = []
    for number, (department, duty) in enumerate(texts.DEPARTMENTS, 1):
        gender = crowd.random.choice("남여")
        appointed = crowd.day(dt.date(2017, 9, 25), dt.date(2019, 9, 9))
        rows.append(
            (
                number,
                crowd.name(gender),
                department,
                crowd.random.choice(texts.GRADES),
                duty,
                f"{appointed.year}. {appointed.month}. {appointed.day}." if number % 3 else appointed,
                f"{appointed:%Y}{number:04d}",
                crowd.day(dt.date(1986, 1, 1), dt.date(1996, 12, 31)),
                crowd.phone(),
                f"member{number:02d}@example.com",
                None,
            )
        )
    return rows


def _companies(crowd: Crowd) -> list[tuple[object, ...]]:
    rows = []
    for number, (name, field) in enumerate(texts.COMPANIES, 1):
        agreed = crowd.day(dt.date(2019, 3, 4), dt.date(2022, 3, 4))
        rows.append(
            (
                number,
                name,
                _registration_number(number),
                field,
                f"서울특별시 서초구 {crowd.random.choice(_TOWNS)} {crowd.random.randrange(1, 400)}",
                crowd.random.randrange(6, 180),
                crowd.name(crowd.random.choice("남여")),
                crowd.phone(),
                f"hr{number:02d}@example.com",
                agreed,
                dt.date(agreed.year + 4, 12, 31),
                None,
            )
        )
    return rows


def _registration_number(number: int) -> str:
    """A number with a right check digit under 990, which is no tax office."""
    digits = f"99081{number * 37:04d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    total += int(digits[8]) * 5 // 10
    return f"990-81-{digits[5:]}{-total % 10}"


def _proposal(proposal: dict[str, object], members: Sequence[Sequence[object]]) -> dict[str, object]:
    authors = [members[index][6] for index in proposal["authors"]]  # type: ignore[attr-defined]
    return proposal | {"authors": authors}


def _cohort(year: int) -> dict[str, object]:
    days = texts.STAGE_DAYS[year]
    capacity = dict(zip(sample_sheets.STAGES, (456, 180, 52) if year == 2022 else (150, 70, 30), strict=True))
    stages = [
        {
            "name": name,
            "starts_on": days[2 * at],
            "ends_on": days[2 * at + 1],
            "hours": 120,
            "capacity": capacity[name],
        }
        for at, name in enumerate(sample_sheets.STAGES)
    ]
    return {
        "name": f"{PROGRAMME} {year}",
        "year": year,
        "programme": PROGRAMME,
        "starts_on": days[0],
        "ends_on": days[-1],
        "weeks": 24,
        "stages": stages,
    }


def _placements(
    crowd: Crowd, people: dict[int, list[Person]], companies: list[str]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Openings of every cohort and who was placed where; those of 2022 are still to come."""
    openings: list[dict[str, object]] = []
    matches: list[dict[str, object]] = []
    for year, those in people.items():
        graduates = [person for person in those if person.status == "수료"]
        crowd.random.shuffle(graduates)
        interns, regular, early = texts.INTERNS.get(year, (texts.PLANNED_2022, 0, 0))
        free: list[int] = []
        for company in crowd.random.sample(companies, 7 if year < 2022 else 12):
            opening = _opening(crowd, year, company)
            free += [len(openings)] * int(str(opening["places"]))
            openings.append(opening)
        assert len(free) >= interns
        places = crowd.random.sample(free, interns)
        for at, (person, place) in enumerate(zip(graduates, places, strict=False)):
            status = "정규직 전환" if at < regular else "중도종료" if at < regular + early else "종료"
            matches.append(
                {
                    "name": person.name,
                    "phone": person.phone,
                    "cohort": f"{PROGRAMME} {year}",
                    "opening": place,
                    "starts_on": texts.INTERNSHIP_STARTS[year],
                    "supervisor": crowd.name(crowd.random.choice("남여")),
                    "status": "예정" if year == 2022 else status,
                    "reason": "대학원 진학" if status == "중도종료" and year < 2022 else "",
                    "left_on": f"{year}-11-29" if status == "중도종료" and year < 2022 else None,
                }
            )
    return openings, matches


def _opening(crowd: Crowd, year: int, company: str) -> dict[str, object]:
    duty, skills = crowd.random.choice(texts.DUTIES)
    return {
        "company": company,
        "cohort": f"{PROGRAMME} {year}",
        "duty": duty,
        "places": crowd.random.choice((2, 2, 3, 4)),
        "skills": skills,
        "wage": crowd.random.randrange(200, 261, 5) * 10_000,
        "conditions": texts.CONDITIONS,
        "starts_on": texts.INTERNSHIP_STARTS[year],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
