// What happens when the connection goes: the figures stay, and the page comes back by itself.

// Each edition has a way back of its own.
const PLACE = `clusterdash-session${document.documentElement.dataset.edition ? `-${document.documentElement.dataset.edition}` : ""}`;
let up = true;
let waiting = false;

export function connected() {
  return up;
}

export function connection(event) {
  if (event === "client_reconnected") { restored(); return; }
  up = false;
  const note = document.getElementById("connection");
  const time = note.querySelector("time");
  time.textContent = new Intl.DateTimeFormat(document.documentElement.lang.replace("_", "-"), { hour: "2-digit", minute: "2-digit" }).format(new Date());
  note.hidden = false;
  document.documentElement.classList.remove("live");
  if (!waiting) wait();
}

function restored() {
  up = true;
  document.getElementById("connection").hidden = true;
  document.documentElement.classList.add("live");
}

// Where the server can say that it lives, it need not make a page to do so.
function sign() {
  return document.documentElement.dataset.health || location.href;
}

async function wait() {
  waiting = true;
  for (let pause = 250; ; pause = Math.min(pause * 1.5, 5000)) {
    await new Promise((go) => setTimeout(go, pause));
    if (up) break; // the library found its session again
    try {
      const answer = await fetch(sign(), { cache: "no-store", headers: { accept: "text/html" } });
      if (!answer.ok) continue;
    } catch (gone) {
      continue;
    }
    if (up) break;
    keep(`${PLACE}-scroll`, String(window.scrollY));
    location.reload();
    return;
  }
  waiting = false;
}

// The address holds the selection; the way back is kept beside it, for this window alone.
export function remember(patch) {
  keep(PLACE, JSON.stringify({ query: patch.query, past: patch.past, future: patch.future }));
}

function keep(name, text) {
  try { sessionStorage.setItem(name, text); } catch (blocked) { /* undo then starts anew */ }
}

function kept(name) {
  try { return sessionStorage.getItem(name); } catch (blocked) { return null; }
}

export function resume(send) {
  const scroll = kept(`${PLACE}-scroll`);
  if (scroll) {
    keep(`${PLACE}-scroll`, "");
    window.scrollTo(0, Number(scroll));
  }
  const held = JSON.parse(kept(PLACE) || "null");
  const here = location.search.replace(/^\?/, "");
  if (held && held.query === here && (held.past.length || held.future.length)) {
    send({ do: "resume", past: held.past, future: held.future });
  }
}

// A laptop that slept may not notice that its connection is gone: ask, and do not wait for ever.
const LONG = 20000;
const PATIENCE = 5000;
let hidden = 0;
let asked = 0;

export function heard() {
  clearTimeout(asked);
}

export function watch(send) {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") { hidden = Date.now(); return; }
    if (!up || Date.now() - hidden < LONG) return;
    if (send({ do: "ping" })) asked = setTimeout(() => connection("connection_lost"), PATIENCE);
  });
}
