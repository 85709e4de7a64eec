from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from factcheck.admin.site import site
from factcheck.public.urls import machines

urlpatterns = [
    path("admin/", site.urls),
    *machines,
    *i18n_patterns(path("", include("factcheck.public.urls")), prefix_default_language=False),
]
