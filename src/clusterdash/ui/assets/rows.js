// A list of any length, of which the page holds the rows near those that are seen. The others come
// from the session as they are scrolled to, in blocks; a block that is far away leaves its height.
// Without a session the first rows stand there, and a link lists more.

import { lay } from "./patch.js";

const NEAR = 600; // CSS pixels above and below what is seen, to be there before it is
const FAR = 1800; // from where on it is released: later than it came, so that none flickers
const PATIENCE = 3000; // after which a lost answer is asked for again, the next time twice as late
const KEY = `clusterdash-rows-${location.pathname}`;

let list = null;
let ask = () => false;
let place = null; // what stands first: survives a new page of the same rows

export function roll(send) {
  const listing = document.getElementById("listing");
  if (!listing) return;
  ask = send;
  try { place = JSON.parse(sessionStorage.getItem(KEY)); } catch (blocked) { /* it starts at its top */ }
  begin();
  new MutationObserver(begin).observe(listing, { childList: true, subtree: true });
  addEventListener("pagehide", store);
}

function begin() {
  const table = document.querySelector("#listing table.listed");
  if (list && list.table === table && list.told === table.dataset.told && list.blocks.every(({ body }) => body.isConnected)) return;
  list?.sized.disconnect();
  clearTimeout(list?.again);
  list = null;
  const bodies = [...(table?.tBodies ?? [])];
  if (!bodies.length) return;
  const { told, found, block } = table.dataset;
  const region = table.closest(".scroll");
  const sized = new ResizeObserver(measure);
  list = { table, told, region, sized, blocks: bodies.map(own), width: region.clientWidth, since: 0, again: 0, wait: PATIENCE };
  const rest = document.createDocumentFragment();
  const row = height();
  for (let first = rows(bodies); first < Number(found); first += Number(block)) {
    const body = document.createElement("tbody");
    const made = { first, body, count: Math.min(Number(block), Number(found) - first), rows: null, held: true };
    list.blocks.push(made);
    empty(made, made.count * row);
    rest.append(body);
  }
  table.append(rest);
  document.getElementById("listing").classList.add("rolling");
  if (!region.dataset.rolls) region.addEventListener("scroll", moved, { passive: true });
  region.dataset.rolls = "yes";
  if (place?.told === told) restore();
  else region.scrollTop = 0;
  sized.observe(region);
  update();
}

function own(body) { // of the page itself: kept aside when released, for paper
  return { first: Number(body.dataset.first), body, count: body.rows.length, rows: [...body.rows], held: true };
}

function rows(bodies) {
  return bodies.reduce((sum, body) => sum + body.rows.length, 0);
}

function height() { // of a row, on average of those that are there
  const held = list.blocks.filter((block) => block.held);
  return held.reduce((sum, { body }) => sum + box(body).height, 0) / held.reduce((sum, { count }) => sum + count, 0);
}

function box(element) {
  return element.getBoundingClientRect();
}

function empty(block, high) {
  const cell = document.createElement("td");
  cell.style.height = `${high}px`;
  const row = document.createElement("tr");
  row.append(cell);
  block.body.replaceChildren(row);
  block.body.className = "later";
  block.body.setAttribute("aria-hidden", "true");
  block.held = false;
}

function fill(block, html) {
  if (block.rows) block.body.replaceChildren(...block.rows);
  else lay(block.body, html);
  block.body.className = block.rows ? "" : "late";
  block.body.removeAttribute("aria-hidden");
  block.held = true;
}

// What is above what is seen may come out higher than it was thought to be: nothing jumps.
function swap(block, change) {
  const top = box(list.region).top;
  const before = box(block.body);
  change();
  if (before.bottom <= top) list.region.scrollTop += box(block.body).height - before.height;
}

