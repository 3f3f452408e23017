// Numbers and texts, the same in every language. Nothing of the data is ever taken for markup.

const byId = id => document.getElementById(id);

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'class') made.className = value;
    else if (value !== false && value != null) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter(child => child != null));
  return made;
}

function drawn(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text != null) made.textContent = text;
  return made;
}

/** Puts a text in the place of another, and leaves one alone that is the same: it may be selected. */
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const grouped = new Intl.NumberFormat('en-US', {maximumFractionDigits: 0});
const decimals = new Intl.NumberFormat('en-US', {maximumFractionDigits: 3});

const whole = n => grouped.format(n);

/** A number in few characters: 950, 12.4k, 3.1M. */
function short(n) {
  const size = Math.abs(n);
  if (size >= 1e9) return trimmed(n / 1e9) + 'G';
  if (size >= 1e6) return trimmed(n / 1e6) + 'M';
  if (size >= 1e4) return trimmed(n / 1e3) + 'k';
  return size >= 100 || Number.isInteger(n) ? whole(n) : String(Number(n.toPrecision(3)));
}

const trimmed = n => n.toFixed(Math.abs(n) < 100 ? 1 : 0).replace(/\.0$/, '');

const some = (n, one, many) => whole(n) + ' ' + (n === 1 ? one : many || one + 's');

function bytes(n) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (n >= 1000 && unit < units.length - 1) { n /= 1000; unit++; }
  return (unit === 0 ? whole(n) : trimmed(n)) + ' ' + units[unit];
}

/** A cell of a table: numbers with groups and three decimals, times without what all of them have. */
function cell(text, field) {
  if (field.number && text !== '' && Number.isSafeInteger(Math.trunc(Number(text)))) return decimals.format(Number(text));
  if (field.type === 'timestamp') return text.replace('T', ' ').replace(/(:00)?(\.000)?Z$/, '');
  return text;
}
