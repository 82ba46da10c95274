// Sample data of one's own: a dialog with the values of the set that is shown, kept under a name.

const $ = (id) => document.getElementById(id);

/** @param editor {begin, call, phone, look()} */
export function openSamples({ begin, call, look }) {
  const dialog = $("sample-dialog"), pills = $("sample"), words = dialog?.dataset;
  if (!dialog) return;
  let like = "usual";
  const chosen = () => pills.querySelector(":checked");

  $("sample-open").addEventListener("click", async () => {
    like = chosen().value;
    const answer = await fetch(`/studio/${begin.name}/samples/${like}`);
    if (!answer.ok) return;
    const { fields } = await answer.json();
    $("sample-fields").replaceChildren(...fields.map(field));
    $("sample-label").value = like.startsWith("own-") ? chosen().nextSibling.textContent : "";
    $("sample-drop").hidden = !like.startsWith("own-");
    say("");
    dialog.showModal();
  });
  $("sample-close").addEventListener("click", () => dialog.close());
  $("sample-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const inputs = [...$("sample-fields").querySelectorAll("[data-path]")];
    const values = Object.fromEntries(inputs.map((each) => [each.dataset.path, each.value]));
    const { status, said } = await call("samples", { label: $("sample-label").value, like, values });
    for (const input of inputs) wrong(input, said.wrong?.[input.dataset.path]);
    if (status !== 200) {
      say(said.error ?? words.lost);
      return;
    }
    dialog.close();
    pill(said).checked = true;
    look();
  });
  $("sample-drop").addEventListener("click", async () => {
    const { status } = await call(`samples/${like.slice(4)}/drop`, {});
    if (status !== 200) return say(words.lost);
    chosen().parentElement.remove();
    pills.querySelector("input").checked = true;
    dialog.close();
    look();
  });

  function pill({ key, label }) {
    const old = pills.querySelector(`[value="${key}"]`);
    if (old) return old;
    const made = document.createElement("label"), text = document.createElement("span");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "sample", value: key });
    text.textContent = label;
    made.append(input, text);
    pills.append(made);
    return input;
  }

  function field({ path, value, label, type, longest, mayBeEmpty }) {
    const made = document.createElement("label"), name = document.createElement("span");
    made.className = "field";
    name.textContent = label;
    const long = type === "text" && longest > 80;
    const input = document.createElement(long ? "textarea" : "input");
    input.value = value;
    if (long) input.rows = 2;
    input.dataset.path = path;
    input.maxLength = Math.max(longest, value.length);
    input.placeholder = mayBeEmpty ? words.empty : "";
    input.readOnly = type === "word" && value !== "true" && value !== "false";
    made.append(name, input);
    return made;
  }

  function wrong(input, sentence) {
    input.parentElement.querySelector(".wrong")?.remove();
    input.toggleAttribute("aria-invalid", Boolean(sentence));
    if (!sentence) return;
    input.setAttribute("aria-invalid", "true");
    input.after(Object.assign(document.createElement("p"), { className: "wrong", textContent: sentence }));
  }

  function say(sentence) {
    $("sample-said").textContent = sentence;
    $("sample-said").hidden = !sentence;
  }
}
