"""Open data as files beside the comma csv: a workbook, a csv for a Dutch Excel, and a description for machines."""

from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from tables import dataset
from tables.dataset import Dataset

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def open_file(data: Dataset, kind: str, *, name: str) -> HttpResponseBase:
    """The file of a kind: `xlsx`, `excel` (csv) or `uitleg` (about the comma csv)."""
    answer: HttpResponseBase
    if kind == "xlsx":
        answer = HttpResponse(dataset.xlsx(data), content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    elif kind == "excel":
        answer = StreamingHttpResponse(dataset.dutch_csv(data), content_type=CSV)
        answer["Content-Disposition"] = f'attachment; filename="{name}-excel.csv"'
    elif kind == "uitleg":
        answer = JsonResponse(dataset.metadata(data), json_dumps_params={"ensure_ascii": False, "indent": 1})
    else:
        raise Http404("Dit soort bestand bestaat niet.")
    return answer


def described(answer: HttpResponseBase, data: str) -> HttpResponseBase:
    """A comma csv that says where its description is."""
    answer["Link"] = f'<{data}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    return answer
