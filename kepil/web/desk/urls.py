"""The addresses of the desk."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from kepil.web.desk import deciding, entries, home, linking, merging, names, people, verdicts
from kepil.web.desk.uploads import views as uploads

urlpatterns = [
    path("", home.home, name="desk"),
    # one's own account; allauth's pages under addresses of our own
    path("me/", people.me, name="desk-me"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm-access/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("second-factor/", include("allauth.mfa.urls")),
    # entries
    path("entries/", entries.entries_page, name="desk-entries"),
    path("entries/records/", entries.publish, name="desk-records"),
    path("entries/records/back/", entries.records_back, name="desk-records-back"),
    path("entries/<str:id>/", entries.entry_page, name="desk-entry"),
    path("entries/<str:id>/record/", deciding.record, name="desk-entry-record"),
    path("entries/<str:id>/title/", deciding.title, name="desk-entry-title"),
    path("entries/<str:id>/evidence/", deciding.evidence, name="desk-entry-evidence"),
    path("entries/<str:id>/occurrence/", deciding.occurrence, name="desk-entry-occurrence"),
    path("entries/<str:id>/programme/", deciding.programme, name="desk-entry-programme"),
    path("entries/<str:id>/verdict/", verdicts.verdict, name="desk-verdict"),
    path("entries/<str:id>/verdict/confirm/", verdicts.confirm, name="desk-verdict-confirm"),
    path("entries/<str:id>/verdict/withdraw/", verdicts.withdraw, name="desk-verdict-withdraw"),
    path("entries/<str:id>/merge/", merging.merge_page, name="desk-merge"),
    path("entries/<str:id>/merged/", merging.merge, name="desk-entry-merge"),
    path("entries/<str:id>/unmerge/", merging.unmerge, name="desk-unmerge"),
    path("entries/<str:id>/split/", merging.split, name="desk-split"),
    # links, names, uploads
    path("links/", linking.links_page, name="desk-links"),
    path("links/decide/", linking.decide, name="desk-links-decide"),
    path("names/", names.names_page, name="desk-names"),
    path("names/<slug:what>/", names.names_add, name="desk-names-add"),
    path("uploads/", uploads.uploads_page, name="desk-uploads"),
    path("uploads/new/", uploads.upload_new, name="desk-upload-new"),
    path("uploads/<int:id>/", uploads.upload_page, name="desk-upload"),
    path("uploads/<int:id>/seen/", uploads.upload_seen, name="desk-upload-seen"),
    # for admins
    path("accounts/", people.accounts_page, name="desk-accounts"),
    path("accounts/<str:name>/", people.account_page, name="desk-account"),
    path("accounts/<str:name>/change/", people.account_change, name="desk-account-change"),
    path("audit/", home.trail_page, name="desk-trail"),
    path("audit/audit.csv", home.trail_csv, name="desk-trail-csv"),
    # rooms of their own
    path("", include("kepil.web.desk.queue.urls")),
    path("", include("kepil.web.desk.coding.urls")),
    path("", include("kepil.web.desk.moderation")),
]
