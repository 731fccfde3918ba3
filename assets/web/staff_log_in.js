/* The supervisor's log-in: sends number and PIN, and shows the page or why not. */
(() => {
  'use strict';
  const form = document.getElementById('log-in');
  const refusal = document.getElementById('refusal');
  const key = form.querySelector('button');

  const say = (text) => {
    refusal.textContent = text;
    refusal.hidden = text === '';
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    say('');
    key.disabled = true;
    try {
      const answer = await fetch(`/staff/log-in${location.search}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ staff: form.staff.value.trim(), pin: form.pin.value }),
      });
      if (answer.ok) return location.reload();
      const told = await answer.json();
      say(told.error);
    } catch (error) {
      say(form.dataset.notSent);
    }
    key.disabled = false;
    form.pin.value = '';
    form.pin.focus();
  });
})();
