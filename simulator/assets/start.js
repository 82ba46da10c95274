// The start page: lists the phones and makes new ones.

const list = document.getElementById("users");
const form = document.getElementById("new-user");
const error = document.getElementById("error");

async function show() {
  const answer = await fetch("/_simulator/users");
  if (!answer.ok) return;
  const { users } = await answer.json();
  list.replaceChildren(...(users.length ? users.map(row) : [empty()]));
}

function row(user) {
  const link = document.createElement("a");
  link.href = new URL(user.phone_url).pathname;
  const name = document.createElement("b");
  name.textContent = user.display_name;
  const what = document.createElement("small");
  what.textContent = [user.channel, user.language, user.blocked ? "blocked" : ""].filter(Boolean).join(" · ");
  link.append(name, what);
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function empty() {
  const item = document.createElement("li");
  item.className = "empty";
  item.textContent = list.dataset.empty;
  return item;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = JSON.stringify(Object.fromEntries(new FormData(form)));
  const button = form.querySelector("button");
  button.disabled = true;
  const answer = await fetch("/_simulator/users", { method: "POST", body });
  const made = await answer.json();
  button.disabled = false;
  error.hidden = answer.ok;
  if (answer.ok) location.href = new URL(made.phone_url).pathname;
  else error.textContent = made.error;
});

show();
setInterval(show, 5000);
