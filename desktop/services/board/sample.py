"""What the practice file holds of the board's year: teams with their leaders, meetings with what came of them, a discussion."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from desktop.model.board import (
    ActionItem,
    Board,
    BoardTeam,
    Comment,
    Condition,
    Decision,
    Idea,
    Meeting,
    MeetingAttendance,
    Member,
    Policy,
    Proposal,
    TeamLeader,
    Theme,
)
from desktop.queries.list_spec import Scope
from desktop.services.board.proposals import reviving
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store

_MEANINGS = {
    "쾌적": "걷고 쉬고 싶은 거리와 공원",
    "안전": "밤길과 통학길이 마음 놓이는 동네",
    "투명": "묻기 전에 알려 주는 구정",
}
_MEETINGS = (
    (
        "2022-09-14", "발대식과 특강", "2층 대강당",
        "위촉장 수여, 특강 '정책은 어떻게 시작되는가', 주제 정하기",
        "위원 열여섯 명이 위촉장을 받았다.\n특강을 듣고 운영방침마다 주제를 하나씩 정했다.",
    ),
    (
        "2022-09-28", "1차 정기회의", "5층 회의실", "팀 나누기, 현장 조사 계획",
        "네 팀으로 나누고 팀장을 뽑았다.\n역 앞 보도에 방치 자전거가 쌓여 있다는 말이 나왔다.",
    ),
    (
        "2022-10-12", "2차 정기회의", "5층 회의실", "팀별 현장 조사 결과",
        "공사장 보행로가 끊기는 곳을 사진으로 보았다.\n점심시간 창구 당번이 한쪽에 몰린다.",
    ),
    (
        "2022-10-26", "3차 정기회의", "5층 회의실", "제안서 검토, 제출할 것 고르기",
        "제출할 제안을 골랐다.\n어린이 통학로의 신고가 늦게 처리된다는 말이 나왔다.",
    ),
)  # fmt: skip
_TEAMS = ("걷는팀", "밤길팀", "인사팀", "문화팀")
_DECIDED = {
    0: ("호칭은 이름에 '님'을 붙인다.",),
    1: ("팀마다 현장을 한 번 다녀온다.", "회의록은 한 쪽을 넘기지 않는다."),
    3: ("제안 네 건을 먼저 제출한다.",),
}
_TO_DO = (
    (1, "역 앞 방치 자전거 수 세기", 4, "2022-10-05", "2022-10-04"),
    (2, "공사장 열 곳 보행로 사진 정리", 6, "2022-10-19", None),
    (3, "제출할 제안서 맞춤법 보기", 2, "2022-11-02", None),
    (3, "성과공유회 날짜 알아보기", None, None, None),
)
_IDEAS = (
    (1, "역 앞 방치 자전거를 사진 신고로 치우기", 4, "보도 위 방치 자전거 한 번에 치우기"),
    (2, "공사장 보행로 점검표를 누리집에 올리기", 6, "공사장 보행로 점검표 공개"),
    (3, "통학로 신고를 학교에 문자로 알리기", 5, "어린이 통학로 불법 주정차 신고 문자"),
    (3, "민원 창구에 작은 화분 두기", 8, None),
)
_ABSENT = {1: (3,), 2: (3, 7, 12), 3: (0, 9)}
_SAID = (
    ("찬성", "수거한 자전거를 고쳐 쓰는 데까지 가면 좋겠습니다.", 6),
    ("우려", "수거한 뒤 주인이 나타나면 어떻게 하지요?", 10),
)
_REPLY = ("의견", "열흘 동안 보관하고 알리는 것으로 적었습니다.", 4)
_HELD_ON, _LOOK_AGAIN = dt.date(2022, 11, 2), dt.date(2023, 1, 2)


def fill(store: Store) -> None:
    """Put it into the practice file, whose members and proposals are there."""
    with store.operation("보드의 한 해 적기") as op:
        board = op.session.scalars(select(Board)).one()
        members = op.session.scalars(
            select(Member).where(Member.board_id == board.id).order_by(Member.staff_number)
        ).all()
        for policy in op.session.scalars(select(Policy)):
            policy.meaning = _MEANINGS[policy.name]
        _teams(op, board, members)
        meetings = _meetings(op, board, members)
        _after_meetings(op, meetings, members)
        _discussed(op, members)
        _conditions(op)
        old = op.session.scalars(select(Proposal.id).where(Proposal.status == "불채택")).one()
    reviving.revive(store, old, Scope(board_id=board.id))


def _teams(op: Operation, board: Board, members: Sequence[Member]) -> None:
    themes = op.session.scalars(select(Theme).order_by(Theme.id)).all()
    rows = [
        {"board_id": board.id, "name": name, "theme_id": theme.id}
        for name, theme in zip(_TEAMS, themes, strict=True)
    ]
    teams = list(op.insert_many(BoardTeam, rows, read=True))
    op.update_many(
        Member,
        [{"id": each.id, "team_id": teams[place % len(teams)]} for place, each in enumerate(members)],
    )
    of_theme = {row["theme_id"]: team for row, team in zip(rows, teams, strict=True)}
    proposed = op.session.execute(
        select(Proposal.id, Proposal.theme_id).where(Proposal.theme_id.in_(of_theme))
    )
    op.update_many(Proposal, [{"id": each.id, "team_id": of_theme[each.theme_id]} for each in proposed.all()])
    begun, changed = dt.date(2022, 9, 28), dt.date(2022, 11, 1)
    led = [
        {
            "team_id": team,
            "member_id": members[place].id,
            "starts_on": begun,
            "ends_on": changed if place == 0 else None,
        }
        for place, team in enumerate(teams)
    ]
    led.append({"team_id": teams[0], "member_id": members[4].id, "starts_on": changed, "ends_on": None})
    op.insert_many(TeamLeader, led)


def _meetings(op: Operation, board: Board, members: Sequence[Member]) -> list[int]:
    rows = [
        {
            "board_id": board.id,
            "held_on": dt.date.fromisoformat(day),
            "title": title,
            "starts_at": "15:00",
            "place": place,
            "agenda": agenda,
            "notes": notes,
        }
        for day, title, place, agenda, notes in _MEETINGS
    ]
    ids = list(op.insert_many(Meeting, rows, read=True))
    came = [
        {"meeting_id": meeting, "member_id": member.id}
        for number, meeting in enumerate(ids)
        for place, member in enumerate(members)
        if place not in _ABSENT.get(number, ())
    ]
    op.insert_many(MeetingAttendance, came)
    return ids


def _after_meetings(op: Operation, meetings: Sequence[int], members: Sequence[Member]) -> None:
    op.insert_many(
        Decision,
        [
            {"meeting_id": meetings[number], "content": text}
            for number, texts in _DECIDED.items()
            for text in texts
        ],
    )
    op.insert_many(
        ActionItem,
        [
            {
                "meeting_id": meetings[number],
                "task": task,
                "owner_id": None if owner is None else members[owner].id,
                "due_on": _day(due),
                "done_on": _day(done),
            }
            for number, task, owner, due, done in _TO_DO
        ],
    )
    ideas = op.insert_many(
        Idea,
        [
            {"meeting_id": meetings[number], "content": text, "member_id": members[member].id}
            for number, text, member, _title in _IDEAS
        ],
        read=True,
    )
    ids = dict(op.session.execute(select(Proposal.title, Proposal.id)).all())
    came_from = [
        {"id": ids[title], "meeting_id": meetings[number], "idea_id": idea}
        for idea, (number, _text, _member, title) in zip(ideas, _IDEAS, strict=True)
        if title is not None
    ]
    op.update_many(Proposal, came_from)


def _day(iso: str | None) -> dt.date | None:
    return None if iso is None else dt.date.fromisoformat(iso)


def _discussed(op: Operation, members: Sequence[Member]) -> None:
    proposal_id = op.session.scalars(select(Proposal.id).where(Proposal.title == _IDEAS[0][3])).one()

    def row(stance: str, words: str, member: int, reply_to: int | None = None) -> Comment:
        return Comment(
            proposal_id=proposal_id,
            reply_to_id=reply_to,
            member_id=members[member].id,
            written_by=op.user,
            at=op.at,
            stance=stance,
            words=words,
        )

    for said in _SAID:
        comment = op.add(row(*said))
        op.session.flush()
    op.add(row(*_REPLY, reply_to=comment.id))


def _conditions(op: Operation) -> None:
    """The one on hold is to be looked at again when the contract that stands in its way is over."""
    for condition in op.session.scalars(select(Condition).where(Condition.state == "보류")):
        condition.set_on, condition.look_again_on = _HELD_ON, _LOOK_AGAIN
        condition.proposal.status_on = _HELD_ON
