// The start.
darkness.addEventListener("change", () => {
  recolour();
  showLegend();
  select(state.selected);
});

showLegend();
if (DATA.around.length === 1) select({ node: DATA.around[0] });
else showStart();
fitAll();
// The moment from which the drawing can be used; benchmarks read it.
network.once("afterDrawing", () => { document.documentElement.dataset.ready = String(performance.now()); });
