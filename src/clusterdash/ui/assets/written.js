// Native tables and lists as a drawing: every ground, every bar and every line of text where it stands.

import { breadth, hold } from "./letters.js";
import { element } from "./svg.js";

export function written(root, paint) {
  const box = root.getBoundingClientRect();
  const drawn = element("g", {});
  const place = (at) => ({ x: at.x - box.x, y: at.y - box.y, width: at.width, height: at.height });
  // The outline of a row lies above its cells.
  for (const cell of [...root.querySelectorAll("th, td, button"), ...root.querySelectorAll("tr")]) {
    const at = cell.getBoundingClientRect();
    if (at.width > 1 && at.height && cell.checkVisibility()) drawn.append(...paint.box(cell, place(at)));
  }
  for (const bar of root.querySelectorAll(".length, .rule, .part, .part i")) {
    const at = bar.getBoundingClientRect();
    if (at.width) drawn.append(...length(bar, place(at)));
  }
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const held = node.parentElement;
    if (held.closest(".unseen") || held.getBoundingClientRect().width <= 1 || !held.checkVisibility()) continue;
    const style = getComputedStyle(held);
    const size = parseFloat(style.fontSize);
    const figures = style.fontVariantNumeric.includes("tabular-nums") ? { style: "font-variant-numeric:tabular-nums" } : {};
    const look = { ...figures, "font-size": size, "font-weight": style.fontWeight, "font-style": style.fontStyle, "font-family": "Inter, sans-serif", fill: style.color };
    if (style.transform !== "none") drawn.append(turned(node, place(held.parentElement.getBoundingClientRect()), look));
    else for (const line of quoted(node, lines(node), size)) {
      const text = element("text", { ...look, x: line.x - box.x, y: line.y - box.y + line.height / 2 + size / 3 }, line.text);
      hold(text, line.right - line.x);
      drawn.append(text);
    }
  }
  return { drawn, width: box.width, height: box.height };
}

// What a source says stands between quotation marks, which the page's style adds.
function quoted(node, found, size) {
  const quote = node.parentElement.closest("q");
  if (!quote || !found.length) return found;
  const mark = breadth("“", size);
  if (quote.firstChild === node) Object.assign(found[0], { text: `“${found[0].text}`, x: found[0].x - mark });
  if (quote.lastChild === node) Object.assign(found.at(-1), { text: `${found.at(-1).text}”`, right: found.at(-1).right + mark });
  return found;
}

function length(bar, at) {
  const style = getComputedStyle(bar);
  if (style.borderTopStyle === "dashed") return [element("rect", { ...at, fill: "none", stroke: style.borderTopColor, "stroke-dasharray": "3 3" })];
  const drawn = [element("rect", { ...at, fill: style.backgroundColor })];
  if (style.borderRightStyle !== "double") return drawn;
  const third = parseFloat(style.borderRightWidth) / 3; // the open end of what is a bound or an approximation
  for (const from of [3, 1]) drawn.push(element("rect", { ...at, x: at.x + at.width - from * third, width: third, fill: style.borderRightColor }));
  return drawn;
}

function turned(node, at, look) { // the heads of the matrix
  return element("text", { ...look, transform: `translate(${at.x + at.width / 2},${at.y + at.height - 4}) rotate(-42)` }, node.textContent.trim().replace(/\s+/g, " "));
}

function lines(node) { // as the browser broke them
  const range = document.createRange();
  const found = [];
  for (const word of node.textContent.matchAll(/\S+/g)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    for (const { x, y, height, right } of [...range.getClientRects()].slice(0, 1)) {
      if (right <= x) continue;
      const last = found.at(-1);
      if (last && Math.abs(last.y - y) < height / 2) Object.assign(last, { text: `${last.text} ${word[0]}`, right });
      else found.push({ x, y, height, right, text: word[0] });
    }
  }
  return found;
}
