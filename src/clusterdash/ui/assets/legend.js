// What stands below a figure: its key, then in their order all lines that say how to read it.

import { breadth, wrapped } from "./letters.js";
import { element, plain } from "./svg.js";

const SIZE = 11.5;
const STEP = 1.5 * SIZE;
const [BESIDE, APART] = [5, 12]; // pixels between a swatch and its meaning, and between two entries

const seen = (node) => node.checkVisibility() && node.getClientRects().length > 0;

// Return the lines on a card that belong to its figure wherever it goes.
export function lines(card) {
  return [...card.querySelectorAll(".found, .coverage, .credit, .foot .origin")].filter(seen).map(plain).filter(Boolean);
}

// Return the keys of a card as a drawing, as wide as told.
export function legend(card, paint, width, ink) {
  const drawn = element("g", {});
  let [x, y] = [0, 0];
  const next = () => { if (x) { x = 0; y += STEP; } };
  for (const entry of [...card.querySelectorAll(".key > *")].filter(seen)) {
    const swatch = entry.querySelector("i");
    const { width: wide, height: high } = swatch?.getBoundingClientRect() ?? { width: 0, height: 0 };
    const room = wide > 2 ? wide + BESIDE : 0;
    const text = plain(entry);
    const weight = entry.matches("b") ? 600 : 400;
    const long = room + breadth(text, SIZE, weight);
    if (x + long > width || weight > 400) next();
    if (room) drawn.append(...paint.box(swatch, { x, y: y + (STEP - high) / 2, width: wide, height: high }, { bordered: true }));
    const parts = wrapped(text, width - room, SIZE, weight);
    for (const [line, part] of parts.entries()) {
      drawn.append(element("text", { x: x + room, y: y + line * STEP + STEP / 2 + SIZE * 0.36, "font-size": SIZE, "font-weight": weight, fill: ink }, part));
    }
    x += long + APART;
    y += (parts.length - 1) * STEP;
    if (weight > 400 || parts.length > 1) next();
  }
  next();
  return { drawn, height: y };
}
