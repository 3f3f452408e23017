// The page: a state that changes member by member, and what is drawn of it.

const state = {points: []};
/** As many as the server keeps at most. */
const MOST_POINTS = 900;

const isOver = s => ['ended', 'stopped', 'failed'].includes(s.phase);
const PHASES = {
  starting: 'starting', running: 'running', stopping: 'stopping', ended: 'ended', stopped: 'stopped', failed: 'failed',
};

const charts = {
  history: new LineChart(byId('rate-history'), 84),
  live: new LineChart(byId('rate-live'), 108),
  mark: new LineChart(byId('mark'), 192),
  lag: new LineChart(byId('lag'), 84),
  lines: new LineChart(byId('lines'), 290),
};

function drawHead() {
  const box = byId('phase');
  box.dataset.phase = state.phase || '';
  setText(byId('phase-word'), PHASES[state.phase] || 'connecting');
  const words = [];
  if (state.runner) words.push('on ' + state.runner);
  if (state.started) words.push('since ' + instant(state.started - state.started % 1000) + ' UTC');
  if (state.history && state.history.files) words.push(some(state.history.files, 'file') + ', ' + bytes(state.history.bytes));
  if (state.live) words.push('topic ' + state.live.topic + (state.live.partitions > 1 ? ', ' + some(state.live.partitions, 'partition') : ''));
  setText(byId('about'), words.join(' · ') || ' ');
  if (state.failure) notice(state.failure);
  document.title = (state.phase && state.phase !== 'running' ? state.phase + ' · ' : '') + (state.name || '') + ' · Mainstem';
  drawElapsed();
}

function notice(text) {
  byId('lost').hidden = !text;
  setText(byId('lost'), text || '');
}

/** It goes on between two looks, as the run does. */
function drawElapsed() {
  const took = state.look ? state.look.took : 0;
  const since = heard && !isOver(state) && state.look ? Date.now() - heard : 0;
  setText(byId('elapsed'), elapsed(took + Math.min(since, 5000)));
}

function newestRate(side) {
  const made = rates(state.points.slice(-12), side);
  return made.length ? made[made.length - 1] || 0 : 0;
}

function meanRate(side) {
  const look = state.look;
  return look.took > 0 ? look[side] * 1000 / look.took : 0;
}

function tiles() {
  const look = state.look || {};
  const made = [];
  for (const side of ['history', 'live']) {
    if (!state[side]) continue;
    const rows = look[side] || 0;
    const speed = !state.look ? '' : isOver(state) ? short(meanRate(side)) + '/s on average' : short(newestRate(side)) + '/s';
    const share = side === 'history' && look.bytes && state.history.bytes && !isOver(state)
      ? look.bytes >= state.history.bytes ? ', all read' : ', ' + Math.floor(look.bytes * 100 / state.history.bytes) + ' % of the files' : '';
    made.push({name: side, key: side, value: whole(rows), more: speed + share});
  }
  // told by runs that know it
  if (look.lag != null) made.push({name: 'Lag', value: whole(look.lag), more: 'messages not yet read'});
  const watermark = lastWatermark(state);
  if (watermark != null) {
    const behind = look.at - watermark;
    made.push({name: 'Watermark', value: clock(watermark), more: isOver(state) || behind < 0 ? day(watermark) : behind < DAY ? span(behind) + ' ago' : day(watermark) + ', ' + span(behind) + ' ago'});
  }
  if (state.history && state.live && look.copies) made.push({name: 'Copies', value: whole(look.copies), more: 'taken out'});
  made.push({name: 'Late', value: whole(look.late || 0), more: look.late ? 'behind the watermark' : 'none', bad: look.late > 0});
  made.push({name: 'Rejected', value: whole(look.rejected || 0), more: look.rejected ? some(state.rules.length, 'reason') : 'none', bad: look.rejected > 0});
  if (look.checkpoints || look.restarts) {
    made.push({name: 'Checkpoints', value: whole(look.checkpoints), more: look.restarts ? some(look.restarts, 'restart') : 'no restart', bad: look.restarts > 0});
  }
  return made;
}

/** Tiles stay where they are as long as they are the same ones. */
function drawTiles() {
  const made = tiles();
  const box = byId('tiles');
  const shape = made.map(tile => tile.name).join();
  if (box.dataset.shape !== shape) {
    box.dataset.shape = shape;
    box.replaceChildren(...made.map(tile => element('div', {class: 'tile'},
      element('dt', {}, tile.key ? element('i', {class: 'key ' + tile.key, 'aria-hidden': 'true'}) : null, tile.key ? 'Rows of ' + tile.name : tile.name),
      element('dd'), element('dd', {class: 'more'}))));
  }
  made.forEach((tile, i) => {
    const node = box.children[i];
    node.classList.toggle('bad', Boolean(tile.bad));
    setText(node.children[1], tile.value);
    setText(node.children[2], tile.more);
  });
}

function drawRejected() {
  const rules = state.rules || [];
  const look = state.look || {};
  setText(byId('rejected-aside'), rules.length ? some(look.rejected, 'record') : '');
  const samples = state.samples || {};
  const shape = JSON.stringify([rules, samples]);
  const box = byId('rules');
  if (box.dataset.shape === shape) return;
  box.dataset.shape = shape;
  const open = new Set([...box.querySelectorAll('details[open]')].map(node => node.dataset.rule));
  box.replaceChildren(...(rules.length ? rules.map(rule => ruleItem(rule, rules[0].count, samplesOf(rule.rule, samples), open))
    : [element('li', {class: 'empty'}, isOver(state) ? 'Nothing was rejected.' : 'Nothing has been rejected.')]));
}

