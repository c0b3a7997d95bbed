// What `suite --sarif` writes, held against the types of the format (SARIF 2.1.0, as DefinitelyTyped has them): every field
// that there must be, none that there is not, each of its type.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

import ts from 'typescript';

import {folderOfReports, ran} from './support.mjs';

const types = fileURLToPath(new URL('node_modules/@types/sarif/index.d.ts', import.meta.url));

/** What the compiler says of this text as a log. */
function complaints(log) {
  const file = path.join(folderOfReports, 'log.ts');
  writeFileSync(file, `import type {Log} from '${types.replace(/\.d\.ts$/, '')}';\nexport const log: Log = ${log};\n`);
  const options = {strict: true, noEmit: true, types: [], skipLibCheck: true, target: ts.ScriptTarget.ES2022,
                   module: ts.ModuleKind.ES2022, moduleResolution: ts.ModuleResolutionKind.Bundler};
  const program = ts.createProgram([file], options);
  return ts.getPreEmitDiagnostics(program).map(({messageText}) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const contracts = {
  'a violation': '[[check]]\nspec = "paxos"\nparameters = {bug = "ignores-votes"}\nproperties = ["agreement"]\n',
  'a hostile name': '[[check]]\nspec = "paxos"\nparameters = {bug = "quorum-of-one"}\nname = "<b> \\"names\\" & \'é\'"\n',
  'other counts': '[[check]]\nspec = "two-phase-commit"\nstates = 5\n',
  'nothing': '[[check]]\nspec = "two-phase-commit"\n',
};
for (const [name, contract] of Object.entries(contracts)) {
  test(`a log of ${name} is one`, () => {
    const file = path.join(folderOfReports, 'contract.toml');
    const sarif = path.join(folderOfReports, 'log.sarif');
    writeFileSync(file, contract);
    ran(['suite', file, '--sarif', sarif], name === 'nothing' ? 0 : 1);
    assert.deepEqual(complaints(readFileSync(sarif, 'utf8')), []);
  });
}

test('what is none is seen', () => {
  const tool = '"tool": {"driver": {"name": "pessimist"}}';
  assert.deepEqual(complaints(`{"version": "2.1.0", "runs": [{${tool}}]}`), []);
  for (const log of [`{"version": "2.1.0", "runs": [{}]}`, `{"version": "3", "runs": []}`,
                     `{"version": "2.1.0", "runs": [{${tool}, "outcome": 1}]}`,
                     `{"version": "2.1.0", "runs": [{${tool}, "results": [{"message": {"text": "x"}, "level": "bad"}]}]}`])
    assert.equal(complaints(log).length, 1, log);
});
