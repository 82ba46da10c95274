// The form: texts by language, then colours. Values go in and come out as text.

/** `change(id, value)` answers the fields as they are then: a colour's id is its value. */
export function drawForm(form, fields, language, change, mayEdit) {
  const groups = [
    [form.dataset.th, fields.filter((each) => each.kind === "word" && each.language === "th")],
    [form.dataset.en, fields.filter((each) => each.kind === "word" && each.language === "en")],
    [form.dataset.texts, fields.filter((each) => each.kind === "text")],
    [form.dataset.colours, fields.filter((each) => each.kind === "colour")],
  ];
  const drawn = groups.filter(([, inside]) => inside.length).map(([title, inside]) => group(title, inside));
  form.replaceChildren(...drawn);
  form.onsubmit = (event) => event.preventDefault();

  function group(title, inside) {
    const made = document.createElement("fieldset");
    made.disabled = !mayEdit;
    const legend = document.createElement("legend");
    legend.textContent = title;
    const body = document.createElement("div");
    if (inside[0].kind === "colour") body.className = "colours";
    body.append(...inside.map(field));
    made.append(legend, body);
    return made;
  }

  function field(each) {
    const made = document.createElement("label");
    made.className = "field";
    const name = document.createElement("span");
    name.textContent = language === "th" ? each.thai : each.english;
    const colour = each.kind === "colour";
    const input = document.createElement(colour ? "input" : "textarea");
    if (colour) input.type = "color";
    else input.rows = Math.min(6, each.value.split("\n").length);
    input.value = colour ? each.value.slice(0, 7).toLowerCase() : each.value;
    input.dataset.field = each.id;
    let busy = Promise.resolve();
    input.addEventListener("input", () => {
      busy = busy.then(async () => {
        const value = colour ? input.value.toUpperCase() : input.value;
        if (colour && value === input.dataset.field) return;
        const known = await change(input.dataset.field, value);
        if (known && colour && known.some((one) => one.id === value)) input.dataset.field = value;
      });
    });
    made.append(name, input);
    return made;
  }
}
