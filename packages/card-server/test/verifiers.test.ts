// The documentation's verifiers, as they stand there, each run in its own language; and its examples of hooks, held to the contract.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CheckoutSchema } from '../../server-kit/src/payments/checkout-schema.ts';
import { Hook, ResolveAnswer } from '../src/hooks/contract.ts';
import { sign } from '../src/hooks/signature.ts';

const DOCS = readFileSync(new URL('../../../docs/card-server.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'eximpe-verifiers-'));
afterAll(() => rmSync(folder, { recursive: true }));

function example(name: string): string {
  const found = new RegExp(`<!-- test: ${name} -->\\s*\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(DOCS)?.[1];
  if (!found) throw new Error(`docs/card-server.md has no example “${name}”.`);
  return found;
}

const [KEY, NEXT] = ['the-key-of-this-shop-and-its-card-server', 'the-key-that-is-to-replace-the-other-one'];
const BODY = '{"type":"payment.paid","name":"Ashā ₹ \\"1000\\""}';
/** Each with what a shop is to make of it now. */
const cases = (now: number): readonly (readonly [what: string, body: string, header: string, right: boolean])[] => {
  const right = sign(BODY, [KEY], now);
  return [
    ['genuine', BODY, right, true],
    ['signed with two keys', BODY, sign(BODY, [NEXT, KEY], now), true],
    ['signed with two keys, ours first', BODY, sign(BODY, [KEY, NEXT], now), true],
    ['signed five minutes ago, nearly', BODY, sign(BODY, [KEY], now - 250), true],
    ['unsigned', BODY, '', false],
    ['stale', BODY, sign(BODY, [KEY], now - 330), false],
    ['from the future', BODY, sign(BODY, [KEY], now + 330), false],
    ['of another shop', BODY, sign(BODY, [NEXT], now), false],
    ['of another body', `${BODY} `, right, false],
    ['with another time', BODY, right.replace(/t=\d+/, `t=${now - 1}`), false],
    ['with a line end', BODY, `${right}\n`, false],
    ['in capitals', BODY, right.toUpperCase(), false],
    ['cut off', BODY, right.slice(0, -2), false],
    ['nonsense', BODY, 't=x,v1=,v1', false],
  ];
};

interface Language {
  /** Where it is, by a variable or on the path. */
  readonly program: string;
  readonly arguments: readonly string[];
  readonly file: string;
  /** Reads `[[body, header, key], …]` from the file that is its last argument, and prints one `true` or `false` a line. */
  readonly around: (verifier: string) => string;
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  php: {
    program: process.env['PHP_PATH'] ?? 'php',
    arguments: [],
    file: 'verify.php',
    around: (verifier) => `<?php
${verifier}
foreach (json_decode(file_get_contents($argv[1])) as [$body, $header, $key]) echo json_encode(is_genuine($body, $header, $key)), "\\n";`,
  },
  python: {
    program: process.env['PYTHON_PATH'] ?? 'python3',
    arguments: [],
    file: 'verify.py',
    around: (verifier) => `${verifier}
import json, sys
for body, header, key in json.load(open(sys.argv[1], encoding="utf-8")):
    print(json.dumps(is_genuine(body.encode(), header, key)))`,
  },
  node: {
    program: process.execPath,
    arguments: [],
    file: 'verify.mjs',
    around: (verifier) => `${verifier}
import { readFileSync } from 'node:fs';
for (const [body, header, key] of JSON.parse(readFileSync(process.argv[2], 'utf8'))) console.log(isGenuine(body, header, key));`,
  },
  ruby: {
    program: 'ruby',
    arguments: [],
    file: 'verify.rb',
    around: (verifier) => `${verifier}
require 'json'
JSON.parse(File.read(ARGV[0], encoding: 'utf-8')).each { |body, header, key| puts genuine?(body, header, key) }`,
  },
  go: {
    program: 'go',
    arguments: ['run'],
    file: 'verify.go',
    around: (verifier) => `package main
import ("crypto/hmac"; "crypto/sha256"; "encoding/hex"; "encoding/json"; "fmt"; "os"; "regexp"; "strconv"; "strings"; "time")
${verifier}
func main() {
	var all [][3]string
	text, _ := os.ReadFile(os.Args[1])
	json.Unmarshal(text, &all)
	for _, each := range all { fmt.Println(isGenuine([]byte(each[0]), each[1], each[2])) }
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
  // Those that `npm test` installs are never left out.
  const isOptional = name === 'ruby' || name === 'go';
  test.skipIf(isOptional && !isHere(program, name === 'go' ? 'version' : '--version'))(
    `the verifier in ${name} takes what is genuine and refuses what is not, in at most 15 lines`,
    { timeout: 120_000 },
    () => {
      const verifier = example(`verifier ${name}`);
      expect(verifier.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
      writeFileSync(join(folder, file), around(verifier));
      const given = cases(Math.floor(Date.now() / 1_000));
      writeFileSync(join(folder, 'cases.json'), JSON.stringify(given.map(([, body, header]) => [body, header, KEY])));
      const printed = execFileSync(program, [...language.arguments, join(folder, file), join(folder, 'cases.json')], {
        encoding: 'utf8',
      });
      const judged = printed
        .trim()
        .split('\n')
        .map((line, index) => [given[index]?.[0], line === 'true']);
      expect(judged).toEqual(given.map(([what, , , right]) => [what, right]));
    },
  );
}

test('the documentation’s hooks and answer are what the contract says', () => {
  for (const name of ['hook resolve', 'hook paid']) Hook.parse(JSON.parse(example(name)));
  const { returnUrl, ...checkout } = ResolveAnswer.parse(JSON.parse(example('answer resolve')));
  expect(returnUrl).toMatch(/^https:/);
  expect(CheckoutSchema.parse(checkout)).toEqual(checkout);
});
