"""The pages of attendance: the book of a stage, and who completes it."""

from desktop.ui.records.screen import Screen
from desktop.ui.records.view import View

SCREENS: tuple[Screen | View, ...] = (Screen(kind="marks"),)
