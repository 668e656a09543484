"""Project teams: who is divided by what, the division proposed and made, and what each team's penalty is made of."""
