const body = {
  "display_name": "สมหญิง ใจดี"
};

const answer = await fetch('https://connect.example/api/v4/sandbox/patients', {
  method: 'POST',
  headers: { Authorization: 'Bearer mc_test_your_key', 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
console.log(answer.status, await answer.json());
