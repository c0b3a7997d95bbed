// What the tests of the pages share: reports and servers, made by the command, and a browser that looks at them.
//
// From the environment: PESSIMIST, the command; PESSIMIST_BROWSER_SPECS, the program of the specifications in this folder;
// CHROMIUM, the browser (/usr/bin/chromium-headless-shell).
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
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
      {executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell', args: ['--no-sandbox']});
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
  return done.stdout;
}

/** What the command prints with these words, which must end with this code. */
export function ran(words, code, {of = 'PESSIMIST'} = {}) {
  return run([program(of), ...words], code);
}

const made = new Map();

/** A report, its traces and a comment, of `check` with these words; once for the same words. */
export function checked(words, {code = 1, of = 'PESSIMIST'} = {}) {
  if (!made.has(words)) {
    const html = path.join(folder, `${made.size}.html`);
    const trace = path.join(folder, `${made.size}.json`);
    const markdown = path.join(folder, `${made.size}.md`);
    run([program(of), 'check', ...words.split(' '), '--html', html, '--trace', trace, '--markdown', markdown], code);
    const traces = [];
    for (let number = 1; number <= 9; ++number) {
      try {
        traces.push(JSON.parse(readFileSync(number === 1 ? trace : trace.replace('.json', `.${number}.json`))));
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
        break;
      }
    }
    made.set(words, {html, trace, traces, markdown: readFileSync(markdown, 'utf8')});
  }
  return made.get(words);
}

/** What `replay` of a trace file writes: a report, a diagram, a comment. */
export function replayed(trace, {code = 1, of = 'PESSIMIST'} = {}) {
  const html = trace.replace('.json', '.replayed.html');
  const mermaid = trace.replace('.json', '.mmd');
  const markdown = trace.replace('.json', '.replayed.md');
  run([program(of), 'replay', trace, '--html', html, '--mermaid', mermaid, '--markdown', markdown], code);
  return {html, mermaid: readFileSync(mermaid, 'utf8'), markdown: readFileSync(markdown, 'utf8')};
}

/** Looks at a page, and sees to it that it asked only for what `isAllowed`, and complained of nothing. */
async function watched(address, options, isAllowed, look) {
  const page = await browser.newPage({viewport: {width: 1400, height: 900}, ...options});
  const troubles = [];
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!isAllowed(request.url()) && !/^(data|blob):/.test(request.url())) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  await look(page);
  await page.close();
  assert.deepEqual(troubles, []);
}

/** Opens a report and hands it to `look`. */
export async function opened(report, {hash = '', ...options}, look) {
  const address = pathToFileURL(report.html).href;
  await watched(address + hash, options, (url) => url.split('#')[0] === address, look);
}

/** Goes to a step of a trace by the page's address; a page hears of that some time later, and is waited for. */
export async function goTo(page, trace, step) {
  await page.evaluate((hash) => new Promise((resolve) => {
    const before = location.hash;
    addEventListener('hashchange', () => resolve(), {once: true});
    location.hash = hash;
    if (location.hash === before) resolve();
  }), `${encodeURIComponent(trace.property.name)}/${step}`);
}

/** Starts `explore` with these words, opens its page, and hands it to `look`. */
export async function explored(words, {of = 'PESSIMIST', hash = '', ...options}, look) {
  const server = spawn(program(of), ['explore', ...words.split(' ')]);
  try {
    const link = await new Promise((resolve, reject) => {
      let text = '';
      server.stdout.on('data', (part) => {
        text += part;
        const found = text.match(/^ {2}(http:\S+)$/m);
        if (found) resolve(found[1]);
      });
      server.on('exit', (code) => reject(new Error(`explore ended with ${code}`)));
    });
    await watched(link + hash, options, (url) => url.startsWith(new URL(link).origin), look);
  } finally {
    server.removeAllListeners('exit');
    server.kill('SIGINT');
    await new Promise((resolve) => server.on('exit', resolve));
  }
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
export const folderOfReports = folder;
export const hostile = ['hostile', {of: 'PESSIMIST_BROWSER_SPECS'}];
