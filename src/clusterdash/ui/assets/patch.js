// Puts changed parts of the page in place, so that focus, open details and scroll stay as they are.

import { filter } from "./table.js";

const KEPT = new Set(["open", "tabindex", "data-state", "data-roving"]);

export function apply(patch) {
  const html = Object.entries(patch.html);
  const late = ([id]) => /-(below|tiles|key)$/.test(id) || id === "listing";
  pressed(patch.picked);
  html.filter((part) => !late(part)).forEach(put);
  for (const [key, plot] of Object.entries(patch.plots)) draw(key, plot);
  for (const link of document.querySelectorAll("a[data-route]")) {
    link.setAttribute("href", link.dataset.route + (patch.query ? `?${patch.query}` : ""));
  }
  if (document.title !== patch.title) document.title = patch.title;
  icon(patch.picked.country ?? []);
  const announce = document.getElementById("announce");
  if (patch.said && announce.textContent !== patch.said) announce.textContent = patch.said;
  // What stands under the figures waits for the next frame: the sentence is seen first.
  last = patch;
  requestAnimationFrame(() => setTimeout(() => {
    if (last !== patch) { // a later patch holds the same parts only if they changed again
      const newer = new Set(Object.keys(last.html));
      html.filter((part) => late(part) && !newer.has(part[0])).forEach(put);
      return;
    }
    html.filter(late).forEach(put);
    pressed(patch.picked);
    marks();
  }));
}

let last = null;

// The server rendered this HTML itself, every value escaped; nothing else may come here. Where
// a reader left no trace, putting it in whole is quicker than finding out what changed.
function put([id, html]) {
  const place = document.getElementById(id);
  if (!place) return;
  if (!touched(place)) { lay(place, html); return; }
  const whole = !!place.querySelector("form.whole");
  window.Idiomorph.morph(place, html, {
    morphStyle: "innerHTML",
    // Only what is being typed stays: a focused link takes its new words.
    ignoreActiveValue: !!document.activeElement?.matches("input, textarea, select"),
    callbacks: { beforeAttributeUpdated: (name, element) => !KEPT.has(name) && !(name === "value" && element.matches(".filter")) },
  });
  if (whole) place.querySelectorAll("[data-all]").forEach((button) => expand(button, true));
  for (const field of place.querySelectorAll(".filter")) if (field.value) filter(field);
}

export function lay(place, html) {
  place.innerHTML = html;
}

// What a reader opened, focused, filtered or scrolled has to stay as it is.
function touched(place) {
  return place.querySelector("details[open], :focus, [data-state], form.whole")
    || [...place.querySelectorAll(".filter")].some((field) => field.value)
    || [...scrolled].some((element) => place.contains(element));
}

// Noted when it happens: to ask every element where it stands would lay the page out again.
const scrolled = new Set();
document.addEventListener("scroll", ({ target }) => {
  for (const element of scrolled) if (!element.isConnected) scrolled.delete(element);
  if (target === document) return;
  if (target.scrollTop || target.scrollLeft) scrolled.add(target);
  else scrolled.delete(target);
}, { capture: true, passive: true });

export function expand(button, open) {
  button.closest("form").classList.toggle("whole", open);
  button.setAttribute("aria-expanded", String(open));
  button.textContent = open ? button.dataset.less : button.dataset.more;
}

function draw(key, plot) {
  const place = document.getElementById(`${key}-plot`);
  if (!place) return;
  place.setAttribute("aria-label", plot.name);
  const tiles = document.getElementById(`${key}-tiles`);
  if (!tiles || "first" in tiles.dataset) place.hidden = plot.hidden;
}

function pressed(picked) {
  const countries = new Set(picked.country ?? []);
  const ecosystems = new Set(picked.ecosystem ?? []);
  for (const button of document.querySelectorAll("button[name=cell]")) {
    const { country, ecosystem } = button.dataset;
    const on = (country ? countries.has(country) : countries.size === 0)
      && (ecosystem ? ecosystems.has(ecosystem) : ecosystems.size === 0 || !!button.closest(".tilegrid, .web"));
    const said = String(on);
    if (button.getAttribute("aria-pressed") !== said) button.setAttribute("aria-pressed", said);
  }
  for (const line of document.querySelectorAll("tr[data-line]")) {
    line.classList.toggle("on", countries.has(line.dataset.line));
  }
}

function icon(countries) { // the browser's tab shows which country this page is about
  const link = document.querySelector("link[rel=icon]");
  if (!link) return;
  link.dataset.plain ??= link.href;
  const code = countries.length === 1 && /^[A-Z]{2}$/.test(countries[0]) ? countries[0] : "";
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d4f9e"/><text x="16" y="22" font-family="sans-serif" font-size="16" font-weight="700" text-anchor="middle" fill="#fff">${code}</text></svg>`;
  const wanted = code ? `data:image/svg+xml,${encodeURIComponent(drawn)}` : link.dataset.plain;
  if (link.href !== wanted) link.href = wanted;
}

// One Tab stop for the matrix and one for the tiles; arrow keys move inside.
export function marks() {
  for (const group of document.querySelectorAll("[data-matrix], .tilegrid")) {
    const buttons = [...group.querySelectorAll("button[name=cell]")];
    const held = buttons.find((b) => b.tabIndex === 0 && b.dataset.roving) ?? buttons.find((b) => b.getAttribute("aria-pressed") === "true") ?? buttons[0];
    for (const button of buttons) {
      const stop = button === held ? 0 : -1;
      if (button.tabIndex !== stop || !button.dataset.roving) {
        button.tabIndex = stop;
        button.dataset.roving = "yes";
      }
    }
  }
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function roving(event) {
  const from = event.target.closest("button[name=cell]");
  if (!from || !(event.key in STEPS || ["Home", "End"].includes(event.key))) return;
  const group = from.closest("[data-matrix], .tilegrid");
  const to = event.key in STEPS ? nearest(group, from, ...STEPS[event.key]) : edge(group, from, event.key);
  event.preventDefault();
  if (!to) return;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

function centre(element) {
  const box = element.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2, box.width];
}

function shown(group) {
  return [...group.querySelectorAll("button[name=cell]")].filter((b) => b.offsetParent !== null);
}

function nearest(group, from, right, down) {
  const [x, y] = centre(from);
  let best = null;
  let least = Infinity;
  for (const other of shown(group)) {
    const [u, v] = centre(other);
    const along = right ? (u - x) * right : (v - y) * down;
    const aside = Math.abs(right ? v - y : u - x);
    if (other === from || along < 3) continue;
    const far = along + 4 * aside;
    if (far < least) [best, least] = [other, far];
  }
  return best;
}

function edge(group, from, key) {
  const row = shown(group).filter((b) => Math.abs(centre(b)[1] - centre(from)[1]) < 4);
  return key === "Home" ? row[0] : row.at(-1);
}
