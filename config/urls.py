from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from factcheck.admin.site import site
from factcheck.api.data import urls as data
from factcheck.public.urls import machines

urlpatterns = [
    path("admin/", site.urls),
    *machines,
    path("api/v1/", include("factcheck.api.urls")),
    *data.files,
    *i18n_patterns(
        *data.page,
        path("", include("factcheck.public.urls")),
        prefix_default_language=False,
    ),
]

handler500 = "factcheck.admin.send_again.server_error"
