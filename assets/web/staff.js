/* The supervisor's page: shows what the server tells, and sends what is ordered. What is shown is made anew only where
   it has changed, and the focus stays where it was. */
(() => {
  'use strict';

  const POLL = 3000; // without a stream
  const STREAM_AGAIN = 15000;
  const SILENT = 40000; // a stream that beats every 15 s is dead
  const PATIENCE = 25000;

  const body = document.body;
  const words = JSON.parse(body.dataset.words);
  const languages = JSON.parse(body.dataset.texts);
  const query = `?l=${encodeURIComponent(body.dataset.language)}`;
  const id = (name) => document.getElementById(name);

  let view = JSON.parse(body.dataset.view);
  let source = null;
  let heard = Date.now();
  let isCut = false;
  let pollTimer = 0;
  let streamTimer = 0;
  let known = null; // the names of the alerts that were there before

  /** A text with its places filled. */
  const say = (name, ...values) => values.reduce((text, value, place) => text.replace(`{${place + 1}}`, value), words[name]);

  /** An element: make('li', {class: 'x', text: 'y'}, child, …). */
  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name === 'text') element.textContent = value;
      else if (name === 'click') element.addEventListener('click', value);
      else if (value === true) element.setAttribute(name, '');
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child));
    return element;
  }

  const key = (name, text, click, more) => make('button', { type: 'button', class: `small ${more || ''}`, 'data-key': name, text, click });

  // ---- asking ----

  async function ask(where, data) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(`/staff/${where}${query}`, {
        method: data ? 'POST' : 'GET',
        headers: data ? { 'Content-Type': 'application/json', 'X-CSRF-Token': body.dataset.csrf } : {},
        body: data ? JSON.stringify(data) : undefined,
        signal: stop.signal,
      });
      return { status: answer.status, said: await answer.json() };
    } catch (error) {
      return { status: 0, said: { error: words.not_sent } };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Carries an order out; the refusal's sentence, or nothing when it was done. */
  async function order(action, data) {
    const { status, said } = await ask(`order/${action}`, data);
    if (status === 200) {
      take(said);
      return '';
    }
    if (status === 401) setTimeout(() => location.reload(), 2500);
    return said.error || words.not_sent;
  }

  const news = (text) => {
    id('news').textContent = text;
  };

  /** An order that asks nothing before: its refusal is shown in a dialog. */
  async function orderNow(action, data) {
    const refusal = await order(action, data);
    if (refusal) openDialog({ title: refusal });
  }

  // ---- the dialog ----

  let dialogAction = null;
  let opener = null; // where the focus was

  const withKey = (place, name) => [...place.querySelectorAll('[data-key]')].find((one) => one.dataset.key === name);

  /** The browser gives the focus back to the opener, unless that was made anew meanwhile. */
  id('dialog').addEventListener('close', () => {
    if (!opener || opener.element.isConnected) return;
    (withKey(document, opener.element.dataset.key) || opener.section.querySelector('h2')).focus();
  });

  function field(name, label, input) {
    input.id = `field-${name}`;
    input.name = name;
    return make('p', { class: 'field' }, make('label', { for: input.id, text: label }), input);
  }

  const line = (name, label, more) => field(name, label, make('input', { maxlength: 100, autocomplete: 'off', ...more }));
  const area = (name, label, more) => field(name, label, make('textarea', { rows: 2, maxlength: 130, ...more }));
  const tick = (name, label, isOn) => make('p', { class: 'tick' },
    make('label', {}, make('input', { type: 'checkbox', name, checked: isOn }), make('span', { text: label })));
  const clerks = (name, label) => {
    if (view.staff.length === 0) return line(name, label, { required: true, maxlength: 32 });
    return field(name, label, make('select', { required: true }, make('option', { value: '', text: '–' }),
      ...view.staff.map((one) => make('option', { value: one.id, text: one.name }))));
  };
  const texts = (prefix) => languages.map((one) => {
    const made = area(`${prefix}${one.tag}`, one.name);
    made.lastChild.lang = one.tag;
    return made;
  });

  /** {title, what, fields, go, danger, does(form) → refusal}; without `does` it only tells. */
  function openDialog(asked) {
    id('dialog-title').textContent = asked.title;
    id('dialog-what').textContent = asked.what || '';
    id('dialog-what').hidden = !asked.what;
    id('dialog-fields').replaceChildren(...(asked.fields || []));
    id('dialog-go').textContent = asked.go || '';
    id('dialog-go').hidden = !asked.does;
    id('dialog-go').classList.toggle('danger', Boolean(asked.danger));
    refuse('');
    dialogAction = asked.does || null;
    if (!id('dialog').open) {
      const element = document.activeElement;
      opener = element.closest('section') && { element, section: element.closest('section') };
      id('dialog').showModal();
    }
    (id('dialog-fields').querySelector('input, select, textarea') || id('dialog-title')).focus();
  }

  function refuse(text) {
    id('dialog-refusal').textContent = text;
    id('dialog-refusal').hidden = text === '';
  }

  id('dialog-cancel').addEventListener('click', () => id('dialog').close());
  id('dialog-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!dialogAction) return id('dialog').close();
    id('dialog-go').disabled = true;
    refuse('');
    const refusal = await dialogAction(id('dialog-form').elements);
    id('dialog-go').disabled = false;
    if (refusal) return refuse(refusal);
    id('dialog').close();
    news(words.done);
  });

  const textOf = (form, name) => (form[name] ? form[name].value.trim() : '');
  const minutesOf = (form) => (textOf(form, 'minutes') ? { minutes: Math.round(Number(form.minutes.value)) } : {});
  const filled = (form, prefix) => Object.fromEntries(languages.map((one) => [one.tag, textOf(form, prefix + one.tag)]));
  const minutes = () => line('minutes', words.minutes, { type: 'number', min: 1, max: 1439, inputmode: 'numeric' });

  // ---- counters ----

  function openCounter(counter) {
    openDialog({
      title: say('open_title', counter.id), fields: [clerks('clerk', words.clerk)], go: words.log_in_here,
      does: (form) => order('open', { counter: counter.id, clerk: textOf(form, 'clerk') }),
    });
  }

  function closeCounter(counter) {
    openDialog({
      title: say('close_title', counter.id), fields: [line('reason', words.reason), tick('override', words.override)], go: words.close,
      does: (form) => order('close', { counter: counter.id, reason: textOf(form, 'reason'), override: form.override.checked }),
    });
  }

  function pauseCounter(counter) {
    openDialog({
      title: say('pause_title', counter.id), fields: [line('reason', words.reason), minutes()], go: words.pause,
      does: (form) => order('pause', { counter: counter.id, reason: textOf(form, 'reason'), ...minutesOf(form) }),
    });
  }

  function assignServices(counter) {
    const choice = (service) => {
      const now = counter.services.includes(service.id) ? 'serves' : counter.backup.includes(service.id) ? 'helps_out' : 'not_here';
      const one = (value) => make('label', {},
        make('input', { type: 'radio', name: `service-${service.id}`, value, checked: value === now }), make('span', { text: words[value] }));
      return make('fieldset', { class: 'choice' }, make('legend', { text: service.name }), one('serves'), one('helps_out'), one('not_here'));
    };
    openDialog({
      title: say('services_title', counter.id), fields: view.services.map(choice), go: words.assign,
      does: (form) => {
        const chosen = (value) => view.services.map((service) => service.id).filter((name) => form[`service-${name}`].value === value);
        return order('services', { counter: counter.id, services: chosen('serves'), backup: chosen('helps_out') });
      },
    });
  }

  const nameOf = (service) => (view.services.find((one) => one.id === service) || { name: service }).name;

  function counterKeys(counter) {
    const keys = [];
    const add = (name, click) => keys.push(key(`${name}-${counter.id}`, words[name], click));
    if (counter.state === 'closed') add('log_in_here', () => openCounter(counter));
    else if (counter.state === 'paused') add('resume', () => orderNow('resume', { counter: counter.id }));
    else add('pause', () => pauseCounter(counter));
    if (counter.state !== 'closed') add('close', () => closeCounter(counter));
    add('services', () => assignServices(counter));
    if (counter.help) add('end_help', () => orderNow('end-help', { counter: counter.id }));
    return make('div', { class: 'keys-row' }, ...keys);
  }

  const joined = (...parts) => parts.filter(Boolean).join(' · ');

  function counterCard(counter) {
    const isOpen = counter.state !== 'closed';
    const what = counter.ticket
      ? make('p', { class: 'now' }, make('bdi', { class: 'number', text: counter.ticket }), make('span', { text: counter.matter }))
      : make('p', { class: 'now quiet', dir: 'auto', text: joined(counter.reason, counter.until && say('until', counter.until)) });
    const does = joined(...counter.services.map(nameOf));
    return make('li', { class: `card counter ${counter.state}${counter.late ? ' late' : ''}`, 'aria-label': say('counter', counter.id) },
      make('div', { class: 'head' }, make('h3', { text: counter.id, title: say('counter', counter.id) }),
        make('span', { class: 'place', text: counter.location }), make('span', { class: 'pill', text: counter.words })),
      isOpen && what,
      isOpen && make('p', { class: 'who-since' }, make('span', { text: counter.clerk }),
        make('span', { class: 'time', text: joined(say('since', counter.since), counter.lasts, counter.late && words.late) })),
      make('p', { class: 'quiet', text: joined(say('served', counter.served), say('waiting_here', counter.waiting)) }),
      make('p', { class: 'quiet does', text: does }),
      counter.backup.length > 0 && make('p', { class: 'quiet does', text: say('helps', joined(...counter.backup.map(nameOf))) }),
      counterKeys(counter));
  }

  // ---- queues ----

  function pauseService(queue) {
    openDialog({
      title: say('pause_service_title', queue.name), what: words.pause_service_what, fields: [line('reason', words.reason), minutes()], go: words.pause,
      does: (form) => order('pause-service', { service: queue.id, reason: textOf(form, 'reason'), ...minutesOf(form) }),
    });
  }

  function kioskCell(queue) {
    const state = queue.paused ? joined(words.paused, queue.reason, queue.until && say('until', queue.until)) : words.offered;
    return make('td', { class: 'kiosk' }, make('span', { class: queue.paused ? 'pill paused' : 'quiet', text: state }),
      queue.paused ? key(`offer-${queue.id}`, words.offer_again, () => orderNow('resume-service', { service: queue.id }))
        : key(`stop-${queue.id}`, words.pause, () => pauseService(queue)));
  }

  const figure = (text, more) => make('td', { class: `figure ${more || ''}`, text });

  function queueRows(queue) {
    const head = make('tr', { class: queue.paused ? 'is-paused' : '' },
      make('th', { scope: 'row' }, make('span', { class: 'letter', text: queue.letter }), make('span', { text: queue.name })),
      figure(queue.waiting, 'strong'), figure(queue.longest || '–', queue.over > 0 ? 'over' : ''), figure(queue.target || '–'),
      figure(queue.over || '–', queue.over > 0 ? 'over' : ''), make('td', { text: queue.wait }), kioskCell(queue));
    const channels = queue.channels.length < 2 && !queue.channels.some((one) => one.green) ? [] : queue.channels;
    return make('tbody', {}, head, ...channels.map((channel) => make('tr', { class: 'channel' },
      make('th', { scope: 'row', class: channel.green ? 'green' : '', text: channel.name }), figure(channel.waiting), figure(channel.longest),
      figure(''), figure(channel.over || '', channel.over > 0 ? 'over' : ''), make('td', { colspan: 2 }))));
  }

  // ---- alerts, urgent visitors, follow-ups, devices, notices ----

  function alertItem(alert) {
    return make('li', { class: `card alert ${alert.severity}${alert.seen ? ' seen' : ''}` },
      make('p', { text: alert.words }), make('p', { class: 'quiet', text: joined(say('since', alert.since), alert.seen) }),
      !alert.seen && key(`seen-${alert.name}`, words.acknowledge, () => orderNow('acknowledge', { alert: alert.name })));
  }

  /** Whoever does not see the page hears of new ones. */
  function announce() {
    const names = view.alerts.map((alert) => alert.name);
    if (known) {
      const fresh = view.alerts.filter((alert) => !known.includes(alert.name) && !alert.seen);
      if (fresh.length > 0) news(fresh.map((alert) => alert.words).join('. '));
    }
    known = names;
  }

  function decide(ticket, action) {
    openDialog({
      title: say(`${action}_title`, ticket.number), what: joined(ticket.service, ticket.claim),
      fields: [line('reason', words.reason, { required: true }), action === 'approve' && tick('override', words.override)].filter(Boolean),
      go: words[action],
      does: (form) => order(action, { ticket: ticket.ticket, reason: textOf(form, 'reason'), ...(form.override && form.override.checked ? { override: true } : {}) }),
    });
  }

  function urgentItem(ticket) {
    return make('li', { class: 'card alert urgent' },
      make('p', {}, make('bdi', { class: 'number', text: ticket.number }), make('span', { text: ` ${ticket.service}` })),
      make('p', { class: 'quiet', text: joined(ticket.channel, ticket.claim, say('waits', ticket.lasts)) }),
      make('div', { class: 'keys-row' }, key(`approve-${ticket.ticket}`, words.approve, () => decide(ticket, 'approve'), 'chief'),
        key(`reject-${ticket.ticket}`, words.reject, () => decide(ticket, 'reject'))));
  }

  async function lookInto(one) {
    const { status, said } = await ask('follow-up', { name: one.name });
    if (status !== 200) return openDialog({ title: said.error || words.not_sent });
    const steps = said.steps.map((step) => make('li', { text: joined(step.at, step.by, step.what, step.note) }));
    const does = (data) => order('follow-up', { name: one.name, ...data }).then((refusal) => {
      if (refusal) refuse(refusal);
      else id('dialog').close();
    });
    const form = id('dialog-form').elements;
    openDialog({
      title: `${said.cause} · ${said.name}`, what: joined(said.number, said.service, words.recorded),
      fields: [
        make('h3', { text: words.said }), make('p', { class: 'said', dir: 'auto', text: said.said || '–' }),
        make('h3', { text: words.done_so_far }), steps.length > 0 ? make('ul', { class: 'plain' }, ...steps) : make('p', { class: 'quiet', text: words.nothing_yet }),
        clerks('to', words.to_whom), area('note', words.note, { maxlength: 300 }),
        make('div', { class: 'keys-row' },
          key('fu-assign', words.assign, () => does({ step: 'assigned', to: textOf(form, 'to'), note: textOf(form, 'note') })),
          key('fu-note', words.note_down, () => does({ step: 'noted', note: textOf(form, 'note') })),
          key('fu-close', words.close_follow_up, () => does({ step: 'closed', note: textOf(form, 'note') }))),
      ],
    });
  }

  function followUpItem(one) {
    return make('li', { class: `card alert ${one.overdue ? 'warning' : 'notice'}` },
      make('p', { text: joined(one.cause, one.number, one.service) }),
      make('p', { class: 'quiet', text: joined(say('due', one.due), one.overdue && words.overdue, one.to ? say('assigned_to', one.to) : words.nobody) }),
      key(`follow-${one.name}`, words.look_into, () => lookInto(one)));
  }

  function deviceItem(device) {
    return make('li', { class: device.state }, make('strong', { text: device.id }), make('span', { class: `pill ${device.state}`, text: device.words }),
      device.state !== 'well' && make('span', { class: 'quiet', text: joined(device.detail, say('since', device.since)) }));
  }

  id('edit-notices').addEventListener('click', () => {
    const seen = view.notices_mark;
    openDialog({
      title: id('edit-notices').textContent, go: words.sure,
      fields: [...view.notices.map((text, place) => tick(`keep-${place}`, say('keep', text), true)), make('h3', { text: words.add_notice }), ...texts('add-')],
      does: (form) => order('notices', {
        seen, keep: [...form].filter((input) => input.name.startsWith('keep-') && input.checked).map((input) => Number(input.name.slice(5))),
        add: filled(form, 'add-'),
      }),
    });
  });

  // ---- the whole hall ----

  id('end-day').addEventListener('click', () => openDialog({
    title: id('end-day').textContent, what: words.end_day_what, danger: true, go: words.sure,
    fields: [line('reason', words.reason, { required: true }), tick('override', words.override)],
    does: (form) => order('end-day', { reason: textOf(form, 'reason'), override: form.override.checked }),
  }));
  id('reopen-day').addEventListener('click', () => openDialog({
    title: id('reopen-day').textContent, what: words.reopen_what, go: words.sure, does: () => order('reopen-day', {}),
  }));
  id('raise-notice').addEventListener('click', () => openDialog({
    title: id('raise-notice').textContent, what: words.notice_what, go: words.sure, fields: texts('text-'),
    does: (form) => order('alarm', { text: filled(form, 'text-') }),
  }));
  id('evacuate').addEventListener('click', () => openDialog({
    title: id('evacuate').textContent, what: words.evacuate_what, danger: true, go: words.sure,
    fields: [make('h3', { text: words.own_words }), ...texts('text-')],
    does: (form) => order('alarm', { evacuation: true, text: filled(form, 'text-') }),
  }));
  id('all-clear').addEventListener('click', () => openDialog({
    title: id('all-clear').textContent, what: words.all_clear_what, go: words.sure, does: () => order('all-clear', {}),
  }));
  id('log-out').addEventListener('click', async () => {
    await ask('log-out', {});
    location.reload();
  });

  // ---- showing ----

  function fill(name, entries, item) {
    const place = id(name);
    const now = JSON.stringify(entries);
    if (place.dataset.shown === now) return;
    place.dataset.shown = now;
    const focused = place.contains(document.activeElement) && document.activeElement.dataset.key;
    place.querySelectorAll(':scope > :not(thead)').forEach((old) => old.remove());
    place.append(...entries.map(item));
    if (focused) {
      (withKey(place, focused) || place.closest('section').querySelector('h2')).focus();
    }
  }

  function setText(name, text) {
    if (id(name).textContent !== String(text)) id(name).textContent = text;
  }

  function showSums() {
    for (const [name, value] of Object.entries(view.sums)) setText(`sum-${name}`, value === '' ? '–' : value);
    id('sum-over').classList.toggle('over', view.sums.over > 0);
  }

  function showAlarm() {
    id('alarm').hidden = !view.alarm;
    if (!view.alarm) return;
    id('alarm').classList.toggle('evacuation', view.alarm.evacuation);
    setText('alarm-headline', view.alarm.headline);
    setText('alarm-text', view.alarm.text);
  }

  function showStale() {
    const isOld = view.stale || isCut || Date.now() - heard > (source ? SILENT : 4 * POLL);
    id('stale').hidden = !isOld;
    body.classList.toggle('is-stale', isOld);
    setText('as-of', view.clock);
  }

  function render() {
    // What a counter serves is shown by name: a card is made anew when those change.
    fill('counters', view.counters, counterCard);
    fill('queues', view.queues, queueRows);
    fill('alerts', view.alerts, alertItem);
    fill('urgent', view.urgent, urgentItem);
    fill('follow-ups', view.follow_ups, followUpItem);
    fill('devices', view.devices, deviceItem);
    fill('notices', view.notices, (text) => make('li', { dir: 'auto', text }));
    id('no-alerts').hidden = view.alerts.length > 0;
    id('no-follow-ups').hidden = view.follow_ups.length > 0;
    id('urgent-part').hidden = view.urgent.length === 0;
    id('devices-part').hidden = view.devices.length === 0;
    id('end-day').hidden = view.ended;
    id('reopen-day').hidden = !view.ended;
    const unseen = view.alerts.filter((alert) => !alert.seen).length;
    setText('alert-count', unseen || '');
    showChoices();
    setText('clock', view.clock);
    setText('status', view.status);
    showSums();
    showAlarm();
    showStale();
    announce();
  }

  function take(next) {
    view = next;
    heard = Date.now();
    isCut = false;
    render();
  }

  // ---- the hours ahead ----

  const AHEAD = 60000;
  const ahead = { is: null, imagined: null, choice: null };

  const span = (one) => (one.low === one.high ? `${one.point}` : `${one.point} (${one.low}–${one.high})`);
  const cell = (texts) => make('td', { class: 'figure' }, ...texts.map((text, place) => make('bdi', { class: place ? 'imagined' : '', text })));

  function aheadRow(row, place) {
    const other = ahead.imagined && ahead.imagined.rows[place];
    const both = (name) => cell(other ? [span(row[name]), span(other[name])] : [span(row[name])]);
    return make('tbody', {}, make('tr', {}, make('th', { scope: 'row' }, make('bdi', { text: `${row.from}–${row.to}` })),
      cell([span(row.visitors)]), both('waiting'), both('counters'), both('wait')));
  }

  function aheadSum(name, title) {
    const [is, other] = [ahead.is[name], ahead.imagined && ahead.imagined[name]];
    const both = (what) => cell(other ? [is[what] || '–', other[what] || '–'] : [is[what] || '–']);
    return make('tbody', {}, make('tr', {}, make('th', { scope: 'row', text: title }), cell([`${is.visitors}`]), both('mean'), both('p90'), both('over')));
  }

  /** People waiting at the end of each half hour: the likely band and its middle; what is wondered about over it. */
  function aheadChart() {
    const [width, height, left, bottom, top] = [640, 190, 36, 26, 12];
    const draw = (tag, properties, text) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
      if (text !== undefined) element.textContent = text;
      return element;
    };
    const shown = [ahead.is, ahead.imagined].filter(Boolean);
    const rows = ahead.is.rows;
    const most = Math.max(4, ...shown.flatMap((one) => one.rows.map((row) => row.waiting.high)));
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((one) => most / one <= 4.5) || 1000;
    const x = (place) => left + (place * (width - left - 24)) / Math.max(1, rows.length - 1);
    const y = (count) => height - bottom - (count * (height - bottom - top)) / most;
    const svg = draw('svg', { viewBox: `0 0 ${width} ${height}`, class: 'ahead-chart' });
    for (let count = 0; count <= most; count += step) {
      svg.append(draw('line', { x1: left, x2: width - 24, y1: y(count), y2: y(count), class: 'grid' }));
      svg.append(draw('text', { x: left - 8, y: y(count) + 4, class: 'axis', 'text-anchor': 'end' }, count));
    }
    rows.forEach((row, place) => {
      if (place % 2 === (rows.length - 1) % 2) svg.append(draw('text', { x: x(place), y: height - 6, class: 'axis', 'text-anchor': 'middle' }, row.to));
    });
    shown.forEach((one, which) => {
      const points = (bound) => one.rows.map((row, place) => `${x(place)},${y(row.waiting[bound])}`);
      const kind = which ? 'imagined' : 'is';
      svg.append(draw('polygon', { points: [...points('low'), ...points('high').reverse()].join(' '), class: `band ${kind}` }));
      svg.append(draw('polyline', { points: points('point').join(' '), class: `middle ${kind}` }));
    });
    return svg;
  }

  function aheadLegend() {
    const entry = (kind, text) => make('span', { class: `line-of ${kind}`, text });
    return make('p', { class: 'legend' }, make('span', { text: words.people_waiting }), entry('is', body.dataset.asItIs),
      ahead.imagined && entry('imagined', ahead.choice));
  }

  function showAhead() {
    if (!ahead.is) return;
    fill('ahead-rows', ahead.is.rows.map((row, place) => [row, ahead.imagined && ahead.imagined.rows[place]]), (both) => aheadRow(both[0], ahead.is.rows.indexOf(both[0])));
    fill('ahead-sums', [['green', words.green_channels], ['others', words.other_channels]].map(([name, title]) => [name, title, ahead.is[name], ahead.imagined]),
      (one) => aheadSum(one[0], one[1]));
    id('ahead-chart').replaceChildren(aheadLegend(), aheadChart());
    setText('ahead-learned', ahead.is.learned);
  }

  function refuseAhead(text) {
    id('ahead-refusal').textContent = text;
    id('ahead-refusal').hidden = text === '';
  }

  async function lookAhead() {
    if (document.hidden) return;
    const { status, said } = await ask('ahead');
    if (status === 200) {
      ahead.is = said;
      if (!ahead.imagined) refuseAhead('');
      showAhead();
    } else if (status !== 401 && !ahead.is) refuseAhead(said.error || words.not_sent);
  }

  /** The counters that can be wondered about, without losing what is ticked. */
  function showChoices() {
    const tickOf = (counter) => make('label', {}, make('input', { type: 'checkbox', value: counter.id, 'data-key': `if-${counter.id}` }),
      make('span', { text: say('counter', counter.id) }));
    for (const [name, counters] of [['if-opened', view.counters.filter((one) => one.state === 'closed' || one.state === 'paused')],
      ['if-closed', view.counters.filter((one) => one.state !== 'closed' && one.state !== 'paused')]]) {
      const ids = JSON.stringify(counters.map((one) => one.id));
      if (id(name).dataset.shown === ids) continue;
      const ticked = new Set([...id(name).querySelectorAll('input:checked')].map((input) => input.value));
      id(name).dataset.shown = ids;
      id(name).replaceChildren(...(counters.length > 0 ? counters.map(tickOf) : [make('span', { class: 'quiet', text: words.no_counters })]));
      id(name).querySelectorAll('input').forEach((input) => { input.checked = ticked.has(input.value); });
    }
  }

  id('what-if-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const chosen = (name) => [...id(name).querySelectorAll('input:checked')].map((input) => Number(input.value));
    const [open, close, preset] = [chosen('if-opened'), chosen('if-closed'), id('if-preset').value];
    id('if-go').disabled = true;
    const [is, imagined] = await Promise.all([ask('ahead'), ask('ahead', { open, close, preset })]);
    id('if-go').disabled = false;
    if (imagined.status === 401) return location.reload();
    if (imagined.status !== 200) return refuseAhead(imagined.said.error || words.not_sent);
    refuseAhead('');
    if (is.status === 200) ahead.is = is.said;
    ahead.imagined = imagined.said;
    ahead.choice = [open.length > 0 && `+ ${open.map((one) => say('counter', one)).join(', ')}`,
      close.length > 0 && `− ${close.map((one) => say('counter', one)).join(', ')}`,
      preset && id('if-preset').selectedOptions[0].textContent].filter(Boolean).join(' · ') || body.dataset.whatIf;
    showAhead();
    news(words.done);
  });

  // ---- following: a stream; without room for one, asking again and again ----

  async function poll() {
    clearTimeout(pollTimer);
    const { status, said } = await ask('view');
    if (status === 200) take(said);
    else if (status === 401) return location.reload();
    else isCut = true;
    showStale();
    if (!source) pollTimer = setTimeout(poll, POLL);
  }

  function follow() {
    clearTimeout(streamTimer);
    clearTimeout(pollTimer);
    if (source) source.close();
    source = new EventSource(`/staff/events${query}`);
    source.addEventListener('view', (event) => take(JSON.parse(event.data)));
    source.addEventListener('beat', () => {
      heard = Date.now();
      isCut = false;
      showStale();
    });
    source.addEventListener('over', () => location.reload());
    source.addEventListener('error', () => {
      isCut = true;
      if (source && source.readyState === EventSource.CLOSED) {
        source = null;
        poll();
        streamTimer = setTimeout(follow, STREAM_AGAIN);
      }
      setTimeout(showStale, 1500);
    });
  }

  setInterval(() => {
    if (source && Date.now() - heard > SILENT) follow();
    showStale();
  }, POLL);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && (isCut || !source)) follow();
  });

  render();
  follow();
  lookAhead();
  setInterval(lookAhead, AHEAD);
})();
