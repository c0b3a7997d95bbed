// What the report holds is there without this script, one thing below the other. It makes of each trace an explorer: a
// chosen step, the state around it, and, for the step that is pointed at, what it follows from.

/** [step]: the nodes as they are behind it; 0: at first. */
function worldsOf(trace) {
  const worlds = [trace.initial.nodes];
  for (const step of trace.steps) {
    const world = worlds.at(-1).slice();
    world[step.index] = step.after;
    for (const other of step.others) world[other.index] = other.after;
    worlds.push(world);
  }
  return worlds;
}

/** The steps that a step follows from, itself among them. The beginning is behind all of them. */
function causalPast(trace, number) {
  const past = new Set([0]);
  const open = [number];
  while (open.length > 0) {
    const step = open.pop();
    if (past.has(step)) continue;
    past.add(step);
    open.push(...trace.steps[step - 1].causes);
  }
  return past;
}

class Explorer {
  constructor(section, trace) {
    this.section = section;
    this.trace = trace;
    this.name = trace.property.name;
    this.worlds = worldsOf(trace);
    this.last = trace.steps.length;
    this.step = 0;

    const parts = document.getElementById('explorer').content.cloneNode(true);
    const stage = parts.querySelector('.stage');
    new ResizeObserver(() => this.fit()).observe(stage);
    this.chart = section.querySelector('.chart');
    this.chart.replaceWith(parts);
    stage.prepend(this.chart);
    section.classList.add('explored');
    addStickyHeads(this.chart);

    this.slider = section.querySelector('input');
    this.slider.max = this.last;
    this.shown = section.querySelector('output');
    this.told = section.querySelector('.told');
    this.nodes = section.querySelector('.nodes');
    this.byStep = Array.from({length: this.last + 1}, () => []);
    for (const one of section.querySelectorAll('[data-step]')) this.byStep[one.dataset.step].push(one);
    this.makeAccessible();
    this.listen();
  }

  makeAccessible() {
    const svg = this.chart.querySelector(':scope > svg');
    svg.setAttribute('role', 'group');
    const steps = svg.querySelector('.steps');
    steps.setAttribute('role', 'listbox');
    steps.setAttribute('aria-label', 'Steps');
    for (const step of steps.querySelectorAll('.step')) {
      const number = Number(step.dataset.step);
      step.setAttribute('role', 'option');
      step.setAttribute('aria-label', number === 0 ? '0. at first' : `${number}. ${this.trace.steps[number - 1].told}`);
    }
    for (const other of svg.querySelectorAll('.rows, .lanes, .ways, .steps > .end')) other.setAttribute('aria-hidden', 'true');
  }

  listen() {
    const go = {first: () => 0, back: () => this.step - 1, on: () => this.step + 1, last: () => this.last};
    for (const button of this.section.querySelectorAll('[data-go]')) {
      const where = go[button.dataset.go];
      button.addEventListener('click', () => where ? this.choose(where()) : openHelp());
    }
    this.slider.addEventListener('input', () => this.choose(Number(this.slider.value)));
    const stepAt = (event) => event.target.closest('[data-step]')?.dataset.step;
    for (const part of [this.chart, this.section.querySelector('.story')]) {
      part.addEventListener('click', (event) => {
        if (stepAt(event) !== undefined && getSelection().isCollapsed) this.choose(Number(stepAt(event)));
      });
      part.addEventListener('pointerover', (event) => this.point(stepAt(event)));
      part.addEventListener('pointerleave', () => this.point());
      part.addEventListener('focusin', (event) => event.target.matches(':focus-visible') && this.point(stepAt(event)));
      part.addEventListener('focusout', () => this.point());
    }
    this.told.addEventListener('click', (event) => {
      if (event.target.dataset.cause) this.choose(Number(event.target.dataset.cause));
    });
  }

