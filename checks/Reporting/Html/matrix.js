// The verdicts: a table for each hardware or variant, a row a protocol, a column a guest.

const losses = ['no-lost-write', 'no-lost-acked-write', 'no-time-travel'];

/** What the filters leave of a report; `filters` holds a table's title, texts to look for in names, a property and a verdict. */
function select(data, filters) {
  const shown = data.properties.filter(property => property.judged && (!filters.property || property.name === filters.property));
  const keep = cell => !filters.verdict || filters.verdict === verdictOf(cell, shown);
  return data.tables.filter(table => !filters.table || table.title === filters.table).map(table => {
    const guests = table.guests.map((_, index) => index).filter(index => table.guests[index].name.includes(filters.guest));
    const rows = table.rows.filter(row => row.label.includes(filters.protocol) && guests.some(index => keep(row.cells[index])));
    return { table, guests, rows, shown, keep };
  }).filter(part => part.rows.length);
}

function verdictOf(cell, properties) {
  const found = properties.map(property => cell[property.name]).filter(verdict => verdict !== undefined);
  return found.some(verdict => typeof verdict === 'object') ? 'violated' : found.length ? 'unknown' : 'holds';
}

function drawMatrix({ table, guests, rows, shown, keep }, pathOf) {
  const costs = [['calls', 'calls'], ['walks', 'walks'], ['flushes', 'flushes'], ['steps', 'steps'], ['faultsEarly', 'faults early']];
  return element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Verdicts: ${table.title}` },
    element('table', { class: 'matrix', keydown: moveInTable },
    element('caption', {}, table.title),
    element('thead', {}, element('tr', {},
      element('th', { scope: 'col' }, 'protocol'),
      guests.map(index => element('th', { scope: 'col', title: table.guests[index].source }, table.guests[index].name,
        element('small', {}, table.guests[index].program))),
      costs.map(([, heading]) => element('th', { scope: 'col', class: 'cost' }, heading)))),
    element('tbody', {}, rows.map(row => element('tr', {},
      element('th', { scope: 'row', title: row.source }, row.label, element('small', {}, row.unmap)),
      guests.map(index => keep(row.cells[index]) ? drawCell(row.cells[index], shown, property => pathOf(table, row, index, property))
        : element('td', { class: 'left-out' })),
      costs.map(([key]) => element('td', { class: 'cost' },
        typeof row.cost[key] === 'boolean' ? (row.cost[key] ? 'yes' : 'no') : row.cost[key])))))));
}

function drawCell(cell, shown, pathOf) {
  const badges = shown.filter(property => cell[property.name] !== undefined).map(property => {
    const verdict = cell[property.name];
    if (typeof verdict === 'string') return element('span',
      { class: 'badge unknown', title: `${property.name}: unknown (${verdict})` }, `? ${property.letters}`);
    const lost = losses.includes(property.name),
      text = `${property.name} is violated in ${plural(verdict.length, 'step')}: ${property.violation}`;
    return element('a', { class: `badge ${lost ? 'loss' : 'fault'}`, href: pathOf(property.name), title: text, 'aria-label': text },
      `${lost ? '✗' : '!'} ${property.letters}${verdict.length}`);
  });
  return element('td', {}, badges.length ? badges : element('span', { class: 'badge holds', title: 'All properties shown hold' }, '✓'));
}

/** Arrow keys go from cell to cell, to the first link of each. */
function moveInTable(event) {
  const cell = event.target.closest('td');
  const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (!cell || !move) return;
  const rows = [...event.currentTarget.tBodies[0].rows];
  let row = rows.indexOf(cell.parentElement), column = cell.cellIndex;
  for (;;) {
    row += move[0];
    column += move[1];
    const next = rows[row]?.cells[column];
    if (!next || next.className === 'cost') return;
    const link = next.querySelector('a');
    if (!link) continue;
    link.focus();
    event.preventDefault();
    return;
  }
}
