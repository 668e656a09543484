"""A data file of very many invented trainees, for the benchmarks of lists; made once and kept where it is told.

python tests/benchmarks/big_file.py 1000000 million.ieum       # some minutes
"""

import datetime as dt
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.model.base import table_of
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.services.datafile.lines import keeping
from desktop.services.datafile.store import Store
from desktop.text.hangul import initials

SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민"
FIRST = "민서지현수영성진우준예은도하주윤태건승재경혜선미정동상유시채나다가라보소아연원인장창철해호환희"
SECOND = "준서연우진현수영민호희아은빈윤원찬혁석훈경정미선숙자순옥철식환규태길만산솔슬율린나라"
DISTRICTS = ("서초구", "강남구", "관악구", "동작구", "송파구", "용산구", "노원구", "해운대구")
ROADS = ("반포대로", "테헤란로", "관악로", "동작대로", "올림픽로", "한강대로", "동일로", "센텀중앙로")
MAJORS = ("컴퓨터공학", "통계학", "경영학", "국어국문학", "산업디자인", "기계공학", "데이터사이언스")
SCHOOLS = ("한빛", "가온", "새봄", "미래", "서림", "북악", "한강", "누리", "해오름", "늘푸른")
STATUSES = ("신청", "선발", "수강", "수료", "미수료", "중도포기")
STEP = 50_000


def people(number: int) -> Iterator[dict[str, Any]]:
    """Person, trainee and enrolment of each in one dict."""
    chance = random.Random(7)
    for row_id in range(1, number + 1):
        name = chance.choice(SURNAMES) + chance.choice(FIRST) + chance.choice(SECOND)
        phone = f"010-{chance.randrange(1000, 9999)}-{chance.randrange(10_000):04}"
        yield {
            "id": row_id, "person_id": row_id, "trainee_id": row_id, "stage_id": 1 + row_id % 3,
            "name": name, "name_initials": initials(name), "phone": phone, "phone_last4": phone[-4:],
            "birth_date": dt.date(1982, 1, 1) + dt.timedelta(chance.randrange(7_300)),
            "gender": chance.choice("남여"), "email": f"user{row_id:07}@example.kr",
            "address": f"서울특별시 {chance.choice(DISTRICTS)} {chance.choice(ROADS)} {chance.randrange(1, 500)}번길 "
                       f"{chance.randrange(1, 90)}",
            "school": f"{chance.choice(SCHOOLS)}대학교", "major": chance.choice(MAJORS),
            "major_kind": chance.choice(("전공", "비전공")), "status": chance.choice(STATUSES),
        }  # fmt: skip


def make(path: Path | str, number: int) -> None:
    """Written past the journal, which a file of that size would have from years of work."""
    with Store.create(path) as store:
        with store.operation("견줌 기수") as op:
            cohort = op.add(Cohort(name="견줌 기수", year=2022, programme="견줌"))
            for position, name in enumerate(("기초과정", "심화과정", "포트폴리오 프로젝트"), 1):
                stage = Stage(
                    cohort_id=cohort.id, name=name, position=position, attendance_minimum=80, score_minimum=60
                )
                stage.starts_on = dt.date(2022, 3 + position, 1)
                op.add(stage)
        tables = [table_of(model) for model in (Person, Trainee, Enrolment)]
        with store.engine.connect().execution_options(ieum_write=True) as connection:
            rows: list[dict[str, Any]] = []
            for row in people(number):
                rows.append(row)
                if len(rows) == STEP or row["id"] == number:
                    for each in tables:
                        keys = set(each.c.keys())
                        connection.execute(
                            each.insert(), [{key: one[key] for key in keys & one.keys()} for one in rows]
                        )
                    rows.clear()
            keeping.rebuild(connection, store.lines, dt.date(2022, 9, 16))
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


if __name__ == "__main__":
    make(Path(sys.argv[2]), int(sys.argv[1]))
