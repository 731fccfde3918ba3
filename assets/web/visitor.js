/* A visitor's own page: shows what the server tells, rings, remembers what was ticked, sends what is asked.
   For old phones: no framework, nothing newer than 2012 without asking whether it is there. */
(function () {
  'use strict';

  var POLL = 5000, // without a stream
    STREAM_AGAIN = 30000, // after there was no room for one
    SILENT = 40000, // a stream that beats every 15 s is dead
    PATIENCE = 20000,
    KEPT = 'jiaohao.',
    MOST_KEPT = 8;

  var root = document.documentElement,
    body = document.body,
    path = location.pathname.replace(/\/$/, ''),
    query = '?l=' + encodeURIComponent(body.getAttribute('data-language')),
    view = JSON.parse(body.getAttribute('data-view')),
    source = null,
    heard = Date.now(),
    lastWord = new Date(),
    pollTimer = 0,
    score = 0, // of a rating that is being given
    isOver = false;

  root.className += ' js';

  function id(name) {
    return document.getElementById(name);
  }

  function show(element, isShown) {
    element.hidden = !isShown;
  }

  function each(list, act) {
    Array.prototype.forEach.call(list, act);
  }

  // ---- what this phone remembers of the ticket: ticks, the bell, whether it was asked ----

  function recall() {
    try {
      return JSON.parse(localStorage.getItem(KEPT + view.id)) || {};
    } catch (e) {
      return {};
    }
  }

  function remember(name, value) {
    var kept = recall(), keys = [], i;
    kept[name] = value;
    try {
      localStorage.setItem(KEPT + view.id, JSON.stringify(kept));
      for (i = 0; i < localStorage.length; i++)
        if (localStorage.key(i).indexOf(KEPT) === 0) keys.push(localStorage.key(i));
      keys.sort();
      while (keys.length > MOST_KEPT) localStorage.removeItem(keys.shift());
    } catch (e) {
      /* a private window: nothing is kept */
    }
  }

  // ---- showing ----

  function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
    show(element, text !== '');
  }

  function fillList(list, texts, make) {
    var kept = JSON.stringify(texts);
    if (list.getAttribute('data-shown') === kept) return;
    list.setAttribute('data-shown', kept);
    list.textContent = '';
    each(texts, function (text, place) {
      var item = document.createElement('li');
      make(item, text, place);
      list.appendChild(item);
    });
  }

  function plain(item, text) {
    item.textContent = text;
  }

  function tick(item, text) {
    var label = document.createElement('label'),
      box = document.createElement('input'),
      words = document.createElement('span');
    box.type = 'checkbox';
    words.textContent = text;
    box.checked = (recall().ticked || []).indexOf(text) >= 0;
    box.onchange = function () {
      var ticked = (recall().ticked || []).filter(function (other) {
        return other !== text;
      });
      remember('ticked', box.checked ? ticked.concat(text) : ticked);
    };
    label.appendChild(box);
    label.appendChild(words);
    item.appendChild(label);
  }

  function may(what) {
    return view.may.indexOf(what) >= 0;
  }

  function section(name, texts, make) {
    show(id(name), texts.length > 0);
    fillList(id(name === 'documents' ? 'document-list' : name === 'notices' ? 'notice-list' : 'missing-list'), texts, make);
  }

  function showActions() {
    show(id('return-aside'), may('return') && view.mood === 'aside');
    show(id('return-missed'), may('return') && view.mood === 'missed');
    show(id('yield'), may('yield'));
    show(id('cancel'), may('cancel') && id('sure').hidden);
    if (!may('cancel')) show(id('sure'), false);
    show(id('actions'), may('return') || may('yield') || may('cancel') || !id('said').hidden);
  }

  function showRating() {
    var answered = recall().rated, asks = may('rate') && !answered;
    show(id('rate'), asks || answered === 'yes');
    show(id('rate-ask'), asks && !(score > 0 && score < 3));
    show(id('rate-why'), asks && score > 0 && score < 3);
    show(id('rated'), answered === 'yes');
  }

  function render() {
    each(document.querySelectorAll('[data-text]'), function (element) {
      setText(element, view.text[element.getAttribute('data-text')]);
    });
    each(document.querySelectorAll('[data-when]'), function (element) {
      show(element, view.text[element.getAttribute('data-when')] !== '');
    });
    body.className = view.mood;
    document.title = view.title;
    show(id('alarm'), view.text.alarm !== '');
    id('alarm').className = view.evacuation ? 'alarm evacuation' : 'alarm';
    section('documents', view.documents, tick);
    section('missing', view.missing, plain);
    section('notices', view.notices, plain);
    showActions();
    showRating();
    show(id('bell'), canRing && (view.mood === 'waiting' || view.mood === 'next' || view.mood === 'aside'));
    showStale();
  }

  /* Out of reach: the gateway says so of the hall, this page of the gateway. */
  function showStale() {
    var lost = !isOver && Date.now() - heard > (source ? SILENT : 3 * POLL);
    var isStale = lost || view.stale || isCut;
    if (isStale) id('as-of').textContent = view.stale ? view.as_of : clock(lastWord);
    show(id('stale'), isStale);
  }

  function clock(time) {
    return ('0' + time.getHours()).slice(-2) + ':' + ('0' + time.getMinutes()).slice(-2);
  }

  function take(next) {
    var before = view;
    view = next;
    hear();
    render();
    if (view.mood === 'called' && (before.mood !== 'called' || view.calls > before.calls)) alertVisitor();
    if (view.text.alarm !== '' && view.text.alarm !== before.text.alarm) ring();
    if (view.mood !== before.mood) forgetWhy();
    if (view.mood === 'done' || view.mood === 'over') silence();
  }

  // ---- ringing ----

  var Sound = window.AudioContext || window.webkitAudioContext,
    canRing = !!Sound || !!navigator.vibrate,
    sound = null,
    titleTimer = 0,
    isOn = false;

  function tone(frequency, from, length) {
    var voice = sound.createOscillator(), gain = sound.createGain(), at = sound.currentTime + from;
    voice.frequency.value = frequency;
    voice.type = 'sine';
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(0.6, at + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + length);
    voice.connect(gain);
    gain.connect(sound.destination);
    voice.start(at);
    voice.stop(at + length + 0.05);
  }

  function chime(times) {
    var i;
    if (!sound || !isOn) return;
    if (sound.resume) sound.resume();
    for (i = 0; i < times; i++) {
      tone(880, i * 1.4, 0.6);
      tone(659, i * 1.4 + 0.45, 0.8);
    }
  }

  function ring() {
    if (isOn && navigator.vibrate) navigator.vibrate([400, 200, 400, 200, 800]);
    chime(3);
  }

  function alertVisitor() {
    var shown = view.title, isMarked = false;
    ring();
    silence();
    document.title = '\u25CF ' + shown;
    if (window.matchMedia && matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    titleTimer = setInterval(function () {
      isMarked = !isMarked;
      document.title = (isMarked ? '\u25CB ' : '\u25CF ') + shown;
    }, 1000);
  }

  function silence() {
    clearInterval(titleTimer);
    if (view.mood !== 'called') document.title = view.title;
  }

  /* Browsers let a page sound only after it was touched. */
  id('ring').onclick = function () {
    isOn = !isOn;
    if (isOn && Sound && !sound) sound = new Sound();
    this.setAttribute('aria-pressed', String(isOn));
    show(id('rings'), isOn);
    this.className = isOn ? 'key chief' : 'key';
    body.setAttribute('data-rings', String(isOn));
    chime(1);
    if (isOn && navigator.vibrate) navigator.vibrate(200);
  };

  // ---- asking ----

  function ask(method, where, data, done) {
    var request = new XMLHttpRequest();
    request.open(method, path + where + query);
    request.timeout = PATIENCE;
    if (data) request.setRequestHeader('Content-Type', 'application/json');
    request.onreadystatechange = function () {
      var answer = null;
      if (request.readyState !== 4) return;
      try {
        answer = JSON.parse(request.responseText);
      } catch (e) {
        /* nothing came, or from somebody between */
      }
      done(request.status, answer);
    };
    request.send(data ? JSON.stringify(data) : null);
  }

  /* What a key does: the page shows the result, or says why not. */
  function send(where, data, where_said, done) {
    ask('POST', where, data, function (status, answer) {
      if (status === 200 && answer) {
        setText(where_said, '');
        done();
        return take(answer);
      }
      setText(where_said, (answer && answer.error) || id('not-sent').textContent);
      show(id('actions'), true);
      where_said.scrollIntoView(false);
    });
  }

  function hear() {
    heard = Date.now();
    lastWord = new Date();
    isCut = false;
  }

  // ---- following: a stream; without room for one, asking again and again ----

  var isCut = false, streamAgain = 0;

  function poll() {
    clearTimeout(pollTimer);
    if (isOver) return;
    ask('GET', '/view', null, function (status, answer) {
      if (status === 200 && answer) take(answer);
      else if (status === 404) location.reload();
      else isCut = true;
      showStale();
      if (!source) pollTimer = setTimeout(poll, POLL);
    });
  }

  function follow() {
    clearTimeout(streamAgain);
    clearTimeout(pollTimer);
    if (source) source.close();
    source = null;
    if (!window.EventSource) return poll();
    source = new EventSource(path + '/events' + query);
    source.addEventListener('view', function (event) {
      take(JSON.parse(event.data));
    });
    source.addEventListener('beat', function () {
      hear();
      showStale();
    });
    source.addEventListener('over', function () {
      isOver = true;
      source.close();
      location.reload();
    });
    source.onerror = function () {
      isCut = true;
      if (source.readyState === 2) {
        source = null;
        poll();
        streamAgain = setTimeout(follow, STREAM_AGAIN);
      }
      setTimeout(showStale, 1500);
    };
    source.onopen = function () {
      hear();
      showStale();
    };
  }

  setInterval(function () {
    if (source && Date.now() - heard > SILENT) follow();
    showStale();
  }, POLL);

  function wake() {
    if (!document.hidden && (isCut || !source || Date.now() - heard > POLL * 4)) follow();
  }
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', follow);
  window.addEventListener('offline', function () {
    isCut = true;
    showStale();
  });

  // ---- keys ----

  function say(text) {
    setText(id('said'), text);
    showActions();
  }

  id('yield').onclick = function () {
    send('/yield', {}, id('said'), function () {
      say(id('yielded').textContent);
    });
  };
  each([id('return-aside'), id('return-missed')], function (key) {
    key.onclick = function () {
      send('/return', {}, id('said'), function () {});
    };
  });

  function askSure(isAsked) {
    show(id('sure'), isAsked);
    id('cancel').setAttribute('aria-expanded', String(isAsked));
    showActions();
  }
  id('cancel').onclick = function () {
    askSure(true);
    id('sure-words').focus();
  };
  id('keep').onclick = function () {
    askSure(false);
    id('cancel').focus();
  };
  id('give-back').onclick = function () {
    send('/cancel', {}, id('said'), function () {
      askSure(false);
    });
  };

  // A rating is asked for once: whatever is touched, it is not asked again.
  function rate() {
    var reasons = [];
    each(id('reasons').querySelectorAll('input'), function (box, place) {
      if (box.checked && score < 3) reasons.push(place);
    });
    send('/rate', {score: score, reasons: reasons}, id('said'), function () {
      remember('rated', 'yes');
    });
  }
  each(document.querySelectorAll('[data-score]'), function (key) {
    key.onclick = function () {
      score = Number(key.getAttribute('data-score'));
      if (score >= 3) return rate();
      showRating();
      id('rate-why').querySelector('h2').focus();
    };
  });
  id('send-rating').onclick = rate;
  id('no-rating').onclick = function () {
    remember('rated', 'no');
    showRating();
  };

  /* The hall takes so many bytes; a character may have four. */
  var MOST_WORDS = 1000;

  function bytesOf(text) {
    try {
      return unescape(encodeURIComponent(text)).length;
    } catch (e) {
      return 4 * text.length; // half a character
    }
  }
  id('words').oninput = function () {
    while (bytesOf(this.value) > MOST_WORDS) this.value = this.value.slice(0, -1);
  };

  id('word-form').onsubmit = function (event) {
    var kind = document.querySelector('[name=kind]:checked').value, text = id('words').value;
    event.preventDefault();
    if (!text.trim()) return;
    send('/word', {kind: kind, text: text}, id('word-said'), function () {
      id('words').value = '';
      show(id('word-form'), false);
      setTimeout(function () {
        setText(id('word-said'), id('word-left').textContent);
      }, 0);
    });
  };

  // Why this order: asked for when somebody opens it, and again when things have changed.
  function forgetWhy() {
    id('why').removeAttribute('data-known');
    if (id('why').open) explain();
  }

  function explain() {
    if (!id('why').open || id('why').getAttribute('data-known')) return;
    ask('GET', '/why', null, function (status, answer) {
      if (status !== 200 || !answer) return setText(id('why-wait'), (answer && answer.error) || id('not-sent').textContent);
      id('why').setAttribute('data-known', '1');
      show(id('why-wait'), false);
      fillList(id('reasons-why'), answer.sentences, plain);
    });
  }
  id('why').addEventListener('toggle', explain);

  render();
  if (view.mood === 'called') alertVisitor();
  follow();
})();
