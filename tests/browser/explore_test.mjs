// What one can do in the explorer: let things happen, go forth and back, filter, see what holds, search, save, open, share.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';

import {checked, explored, folderOfReports, hostile, mishaps, protocols, wide} from './support.mjs';

const commit = 'two-phase-commit bug=commit-early';

const settled = (page) => page.waitForFunction(() => document.querySelector('#spec').textContent !== '' &&
    document.querySelector('.bar output').textContent !== '' && !document.body.classList.contains('waiting'));
const shownStep = (page) => page.locator('.bar output').textContent();
const place = (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));
const headlines = (page) => page.locator('.event .headline').allTextContents();
const cards = (page) => page.locator('.node').evaluateAll((all) => all.map((card) => {
  const rows = [...card.querySelectorAll('tbody tr:not(.circumstance)')];
  return Object.fromEntries(rows.map((row) => [row.dataset.field, row.querySelector('.after, .same').textContent]));
}));
const verdicts = (page) => page.locator('#properties tr').evaluateAll(
    (rows) => Object.fromEntries(rows.map((row) => [row.querySelector('th').textContent, row.dataset.verdict])));

async function press(page, key) {
  await page.keyboard.press(key);
  await settled(page);
}
async function click(page, what) {
  await what.click();
  await settled(page);
}

test('what happens is what was said of it, and leads there and back', async () => {
  await explored('paxos bug=ignores-votes', {}, async (page) => {
    await settled(page);
    assert.equal(await shownStep(page), 'step 0 of 0');
    const states = [await cards(page)];
    const taken = [];
    for (let step = 1; step <= 6; ++step) {
      const event = page.locator('.event').last();
      const headline = await event.locator('.headline').textContent();
      const did = await event.locator('.did').allTextContents();
      await click(page, event);
      assert.equal(await shownStep(page), `step ${step} of ${step}`);
      assert.equal(await page.locator('#world .told h3').evaluate((title) => title.lastChild.textContent), headline);
      taken.push(headline);
      const changed = await page.locator('.node .changed:not(.circumstance)').evaluateAll((rows) => rows.map(
          (row) => `${row.dataset.field}: ${row.querySelector('.before').textContent} -> ${row.querySelector('.after').textContent}`));
      assert.deepEqual(changed, did.filter((line) => /^\w+: .* -> /.test(line)));
      states.push(await cards(page));
    }
    const words = await page.locator('#chart .step .words').allTextContents();
    assert.deepEqual(words.slice(1, 7).map((one) => one.replaceAll('\u00A0', ' ').replace(/\s/g, '')),
                     taken.map((one) => one.replace(/\s/g, '')));
    for (let step = 5; step >= 0; --step) {
      await press(page, 'ArrowLeft');
      assert.equal(await shownStep(page), `step ${step} of 6`);
      assert.deepEqual(await cards(page), states[step]);
    }
    await press(page, 'ArrowLeft');
    assert.equal(await shownStep(page), 'step 0 of 6');
    await press(page, 'End');
    assert.deepEqual(await cards(page), states[6]);
    await press(page, 'Home');
    assert.deepEqual(await cards(page), states[0]);
    await page.locator('.bar input').fill('3');
    await settled(page);
    assert.deepEqual(await cards(page), states[3]);
    await click(page, page.locator('#chart .steps > [data-step="5"] > .hit'));
    assert.deepEqual(await cards(page), states[5]);
  });
});

test('what was taken stays on the way; something else begins another, and the browser leads back', async () => {
  await explored(commit, {}, async (page) => {
    await settled(page);
    for (let step = 0; step < 3; ++step) await press(page, '1');
    await press(page, 'Home');
    assert.equal(await page.locator('.event.taken .number').textContent(), '1');
    await press(page, '1');
    assert.equal(await shownStep(page), 'step 1 of 3');
    const before = place(page).get('way');
    await press(page, '2');
    assert.equal(await shownStep(page), 'step 2 of 2');
    assert.notEqual(place(page).get('way'), before);
    await page.goBack();
    await page.waitForFunction((way) => new URLSearchParams(location.hash.slice(1)).get('way') === way, before);
    await settled(page);
    assert.equal(await shownStep(page), 'step 1 of 3');
  });
});

