// A violated cell: what goes wrong, which steps race, and the run, step by step, with the what-if beside it.

class ViolationView {
  /**
   * @param found what the address names: table, row, guest, property, verdict and explanation
   * @param pool the runs
   * @param onStep is told the number of the step that is shown
   */
  constructor(found, pool, onStep) {
    const { table, row, guest, property, verdict, explanation } = found;
    this.found = found;
    this.pool = pool;
    this.run = pool.run(verdict.trace);
    this.onStep = onStep;
    this.why = explanation && new ExplanationView(explanation, this.run, number => found.pathTo(property.name, number));
    this.charts = element('div', { class: 'scroll charts', tabindex: -1 });
    this.other = element('section', { class: 'scroll other', hidden: true, 'aria-label': 'What if' });
    this.stepper = new Stepper(this.run.length, number => this.#show(number));
    this.step = element('div', { class: 'current', 'aria-live': 'polite', 'aria-atomic': 'true' });
    this.state = element('div', { class: 'states' });
    this.beside = element('div', { class: 'beside' }, this.charts, this.other,
      element('aside', { 'aria-label': 'State after the step' }, element('h3', {}, 'State'), this.state));
    this.#drawChart([]);
    this.parts = [
      element('nav', { 'aria-label': 'Way back' }, element('a', { href: '#' }, '← all verdicts')),
      element('h2', { tabindex: -1 }, `${row.label} on ${table.title}, guest ${guest.name}: `,
        element('span', { class: 'violates' }, `${property.name} is violated`)),
      element('p', { class: 'lead' },
        `In ${this.run.length} steps: ${explanation?.sentence ?? property.violation}. No shorter schedule does that.`),
      this.why?.draw((reordering, button) => this.#choose(reordering, button)),
      this.#others(),
      drawScenario(row, guest, found.saveSchedule),
      element('div', { class: 'bar' }, this.stepper.controls, this.step),
      this.beside,
      element('details', { class: 'text' }, element('summary', {}, 'The schedule as text'), drawSteps(this.run)),
    ];
  }

  /** Where the run is best looked at first: where the race is lost, or else at its end. */
  get firstStep() { return this.why?.marks.pair?.[1] ?? this.run.length; }

  #drawChart(moved, move) {
    this.chart = new Chart(this.run, this.pool.data.actors, { ...this.why?.marks, moved, move }, number => this.stepper.go(number));
    this.charts.replaceChildren(...(move ? [element('h3', {}, `As it is: ${plural(this.run.length, 'step')}`)] : []), this.chart.svg);
  }

  /** Shows another order of the steps beside this one, or takes it away again. */
  #choose(reordering, button) {
    const shown = button.getAttribute('aria-pressed') === 'true';
    for (const each of button.closest('ul').querySelectorAll('button')) each.setAttribute('aria-pressed', 'false');
    button.setAttribute('aria-pressed', !shown);
    this.other.hidden = shown;
    this.beside.classList.toggle('compared', !shown);
    this.#drawChart(shown ? [] : reordering.moved, shown ? null : reordering);
    this.chart.select(this.stepper.step);
    if (shown) this.other.replaceChildren();
    else this.#drawOther(reordering);
  }

  #drawOther(reordering) {
    const run = this.pool.run(reordering.run), moved = findMoved(this.run, reordering.moved, run);
    const step = element('div', { class: 'current', 'aria-live': 'polite' });
    const show = number => {
      chart.select(number);
      step.replaceChildren(...drawStep(run, number));
    };
    const chart = new Chart(run, this.pool.data.actors, { moved }, show);
    show(moved[0] ?? 0);
    this.other.replaceChildren(element('h3', {},
      `What if: ${plural(run.length, 'step')}, ${reordering.violated.length ? 'the property holds' : 'nothing is violated'}`),
      chart.svg, step);
  }

  #show(number) {
    this.chart.select(number);
    this.step.replaceChildren(...drawStep(this.run, number));
    this.state.replaceChildren(...drawState(this.run, number));
    this.onStep(number);
  }

  #others() {
    const { cell, property, pathTo, properties } = this.found;
    const links = properties.filter(other => typeof cell[other.name] === 'object').map(other => other === property
      ? element('strong', {}, other.name) : element('a', { href: pathTo(other.name) }, other.name));
    return links.length < 2 ? null : element('p', { class: 'others' }, 'Violated here: ',
      links.map((link, index) => index ? [', ', link] : [link]));
  }
}

function drawScenario(row, guest, saveSchedule) {
  const { hardware, enable, query, finalQuery, bigLock, copyOrder, enumerate, pages, devices, rounds, observer } = row.scenario;
  const name = part => Object.keys(part)[0], call = part => `${name(part)}  [${Object.values(part)[0].primitives.join(', ')}]`;
  const items = [
    ['hardware', Object.entries(Object.values(hardware)[0]).map(([key, value]) => `${key} ${value}`).join(', '), name(hardware)],
    ['enable', call(enable)], ['query', call(query)], finalQuery && ['at last', call(finalQuery)],
    ['unmap', row.unmap, row.label], ['guest', guest.program, guest.name],
    ['bounds', `pages ${pages}, devices ${devices}, rounds ${rounds}, big lock ${bigLock ? 'on'
      : 'off'}, ${copyOrder}, enumerate ${enumerate}, observer ${observer}`],
  ];
  return element('details', { class: 'scenario' }, element('summary', {}, `unmap ${row.unmap}; guest: ${guest.program}`),
    element('dl', {}, items.filter(Boolean).map(([term, text, title]) => [element('dt', {}, term),
      element('dd', {}, title && title !== text ? `${title}  ${text}` : text)])),
    element('p', {}, element('button', { type: 'button', click: saveSchedule }, 'Save schedule'),
      ' for racemodel replay and racemodel explore'));
}
