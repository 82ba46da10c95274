const body = {
  "appointment_at": "2026-12-24T13:30"
};

const answer = await fetch('https://connect.example/api/v4/bookings/A-1', {
  method: 'PATCH',
  headers: { Authorization: 'Bearer mc_test_your_key', 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
console.log(answer.status, await answer.json());
