"""The page for what went wrong at our side."""

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from jobs import outages

logger = logging.getLogger(__name__)


@never_cache
@sensitive_variables()
def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database cannot be used, 500 for a mistake of ours. Both pages ask nothing of anything."""
    error = sys.exc_info()[1]
    if not outages.is_outage(error):
        return HttpResponse(render_to_string("500.html"), status=500)
    response = HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(outages.RETRY_AFTER)})
    if error is not None and not hasattr(request, "outage"):
        logger.error("503 for %s %s: %s", request.method, request.path, outages.summary(error))
    request.outage = True  # type: ignore[attr-defined]  # one line per request, however many layers fail
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django would log it again, with a traceback
    return response
