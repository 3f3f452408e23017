// History and live on one axis of event time: what each side has brought, the seam between them, and how far
// event time is in all results.

const LANE = {history: 22, live: 52}, LANE_HEIGHT = 24, TICKS = 84, GUTTER = 56;
/** With less of the width than this, live could not be seen beside a long history. */
const LEAST_SHARE = 0.3;

/** What there is to draw, or null if no event time is known yet. */
function axisOf(state) {
  const sides = state.spans || {};
  const known = [];
  for (const side of ['history', 'live']) {
    for (const part of ['owned', 'left']) {
      const span = sides[side] && sides[side][part];
      if (span) known.push(span.from, span.to);
    }
  }
  const seam = state.cutover;
  const watermark = lastWatermark(state);
  if (seam != null) known.push(seam);
  if (watermark != null) known.push(watermark);
  if (!known.length) return null;
  let from = Math.min(...known), to = Math.max(...known);
  if (from === to) { from -= MINUTE; to += MINUTE; }
  return {sides, seam, watermark, from, to};
}

function lastWatermark(state) {
  if (state.look && state.look.watermark != null) return state.look.watermark;
  for (let i = state.points.length - 1; i >= 0; i--) {
    if (state.points[i].watermark != null) return state.points[i].watermark;
  }
  return null;
}

/** The place of a time; where one side of the seam would be too small, each has a scale of its own. */
function scaleOf(axis, left, right) {
  const even = at => left + (right - left) * (at - axis.from) / (axis.to - axis.from);
  const seam = axis.seam;
  if (seam == null || seam <= axis.from || seam >= axis.to) return {at: even, bent: false, parts: [[axis.from, axis.to]]};
  const share = (axis.to - seam) / (axis.to - axis.from);
  const shown = Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, share));
  if (shown === share) return {at: even, bent: false, parts: [[axis.from, axis.to]]};
  const bend = right - (right - left) * shown;
  return {
    at: at => at <= seam
      ? left + (bend - left) * (at - axis.from) / (seam - axis.from)
      : bend + (right - bend) * (at - seam) / (axis.to - seam),
    bent: true,
    parts: [[axis.from, seam], [seam, axis.to]],
  };
}

function drawAxis(box, state) {
  const axis = axisOf(state);
  if (!axis) {
    const waiting = isOver(state) ? 'No row had an event time.' : 'Waiting for the first rows.';
    box.replaceChildren(element('p', {class: 'empty'}, waiting));
    return;
  }
  const width = Math.max(260, box.clientWidth);
  const scale = scaleOf(axis, GUTTER, width - 12);
  const svg = drawn('svg', {viewBox: `0 0 ${width} 126`, height: 126, role: 'img', 'aria-label': axisInWords(state, axis)});
  drawTicks(svg, scale, width);
  for (const side of ['history', 'live']) {
    if (state[side]) drawLane(svg, side, axis, scale, width);
  }
  if (axis.seam != null) drawSeam(svg, axis, scale, width);
  if (axis.watermark != null) drawWatermark(svg, axis, scale, width);
  box.replaceChildren(svg);
}

function drawTicks(svg, scale, width) {
  svg.append(drawn('line', {class: 'rule', x1: GUTTER, x2: width - 12, y1: TICKS, y2: TICKS}));
  let free = 0;
  for (const [from, to] of scale.parts) {
    const room = scale.at(to) - scale.at(from);
    for (const tick of ticks(from, to, Math.max(1, Math.floor(room / 64)))) {
      const x = scale.at(tick.at);
      const half = tick.label.length * 3.4;
      svg.append(drawn('line', {class: 'rule', x1: x, x2: x, y1: TICKS, y2: TICKS + 4}));
      if (x - half < free || x + half > width) continue;
      svg.append(drawn('text', {x, y: TICKS + 17, 'text-anchor': 'middle'}, tick.label));
      free = x + half + 8;
    }
  }
  if (scale.bent) {
    const x = scale.at(scale.parts[0][1]);
    svg.append(drawn('path', {class: 'break', d: `M${x - 5} ${TICKS + 5}l4 -10M${x + 1} ${TICKS + 5}l4 -10`}));
  }
}

