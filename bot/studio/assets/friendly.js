// Texts as people read them: «appointment day» instead of {{ booking.date | thai_date }}, and back.

const CODE = /\{\{.*?\}\}|\{%.*?%\}/gs;
const NAME = /«[^«»]*»/g;

/**
 * @param names {labels: path → label, phrases: [if, not, else, end, data], byCode, byName}: one for a form; it
 *   learns each code's name, so that every text of the form comes back as it was
 */
export function friendly(text, names) {
  return text.replace(CODE, (code) => {
    if (!names.byCode.has(code)) learn(code, names);
    return names.byCode.get(code);
  });
}

/** The text with its codes. What is no name of ours stays as it is written. */
export function coded(text, names) {
  return text.replace(NAME, (name) => names.byName.get(name) ?? name);
}

function learn(code, names) {
  const said = called(code, names);
  let name = `«${said}»`;
  for (let more = 2; names.byName.has(name); more += 1) name = `«${said} ${more}»`;
  names.byCode.set(code, name);
  names.byName.set(name, code);
}

function called(code, { labels, phrases: [given, not, otherwise, end, data] }) {
  const inside = code.slice(2, -2).replace(/^-|-$/g, "").trim();
  if (inside === "else") return otherwise;
  if (inside === "endif") return end;
  const path = (inside.match(/[a-z_][\w.]*/g) ?? []).find((each) => each in labels);
  const label = (path && labels[path]) || data;
  const condition = /^(?:el)?if\s+(not\s)?/.exec(inside);
  if (!condition) return label;
  return (condition[1] ? not : given).replace("{}", label);
}
