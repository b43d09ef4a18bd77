// The command box: anything by name. The server finds and says what each result does; every result
// is a link, and a selection on the very page is a step that can be undone.

const box = document.getElementById("command-box");
const opener = document.getElementById("command");

if (box && opener) {
  const form = box.querySelector("form");
  const field = form.querySelector("input");
  const list = document.getElementById("command-hits");
  const said = document.getElementById("command-said");
  const mac = /mac|iphone|ipad/i.test(navigator.platform);
  const PAUSE = 60; // milliseconds in which a reader may type on
  const OWN = new Set(["q", "here", "part"]);
  let at = -1;
  let moved = false; // whether the reader went to a result since the last letter
  let typed = 0;
  let running = null;
  let shown = ""; // the text whose results are listed
  let waited = Promise.resolve(true);

  if (mac) {
    opener.querySelector("kbd").textContent = "⌘ K";
    opener.setAttribute("aria-keyshortcuts", "Meta+K");
  }

  function seen(element) { // not every browser in use can be asked
    return element.checkVisibility?.() ?? element.getClientRects().length > 0;
  }

  function open() {
    if (box.open || !seen(opener)) return box.open;
    quiet();
    field.value = "";
    list.replaceChildren();
    said.textContent = said.dataset.asks;
    shown = "";
    moved = false;
    activate(-1);
    box.showModal();
    field.focus();
    return true;
  }

  function quiet() { // what is still to come would be listed when the box opens again
    clearTimeout(typed);
    running?.abort();
  }

  function address(part) {
    const held = location.search.slice(1).split("&").filter((piece) => piece && !OWN.has(piece.split("=")[0]));
    const own = [`q=${encodeURIComponent(field.value)}`];
    if (part) own.push("part=1", `here=${encodeURIComponent(box.dataset.here)}`);
    return new URL(`?${[...own, ...held].join("&")}`, form.action).href;
  }

  // Whether the list shows what was typed last; false where another text was typed meanwhile.
  async function ask() {
    const text = field.value;
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(address(true), { signal: running.signal, headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      put(await answer.json(), text);
      return true;
    } catch (failed) {
      if (failed.name === "AbortError") return false;
      list.replaceChildren();
      activate(-1);
      said.textContent = said.dataset.failed;
      shown = "";
      return false;
    }
  }

  function put(found, text) {
    const kept = moved ? list.children[at]?.href : "";
    list.replaceChildren(...found.hits.map(option));
    list.scrollTop = 0;
    said.textContent = found.said;
    shown = text;
    const again = [...list.children].findIndex((link) => link.href === kept);
    activate(found.hits.length ? Math.max(again, 0) : -1);
  }

  function option(hit, n) {
    const link = document.createElement("a");
    link.id = `command-hit-${n}`;
    link.href = new URL(hit.href, form.action).href;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    if (hit.step !== null) link.dataset.step = hit.step;
    link.append(...["name", "kind", "does"].map((part) => {
      const piece = document.createElement("span");
      piece.className = part;
      piece.textContent = hit[part];
      return piece;
    }).flatMap((piece) => [piece, " "]));
    return link;
  }

  function activate(n) {
    at = n;
    [...list.children].forEach((link, m) => link.setAttribute("aria-selected", String(m === n)));
    field.setAttribute("aria-expanded", String(list.children.length > 0));
    if (n < 0) { field.removeAttribute("aria-activedescendant"); return; }
    field.setAttribute("aria-activedescendant", list.children[n].id);
    list.children[n].scrollIntoView({ block: "nearest" });
  }

  function choose(link) {
    box.close();
    const step = link.dataset.step;
    if (step !== undefined && window.clusterdash?.send({ do: "look", query: step })) return;
    location.assign(link.href);
  }

  async function enter() {
    clearTimeout(typed);
    if (!field.value.trim()) return;
    if (shown !== field.value) waited = ask();
    const text = field.value;
    if (!await waited && field.value === text && box.open) location.assign(address(false));
    else if (box.open && shown === text && at >= 0) choose(list.children[at]);
  }

  opener.addEventListener("click", open);
  document.getElementById("command-close").addEventListener("click", () => box.close());
  form.addEventListener("submit", (event) => { event.preventDefault(); enter(); });
  field.addEventListener("input", () => {
    moved = false;
    clearTimeout(typed);
    typed = setTimeout(() => { waited = ask(); }, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    const n = list.children.length;
    if (event.isComposing || !n || event.ctrlKey || event.altKey || event.metaKey) return;
    const to = { ArrowDown: (at + 1) % n, ArrowUp: (at - 1 + n) % n }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moved = true;
    activate(to);
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link);
  });
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); }); // beside it
  box.addEventListener("close", () => { if (!box.open) quiet(); }); // it is told late: a quick reader has it open again
  window.addEventListener("keydown", (event) => {
    const chord = mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    if (!chord || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    if (open()) event.preventDefault();
  });
}