/** A rule may be counted under fewer words than its records have. */
function samplesOf(rule, samples) {
  const name = Object.keys(samples).find(one => one === rule) || Object.keys(samples).find(one => one.startsWith(rule + ': '));
  return name ? samples[name] : [];
}

function ruleItem(rule, most, samples, open) {
  const colon = rule.rule.indexOf(': ');
  const fill = element('i');
  fill.style.width = Math.max(1, 100 * rule.count / most) + '%';
  const words = [
    element('b', {}, whole(rule.count)),
    element('span', {}, element('span', {class: 'stage'}, rule.rule.slice(0, colon + 2)), rule.rule.slice(colon + 2)),
    element('span', {class: 'bar', 'aria-hidden': 'true'}, fill)];
  if (!samples.length) return element('li', {}, element('div', {class: 'rule'}, ...words));
  const details = element('details', {open: open.has(rule.rule)},
    element('summary', {class: 'rule'}, ...words),
    element('ul', {class: 'samples', 'aria-label': 'Some of these records'}, ...samples.map(sampleItem)));
  details.dataset.rule = rule.rule;
  return element('li', {}, details);
}

function sampleItem(sample) {
  const found = sample.reason.includes(', found ') ? sample.reason.slice(sample.reason.indexOf(', found ') + 2) : '';
  return element('li', {}, element('span', {class: 'place'}, [sample.place, found].filter(Boolean).join(' · ')), element('code', {}, sample.raw));
}

function drawGraph() {
  const boxes = state.boxes || {};
  for (const node of byId('graph').querySelectorAll('.box')) {
    const count = boxes[node.dataset.name];
    const text = node.querySelector('.line');
    if (count != null && text) {
      text.classList.add('count');
      setText(text, some(count, node.classList.contains('rejected') ? 'record' : 'row'));
    }
  }
}

function drawGaps() {
  const reasons = {
    history_ends_early: 'live left rows of that time to the history, which has none so late',
    live_begins_late: 'history left rows of that time to live, which has none so early',
    silence: 'no row for far longer than usual',
  };
  const gaps = state.gaps || [];
  byId('gaps').hidden = !gaps.length;
  byId('gaps').replaceChildren(...gaps.map(gap =>
    element('li', {}, `A gap is suspected from ${instant(gap.from)} to ${instant(gap.to)}: ${reasons[gap.reason] || gap.reason}.`)));
}

function drawSaid() {
  byId('report').hidden = !state.report;
  if (state.report) setText(byId('report'), state.report.join('\n'));
  const box = byId('messages');
  const atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
  setText(box, (state.messages || []).join('\n'));
  if (atEnd) box.scrollTop = box.scrollHeight;
}

function drawTime() {
  drawAxis(byId('axis'), state);
  setText(byId('time-aside'), timeAside(state));
  drawRates(charts, state);
  const mark = state.points.some(point => point.watermark != null);
  const lag = state.points.some(point => point.lag != null);
  byId('mark-panel').hidden = !mark && !lag;
  byId('mark').hidden = !mark;
  byId('lag').hidden = !lag;
  setText(byId('h-mark'), mark && lag ? 'Watermark and lag' : mark ? 'Watermark' : 'Lag');
  if (lag) drawLag(charts.lag, state);
  setText(byId('mark-aside'), mark ? drawMark(charts.mark, state, lag ? 108 : 192) : '');
}

const drawAllResults = () => drawResults(charts.lines, state, drawAllResults);

function draw() {
  drawHead();
  drawTime();
  drawTiles();
  drawGaps();
  drawAllResults();
  drawRejected();
  drawGraph();
  drawSaid();
}

/** Thins the older half out, as the server does. */
function keep(point) {
  state.points.push(point);
  if (state.points.length > MOST_POINTS) {
    const recent = state.points.length - 300;
    state.points = state.points.filter((p, i) => i >= recent || i % 2 === 0);
  }
}

let heard = 0;
let waiting = false;

function take(members) {
  heard = Date.now();
  if (members.point) keep(members.point);
  delete members.point;
  Object.assign(state, members);
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
  }
}

function listen(from) {
  const events = new EventSource(from);
  events.onopen = () => { if (!state.failure) notice(''); };
  events.onmessage = event => {
    take(JSON.parse(event.data));
    if (isOver(state) && state.phase) setTimeout(() => { if (isOver(state)) events.close(); }, 1000);
  };
  events.onerror = () => {
    if (isOver(state)) events.close();
    else notice('The connection is lost: the run may have ended. What stands here is what was known last.');
  };
  setInterval(drawElapsed, 250);
}

/** A wide picture shrinks, and is scrolled before it could not be read. */
const picture = byId('graph').querySelector('svg');
picture.style.minWidth = Math.min(picture.width.baseVal.value, Math.max(300, picture.width.baseVal.value * .65)) + 'px';

let axisWidthDrawn = 0;
new ResizeObserver(() => requestAnimationFrame(() => {
  if (byId('axis').clientWidth !== axisWidthDrawn) {
    axisWidthDrawn = byId('axis').clientWidth;
    drawAxis(byId('axis'), state);
  }
})).observe(byId('axis'));
dark.addEventListener('change', draw);

const inlined = byId('state');
Object.assign(state, JSON.parse(inlined.textContent));
draw();
if (inlined.dataset.events) listen(inlined.dataset.events);
