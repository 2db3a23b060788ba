// The table of docs/servers.md: what each server does, and where it goes its own way.
import { CAPABILITIES, type Capability } from './capabilities.ts';
import { QUIRKS, type Host, type QuirkName } from './host.ts';

/** A row a capability, a column a server; a number names the note below that tells what is different there. */
export function conformanceTable(hosts: readonly Host[]): string {
  const notes: string[] = [];
  const noteFor = (reason: string): number => {
    if (!notes.includes(reason)) notes.push(reason);
    return notes.indexOf(reason) + 1;
  };
  const cell = (host: Host, capability: Capability): string => {
    const quirks = Object.entries(host.quirks) as [QuirkName, string | undefined][];
    const numbers = quirks.flatMap(([name, reason]) =>
      QUIRKS[name] === capability && reason !== undefined ? [noteFor(reason)] : [],
    );
    return numbers.length === 0 ? '✓' : numbers.map((number) => `(${number})`).join(' ');
  };
  const rows = (Object.keys(CAPABILITIES) as Capability[]).map((capability) => [
    CAPABILITIES[capability],
    ...hosts.map((host) => cell(host, capability)),
  ]);
  const lines = [['', ...hosts.map(({ name }) => name)], ['', ...hosts.map(() => '')].map(() => '---'), ...rows];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return `${table}\n\n${notes.map((note, index) => `${index + 1}. ${note}.`).join('\n')}\n`;
}
