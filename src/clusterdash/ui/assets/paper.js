// On paper: the light theme, figures no larger than the sheet, the address and the day.
import { paint } from "./theme.js";

const SHEET = { wide: 634, high: 800 }; // room inside a card on an upright A4, in CSS pixels

window.addEventListener("beforeprint", () => {
  const { lang } = document.documentElement;
  const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }).format(new Date());
  document.querySelector(".printed").textContent = `${location.href} · ${day}`;
  paint("light");
  for (const plot of document.querySelectorAll(".plot")) fit(plot);
});

window.addEventListener("afterprint", () => {
  paint();
  for (const plot of document.querySelectorAll(".plot")) fit(plot, true);
});

// A figure is not drawn anew for paper: one that is larger is scaled as a whole, its texts too.
function fit(plot, back) {
  const scale = Math.min(SHEET.wide / plot.offsetWidth, SHEET.high / plot.offsetHeight);
  const large = scale < 1 && !back;
  plot.style.zoom = large ? scale : "";
  plot.style.maxWidth = large ? "none" : "";
}
