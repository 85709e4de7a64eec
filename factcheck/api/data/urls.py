"""Addresses of the open data: the page in every language, the files in none."""

from factcheck.api.data import views
from factcheck.models.reading_room.page_version import EVERYTHING
from factcheck.public.machines.answers import open_to_scripts
from factcheck.public.urls import to_read

page = [to_read("data/", views.data_page, name="data", shows=EVERYTHING)]
files = [
    to_read(
        "data/datapackage.json",
        open_to_scripts(views.package_json),
        name="data-package",
        shows=EVERYTHING,
    ),
    to_read("data/claims.jsonl", open_to_scripts(views.claims_jsonl), name="data-claims"),
    to_read("data/<slug:name>.csv", open_to_scripts(views.table_csv), name="data-table"),
]