function near(by) {
  const { top, bottom } = box(list.region);
  let [low, high] = [0, list.blocks.length];
  while (low < high) { // the first block that ends below the upper limit
    const middle = (low + high) >> 1;
    if (box(list.blocks[middle].body).bottom > top - by) high = middle;
    else low = middle + 1;
  }
  const found = [];
  for (let at = low; at < list.blocks.length && box(list.blocks[at].body).top < bottom + by; at += 1) found.push(list.blocks[at]);
  return found;
}

// A list of thousands is one stop of the Tab key, the first row that is seen; arrow keys move on.
function stop() {
  const links = [...list.table.querySelectorAll("tbody a")];
  const top = box(list.table.tHead).bottom;
  const one = links.find((link) => link === document.activeElement) ?? links.find((link) => box(link).top >= top) ?? links[0];
  for (const link of links) if (link.tabIndex !== (link === one ? 0 : -1)) link.tabIndex = link === one ? 0 : -1;
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches?.("#listing.rolling table.listed tbody a")) return;
  event.preventDefault();
  const links = [...list.table.querySelectorAll("tbody a")];
  links[links.indexOf(event.target) + step]?.focus();
}
addEventListener("keydown", walk);
addEventListener("focusin", ({ target }) => { if (list?.table.contains(target)) stop(); });

function update() {
  if (!list?.table.isConnected || !box(list.region).height) return;
  renew();
  stop();
}

function renew() {
  const kept = new Set(near(FAR));
  for (const block of list.blocks) {
    if (block.held && !kept.has(block) && !used(block.body)) swap(block, () => empty(block, box(block.body).height));
  }
  const missing = near(NEAR).filter((block) => !block.held);
  for (const block of missing) if (block.rows) swap(block, () => fill(block));
  const wanted = missing.filter((block) => !block.held).map((block) => block.first);
  if (!wanted.length || Date.now() - list.since < PATIENCE) return;
  if (!ask({ do: "rows", blocks: wanted })) return;
  list.since = Date.now();
  clearTimeout(list.again);
  list.again = setTimeout(lost, list.wait);
}

function lost() { // or only slow: more and more patience, so that questions never heap up
  list.since = 0;
  list.wait *= 2;
  update();
}

// Where the focus is or text is marked, rows stay, however far away.
function used(body) {
  return body.contains(document.activeElement) || !!getSelection()?.containsNode(body, true) && !getSelection().isCollapsed;
}

export function came({ told, blocks }) {
  if (!list || told !== list.told) return;
  clearTimeout(list.again);
  Object.assign(list, { since: 0, wait: PATIENCE });
  const close = new Set(near(FAR));
  for (const block of list.blocks) {
    const html = blocks[block.first];
    if (html !== undefined && !block.held && close.has(block)) swap(block, () => fill(block, html));
  }
  update();
}

let waiting = 0;
function moved() {
  waiting ||= requestAnimationFrame(() => {
    waiting = 0;
    update();
    remember();
  });
}

function remember() {
  const top = list && box(list.region).top;
  const at = list?.blocks.findIndex(({ body }) => box(body).bottom > top) ?? -1;
  if (at >= 0) place = { told: list.told, at, by: list.region.scrollTop ? top - box(list.blocks[at].body).top : 0 };
}

function restore() {
  const block = list.blocks[place.at];
  if (block) list.region.scrollTop = place.at || place.by ? list.region.scrollTop + box(block.body).top - box(list.region).top + place.by : 0;
}

function store() {
  try { sessionStorage.setItem(KEY, JSON.stringify(place)); } catch (blocked) { /* the next page starts at its top */ }
}

function measure() { // in another width every row has another height
  if (!list || list.region.clientWidth === list.width) return;
  list.width = list.region.clientWidth;
  const row = height();
  for (const block of list.blocks) if (!block.held) empty(block, block.count * row);
  if (place?.told === list.told) restore();
  update();
}

// On paper stand the rows that the page's address asks for; what came later is not printed.
addEventListener("beforeprint", () => {
  for (const block of list?.blocks ?? []) if (!block.held && block.rows) fill(block);
});
addEventListener("afterprint", update);
