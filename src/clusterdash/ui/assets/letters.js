// The letters of a picture: broken where they are full, held to the width that they have on the page,
// and taken along. Elsewhere another font may stand in for the page's own, and may be wider.

import { element } from "./svg.js";

export const FAMILY = "Inter, 'Noto Sans', 'Liberation Sans', sans-serif";
const WAIT = 3000; // milliseconds for a font; without one the picture is made all the same
const pen = document.createElement("canvas").getContext("2d");
const kept = new Map();

export function breadth(text, size, weight = 400, family = FAMILY, style = "normal") {
  pen.font = `${style} ${weight} ${size}px ${family}`;
  return pen.measureText(text).width;
}

export function wrapped(text, width, size, weight) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ").flatMap((whole) => parts(whole, width, size, weight))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && breadth(longer, size, weight) > width) { lines.push(line); line = word; } else line = longer;
  }
  return [...lines, line];
}

function parts(word, width, size, weight) { // of a word that no line holds
  if (breadth(word, size, weight) <= width) return [word];
  const found = [""];
  for (const letter of word) {
    if (found.at(-1) && breadth(found.at(-1) + letter, size, weight) > width) found.push("");
    found[found.length - 1] += letter;
  }
  return found;
}

export function held(svg) {
  for (const text of svg.querySelectorAll("text:not([textLength])")) {
    const of = (name, other) => text.closest(`[${name}]`)?.getAttribute(name) ?? other;
    const shown = text.textContent.trim().replace(/\s+/g, " ");
    const long = breadth(shown, parseFloat(of("font-size", 16)), of("font-weight", 400), of("font-family", FAMILY), of("font-style", "normal"));
    if (long > 0) hold(text, long);
  }
}

export function hold(text, long) {
  text.setAttribute("textLength", long.toFixed(2));
  text.setAttribute("lengthAdjust", "spacingAndGlyphs");
}

// Return the page's own fonts as a style, as far as the text needs them and they can be fetched.
export async function fonts(text) {
  const codes = new Set([...text].map((letter) => letter.codePointAt(0)));
  const found = [...document.styleSheets].flatMap(faces).filter((face) => spans(face.range).some(([first, last]) => [...codes].some((code) => first <= code && code <= last)));
  const rules = await Promise.all(found.map(async ({ address, range }) => {
    const data = await fetched(address);
    return data ? `@font-face{font-family:Inter;font-weight:100 900;src:url(${data}) format("woff2");unicode-range:${range}}` : "";
  }));
  return element("style", {}, rules.join(""));
}

function faces(sheet) {
  let rules = [];
  try { rules = [...sheet.cssRules]; } catch { return []; } // of another server
  return rules.filter((rule) => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-family").replace(/["']/g, "") === "Inter")
    .map((rule) => ({
      address: new URL(rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)?.[1] ?? "", sheet.href ?? document.baseURI),
      range: rule.style.getPropertyValue("unicode-range") || "U+0-10FFFF",
    })).filter(({ address }) => address.protocol === "data:" || address.origin === location.origin);
}

function spans(range) {
  return [...range.matchAll(/U\+([\da-f]+)(?:-([\da-f]+))?/gi)].map(([, first, last]) => [parseInt(first, 16), parseInt(last ?? first, 16)]);
}

async function fetched(address) {
  if (address.protocol === "data:") return address.href;
  if (kept.has(address.href)) return kept.get(address.href);
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(WAIT) });
    if (!answer.ok) return "";
    let bytes = "";
    for (const byte of new Uint8Array(await answer.arrayBuffer())) bytes += String.fromCharCode(byte);
    kept.set(address.href, `data:font/woff2;base64,${btoa(bytes)}`);
    return kept.get(address.href);
  } catch { return ""; }
}
