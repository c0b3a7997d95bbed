// Drawings of state graphs, as Graphviz itself reads them.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';

import {instance} from '@viz-js/viz';

import {folderOfReports, hostile, ran} from './support.mjs';

const graphs = [
  ['two-phase-commit', {words: ['rms=2', 'bug=commit-early']}],
  ['raft-election', {words: ['max_term=1', 'servers=2', '--faults', 'crash=1']}],
  [hostile[0], {words: ['--states', '200'], ...hostile[1], code: 3}],
];
for (const [spec, {words, of, code = 0}] of graphs) {
  test(`${spec}: Graphviz reads every world and every step`, async () => {
    const dot = path.join(folderOfReports, 'graph.dot');
    const told = ran(['graph', spec, ...words, '--dot', dot], code, {of});
    const [, states, transitions] = told.match(/states=(\d+) transitions=(\d+) /).map(Number);
    const {status, output, errors} = (await instance()).render(readFileSync(dot, 'utf8'), {format: 'json0', engine: 'dot'});
    assert.deepEqual(errors.filter(({message}) => !message.includes('no value for width')), []);  // of a font that it lacks
    assert.equal(status, 'success');
    const graph = JSON.parse(output);
    assert.equal(graph.objects.length, states);
    assert.equal(graph.edges.length, transitions);
    if (spec === 'hostile') assert.ok(graph.objects.some(({tooltip}) => tooltip.includes('"<script>alert(1)</script>"')));
    assert.ok(graph.label.startsWith(`${spec} [`));
  });
}
