// What the tests of the HTML report share: reports, made by the command, and a browser that looks at them.
//
// From the environment: PESSIMIST, the command; PESSIMIST_BROWSER_SPECS, the program of the specifications in this folder;
// CHROMIUM, the browser (/usr/bin/chromium).
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {after, before} from 'node:test';
import {pathToFileURL} from 'node:url';

import {chromium} from 'playwright-core';

const folder = mkdtempSync(path.join(tmpdir(), 'pessimist-report-'));
let browser;

before(async () => {
  browser = await chromium.launch(
      {executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox']});
});
after(async () => {
  await browser?.close();
  rmSync(folder, {recursive: true});
});

function program(name) {
  assert.ok(process.env[name], `the environment variable ${name} names no program`);
  return process.env[name];
}

function run(words, code) {
  const done = spawnSync(words[0], words.slice(1), {encoding: 'utf8'});
  assert.equal(done.status, code, `${words.join(' ')}\n${done.stdout}${done.stderr}`);
}

const made = new Map();

/** A report and its traces, of `check` with these words; once for the same words. */
export function checked(words, {code = 1, of = 'PESSIMIST'} = {}) {
  if (!made.has(words)) {
    const html = path.join(folder, `${made.size}.html`);
    const trace = path.join(folder, `${made.size}.json`);
    run([program(of), 'check', ...words.split(' '), '--html', html, '--trace', trace], code);
    const traces = [];
    for (let number = 1; number <= 9; ++number) {
      try {
        traces.push(JSON.parse(readFileSync(number === 1 ? trace : trace.replace('.json', `.${number}.json`))));
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
        break;
      }
    }
    made.set(words, {html, trace, traces});
  }
  return made.get(words);
}

/** The report of `replay` of a trace file. */
export function replayed(trace, code = 1) {
  const html = trace.replace('.json', '.replayed.html');
  run([program('PESSIMIST'), 'replay', trace, '--html', html], code);
  return {html};
}

/** Opens a report, hands it to `look`, and sees to it that it asked the network for nothing and complained of nothing. */
export async function opened(report, options, look) {
  const {hash = '', ...context} = options;
  const page = await browser.newPage({viewport: {width: 1400, height: 900}, ...context});
  const troubles = [];
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  const address = pathToFileURL(report.html).href;
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address && !request.url().startsWith('data:'))
      troubles.push(`request: ${request.url()}`);
  });
  await page.goto(address + hash);
  await look(page);
  await page.close();
  assert.deepEqual(troubles, []);
}

/** The steps that a step follows from, itself and the beginning among them, in order. */
export function causalPast(trace, number) {
  const past = new Set([0, number]);
  for (let step = number; step > 0; --step) {
    if (past.has(step)) trace.steps[step - 1].causes.forEach((cause) => past.add(cause));
  }
  return [...past].sort((one, other) => one - other);
}

export const protocols = [
  'paxos bug=ignores-votes',
  'raft-election bug=volatile-vote --faults crash=1,restart=1',
  'two-phase-commit bug=commit-early --keep-going --witness',
  'lease-lock bug=no-fencing --faults pause=1',
  'primary-backup bug=no-witness --faults partition=1,heal=1',
  'quorum-kv bug=no-repair',
  'reliable-broadcast bug=hasty values=1 --faults byzantine=1',
  'mutex bug=ignores-clock --network fifo',
];
export const long = ['relay', {of: 'PESSIMIST_BROWSER_SPECS'}];
export const selfish = ['relay runners=1 hops=6', {of: 'PESSIMIST_BROWSER_SPECS'}];
export const wide = ['poll', {of: 'PESSIMIST_BROWSER_SPECS'}];
export const mishaps = [
  'mishaps --faults drop=1,duplicate=1,reset=1,cut=1,crash=1,restart=1', {of: 'PESSIMIST_BROWSER_SPECS'}
];
export const hostile = ['hostile', {of: 'PESSIMIST_BROWSER_SPECS'}];
