const answer = await fetch('https://connect.example/api/v4/bookings/A-1/cancel', {
  method: 'POST',
  headers: { Authorization: 'Bearer mc_test_your_key' },
});
console.log(answer.status, await answer.json());
