// A figure as a picture that can stand alone: above it its sentence and what is selected; below it its
// key, what it rests on, its source and edition.

import { bytes, keep } from "./keep.js";
import { legend, lines } from "./legend.js";
import { FAMILY, fonts, held, wrapped } from "./letters.js";
import { element, Paint, plain } from "./svg.js";
import { written } from "./written.js";

const SPACE = 24;
const LONGEST = 16384; // dots across or down; what is larger than a canvas can be comes out empty
const NS = "http://www.w3.org/2000/svg";

function view(key) {
  const id = document.getElementById(`${key}-plot`)?.querySelector("[data-root-id]")?.dataset.rootId;
  return id ? window.Bokeh.index.get_by_id?.(id) ?? window.Bokeh.index[id] : null;
}

function texts(card) {
  const text = (selector) => plain(card.querySelector(selector));
  const foot = [...document.querySelectorAll(".foot-page p:not(.again, .printed)")].map(plain);
  const embedded = [...document.querySelectorAll("#embedded-foot .quiet")].map((line) => plain(line).replace(plain(line.querySelector("a")), "").trim());
  return {
    title: text(".title"),
    said: [text(".said"), text(".gap strong")].filter(Boolean),
    figure: [text(".figure"), selected()].filter(Boolean),
    below: [...lines(card), [...foot, ...embedded].filter(Boolean).join(" ")].filter(Boolean),
    mark: (card.querySelector(".made") ?? document.querySelector(".synthetic"))?.textContent.trim() ?? "",
  };
}

function selected() {
  const chips = [...document.querySelectorAll("#chips .chip.on > span:first-child")].map(plain);
  return chips.length ? `${document.querySelector("#chips ul").getAttribute("aria-label")}: ${chips.join(", ")}` : "";
}

function figure(key, paint) {
  const shown = view(key);
  if (shown && !document.getElementById(`${key}-plot`).hidden) {
    const layer = shown.export("svg", false);
    const drawn = layer.ctx.get_svg();
    return { drawn, width: layer.bbox?.width || Number(drawn.getAttribute("width")), height: layer.bbox?.height || Number(drawn.getAttribute("height")) };
  }
  const card = document.getElementById(key);
  const native = card.querySelector(".multiples, .matrix table, .tilegrid") ?? card.querySelector("table");
  return native ? written(native, paint) : { drawn: element("g", {}), width: 480, height: 10 };
}

function composed(key) {
  const card = document.getElementById(key);
  const paint = new Paint();
  const said = texts(card);
  const { drawn, width: inner, height } = figure(key, paint);
  const room = Math.max(inner, 360);
  const width = room + 2 * SPACE;
  const ink = getComputedStyle(document.documentElement);
  const role = (name) => ink.getPropertyValue(`--${name}`).trim();
  const svg = element("svg", { xmlns: NS, width, "font-family": FAMILY });
  svg.append(element("rect", { width: "100%", height: "100%", fill: role("card") }));
  let y = SPACE;
  const write = (text, size, weight, colour) => {
    for (const line of wrapped(text, room, size, weight)) {
      y += size * 1.35;
      svg.append(element("text", { x: SPACE, y, "font-size": size, "font-weight": weight, fill: role(colour) }, line));
    }
  };
  if (said.mark) write(said.mark, 15, 700, "note");
  write(said.title, 13, 600, "ink-2");
  for (const text of said.said) write(text, 16, 600, "ink");
  for (const text of said.figure) write(text, 12, 400, "ink-2");
  y += 14;
  drawn.setAttribute(drawn.tagName === "svg" ? "x" : "transform", drawn.tagName === "svg" ? SPACE : `translate(${SPACE},${y})`);
  if (drawn.tagName === "svg") drawn.setAttribute("y", y);
  svg.append(drawn);
  y += height + 8;
  const below = legend(card, paint, room, role("ink-2"));
  below.drawn.setAttribute("transform", `translate(${SPACE},${y})`);
  svg.append(below.drawn, ...paint.patterns.values());
  y += below.height;
  for (const text of said.below) write(text, 11.5, 400, "ink-2");
  y += SPACE;
  svg.setAttribute("height", y);
  svg.setAttribute("viewBox", `0 0 ${width} ${y}`);
  if (said.mark) watermark(svg, said.mark, width, y, role("note"));
  held(svg);
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
  svg.prepend(await fonts(svg.textContent));
  const text = new XMLSerializer().serializeToString(svg);
  const name = `clusterdash-${made ? "synthetic-" : ""}${key}.${kind}`;
  if (kind === "svg") return keep([text], "image/svg+xml", name);
  const image = await loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`);
  const canvas = document.createElement("canvas");
  const scale = Math.min(2, LONGEST / Math.max(width, height));
  [canvas.width, canvas.height] = [width * scale, height * scale];
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
