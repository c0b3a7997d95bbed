// The explorer's page. What it shows hangs on its address alone: the way, how far along it one is, and the filters. The
// server is asked for the rest, and remembers nothing.

const find = (selector) => document.querySelector(selector);

/** The key that the link opened, kept for pages of this host and port alone. */
const keyPlace = 'pessimist-key';

/** What the server answers; an Error in words, where that is no answer. */
async function request(question, parameters, options, secret) {
  let response;
  try {
    const headers = {Authorization: `Bearer ${secret}`};
    response = await fetch(`/api/${question}?${new URLSearchParams(parameters)}`, {...options, headers});
  } catch (error) {
    if (error.name === 'TimeoutError')
      throw new Error('No answer for 20 s: a handler may not return. Ctrl-C in its terminal ends the server.');
    throw new Error('The server does not answer. It may have been ended in its terminal.');
  }
  if (!response.ok) throw new Error((await response.json()).error);
  return response;
}

/** The server's answer to a question. */
async function ask(question, parameters = {}, options = {}) {
  return (await request(question, parameters, options, localStorage.getItem(keyPlace) ?? '')).json();
}

/** Uses the link, unless this browser has entered before. The link is good once; what is left of it can be passed on. */
async function enter() {
  const token = new URLSearchParams(location.search).get('token');
  if (token === null) return;
  history.replaceState(null, '', location.pathname + location.hash);
  const isKnown = localStorage.getItem(keyPlace) !== null && await ask('protocol').then(() => true, () => false);
  if (isKnown) return;
  const answer = await request('enter', {}, {method: 'POST'}, token);
  localStorage.setItem(keyPlace, (await answer.json()).key);
}

/** Answers that were given before, a few hundred of them. */
class Answers {
  known = new Map();

  async get(question, parameters) {
    const key = `${question} ${Object.values(parameters).join(' ')}`;
    if (!this.known.has(key)) {
      if (this.known.size > 500) this.known.clear();
      const answer = ask(question, parameters, {signal: AbortSignal.timeout(20_000)});
      this.known.set(key, answer);
      answer.catch(() => this.known.delete(key));
    }
    return this.known.get(key);
  }
}

/** The first steps of a way, as an address without a check. */
function prefix(address, steps) {
  return address.split('~')[0].split('.').slice(0, steps + 1).join('.');
}

