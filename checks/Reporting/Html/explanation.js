// Why a run violates its property: the values, the race and its window, and what would have happened in another order.

class ExplanationView {
  /**
   * @param explanation what the report says; undefined if nothing
   * @param run the run that is explained
   * @param linkTo gives the address of a step
   */
  constructor(explanation, run, linkTo) {
    this.explanation = explanation;
    this.run = run;
    this.linkTo = linkTo;
    const { race, window } = explanation;
    this.marks = { pair: race && [race.first, race.second], window: window && [window.opens, window.closes] };
    this.reorderings = [explanation.reordering, window?.ahead, window?.after].filter(Boolean)
      .filter((reordering, index, all) => all.findIndex(other => sameMove(other, reordering)) === index);
  }

  /** The lines, each with its term. */
  draw(onChoose) {
    const { details, falsified, race, window, repair } = this.explanation;
    const items = [
      details.map(detail => ['', detail]),
      falsified.map(({ location, value, lastWrittenBy }) => [location,
        [`${value}: `, lastWrittenBy ? ['last written in ', this.#step(lastWrittenBy)] : 'not written since the start']]),
      race && [['Race', [this.#step(race.first), ' comes before ', this.#step(race.second), `; both touch ${race.location}.`]]],
      window && [['Window', [this.#step(window.racer), ' falls between ', this.#step(window.opens), ' and ', this.#step(window.closes),
        '.']]],
      [['What if', this.reorderings.length
        ? element('ul', {}, this.reorderings.map(reordering => element('li', {}, this.#move(reordering, onChoose))))
        : `No move of up to ${this.explanation.mostStepsMoved} steps to another place keeps the property.`]],
      this.explanation.changesRefuted === null ? []
        : [['Repair', repair ? drawRepair(repair)
        : this.explanation.changesRefuted === 0 ? 'No single change of the protocol was tried: the searches would be too long.'
        : `None of the ${this.explanation.changesRefuted} single changes of the protocol that were tried makes the property hold.`]],
    ];
    return element('dl', { class: 'why' },
      items.flat().filter(Boolean).map(([term, text]) => [element('dt', {}, term), element('dd', {}, text)]));
  }

  #step(number) {
    const step = this.run.steps[number - 1];
    return element('a', { href: this.linkTo(number), class: `actor${step.actor}` }, `step ${number} (${step.label})`);
  }

  #move(reordering, onChoose) {
    const moved = reordering.moved.length === 1 ? [this.#step(reordering.moved[0])] : `steps ${reordering.moved.join(', ')}`;
    return [element('button', { type: 'button', 'aria-pressed': 'false', click: event => onChoose(reordering, event.currentTarget) },
      'Show'),
      ' Move ', moved, reordering.putAfter ? ' after ' : ' before ', this.#step(reordering.place), ': ',
      reordering.violated.length ? `the property holds; violated: ${reordering.violated.join(', ')}.` : 'nothing is violated.'];
  }
}

function sameMove(one, other) {
  return one.place === other.place && one.putAfter === other.putAfter && String(one.moved) === String(other.moved);
}

function drawRepair({ part, change, text, violated, states }) {
  return [`${part}: ${change}: `, element('code', {}, text),
    violated.length ? `. The property holds; violated as before: ${violated.join(', ')}` : '. Nothing is violated',
    ` (${plural(states, 'state')}, search complete).`];
}

/** Where steps of a run are in another order of it: a process keeps the order of its own steps. */
function findMoved(run, moved, reordered) {
  const processOf = step => step.actor === 1 || step.actor === 2 ? step.name.match(/dma=\d+/)[0] : step.actor;
  const placesOf = (steps, process) => steps.map((step, index) => [step, index + 1])
    .filter(([step]) => processOf(step) === process).map(([, number]) => number);
  return moved.map(number => {
    const process = processOf(run.steps[number - 1]);
    return placesOf(reordered.steps, process)[placesOf(run.steps, process).indexOf(number)];
  });
}
