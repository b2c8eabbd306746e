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
