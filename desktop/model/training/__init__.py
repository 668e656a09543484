"""The tables of the training programme, by what they are about."""

from desktop.model.training.assessment import CRITERION_FIELDS, JUDGE_FIELDS, Criterion, Judge, Score
from desktop.model.training.demo_day import DEMO_DAY_FIELDS, DemoDay, Presentation, SurveyAnswer
from desktop.model.training.mentoring import (
    COACHING_FIELDS,
    MENTOR_FIELDS,
    MENTOR_LOG_FIELDS,
    CoachingNote,
    Mentor,
    MentorLog,
)
from desktop.model.training.papers import PAPER_FIELDS, HandedPaper, WantedPaper
from desktop.model.training.programme import (
    CERTIFICATE_SENTENCE,
    COHORT_FIELDS,
    DEFAULT_STAGES,
    EMPLOYMENT,
    ENROLMENT_FIELDS,
    MAJOR_KINDS,
    STAGE_FIELDS,
    TEAM_FIELDS,
    TRAINEE_FIELDS,
    Cohort,
    Enrolment,
    ProjectTeam,
    Stage,
    TeamWish,
    Trainee,
)
from desktop.model.training.selection import Selection, SelectionLine
from desktop.model.training.sessions import (
    PATTERN_FIELDS,
    SESSION_FIELDS,
    AttendanceMark,
    Session,
    SessionPattern,
)
from desktop.model.training.team_rules import TEAM_RULE_FIELDS, TeamRule

__all__ = [
    "CERTIFICATE_SENTENCE",
    "COACHING_FIELDS",
    "COHORT_FIELDS",
    "CRITERION_FIELDS",
    "DEFAULT_STAGES",
    "DEMO_DAY_FIELDS",
    "EMPLOYMENT",
    "ENROLMENT_FIELDS",
    "JUDGE_FIELDS",
    "MAJOR_KINDS",
    "MENTOR_FIELDS",
    "MENTOR_LOG_FIELDS",
    "PAPER_FIELDS",
    "PATTERN_FIELDS",
    "SESSION_FIELDS",
    "STAGE_FIELDS",
    "TEAM_FIELDS",
    "TEAM_RULE_FIELDS",
    "TRAINEE_FIELDS",
    "AttendanceMark",
    "CoachingNote",
    "Cohort",
    "Criterion",
    "DemoDay",
    "Enrolment",
    "HandedPaper",
    "Judge",
    "Mentor",
    "MentorLog",
    "Presentation",
    "ProjectTeam",
    "Score",
    "Selection",
    "SelectionLine",
    "Session",
    "SessionPattern",
    "Stage",
    "SurveyAnswer",
    "TeamRule",
    "TeamWish",
    "Trainee",
    "WantedPaper",
]
