// Native tables as a drawing: every line of text and every bar where it stands.

const NS = "http://www.w3.org/2000/svg";

function element(name, attributes, text) {
  const made = document.createElementNS(NS, name);
  for (const [key, held] of Object.entries(attributes)) made.setAttribute(key, held);
  if (text !== undefined) made.textContent = text;
  return made;
}

export function written(root) {
  const box = root.getBoundingClientRect();
  const drawn = element("g", {});
  for (const bar of root.querySelectorAll(".length")) {
    const at = bar.getBoundingClientRect();
    if (!at.width) continue;
    const style = getComputedStyle(bar);
    const place = { x: at.x - box.x, y: at.y - box.y, width: at.width, height: at.height };
    const dashed = style.borderTopStyle === "dashed";
    drawn.append(element("rect", dashed ? { ...place, fill: "none", stroke: style.borderTopColor, "stroke-dasharray": "3 3" } : { ...place, fill: style.backgroundColor }));
  }
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (node.parentElement.closest(".unseen, thead")) continue;
    const style = getComputedStyle(node.parentElement);
    const size = parseFloat(style.fontSize);
    const look = { "font-size": size, "font-weight": style.fontWeight, "font-family": "Inter, sans-serif", fill: style.color };
    for (const line of lines(node)) {
      drawn.append(element("text", { ...look, x: line.x - box.x, y: line.y - box.y + line.height / 2 + size / 3 }, line.text));
    }
  }
  return { drawn, width: box.width, height: box.height };
}

function lines(node) { // as the browser broke them
  const range = document.createRange();
  const found = [];
  for (const word of node.textContent.matchAll(/\S+/g)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const { x, y, height, width } = range.getBoundingClientRect();
    if (!width) continue;
    const last = found.at(-1);
    if (last && Math.abs(last.y - y) < height / 2) last.text += ` ${word[0]}`;
    else found.push({ x, y, height, text: word[0] });
  }
  return found;
}
