curl -sS -X POST 'https://connect.example/api/v4/reminders' \
  -H 'Authorization: Bearer mc_test_your_key' \
  -H 'Content-Type: application/json' \
  -d '{
  "bookings": [
    {
      "connect_id": "5bedb40574d0504752f2173f",
      "booking_ref": "A-1",
      "appointment_at": "2026-12-24T10:00",
      "queue_number": "A042",
      "department": "อายุรกรรม"
    }
  ]
}'
