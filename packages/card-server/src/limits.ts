// LIMITS: changes to the kit's velocity limits, `card=20/3600, checkout=4/86400` (points in so many seconds), or `off`.
import { LIMIT_NAMES, type EximpeKitOptions, type Limit, type LimitName } from '@eximpe/server-kit';

export type Limits = NonNullable<EximpeKitOptions['limits']>;

const CHANGE = /^(?<name>\w+)\s*=\s*(?<points>[1-9]\d{0,8})\s*\/\s*(?<seconds>[1-9]\d{0,7})$/;
const isLimitName = (name: string): name is LimitName => LIMIT_NAMES.some((each) => each === name);

/** @returns the limits, and a message for each invalid change */
export function readLimits(text: string): { readonly limits: Limits; readonly faults: readonly string[] } {
  if (text.trim() === 'off') return { limits: false, faults: [] };
  const limits: Partial<Record<LimitName, Limit>> = {};
  const faults: string[] = [];
  for (const change of text.split(',').map((each) => each.trim())) {
    if (change === '') continue;
    const { name = '', points, seconds } = CHANGE.exec(change)?.groups ?? {};
    if (!isLimitName(name))
      faults.push(
        `must be off, or like “card=20/3600, …” (limit=points/seconds; limits are ${LIMIT_NAMES.join(', ')}), not “${change}”`,
      );
    else if (limits[name]) faults.push(`must name ${name} only once`);
    else limits[name] = { points: Number(points), seconds: Number(seconds) };
  }
  return { limits, faults };
}