test('filters by node, by message and by fault say how much they let through', async () => {
  await explored('raft-election servers=3 max_term=1 --faults crash=1,restart=1', {}, async (page) => {
    await settled(page);
    await press(page, '1');
    await click(page, page.locator('.event:not(.fault)').first());
    const all = await headlines(page);
    const form = page.locator('form.filters');
    await form.locator('[name="faults"]').uncheck();
    const calm = await headlines(page);
    assert.ok(calm.length < all.length && calm.every((one) => !one.includes('crashes')));
    assert.equal(await page.locator('#events-title').textContent(), `What can happen (${calm.length} of ${all.length})`);
    await form.locator('[name="faults"]').check();
    await form.locator('[name="node"]').selectOption('server 2');
    const there = await headlines(page);
    assert.ok(there.length > 0 && there.length < all.length && there.every((one) => one.startsWith('server 2')), there.join());
    await form.locator('[name="node"]').selectOption('');
    const message = await form.locator('[name="message"] option').nth(1).textContent();
    await form.locator('[name="message"]').selectOption(message);
    const shown = await page.locator('.event').allTextContents();
    assert.ok(shown.length > 0 && shown.length < all.length && shown.every((one) => one.includes(message)), shown.join());
    assert.equal(place(page).get('message'), message);
    await page.reload();
    await settled(page);
    assert.deepEqual(await page.locator('.event').allTextContents(), shown);
  });
});

test('a shortest violation is found, said why, saved, and opened again', async () => {
  await explored(commit, {acceptDownloads: true}, async (page) => {
    await settled(page);
    const name = 'consistent';
    await page.locator('#properties tr', {hasText: name}).first().locator('button').click();
    await page.locator('#notice:not([hidden])').waitFor();
    const trace = checked(commit).traces[0];
    assert.equal(await shownStep(page), `step ${trace.steps.length} of ${trace.steps.length}`);
    assert.equal((await verdicts(page))[name], 'violated');
    assert.match(await page.locator(`#properties tr[data-verdict="violated"]`).textContent(), /rm \d/);
    assert.match(await page.locator('#notice').textContent(), /VIOLATED/);

    const download = page.waitForEvent('download');
    await page.locator('#save').click();
    const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    assert.equal(saved.property.name, name);
    assert.equal(saved.steps.length, trace.steps.length);
    await press(page, 'Home');
    assert.equal((await verdicts(page))[name], 'holds');

    const file = path.join(folderOfReports, 'saved.json');
    writeFileSync(file, JSON.stringify(saved));
    await page.locator('#file').setInputFiles(file);
    await page.locator('#notice', {hasText: 'The way of saved.json'}).waitFor();
    assert.equal(await shownStep(page), `step ${saved.steps.length} of ${saved.steps.length}`);
  });
});

test('a property that holds has no way to its violation', async () => {
  await explored('two-phase-commit', {}, async (page) => {
    await settled(page);
    await page.locator('#properties button').first().click();
    await page.locator('#notice', {hasText: 'holds'}).waitFor();
    assert.equal(await page.locator('#search').evaluate((dialog) => dialog.open), false);
    assert.equal(await shownStep(page), 'step 0 of 0');
  });
});

test('a long search is stopped', async () => {
  await explored('mutex processes=5 entries=3', {}, async (page) => {
    await settled(page);
    await page.locator('#properties button').first().click();
    await page.locator('#search p').waitFor();
    await page.locator('#search button').click();
    await page.locator('#notice', {hasText: 'stopped by an interrupt'}).waitFor({timeout: 60_000});
    assert.equal(await page.locator('#search').evaluate((dialog) => dialog.open), false);
  });
});