/** Where one is, as the page's address has it. */
class Place {
  constructor(hash, first) {
    const words = new URLSearchParams(hash.replace(/^#/, ''));
    this.address = words.get('way') ?? first;
    const step = words.get('step');
    this.step = /^\d+$/.test(step ?? '') ? Number(step) : undefined;
    this.node = words.get('node') ?? '';
    this.message = words.get('message') ?? '';
    this.hidesFaults = words.get('faults') === 'hidden';
  }

  toString() {
    const words = new URLSearchParams({way: this.address, step: this.step});
    if (this.node) words.set('node', this.node);
    if (this.message) words.set('message', this.message);
    if (this.hidesFaults) words.set('faults', 'hidden');
    return `#${words}`;
  }
}

class Explorer {
  answers = new Answers();

  constructor(protocol) {
    this.protocol = protocol;
    document.title = `${protocol.spec} - pessimist`;
    find('#spec').textContent = protocol.spec;
    find('#setting').textContent = protocol.setting;
    const filters = find('form.filters');
    for (const node of protocol.nodes) filters.node.append(new Option(node, node));
    for (const message of protocol.messages) filters.message.append(new Option(message, message));
    this.listen();
    this.follow();
  }

  listen() {
    const actions = {
      first: () => this.go(0),
      back: () => this.go(this.place.step - 1),
      on: () => this.go(this.place.step + 1),
      last: () => this.go(Infinity),
      save: () => this.save(),
      open: () => find('#file').click(),
      share: () => this.share(),
      copy: () => navigator.clipboard.writeText(find('#share pre').textContent),
      help: () => find('#help').showModal(),
      stop: () => ask('stop', {}, {method: 'POST'}),
    };
    addEventListener('click', (event) => {
      const button = event.target.closest('[data-do], [data-event], [data-property]');
      if (button?.dataset.do) actions[button.dataset.do]();
      if (button?.dataset.event) this.take(Number(button.dataset.event));
      if (button?.dataset.property) this.search(button.dataset.property);
      const step = event.target.closest('#chart [data-step]');
      if (step && getSelection().isCollapsed) this.go(Number(step.dataset.step));
    });
    find('.bar input').addEventListener('input', (event) => this.go(Number(event.target.value)));
    find('#start input').addEventListener('change', (event) => this.travel(String(event.target.value - 1)));
    find('#file').addEventListener('change', (event) => this.open(event.target));
    find('form.filters').addEventListener('change', (event) => this.filter(event.currentTarget));
    find('#search').addEventListener('cancel', (event) => {
      event.preventDefault();
      actions.stop();
    });
    addEventListener('popstate', () => this.follow());
    addEventListener('keydown', (event) => this.press(event, actions));
  }

  press(event, actions) {
    if (event.ctrlKey || event.altKey || event.metaKey || find('dialog[open]')) return;
    if (event.target.matches('select, input:not([type="range"])')) return;
    const keys = {ArrowLeft: 'back', ArrowRight: 'on', Home: 'first', End: 'last', '?': 'help'};
    if (event.key in keys) {
      actions[keys[event.key]]();
    } else if (/^[1-9]$/.test(event.key)) {
      find('#list').querySelectorAll('.event')[event.key - 1]?.click();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Goes where the page's address says. */
  follow() {
    this.show(new Place(location.hash, this.protocol.first), 'replace');
  }

  /** Along the way. */
  go(step) {
    this.show(Object.assign(new Place(location.hash), {address: this.place.address, step: Math.max(step, 0)}), 'replace');
  }

  /** Another way, to its end or to one of its steps. */
  travel(address, step) {
    return this.show(Object.assign(new Place(location.hash), {address, step}), 'push');
  }

  /** Lets an event happen. What followed until now stays, if it is what happened then, too. */
  take(event) {
    const here = prefix(this.place.address, this.place.step);
    const next = `${here}.${event}`;
    if (prefix(this.place.address, this.place.step + 1) === next) {
      this.go(this.place.step + 1);
    } else {
      this.travel(next);
    }
  }

  filter(form) {
    Object.assign(this.place, {node: form.node.value, message: form.message.value, hidesFaults: !form.faults.checked});
    history.replaceState(null, '', this.place);
    this.showEvents();
  }

  async search(property) {
    this.say();
    const dialog = find('#search');
    dialog.querySelector('p').textContent = `for a shortest way, from the beginning, to where \u201c${property}\u201d is decided; for a minute at most, unless --time allows another time`;
    dialog.showModal();
    try {
      const found = await ask('search', {property}, {method: 'POST'});
      if (found.address) await this.travel(found.address);
      const begins = found.address ? 'Searched from the beginning. ' : '';
      this.say(`${begins}${property}: ${found.told}${found.address ? ' (The browser\u2019s back button leads to where you were.)' : ''}`);
    } catch (error) {
      this.say(error.message, true);
    } finally {
      dialog.close();
    }
  }

  async save() {
    try {
      const address = prefix(this.place.address, this.place.step);
      const answer = await request('trace', {address}, {}, localStorage.getItem(keyPlace) ?? '');
      const link = element('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `${this.protocol.spec.replace(/[^\w-]/g, '-')}.trace.json`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      this.say(error.message, true);
    }
  }

  async open(input) {
    const [file] = input.files;
    if (!file) return;
    try {
      const {address} = await ask('trace', {}, {method: 'POST', body: file});
      await this.travel(address);
      this.say(`The way of ${file.name}.`);
    } catch (error) {
      this.say(`${file.name}: ${error.message}`, true);
    } finally {
      input.value = '';
    }
  }

  share() {
    const {address, step} = this.place;
    const isWhole = step === this.way.steps.length;
    find('#share pre').textContent = `${this.protocol.command} --at '${isWhole ? address : prefix(address, step)}'`;
    find('#share').showModal();
  }

  say(words = '', isBad = false) {
    const notice = find('#notice');
    notice.hidden = words === '';
    notice.textContent = words;
    notice.classList.toggle('bad', isBad);
  }

  /** Shows a place once all of it is known; not, if meanwhile another is asked for. */
  async show(place, how) {
    this.asked = place;
    document.body.classList.add('waiting');
    try {
      const way = await this.answers.get('way', {address: place.address});
      place.address = way.address;
      place.step = Math.min(place.step ?? Infinity, way.steps.length);
      const world = await this.answers.get('world', {address: prefix(way.address, place.step), step: place.step});
      if (this.asked !== place) return;
      const isOtherWay = this.way?.address !== way.address;
      Object.assign(this, {place, way, world});
      history[`${how}State`](null, '', place);
      this.say();
      if (isOtherWay) this.showWay();
      this.showStep();
      this.showEvents();
      this.showWorld();
    } catch (error) {
      if (this.asked === place) this.say(error.message, true);
    }
    if (this.asked === place) document.body.classList.remove('waiting');
  }

  showWay() {
    const chartAlone = this.way.chart.replace(/<style>[^<]*<\/style>/, '');  // its style is in the page's
    const drawn = new DOMParser().parseFromString(chartAlone, 'image/svg+xml').documentElement;
    const chart = find('#chart');
    chart.replaceChildren(document.importNode(drawn, true));
    addStickyHeads(chart);
  }

  showStep() {
    const {step} = this.place;
    const last = this.way.steps.length;
    const slider = find('.bar input');
    slider.max = last;
    slider.value = step;
    const words = `step ${step} of ${last}`;
    slider.setAttribute('aria-valuetext', words);
    find('.bar output').textContent = words;
    for (const name of ['first', 'back']) find(`[data-do="${name}"]`).disabled = step === 0;
    for (const name of ['on', 'last']) find(`[data-do="${name}"]`).disabled = step === last;
    for (const part of find('#chart').querySelectorAll('[data-step]'))
      part.classList.toggle('chosen', Number(part.dataset.step) === step);
    this.scrollChart();
  }

  /** As little as it takes to see the step. */
  scrollChart() {
    const chart = find('#chart');
    const row = chart.querySelector('.row.chosen').getBoundingClientRect();
    const above = chart.querySelector('.chart-head svg').getBoundingClientRect().bottom - row.top;
    const below = row.bottom - chart.getBoundingClientRect().top - chart.clientHeight;
    if (above > 0) chart.scrollTop -= above;
    else if (below > 0) chart.scrollTop += below;
  }

  showEvents() {
    const {node, message, hidesFaults, step, address} = this.place;
    const form = find('form.filters');
    form.node.value = node;
    form.message.value = message;
    form.faults.checked = !hidesFaults;
    const start = find('#start');
    start.hidden = step > 0 || this.protocol.starts === 1;
    start.querySelector('input').max = this.protocol.starts;
    start.querySelector('input').value = Number(prefix(address, 0)) + 1;
    start.querySelector('span').textContent = `of ${this.protocol.starts}`;

    const all = this.world.events.map((event, number) => ({...event, number}));
    const shown = all.filter((event) => (!node || event.everywhere || this.protocol.nodes[event.index] === node) &&
        (!message || event.messages.includes(message)) && !(hidesFaults && event.faults.length > 0));
    shown.sort((one, other) => one.everywhere - other.everywhere);
    const isSome = shown.length < all.length;
    find('#events-title').textContent = `What can happen (${isSome ? `${shown.length} of ${all.length}` : all.length})`;
    const list = find('#list');
    list.replaceChildren(...this.world.broken.map((what) => element('p', 'broken', `The specification breaks: ${what}`)));
    if (all.length === 0 && this.world.broken.length === 0) list.append(element('p', '', 'Nothing can happen any more.'));
    if (all.length > 0 && shown.length === 0) list.append(element('p', '', 'Nothing that the filters let through.'));
    let group;
    shown.forEach((event, place) => {
      const where = event.everywhere ? 'everywhere' : this.protocol.nodes[event.index];
      if (group?.where !== where) {
        group = {where, list: element('ol')};
        list.append(element('h3', '', where), group.list);
      }
      group.list.append(element('li', '', this.eventButton(event, place)));
    });
  }

  eventButton(event, place) {
    const button = element('button', 'event', element('span', 'number', place < 9 ? String(place + 1) : ''),
                           element('span', 'headline', event.told));
    button.type = 'button';
    button.dataset.event = event.number;
    for (const line of event.did) button.append(element('span', 'did', line));
    button.classList.toggle('fault', event.faults.length > 0);
    const {address, step} = this.place;
    const isTaken = step < this.way.steps.length && prefix(address, step + 1).endsWith(`.${event.number}`);
    button.classList.toggle('taken', isTaken);
    if (isTaken) button.title = 'This is what happens on the way that was taken';
    return button;
  }

  showWorld() {
    const {step} = this.place;
    const taken = this.way.steps[step - 1];
    find('#world .told').replaceChildren(element('h3', '', element('span', 'number', String(step)), taken?.told ?? 'at first'));
    this.showProperties();
    const outside = this.world.bounds.map((bound) => `\u201c${bound}\u201d`).join(', ');
    find('#bounds').textContent = outside && `Outside the bound ${outside}: a search does not go on from here.`;
    const budgets = Object.entries(this.world.faults).map(([fault, {used, budget}]) => `${fault} ${used} of ${budget}`);
    find('#faults').textContent = budgets.length > 0 ? `Faults used: ${budgets.join(', ')}` : '';
    const changed = (node) => JSON.stringify(this.world.before[node]) !== JSON.stringify(this.world.nodes[node]);
    find('.nodes').replaceChildren(...this.world.nodes.map((state, node) => cardOf(
        state.node, this.world.before[node], state, taken !== undefined && ((taken.index === node && !taken.everywhere) || changed(node)))));
    const messages = this.world.messages;
    const title = this.world.stay ? 'Sent, and may arrive, once, often or never' : 'On their way';
    find('#messages-title').textContent = messages.length > 0 ? title : 'No messages';
    find('#messages').replaceChildren(...messages.map(({value, from, to, times}) => element(
        'li', '', element('code', '', value), ` from ${from} to ${to}${times > 1 ? `, ${times} times` : ''}`)));
  }

  showProperties() {
    const rows = this.world.properties.map(({name, kind, verdict, why, nodes, read}) => {
      const head = element('th', '', name);
      head.scope = 'row';
      const here = element('td', '', element('span', verdict.replace(' ', '-'), verdict));
      if (why) here.append(element('span', 'why', why));
      if (nodes.length > 0) here.append(element('span', 'why', nodes.join(', ')));
      const values = verdict === 'violated' ? new Set(read.map(({node, value}) => `${node}: ${value}`)) : [];
      for (const value of values) here.append(element('span', 'why', value));
      const way = element('button', '', kind === 'sometimes' ? 'shortest way' : 'shortest violation');
      way.type = 'button';
      way.dataset.property = name;
      const row = element('tr', '', head, here, element('td', '', way));
      row.dataset.verdict = verdict;
      return row;
    });
    find('#properties').replaceChildren(element('tbody', '', ...rows));
  }
}

enter().then(() => ask('protocol')).then((protocol) => new Explorer(protocol), (error) => {
  find('#notice').textContent = error.message;
  find('#notice').hidden = false;
});
