"""Russian. Where a line may not break stands a no-break space."""

DATE_FORMAT = "j\xa0E Y\xa0г."
DATETIME_FORMAT = "j\xa0E Y\xa0г., H:i"
MONTH_DAY_FORMAT = "j\xa0E"
