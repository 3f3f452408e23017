// What the sinks wrote last: a chart where rows have windows, and a table.

const chosen = {sink: null, field: {}};

function pressed(box, names, labels, now, choose) {
  const shape = JSON.stringify([names, labels]);
  if (box.dataset.shape !== shape) {
    box.dataset.shape = shape;
    box.replaceChildren(...names.map((name, i) => {
      const button = element('button', {type: 'button'}, labels[i]);
      button.addEventListener('click', () => choose(name));
      return button;
    }));
  }
  [...box.children].forEach((button, i) => button.setAttribute('aria-pressed', String(names[i] === now)));
}

function drawResults(chart, state, redraw) {
  const results = state.results || [];
  const steps = results.map(sink => sink.step);
  if (!steps.includes(chosen.sink)) chosen.sink = (results.find(sink => sink.chart) || results.find(sink => sink.rows && sink.rows.length) || results[0] || {}).step;
  pressed(byId('sinks'), steps, results.map(sink => labelOf(sink, results)), chosen.sink, step => { chosen.sink = step; redraw(); });
  byId('sinks').hidden = steps.length < 2;
  const sink = results.find(one => one.step === chosen.sink);
  setText(byId('result-aside'), sink ? placeOf(sink, state) : isOver(state) ? 'Nothing was written.' : 'Waiting for the first results.');
  byId('lines-box').hidden = !(sink && sink.chart);
  if (sink && sink.chart) drawLines(chart, sink, redraw); else chart.clear();
  drawTable(byId('result'), sink);
}

/** The step that is written, and where to if it is written twice. */
function labelOf(sink, results) {
  const twice = results.filter(other => other.input === sink.input).length > 1;
  return twice && sink.place ? `${sink.input} (${sink.kind})` : sink.input;
}

function placeOf(sink, state) {
  const written = (state.written || {})[sink.step] || 0;
  const count = some(written, sink.kind === 'topic' ? 'message' : 'row');
  if (sink.kind === 'files') return `${count} in files ${sink.place.replace(/(\.[a-z]+)$/, '-*$1')}` + (sink.rows && sink.rows.length ? ', the newest first' : written ? '' : ', not yet on disk');
  if (sink.kind === 'topic') return `${count} to topic ${sink.place}` + (sink.rows.length ? ', its newest first' : '');
  if (sink.kind === 'table') return `${count} to table ${sink.place}, which is not read back`;
  return `${count} on the console`;
}

function drawLines(chart, sink, redraw) {
  const fields = sink.chart.fields.map(field => field.name);
  if (!fields.includes(chosen.field[sink.step])) chosen.field[sink.step] = fields[0];
  const name = chosen.field[sink.step];
  pressed(byId('fields'), fields, fields, name, field => { chosen.field[sink.step] = field; redraw(); });
  const field = sink.chart.fields.find(one => one.name === name);
  const lines = sink.chart.shown.map((group, i) => ({
    label: group || sink.input, colour: '--s' + i, dash: DASHES[i], points: sink.chart.ends.length < 40, value: n => decimals.format(n),
  }));
  const more = sink.chart.groups - sink.chart.shown.length;
  const about = `${name} of ${sink.input} over the ends of windows, for ${lines.map(line => line.label).join(', ')}` + (more > 0 ? ` and not for ${more} smaller groups` : '');
  chart.show({key: sink.step + '/' + name, x: eventTime, axis: short, lines, about, range: around}, [sink.chart.ends, ...field.lines]);
}

/** From zero on, unless all values are far from it. */
function around(plot, low, high) {
  if (low == null) return [0, 1];
  if (low === high) return low === 0 ? [0, 1] : [Math.min(0, low * 1.2), Math.max(0, high * 1.2)];
  const room = (high - low) * .06;
  return low >= 0 && low < high * .6 ? [0, high + room] : [low - room, high + room];
}

function drawTable(table, sink) {
  const shape = JSON.stringify(sink && [sink.step, sink.fields, sink.rows]);
  if (table.dataset.shape === shape) return;
  table.dataset.shape = shape;
  if (!sink || !sink.rows || !sink.rows.length) {
    table.replaceChildren();
    return;
  }
  const align = field => field.number ? 'number' : null;
  const head = element('tr', {}, ...sink.fields.map(field => element('th', {scope: 'col', class: align(field) || ''}, field.name)));
  const rows = sink.rows.map(row => element('tr', {}, ...row.map((text, i) =>
    element('td', {class: align(sink.fields[i]) || '', title: text.length > 30 ? text : null}, cell(text, sink.fields[i])))));
  table.replaceChildren(element('caption', {class: 'unseen'}, `Newest rows of ${sink.input}`), element('thead', {}, head), element('tbody', {}, ...rows));
}
