from django.apps import AppConfig
from django.core import checks as django_checks
from django.db.models.signals import post_migrate


class FactcheckConfig(AppConfig):
    name = "factcheck"
    label = "factcheck"

    def ready(self) -> None:
        from factcheck import checks, sync

        django_checks.register(checks.role_owns_no_table, django_checks.Tags.database)
        post_migrate.connect(sync.after_migrate, sender=self)
