// What happens when the connection goes: the figures stay, and the page comes back by itself.

const PLACE = "clusterdash-session";
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

async function wait() {
  waiting = true;
  for (let pause = 250; ; pause = Math.min(pause * 1.5, 5000)) {
    await new Promise((go) => setTimeout(go, pause));
    if (up) break; // the library found its session again
    try {
      const answer = await fetch(location.href, { cache: "no-store", headers: { accept: "text/html" } });
      if (!answer.ok) continue;
    } catch (gone) {
      continue;
    }
    if (up) break;
    sessionStorage.setItem(`${PLACE}-scroll`, String(window.scrollY));
    location.reload();
    return;
  }
  waiting = false;
}

// The address holds the selection; the way back is kept beside it, for this window alone.
export function remember(patch) {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify({ query: patch.query, past: patch.past, future: patch.future }));
  } catch (full) { /* undo then starts anew */ }
}

export function resume(send) {
  const scroll = sessionStorage.getItem(`${PLACE}-scroll`);
  if (scroll !== null) {
    sessionStorage.removeItem(`${PLACE}-scroll`);
    window.scrollTo(0, Number(scroll));
  }
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  const here = location.search.replace(/^\?/, "");
  if (kept && kept.query === here && (kept.past.length || kept.future.length)) {
    send({ do: "resume", past: kept.past, future: kept.future });
  }
}

// A laptop that slept may not notice that its connection is gone.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || !up) return;
  const held = window.Bokeh?.documents?.[0];
  const socket = window.clusterdash?.socket?.();
  if (held && socket && socket.readyState > 1) connection("connection_lost");
});
