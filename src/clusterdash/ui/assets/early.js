// Before anything is painted: the theme the reader chose here before, and that scripts run.
(function (root) {
  var kept = null;
  try { kept = localStorage.getItem("clusterdash-theme"); } catch (blocked) { /* a private window */ }
  if (kept) root.dataset.theme = kept;
  root.classList.add("scripted");
  // Where the connection is blocked the page stays what it is without scripts: readable, with forms.
  setTimeout(function () { if (!root.classList.contains("live")) root.classList.remove("scripted"); }, 20000);
})(document.documentElement);
