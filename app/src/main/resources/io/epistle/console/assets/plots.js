// Draws every element with data-plot. The figures come as JSON in that attribute; the same figures stand in the table
// behind the plot. Colours are those of look.css, so plots follow light and dark.
"use strict";

(() => {
  const drawn = [];

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const options = (plot) => {
    const soft = colour("--ink-soft");
    const line = colour("--line");
    const font = getComputedStyle(document.body).fontFamily;
    const colours = [colour("--accent"), colour("--plain")];
    return {
      animation: false,
      textStyle: { fontFamily: font },
      grid: { left: 44, right: 36, top: 12, bottom: 28 },
      xAxis: {
        type: "category",
        data: plot.names,
        boundaryGap: plot.kind === "bars",
        axisLine: { lineStyle: { color: line } },
        axisTick: { show: false },
        axisLabel: { color: soft, fontSize: 11, hideOverlap: true },
      },
      yAxis: {
        type: "value",
        min: plot.kind === "bars" ? 0 : (range) => Math.max(0, Math.floor(range.min - (range.max - range.min) * 0.3)),
        minInterval: 1,
        splitNumber: 4,
        splitLine: { lineStyle: { color: line } },
        axisLabel: { color: soft, fontSize: 11 },
      },
      series: plot.series.map((series, index) => ({
        name: series.name,
        type: plot.kind === "bars" ? "bar" : "line",
        data: series.values,
        color: colours[index % colours.length],
        barMaxWidth: 18,
        barGap: "20%",
        itemStyle: plot.kind === "bars" ? { borderRadius: [2, 2, 0, 0] } : {},
        symbol: "none",
        lineStyle: { width: 2 },
        areaStyle: plot.kind === "line" && index === 0 ? { opacity: 0.12 } : undefined,
      })),
    };
  };

  const tip = (element, chart, plot) => {
    const box = document.createElement("div");
    box.className = "plot-tip";
    box.setAttribute("aria-hidden", "true");
    element.append(box);
    const format = new Intl.NumberFormat(document.documentElement.lang);
    element.addEventListener("mousemove", (event) => {
      const bounds = element.getBoundingClientRect();
      const x = event.clientX - bounds.left;
      const inside = chart.containPixel("grid", [x, event.clientY - bounds.top]);
      const index = inside ? chart.convertFromPixel({ xAxisIndex: 0 }, x) : -1;
      if (index < 0 || index >= plot.names.length) {
        box.style.visibility = "hidden";
        return;
      }
      box.textContent = [
        plot.names[index],
        ...plot.series.map((series) => series.name + "  " + format.format(series.values[index])),
      ].join("\n");
      box.style.visibility = "visible";
      box.style.left = Math.min(x + 12, bounds.width - box.offsetWidth) + "px";
      box.style.top = "12px";
    });
    element.addEventListener("mouseleave", () => {
      box.style.visibility = "hidden";
    });
  };

  const draw = (element) => {
    const plot = JSON.parse(element.dataset.plot);
    const chart = window.echarts.init(element);
    chart.setOption(options(plot));
    tip(element, chart, plot);
    drawn.push({ chart, plot });
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const element of document.querySelectorAll("[data-plot]")) draw(element);
    window.addEventListener("resize", () => drawn.forEach(({ chart }) => chart.resize()));
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      for (const { chart, plot } of drawn) chart.setOption(options(plot));
    });
  });
})();
