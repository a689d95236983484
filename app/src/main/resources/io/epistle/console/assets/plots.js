// Draws every element with data-plot. The figures come as JSON in that attribute; the same figures stand in the table
// behind the plot. Colours are those of look.css, so plots follow light and dark.
"use strict";

(() => {
  const drawn = [];

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // A plot is one panel, or one panel above the other over the same horizontal axis.
  const panels = (plot) => (plot.kind === "panels" ? plot.series.map((series) => [series]) : [plot.series]);

  const options = (plot) => {
    const soft = colour("--ink-soft");
    const line = colour("--line");
    const colours = [colour("--accent"), colour("--plain")];
    const all = panels(plot);
    const bars = plot.kind !== "line";
    const last = all.length - 1;
    const lowest = (range) => (bars ? 0 : Math.max(0, Math.floor(range.min - (range.max - range.min) * 0.3)));
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid:
        last === 0
          ? [{ left: 44, right: 36, top: 12, bottom: 28 }]
          : [
              { left: 44, right: 36, top: 12, height: 144 },
              { left: 44, right: 36, bottom: 28, height: 72 },
            ],
      xAxis: all.map((_, index) => ({
        type: "category",
        gridIndex: index,
        data: plot.names,
        boundaryGap: bars,
        axisLine: { lineStyle: { color: line } },
        axisTick: { show: false },
        axisLabel: { show: index === last, color: soft, fontSize: 11, hideOverlap: true },
      })),
      yAxis: all.map((_, index) => ({
        type: "value",
        gridIndex: index,
        min: lowest,
        minInterval: 1,
        splitNumber: index === 0 ? 4 : 2,
        splitLine: { lineStyle: { color: line } },
        axisLabel: { color: soft, fontSize: 11 },
      })),
      series: all.flatMap((panel, place) =>
        panel.map((series, index) => ({
          name: series.name,
          type: bars ? "bar" : "line",
          xAxisIndex: place,
          yAxisIndex: place,
          data: series.values,
          color: colours[(place + index) % colours.length],
          barMaxWidth: 18,
          barCategoryGap: "30%",
          itemStyle: bars ? { borderRadius: [2, 2, 0, 0] } : {},
          symbol: "none",
          lineStyle: { width: 2 },
          areaStyle: bars ? undefined : { opacity: 0.12 },
        })),
      ),
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
      const y = event.clientY - bounds.top;
      const inside = panels(plot).some((_, index) => chart.containPixel({ gridIndex: index }, [x, y]));
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
