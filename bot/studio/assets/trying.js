// A test of the draft, as it is saved, to one's own phone; linked once by a code typed in the chat.

const $ = (id) => document.getElementById(id);
const place = $("try");
const POLL = 1200;
let watching = 0;

async function call(path, method = "POST", body = undefined) {
  try {
    const answer = await fetch(path, {
      method, headers: { "Content-Type": "application/json", "X-CSRF": place.dataset.csrf }, body: body && JSON.stringify(body),
    });
    return { status: answer.status, said: await answer.json() };
  } catch {
    return { status: 0, said: { error: place.dataset.lost } };
  }
}

function say(words, kind = "") {
  $("try-said").hidden = !words;
  $("try-said").className = `notice ${kind}`;
  $("try-said").textContent = words ?? "";
}

const pause = (ms) => new Promise((go) => { setTimeout(go, ms); });

/** Repeats `look` until it returns something, or the dialog closes or asks for something else. */
async function until(look) {
  const mine = ++watching;
  while (mine === watching && $("try-dialog").open) {
    const found = await look();
    if (found || mine !== watching) return found;
    await pause(POLL);
  }
}

async function phone() {
  const { status, said } = await call("/studio/phone.json", "GET");
  return status === 200 ? said.phone : null;
}

function show(linked) {
  $("try-link").hidden = !!linked;
  $("try-send").hidden = !linked;
  if (!linked) return;
  $("try-name").textContent = linked.name || linked.channel;
  $("try-now").focus();
}

async function link() {
  show(null);
  const { status, said } = await call("/studio/phone/code");
  if (status !== 200) return say(said.error, "bad");
  $("try-code").textContent = said.code;
  const linked = await until(phone);
  if (linked) show(linked);
}

async function open() {
  say("");
  $("try-dialog").showModal();
  const linked = await phone();
  if (linked) show(linked); else await link();
}

/** The editor saves by itself a moment after the last letter. */
async function saved() {
  for (let turn = 0; turn < 20 && $("state")?.textContent === place.dataset.unsaved; turn += 1) await pause(250);
}

async function send() {
  $("try-now").disabled = true;
  say("…");
  await saved();
  const { status, said } = await call(`/studio/${place.dataset.name}/test`, "POST", {
    sample: $("sample").querySelector(":checked").value, language: $("language").querySelector(":checked").value,
  });
  if (status === 202) {
    await until(async () => {
      const { said: heard } = await call(`/studio/tests/${said.id}`, "GET");
      say(heard.words ?? heard.error, heard.over && !heard.good ? "bad" : "");
      return heard.over;
    });
  } else {
    say([said.error, said.more].filter(Boolean).join(" "), "bad");
  }
  $("try-now").disabled = false;
}

$("try-open").addEventListener("click", open);
$("try-now").addEventListener("click", send);
$("try-unlink").addEventListener("click", async () => {
  say("");
  await call("/studio/phone/unlink");
  link();
});
$("try-close").addEventListener("click", () => $("try-dialog").close());
$("try-dialog").addEventListener("close", () => { watching += 1; });
