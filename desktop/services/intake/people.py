"""What importers of people share."""

import re
from typing import Final

NOT_THE_PERSON: Final = re.compile(r"보호자|추천인|비상|긴급|담당|작성|부모|대리|배우자|자택|집전화|직장")
"""Somebody else's name or phone beside the person's own."""
GENDERS: Final = {
    "남자": "남", "남성": "남", "m": "남", "male": "남", "여자": "여", "여성": "여", "f": "여", "female": "여",
}  # fmt: skip
