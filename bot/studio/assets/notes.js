// The findings: a list whose entries lead to the line or the field.

const list = document.getElementById("notes");
const fine = document.getElementById("fine");

export const sentence = (note) => note[document.documentElement.lang] ?? note.en;

/** @param lead (note) → goes there */
export function tell(notes, lead) {
  fine.hidden = notes.length > 0;
  list.replaceChildren(...notes.map((each) => {
    const item = document.createElement("li");
    item.className = each.level;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${list.dataset[each.level]}: ${sentence(each)} `;
    button.append(Object.assign(document.createElement("small"), { textContent: place(each) }));
    button.addEventListener("click", () => lead(each));
    item.append(button);
    return item;
  }));
}

function place({ part, line, pointer }) {
  return part === "template" ? `${list.dataset.line} ${line} · ${pointer || "/"}` : `${part}${pointer}`;
}
