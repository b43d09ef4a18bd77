// Sorting, filtering and copying the table twins.

// What parts thousands and decimals in the page's language, as the server formatted them.
const LANGUAGE = document.documentElement.lang.replace("_", "-") || "en";
const PARTS = new Intl.NumberFormat(LANGUAGE, { useGrouping: true }).formatToParts(12345.6);
const DECIMAL = PARTS.find((part) => part.type === "decimal")?.value ?? ".";
const NUMBER = /^[^\d]{0,24}?([−-]?\d[\d.,'’\s\u00a0\u202f]*)/; // a word or two may stand before it

function value(text) {
  if (/^\d{4}([-–]|$)/.test(text)) return text; // years and dates sort as they are written
  const found = text.match(NUMBER)?.[1];
  if (!found) return text;
  const digits = [...found].map((sign) => (sign === DECIMAL ? "." : /[\d−-]/.test(sign) ? sign.replace("−", "-") : "")).join("");
  return Number.isNaN(Number(digits)) ? text : Number(digits);
}

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a.localeCompare(b, LANGUAGE, { numeric: true });
}

export function sort(button) {
  const head = button.closest("th");
  const body = head.closest("table").tBodies[0];
  const column = head.cellIndex;
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const texts = [...body.rows].map((row) => row.cells[column].textContent.trim());
  const numbers = texts.filter((text) => typeof value(text) === "number").length;
  const read = numbers * 2 > texts.length && column > 0 ? value : (text) => text;
  const rows = [...body.rows].map((row, index) => [read(texts[index]), row]);
  rows.sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
  body.append(...rows.map(([, row]) => row));
}

export function filter(field) {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(field.value).split(/\s+/);
  for (const row of field.closest(".tabled").querySelectorAll("tbody tr")) {
    const text = plain(row.textContent);
    row.hidden = !wanted.every((word) => text.includes(word));
  }
}

export function copied(tabled) {
  const rows = [...tabled.querySelectorAll("tr")].filter((row) => !row.hidden);
  // A cell that begins like a formula would be one in a spreadsheet.
  const safe = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  const made = tabled.dataset.made ? [tabled.dataset.made] : [];
  return [...made, ...rows.map((row) => [...row.cells].map((cell) => safe((cell.querySelector("button") ?? cell).textContent.trim().replace(/\s+/g, " "))).join("\t"))].join("\n");
}
