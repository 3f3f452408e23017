// Lines over time, drawn by uPlot.

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Told apart by their dashes too. */
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [5, 2]];

/** A chart in a box, which is made anew when its lines or the colours are others. */
class LineChart {
  constructor(box, height) {
    this.box = box;
    this.height = height;
    this.shape = null;
    this.plot = null;
    new ResizeObserver(() => requestAnimationFrame(() => this.fit())).observe(box);
  }

  /** `look` says what the lines are: {key, x, axis, range, lines: [{label, colour, dash, points, value}], about}. */
  show(look, data) {
    const shape = JSON.stringify([look.key, look.lines.map(line => [line.label, line.colour, line.dash]), dark.matches]);
    if (shape !== this.shape) {
      this.clear();
      this.shape = shape;
      this.plot = new uPlot(this.options(look), data, this.box);
    } else {
      this.plot.setData(data);
    }
    this.box.setAttribute('role', 'figure');
    this.box.setAttribute('aria-label', look.about);
  }

  say(text) {
    this.clear();
    this.box.replaceChildren(element('p', {class: 'empty'}, text));
  }

  clear() {
    if (this.plot) this.plot.destroy();
    this.plot = null;
    this.shape = null;
    this.box.replaceChildren();
  }

  fit() {
    if (this.plot && this.box.clientWidth > 0 && this.box.clientWidth !== this.plot.width) this.plot.setSize({width: this.box.clientWidth, height: this.height});
  }

  options(look) {
    const rule = {stroke: colour('--faint'), width: 1};
    const axis = {
      stroke: colour('--soft'), grid: rule, ticks: {...rule, size: 4}, font: '12px system-ui, sans-serif', gap: 4,
    };
    let marks = [];
    return {
      width: Math.max(200, this.box.clientWidth), height: this.height, padding: [8, 18, 0, 0],
      scales: {x: {time: false}, y: look.range ? {range: look.range} : {}},
      cursor: {points: {size: 7}, drag: {x: false, y: false}}, legend: {live: true},
      axes: [
        {
          ...axis, size: look.bare ? 6 : 26,
          splits: (plot, i, from, to) => {
            marks = look.x.ticks(from, to, Math.max(2, Math.floor(plot.width / 72)));
            return marks.map(mark => mark.at);
          },
          values: () => marks.map(mark => look.bare ? '' : mark.label),
        },
        {...axis, size: axisWidth, space: look.room || 34, ...(look.splits ? {splits: look.splits} : {}), values: (u, splits) => splits.map(n => n == null ? '' : look.axis(n))},
      ],
      series: [
        {label: look.x.label, value: (u, at, i) => shownValue(u, at, i, look.x.exact)},
        ...look.lines.map(line => ({
          label: line.label, stroke: colour(line.colour), width: 1.75, dash: line.dash, spanGaps: true,
          points: {show: line.points, size: 5}, value: (u, n, i) => shownValue(u, n, i, line.value),
        })),
      ],
    };
  }
}

/** Without a pointer on the chart the legend tells the newest. */
function shownValue(plot, n, series, text) {
  if (n != null) return text(n);
  if (plot && plot.cursor && plot.cursor.idx != null) return '–';
  const values = plot && plot.data[series];
  for (let i = values ? values.length - 1 : -1; i >= 0; i--) if (values[i] != null) return text(values[i]);
  return '–';
}

/** Charts one above the other have their axes in line. */
const axisWidth = (plot, values) => 16 + 7 * Math.max(5, ...(values || []).map(v => String(v).length));

const CLOCK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400, 172800, 604800];

/** Seconds up the axis. */
const clockSplits = (plot, axis, from, to) => {
  const step = CLOCK_STEPS.find(s => (to - from) / s <= (plot.height < 150 ? 3 : 5)) || 604800;
  const made = [];
  for (let at = 0; at <= to; at += step) made.push(at);
  return made;
};

/** Elapsed time along the axis, in seconds, in steps that clocks have. */
const runTime = {
  label: 'after',
  exact: seconds => elapsed(seconds * 1000),
  ticks: (from, to, most) => {
    const step = CLOCK_STEPS.find(s => (to - from) / s <= most) || 2592000;
    const made = [];
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) made.push({at, label: elapsed(at * 1000)});
    return made;
  },
};

/** Event time along the axis. */
const eventTime = {label: 'window end', exact: instant, ticks};

