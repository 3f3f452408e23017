// Times and spans of them. All times are UTC.

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

const two = n => String(n).padStart(2, '0');
const day = at => new Date(at).toISOString().slice(0, 10);
const clock = at => new Date(at).toISOString().slice(11, 19);

/** A time of the day, as exact as it is. */
function instant(at) {
  const time = clock(at);
  return day(at) + ' ' + (time.endsWith(':00') ? time.slice(0, 5) : time);
}

/** Elapsed time: 0:07, 12:30, 1:02:03, 3d 04:00. */
function elapsed(millis) {
  const s = Math.max(0, Math.floor(millis / SECOND));
  const minutes = Math.floor(s / 60) % 60, hours = Math.floor(s / 3600) % 24, days = Math.floor(s / 86400);
  if (days) return days + 'd ' + two(hours) + ':' + two(minutes);
  return hours ? hours + ':' + two(minutes) + ':' + two(s % 60) : minutes + ':' + two(s % 60);
}

/** How long something is, in its two greatest units. */
function span(millis) {
  const size = Math.abs(millis);
  if (size < SECOND) return Math.round(size) + ' ms';
  if (size < 10 * SECOND) return (size / SECOND).toFixed(1) + ' s';
  if (size < MINUTE) return Math.round(size / SECOND) + ' s';
  if (size < HOUR) return parts(size, MINUTE, 'min', SECOND, 's');
  if (size < DAY) return parts(size, HOUR, 'h', MINUTE, 'min');
  if (size < 60 * DAY) return parts(size, DAY, 'd', HOUR, 'h');
  if (size < 730 * DAY) return Math.round(size / DAY) + ' d';
  return (size / (365.25 * DAY)).toFixed(1) + ' years';
}

function parts(size, unit, name, small, smallName) {
  const n = Math.floor(size / unit), rest = Math.floor((size - n * unit) / small);
  return n + ' ' + name + (rest && n < 10 ? ' ' + rest + ' ' + smallName : '');
}

const STEPS = [SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR,
  3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY];
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200];
const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Round times between two, about so many, each with its label. */
function ticks(from, to, about) {
  const step = STEPS.find(s => (to - from) / s <= about);
  return step ? evenTicks(from, to, step) : monthTicks(from, to, about);
}

function evenTicks(from, to, step) {
  const made = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const date = new Date(at);
    const midnight = at % DAY === 0;
    const label = midnight ? date.getUTCDate() + ' ' + MONTH_NAMES[date.getUTCMonth()] : clock(at).slice(0, step < MINUTE ? 8 : 5);
    made.push({at, label});
  }
  return made;
}

function monthTicks(from, to, about) {
  const months = (to - from) / (30.4 * DAY);
  const step = MONTHS.find(m => months / m <= about) || 1200;
  const made = [];
  const first = new Date(from);
  for (let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step; ; month += step) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
    const at = date.getTime();
    if (at > to) return made;
    const year = date.getUTCFullYear();
    const label = month % 12 === 0 ? String(year) : MONTH_NAMES[month % 12] + (made.length ? '' : ' ' + year);
    if (at >= from) made.push({at, label});
  }
}
