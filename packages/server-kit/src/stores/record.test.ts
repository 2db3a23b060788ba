import { expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { readAttempt, readRecord, writeRecord } from './record.ts';

test('a record is read as it was written', () => {
  const attempt = anAttempt();
  expect(readAttempt(writeRecord(attempt))).toEqual(attempt);
});

test('an older record is upgraded step by step; one without a version is the oldest', () => {
  const upgrades = {
    0: (record: object) => ({ ...record, first: true }),
    2: (record: object) => ({ ...record, third: true }),
  };
  expect(readRecord('{"id":"a"}', upgrades, 3)).toEqual({ id: 'a', first: true, third: true });
  expect(readRecord('{"schema":2,"id":"a"}', upgrades, 3)).toEqual({ id: 'a', third: true });
  expect(readRecord('{"schema":3,"id":"a"}', upgrades, 3)).toEqual({ id: 'a' });
});

test('a record with a newer version is refused', () => {
  expect(() => readRecord('{"schema":4}', {}, 3)).toThrow('newer version of the kit');
});
