"""Kazakh. Where a line may not break stands a no-break space."""

DATE_FORMAT = "Y\xa0ж. j\xa0E"
DATETIME_FORMAT = "Y\xa0ж. j\xa0E, H:i"
MONTH_DAY_FORMAT = "j\xa0E"
SHORT_DATE_FORMAT = "d.m.Y"
YEAR_MONTH_FORMAT = "Y\xa0ж. F"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
