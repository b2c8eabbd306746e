// The page: reads its data, and shows the overview or the violation that the address names (#table/protocol/guest/property/step).

const pathOf = (...parts) => '#' + parts.map(encodeURIComponent).join('/');

class Report {
  constructor(data) {
    this.data = data;
    this.pool = new RunPool(data);
    this.filters = { table: data.tables[0].title, protocol: '', guest: '', property: '', verdict: '' };
    for (const table of data.tables) for (const row of table.rows) for (const cell of row.cells) this.#count(cell);
    byId('summary').textContent = `${plural(this.cells,
      'scenario')}, ${this.violatedCells.toLocaleString('en')} with a violation, ${plural(this.violations, 'counterexample')}. `
      + `Bounds: ${plural(data.bounds.pages, 'page')}, ${plural(data.bounds.devices, 'device')}, ${plural(data.bounds.rounds,
        'round')}. Model ${data.modelVersion}.`;
    byId('filters').append(...this.#filterFields());
    byId('legend').append(...drawLegend(data));
    if (data.guarantees) {
      byId('takes').append(...drawGuaranteeTables(data.guarantees));
      byId('takes').hidden = false;
    }
    this.#drawOverview();
    addEventListener('hashchange', () => this.route());
    addEventListener('keydown', event => this.#key(event));
    addEventListener('beforeprint', () => document.querySelectorAll('#violation details').forEach(details => { details.open = true; }));
    this.route();
  }

  cells = 0;
  violatedCells = 0;
  violations = 0;

  #count(cell) {
    const verdicts = Object.values(cell).filter(value => typeof value === 'object');
    this.cells++;
    this.violations += verdicts.length;
    this.violatedCells += verdicts.length > 0;
    for (const verdict of verdicts) verdict.length = (this.data.traces[verdict.trace].length - 1) / 2;
  }

  /** Shows what the address names. */
  route() {
    const [title, label, guestName, propertyName, step] = location.hash.slice(1).split('/').map(part => decode(part));
    if (this.view && propertyName && this.path === pathOf(title, label, guestName, propertyName)) {
      if (Number(step) !== this.view.stepper.step) this.view.stepper.go(Number(step) || 0);
      this.view.chart.reveal(this.view.stepper.step);
      return;
    }
    const found = title && this.#find(title, label, guestName, propertyName);
    this.view = found ? this.#open(found, step) : null;
    byId('overview').hidden = Boolean(found);
    byId('violation').hidden = !found;
    if (found) this.#arrive(step);
    else document.title = 'RaceModel report';
    byId('count').classList.toggle('warning', Boolean(title && title !== 'main' && !found));
    if (title && title !== 'main' && !found) byId('count').textContent = `There is no violation at ${decode(location.hash)} in this report.`;
  }

  #find(title, label, guestName, propertyName) {
    const table = this.data.tables.find(candidate => candidate.title === title);
    const row = table?.rows.find(candidate => candidate.label === label);
    const index = table?.guests.findIndex(guest => guest.name === guestName);
    const property = this.data.properties.find(candidate => candidate.name === propertyName);
    const verdict = row?.cells[index]?.[propertyName];
    return property && typeof verdict === 'object' ? {
      table, row, guest: table.guests[index], cell: row.cells[index], property, verdict,
      properties: this.data.properties, pathTo: (name, ...step) => pathOf(title, label, guestName, name, ...step),
      explanation: this.data.explanations[verdict.explanation],
        saveSchedule: () => saveSchedule(this.data, row, table.guests[index], property, this.pool.run(verdict.trace)),
    } : null;
  }

  #open(found, step) {
    this.path = found.pathTo(found.property.name);
    const view = new ViolationView(found, this.pool, number => history.replaceState(null, '', `${this.path}/${number}`));
    byId('violation').replaceChildren(...view.parts.filter(Boolean));
    document.title = `${found.row.label}, ${found.guest.name}: ${found.property.name}`;
    view.stepper.go(step === undefined ? view.firstStep : Number(step) || 0);
    return view;
  }

  #arrive(step) {
    scrollTo(0, 0);
    byId('violation').querySelector('h2').focus({ preventScroll: true });
    if (step !== undefined) this.view.chart.reveal(this.view.stepper.step, 'center');
  }

  #key(event) {
    const typing = event.target.closest('input:not([type=range]), select, summary, .scroll:focus');
    if (!this.view || typing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') location.hash = '';
    else if (!this.view.stepper.key(event.key)) return;
    else this.view.chart.reveal(this.view.stepper.step);
    event.preventDefault();
  }

  #filterFields() {
    const choice = (key, label, options) => element('label', {}, label,
      element('select', { change: event => this.#filter(key, event.target.value) },
      options.map(([value, text]) => element('option', { value, selected: value === this.filters[key] }, text))));
    const search = (key, label) => element('label', {}, label,
      element('input', { type: 'search', placeholder: 'any', input: event => this.#filter(key, event.target.value.trim()) }));
    const { tables, properties } = this.data;
    return [
      choice('table', 'Hardware or variant',
        [...tables.map(table => [table.title, table.title]), ...(tables.length > 1 ? [['', `all ${tables.length}`]] : [])]),
      search('protocol', 'Protocol'),
      search('guest', 'Guest'),
      choice('property', 'Property', [['', 'any'],
        ...properties.filter(property => property.judged).map(property => [property.name, property.name])]),
      choice('verdict', 'Verdict', [['', 'any'], ['violated', '✗ violated'], ['holds', '✓ holds'], ['unknown', '? unknown']]),
    ];
  }

  #filter(key, value) {
    this.filters[key] = value;
    this.#drawOverview();
  }

  #drawOverview() {
    const parts = select(this.data, this.filters);
    const cells = parts.flatMap(part => part.rows.flatMap(row => part.guests.filter(index => part.keep(row.cells[index]))));
    byId('count').textContent = cells.length ? `${plural(cells.length, 'scenario')} shown of ${this.cells.toLocaleString('en')}.`
      : 'No scenario fits these filters.';
    byId('tables').replaceChildren(...parts.map(part => element('section', { class: 'table' },
      drawMatrix(part, (table, row, index, property) => pathOf(table.title, row.label, table.guests[index].name, property)),
        drawCost(part))));
  }
}

function drawLegend(data) {
  const badge = (kind, text) => element('span', { class: `badge ${kind}` }, text);
  return [
    element('p', {}, badge('loss', '✗ LW42'), ' a page is lost or old; ', badge('fault', '! UF7'), ' another property is violated; ',
      badge('holds', '✓'), ' all hold; ',
      badge('unknown', '? LW'), ' the search stopped before it could tell. The number is the length of a shortest counterexample; follow it to see the schedule.'),
    element('dl', {}, data.properties.filter(property => property.judged).map(property => element('div', {},
      element('dt', {}, property.letters, ' ', property.name), element('dd', {}, `violated if ${property.violation}`)))),
    element('p', { class: 'muted' },
      'Cost is that of one unmap of one page. “Faults early”: a racing write faults before the entry is cleared.'),
  ];
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The schedule in the form of `schedule.schema.json`. */
function saveSchedule(data, row, guest, property, run) {
  save(`${row.label}_${guest.name}_${property.name}.schedule.json`, {
    modelVersion: data.modelVersion,
    scenario: { ...row.scenario, guest: { [guest.name]: { program: guest.program } } },
    property: property.name,
    steps: run.steps.map(step => step.name),
  });
}

readData().then(data => new Report(data));
