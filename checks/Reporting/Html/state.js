// The whole state after a step, in groups, with what the step changed pointed out.

const stateGroups = [
  ['Memory', /^(RAM|destination) /],
  ['Page table and caches', /^(PTE|IOTLB|device TLB|tracking)/],
  ['DMA and devices', /^(DMA|faults|isolated|devices)/],
  ['Guest', /^(guest|unmap asked|acknowledged|seen)/],
  ['VMM', /./],
];

function drawState(run, number) {
  const step = run.steps[number - 1], changed = new Set(step?.changes.map(([location]) => location));
  const groups = stateGroups.map(([heading]) => [heading, []]);
  for (const [location, value] of run.after(number)) {
    groups[stateGroups.findIndex(([, pattern]) => pattern.test(location))][1].push([location, value]);
  }
  return groups.filter(([, items]) => items.length).map(([heading, items]) => element('section', {},
    element('h4', {}, heading),
    element('dl', { class: 'state' }, items.map(([location, value]) => element('div', { class: changed.has(location) ? 'changed' : '' },
      element('dt', {}, location), element('dd', {}, value))))));
}

/** What a step is: its sentence, what it changed and violated, and what it read and wrote. */
function drawStep(run, number) {
  if (number === 0) return [element('p', { class: 'sentence' }, 'The start. Nothing has happened yet.')];
  const step = run.steps[number - 1];
  return [
    element('p', { class: 'sentence' }, element('span', { class: `tag actor${step.actor}` }, `step ${number} of ${run.length}`), ' ',
      step.sentence, '.'),
    element('ul', { class: 'changes' },
      step.violated.map(property => element('li', { class: 'violates' }, `violates ${property}`)),
      run.changesOf(number).map(change => element('li', {}, change))),
    element('p', { class: 'footprint' }, `reads ${step.reads.join(', ') || 'nothing'}; writes ${step.writes.join(', ') || 'nothing'}`),
    element('p', { class: 'footprint' }, step.source),
  ];
}

/** All steps as a list: for readers of text, and for paper. */
function drawSteps(run) {
  return element('ol', { class: 'listing' }, run.steps.map((step, index) => element('li', {},
    `${step.sentence}.`,
    run.changesOf(index + 1).map(change => element('div', {}, change)),
    step.violated.map(property => element('div', { class: 'violates' }, `violates ${property}`)))));
}
