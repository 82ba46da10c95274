// Flex Message sizes in pixels, as three public renderers agree on them.

export const BUBBLE_WIDTH = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 500 };

const SPACE = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const TEXT = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const IMAGE = {
  xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220,
};
const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };

const pick = (table) => (value) => (Object.hasOwn(table, value) ? `${table[value]}px` : value);

export const space = pick(SPACE);
export const border = pick(BORDER);
export const textSize = (value) => pick(TEXT)(value ?? "md");
/** The patient's size of letters, for what a card lets grow. */
export const scaled = (size, { scaling }) => (scaling ? `calc(${size} * var(--scale, 1))` : size);
export const imageWidth = (value) => (value === "full" ? "100%" : pick(IMAGE)(value ?? "md"));

// Padding of a block: top, right and left, bottom, and bottom when a footer follows.
const BLOCKS = {
  header: { usual: [20, 20, 20], kilo: [13, 13, 13], small: [10, 10, 10], middle: [11, 14, 13] },
  body: { usual: [19, 20, 20, 10], kilo: [13, 13, 13, 17], small: [10, 10, 10], middle: [11, 14, 13] },
  footer: { usual: [10, 10, 10], kilo: [10, 10, 10], small: [10, 10, 10], middle: [10, 10, 10] },
  hero: { usual: [0, 0, 0], kilo: [0, 0, 0], small: [0, 0, 0], middle: [0, 0, 0] },
};
const KIND = { nano: "small", micro: "small", deca: "middle", hecto: "middle", kilo: "kilo" };

export function blockPadding(block, size, hasFooter) {
  const [top, side, bottom, bottomWithFooter] = BLOCKS[block][KIND[size] ?? "usual"];
  const last = hasFooter && bottomWithFooter !== undefined ? bottomWithFooter : bottom;
  return `${top}px ${side}px ${last}px ${side}px`;
}

/** `w:h`; square when nothing or nonsense is said. */
export function ratio(value) {
  const [width, height] = String(value ?? "1:1").split(":").map(Number);
  return width > 0 && height > 0 ? `${width} / ${height}` : "1 / 1";
}
