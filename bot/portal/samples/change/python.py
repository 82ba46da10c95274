import json
import urllib.error
import urllib.request

body = {"appointment_at": "2026-12-24T13:30"}
call = urllib.request.Request(
    "https://connect.example/api/v4/bookings/A-1",
    method="PATCH",
    data=json.dumps(body).encode(),
    headers={"Authorization": "Bearer mc_test_your_key", "Content-Type": "application/json"},
)
try:
    answer = urllib.request.urlopen(call, timeout=10)
except urllib.error.HTTPError as refused:  # its body says what to mend
    answer = refused
print(answer.status, json.dumps(json.load(answer), ensure_ascii=False, indent=2))
