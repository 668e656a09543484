"""A cohort that has finished, its openings, and what both sides would rather: laid out by names."""

from dataclasses import dataclass, field

from desktop.model.people import Person
from desktop.model.placement import Company, Match, Opening
from desktop.model.training import Enrolment, Stage, Trainee
from desktop.services.placement.matching import ranking
from desktop.services.placement.matching.ranking import Spot
from desktop.services.records import records

STARTS_ON = "2022-10-04"


@dataclass
class Place:
    """The ids behind the names of a market."""

    store: object
    cohort: int
    people: dict[str, int] = field(default_factory=dict)
    openings: dict[str, int] = field(default_factory=dict)

    def rank(self, side, whose, *groups):
        """``groups`` in order; a list is a tie, 'X' before a name in a group means 불가."""
        texts = {}
        for rank, group in enumerate(groups, 1):
            for name in group if isinstance(group, list) else [group]:
                said = "불가" if name.startswith("X:") else str(rank)
                other = name.removeprefix("X:")
                pair = (whose, other) if side == "교육생" else (other, whose)
                texts[Spot(side, self.people[pair[0]], self.openings[pair[1]])] = said
        return ranking.put(self.store, texts)

    def pair(self, name, opening, verdict):
        values = {"trainee_id": self.people[name], "opening_id": self.openings[opening], "verdict": verdict}
        return records.save(self.store, "pairs", values)

    def matches(self):
        """Who works where, by names, with the status."""
        people = {each: name for name, each in self.people.items()}
        openings = {each: name for name, each in self.openings.items()}
        with self.store.read() as session:
            return sorted(
                (people[row.trainee_id], openings[row.opening_id], row.status) for row in session.query(Match)
            )

    def named(self, plan):
        openings = {each: name for name, each in self.openings.items()}
        return {name: openings.get(plan[each]) for name, each in self.people.items() if each in plan}


def lay_out(store, people, openings, *, starts_on=STARTS_ON, consent="수집·이용, 제3자 제공"):
    """``people`` maps a name to ranked openings; ``openings`` a name to (places, ranked people)."""
    raw = {"name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지"}
    cohort = records.save(store, "cohorts", raw).inserted["cohort"][0]
    made = Place(store, cohort)
    with store.operation("사람과 모집") as op:
        stage = op.session.query(Stage).filter_by(cohort_id=cohort).order_by(Stage.position.desc()).first()
        for number, name in enumerate(people):
            values = {
                "name": name,
                "birth_date": f"199{number % 10}-0{1 + number % 9}-11",
                "consent_date": "2022-07-01",
                "consent_scope": consent,
            }
            person = op.add(Person(**records.validate("trainees", values, store.today())))
            trainee = op.add(Trainee(person=person))
            op.add(Enrolment(trainee_id=trainee.id, stage_id=stage.id, status="수료"))
            made.people[name] = trainee.id
        for number, (name, (places, _ranked)) in enumerate(openings.items()):
            company = op.add(Company(name=name, registration_number=f"990-81-0{number:04}"))
            day = records.validate("openings", {"starts_on": starts_on}, store.today())["starts_on"]
            opening = Opening(
                company_id=company.id,
                cohort_id=cohort,
                duty="개발",
                places=places,
                starts_on=day,
                wage=2_000_000,
            )
            made.openings[name] = op.add(opening).id
    for name, ranked in people.items():
        if ranked:
            made.rank("교육생", name, *ranked)
    for name, (_places, ranked) in openings.items():
        if ranked:
            made.rank("기업", name, *ranked)
    return made


def three(store, **more):
    """The market of three people and three openings with one place each, worked by hand."""
    return lay_out(
        store,
        {"가": ["Z", "X"], "나": ["Y"], "다": ["Y", "Z", "X"]},
        {"X": (1, ["다", "가"]), "Y": (1, ["다", "나"]), "Z": (1, ["가", "다"])},
        **more,
    )
