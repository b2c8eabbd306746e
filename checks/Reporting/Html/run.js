// A run as the pages show it: what stood at each location at the start, and the steps, each with what it changed.
class Run {
  constructor(initial, steps) {
    this.steps = steps;
    this.contents = [new Map(initial)];
    for (const step of steps) this.contents.push(new Map([...this.contents.at(-1), ...step.changes]));
  }

  get length() { return this.steps.length; }

  /** What stands at each location after a number of steps. */
  after(count) { return this.contents[count]; }

  /** What a step changed, as replay says it: `PTE 0: PW- page 0 -> PWD page 0`. */
  changesOf(number) {
    const before = this.after(number - 1);
    return this.steps[number - 1].changes.map(([location, value]) => `${location}: ${before.get(location)} -> ${value}`);
  }
}

// The runs of a report, which are written with numbers in place of values, steps and effects.
class RunPool {
  constructor(data) {
    this.data = data;
    this.known = new Map();
  }

  run(number) {
    if (!this.known.has(number)) this.known.set(number, this.#read(this.data.traces[number]));
    return this.known.get(number);
  }

  #read([initial, ...numbers]) {
    const steps = [];
    for (let index = 0; index < numbers.length; index += 2) steps.push(this.#step(numbers[index], numbers[index + 1]));
    return new Run(this.#values(this.data.initials[initial]), steps);
  }

  #step(stepNumber, effectNumber) {
    const [name, actor, label, sentence] = this.data.steps[stepNumber];
    const [changes, reads, writes, violated] = this.data.effects[effectNumber];
    return {
      name, actor, label, sentence,
      changes: this.#values(changes),
      reads: reads.map(index => this.data.locations[index]),
      writes: writes.map(index => this.data.locations[index]),
      violated: violated.map(index => this.data.properties[index].name),
    };
  }

  #values(pairs) {
    const values = [];
    for (let index = 0; index < pairs.length; index += 2) values.push([this.data.locations[pairs[index]], this.data.values[pairs[index + 1]]]);
    return values;
  }
}

/** Reads the compressed JSON that the page carries. */
async function readData() {
  const bytes = Uint8Array.from(atob(byId('data').textContent), letter => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}
