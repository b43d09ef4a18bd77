// A figure as a picture that can stand alone: its sentence above, its source and edition below.

import { bytes, keep } from "./keep.js";
import { written } from "./written.js";

const SPACE = 24;
const NS = "http://www.w3.org/2000/svg";

function view(key) {
  const id = document.getElementById(`${key}-plot`)?.querySelector("[data-root-id]")?.dataset.rootId;
  return id ? window.Bokeh.index.get_by_id?.(id) ?? window.Bokeh.index[id] : null;
}

function texts(card) {
  const text = (selector) => card.querySelector(selector)?.textContent.trim().replace(/\s+/g, " ") ?? "";
  return {
    title: text(".title"),
    said: [text(".said"), text(".gap strong")].filter(Boolean),
    below: [text(".coverage"), text(".credit"), text(".foot .origin"), [...document.querySelectorAll(".foot-page p:not(.again)")].map((line) => line.textContent.trim().replace(/\s+/g, " ")).filter(Boolean).join(" ")].filter(Boolean),
    mark: (card.querySelector(".made") ?? document.querySelector(".synthetic"))?.textContent.trim() ?? "",
  };
}

function wrapped(text, width, size) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${size}px Inter, sans-serif`;
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(longer).width > width) { lines.push(line); line = word; } else line = longer;
  }
  return [...lines, line];
}

function element(name, attributes, text) {
  const made = document.createElementNS(NS, name);
  for (const [key, held] of Object.entries(attributes)) made.setAttribute(key, held);
  if (text !== undefined) made.textContent = text;
  return made;
}

function figure(key) {
  const shown = view(key);
  if (shown && !document.getElementById(`${key}-plot`).hidden) {
    const layer = shown.export("svg", false);
    const drawn = layer.ctx.get_svg();
    return { drawn, width: layer.bbox?.width || Number(drawn.getAttribute("width")), height: layer.bbox?.height || Number(drawn.getAttribute("height")) };
  }
  const beside = document.querySelector(`#${CSS.escape(key)} .multiples`);
  if (beside) return written(beside);
  const table = document.querySelector(`#${CSS.escape(key)} .matrix table, #${CSS.escape(key)} .tilegrid, #${CSS.escape(key)} table`);
  return table ? cells(table) : { drawn: element("g", {}), width: 480, height: 10 };
}

// Native tables are drawn cell by cell, as they look.
function cells(table) {
  const box = table.getBoundingClientRect();
  const drawn = element("g", {});
  for (const cell of table.querySelectorAll("th, td, li")) {
    const inner = cell.querySelector("button") ?? cell;
    const place = inner.getBoundingClientRect();
    if (!place.width || !place.height || cell.offsetParent === null) continue;
    const style = getComputedStyle(inner);
    const at = { x: place.x - box.x, y: place.y - box.y, width: place.width, height: place.height };
    if (style.backgroundColor !== "rgba(0, 0, 0, 0)") drawn.append(element("rect", { ...at, fill: style.backgroundColor }));
    const rule = cell.querySelector(".rule");
    if (rule) {
      const bar = rule.getBoundingClientRect();
      drawn.append(element("rect", { x: bar.x - box.x, y: bar.y - box.y, width: bar.width, height: bar.height, fill: getComputedStyle(rule).backgroundColor }));
    }
    const text = (inner.querySelector("span, b") && inner.closest(".tilegrid") ? inner.textContent : cell.textContent).trim().replace(/\s+/g, " ");
    if (!text) continue;
    const size = parseFloat(style.fontSize);
    const turned = cell.closest("thead") && cell.querySelector("button span");
    const look = { "font-size": size, "font-family": "Inter, sans-serif", fill: style.color };
    if (turned) drawn.append(element("text", { ...look, transform: `translate(${at.x + at.width / 2},${at.y + at.height - 4}) rotate(-42)` }, text));
    else if (rule) drawn.append(element("text", { ...look, x: rule.getBoundingClientRect().right - box.x + 6, y: at.y + at.height / 2 + size / 3 }, text));
    else if (cell.scope === "row") drawn.append(element("text", { ...look, x: at.x + at.width - 6, y: at.y + at.height / 2 + size / 3, "text-anchor": "end" }, text));
    else drawn.append(element("text", { ...look, x: at.x + at.width / 2, y: at.y + at.height / 2 + size / 3, "text-anchor": "middle" }, text));
  }
  return { drawn, width: box.width, height: box.height };
}

function composed(key) {
  const said = texts(document.getElementById(key));
  const { drawn, width: inner, height } = figure(key);
  const width = Math.max(inner, 360) + 2 * SPACE;
  const ink = getComputedStyle(document.documentElement);
  const role = (name) => ink.getPropertyValue(`--${name}`).trim();
  const svg = element("svg", { xmlns: NS, width, "font-family": "Inter, 'Liberation Sans', sans-serif" });
  const ground = element("rect", { width: "100%", height: "100%", fill: role("card") });
  svg.append(ground);
  let y = SPACE;
  const write = (lines, size, weight, colour) => {
    for (const line of lines) {
      y += size * 1.35;
      svg.append(element("text", { x: SPACE, y, "font-size": size, "font-weight": weight, fill: role(colour) }, line));
    }
  };
  if (said.mark) write(wrapped(said.mark, width - 2 * SPACE, 15), 15, 700, "note");
  write(wrapped(said.title, width - 2 * SPACE, 13), 13, 600, "ink-2");
  for (const text of said.said) write(wrapped(text, width - 2 * SPACE, 16), 16, 600, "ink");
  y += 14;
  drawn.setAttribute(drawn.tagName === "svg" ? "x" : "transform", drawn.tagName === "svg" ? SPACE : `translate(${SPACE},${y})`);
  if (drawn.tagName === "svg") drawn.setAttribute("y", y);
  svg.append(drawn);
  y += height + 6;
  for (const text of said.below) write(wrapped(text, width - 2 * SPACE, 11.5), 11.5, 400, "ink-2");
  y += SPACE;
  svg.setAttribute("height", y);
  svg.setAttribute("viewBox", `0 0 ${width} ${y}`);
  if (said.mark) watermark(svg, said.mark, width, y, role("note"));
  return { svg, width, height: y, made: Boolean(said.mark) };
}

// Again and again down the picture, so that no part that is cut out of it goes without.
const APART = 320;

function watermark(svg, text, width, height, fill) {
  const size = Math.min(34, width / (text.length * 0.62));
  const lines = Math.max(1, Math.round(height / APART));
  for (let line = 0; line < lines; line += 1) {
    const at = { x: width / 2, y: (height * (line + 0.5)) / lines };
    svg.append(element("text", { ...at, "font-size": size, "font-weight": 700, "text-anchor": "middle", fill, opacity: 0.28, transform: `rotate(-16 ${at.x} ${at.y})` }, text));
  }
}

export async function picture(key, kind) {
  const { svg, width, height, made } = composed(key);
  const text = new XMLSerializer().serializeToString(svg);
  const name = `clusterdash-${made ? "synthetic-" : ""}${key}.${kind}`;
  if (kind === "svg") return keep([text], "image/svg+xml", name);
  const image = await loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return keep([bytes(canvas.toDataURL("image/png").split(",")[1])], "image/png", name);
}

// Neither this nor the picture waits for a frame or for a page with nothing to do, as decode() and
// toBlob() would: a page that is busy, or no longer seen, has none.
function loaded(address) {
  return new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = failed;
    image.src = address;
  });
}
