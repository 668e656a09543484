"""The list of mentors."""

from sqlalchemy.orm import join

from desktop.model.people import Person
from desktop.model.training import MENTOR_FIELDS, Mentor
from desktop.queries.list_spec import Column, ListSpec

_mentor = {field.key: field for field in MENTOR_FIELDS}
MENTORS = ListSpec(
    kind="mentors",
    title="멘토",
    noun="멘토",
    counter="명",
    id=Mentor.id,
    source=lambda _scope: join(Mentor, Person),
    columns=(
        Column(_mentor["name"], Person.name, 110, editable=True, searched=True),
        Column(_mentor["affiliation"], Mentor.affiliation, 170, editable=True, searched=True),
        Column(_mentor["specialty"], Mentor.specialty, 150, editable=True, searched=True),
        Column(_mentor["hourly_fee"], Mentor.hourly_fee, 120, editable=True),
        Column(_mentor["phone"], Person.phone, 140, editable=True, searched=True),
        Column(_mentor["email"], Person.email, 190, editable=True, searched=True),
        Column(_mentor["birth_date"], Person.birth_date, 120, editable=True, shown=False),
        Column(_mentor["note"], Person.note, 160, editable=True, shown=False),
    ),
    order=(("name", False),),
    tables=frozenset({"mentor", "person"}),
    initials=(Person.name_initials,),
    last_four=(Person.phone_last4,),
    empty="'멘토 추가'로 강사와 멘토를 적어 주세요. 수업 일정을 가져오면 강사도 함께 들어옵니다.",
)
LISTS = (MENTORS,)
