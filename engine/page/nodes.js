'use strict';

// What both pages show: nodes with their states, and the chart.

/** An element with a class, and text or other elements in it. Nothing is ever read as HTML. */
function element(name, look, ...content) {
  const made = document.createElement(name);
  if (look) made.className = look;
  made.append(...content);
  return made;
}

/** A node's state as rows: what they are called, their values, whether they are fields of its own. */
function rowsOf(state) {
  const rows = new Map(Object.entries(state.state).map(([name, value]) => ['field ' + name, {name, value, own: true}]));
  const add = (name, value, usual) => rows.set(name, {name, value, usual, own: false});
  add('is', state.up ? 'up' : 'down', 'up');
  add('timers', state.timers.join(', ') || 'none', 'none');
  if (state.clock !== undefined) add('clock', String(state.clock));
  add('stands still before', state.stands_still_before ?? 'nothing', 'nothing');
  add('does not hear', (state.deaf_to ?? []).join(', ') || 'nobody', 'nobody');
  add('lies', state.lies ? 'yes' : 'no', 'no');
  return rows;
}

/** Beside each other where both are short, else one below the other. */
function beforeAndAfter(before, after) {
  if (Math.max(before.length, after.length) <= 11) return [element('td', 'before', before), element('td', 'after', after)];
  const cell = element('td', '', element('div', 'before', before), element('div', 'after', after));
  cell.colSpan = 2;
  return [cell];
}

function columnHeads() {
  const heads = ['', 'before', 'after'].map((name) => element('th', '', name));
  for (const head of heads) head.scope = 'col';
  return element('thead', '', element('tr', '', ...heads));
}

function cardOf(name, before, after, isTouched) {
  const body = element('tbody');
  const then = rowsOf(before);
  for (const [key, {name: field, value, usual, own}] of rowsOf(after)) {
    const old = then.get(key)?.value ?? '';
    if (old === value && value === usual) continue;
    const row = body.appendChild(element('tr', own ? '' : 'circumstance'));
    row.dataset.field = field;
    const head = element('th', '', field);
    head.scope = 'row';
    row.append(head);
    if (old === value) {
      const cell = element('td', 'same', value);
      cell.colSpan = 2;
      row.append(cell);
    } else {
      row.classList.add('changed');
      row.append(...beforeAndAfter(old, value));
    }
  }
  const title = element('h4', '', name);
  if (!after.up) title.append(element('span', '', 'down'));
  const card = element('section', 'node', title);
  card.setAttribute('aria-label', name);
  card.classList.toggle('touched', isTouched);
  card.classList.toggle('down', !after.up);
  const table = element('table', '', body);
  if (body.querySelector('td.after')) table.prepend(columnHeads());
  table.setAttribute('aria-label', `${name}: before and after`);
  card.append(body.children.length > 0 ? table : element('p', '', 'has no state'));
  return card;
}

/** The chart's heads once more, to stay in sight while the chart scrolls. */
function addStickyHeads(chart) {
  const svg = chart.querySelector('svg');
  const width = svg.viewBox.baseVal.width;
  const height = Number(svg.dataset.head) + 2;
  const copy = svg.cloneNode(false);
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('height', height);
  copy.setAttribute('aria-hidden', 'true');
  const back = document.createElementNS(svg.namespaceURI, 'rect');
  back.setAttribute('class', 'back');
  back.setAttribute('width', width);
  back.setAttribute('height', height);
  copy.append(back, svg.querySelector('.heads').cloneNode(true));
  chart.prepend(element('div', 'chart-head', copy));
  chart.style.setProperty('--width', width);
}
