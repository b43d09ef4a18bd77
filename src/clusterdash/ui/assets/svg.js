// Parts of a drawing, and the grounds of the page's cells and keys in it: plain, hatched or dotted.

const NS = "http://www.w3.org/2000/svg";
const COLOUR = /(?:rgba?|color|oklab|oklch)\([^)]*\)/g;

export function element(name, attributes, text) {
  const made = document.createElementNS(NS, name);
  for (const [key, held] of Object.entries(attributes)) made.setAttribute(key, held);
  if (text !== undefined) made.textContent = text;
  return made;
}

// Words as one reads them: what is there for screen readers alone is not seen in a picture either.
export function plain(node) {
  if (!node) return "";
  const copy = node.cloneNode(true);
  for (const unseen of copy.querySelectorAll(".unseen")) unseen.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}

// What a picture is painted with; its patterns belong into the picture, each once.
export class Paint {
  patterns = new Map();

  // Return the ground of an element as a fill, or "" where there is none.
  fill(look) {
    const image = look.backgroundImage;
    const colour = clear(look.backgroundColor) ? "" : look.backgroundColor;
    const found = image.match(COLOUR) ?? [];
    if (found.length < 2) return colour;
    const name = `ground-${`${image}${colour}`.replace(/\W+/g, "-")}`;
    if (image.startsWith("repeating-linear-gradient")) this.patterns.set(name, lines(name, image, found));
    else if (image.startsWith("radial-gradient")) this.patterns.set(name, dots(name, colour, found[0]));
    else return colour;
    return `url(#${name})`;
  }

  // Return the drawing of an element's ground, border and outline.
  box(node, at, { bordered = false } = {}) {
    const look = getComputedStyle(node);
    const fill = this.fill(look);
    const drawn = fill ? [element("rect", { ...at, fill })] : [];
    const border = [look.borderTopStyle, look.borderTopColor, parseFloat(look.borderTopWidth)];
    if (bordered) drawn.push(...edge(at, ...border));
    else if (border[0] === "solid" && border[2] && !clear(border[1])) drawn.push(element("rect", { ...at, height: border[2], fill: border[1] })); // cells have a line above them
    if (node !== document.activeElement) drawn.push(...edge(at, look.outlineStyle, look.outlineColor, parseFloat(look.outlineWidth)));
    if (node.matches("[aria-pressed=true]") && look.boxShadow.includes("inset")) drawn.push(...edge(at, "solid", look.boxShadow.match(COLOUR)[0], 2));
    return drawn;
  }
}

function clear(colour) {
  return /^transparent$|^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);
}

function edge(at, style, stroke, width) {
  if (style === "none" || !width || clear(stroke)) return [];
  const half = width / 2;
  const inner = { x: at.x + half, y: at.y + half, width: Math.max(0, at.width - width), height: Math.max(0, at.height - width) };
  return [element("rect", { ...inner, fill: "none", stroke, "stroke-width": width, ...(style === "dashed" ? { "stroke-dasharray": "3 3" } : {}) })];
}

function lines(id, image, colours) {
  const period = Math.max(...[...image.matchAll(/([\d.]+)px/g)].map((found) => Number(found[1])));
  const turned = Number(image.match(/(-?[\d.]+)deg/)?.[1] ?? 180) - 90; // across in a drawing, up in a style
  const made = element("pattern", { id, width: period, height: period, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turned})` });
  made.append(element("rect", { width: period, height: period, fill: colours[0] }));
  made.append(element("rect", { x: period - 1, width: 1, height: period, fill: colours.at(-1) }));
  return made;
}

function dots(id, ground, colour) {
  const made = element("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" });
  if (ground) made.append(element("rect", { width: 6, height: 6, fill: ground }));
  made.append(element("circle", { cx: 3, cy: 3, r: 1.2, fill: colour }));
  return made;
}
