// The sequence chart: an actor a lane, a step a row, and beside the lanes the values that the run changes.

const rowHeight = 22, letterWidth = 6.65, headHeight = 44, numberWidth = 48, gap = 10;
const valueKinds = ['IOTLB', 'device TLB', 'PTE', 'RAM', 'bitmap', 'destination'];

function brief(value) {
  return value.replace(/version (\d+) by DMA (\d+)/, 'v$1 DMA $2').replace(' page ', ' p');
}

/** The columns of values: IOTLB, page table, memory, bitmap and destination of each page that the run does something to. */
function valueLocations(run) {
  const kindOf = location => valueKinds.findIndex(kind => location.startsWith(kind));
  const pageOf = location => Number(location.match(/\d+$/));
  const changed = run.steps.flatMap(step => step.changes.map(([location]) => location));
  const pages = new Set(changed.filter(location => /^(PTE|RAM|destination) /.test(location)).map(pageOf));
  const shown = location => kindOf(location) >= 0 && pages.has(pageOf(location)) && (!location.startsWith('device TLB') || changed.includes(location));
  return [...run.after(0).keys()].filter(shown).sort((a, b) => pageOf(a) - pageOf(b) || kindOf(a) - kindOf(b) || (a < b ? -1 : 1));
}

class Chart {
  /**
   * @param run what is drawn
   * @param actors the headings of the lanes
   * @param marks what is pointed out: `pair` (two step numbers), `window` (first and last step), `moved` (step numbers),
   *   `move` (from a step
   *   to before or after another)
   * @param onSelect is told the number of the step that is clicked
   */
  constructor(run, actors, marks, onSelect) {
    this.run = run;
    this.marks = marks;
    this.id = `chart${Chart.count = (Chart.count ?? 0) + 1}`;
    this.lanes = this.#placeLanes(actors);
    this.lanesEnd = Math.max(...this.lanes.map(lane => lane.middle + Math.max(lane.longest, lane.end - lane.start) / 2)) + gap;
    this.columns = this.#place(this.lanesEnd, valueLocations(run).map(location => ({
      heading: location.match(/^(.*) (\S+)$/).slice(1),
      location,
      letters: Math.max(location.indexOf(' '), ...run.contents.map(content => brief(content.get(location)).length)),
    })));
    this.width = this.columns.at(-1)?.end ?? this.lanesEnd;
    this.height = headHeight + (run.length + 1) * rowHeight + 8;
    this.rows = Array.from({ length: run.length + 1 }, (_, number) => this.#row(number, onSelect));
    this.svg = shape('svg', {
      class: 'chart', viewBox: `0 0 ${this.width} ${this.height}`, width: this.width, height: this.height, tabindex: 0,
      role: 'listbox', 'aria-label': 'Sequence chart: the steps, from top to bottom',
    }, this.#window(), this.#heads(), this.#lines(), this.rows, this.#pair(), this.#move());
  }

  select(number) {
    this.rows.forEach((row, index) => row.setAttribute('aria-selected', index === number));
    this.svg.setAttribute('aria-activedescendant', `${this.id}-${number}`);
  }

  /** Fades the steps after one: they are ahead, and may come to nothing. */
  fade(number) {
    this.rows.forEach((row, index) => row.classList.toggle('ahead', index > number));
  }

  /** Scrolls the row into sight if it is out of it; to the middle of the window if the reader has just come. */
  reveal(number, block = 'nearest') {
    this.rows[number].scrollIntoView({ block, inline: 'nearest' });
  }

  // A row has one step, so a step may cover the lines of the next lanes: lanes are narrower than their longest steps.
  #placeLanes(actors) {
    const lanes = this.#place(numberWidth, actors.map((heading, actor) => {
      const letters = Math.max(0, ...this.run.steps.filter(step => step.actor === actor).map(step => step.label.length + 2));
      return { heading: [heading], actor, longest: letters * letterWidth + gap,
        letters: Math.max(heading.length, Math.ceil(letters * 0.6)) };
    }));
    const shift = Math.max(0, ...lanes.map(lane => numberWidth - (lane.middle - lane.longest / 2)));
    for (const lane of lanes) lane.middle += shift;
    return lanes;
  }

  #place(start, columns) {
    let left = start;
    for (const column of columns) {
      column.start = left;
      column.end = left + column.letters * letterWidth + gap;
      column.middle = (column.start + column.end) / 2;
      left = column.end;
    }
    return columns;
  }

  #top(number) { return headHeight + number * rowHeight; }

  #heads() {
    return [...this.lanes, ...this.columns].map(column => shape('text',
      { class: 'head', x: column.middle, y: column.heading.length > 1 ? 15 : 22 },
      column.heading.map((line, index) => shape('tspan', { x: column.middle, dy: index * 14 }, line))));
  }

  #lines() {
    const bottom = this.#top(this.run.length + 1);
    return [...this.lanes, ...this.columns].map(column => shape('line', {
      class: column.location ? 'value-line' : `lane actor${column.actor}`, x1: column.middle, x2: column.middle, y1: headHeight - 8,
        y2: bottom,
    }));
  }

  #row(number, onSelect) {
    const top = this.#top(number), step = this.run.steps[number - 1], pair = this.marks.pair?.includes(number);
    const changed = new Set(step?.changes.map(([location]) => location));
    const says = step && [step.sentence, ...step.violated.map(property => `violates ${property}`), ...this.run.changesOf(number)];
    const label = step ? `${number}. ${says.join('. ')}` : 'The start';
    return shape('g', {
      id: `${this.id}-${number}`, class: `row${pair ? ' racing' : ''}${this.marks.moved?.includes(number) ? ' moved' : ''}`,
      role: 'option', 'aria-selected': 'false', 'aria-label': pair ? `${label}. One of the racing pair` : label,
        click: () => onSelect(number),
    },
    shape('title', {}, label),
    shape('rect', { class: 'band', x: 0, y: top, width: this.width, height: rowHeight }),
    shape('text', { class: 'number', x: numberWidth - 12, y: top + 15 }, step ? number : 'start'),
    step && this.#box(step, top),
    this.columns.map(column => this.#value(column, number, top, !step || changed.has(column.location))));
  }

  #box(step, top) {
    const lane = this.lanes[step.actor], label = step.violated.length ? `✗ ${step.label}` : step.label,
      width = label.length * letterWidth + 10;
    return shape('g', { class: `step actor${step.actor}${step.violated.length ? ' violating' : ''}` },
      shape('rect', { x: lane.middle - width / 2, y: top + 2, width, height: rowHeight - 4, rx: 4 }),
      shape('text', { x: lane.middle, y: top + 15 }, label));
  }

  #value(column, number, top, changed) {
    const text = brief(this.run.after(number).get(column.location)), width = text.length * letterWidth + 6;
    return shape('g', { class: changed ? 'value changed' : 'value' },
      shape('rect', { x: column.middle - width / 2, y: top + 3, width, height: rowHeight - 6, rx: 3 }),
      shape('text', { x: column.middle, y: top + 15 }, text));
  }

  #window() {
    if (!this.marks.window) return null;
    const [first, last] = this.marks.window;
    return shape('rect', {
      class: 'window', x: 0, y: this.#top(first), width: this.width, height: (last - first + 1) * rowHeight,
    });
  }

  #pair() {
    if (!this.marks.pair) return null;
    const [first, second] = this.marks.pair.map(number => this.#top(number) + rowHeight / 2);
    return shape('path', { class: 'pair', d: `M8 ${first} H4 V${second} H8` });
  }

  /** An arrow from the first step that is moved to where it is put. */
  #move() {
    if (!this.marks.move) return null;
    const { moved, place, putAfter } = this.marks.move;
    const from = this.#top(moved[0]) + rowHeight / 2, to = this.#top(putAfter ? place + 1 : place);
    return shape('path', { class: 'move', d: `M22 ${from} H15 V${to} H26 m-5 -4 l5 4 l-5 4` });
  }
}
