// Comments for pull requests, as a parser of GitHub's Markdown reads them.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {marked} from 'marked';

import {checked, hostile, protocols, replayed} from './support.mjs';

function read(markdown) {
  const tokens = marked.lexer(markdown, {gfm: true});
  const html = [];
  marked.walkTokens(tokens, (token) => {
    if (token.type === 'html') html.push(...token.text.trim().split(/\s+/));
  });
  const blocks = (language) => tokens.filter(({type, lang}) => type === 'code' && lang === language).map(({text}) => text);
  const ofType = (type) => tokens.filter((token) => token.type === type);
  return {html, blocks, ofType};
}

for (const [words, of] of [...protocols.map((one) => [one]), [hostile[0], hostile[1].of]]) {
  test(`${words}: a comment has the verdicts, and each trace folded`, () => {
    const {traces, trace, markdown} = checked(words, {of});
    const {html, blocks, ofType} = read(markdown);
    assert.deepEqual(html, traces.flatMap(() => ['<details>', '<summary>', '</summary>', '</details>']));
    const [table, ...others] = ofType('table');
    assert.equal(others.length, 0);
    assert.ok(table.rows.every((row) => row.length === 3));
    const named = table.rows.map(([, name]) => plain(name));
    for (const {property} of traces) assert.ok(named.includes(property.name.replace(/\s+/g, ' ')), property.name);
    assert.equal(table.rows.filter(([sign]) => sign.text === '❌').length,
                 traces.filter(({property}) => property.claim === 'violated').length);
    assert.equal(blocks('text').length, traces.length);
    assert.equal(blocks('mermaid').length, traces.length);
    traces.forEach((one, number) => {
      for (const step of one.steps) assert.ok(blocks('text')[number].includes(step.told), step.told);
    });
    assert.equal(blocks('sh').length, 1);
    assert.match(ofType('heading')[0].text, /: violated$/);

    const again = read(replayed(trace, {of}).markdown);
    assert.match(again.ofType('heading')[0].text, /: replayed$/);
    assert.equal(again.blocks('mermaid')[0], blocks('mermaid')[0]);
  });
}

/** What a reader sees of a cell. */
function plain({tokens}) {
  return tokens.map((token) => token.type === 'escape' || !token.tokens ? unescaped(token.text) : plain(token)).join('');
}

function unescaped(text) {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
