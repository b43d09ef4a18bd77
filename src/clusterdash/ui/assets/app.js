// The page's own script: sends what a reader does to the session, and puts in place what comes back.
// Without it, or while the session is away, every button and link still works as a form or a link.
import { connection, connected, heard, remember, resume, watch } from "./session.js";
import { apply, expand, marks, roving } from "./patch.js";
import { paint, choose } from "./theme.js";
import { sort, filter, copied } from "./table.js";
import { bytes, keep } from "./keep.js";
import { picture } from "./picture.js";
import "./hints.js";
import "./paper.js";
import { taps } from "./bars.js";
import { came, roll } from "./rows.js";

let bridge = null;
let count = 0;

function send(action) {
  if (bridge === null || !connected()) return false;
  count += 1;
  bridge.up = JSON.stringify({ ...action, n: count });
  return true;
}

function receive(text) {
  heard();
  const patch = JSON.parse(text);
  if (patch.alive) return;
  if (patch.heights) { grow(patch.heights); return; }
  if (patch.rows) { came(patch.rows); return; }
  if (patch.file) { keep([bytes(patch.file.content)], patch.file.mime, patch.file.name); return; }
  if (patch.failed) { failed(patch.failed); return; }
  apply(patch);
  remember(patch);
  const address = patch.query ? `?${patch.query}` : location.pathname;
  if (patch.push) history.pushState(null, "", address);
  else if (address !== (location.search || location.pathname)) history.replaceState(null, "", address + location.hash);
}

function start(live) {
  bridge = live;
  document.documentElement.classList.add("scripted", "live");
  paint();
  document.querySelectorAll(".plot").forEach(unstop);
  const painted = () => send({ do: "theme", theme: choose.current() });
  choose.watch(painted);
  if (choose.current() !== "light") painted();
  send({ do: "ready" }); // what was selected elsewhere while this page was on its way
  resume(send);
  roll(send);
  watch(send);
  document.fonts.ready.then(measure);
  document.querySelectorAll(".plot").forEach((plot) => sized.observe(plot));
}

// Figures measure their texts once; with the page's own font they have to measure again. The library
// wipes a canvas half a pixel short of its left edge, so what a first, narrower layout drew there
// would stay: the bitmaps are begun anew.
function measure() {
  for (const plot of document.querySelectorAll(".plot")) {
    for (const canvas of canvases(plot)) canvas.width = canvas.width;
    unstop(plot);
  }
  for (const held of window.Bokeh.documents) {
    for (const model of held._all_models.values()) {
      if (model.type === "ColumnDataSource") model.change.emit();
    }
  }
}

// The library makes its canvas a Tab stop that does nothing: the map's keyboard twin is its tiles.
function unstop(root) {
  for (const element of root.querySelectorAll("*")) {
    if (element.classList.contains("bk-events") && element.tabIndex >= 0) element.tabIndex = -1;
    if (element.shadowRoot) unstop(element.shadowRoot);
  }
}

function* canvases(root) {
  for (const element of root.querySelectorAll("*")) {
    if (element.tagName === "CANVAS") yield element;
    if (element.shadowRoot) yield* canvases(element.shadowRoot);
  }
}

let resized = 0;
const sized = new ResizeObserver(() => {
  clearTimeout(resized);
  resized = setTimeout(measure, 250);
});

// What is tapped in a figure: one organisation alone opens its page, where this server has one.
function pick(key, code, city) {
  const about = document.querySelector(".plot[data-about]")?.dataset.about;
  if (key !== "organisation") return send({ do: "pick", set: { [key]: code.split("|") } });
  if (!about) return send({ do: "pick", set: { city: [city] } });
  const page = about.replace("~", encodeURIComponent(code));
  if (document.querySelector("main.alone")) window.open(page, "_blank", "noopener"); // a frame shows one card, no page
  else location.href = page;
  return true;
}

function cell(button) {
  if (!button.closest(".matrix")) return { country: [button.dataset.country] }; // countries alone
  const [country, ecosystem] = [button.dataset.country, button.dataset.ecosystem];
  return { country: country ? [country] : [], ecosystem: ecosystem ? [ecosystem] : [] };
}

function say(text) {
  const place = document.getElementById("announce");
  place.textContent = "";
  place.textContent = text;
}

async function take(element) {
  const texts = {
    text: () => element.dataset.text,
    sentence: () => element.closest("article").querySelector("[data-copied]").dataset.copied,
    link: () => new URL(element.getAttribute("href"), location.href).href,
    table: () => copied(element.closest(".tabled")),
    embed: () => framed(element),
  };
  try {
    await navigator.clipboard.writeText(texts[element.dataset.take]());
  } catch (blocked) {
    copyByHand(texts[element.dataset.take]());
  }
  say(element.dataset.done);
  element.dataset.state = element.dataset.done;
  setTimeout(() => delete element.dataset.state, 1600);
}