  /** The state goes beside the chart where there is room for both, else below it. */
  fit() {
    const stage = this.section.querySelector('.stage');
    const needed = 0.9 * this.chart.querySelector(':scope > svg').viewBox.baseVal.width + 334;
    if (stage.clientWidth > 0) stage.classList.toggle('wide', needed > stage.clientWidth);
  }

  /** Shows what a step follows from; without a step: all alike. */
  point(step) {
    const past = step === undefined || step === '0' ? undefined : causalPast(this.trace, Number(step));
    this.section.classList.toggle('tracing', past !== undefined);
    this.byStep.forEach((parts, number) => {
      for (const part of parts) part.classList.toggle('past', past?.has(number) ?? false);
    });
  }

  choose(wanted) {
    const step = Math.min(Math.max(wanted, 0), this.last);
    const hadFocus = this.byStep[this.step].includes(document.activeElement);
    for (const part of this.byStep[this.step]) part.classList.remove('chosen');
    this.step = step;
    this.slider.value = step;
    const words = `step ${step} of ${this.last}`;
    this.slider.setAttribute('aria-valuetext', words);
    this.shown.textContent = words;
    this.section.querySelector('[data-go="first"]').disabled = step === 0;
    this.section.querySelector('[data-go="back"]').disabled = step === 0;
    this.section.querySelector('[data-go="on"]').disabled = step === this.last;
    this.section.querySelector('[data-go="last"]').disabled = step === this.last;
    for (const part of this.byStep[step]) part.classList.add('chosen');
    this.moveTabStop(hadFocus);
    this.tell();
    this.showNodes();
    this.scrollTo();
    history.replaceState(null, '', `#${encodeURIComponent(this.name)}/${step}`);
  }

  /** One step can be reached with Tab: the chosen one. */
  moveTabStop(hadFocus) {
    for (const one of this.chart.querySelectorAll('.steps > .step')) {
      const isChosen = Number(one.dataset.step) === this.step;
      one.setAttribute('tabindex', isChosen ? '0' : '-1');
      one.setAttribute('aria-selected', String(isChosen));
      if (isChosen && hadFocus) one.focus({preventScroll: true});
    }
  }

  tell() {
    const line = this.section.querySelector(`.story > [data-step="${this.step}"]`);
    const title = element('h3', '', element('span', 'number', String(this.step)), line.querySelector('.headline').textContent);
    this.told.replaceChildren(title);
    const did = line.querySelector('ul.did');
    if (did) this.told.append(did.cloneNode(true));
    const step = this.trace.steps[this.step - 1];
    if (!step) {
      this.told.append(element('p', 'from', 'Go on with \u2192, or choose a step in the chart; ? shows all keys.'));
      return;
    }
    const from = element('p', 'from');
    if (step.causes.length > 0) from.append(step.causes.length === 1 ? 'follows from step' : 'follows from steps');
    for (const cause of step.causes) {
      const button = element('button', '', String(cause));
      button.type = 'button';
      button.dataset.cause = cause;
      from.append(' ', button);
    }
    if (!step.leads) {
      const end = this.trace.property.claim === 'violated' ? 'the violation' : 'the witness';
      from.append(`${step.causes.length > 0 ? '; ' : ''}${end} does not follow from it`);
    }
    this.told.append(from);
  }

  showNodes() {
    const after = this.worlds[this.step];
    const before = this.worlds[Math.max(this.step - 1, 0)];
    const step = this.trace.steps[this.step - 1];
    const others = (step?.others ?? []).map((other) => other.index);
    this.nodes.replaceChildren(...after.map((state, node) => cardOf(
        this.trace.initial.nodes[node].node, before[node], state, step?.index === node || others.includes(node))));
  }

  /** Scrolls the chart, and nothing else, as little as it takes to see the chosen step. */
  scrollTo() {
    const row = this.chart.querySelector('.row.chosen').getBoundingClientRect();
    const above = this.chart.querySelector('.chart-head svg').getBoundingClientRect().bottom - row.top;
    const below = row.bottom - this.chart.getBoundingClientRect().top - this.chart.clientHeight;
    if (above > 0) {
      this.chart.scrollTop -= above;
    } else if (below > 0) {
      this.chart.scrollTop += below;
    }
  }

