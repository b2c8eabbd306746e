// What each guarantee takes: for each hardware the cheapest protocols that give it, and what real software gives.

function drawGuaranteeTables({ hardware, software, complete, stoppedAfter }) {
  const names = hardware[0].guarantees.map(row => row.guarantee);
  return [
    element('h2', { id: 'takes-heading' }, 'What each guarantee takes'),
    element('p', {}, 'The first line of a cell says whether a query and an unmap give the guarantee, two calls that exist '
      + '([read-dirty][clear-pte, flush]); the others are the cheapest protocols that give it to every guest.'),
    !complete && element('p', { class: 'warning' }, `Not complete (${stoppedAfter}): cheaper protocols may have been missed.`),
    drawTakes('Hardware', names, hardware.map(profile => [profile.name, profile.guarantees.map(row =>
      [drawGiven(row.queryThenUnmap, row.queryThenUnmapFails), drawCheapest(row)])])),
    software.length > 0 && drawTakes('Real software', names, software.map(row => [row.name, row.guarantees.map(cell =>
      drawGiven(cell.given, cell.guest, cell.property && `${cell.property} is violated in ${plural(cell.length, 'step')}`))])),
  ].filter(Boolean);
}

function drawTakes(title, names, rows) {
  return element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Guarantees: ${title}` },
    element('table', { class: 'takes' },
      element('caption', {}, title),
      element('thead', {}, element('tr', {}, ['', ...names].map(name =>
        name ? element('th', { scope: 'col' }, name.replaceAll('-', ' ')) : element('td')))),
      element('tbody', {}, rows.map(([name, cells]) => element('tr', {},
        element('th', { scope: 'row' }, name), cells.map(cell => element('td', {}, cell)))))));
}

function drawGiven(given, guest, title) {
  return given ? element('span', { class: 'badge holds' }, '✓ yes')
    : element('span', { class: 'badge fault', title }, `not for ${guest}`);
}

function drawCheapest({ cheapest, complete }) {
  if (!cheapest.length) return element('small', {}, complete ? 'no unmap gives it' : 'unknown: the search stopped');
  return cheapest.map(({ protocol, calls, flushes, walks, faultsEarly }) => element('small', { class: 'cheapest' },
    element('code', {}, protocol), ` ${plural(calls, 'call')}, ${plural(flushes, 'flush', 'flushes')}, ${plural(walks, 'walk')}`,
    faultsEarly && ', faults early'));
}
