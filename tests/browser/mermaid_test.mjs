// Sequence diagrams, as Mermaid itself reads and draws them.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {checked, folderOfReports, hostile, mishaps, opened, protocols, replayed, wide} from './support.mjs';

const library = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules/mermaid/dist/mermaid.min.js');

/** In the page: the texts of a diagram that Mermaid draws, in the strict setting of sites that show what strangers wrote. */
async function drawn(diagram) {
  mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
  const {diagramType} = await mermaid.parse(diagram);
  const {svg} = await mermaid.render('drawn', diagram);
  const parsed = new DOMParser().parseFromString(svg, 'text/html');
  const texts = (selector) => [...parsed.querySelectorAll(selector)].map((one) => one.textContent);
  return {
    diagramType,
    nodes: texts('text.actor-box'),
    messages: texts('text.messageText'),
    foreign: parsed.querySelectorAll('script, img, iframe').length,
  };
}

test('Mermaid draws every node and every message', async (context) => {
  const html = path.join(folderOfReports, 'blank.html');
  writeFileSync(html, '<!DOCTYPE html>');
  await opened({html}, {}, async (page) => {
    await page.addScriptTag({path: library});
    for (const [words, {of} = {}] of [...protocols.map((one) => [one]), wide, mishaps, hostile]) {
      await context.test(words, async () => {
        const {trace: file, traces: [trace]} = checked(words, {of});
        const {mermaid: text} = replayed(file, {of});
        const {diagramType, nodes, messages, foreign} = await page.evaluate(drawn, text);
        assert.equal(diagramType, 'sequence');
        assert.equal(foreign, 0);
        const names = trace.initial.nodes.map(({node}) => node);
        assert.deepEqual(nodes.sort(), [...names, ...names].sort());  // above and below
        const received = trace.steps.filter(({event, message}) => message && event !== 'duplicate').length;
        const read = trace.steps.flatMap(({event, messages: inbox}) => event === 'act' ? inbox ?? [] : []);
        assert.equal(messages.length, [...text.matchAll(/^ {2}n\d+(->>|-x)n\d+: /gm)].length);
        assert.ok(messages.length >= received && messages.length <= received + read.length);
        for (const {value} of read) assert.ok(messages.some((one) => one.includes(value)), value);
      });
    }
  });
});
