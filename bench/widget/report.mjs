// From rounds of visits to medians, ratios to the floor, and which goals are met.
import { CANDIDATES, FLOOR, OURS, REACT } from './candidates.mjs';

/** Each row: the figure, its heading, and digits after the point. */
const FIGURES = [
  ['usableMs', 'usable, ms', 0],
  ['mountMs', 'main thread to mount, ms', 1],
  ['scriptStyleLayoutMs', 'script, style and layout of it, ms', 1],
  ['keyScriptMs', 'script per key, ms', 2],
  ['heapKB', 'heap, kB', 0],
  ['wireKB', 'over the line, kB', 1],
  ['longTasks', 'long tasks', 0],
  ['longestTaskMs', 'longest task, ms', 0],
];

/** The goals: at most so many times the floor's figure, and at most so much of the React form's. */
const OF_FLOOR = { usableMs: 1.3, mountMs: 1.4, keyScriptMs: 2, heapKB: 1.3 };
const OF_REACT = 0.6;

function median(values) {
  const sorted = values.filter((value) => value !== undefined && Number.isFinite(value)).toSorted((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param rounds one object for each round: figures by candidate. Ratios are formed within a round, then the median is taken. */
export function summarize(rounds) {
  const overRounds = (read) => median(rounds.map(read));
  const perFigure = (read) => Object.fromEntries(FIGURES.map(([figure]) => [figure, read(figure)]));
  const candidates = CANDIDATES.map(({ name }) => ({
    name,
    medians: perFigure((figure) => overRounds((round) => round[name][figure])),
    ofFloor: perFigure((figure) => overRounds((round) => round[name][figure] / round[FLOOR][figure])),
    ofReact: perFigure((figure) => overRounds((round) => round[name][figure] / round[REACT][figure])),
    notReached: [...new Set(rounds.flatMap((round) => round[name].notReached))],
  }));
  return { candidates, goals: goalsOf(candidates.find(({ name }) => name === OURS)) };
}

function goalsOf(ours) {
  const goal = (figure, of, ratios, limit) => ({
    figure,
    of,
    limit,
    ratio: ratios[figure],
    met: ratios[figure] <= limit,
  });
  const { longTasks } = ours.medians;
  return [
    ...Object.entries(OF_FLOOR).map(([figure, limit]) => goal(figure, FLOOR, ours.ofFloor, limit)),
    ...Object.keys(OF_FLOOR).map((figure) => goal(figure, REACT, ours.ofReact, OF_REACT)),
    { figure: 'longTasks', limit: 0, value: longTasks, met: longTasks === 0 },
  ];
}

const print = (value, digits) => (value === undefined ? '–' : value.toFixed(digits));
const heading = (figure) => FIGURES.find(([name]) => name === figure)[1].replace(/, (ms|kB)$/, '');

/** Markdown: absolute medians, ratios to the floor, goals. */
export function tables({ candidates, goals }) {
  const table = (title, cells) =>
    [
      `| ${title} | ${FIGURES.map(([, name]) => name).join(' | ')} |`,
      `|---|${FIGURES.map(() => '--:|').join('')}`,
      ...candidates.map(
        (each) => `| ${each.name} | ${FIGURES.map(([figure, , digits]) => cells(each, figure, digits)).join(' | ')} |`,
      ),
    ].join('\n');
  const verdicts = goals.map(({ figure, of, limit, ratio, value, met }) =>
    of
      ? `- ${met ? 'met' : 'MISSED'}: ${heading(figure)}, ${print(ratio, 2)} of ${of}, at most ${limit}`
      : `- ${met ? 'met' : 'MISSED'}: ${heading(figure)}: ${value}, at most ${limit}`,
  );
  const away = candidates
    .filter(({ notReached }) => notReached.length > 0)
    .map(({ name, notReached }) => `${name} could not reach ${notReached.join(', ')}: what they serve is not counted.`);
  return [
    table('medians', ({ medians }, figure, digits) => print(medians[figure], digits)),
    table(`ratio to ${FLOOR}`, ({ ofFloor }, figure) => print(ofFloor[figure], 2)),
    verdicts.join('\n'),
    ...away,
  ].join('\n\n');
}
