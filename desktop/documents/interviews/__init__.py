"""The papers of interviews: timetables on paper, and the profiles companies are shown."""
