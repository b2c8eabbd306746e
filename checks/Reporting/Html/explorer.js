// The explorer: a scenario, a run through it, and how many of its steps are behind. All answers come from the server, which keeps
// nothing; the address holds everything, so it can be shared.

class Explorer {
  constructor(data) {
    this.data = data;
    this.idle = Promise.resolve();
    byId('summary').textContent = `Model ${data.modelVersion}. Served by this machine, for this machine alone.`;
    this.form = new ScenarioForm(byId('scenario'), data, scenario => this.#next(() => this.go({ scenario, path: '', step: 0 })),
      problem => this.#alert(problem));
    byId('tools').append(
      this.#tool('Undo', 'One step back (u)', () => this.#back()),
      this.#tool('Run to the next violation', 'The nearest one from here (v)', () => this.#runOn()),
      this.#tool('What can still go wrong?', 'Searches all runs from here (w)', () => this.#reach()),
      this.#tool('Copy link', 'The address of this place', () => this.#copy()),
      this.#tool('Save schedule', 'The steps behind, for racemodel replay', () => this.#save()),
      element('label', { class: 'button' }, 'Open schedule',
        element('input', { type: 'file', accept: '.json', change: event => this.#next(() => this.#open(event.target)) })));
    addEventListener('hashchange', () => this.#next(() => this.#load()));
    addEventListener('keydown', event => this.#key(event));
    this.#next(() => this.#load());
  }

  /** One thing after the other: what is asked for begins where the last answer has led. */
  #next(act) {
    this.idle = this.idle.then(act);
  }

  /** Goes to a place, and shows it. */
  async go(place) {
    const answer = await this.#ask('position', place);
    if (!answer) return;
    const moved = !this.place || this.place.path !== answer.path || this.place.scenario !== place.scenario;
    this.place = { scenario: place.scenario, path: answer.path, step: answer.step };
    history.replaceState(null, '', '#' + new URLSearchParams([
      ...Object.entries(place.scenario).map(([key, value]) => [key, writeWord(value)]), ['path', answer.path], ['step', answer.step]]));
    this.answer = answer;
    byId('answer').hidden = true;
    if (moved) this.#drawRun(answer);
    this.#drawPlace(answer);
  }

  async #load() {
    const words = [...new URLSearchParams(location.hash.slice(1))];
    const given = Object.fromEntries(words), { start } = this.data;
    if (given.path === undefined && given.guest === undefined) {
      const place = start ?? { scenario: { unmap: 'two-call', guest: 'racing' }, path: '', step: 0 };
      this.form.show(place.scenario);
      await this.go(place);
      this.#warn(start);
      return;
    }
    try {
      const scenario = readWords(words.filter(([key]) => key !== 'path' && key !== 'step'));
      this.form.show(scenario);
      await this.go({ scenario, path: given.path ?? '', ...(given.step === undefined ? {} : { step: Number(given.step) }) });
    } catch (error) {
      this.#alert(`The address cannot be read: ${error.message}`);
    }
  }

  #drawRun(answer) {
    this.run = new Run(answer.initial, answer.steps);
    this.chart = new Chart(this.run, this.data.actors, {}, number => this.stepper.go(number));
    this.stepper = new Stepper(this.run.length, step => step !== this.place.step && this.#next(() => this.go({ ...this.place, step })));
    byId('chart').replaceChildren(this.chart.svg);
    byId('stepper').replaceChildren(this.stepper.controls);
  }

  #drawPlace(answer) {
    const { step } = answer;
    this.stepper.go(step);
    this.chart.select(step);
    this.chart.fade(step);
    this.chart.reveal(step);
    byId('current').replaceChildren(...drawStep(this.run, step));
    byId('state').replaceChildren(...drawState(this.run, step));
    byId('enabled').replaceChildren(...answer.enabled.map((next, index) => element('li', {}, this.#choice(next, index))));
    byId('waiting').replaceChildren(...(answer.isEnd
      ? [element('li', {}, 'The VM has switched over: the run is at its end.')]
      : answer.waiting.map(({ process, guard }) => element('li', {}, element('b', {}, process), ` waits: ${guard}`))));
  }

  #choice(next, index) {
    const key = index < 9 ? index + 1 : null;
    return element('button', { type: 'button', class: 'choice', click: () => this.#next(() => this.#take(next.process)),
      'aria-keyshortcuts': key },
      element('kbd', {}, key ?? ''), element('span', { class: `tag actor${next.actor}` }, this.data.actors[next.actor]),
        element('span', {}, next.sentence),
      next.violated.map(property => element('span', { class: 'violates' }, `violates ${property}`)));
  }

  #take(process) {
    const { scenario, path, step } = this.place;
    return this.go({ scenario, path: path.slice(0, step) + process });
  }

  #back() {
    return this.place.step > 0 ? this.go({ ...this.place, step: this.place.step - 1 }) : null;
  }

  async #reach() {
    this.#say(element('p', {}, 'Searching all runs from here …'));
    const answer = await this.#ask('reach', this.place);
    if (!answer) {
      byId('answer').hidden = true;
      return null;
    }
    const way = ({ path }) => path.length === 0 ? 'certain already'
      : element('button', { type: 'button', click: () => this.#next(() => this.#follow(path)) },
      `reachable in ${plural(path.length, 'step')}: go there`);
    const word = property => property.verdict === 'violated' ? way(property) : property.verdict === 'holds'
      ? '✓ kept by every run from here' : `? unknown (${property.reason})`;
    this.#say(element('table', {}, element('caption', {}, 'From here'),
      element('tbody', {}, answer.properties.map(property => element('tr', { class: property.verdict },
        element('th', { scope: 'row', title: this.data.properties.find(({ name }) => name === property.name).violation },
          property.name), element('td', {}, word(property)))))),
      element('p', { class: 'muted' },
        `${plural(answer.states, 'state')} searched; ${answer.stoppedAfter ? `stopped after ${answer.stoppedAfter}`
        : 'the search is complete'}.`));
    return answer;
  }

  async #runOn() {
    const answer = await this.#reach();
    if (!answer) return;
    const ways = answer.properties.filter(({ path }) => path).map(({ path }) => path).sort((a, b) => a.length - b.length);
    if (ways.length) await this.#follow(ways[0]);
  }

  #follow(way) {
    const { scenario, path, step } = this.place;
    return this.go({ scenario, path: path.slice(0, step) + way });
  }

