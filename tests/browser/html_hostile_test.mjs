// Names and values that look like markup, script or the end of either are shown as they are.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {checked, hostile, opened} from './support.mjs';

test('hostile texts are shown, and do nothing', async () => {
  const report = checked(...hostile);
  const trace = report.traces[0];
  const hash = `#${encodeURIComponent(trace.property.name)}/0`;
  await opened(report, {hash}, async (page) => {
    assert.equal(await page.locator('script').count(), 2);
    assert.equal(await page.locator('img, iframe, svg svg, main script, main b, main style:not(svg > style)').count(), 0);
    assert.equal(await page.locator('h2').first().evaluate((title) => title.firstChild.textContent.trim()), trace.property.name);
    assert.match(await page.locator('.claim').textContent(), /<script>alert\(4\)<\/script> "all" & 'everything' was read/);
    for (const step of trace.steps) {
      await page.keyboard.press('ArrowRight');
      assert.equal(await page.locator('.told h3').evaluate((title) => title.lastChild.textContent), step.told);
      const label = await page.locator(`.steps > [data-step="${step.number}"]`).getAttribute('aria-label');
      assert.equal(label, `${step.number}. ${step.told}`);
      const seen = await page.locator('.node .changed .after').allTextContents();
      assert.deepEqual(seen, step.changes.map((change) => change.after));
    }
    assert.equal(decodeURIComponent(new URL(page.url()).hash), `#${trace.property.name}/${trace.steps.length}`);
  });
});

test('the chart by itself is well-formed, and says what the trace says', async () => {
  const report = checked(...hostile);
  const svg = readFileSync(report.html, 'utf8').match(/<svg xmlns[^]*?<\/svg>/)[0];
  await opened(report, {}, async (page) => {
    const {errors, words} = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const rows = [...parsed.querySelectorAll('.step .words')];
      return {errors: parsed.querySelectorAll('parsererror').length,
              words: rows.map((row) => [...row.querySelectorAll('tspan')].map((line) => line.textContent).join(''))};
    }, svg);
    assert.equal(errors, 0);
    const bare = (text) => text.replace(/\s/g, '');
    assert.deepEqual(words.map(bare), ['at first', ...report.traces[0].steps.map((step) => step.told)].map(bare));
  });
});
