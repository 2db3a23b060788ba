// Removing a saved card: confirmed, undone, and finally sent to the server.
import { userEvent } from 'vitest/browser';
import { describe, expect, test, vi } from 'vitest';
import { button, known, listed, RUPAY, settled, VISA, withTwoSavedCards } from '../../test/known-shopper.ts';
import { eventually } from '../../test/eventually.ts';
import { CHECKOUT, focused, savedOnServer, type Script } from '../../test/scripted-form.ts';

withTwoSavedCards();

describe('a shopper whom the shop knows', () => {
  test('removes a card only after a second click, and can undo it', async () => {
    const script = await known();
    button(script, 'Remove card ending in 0003')?.click();
    await settled(script);
    expect(script.text()).toContain('•••• 0003');
    script.query('[part~=remove]').click();
    await settled(script);
    expect(listed(script)).not.toContain('•••• 0003');
    expect(script.text()).toContain('Card removed. •••• 0003');
    button(script, 'Undo')?.click();
    await settled(script);
    expect(script.text()).toContain('•••• 0003');
    expect(savedOnServer.asked).toEqual([]);
  });

  test('keeps the card with a button beside the one that removes it', async () => {
    const script = await known();
    button(script, 'Remove card ending in 0003')?.click();
    await settled(script);
    const [remove, keep] = [...script.form.renderRoot.querySelectorAll('.asked button')];
    expect([remove, keep].map((each) => each?.textContent)).toEqual(['Yes, remove', 'No, keep it']);
    // One line each, since the card is right above.
    expect(keep && remove?.clientHeight).toBe(keep?.clientHeight);
    const names = [...script.form.renderRoot.querySelectorAll('button')].map(
      (each) => each.getAttribute('aria-label') ?? each.textContent.trim(),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(remove && keep && remove.getBoundingClientRect().top).toBe(keep?.getBoundingClientRect().top);
    (keep as HTMLElement).click();
    await settled(script);
    expect(script.form.renderRoot.querySelector('.asked')).toBeNull();
    await eventually(() => expect(focused(script)?.getAttribute('aria-label')).toBe('Remove card ending in 0003'));
    expect(listed(script)).toContain('•••• 0003');
  });

  test('has the next card chosen when the chosen one is removed', async () => {
    const script = await known();
    button(script, 'Remove card ending in 0003')?.click();
    await settled(script);
    script.query('[part~=remove]').click();
    await settled(script);
    expect((script.query(`[data-card="${RUPAY.id}"]`) as HTMLInputElement).checked).toBe(true);
    expect(script.query('.fields').hidden).toBe(true);
    button(script, 'Undo')?.click();
    await settled(script);
    expect((script.query(`[data-card="${VISA.id}"]`) as HTMLInputElement).checked).toBe(true);
  });

  test.each(['en', 'ur'])('finds the button that removes a card inside its row: %s', async (lang) => {
    const script = await known({ lang });
    const row = script.query('.saved .choice').getBoundingClientRect();
    const inside = script.query('.saved > button').getBoundingClientRect();
    expect(inside.left).toBeGreaterThanOrEqual(row.left);
    expect(inside.right).toBeLessThanOrEqual(row.right);
    expect(inside.bottom).toBeLessThanOrEqual(row.bottom);
  });

  test('a removal can be undone while the page is open; the server is told when the page is hidden', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const script = await known();
    button(script, 'Remove card ending in 0003')?.click();
    await settled(script);
    button(script, 'Yes, remove')?.click();
    await settled(script);
    vi.advanceTimersByTime(600_000);
    await settled(script);
    expect(script.form.shadowRoot?.activeElement).toBe(button(script, 'Undo'));
    expect(savedOnServer.asked).toEqual([]);
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    await settled(script);
    expect(savedOnServer.asked).toEqual([`remove ${VISA.id}`]);
    expect(button(script, 'Undo')).toBeUndefined();
    // The focused element is gone, but the shopper is not sent to the top of the page.
    expect(script.form.shadowRoot?.activeElement).toBe(script.query('[data-field=pay]'));
  });

  test('of two consecutive removals, neither is reverted by the answer to the other, and Undo restores one', async () => {
    const script = await known();
    for (const last4 of ['0003', '7308']) {
      button(script, `Remove card ending in ${last4}`)?.click();
      await settled(script);
      script.query('[part~=remove]').click();
      await settled(script);
    }
    expect(listed(script)).toBe('');
    button(script, 'Undo')?.click();
    await settled(script);
    expect(listed(script).match(/7308/g)).toHaveLength(1);
    expect(listed(script)).not.toContain('0003');
    expect(savedOnServer.asked).toEqual([`remove ${VISA.id}`]);
  });

  test('the server is told of a removal at the latest when the page unloads', async () => {
    const script = await known();
    button(script, 'Remove card ending in 7308')?.click();
    await settled(script);
    script.query('[part~=remove]').click();
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await settled(script);
    expect(savedOnServer.asked).toEqual([`remove ${RUPAY.id}`]);
    expect(listed(script)).not.toContain('7308');
  });
});

describe('a checkout that is over', () => {
  test.each([
    ['another one replaces it', ({ form }: Script) => void (form.checkout = 'ORDER-2')],
    ['the form is removed', ({ form }: Script) => form.remove()],
  ])('has the server told of a removal at once, and once: %s', async (_, leave) => {
    const script = await known();
    button(script, 'Remove card ending in 0003')?.click();
    await settled(script);
    script.query('[part~=remove]').click();
    await settled(script);
    leave(script);
    await settled(script);
    expect(savedOnServer.asked).toEqual([`remove ${VISA.id}`]);
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(savedOnServer.asked).toEqual([`remove ${VISA.id}`]);
  });

  test('announces nothing more, and changes nothing in the next checkout’s form', async () => {
    let arrive = (): void => {};
    savedOnServer.slow = new Promise((resolve) => (arrive = resolve));
    const script = await known();
    savedOnServer.slow = undefined;
    script.form.checkout = 'ORDER-2';
    await settled(script);
    await script.to({ kind: 'entry', checkout: { ...CHECKOUT, savesCards: true, asksCvc: true } });
    await settled(script);
    const code = script.query('#eximpe-saved-cvc') as HTMLInputElement;
    code.focus();
    await userEvent.keyboard('123');
    const said: string[] = [];
    const region = script.query('[role=status]');
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true, subtree: true });
    arrive();
    await settled(script);
    expect(said).toEqual([]);
    expect(code.value).toBe('123');
  });

  test('leaves no listeners on the page', async () => {
    const left = new Set<unknown>();
    for (const place of [window, document]) {
      vi.spyOn(place, 'addEventListener').mockImplementation((type, listener, options) => {
        if (['pagehide', 'visibilitychange'].includes(type)) left.add(listener);
        EventTarget.prototype.addEventListener.call(place, type, listener, options);
      });
      vi.spyOn(place, 'removeEventListener').mockImplementation((type, listener, options) => {
        left.delete(listener);
        EventTarget.prototype.removeEventListener.call(place, type, listener, options);
      });
    }
    const script = await known();
    expect(left.size).toBeGreaterThan(0);
    script.form.remove();
    await settled(script);
    expect(left.size).toBe(0);
  });
});
