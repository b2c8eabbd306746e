// A violated cell: what goes wrong, which steps race, and the run, step by step, with the what-if beside it.

class ViolationView {
  /**
   * @param found what the address names: table, row, guest, property and verdict
   * @param pool the runs
   * @param onStep is told the number of the step that is shown
   */
  constructor(found, pool, onStep) {
    const { data } = pool, { table, row, guest, property, verdict } = found;
    this.found = found;
    this.run = pool.run(verdict.trace);
    this.onStep = onStep;
    this.chart = new Chart(this.run, data.actors, {}, number => this.stepper.go(number));
    this.stepper = new Stepper(this.run.length, number => this.#show(number));
    this.step = element('div', { class: 'current', 'aria-live': 'polite', 'aria-atomic': 'true' });
    this.state = element('div', { class: 'states' });
    this.parts = [
      element('nav', { 'aria-label': 'Way back' }, element('a', { href: '#' }, '← all verdicts')),
      element('h2', { tabindex: -1 }, `${row.label} on ${table.title}, guest ${guest.name}: `, element('span', { class: 'violates' }, `${property.name} is violated`)),
      element('p', { class: 'lead' }, `In ${this.run.length} steps: ${property.violation}. No shorter schedule does that.`),
      this.#others(),
      drawScenario(row, guest),
      element('div', { class: 'bar' }, this.stepper.controls, this.step),
      element('div', { class: 'beside' },
        element('div', { class: 'scroll charts' }, this.chart.svg),
        element('aside', { 'aria-label': 'State after the step' }, element('h3', {}, 'State'), this.state)),
      element('details', { class: 'text' }, element('summary', {}, 'The schedule as text'), drawSteps(this.run)),
    ];
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
    return links.length < 2 ? null : element('p', { class: 'others' }, 'Violated here: ', links.map((link, index) => index ? [', ', link] : [link]));
  }
}

function drawScenario(row, guest) {
  const { hardware, enable, query, finalQuery, bigLock, copyOrder, enumerate, pages, devices, rounds, observer } = row.scenario;
  const name = part => Object.keys(part)[0], call = part => `${name(part)}  [${Object.values(part)[0].primitives.join(', ')}]`;
  const items = [
    ['hardware', Object.entries(Object.values(hardware)[0]).map(([key, value]) => `${key} ${value}`).join(', '), name(hardware)],
    ['enable', call(enable)], ['query', call(query)], finalQuery && ['at last', call(finalQuery)],
    ['unmap', row.unmap, row.label], ['guest', guest.program, guest.name],
    ['bounds', `pages ${pages}, devices ${devices}, rounds ${rounds}, big lock ${bigLock ? 'on' : 'off'}, ${copyOrder}, enumerate ${enumerate}, observer ${observer}`],
  ];
  return element('details', { class: 'scenario' }, element('summary', {}, `unmap ${row.unmap}; guest: ${guest.program}`),
    element('dl', {}, items.filter(Boolean).map(([term, text, title]) => [element('dt', {}, term), element('dd', {}, title && title !== text ? `${title}  ${text}` : text)])));
}
