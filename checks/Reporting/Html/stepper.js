// Goes through a run: buttons, slider and keys.

class Stepper {
  /**
   * @param length how many steps the run has
   * @param onStep is told the number of the step, 0 for the start
   */
  constructor(length, onStep) {
    this.length = length;
    this.onStep = onStep;
    this.slider = element('input', {
      type: 'range', min: 0, max: length, 'aria-label': 'Step', input: () => this.go(Number(this.slider.value)),
    });
    this.controls = element('div', { class: 'stepper', role: 'group', 'aria-label': 'Steps' },
      this.#button('|◀', 'To the start (Home)', () => 0),
      this.#button('◀', 'One step back (left arrow)', () => this.step - 1),
      this.#button('▶', 'One step forward (right arrow)', () => this.step + 1),
      this.#button('▶|', 'To the end (End)', () => length),
      this.slider);
  }

  go(number) {
    this.step = Math.max(0, Math.min(this.length, number));
    this.slider.value = this.step;
    this.slider.setAttribute('aria-valuetext', this.step ? `step ${this.step} of ${this.length}` : 'the start');
    this.onStep(this.step);
  }

  /** Takes a key that means a step; says whether it was one. */
  key(name) {
    const target = { ArrowRight: this.step + 1, ArrowDown: this.step + 1, ArrowLeft: this.step - 1, ArrowUp: this.step - 1, Home: 0,
      End: this.length }[name];
    if (target === undefined) return false;
    this.go(target);
    return true;
  }

  #button(text, title, target) {
    return element('button', { type: 'button', title, 'aria-label': title, click: () => this.go(target()) }, text);
  }
}