  /** Scrolls the page to the explorer, where the chosen step is out of sight. */
  bringIntoView() {
    const row = this.chart.querySelector('.row.chosen').getBoundingClientRect();
    if (row.top < 0 || row.bottom > innerHeight) this.section.querySelector('.bar').scrollIntoView();
  }
}

function openHelp() {
  document.getElementById('help').showModal();
}

class Page {
  constructor() {
    const traces = JSON.parse(document.getElementById('data').textContent);
    const sections = document.querySelectorAll('.trace');
    this.explorers = traces.map((trace, i) => new Explorer(sections[i], trace));
    if (this.explorers.length === 0) return;
    this.addTabs();
    this.follow(location.hash, true);
    for (const link of document.querySelectorAll('.verdicts a')) link.addEventListener('click', (event) => this.leadTo(event));
    addEventListener('hashchange', () => this.follow(location.hash));
    addEventListener('keydown', (event) => this.press(event));
  }

  addTabs() {
    this.tabs = this.explorers.map((explorer, i) => {
      const tab = element('button', '', explorer.name);
      tab.type = 'button';
      tab.id = `tab-${i}`;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', explorer.section.id);
      tab.addEventListener('click', () => this.show(i, explorer.step));
      explorer.section.setAttribute('role', 'tabpanel');
      return tab;
    });
    if (this.tabs.length === 1) return;
    const list = element('div', 'tabs', ...this.tabs);
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', 'Properties');
    document.getElementById('traces').prepend(list);
  }

  show(wanted, step) {
    this.at = (wanted + this.explorers.length) % this.explorers.length;
    this.explorers.forEach((explorer, i) => {
      explorer.section.hidden = i !== this.at;
      this.tabs[i].setAttribute('aria-selected', String(i === this.at));
      this.tabs[i].tabIndex = i === this.at ? 0 : -1;
    });
    this.explorers[this.at].choose(step);
  }

  /** `#agreement/7`: the property and the step; without a step, the beginning. */
  follow(hash, isFirst = false) {
    const slash = hash.lastIndexOf('/');
    const named = (name) => this.explorers.findIndex((explorer) => encodeURIComponent(explorer.name) === name);
    const at = named(hash.slice(1, slash < 0 ? undefined : slash));
    if (at < 0 && !isFirst) return;
    const step = slash < 0 ? NaN : Number(hash.slice(slash + 1));
    this.show(Math.max(at, 0), Number.isInteger(step) && at >= 0 ? step : 0);
  }

  /** From the table of verdicts to a trace. */
  leadTo(event) {
    const at = this.explorers.findIndex((explorer) => event.currentTarget.hash === `#${explorer.section.id}`);
    this.show(at, this.explorers[at].step);
    this.explorers[at].section.scrollIntoView();
    event.preventDefault();
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || document.getElementById('help').open) return;
    const explorer = this.explorers[this.at];
    const inTabs = event.target.closest?.('[role="tablist"]');
    if (inTabs && ['ArrowLeft', 'ArrowRight'].includes(event.key)) {
      this.show(this.at + (event.key === 'ArrowLeft' ? -1 : 1), this.explorers[this.at].step);
      this.tabs[this.at].focus();
      event.preventDefault();
      return;
    }
    const steps = {ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity};
    if (event.key in steps) {
      explorer.choose(explorer.step + steps[event.key]);
      explorer.bringIntoView();
    } else if (event.key === '[' || event.key === ']') {
      const next = (this.at + (event.key === '[' ? -1 : 1) + this.explorers.length) % this.explorers.length;
      this.show(next, this.explorers[next].step);
    } else if (event.key === 'Escape') {
      explorer.point();
    } else if (event.key === '?') {
      openHelp();
    } else {
      return;
    }
    event.preventDefault();
  }
}

new Page();
