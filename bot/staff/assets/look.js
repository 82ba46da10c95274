// The card's head in the chosen colour, and whether white letters can be read on it.

const card = document.getElementById("look-card");
const colour = document.getElementById("look-colour"), none = document.getElementById("look-none");
const words = document.getElementById("look-contrast");

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function show() {
  const hex = !colour || none.checked ? (colour ? card.dataset.usual : words.dataset.colour ?? card.dataset.usual) : colour.value;
  card.style.setProperty("--look", hex);
  const ratio = 1.05 / (luminance(hex) + 0.05), good = ratio >= Number(card.dataset.least);
  words.textContent = `${ratio.toFixed(1)} : 1 · ${good ? words.dataset.good : words.dataset.bad}`;
  words.className = good ? "" : "wrong";
}

colour?.addEventListener("input", () => { none.checked = false; show(); });
none?.addEventListener("change", show);
show();
