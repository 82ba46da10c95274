// What a tap does on this phone: some actions are the simulator's, some stay on the phone.

import { actionsIn } from "./actions.js";
import { post } from "./server.js";
import { sharePlace } from "./places.js";
import { askForMoment, openLink, tellCopied } from "./sheets.js";

/** `where` is {message: id} or {menu: id}, `holder` its JSON. `told` hears the answer. */
export function tapper(where, holder, told) {
  const places = actionsIn(holder);
  return async (action) => {
    const index = places.indexOf(action);
    if (action.type === "location") return sharePlace(told);
    if (action.type === "clipboard") return tellCopied(action.clipboardText);
    if (action.type === "datetimepicker") {
      const params = await askForMoment(action);
      if (params) told(await post("tap", { ...where, index, params }));
      return undefined;
    }
    const answer = await post("tap", { ...where, index });
    told(answer);
    if (answer.ok && answer.opened) openLink(answer.opened);
    return undefined;
  };
}
