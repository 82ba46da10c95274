// The desk books for a patient whose Connect ID it knows.

import { spokenDay, spokenTime } from "./dates.js";
import { input, labelled, make, select } from "./dom.js";
import { words } from "./words.js";

const USUAL_DAY = 1; // the day after tomorrow: every stop of the time machine is still to come

export function drawBookForm(user, state, act) {
  const form = make("form", "card book-form");
  form.id = "book-form";
  const department = select("department", "book-department", state.departments, state.departments[0]);
  const date = select("date", "book-date", state.days, state.days[USUAL_DAY], spokenDay);
  const time = select("time", "book-time", state.times, "10:00", spokenTime);
  const submit = make("button", "deed is-main", `${words().book} ${user.display_name}`);
  submit.type = "submit";
  submit.id = "deed-book";
  form.append(
    labelled(words().department, department, "half"),
    labelled(`${words().forWhom} (${words().optional})`, input("patient_name", { id: "book-name", maxLength: 80 }), "half"),
    labelled(words().date, date, "half"),
    labelled(words().hour, time, "half"),
    labelled(`${words().note} (${words().optional})`, input("note", { id: "book-note", maxLength: 300 }), "wide"),
    submit,
  );
  form.addEventListener("input", () => { form.dataset.touched = "yes"; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    delete form.dataset.touched;
    act("book", { connect_id: state.connect_ids[0] ?? "", ...Object.fromEntries(new FormData(form)) });
  });
  return form;
}