  async #copy() {
    await navigator.clipboard.writeText(location.href).then(() => this.#say(element('p', {}, 'The link is copied.')),
      () => this.#alert('The browser does not let pages copy: take the link from the address bar.'));
  }

  async #save() {
    const schedule = await this.#ask('save', this.place);
    if (schedule) save('explored.schedule.json', schedule);
  }

  async #open(input) {
    const [file] = input.files;
    if (!file) return;
    const answer = await this.#send('open', await file.text());
    input.value = '';
    if (!answer) return;
    this.form.show(answer.scenario);
    await this.go(answer);
    this.#warn(answer);
  }

  #warn(opened) {
    if (opened?.problem) this.#alert(`The schedule cannot be followed to its end: ${opened.problem}`);
  }

  #ask(name, { scenario, path, step }) {
    return this.#send(name, JSON.stringify({ scenario, path, step }));
  }

  async #send(name, body) {
    byId('alert').hidden = true;
    try {
      const response = await fetch(`/api/${name}`,
        { method: 'POST', headers: { 'Content-Type': 'application/json', [this.data.tokenHeader]: this.data.token }, body });
      const answer = await response.json();
      if (response.ok) return answer;
      this.#alert(answer.detail);
    } catch (error) {
      this.#alert(`The explorer does not answer (${error.message}). Is it still running?`);
    }
    return null;
  }

  #key(event) {
    if (event.target.closest('input:not([type=range]), select, textarea, summary') || event.altKey || event.ctrlKey || event.metaKey || !this.place) return;
    const tools = { u: () => this.#back(), v: () => this.#runOn(), w: () => this.#reach() };
    const choose = () => this.answer.enabled[event.key - 1] && this.#take(this.answer.enabled[event.key - 1].process);
    if (/^[1-9]$/.test(event.key)) this.#next(choose);
    else if (tools[event.key]) this.#next(tools[event.key]);
    else if (!this.stepper.key(event.key)) return;
    event.preventDefault();
  }

  #tool(text, title, act) {
    return element('button', { type: 'button', title, click: () => this.#next(act) }, text);
  }

  #say(...content) {
    byId('answer').replaceChildren(...content);
    byId('answer').hidden = false;
  }

  #alert(text) {
    byId('alert').textContent = text;
    byId('alert').hidden = false;
  }
}

readData().then(data => new Explorer(data));
