import json
import urllib.error
import urllib.request

body = {
    "bookings": [
        {
            "connect_id": "5bedb40574d0504752f2173f",
            "booking_ref": "A-1",
            "appointment_at": "2026-12-24T10:00",
            "queue_number": "A042",
            "department": "อายุรกรรม",
        }
    ]
}
call = urllib.request.Request(
    "https://connect.example/api/v4/reminders",
    method="POST",
    data=json.dumps(body).encode(),
    headers={"Authorization": "Bearer mc_test_your_key", "Content-Type": "application/json"},
)
try:
    answer = urllib.request.urlopen(call, timeout=10)
except urllib.error.HTTPError as refused:  # its body says what to mend
    answer = refused
print(answer.status, json.dumps(json.load(answer), ensure_ascii=False, indent=2))
