// Plots: each takes what it shows from the JSON beside it, its colours from the style sheet.
const style = () => getComputedStyle(document.documentElement);
const colour = (name) => style().getPropertyValue(`--${name}`).trim();

// Names of series wrap on a narrow screen; what is drawn begins below their last line.
const MARK = 40, LINE = 24;
function below(series, width) {
  const letters = (name) => [...name].reduce((sum, letter) => sum + (letter > "\u2e80" ? 12 : 7), 0);
  const wide = series.reduce((sum, one) => sum + MARK + letters(one.name || ""), 0);
  return 12 + LINE * Math.max(1, Math.ceil(wide / Math.max(width, 1)));
}

function coloured(option, width) {
  const text = { color: colour("soft"), fontFamily: colour("text") };
  const axis = { axisLabel: text, axisLine: { lineStyle: { color: colour("line") } }, splitLine: { lineStyle: { color: colour("line-soft") } } };
  const each = (found) => ({ ...axis, ...found, axisLabel: { ...text, ...found.axisLabel } });
  const one = (found) => (Array.isArray(found) ? found.map(each) : found && each(found));
  return {
    ...option,
    animation: false,
    textStyle: text,
    legend: { textStyle: text, icon: "roundRect", top: 0, ...option.legend },
    grid: { left: 8, right: 12, top: below(option.series, width), bottom: 8, containLabel: true, ...option.grid },
    tooltip: { renderMode: "richText", confine: true, ...option.tooltip },
    xAxis: one(option.xAxis),
    yAxis: one(option.yAxis),
    series: option.series.map((series) => ({
      ...series,
      itemStyle: { ...series.itemStyle, color: colour(series.colour || "bar-plain") },
      ...(series.endLabel && { endLabel: { ...text, ...series.endLabel } }),
    })),
  };
}

const drawn = [...document.querySelectorAll("[data-plot]")].map((place) => {
  const option = JSON.parse(document.getElementById(place.dataset.plot).textContent);
  place.hidden = false;
  const chart = echarts.init(place, null, { renderer: "canvas" });
  const draw = () => chart.setOption(coloured(option, place.clientWidth), true);
  draw();
  chart.on("click", (event) => { if (event.data?.address) window.location.assign(event.data.address); });
  return { chart, draw };
});
window.addEventListener("resize", () => drawn.forEach(({ chart, draw }) => { chart.resize(); draw(); }));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.forEach(({ draw }) => draw()));
