// Puts the reader's own key and test patient into the samples.

import { kept } from "./keep.js";

const own = { mc_test_your_key: kept.key, "5bedb40574d0504752f2173f": kept.connectId };
for (const code of document.querySelectorAll("[data-samples] code")) {
  for (const [example, mine] of Object.entries(own)) {
    if (mine) code.textContent = code.textContent.replaceAll(example, mine);
  }
}
