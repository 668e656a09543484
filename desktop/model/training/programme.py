"""The training programme: cohorts, their stages, trainees, and who stands where.

Why it is long: what a cohort and a stage ask for stands beside the columns it is kept in.
"""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.attachments import Attachment
from desktop.model.base import Base, check, one_of, period, table_args, unique
from desktop.model.people import PERSON_FIELDS, Person
from desktop.rules.eligibility import OLDEST, YOUNGEST, Repeat
from desktop.rules.fields import Field, Kind
from desktop.rules.training import ENROLMENT, EnrolmentStatus

MAJOR_KINDS = ("전공", "비전공")
EMPLOYMENT = ("미취업", "취업")


class Cohort(Base):
    """One run of the programme. A certificate takes its course name and period from here.

    Who may take part is judged on ``reference_date`` (기준일): 만 나이 from ``youngest`` to ``oldest``, living in
    ``district`` for ``resident_months``; None and '' set no condition.
    """

    __tablename__ = "cohort"
    noun = "기수"

    name: Mapped[str]
    year: Mapped[int]
    programme: Mapped[str]
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    weeks: Mapped[int | None]
    certificate_sentence: Mapped[str | None]
    reference_date: Mapped[dt.date | None]
    youngest: Mapped[int | None] = mapped_column(default=YOUNGEST)
    oldest: Mapped[int | None] = mapped_column(default=OLDEST)
    district: Mapped[str | None]
    resident_months: Mapped[int | None]
    unemployed_only: Mapped[bool] = mapped_column(default=True)
    repeat: Mapped[str] = mapped_column(default=Repeat.NOT_AFTER_COMPLETION.value)

    __table_args__ = table_args(
        unique("name", sentence="같은 이름의 기수가 있습니다. 다른 이름을 적어 주세요."),
        check("year", "year BETWEEN 1990 AND 2200", "연도는 네 자리로 적어 주세요."),
        period(),
        check("weeks", "weeks BETWEEN 1 AND 200", "주 수는 1 이상 200 이하여야 합니다."),
        check("ages", "oldest >= youngest", "나이 기준이 거꾸로입니다. 두 나이를 확인해 주세요."),
        one_of("repeat", tuple(each.value for each in Repeat), "재참여"),
    )


class Stage(Base):
    """One step of a cohort, in order of ``position``; the last one leads to the certificate.

    How attendance is counted is `rules.attendance.AttendanceRule`, shares here in whole percent; ``completes_by_…`` say
    which of attendance, score and project completing asks for.
    """

    __tablename__ = "stage"
    noun = "단계"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    name: Mapped[str]
    position: Mapped[int]
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    hours: Mapped[int | None]
    capacity: Mapped[int | None]
    attendance_minimum: Mapped[int]
    score_minimum: Mapped[int]
    minors_per_absence: Mapped[int] = mapped_column(default=3)
    minors_per_period: Mapped[bool] = mapped_column(default=False)
    excused_present: Mapped[bool] = mapped_column(default=False)
    excused_limit: Mapped[int | None]
    counts_hours: Mapped[bool] = mapped_column(default=False)
    expelled_in_period: Mapped[int | None]
    expelled_over_all: Mapped[int | None]
    completes_by_attendance: Mapped[bool] = mapped_column(default=True)
    completes_by_score: Mapped[bool] = mapped_column(default=True)
    completes_by_project: Mapped[bool] = mapped_column(default=False)

    cohort: Mapped[Cohort] = relationship()

    __table_args__ = table_args(
        unique(
            "cohort_id", "name", sentence="이 기수에 같은 이름의 단계가 있습니다. 다른 이름을 적어 주세요."
        ),
        period(),
        check("capacity", "capacity >= 0", "정원은 0명 이상이어야 합니다."),
        check("hours", "hours >= 0", "시간은 0 이상이어야 합니다."),
        check("attendance", "attendance_minimum BETWEEN 0 AND 100", "출석 기준은 0~100 %여야 합니다."),
        check("score", "score_minimum BETWEEN 0 AND 100", "점수 기준은 0~100점이어야 합니다."),
        check(
            "minors", "minors_per_absence BETWEEN 0 AND 20", "지각 몇 번이 결석인지는 0~20으로 적어 주세요."
        ),
        check("excused", "excused_limit >= 0", "공결 한도는 0회 이상이어야 합니다."),
        check("expelled_in", "expelled_in_period BETWEEN 1 AND 100", "제적 기준은 1~100 %여야 합니다."),
        check("expelled_all", "expelled_over_all BETWEEN 1 AND 100", "제적 기준은 1~100 %여야 합니다."),
        Index(None, "cohort_id", "position"),
    )


