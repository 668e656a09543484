"""답변: templates, and many proposals answered in one dialog."""
