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
    const [name, actor, label, sentence, source] = this.data.steps[stepNumber];
    const [changes, reads, writes, violated] = this.data.effects[effectNumber];
    return {
      name, actor, label, sentence, source,
      changes: this.#values(changes),
      reads: reads.map(index => this.data.locations[index]),
      writes: writes.map(index => this.data.locations[index]),
      violated: violated.map(index => this.data.properties[index].name),
    };
  }

  #values(pairs) {
    const values = [];
    for (let index = 0; index < pairs.length; index += 2) values.push([this.data.locations[pairs[index]],
      this.data.values[pairs[index + 1]]]);
    return values;
  }
}
