// A tap on a bar selects what it is of. Its keyboard twin is the row of the card's table.

const NEAR = 24; // CSS pixels from the middle of a bar, its name included

function hit(event) {
  const plot = event.target.closest?.(".plot[data-taps]");
  const id = plot?.querySelector("[data-root-id]")?.dataset.rootId;
  const root = id && (window.Bokeh?.index.get_by_id?.(id) ?? window.Bokeh?.index[id]);
  const view = root?.frame ? root : root?.child_views?.find((child) => child.frame);
  if (!view) return null;
  const place = view.el.getBoundingClientRect();
  const [x, y] = [event.clientX - place.left, event.clientY - place.top];
  const at = view.frame.y_scale.invert(y);
  const bars = view.model.renderers.map((one) => one.data_source).find((one) => one?.data.code && one.data.top);
  if (!bars || x < 0 || x > place.width) return null;
  const { top, bottom, key, code } = bars.data;
  const far = [...top].map((edge, index) => Math.abs((edge + bottom[index]) / 2 - at));
  const nearest = far.indexOf(Math.min(...far));
  return far[nearest] <= NEAR && key[nearest] ? [key[nearest], code[nearest]] : null;
}

export function taps(pick) {
  document.addEventListener("click", (event) => {
    const found = hit(event);
    if (found) pick(...found);
  });
  document.addEventListener("pointermove", (event) => {
    const plot = event.target.closest?.(".plot[data-taps]");
    if (plot) plot.style.cursor = hit(event) ? "pointer" : "";
  }, { passive: true });
}
