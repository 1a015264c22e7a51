/* What helps at the desk where JavaScript runs; everything works without it. */
