// Puts the reader's own key and test patient into the samples.

import { kept } from "./keep.js";

const written = new Map([...document.querySelectorAll("[data-samples] code")].map((code) => [code, code.textContent]));

/** Again whenever a key or a patient was made. */
export const fillSamples = () => {
  const own = { mc_test_your_key: kept.key, mc3_your_key: kept.v3Key, "5bedb40574d0504752f2173f": kept.connectId };
  for (const [code, source] of written) {
    code.textContent = Object.entries(own).reduce((text, [example, mine]) => (mine ? text.replaceAll(example, mine) : text), source);
  }
  for (const each of document.querySelectorAll("[data-unfilled]")) each.hidden = Boolean(kept.key && kept.connectId);
};
fillSamples();
