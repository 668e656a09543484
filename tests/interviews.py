"""A cohort with companies and applicants, ready to be interviewed."""

from desktop.model.interviews import Interview, InterviewHours, InterviewPanel
from desktop.model.people import Person
from desktop.model.placement import Company, Opening
from desktop.model.training import Trainee
from desktop.services.placement.interviews import making
from desktop.services.records import records

NUMBERS = ("124-81-00998", "220-81-62517", "990-81-07030")


def save(store, kind, table, **values):
    return records.save(store, kind, values).inserted[table][0]


class Interviews:
    """``count`` people who apply to each of ``companies``; a day from ``starts`` to ``ends``, ``rooms`` in 본관."""

    def __init__(self, store, count=1, companies=1, rooms=3, starts="09:00", ends="18:00", places=9):
        self.store = store
        self.cohort = save(store, "cohorts", "cohort", name="면접 기수", programme="교육과정", year=2022)
        self.day = save(
            store, "interview_days", "interview_day", cohort_id=self.cohort, held_on="2022-09-19",
            starts_at=starts, ends_at=ends,
        )  # fmt: skip
        self.rooms = [
            save(
                store,
                "interview_rooms",
                "interview_room",
                cohort_id=self.cohort,
                building="본관",
                name=f"{n}호",
            )
            for n in range(1, rooms + 1)
        ]
        self.companies = [
            save(store, "companies", "company", name=f"기업{n}", registration_number=number)
            for n, number in enumerate(NUMBERS[:companies], 1)
        ]
        self.openings = [
            save(
                store,
                "openings",
                "opening",
                company_id=each,
                cohort_id=self.cohort,
                duty="개발",
                places=places,
            )
            for each in self.companies
        ]
        self.people = [
            save(store, "trainees", "trainee", name=f"사람{name}", birth_date="1998-03-01")
            for name in "가나다라마바"[:count]
        ]
        self.ids = [
            save(store, "interviews", "interview", opening_id=opening, trainee_id=person)
            for person in self.people
            for opening in self.openings
        ]

    def make(self, seed=0):
        return making.make(self.store, self.cohort, seed)

    def hours(self, starts, ends, **whose):
        return save(
            self.store, "interview_hours", "interview_hours", day_id=self.day, starts_at=starts, ends_at=ends,
            **whose,
        )  # fmt: skip

    def rows(self):
        with self.store.read() as session:
            return {row.id: row for row in session.query(Interview)}

    def times(self):
        return [self.rows()[each].starts_at for each in self.ids]

    def statuses(self):
        return [self.rows()[each].status for each in self.ids]


def thirty(store):
    """Thirty people who each apply to three of twelve companies; four of these in 별관, the first there for 85 minutes only."""
    at = Interviews(store, rooms=5, companies=0, count=0)
    for name in ("1호", "2호"):
        save(store, "interview_rooms", "interview_room", cohort_id=at.cohort, building="별관", name=name)
    with store.operation("서른 명의 면접 신청 적기") as op:
        for n in range(12):
            company = op.add(Company(name=f"기업{n:02}", registration_number=f"100-00-{n:05}")).id
            opening = Opening(company_id=company, cohort_id=at.cohort, duty="개발", places=9)
            at.companies.append(company)
            at.openings.append(op.add(opening).id)
            if n % 3 == 2:
                panel = InterviewPanel(cohort_id=at.cohort, company_id=company, panels=1, building="별관")
                op.add(panel)
        op.add(InterviewHours(day_id=at.day, company_id=at.companies[0], starts_at="09:00", ends_at="10:25"))
        for n in range(30):
            person = op.add(Person(name=f"사람{n:02}")).id
            at.people.append(op.add(Trainee(person_id=person)).id)
            for step in range(3):
                opening = at.openings[(5 * n + step * (1 + n % 5)) % 12]
                row = op.add(Interview(opening_id=opening, trainee_id=at.people[-1]))
                at.ids.append(row.id)
    return at