test('the address of the page leads to the same world, and so does the command that it shares', async () => {
  let address;
  let states;
  await explored(commit, {}, async (page) => {
    await settled(page);
    for (const key of ['2', '1', '3', 'ArrowLeft']) await press(page, key);
    states = await cards(page);
    const url = page.url();
    assert.ok(!url.includes('token'));
    await page.reload();
    await settled(page);
    assert.equal(page.url(), url);
    assert.equal(await shownStep(page), 'step 2 of 3');
    assert.deepEqual(await cards(page), states);
    await page.locator('[data-do="share"]').click();
    const command = await page.locator('#share pre').textContent();
    assert.match(command, /^pessimist explore two-phase-commit .* --at '[0-9.~a-f]+'$/);
    address = command.match(/'(.*)'/)[1];
  });
  await explored(`${commit} --at ${address}`, {}, async (page) => {
    await settled(page);
    assert.equal(await shownStep(page), 'step 2 of 2');
    assert.deepEqual(await cards(page), states);
  });
});

for (const words of protocols) {
  test(`${words}: the way of its counterexample shows what the trace says`, async () => {
    const {trace, traces} = checked(words);
    const [first] = traces;
    await explored(`--trace ${trace}`, {}, async (page) => {
      await settled(page);
      assert.equal(await shownStep(page), `step ${first.steps.length} of ${first.steps.length}`);
      assert.equal((await verdicts(page))[first.property.name], 'violated');
      let states = first.initial.nodes;
      await press(page, 'Home');
      for (const step of first.steps) {
        assert.equal(await page.locator('.event.taken .headline').textContent(), step.told);
        await press(page, 'ArrowRight');
        assert.equal(await page.locator('#world .told h3').evaluate((title) => title.lastChild.textContent), step.told);
        states = states.with(step.index, step.after);
        for (const other of step.others) states = states.with(other.index, other.after);
        assert.deepEqual(await cards(page), states.map((state) => state.state));
      }
    });
  });
}

test('where nothing can happen any more, that is said; a wrong address, and an ended server, too', async () => {
  await explored(wide[0], wide[1], async (page) => {
    await settled(page);
    for (let step = 0; step < 200 && await page.locator('.event').count() > 0; ++step) await press(page, '1');
    assert.equal(await page.locator('#list').textContent(), 'Nothing can happen any more.');
    await page.evaluate(() => { location.hash = 'way=0.99&step=1'; });
    await page.locator('#notice.bad', {hasText: 'this asks for number 99'}).waitFor();
    assert.equal(await page.locator('.waiting').count(), 0);
  }).catch((error) => {
    // The browser tells of an answer that is an error, and of nothing else.
    assert.match(error.message, /status of 400/);
    assert.doesNotMatch(error.message.replace(/console: Failed to load resource.*/g, ''), /console:|request:|dialog:|pageerror/);
  });
});

test('hostile texts are shown, and do nothing', async () => {
  await explored(...hostile, async (page) => {
    await settled(page);
    for (let step = 0; step < 30 && await page.locator('.event').count() > 0; ++step) {
      const told = await page.locator('.event .headline').last().textContent();
      await click(page, page.locator('.event').last());
      assert.equal(await page.locator('#world .told h3').evaluate((title) => title.lastChild.textContent), told);
    }
    assert.equal(await page.locator('script').count(), 1);
    assert.equal(await page.locator('img, iframe, main script, main b, main style').count(), 0);
  });
});

test('mishaps of every kind can be let happen', async () => {
  await explored(...mishaps, async (page) => {
    await settled(page);
    const seen = new Set();
    for (let step = 0; step < 12; ++step) {
      for (const one of await page.locator('.event.fault .headline').allTextContents()) seen.add(one.replace(/\d+/g, 'N'));
      const events = await page.locator('.event').count();
      if (events === 0) break;
      await click(page, page.locator('.event').nth(step % Math.min(events, 2)));
    }
    assert.ok(seen.size >= 4, [...seen].join('\n'));
    assert.match(await page.locator('#faults').textContent(), /crash \d of 1/);
  });
});

for (const [width, height] of [[1700, 1000], [1400, 900], [900, 1000], [390, 800]]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`nothing sticks out at a width of ${width}, ${colorScheme}`, async () => {
      await explored(`--trace ${checked(protocols[1]).trace}`, {viewport: {width, height}, colorScheme}, async (page) => {
        await settled(page);
        const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(content <= room, `${content} > ${room}`);
        if (process.env.SCREENSHOTS) {
          await page.screenshot({path: path.join(process.env.SCREENSHOTS, `explore-${width}-${colorScheme}.png`)});
        }
      });
    });
  }
}
