from django.apps import AppConfig
from django.core import checks as django_checks
from django.db.models.signals import post_migrate


class FactcheckConfig(AppConfig):
    name = "factcheck"
    label = "factcheck"

    def ready(self) -> None:
        from factcheck import checks, sync

        for check in (checks.role_owns_no_table, checks.guards_are_as_shipped):
            django_checks.register(check, django_checks.Tags.database)
        post_migrate.connect(sync.after_migrate, sender=self)
