"""Wage subsidies: policies, whom they support, claims, payment, inspection, and what comes back."""
