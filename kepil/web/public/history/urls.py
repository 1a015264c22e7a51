"""Addresses: changes, feeds, corrections and replies, past days, the log, what this is."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.history import about, asof, calendars, changes, corrections, feeds, log, sending

urlpatterns = [
    path("asof", asof.asof, name="asof"),
    path("changes/", changes.changes, name="changes"),
    path("changes/before/<int:before>/", changes.changes, name="changes-before"),
    path("entries.atom", feeds.atom, name="entries-atom"),
    path("entries.feed.json", feeds.json_feed, name="entries-feed"),
    path("entries.ics", calendars.calendar, name="entries-ics"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/before/<int:before>/", corrections.corrections, name="corrections-before"),
    path("corrections/new/", sending.new, name="correction-new"),
    path("corrections/thanks/", sending.thanks, name="correction-thanks"),
    path("log/", log.log, name="log"),
    path("log/checkpoint", log.checkpoint, name="log-checkpoint"),
    path("log/log.pub", log.keys, name="log-keys"),
    path("log/tile/entries/<path:index>", log.bundle, name="log-bundle"),
    path("log/tile/<int:level>/<path:index>", log.tile, name="log-tile"),
    path("about/", about.about, name="about"),
]
