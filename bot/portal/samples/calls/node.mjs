const answer = await fetch('https://connect.example/api/v4/calls?booking_ref=A-1', {
  method: 'GET',
  headers: { Authorization: 'Bearer mc_test_your_key' },
});
console.log(answer.status, await answer.json());
