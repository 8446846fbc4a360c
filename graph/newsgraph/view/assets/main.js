// The start.
darkness.addEventListener("change", () => {
  recolour();
  showLegend();
  select(state.selected);
});

showLegend();
if (DATA.around.length === 1) select({ node: DATA.around[0] });
else showStart();
// On a narrow screen the whole would be specks: its middle is shown, and "Show all" shows the rest.
fitAll(canvasBox.clientWidth < 600 ? 0.42 : 0);
// The moment from which the drawing can be used; benchmarks read it.
network.once("afterDrawing", () => { document.documentElement.dataset.ready = String(performance.now()); });
