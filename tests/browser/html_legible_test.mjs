// Whether a report can be read: nothing over anything else, enough contrast, on narrow screens, wide ones and paper.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {checked, goTo, hostile, long, mishaps, opened, protocols, selfish, wide} from './support.mjs';

const reports = [...protocols.map((words) => [words]), mishaps, selfish, long, wide, hostile];
const schemes = ['light', 'dark'];

/** In the page: texts of the chart in sight that lie over each other, or stick out of it. */
function clashes() {
  const svg = document.querySelector('.trace:not([hidden]) .chart > svg');
  const texts = [...svg.querySelectorAll('.steps text, .legend text')]
      .map((text) => ({text, box: text.getBBox()})).filter(({box}) => box.width > 0);
  const found = [];
  const slack = 1;
  texts.forEach((one, i) => {
    if (one.box.x < -slack || one.box.x + one.box.width > svg.viewBox.baseVal.width + slack)
      found.push(`"${one.text.textContent}" sticks out`);
    for (const other of texts.slice(i + 1)) {
      const isLeft = (a, b) => a.x + a.width - slack <= b.x;
      const isAbove = (a, b) => a.y + a.height - 3 <= b.y;  // the box of a line has room above and below
      const isApart = [isLeft, isAbove].some((is) => is(one.box, other.box) || is(other.box, one.box));
      if (!isApart) found.push(`"${one.text.textContent}" lies over "${other.text.textContent}"`);
    }
  });
  for (const head of svg.querySelectorAll('.head')) {
    const widest = Math.max(...[...head.querySelectorAll('text')].map((text) => text.getBBox().width));
    if (widest > head.querySelector('rect').getBBox().width) found.push(`the name ${head.textContent} is wider than its place`);
  }
  return found;
}

for (const [words, options] of reports) {
  test(`${words}: no text of the chart lies over another`, async () => {
    const report = checked(words, options);
    await opened(report, {}, async (page) => {
      for (const trace of report.traces) {
        await goTo(page, trace, 1);
        assert.deepEqual(await page.evaluate(clashes), [], trace.property.name);
      }
    });
  });
}

/** In the page: the least contrast of text in each of these places (Web Content Accessibility Guidelines 2.2, 1.4.3). */
function contrasts(selectors) {
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = color.slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const over = (above, below, alpha) => above.slice(0, 3).map((part, i) => part * alpha + below[i] * (1 - alpha));
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    throw new Error('nothing is behind it');
  };
  const behindText = (text) => {
    const head = text.closest('.head');
    if (head) return numbers(getComputedStyle(head.querySelector('rect')).fill);
    const step = text.closest('[data-step], .end');
    const row = text.closest('svg').querySelector(step?.dataset.step ? `.row[data-step="${step.dataset.step}"]` : '.row.end');
    const look = getComputedStyle(row);
    const paper = behind(text.closest('svg').parentElement);
    return look.fill === 'none' ? paper : over(numbers(look.fill), paper, Number(look.opacity));
  };
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  return Object.fromEntries(selectors.map((selector) => {
    const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility() && one.textContent.trim());
    return [selector, all.length && Math.min(...all.map((one) => one instanceof SVGElement
        ? ratio(numbers(getComputedStyle(one).fill), behindText(one)) : ratio(numbers(getComputedStyle(one).color), behind(one))))];
  }));
}

for (const colorScheme of schemes) {
  test(`${colorScheme}: text has contrast enough`, async () => {
    const places = [
      'h1', '.badge', '.eyebrow', '.setting dt', '.setting dd', '.verdicts tbody th', '.verdicts td', '.reach',
      '.again code', '.claim', '.findings li', '.bar output', '.bar button', '.told h3', '.told li', '.told .from',
      '.told .from button', '.node h4', '.node th', '.node td.same', '.node .before', '.node .after',
      '.story .headline', '.story li li', '.steps .words', '.steps .label', '.steps .number', '.head text', 'footer',
    ];
    await opened(checked(protocols[1]), {colorScheme, hash: '#one%20leader%20per%20term/5'}, async (page) => {
      const found = await page.evaluate(contrasts, places);
      for (const [place, ratio] of Object.entries(found)) assert.ok(ratio >= 4.5, `${place}: ${ratio}`);
    });
  });

  test(`${colorScheme}: print is on white, with every step and no controls`, async () => {
    const report = checked(protocols[2]);
    await opened(report, {colorScheme, hash: '#consistent/3'}, async (page) => {
      await page.emulateMedia({media: 'print', colorScheme});
      for (const [i, trace] of report.traces.entries()) {
        const section = page.locator('.trace').nth(i);
        const told = await section.locator('.story > [data-step] > .headline').evaluateAll((lines) => lines
            .filter((line) => line.checkVisibility({opacityProperty: true}) && line.getClientRects().length > 0)
            .map((line) => line.textContent));
        assert.deepEqual(told, ['at first', ...trace.steps.map((step) => step.told)]);
        const chart = await section.locator('.chart > svg').boundingBox();
        const view = await section.locator('.chart').evaluate((box) => ({shown: box.clientHeight, all: box.scrollHeight}));
        assert.ok(chart.height > 100 && view.shown >= view.all, JSON.stringify({chart, view}));
      }
      for (const control of ['.bar', '.tabs', '.state', '.chart-head']) {
        assert.equal(await page.locator(control).filter({visible: true}).count(), 0, control);
      }
      const {h1} = await page.evaluate(contrasts, ['h1']);
      assert.ok(h1 > 10 && await page.evaluate(() => getComputedStyle(document.body).backgroundColor === 'rgb(253, 253, 252)'));
      assert.ok((await page.pdf({format: 'A4'})).length > 10_000);
    });
  });
}

test('the page is as wide as its window, from 700 to 2000 pixels', async () => {
  for (const [words, options] of [[protocols[0]], wide, hostile]) {
    for (const width of [700, 800, 1024, 1400, 2000]) {
      await opened(checked(words, options), {viewport: {width, height: 900}}, async (page) => {
        await page.keyboard.press('End');
        assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), `${words} at ${width}`);
      });
    }
  }
});

test('the names of the lanes and the chosen step stay in sight', async () => {
  await opened(checked(...long), {}, async (page) => {
    for (const step of [200, 100, 1, 150]) {
      await page.locator('.bar input').fill(String(step));
      await page.locator('.bar').evaluate((bar) => bar.scrollIntoView());
      const heads = await page.locator('.chart-head svg').boundingBox();
      const row = await page.locator('.row.chosen').boundingBox();
      const chart = await page.locator('.chart').boundingBox();
      assert.ok(heads.y >= chart.y - 1 && heads.y < chart.y + 2);
      assert.ok(row.y >= heads.y + heads.height - 1 && row.y + row.height <= chart.y + chart.height + 1, `step ${step}`);
      assert.ok(row.y + row.height <= 900);
    }
  });
});

test('nothing moves by itself where that is not wanted', async () => {
  await opened(checked(protocols[0]), {reducedMotion: 'reduce'}, async (page) => {
    await page.locator('.steps > [data-step="5"] > .hit').hover();
    const durations = await page.locator('[data-step]').evaluateAll((all) => all.map((one) => getComputedStyle(one).transitionDuration));
    assert.ok(durations.every((duration) => duration === '0s'));
  });
});
