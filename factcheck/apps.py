from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FactcheckConfig(AppConfig):
    name = "factcheck"
    label = "factcheck"

    def ready(self) -> None:
        from factcheck import sync

        post_migrate.connect(sync.after_migrate, sender=self)
