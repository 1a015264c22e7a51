"""The addresses of the review queue."""

from __future__ import annotations

from django.urls import path

from kepil.web.desk.queue import correcting, deciding, linking, views

urlpatterns = [
    path("queue/", views.overview, name="desk-queue"),
    path("queue/next/", views.following, name="desk-queue-next"),
    path("queue/undo/", deciding.take_back, name="desk-queue-undo"),
    path("queue/<str:id>/", views.review, name="desk-review"),
    path("queue/<str:id>/decide/", deciding.decide, name="desk-review-decide"),
    path("queue/<str:id>/choose/", deciding.choose, name="desk-review-choose"),
    path("queue/<str:id>/split/", deciding.divide, name="desk-review-split"),
    path("queue/<str:id>/new/", deciding.add, name="desk-review-new"),
    path("queue/<str:id>/link/", linking.search, name="desk-review-link"),
    path("queue/<str:id>/linked/", deciding.link, name="desk-review-linked"),
    path("queue/<str:id>/correct/<str:coordinate>/", correcting.correct, name="desk-review-correct"),
]
