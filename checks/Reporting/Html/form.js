// The choice of a scenario: names of the catalogue, or what is written inline. An empty field leaves the default.

const numberKeys = ['pages', 'devices', 'rounds'];

class ScenarioForm {
  /**
   * @param onSubmit is told the scenario that was chosen
   * @param onError is told why a field cannot be read
   */
  constructor(form, { choices, most }, onSubmit, onError) {
    this.form = form;
    const field = (key, label, input) => element('label', {}, label, Object.assign(input, { name: key }));
    const names = (key, label, placeholder) => field(key, label,
      element('input', { type: 'text', list: `names-${key}`, placeholder, autocomplete: 'off', spellcheck: 'false', size: 30 }));
    const words = (key, label, values, otherwise) => field(key, label,
      element('select', {}, element('option', { value: '' }, otherwise), values.map(value => element('option', {}, value))));
    const number = (key, least, otherwise) => field(key, key,
      element('input', { type: 'number', min: least, max: most[key], placeholder: otherwise }));
    form.append(
      element('div', { class: 'filters' },
        words('hardware', 'Hardware', choices.hardware.map(([name]) => name), 'vtd (default)'),
        names('unmap', 'Unmap: a name, or [...][...]', 'two-call'),
        names('guest', 'Guest: a name, or dma 0; unmap 0; ...', 'racing'),
        element('button', { type: 'submit' }, 'Start')),
      element('details', {}, element('summary', {}, 'More of the scenario'), element('div', { class: 'filters' },
        words('software', 'Real software: hardware and protocol at once', choices.software.map(([name]) => name), 'none'),
        names('enable', 'Enable', 'linux, or always-on'), names('query', 'Query', 'clear-flush'),
          names('finalQuery', 'Final query', 'as the query'),
        number('pages', 1, 2), number('devices', 1, 1), number('rounds', 0, 1),
        words('bigLock', 'Big lock', ['true', 'false'], 'default'),
        ...['copyOrder', 'enumerate', 'iotlb', 'observer'].map(key => words(key, key, choices[key], 'default')))),
      ...['unmap', 'guest', 'enable', 'query', 'finalQuery'].map(key => element('datalist', { id: `names-${key}` },
        (choices[key] ?? choices.query).map(([value, text]) => element('option', { value }, text)))));
    form.addEventListener('submit', event => {
      event.preventDefault();
      try {
        onSubmit(this.read());
      } catch (error) {
        onError(error.message);
      }
    });
  }

  read() {
    const words = [...new FormData(this.form)].map(([key, value]) => [key, value.trim()]).filter(([, value]) => value);
    return readWords(words);
  }

  /** Shows a scenario; parts that no field can hold stay as they are in the address. */
  show(scenario) {
    for (const field of this.form.elements) if (field.name) field.value = writeWord(scenario[field.name] ?? '');
  }
}

/** Words as the server reads them: numbers and truth values as such, parts that are written out as objects. */
function readWords(words) {
  const read = (key, value) => numberKeys.includes(key) ? Number(value) : key === 'bigLock' ? value === 'true' : value.startsWith('{')
    ? JSON.parse(value) : value;
  return Object.fromEntries(words.map(([key, value]) => [key, read(key, value)]));
}

function writeWord(value) {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
