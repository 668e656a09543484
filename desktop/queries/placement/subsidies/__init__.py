"""The lists of wage subsidies, by what they are about."""

from desktop.queries.placement.subsidies import claims, money_back, policies

LISTS = (*policies.LISTS, *claims.LISTS, *money_back.LISTS)
