import json
import urllib.error
import urllib.request

call = urllib.request.Request(
    "https://connect.example/api/v4/calls?booking_ref=A-1",
    method="GET",
    headers={"Authorization": "Bearer mc_test_your_key"},
)
try:
    answer = urllib.request.urlopen(call, timeout=10)
except urllib.error.HTTPError as refused:  # its body says what to mend
    answer = refused
print(answer.status, json.dumps(json.load(answer), ensure_ascii=False, indent=2))
