"""The screens of mentoring: who teaches and accompanies."""

from desktop.ui.forms.layout import Layout
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import RecordForm, Screen

MENTOR = RecordForm("mentors", Layout(columns=2, groups={"affiliation": tr("멘토"), "name": tr("사람")}))

SCREENS = (
    Screen(
        kind="mentors",
        section=tr("교육"),
        icon="teacher",
        chapter="수업과 시간표",
        form=MENTOR,
        commands=(
            Command(
                id="mentors.add",
                title=tr("멘토 추가"),
                icon="add",
                run=lambda at: at.desk.open("mentors", at.page),
                keys="Ctrl+N",
                told=tr("새로 추가"),
                primary=True,
            ),
        ),
    ),
)
