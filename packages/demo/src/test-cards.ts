// The simulator's test cards, for the side panel. Without them the panel still works.

export interface TestCard {
  readonly number: string;
  readonly network: string;
  readonly mop: string;
  readonly what: string;
}

export async function fetchTestCards(gatewayUrl: string): Promise<readonly TestCard[]> {
  try {
    const response = await fetch(new URL('/__simulator/test-cards', gatewayUrl), {
      signal: AbortSignal.timeout(2_000),
    });
    const cards = (await response.json()) as unknown;
    return Array.isArray(cards) ? cards.filter(isTestCard) : [];
  } catch {
    return [];
  }
}

function isTestCard(card: unknown): card is TestCard {
  if (typeof card !== 'object' || card === null) return false;
  return (['number', 'network', 'mop', 'what'] as const).every(
    (key) => typeof (card as Record<string, unknown>)[key] === 'string',
  );
}
