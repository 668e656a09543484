"""The screens of wage subsidies."""