/** How far back a rate looks: counts arrive from time to time, not evenly. */
const RATE_OVER = 3000;

/** Rows a second of one count at each point, over the last few seconds before it. */
function rates(points, count) {
  const made = [];
  let back = 0;
  for (let i = 0; i < points.length; i++) {
    while (back < i - 1 && points[i].took - points[back + 1].took >= RATE_OVER) back++;
    const seconds = i === 0 ? points[0].took / 1000 : (points[i].took - points[back].took) / 1000;
    const rows = i === 0 ? points[0][count] : points[i][count] - points[back][count];
    made.push(seconds > 0 ? Math.max(0, rows) / seconds : null);
  }
  return made;
}

/** Each side by itself: a history comes thousands of times as fast as a topic. */
function drawRates(sides, state) {
  const both = state.history && state.live;
  for (const side of ['history', 'live']) {
    const chart = sides[side];
    chart.box.hidden = !state[side];
    if (state[side]) drawRate(chart, side, state, both ? (side === 'history' ? 84 : 108) : 190, both && side === 'history');
  }
}

function drawRate(chart, side, state, height, bare) {
  const points = state.points;
  if (!points.length) {
    chart.say(isOver(state) ? 'It was over before it was looked at.' : bare ? '' : 'Waiting for the job to start.');
    return;
  }
  const data = [points.map(point => point.took / 1000), rates(points, side)];
  const lines = [{label: side, colour: '--' + side, dash: side === 'live' ? [7, 4] : [], points: points.length < 3, value: n => short(n) + '/s'}];
  const about = `Rows a second of ${side}: ` + short(data[1][points.length - 1] || 0);
  chart.height = height;
  chart.show({key: height, x: runTime, bare, axis: short, lines, about, range: fromZero, room: 26}, data);
}

const fromZero = (plot, low, high) => [0, high > 0 ? high * 1.08 : 1];

/** Behind the clock if it is near; else, as while a history is read, how far event time has come. */
function drawMark(chart, state, height) {
  const points = state.points.filter(point => point.watermark != null);
  const last = points[points.length - 1];
  const near = last.at - last.watermark < 6 * HOUR;
  const data = [points.map(point => point.took / 1000)];
  const lines = [];
  if (near) {
    data.push(points.map(point => (point.at - point.watermark) / 1000));
    lines.push({label: 'behind the clock', value: s => span(s * 1000)});
  } else {
    data.push(points.map(point => point.watermark));
    lines.push({label: 'event time', value: instant});
  }
  lines.forEach(line => Object.assign(line, {colour: '--mark', dash: [], points: points.length < 3}));
  chart.height = height;
  chart.show({
    key: [near, height], x: runTime, room: 24, axis: near ? s => s === 0 ? '0' : span(s * 1000) : shortInstant(data[1]), lines,
    about: near ? 'Watermark behind the clock: ' + span(last.at - last.watermark) : 'Watermark at ' + instant(last.watermark),
    range: near ? fromZero : someTime, splits: near ? clockSplits : timeSplits,
  }, data);
  return near ? 'how far event time in all results is behind the clock' : 'event time that all results have reached';
}

/** How many messages of the topic are still to be read. */
function drawLag(chart, state) {
  const points = state.points.filter(point => point.lag != null);
  const lines = [{label: 'lag', colour: '--live', dash: [7, 4], points: points.length < 3, value: n => some(n, 'message')}];
  const data = [points.map(point => point.took / 1000), points.map(point => point.lag)];
  const about = 'Lag: ' + some(points[points.length - 1].lag, 'message') + ' still to be read';
  chart.show({key: 'lag', x: runTime, axis: n => Number.isInteger(n) ? short(n) : '', lines, about, range: fromZero, room: 24}, data);
}

/** Not less than some minutes: a watermark may stand. */
const someTime = (plot, low, high) => high - low > 10 * MINUTE ? [low, high] : [low - 5 * MINUTE, high + 5 * MINUTE];

const timeSplits = (plot, axis, from, to) => ticks(from, to, plot.height < 150 ? 3 : 5).map(tick => tick.at);

/** The day of a time where times are days apart, else the time of the day. */
function shortInstant(values) {
  const far = Math.max(...values) - Math.min(...values) > 4 * DAY;
  return at => far ? day(at) : day(at).slice(5) + ' ' + clock(at).slice(0, 5);
}
