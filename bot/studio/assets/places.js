// Where a JSON pointer stands in a text, and which pointer stands at a place.

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g;

/** Every object and list with where it begins and ends. */
function parts(text) {
  const found = [], open = [];
  let key = "";
  const pointer = () => {
    const top = open.at(-1);
    return top ? `${top.pointer}/${top.list ? top.at : key}` : "";
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") open.push({ pointer: pointer(), list: token === "[", at: 0, from: index });
    else if (token === "}" || token === "]") found.push({ ...open.pop(), to: index + 1 });
    else if (token === "," && open.at(-1)?.list) open.at(-1).at += 1;
    else if (token[0] === '"' && !open.at(-1)?.list) {
      if (/^\s*:/.test(text.slice(index + token.length, index + token.length + 9))) key = JSON.parse(token).replaceAll("~", "~0").replaceAll("/", "~1");
    }
  }
  return found;
}

export function lineOf(text, pointer) {
  const part = parts(text).find((each) => each.pointer === pointer);
  return part ? text.slice(0, part.from).split("\n").length : 1;
}

/** The innermost object or list around a place. */
export function pointerAt(text, place) {
  const around = parts(text).filter((each) => each.from <= place && place <= each.to);
  return around.sort((one, other) => (one.to - one.from) - (other.to - other.from))[0]?.pointer ?? "";
}
