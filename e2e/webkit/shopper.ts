// A shopper at the demo shop in WebKit. Its driver has no waiting locators, and refuses to answer while a page changes, so everything is retried.
import { By, type WebDriver, type WebElement } from 'selenium-webdriver';
import type { Card } from '../cards.ts';
import type { Shop } from '../open-shop.ts';

const PATIENCE_MS = 20_000;

/** Retries until it works, or throws the last error. */
export async function eventually<T>(act: () => Promise<T>): Promise<T> {
  const untilMs = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > untilMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}

export type Challenge = 'popup' | 'iframe' | 'redirect';

export class Shopper {
  readonly driver: WebDriver;
  readonly #shop: Shop;
  #checkoutWindow = '';
  #isInFrame = false;

  constructor(driver: WebDriver, shop: Shop) {
    this.driver = driver;
    this.#shop = shop;
  }

  async open(challenge: Challenge): Promise<void> {
    const [first = ''] = await this.driver.getAllWindowHandles();
    await this.driver.switchTo().window(first);
    this.#checkoutWindow = first;
    await this.driver.get(`${this.#shop.url}/?challenge=${challenge}`);
    await this.inForm('button[type=submit]');
  }

  get #tag(): string {
    return this.#isInFrame ? 'eximpe-card-form-in-frame' : 'eximpe-card-form';
  }

  /** An element inside the form, once it is there. */
  async inForm(css: string): Promise<WebElement> {
    return eventually(async () => {
      const form = await this.driver.findElement(By.css(this.#tag));
      return (await form.getShadowRoot()).findElement(By.css(css));
    });
  }

  /** Enters the card server's frame. It must not be in a shadow root, where the driver finds no frames. */
  async enterFrame(): Promise<void> {
    await this.driver.switchTo().defaultContent();
    const frame = await eventually(() => this.driver.findElement(By.css('eximpe-card-form iframe')));
    await this.driver.switchTo().frame(frame);
    this.#isInFrame = true;
  }

  /** All visible text of the form. */
  async formText(): Promise<string> {
    return this.driver.executeScript<string>(
      `return [...document.querySelector('${this.#tag}').shadowRoot.querySelectorAll('*')]
         .filter((part) => part.checkVisibility() && part.localName !== 'style')
         .flatMap((part) => [...part.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()))
         .filter(Boolean).join('\\n')`,
    );
  }

  async type(field: 'number' | 'exp' | 'csc' | 'name', keys: string): Promise<void> {
    const input = await this.inForm(`input[autocomplete=cc-${field}]`);
    await this.driver.executeScript('arguments[0].focus()', input);
    // The driver's keys go to the page, never to a cross-origin frame, so there the field is filled in like autofill does it.
    if (this.#isInFrame)
      await this.driver.executeScript(
        'arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new InputEvent("input", { bubbles: true }))',
        input,
        keys,
      );
    else await this.driver.actions().sendKeys(keys).perform();
  }

  async valueOf(field: 'number' | 'exp' | 'csc' | 'name'): Promise<string> {
    const input = await this.inForm(`input[autocomplete=cc-${field}]`);
    return this.driver.executeScript<string>('return arguments[0].value', input);
  }

  async fill(card: Card): Promise<void> {
    await this.type('number', card.number);
    await this.type('exp', card.expiry.replace('/', ''));
    await this.type('csc', card.cvc);
    await this.type('name', card.name);
  }

  /** Not before the amount is known: until then, the button sends nothing. */
  async pressPay(): Promise<void> {
    await (await this.inForm('button[type=submit]:not([aria-disabled=true])')).click();
  }

  /** Switches to the bank's page. */
  async toBank(challenge: Challenge): Promise<void> {
    if (challenge === 'iframe') await this.driver.switchTo().frame(await this.inForm('iframe'));
    if (challenge === 'popup') await this.driver.switchTo().window(await this.#bankWindow());
    await eventually(() => this.driver.findElement(By.css('input[autocomplete=one-time-code]')));
  }

  async #bankWindow(): Promise<string> {
    return eventually(async () => {
      const bank = (await this.driver.getAllWindowHandles()).find((handle) => handle !== this.#checkoutWindow);
      if (bank === undefined) throw new Error('No window was opened for the bank.');
      return bank;
    });
  }

  /** By script, since for the driver nothing in a frame in a shadow root can have the focus. The bank is not under test here. */
  async confirmAtBank(challenge: Challenge): Promise<void> {
    await this.toBank(challenge);
    await this.driver
      .executeScript(
        `document.querySelector('input[autocomplete=one-time-code]').value = '123456';
         [...document.querySelectorAll('button')].find((button) => /confirm/i.test(button.textContent)).click();`,
      )
      .catch((error: unknown) => {
        // The page unloaded before the driver had its answer: that is what the click is for.
        if (!/unload|no longer|closed|stale/i.test(String(error))) throw error;
      });
    await this.toCheckout();
  }

  async toCheckout(): Promise<void> {
    await this.driver.switchTo().window(this.#checkoutWindow);
    await this.driver.switchTo().defaultContent();
    this.#isInFrame = false;
  }

  async hasReceipt(): Promise<void> {
    await eventually(() => this.driver.findElement(By.xpath("//a[contains(., 'View your receipt')]")));
  }

  /** Presses the button of the form with this text. */
  async press(words: RegExp): Promise<void> {
    const button = await eventually(async () => {
      const found = await this.driver.executeScript<WebElement | null>(
        `return [...document.querySelector('eximpe-card-form').shadowRoot.querySelectorAll('button')]
           .find((button) => button.checkVisibility() && new RegExp(arguments[0], 'i').test(button.textContent)) ?? null`,
        words.source,
      );
      if (!found) throw new Error(`The form has no button that says ${words.source}.`);
      return found;
    });
    await button.click();
  }

  async windows(): Promise<number> {
    return (await this.driver.getAllWindowHandles()).length;
  }
}
