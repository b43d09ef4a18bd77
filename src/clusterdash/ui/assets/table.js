// Sorting, filtering and copying the table twins.

const WORDS = /^(over|around|at least|up to)\s+/i;

function value(text) {
  const plain = text.replace(WORDS, "").replace(/^EUR\s+/, "");
  const number = plain.match(/^[−-]?[\d.,\s\u00a0\u202f]+/)?.[0];
  if (!number || /^\d{4}(\D|$)/.test(plain)) return text; // years and dates sort as they are written
  const digits = number.replace(/[,\s\u00a0\u202f]/g, "").replace("−", "-");
  return Number.isNaN(Number(digits)) ? text : Number(digits);
}

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a.localeCompare(b, document.documentElement.lang.replace("_", "-"), { numeric: true });
}

export function sort(button) {
  const head = button.closest("th");
  const body = head.closest("table").tBodies[0];
  const column = head.cellIndex;
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const rows = [...body.rows].map((row) => [value(row.cells[column].textContent.trim()), row]);
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
  return rows.map((row) => [...row.cells].map((cell) => safe(cell.textContent.trim().replace(/\s+/g, " "))).join("\t")).join("\n");
}