class ProjectTeam(Base):
    """A team of the last stage, with the card of its project; certificates are handed out in order of ``position``."""

    __tablename__ = "project_team"
    noun = "프로젝트팀"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    name: Mapped[str]
    summary: Mapped[str | None]
    position: Mapped[int]
    title: Mapped[str | None]
    field: Mapped[str | None]
    technologies: Mapped[str | None]
    outputs: Mapped[str | None]
    link: Mapped[str | None]
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"), index=True)
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)

    cohort: Mapped[Cohort] = relationship()
    picture: Mapped[Attachment | None] = relationship()

    __table_args__ = table_args(
        unique("cohort_id", "name", sentence="이 기수에 같은 이름의 팀이 있습니다. 다른 이름을 적어 주세요.")
    )


class Trainee(Base):
    """A person's part in the programme, once, over all cohorts."""

    __tablename__ = "trainee"
    noun = "교육생"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    school: Mapped[str | None]
    major: Mapped[str | None]
    major_kind: Mapped[str | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = table_args(
        unique(
            "person_id", sentence="이미 교육생으로 들어 있는 사람입니다. 교육생 목록에서 찾아 고쳐 주세요."
        ),
        one_of("major_kind", MAJOR_KINDS, "전공 여부"),
    )


class Enrolment(Base):
    """A trainee in one stage of a cohort.

    Sessions from ``joined_on`` to ``left_on`` are theirs, all where None. ``skill`` (1 to 5) is what the division into
    teams shares alike, ``role`` what the person does in the team, ``project`` the team's.
    """

    __tablename__ = "enrolment"
    noun = "수강"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("project_team.id"), index=True)
    status: Mapped[str] = mapped_column(default=EnrolmentStatus.APPLIED.value)
    reason: Mapped[str | None]
    joined_on: Mapped[dt.date | None]
    left_on: Mapped[dt.date | None]
    skill: Mapped[int | None]
    role: Mapped[str | None]
    employment: Mapped[str | None]
    resident_since: Mapped[dt.date | None]
    application_number: Mapped[int | None]

    trainee: Mapped[Trainee] = relationship()
    stage: Mapped[Stage] = relationship()
    team: Mapped[ProjectTeam | None] = relationship()

    __table_args__ = table_args(
        unique(
            "trainee_id",
            "stage_id",
            sentence="이 단계에 이미 들어 있는 교육생입니다. 다른 단계를 골라 주세요.",
        ),
        one_of("status", ENROLMENT.statuses, "상태"),
        one_of("employment", EMPLOYMENT, "취업 여부"),
        check("skill", "skill BETWEEN 1 AND 5", "실력은 1부터 5까지 적어 주세요."),
        check("stay", "left_on >= joined_on", "그만둔 날이 합류한 날보다 앞섭니다. 두 날짜를 확인해 주세요."),
    )


class TeamWish(Base):
    """That a person wishes for a team, 1 the dearest."""

    __tablename__ = "team_wish"
    noun = "희망 프로젝트"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("project_team.id"), index=True)
    rank: Mapped[int]

    __table_args__ = table_args(
        unique("enrolment_id", "team_id", sentence="같은 팀을 두 번 희망했습니다. 하나를 지워 주세요."),
        check("rank", "rank >= 1", "희망 순위는 1부터 적어 주세요."),
    )


DEFAULT_STAGES = ("기초과정", "심화과정", "포트폴리오 프로젝트")

