// What may be written inside {{ }} and "$if": this card's variables and words, and the filters.

const OPEN = /\{\{(?:(?!\}\}).)*$|\{%(?:(?!%\}).)*$|"\$(?:if|for)"\s*:\s*"(?:[^"\\]|\\.)*$/;
const LOOPS = /"\$for"\s*:\s*"\s*([a-z]\w*)\s+in\s+([\w.[\]]+)/g;

/** @param knows {variables: path → label, words: () → key → text, filters: [name]} */
export function suggestions({ variables, words, filters }) {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (!OPEN.test(before)) return null;
    const piped = /\|\s*(\w*)$/.exec(before);
    const typed = context.matchBefore(/[\w.]*/);
    if (!piped && !typed.text && !context.explicit && !/\{\{ ?$/.test(before)) return null;
    const options = piped
      ? filters.map((label) => ({ label, type: "function" }))
      : [...ofVariables(variables, context.state.doc.toString()), ...ofWords(words())];
    return { from: piped ? context.pos - piped[1].length : typed.from, options, validFor: /^[\w.]*$/ };
  };
}

/** Inside a loop a list's item has the loop's name: `queues[].booking.date` is `queue.booking.date`. */
function ofVariables(variables, text) {
  const items = [...text.matchAll(LOOPS)].map(([, name, path]) => [name, path]);
  const real = (path) => items.reduce((found, [name, list]) => (found === name || found.startsWith(`${name}.`) ? found.replace(name, `${list}[]`) : found), path);
  const lists = items.map(([name, path]) => [`${name}.`, `${real(path)}[].`]);
  return Object.entries(variables).flatMap(([path, label]) => {
    const inside = lists.filter(([, list]) => path.startsWith(list)).map(([name, list]) => name + path.slice(list.length));
    return [...(path.includes("[]") ? [] : [path]), ...inside].filter((each) => !each.includes("[]"))
      .map((each) => ({ label: each, detail: label, type: "variable", boost: 1 }));
  });
}

function ofWords(words) {
  return Object.entries(words).map(([key, text]) => ({ label: `words.${key}`, detail: text.replace(/\s+/g, " ").slice(0, 40), type: "text" }));
}
