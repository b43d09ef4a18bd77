// Before anything is painted: the theme the reader chose here before, and that scripts run.
(function (root) {
  var kept = null;
  try { kept = localStorage.getItem("clusterdash-theme"); } catch (blocked) { /* a private window */ }
  if (kept) root.dataset.theme = kept;
  root.classList.add("scripted");
  // The hints stand for the first visit, in the window that it began in, until they are hidden.
  var hints = "on";
  try {
    hints = sessionStorage.getItem("clusterdash-hints") || (localStorage.getItem("clusterdash-hints") ? "off" : "on");
    sessionStorage.setItem("clusterdash-hints", hints);
    localStorage.setItem("clusterdash-hints", hints);
  } catch (blocked) { /* then on this page until it is hidden here */ }
  // In a frame of another page, or of a notebook, whose address is new each time, nobody is new.
  if (hints === "on" && window.top === window) root.classList.add("hinting");
  // Where the connection is blocked the page stays what it is without scripts: readable, with forms.
  setTimeout(function () { if (!root.classList.contains("live")) root.classList.remove("scripted"); }, 20000);
})(document.documentElement);
