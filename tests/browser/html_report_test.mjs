// What one can do with a report: go through the steps, see what each changed, and what it follows from.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {causalPast, checked, goTo, long, opened, protocols, replayed} from './support.mjs';

const paxos = protocols[0];
const commit = protocols[2];

const shownStep = (page) => page.locator('.bar:visible output').textContent();
const headline = (page) => page.locator('.told:visible h3').evaluate((title) => title.lastChild.textContent);

for (const words of protocols) {
  test(`${words}: every step shows what the trace says`, async () => {
    const report = checked(words);
    assert.ok(report.traces.length > 0);
    await opened(report, {}, async (page) => {
      for (const trace of report.traces) {
        const name = encodeURIComponent(trace.property.name);
        await goTo(page, trace, 0);
        let states = trace.initial.nodes;
        for (const step of trace.steps) {
          await page.keyboard.press('ArrowRight');
          assert.equal(await shownStep(page), `step ${step.number} of ${trace.steps.length}`);
          assert.equal(await headline(page), step.told);
          assert.equal(new URL(page.url()).hash, `#${name}/${step.number}`);
          const changed = await page.locator('.nodes:visible .changed:not(.circumstance)').evaluateAll(
              (rows) => rows.map((row) => [row.closest('.node').ariaLabel, row.dataset.field,
                                           row.querySelector('.before').textContent, row.querySelector('.after').textContent]));
          const expected = step.changes.map(({field, before, after}) => [step.node, field, before, after]);
          assert.deepEqual(changed, expected, `step ${step.number}`);

          states = states.with(step.index, step.after);
          for (const other of step.others) states = states.with(other.index, other.after);
          const shown = await page.locator('.nodes:visible .node').evaluateAll((cards) => cards.map((card) => {
            const rows = [...card.querySelectorAll('tbody tr:not(.circumstance)')];
            return Object.fromEntries(rows.map((row) => [row.dataset.field, row.querySelector('.after, .same').textContent]));
          }));
          assert.deepEqual(shown, states.map((state) => state.state));
        }
      }
    });
  });

  test(`${words}: pointing at a step shows what it follows from, and nothing else`, async () => {
    const report = checked(words);
    const trace = report.traces[0];
    await opened(report, {}, async (page) => {
      const highlighted = (part) => page.locator(`.trace:visible ${part}.past`).evaluateAll(
          (steps) => steps.map((step) => Number(step.dataset.step)));
      for (const step of trace.steps) {
        const past = causalPast(trace, step.number);
        await page.locator(`.trace:visible .steps > [data-step="${step.number}"] > .hit`).hover();
        assert.deepEqual(await highlighted('.steps > '), past);
        await page.locator(`.trace:visible .story > [data-step="${step.number}"]`).hover();
        assert.deepEqual(await highlighted('.story > '), past);
      }
      await page.mouse.move(0, 0);
      assert.deepEqual(await highlighted('.steps > '), []);
      assert.equal(await page.locator('.tracing').count(), 0);
    });
  });
}

test('slider, buttons and keys go through the steps', async () => {
  await opened(checked(paxos), {}, async (page) => {
    const at = async (step) => {
      assert.equal(await shownStep(page), `step ${step} of 12`);
      assert.equal(await page.locator('.bar input').inputValue(), String(step));
      assert.deepEqual(await page.locator('.steps > .chosen').evaluateAll((steps) => steps.map((one) => one.dataset.step)), [String(step)]);
    };
    await at(0);
    await page.locator('.bar input').fill('7');
    await at(7);
    for (const [key, step] of [['ArrowRight', 8], ['ArrowDown', 9], ['ArrowLeft', 8], ['ArrowUp', 7], ['Home', 0],
                               ['ArrowLeft', 0], ['PageDown', 10], ['PageDown', 12], ['PageUp', 2], ['End', 12], ['ArrowRight', 12]]) {
      await page.keyboard.press(key);
      await at(step);
    }
    for (const [name, step] of [['Back to the beginning', 0], ['One step on', 1], ['To the end', 12], ['One step back', 11]]) {
      await page.getByRole('button', {name}).click();
      await at(step);
    }
    await page.locator('.steps > [data-step="4"] > .hit').click();
    await at(4);
    await page.locator('.story > [data-step="6"]').click();
    await at(6);
    await page.locator('.told .from button').first().click();
    assert.notEqual(await shownStep(page), 'step 6 of 12');
  });
});

test('with the keyboard alone: a step in the chart is in focus, and shows what it follows from', async () => {
  const report = checked(paxos);
  await opened(report, {hash: '#agreement/5'}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.dataset.step ?? document.activeElement.className);
    for (let tab = 0; tab < 20 && await focused() !== '5'; ++tab) await page.keyboard.press('Tab');
    assert.equal(await focused(), '5');
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), '6');
    const past = await page.locator('.steps > .past').evaluateAll((steps) => steps.map((step) => Number(step.dataset.step)));
    assert.deepEqual(past, causalPast(report.traces[0], 6));
    assert.equal(await page.locator('[role="option"][aria-selected="true"]').getAttribute('aria-label'), `6. ${report.traces[0].steps[5].told}`);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.tracing').count(), 0);
  });
});

