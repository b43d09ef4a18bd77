// The note of a first visit: hidden for ever once a reader says so, and back again when asked for.

const PLACE = "clusterdash-hints";
const root = document.documentElement;

function keep(store, text) {
  try { window[store].setItem(PLACE, text); } catch (blocked) { /* then for this page alone */ }
}

function show(on) {
  root.classList.toggle("hinting", on);
  keep("localStorage", on ? "on" : "off");
  keep("sessionStorage", on ? "on" : "off");
}

document.getElementById("hints-off")?.addEventListener("click", () => {
  show(false);
  document.getElementById("content").focus({ preventScroll: true });
});

document.getElementById("hints-on")?.addEventListener("click", () => {
  show(true);
  document.getElementById("hints").scrollIntoView({ block: "center" });
  document.getElementById("hints-off").focus({ preventScroll: true });
});