function drawLane(svg, side, axis, scale, width) {
  const y = LANE[side];
  const spans = axis.sides[side] || {};
  svg.append(drawn('text', {class: 'side side-' + side, x: 0, y: y + 16}, side));
  svg.append(drawn('line', {class: 'rule', x1: GUTTER, x2: width - 12, y1: y + LANE_HEIGHT / 2, y2: y + LANE_HEIGHT / 2}));
  if (spans.left) drawBar(svg, 'left', spans.left, y + 5, LANE_HEIGHT - 10, scale, width);
  if (spans.owned) {
    drawBar(svg, 'own-' + side, spans.owned, y, LANE_HEIGHT, scale, width);
    labelBar(svg, side, spans.owned, y, scale, width);
  }
}

function drawBar(svg, style, part, y, height, scale, width) {
  const x = scale.at(part.from);
  const wide = Math.max(4, scale.at(part.to) - x);
  svg.append(drawn('rect', {class: style, x: Math.min(x, width - 16), y: y + .5, width: wide, height: height - 1, rx: 3}));
}

/** Inside of its bar or, if that is too short, on the side where there is more room. */
function labelBar(svg, side, part, y, scale, width) {
  const text = some(part.rows, 'row');
  const room = text.length * 7 + 16;
  const from = scale.at(part.from), to = scale.at(part.to);
  const place = to - from >= room ? {x: from + 8, 'text-anchor': 'start'}
    : from - GUTTER > room ? {x: from - 8, 'text-anchor': 'end', outside: true}
    : width - to > room ? {x: to + 10, 'text-anchor': 'start', outside: true} : null;
  if (place) {
    const {outside, ...at} = place;
    svg.append(drawn('text', {class: (outside ? 'outside ' : '') + 'side-' + side, y: y + 16, ...at}, text));
  }
}

/** An anchor by which a text at a place stays inside of the picture. */
function anchored(x, text, width) {
  const half = text.length * 3.5;
  return x + half > width - 4 ? 'end' : x - half < 4 ? 'start' : 'middle';
}

function drawSeam(svg, axis, scale, width) {
  const x = scale.at(axis.seam);
  const text = 'seam ' + instant(axis.seam);
  svg.append(drawn('line', {class: 'seam', x1: x, x2: x, y1: 16, y2: TICKS}));
  svg.append(drawn('text', {class: 'seam-text', x, y: 11, 'text-anchor': anchored(x, text, width)}, text));
}

function drawWatermark(svg, axis, scale, width) {
  const x = scale.at(axis.watermark);
  const text = 'watermark ' + instant(axis.watermark);
  svg.append(drawn('line', {class: 'watermark', x1: x, x2: x, y1: 20, y2: TICKS + 24}));
  svg.append(drawn('path', {class: 'watermark-head', d: `M${x - 5} 17h10l-5 7z`}));
  svg.append(drawn('text', {class: 'watermark-text', x, y: TICKS + 37, 'text-anchor': anchored(x, text, width)}, text));
}

function axisInWords(state, axis) {
  const words = [];
  for (const side of ['history', 'live']) {
    const owned = axis.sides[side] && axis.sides[side].owned;
    if (owned) words.push(`${side}: ${some(owned.rows, 'row')} from ${instant(owned.from)} to ${instant(owned.to)}`);
  }
  if (axis.seam != null) words.push('seam at ' + instant(axis.seam));
  if (axis.watermark != null) words.push('watermark at ' + instant(axis.watermark));
  return 'Event time, ' + words.join('; ');
}

function timeAside(state) {
  const axis = axisOf(state);
  if (!axis) return '';
  const words = [];
  const left = ['history', 'live'].filter(side => axis.sides[side] && axis.sides[side].left);
  if (left.length) words.push('dashed, left to the other side: ' + left.map(side => some(axis.sides[side].left.rows, 'row') + ' of ' + side).join(', '));
  if (scaleOf(axis, 0, 100).bent) words.push('the scale changes at the seam');
  words.push('UTC');
  return words.join(' · ');
}
