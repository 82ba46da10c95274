const answer = await fetch('https://connect.example/api/v4/nightly-calls?date=2026-12-24', {
  method: 'GET',
  headers: { Authorization: 'Bearer mc_test_your_key' },
});
console.log(answer.status, await answer.json());
