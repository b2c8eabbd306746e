// Cost against guarantee. A guarantee is a property kept for a guest; a protocol is on the Pareto front if no other one costs at most
// as many calls and flushes, keeps every guarantee that it keeps, and is better in one of these.

function measure({ guests, rows, shown }) {
  return rows.map(row => {
    const kept = guests.flatMap(index => shown.map(property => row.cells[index][property.name] === undefined));
    const keptBy = shown.map(property => guests.filter(index => row.cells[index][property.name] === undefined).length);
    return { row, calls: row.cost.calls, flushes: row.cost.flushes, kept, keptBy, count: kept.filter(Boolean).length };
  });
}

function dominates(better, worse) {
  const asGood = better.calls <= worse.calls && better.flushes <= worse.flushes
    && worse.kept.every((kept, index) => !kept || better.kept[index]);
  return asGood && (better.calls < worse.calls || better.flushes < worse.flushes || better.count > worse.count);
}

function drawCost(part) {
  const points = measure(part);
  for (const point of points) point.front = !points.some(other => dominates(other, point));
  return element('figure', { class: 'cost' },
    element('figcaption', {}, `Cost against guarantee: ${part.table.title}`),
    element('div', { class: 'scroll', tabindex: 0, role: 'region',
      'aria-label': `Plot of cost against guarantee: ${part.table.title}` }, drawPlot(points, part)),
    element('details', {}, element('summary', {}, 'The same as a table: which guarantees hold'),
      element('div', { class: 'scroll' }, drawGuarantees(points, part))));
}

function drawPlot(points, { guests, shown }) {
  const most = guests.length * shown.length, costOf = point => `${point.flushes} flushes, ${point.calls} calls`;
  const places = [...new Map(points.map(point => [costOf(point), point])).values()]
    .sort((a, b) => a.flushes - b.flushes || a.calls - b.calls);
  const letters = Math.max(...points.map(point => point.row.label.length)), columnWidth = Math.max(130, letters * letterWidth + 50);
  const left = 60, top = 16, least = Math.min(...points.map(point => point.count)), line = 17;
  const columns = places.map(place => points.filter(point => costOf(point) === costOf(place)));
  const plotHeight = Math.max(220, 2 * line * Math.max(...columns.map(column => column.length)));
  const yOf = count => top + 10 + (most === least ? 0 : (most - count) / (most - least) * (plotHeight - 20));
  const width = left + columnWidth * places.length + 10, height = top + plotHeight + 64;
  const ticks = [...new Set(points.map(point => point.count))].filter((count, index, all) =>
    all.every((other, before) => before >= index || Math.abs(yOf(other) - yOf(count)) > 13));
  return shape('svg', { class: 'plot', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img',
    'aria-label': 'Protocols by cost and guarantees; the table below says the same' },
    ticks.map(count => [shape('line', { class: 'grid', x1: left, x2: width, y1: yOf(count), y2: yOf(count) }),
      shape('text', { class: 'tick', x: left - 8, y: yOf(count) + 4 }, count)]),
    places.map((place, index) => {
      const x = left + index * columnWidth;
      return [shape('line', { class: 'grid', x1: x, x2: x, y1: top, y2: top + plotHeight }),
        shape('text', { class: 'axis', x: x + 12, y: top + plotHeight + 20 }, plural(place.flushes, 'flush', 'flushes')),
        shape('text', { class: 'axis', x: x + 12, y: top + plotHeight + 36 }, plural(place.calls, 'call')),
        drawColumn(columns[index], x + 18, yOf, line)];
    }),
    shape('text', { class: 'axis', x: left, y: height - 6 },
      `Upwards: guarantees kept, of ${most} (each property shown, for each guest). ◆ on the Pareto front, ○ beaten by another.`));
}

/** The protocols of one cost, their names pushed apart where they would cover each other. */
function drawColumn(points, x, yOf, line) {
  const sorted = [...points].sort((a, b) => b.count - a.count);
  let last = -Infinity;
  return sorted.map(point => {
    const y = yOf(point.count), labelY = Math.max(y, last + line);
    last = labelY;
    return shape('g', { class: point.front ? 'point front' : 'point' },
      shape('title', {}, `${point.row.label} ${point.row.unmap}`),
      point.front ? shape('path', { d: `M${x} ${y - 6} l6 6 l-6 6 l-6 -6 Z` }) : shape('circle', { cx: x, cy: y, r: 4.5 }),
      shape('path', { class: 'leader', d: `M${x + 6} ${y} L${x + 15} ${labelY}` }),
      shape('text', { x: x + 18, y: labelY + 4 }, point.row.label));
  });
}

function drawGuarantees(points, { guests, shown }) {
  const sorted = [...points].sort((a, b) => a.flushes - b.flushes || a.calls - b.calls || b.count - a.count);
  return element('table', { class: 'guarantees' },
    element('thead', {}, element('tr', {},
      ['protocol', 'front', 'flushes', 'calls'].map(heading => element('th', { scope: 'col' }, heading)),
      shown.map(property => element('th', { scope: 'col', title: property.violation }, property.name)))),
    element('tbody', {}, sorted.map(point => element('tr', {},
      element('th', { scope: 'row' }, point.row.label), element('td', {}, point.front ? '◆' : ''), element('td', {}, point.flushes),
        element('td', {}, point.calls),
      point.keptBy.map(kept => element('td', { class: kept === guests.length ? 'kept' : '' },
        kept === guests.length ? '✓ all' : `${kept} of ${guests.length}`))))));
}
