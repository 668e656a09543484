"""The tables of the junior board, by what they are about."""

from desktop.model.board.discussion import COMMENT_FIELDS, STANCES, Comment, Wording
from desktop.model.board.meetings import (
    ACTION_ITEM_FIELDS,
    DECISION_FIELDS,
    IDEA_FIELDS,
    MEETING_FIELDS,
    ActionItem,
    Decision,
    Idea,
    Meeting,
    MeetingAttendance,
)
from desktop.model.board.proposals import (
    CONDITION_FIELDS,
    PROPOSAL_FIELDS,
    Authorship,
    Condition,
    Proposal,
    ProposalAttachment,
)
from desktop.model.board.teams import BOARD_TEAM_FIELDS, LEADER_FIELDS, BoardTeam, TeamLeader
from desktop.model.board.terms import (
    BOARD_FIELDS,
    MEMBER_FIELDS,
    POLICIES,
    POLICY_FIELDS,
    THEME_FIELDS,
    Board,
    Member,
    Policy,
    Theme,
)

__all__ = [
    "ACTION_ITEM_FIELDS",
    "BOARD_FIELDS",
    "BOARD_TEAM_FIELDS",
    "COMMENT_FIELDS",
    "CONDITION_FIELDS",
    "DECISION_FIELDS",
    "IDEA_FIELDS",
    "LEADER_FIELDS",
    "MEETING_FIELDS",
    "MEMBER_FIELDS",
    "POLICIES",
    "POLICY_FIELDS",
    "PROPOSAL_FIELDS",
    "STANCES",
    "THEME_FIELDS",
    "ActionItem",
    "Authorship",
    "Board",
    "BoardTeam",
    "Comment",
    "Condition",
    "Decision",
    "Idea",
    "Meeting",
    "MeetingAttendance",
    "Member",
    "Policy",
    "Proposal",
    "ProposalAttachment",
    "TeamLeader",
    "Theme",
    "Wording",
]
