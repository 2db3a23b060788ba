// The documentation's verifiers, unchanged, each run in its own language; and its example hooks, checked against the contract.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CheckoutSchema } from '../../server-kit/src/payments/checkout-schema.ts';
import { Hook, HOOK_HEADERS, ResolveAnswer } from '../src/hooks/contract.ts';
import { signedHeaders } from '../src/hooks/signature.ts';
import { HOOKS_SECRET, NEXT_HOOKS_SECRET } from './test-shop.ts';

const DOCS = readFileSync(new URL('../../../docs/card-server.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'eximpe-verifiers-'));
afterAll(() => rmSync(folder, { recursive: true }));

function example(name: string): string {
  const found = new RegExp(`<!-- test: ${name} -->\\s*\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(DOCS)?.[1];
  if (!found) throw new Error(`docs/card-server.md has no example “${name}”.`);
  return found;
}

const [KEY, NEXT] = [HOOKS_SECRET, NEXT_HOOKS_SECRET];
const BODY = '{"type":"payment.paid","name":"Ashā ₹ \\"1000\\""}';
/** The input of a verifier. */
type Given = readonly [body: string, id: string, timestamp: string, signatures: string, key: string];

/** Each with the expected result now. */
function cases(now: number): readonly (readonly [what: string, given: Given, right: boolean])[] {
  const signed = (keys: readonly string[], unixSeconds = now, body = BODY): Given => {
    const headers = signedHeaders({ id: 'paid:1', unixSeconds, body: BODY }, keys);
    return [body, 'paid:1', String(unixSeconds), headers[HOOK_HEADERS.signature] ?? '', KEY];
  };
  const right = signed([KEY]);
  const changed = (at: 1 | 2 | 3, change: (value: string) => string): Given =>
    right.map((value, index) => (index === at ? change(value) : value)) as unknown as Given;
  return [
    ['genuine', right, true],
    ['for a key without its prefix', [...right.slice(0, 4), KEY.replace('whsec_', '')] as unknown as Given, true],
    ['signed with two keys', signed([NEXT, KEY]), true],
    ['signed with two keys, ours first', signed([KEY, NEXT]), true],
    ['signed five minutes ago, nearly', signed([KEY], now - 250), true],
    ['unsigned', changed(3, () => ''), false],
    ['without an id', changed(1, () => ''), false],
    ['without a time', changed(2, () => ''), false],
    ['stale', signed([KEY], now - 330), false],
    ['from the future', signed([KEY], now + 330), false],
    ['of another shop', signed([NEXT]), false],
    ['of another body', signed([KEY], now, `${BODY} `), false],
    ['of another message', changed(1, () => 'paid:2'), false],
    ['with another time', changed(2, () => String(now - 1)), false],
    ['with a line break', changed(3, (value) => `${value}\n`), false],
    ['in capitals', changed(3, (value) => value.toUpperCase()), false],
    ['truncated', changed(3, (value) => value.slice(0, -2)), false],
    ['of another version', changed(3, (value) => value.replace('v1,', 'v1a,')), false],
    ['nonsense', changed(3, () => 'v1, v1 ₹,'), false],
  ];
}

interface Language {
  /** Its path, from a variable or PATH. */
  readonly program: string;
  readonly arguments: readonly string[];
  readonly file: string;
  /** Reads `[[body, id, timestamp, signatures, key], …]` from the file that is its last argument, and prints one `true` or `false` per line. */
  readonly around: (verifier: string) => string;
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  php: {
    program: process.env['PHP_PATH'] ?? 'php',
    arguments: [],
    file: 'verify.php',
    around: (verifier) => `<?php
${verifier}
foreach (json_decode(file_get_contents($argv[1])) as $given) echo json_encode(is_genuine(...$given)), "\\n";`,
  },
  python: {
    program: process.env['PYTHON_PATH'] ?? 'python3',
    arguments: [],
    file: 'verify.py',
    around: (verifier) => `${verifier}
import json, sys
for body, *signed in json.load(open(sys.argv[1], encoding="utf-8")):
    print(json.dumps(is_genuine(body.encode(), *signed)))`,
  },
  node: {
    program: process.execPath,
    arguments: [],
    file: 'verify.mjs',
    around: (verifier) => `${verifier}
import { readFileSync } from 'node:fs';
for (const given of JSON.parse(readFileSync(process.argv[2], 'utf8'))) console.log(isGenuine(...given));`,
  },
  ruby: {
    program: 'ruby',
    arguments: [],
    file: 'verify.rb',
    around: (verifier) => `${verifier}
require 'json'
JSON.parse(File.read(ARGV[0], encoding: 'utf-8')).each { |given| puts genuine?(*given) }`,
  },
  go: {
    program: 'go',
    arguments: ['run'],
    file: 'verify.go',
    around: (verifier) => `package main
import ("crypto/hmac"; "crypto/sha256"; "encoding/base64"; "encoding/json"; "fmt"; "os"; "strconv"; "strings"; "time")
${verifier}
func main() {
	var all [][5]string
	text, _ := os.ReadFile(os.Args[1])
	json.Unmarshal(text, &all)
	for _, each := range all { fmt.Println(isGenuine([]byte(each[0]), each[1], each[2], each[3], each[4])) }
}`,
  },
};

function isHere(program: string, flag: string): boolean {
  try {
    execFileSync(program, [flag], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

for (const [name, language] of Object.entries(LANGUAGES)) {
  const { program, file, around } = language;
  // Those that `npm test` installs are never skipped.
  const isOptional = name === 'ruby' || name === 'go';
  test.skipIf(isOptional && !isHere(program, name === 'go' ? 'version' : '--version'))(
    `the verifier in ${name} accepts valid hooks and refuses others, in at most 15 lines`,
    { timeout: 120_000 },
    () => {
      const verifier = example(`verifier ${name}`);
      expect(verifier.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
      writeFileSync(join(folder, file), around(verifier));
      const run = (given: readonly Given[]): string => {
        writeFileSync(join(folder, 'cases.json'), JSON.stringify(given));
        const files = [join(folder, file), join(folder, 'cases.json')];
        return execFileSync(program, [...language.arguments, ...files], { encoding: 'utf8' });
      };
      // The first run may have to compile it, which takes time that the cases are sensitive to.
      run([]);
      const given = cases(Math.floor(Date.now() / 1_000));
      const judged = run(given.map(([, each]) => each))
        .trim()
        .split('\n')
        .map((line, index) => [given[index]?.[0], line === 'true']);
      expect(judged).toEqual(given.map(([what, , right]) => [what, right]));
    },
  );
}

test('the documentation’s hooks and answer match the contract', () => {
  for (const name of ['hook resolve', 'hook paid']) Hook.parse(JSON.parse(example(name)));
  const { returnUrl, ...checkout } = ResolveAnswer.parse(JSON.parse(example('answer resolve')));
  expect(returnUrl).toMatch(/^https:/);
  expect(CheckoutSchema.parse(checkout)).toEqual(checkout);
});
