"""The lists of the junior board, by what they are about."""

from desktop.queries.board.meetings import ACTION_ITEMS, IDEAS, MEETINGS
from desktop.queries.board.members import MEMBERS
from desktop.queries.board.proposals import PROPOSALS
from desktop.queries.board.scores import SCORE_SHEETS
from desktop.queries.board.teams import BOARD_TEAMS
from desktop.queries.board.terms import BOARDS, THEMES
from desktop.queries.board.votes import VOTES

LISTS = (MEMBERS, BOARDS, THEMES, BOARD_TEAMS, MEETINGS, ACTION_ITEMS, IDEAS, PROPOSALS, VOTES, SCORE_SHEETS)

__all__ = [
    "ACTION_ITEMS",
    "BOARDS",
    "BOARD_TEAMS",
    "IDEAS",
    "LISTS",
    "MEETINGS",
    "MEMBERS",
    "PROPOSALS",
    "SCORE_SHEETS",
    "THEMES",
    "VOTES",
]
