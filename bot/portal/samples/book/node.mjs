const body = {
  "connect_id": "5bedb40574d0504752f2173f",
  "booking_ref": "A-1",
  "appointment_at": "2026-12-24T10:00",
  "queue_number": "A042",
  "department": "อายุรกรรม",
  "location": "อาคาร 2 ชั้น 3",
  "note": "งดน้ำและอาหารหลังเที่ยงคืน"
};

const answer = await fetch('https://connect.example/api/v4/bookings', {
  method: 'POST',
  headers: { Authorization: 'Bearer mc_test_your_key', 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
console.log(answer.status, await answer.json());
