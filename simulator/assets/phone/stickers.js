// Our own six stickers. Others have pictures that are not ours to draw: each gets one of these, always the same.

import { button, image } from "./dom.js";
import { post } from "./server.js";
import { words } from "./words.js";

const COUNT = 6;
const panel = document.getElementById("stickers");

export function stickerPicture(number) {
  const which = ((((number || 1) - 1) % COUNT) + COUNT) % COUNT;
  const made = image(`/assets/stickers/${which + 1}.svg`);
  made.alt = `${words.sticker}: ${words.stickerNames[which]}`;
  return made;
}

export function fillStickers(told, chosen) {
  panel.setAttribute("aria-label", words.stickers);
  for (let number = 1; number <= COUNT; number += 1) {
    const choice = button("", async () => {
      chosen();
      told(await post("sticker", { sticker: number }));
    }, "sticker-choice");
    choice.append(stickerPicture(number));
    panel.append(choice);
  }
}
