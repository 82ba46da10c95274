// What can be tapped in a message, numbered as the simulator numbers it: in the order of the JSON.

export function actionsIn(message, found = []) {
  if (Array.isArray(message)) message.forEach((item) => actionsIn(item, found));
  else if (message && typeof message === "object") {
    for (const [key, value] of Object.entries(message)) {
      if (key === "action" || key === "defaultAction") found.push(value);
      else if (key === "actions" && Array.isArray(value)) found.push(...value);
      else actionsIn(value, found);
    }
  }
  return found;
}
