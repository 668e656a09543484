"""What goes when teams, trainees or demo days go."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from desktop.model.training import (
    Enrolment,
    Presentation,
    TeamRule,
    TeamWish,
)
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts


def remove_wishes(op: Operation, team_ids: Sequence[int]) -> None:
    """The wishes for teams and the pins to them; who is in one keeps it from going."""
    for within in parts(team_ids):
        op.delete_many(
            TeamWish, op.session.scalars(select(TeamWish.id).where(within(TeamWish.team_id))).all()
        )
        op.delete_many(
            TeamRule, op.session.scalars(select(TeamRule.id).where(within(TeamRule.team_id))).all()
        )


def remove_of_trainees(op: Operation, trainee_ids: Sequence[int]) -> None:
    """What trainees wished for, and the conditions that name them."""
    for within in parts(trainee_ids):
        own = select(TeamWish.id).join(Enrolment).where(within(Enrolment.trainee_id))
        op.delete_many(TeamWish, op.session.scalars(own).all())
        named = or_(within(TeamRule.trainee_id), within(TeamRule.other_id))
        op.delete_many(TeamRule, op.session.scalars(select(TeamRule.id).where(named)).all())


def remove_demo_days(op: Operation, demo_day_ids: Sequence[int]) -> None:
    """The turns and awards of demo days."""
    for within in parts(demo_day_ids):
        own = select(Presentation.id).where(within(Presentation.demo_day_id))
        op.delete_many(Presentation, op.session.scalars(own).all())