test('help opens with ? and closes with Escape', async () => {
  await opened(checked(paxos), {}, async (page) => {
    await page.keyboard.press('?');
    assert.ok(await page.getByRole('dialog').isVisible());
    await page.keyboard.press('ArrowRight');
    assert.equal(await shownStep(page), 'step 0 of 12');
    await page.keyboard.press('Escape');
    assert.ok(await page.getByRole('dialog').isHidden());
  });
});

test('an address names a property and a step', async () => {
  const report = checked(commit);
  await opened(report, {hash: '#all%20aborted/2'}, async (page) => {
    assert.equal(await page.getByRole('tab', {selected: true}).textContent(), 'all aborted');
    assert.equal(await shownStep(page), 'step 2 of 3');
  });
  for (const [hash, step] of [['#consistent/99', 7], ['#consistent/x', 0], ['#consistent', 0], ['#nothing/3', 0], ['#%E0%A4%A/1', 0]]) {
    await opened(report, {hash}, async (page) => assert.equal(await shownStep(page), `step ${step} of 7`, hash));
  }
});

test('several properties: tabs, keys and the table of verdicts lead to each', async () => {
  await opened(checked(commit), {}, async (page) => {
    const selected = () => page.getByRole('tab', {selected: true}).textContent();
    const tabs = await page.getByRole('tab').allTextContents();
    assert.deepEqual(tabs, ['consistent', 'all committed', 'all aborted']);
    for (const [key, name] of [[']', tabs[1]], [']', tabs[2]], [']', tabs[0]], ['[', tabs[2]]]) {
      await page.keyboard.press(key);
      assert.equal(await selected(), name);
      assert.equal(await page.locator('.trace:visible h2').count(), 1);
    }
    await page.getByRole('link', {name: 'all committed'}).click();
    assert.equal(await selected(), 'all committed');
    await page.getByRole('tab', {name: 'consistent'}).click();
    assert.equal(await selected(), 'consistent');
    await page.keyboard.press('ArrowRight');
    assert.equal(await selected(), 'all committed');
  });
});

test('the verdicts stand there, and how far they reach', async () => {
  await opened(checked(commit), {}, async (page) => {
    const rows = await page.locator('.verdicts tbody tr').allInnerTexts();
    assert.equal(rows.length, 4);
    assert.match(rows[0], /consistent.*VIOLATED in 7 steps: one resource manager has committed/s);
    assert.match(rows[1], /all committed.*reached in 8 steps/s);
    assert.match(await page.locator('.reach').innerText(), /Every world was visited/);
    assert.match(await page.locator('.again').innerText(), /check two-phase-commit rms=3 bug=commit-early/);
    assert.match(await page.locator('.findings:visible').innerText(), /Shortest: no run of fewer than 7 steps/);
  });
});

test('a report without traces, and one of a replayed trace', async () => {
  await opened(checked('paxos', {code: 0}), {}, async (page) => {
    assert.equal(await page.locator('.badge').textContent(), 'proved');
    assert.equal(await page.locator('.trace, .bar').count(), 0);
    await page.keyboard.press('ArrowRight');
  });
  await opened(replayed(checked(paxos).trace), {hash: '#agreement/12'}, async (page) => {
    assert.equal(await page.locator('.badge').textContent(), 'violated');
    assert.equal(await shownStep(page), 'step 12 of 12');
  });
});

test('without scripts the chart and the story are there', async () => {
  const report = checked(commit);
  await opened(report, {javaScriptEnabled: false}, async (page) => {
    for (const [i, trace] of report.traces.entries()) {
      const section = page.locator('.trace').nth(i);
      assert.ok(await section.locator('.sequence-chart').isVisible());
      const told = await section.locator('.story > [data-step] > .headline').allInnerTexts();
      assert.deepEqual(told, ['at first', ...trace.steps.map((step) => step.told)]);
    }
  });
});

test('200 steps are gone through without a wait', async () => {
  await opened(checked(...long), {}, async (page) => {
    const milliseconds = await page.evaluate(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const began = performance.now();
      const slider = document.querySelector('.bar input');
      for (let step = 1; step <= 200; ++step) {
        slider.value = step;
        slider.dispatchEvent(new Event('input'));
        if (step % 10 === 0) await frame();
      }
      return performance.now() - began;
    });
    assert.equal(await shownStep(page), 'step 200 of 200');
    assert.ok(milliseconds / 200 < 50, `${milliseconds / 200} ms for a step`);
  });
});
