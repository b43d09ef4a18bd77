// The theme of the page, and the same theme on its figures.

const PLACE = "clusterdash-theme";
const root = document.documentElement;
const watchers = [];

export const choose = {
  current() {
    if (root.dataset.theme) return root.dataset.theme;
    if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  },
  watch(tell) { watchers.push(tell); },
};

function roleOf(style, role) {
  return style.getPropertyValue(`--${role}`).trim();
}

// Figures name in their tags which role colours which property; nothing is sent to the server.
export function paint(theme) {
  const before = root.dataset.theme;
  if (theme) root.dataset.theme = theme; // its colours are read at once and the page's own restored
  const style = getComputedStyle(root);
  recolour((role) => roleOf(style, role));
  if (theme && before) root.dataset.theme = before;
  else if (theme) delete root.dataset.theme;
  root.classList.add("painted");
}

function recolour(colour) {
  for (const held of window.Bokeh?.documents ?? []) {
    for (const model of held._all_models.values()) {
      for (const tag of model.tags ?? []) {
        const roles = tag?.roles ?? tag?.get?.("roles");
        if (roles) {
          const pairs = roles instanceof Map ? [...roles] : Object.entries(roles);
          const colours = Object.fromEntries(pairs.map(([name, role]) => [name, colour(role)]));
          model.setv(colours, { sync: false });
        } else if (tag === "tones") {
          model.setv({ palette: model.factors.map(colour) }, { sync: false });
        }
      }
    }
  }
}

function follow() {
  paint();
  watchers.forEach((tell) => tell());
}

const list = document.getElementById("theme");
if (list) {
  list.value = root.dataset.theme ?? "";
  list.addEventListener("change", () => {
    if (list.value) root.dataset.theme = list.value;
    else delete root.dataset.theme;
    try {
      if (list.value) localStorage.setItem(PLACE, list.value);
      else localStorage.removeItem(PLACE);
    } catch (blocked) { /* then for this page alone */ }
    follow();
  });
}
for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
  matchMedia(query).addEventListener("change", follow);
}
