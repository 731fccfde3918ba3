// A browser for the tests of this folder: takes one JSON order a line on standard input, answers each with one line.
// browser.py is the other side, and tells the orders' names.
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--autoplay-policy=document-user-activation-required'];

const browser = await chromium.launchPersistentContext(process.argv[3], {
  executablePath: process.argv[2], headless: true, args: ARGUMENTS, ignoreHTTPSErrors: true });
const owner = browser.browser();
const pages = new Map();

async function open({ page: name, url, width, height, locale, dark, reducedMotion, script = true }) {
  const context = await owner.newContext({ viewport: { width, height }, locale, colorScheme: dark ? 'dark' : 'light',
    deviceScaleFactor: 2, javaScriptEnabled: script, reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    ignoreHTTPSErrors: true, hasTouch: width < 600, isMobile: width < 600 });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  page.on('pageerror', (error) => faults.push(String(error)));
  pages.set(name, { page, context, faults });
  await page.goto(url, { waitUntil: 'load' });
}

/** Until the script is true. The library's own way to wait needs eval(), which our pages forbid. */
async function wait({ page: name, script, seconds }) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const is = await pages.get(name).page.evaluate(script).catch((error) => {
      if (!/context was destroyed|navigat/i.test(String(error))) throw error; // the page is being loaded anew
      return false;
    });
    if (is) return true;
    if (Date.now() > end) throw new Error(`${seconds} s in vain for: ${script}`);
    await new Promise((done) => setTimeout(done, 40));
  }
}

const orders = {
  open,
  goto: ({ page, url }) => pages.get(page).page.goto(url, { waitUntil: 'load' }).then((answer) => answer.status()),
  evaluate: ({ page, script }) => pages.get(page).page.evaluate(script),
  wait,
  click: ({ page, selector }) => pages.get(page).page.click(selector, { timeout: 8000 }),
  fill: ({ page, selector, text }) => pages.get(page).page.fill(selector, text, { timeout: 8000 }),
  press: ({ page, key }) => pages.get(page).page.keyboard.press(key),
  offline: ({ page, on }) => pages.get(page).context.setOffline(on),
  picture: ({ page, path, full }) => pages.get(page).page.screenshot({ path, fullPage: full }).then(() => true),
  faults: ({ page }) => pages.get(page).faults.splice(0),
  close: ({ page }) => { const { context } = pages.get(page); pages.delete(page); return context.close(); },
};

console.log(JSON.stringify({ value: 'ready' }));
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  try {
    console.log(JSON.stringify({ value: (await orders[order.order](order)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error).split('\n').slice(0, 3).join(' ') }));
  }
}
await browser.close();