TRAINEE_FIELDS = (
    *PERSON_FIELDS[:-1],
    Field("school", "학교", aliases=("출신학교", "학교명", "최종학교", "대학교")),
    Field("major", "전공", aliases=("학과", "전공명", "전공학과", "학과(전공)", "세부전공")),
    Field(
        "major_kind",
        "전공 여부",
        Kind.CHOICE,
        choices=MAJOR_KINDS,
        aliases=("전공/비전공", "전공·비전공", "전공구분", "전공여부", "비전공", "비전공 여부", "비전공여부"),
    ),
    PERSON_FIELDS[-1],
)
ENROLMENT_FIELDS = (
    Field("cohort", "기수", aliases=("기수명", "차수", "연도")),
    Field("stage", "단계", aliases=("과정단계", "교육단계", "과정")),
    Field(
        "status",
        "상태",
        Kind.CHOICE,
        choices=ENROLMENT.statuses,
        aliases=("수강상태", "진행상태", "결과", "수료여부"),
    ),
    Field("reason", "사유", aliases=("미수료 사유", "중도포기 사유", "탈락 사유")),
    Field("team", "팀", aliases=("팀명", "프로젝트팀", "조", "프로젝트", "프로젝트명")),
)
CERTIFICATE_SENTENCE = Field(
    "certificate_sentence",
    "수료증 문장",
    max_length=400,
    help="{기관} {공동 기관} {과정} {기간} {시간}에는 값이, {을/를}에는 앞말에 맞는 조사가 들어갑니다.",
)
COHORT_FIELDS = (
    Field("name", "기수 이름", required=True, max_length=60),
    Field(
        "year", "연도", Kind.INTEGER, required=True, minimum=1990, maximum=2200, grouped=False, averaged=False
    ),
    Field("programme", "과정 이름", required=True, help="수료증에 과정명으로 들어갑니다."),
    Field("starts_on", "시작일", Kind.DATE),
    Field("ends_on", "종료일", Kind.DATE),
    Field("weeks", "기간(주)", Kind.INTEGER, minimum=1, maximum=200, unit="주"),
    CERTIFICATE_SENTENCE,
    Field("reference_date", "기준일", Kind.DATE, help="나이, 거주, 취업, 재참여를 이날로 살핍니다."),
    Field("youngest", "나이(부터)", Kind.INTEGER, maximum=120, unit="세", averaged=False),
    Field("oldest", "나이(까지)", Kind.INTEGER, maximum=120, unit="세", averaged=False),
    Field("district", "거주 지역", max_length=40, example="예: 서초구"),
    Field("resident_months", "거주 기간", Kind.INTEGER, maximum=600, unit="개월"),
    Field("unemployed_only", "미취업자만", Kind.YES_NO),
    Field("repeat", "재참여", Kind.CHOICE, choices=tuple(each.value for each in Repeat)),
)
STAGE_FIELDS = (
    Field("name", "단계 이름", required=True, max_length=60),
    Field(
        "position",
        "순서",
        Kind.INTEGER,
        required=True,
        minimum=1,
        maximum=50,
        averaged=False,
        example="예: 1",
    ),
    Field("starts_on", "시작일", Kind.DATE),
    Field("ends_on", "종료일", Kind.DATE),
    Field("hours", "교육 시간", Kind.INTEGER, unit="시간", example="예: 120시간"),
    Field("capacity", "정원", Kind.INTEGER, unit="명", example="예: 40명"),
    Field("attendance_minimum", "출석 기준", Kind.INTEGER, maximum=100, unit="%", example="예: 80%"),
    Field("score_minimum", "점수 기준", Kind.INTEGER, maximum=100, unit="점", example="예: 60점"),
    Field(
        "minors_per_absence",
        "지각 몇 번이 결석",
        Kind.INTEGER,
        maximum=20,
        averaged=False,
        help="지각·조퇴·외출을 합해 셉니다. 0이면 결석이 되지 않습니다.",
    ),
    Field("minors_per_period", "지각을 단위기간마다 셈", Kind.YES_NO),
    Field("excused_present", "공결을 출석으로 셈", Kind.YES_NO, help="아니오면 공결은 분모에서 빠집니다."),
    Field(
        "excused_limit", "공결 한도", Kind.INTEGER, maximum=1000, averaged=False, help="넘으면 결석입니다."
    ),
    Field("counts_hours", "시간으로 셈", Kind.YES_NO, help="아니오면 차시로 셉니다."),
    Field("expelled_in_period", "제적: 단위기간 결석", Kind.INTEGER, minimum=1, maximum=100, unit="%"),
    Field("expelled_over_all", "제적: 전체 결석", Kind.INTEGER, minimum=1, maximum=100, unit="%"),
    Field("completes_by_attendance", "수료에 출석", Kind.YES_NO),
    Field("completes_by_score", "수료에 점수", Kind.YES_NO),
    Field("completes_by_project", "수료에 프로젝트", Kind.YES_NO),
)
TEAM_FIELDS = (
    Field("name", "팀", required=True, max_length=60),
    Field("position", "순서", Kind.INTEGER, required=True, minimum=1, maximum=200, averaged=False),
    Field("title", "프로젝트", max_length=80),
    Field("summary", "소개", Kind.LONG_TEXT, max_length=600),
    Field("field", "분야", max_length=60, example="예: 영상 인식"),
    Field("technologies", "기술", example="예: Python, PyTorch"),
    Field("outputs", "결과물"),
    Field("link", "주소", example="예: 저장소나 시연 주소"),
    Field("mentor_id", "멘토", Kind.LINK, links_to="mentors"),
    Field(
        "picture_id", "대표 그림", Kind.FILE, help="발표회 책자에 들어갑니다. JPG나 PNG 그림이어야 합니다."
    ),
)