function framed(button) { // the code of a frame that holds this card with what is selected
  const card = button.closest("article");
  const held = new URLSearchParams(location.search);
  for (const name of ["board", "card"]) held.delete(name);
  const own = new URLSearchParams({ board: document.documentElement.dataset.board, card: button.dataset.card });
  const frame = document.createElement("iframe");
  frame.src = new URL(`embed?${own}&${held}`, location.href).href;
  frame.title = button.dataset.title;
  frame.width = "100%";
  frame.height = String(Math.ceil(card.offsetHeight + 130));
  frame.loading = "lazy";
  frame.style.border = "0";
  return new XMLSerializer().serializeToString(frame).replace(/ xmlns="[^"]*"/, "");
}

function copyByHand(text) { // where the page is not trusted with the clipboard
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

function grow(heights) {
  for (const [key, height] of Object.entries(heights)) {
    const place = document.getElementById(`${key}-plot`);
    if (place && !place.style.aspectRatio) place.style.minHeight = `${height}px`;
  }
}

function failed(text) {
  const note = document.getElementById("failure");
  note.textContent = text;
  note.hidden = false;
}

document.addEventListener("click", (event) => {
  const element = event.target.closest("button, a");
  if (!element || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { take: taken, picture: kind, do: done, file, all } = element.dataset;
  let handled = true;
  if (element.name === "cell") handled = send({ do: "pick", set: cell(element) });
  else if (done) handled = send({ do: done, key: element.dataset.key, code: element.dataset.code });
  else if (taken) take(element);
  else if (kind) picture(element.dataset.card, kind).then(() => say(element.dataset.done)).catch(() => failed(element.dataset.failed));
  else if (file && document.documentElement.dataset.files === "session") handled = send({ do: "file", href: file });
  else if (all !== undefined) expand(element, element.getAttribute("aria-expanded") !== "true");
  else if (element.classList.contains("sort")) sort(element);
  else if (element.dataset.view) show(element);
  else handled = false;
  if (handled) event.preventDefault();
});

function show(button) { // the map or its tiles
  const card = button.closest("article");
  const tiles = button.dataset.view === "tiles";
  card.querySelector(".plot").hidden = tiles;
  card.querySelector(".tiles").toggleAttribute("data-first", !tiles);
  for (const other of card.querySelectorAll("[data-view]")) {
    other.setAttribute("aria-pressed", String(other === button));
  }
}

let typed = 0;
document.addEventListener("input", (event) => {
  if (event.target.classList.contains("filter")) filter(event.target);
  if (event.target.id === "find") {
    clearTimeout(typed);
    typed = setTimeout(() => send({ do: "find", text: event.target.value }), 120);
  }
});
document.addEventListener("submit", (event) => {
  if (event.target.classList.contains("find") && send({ do: "find", text: document.getElementById("find").value })) {
    event.preventDefault();
  }
});

document.addEventListener("submit", (event) => { // one more side beside what is selected
  if (!event.target.classList.contains("pin")) return;
  const [one, first, last] = ["pin-code", "pin-from", "pin-to"].map((id) => document.getElementById(id));
  const code = one ? one.selectedOptions[0].dataset.code : [first.value, last.value].sort().join("-");
  if (send({ do: "pin", code })) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const at = event.composedPath()[0]; // inside a control, not the control as the page sees it
  if (event.repeat || at.closest?.("input, textarea, select, [contenteditable], [role=option]")) return;
  const chord = event.ctrlKey || event.metaKey;
  if (chord && event.key.toLowerCase() === "z") {
    if (send({ do: event.shiftKey ? "redo" : "undo" })) event.preventDefault();
  } else if (!chord && !event.altKey && event.key.toLowerCase() === "t") {
    // A single letter acts only where the focus is inside a card.
    const twin = event.target.closest("article")?.querySelector("details.twin");
    if (twin) twin.open = !twin.open;
  }
});
document.addEventListener("keydown", roving);

// A control chooses its first match on Enter, but leaves its list open over the answer, and does so
// even where no list is open and nothing was typed.
document.addEventListener("keydown", (event) => {
  const at = event.composedPath()[0];
  if (event.key !== "Enter" || at.getAttribute?.("role") !== "combobox") return;
  if (at.getAttribute("aria-expanded") !== "true") event.stopPropagation();
  else if (!at.getAttribute("aria-activedescendant")) setTimeout(fold, 0, at);
}, true);

function fold(field) {
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true }));
}

window.addEventListener("popstate", () => {
  if (!send({ do: "goto", query: location.search })) location.reload();
});

window.clusterdash = { start, receive, pick, connection, send };
marks();
taps(pick);
if (window.bridged) start(window.bridged);
