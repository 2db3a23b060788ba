// The passkeys that the bank knows: its shoppers' public keys, and the check of a browser's signature (WebAuthn Level 3, 7.2).
import { createHash, createPublicKey, generateKeyPairSync, randomBytes, verify, type KeyObject } from 'node:crypto';

/** A browser's answer with a passkey; each part is in base64url. */
export interface Assertion {
  readonly id: string;
  readonly clientData: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** A passkey that the bank knows, in the form of Chromium's `WebAuthn.addCredential`: for a virtual authenticator. */
export interface TestPasskey {
  readonly credentialId: string;
  readonly rpId: string;
  readonly userHandle: string;
  /** PKCS #8, Base64. */
  readonly privateKey: string;
  readonly isResidentCredential: true;
  readonly signCount: 0;
}

const MOST = 1_000;
/** Flags of the authenticator's data: the user was present and verified. */
const PRESENT_AND_VERIFIED = 0b101;

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

function publicKeyOf(spki: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: bytes(spki), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ec' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** What a passkey signed: for which challenge, on which site, and for which operation. */
function readClientData(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(bytes(text).toString('utf8')));
  } catch {
    return {};
  }
}

export class Passkeys {
  readonly #origin: string;
  readonly #rpId: string;
  readonly #keys = new Map<string, KeyObject>();
  #own: TestPasskey | undefined;

  /** @param bankUrl the site that the passkeys belong to */
  constructor(bankUrl: string) {
    const { origin, hostname } = new URL(bankUrl);
    this.#origin = origin;
    this.#rpId = hostname;
  }

  get rpId(): string {
    return this.#rpId;
  }

  /** A shopper's passkey, made at the first request for it. */
  get own(): TestPasskey {
    this.#own ??= this.#make();
    return this.#own;
  }

  /** False for anything but a public key of an elliptic curve. When there are too many, the oldest are dropped. */
  register(id: string, spki: string): boolean {
    const key = publicKeyOf(spki);
    if (!key || id === '') return false;
    this.#keys.set(id, key);
    const [oldest] = this.#keys.keys();
    if (this.#keys.size > MOST && oldest !== undefined) this.#keys.delete(oldest);
    return true;
  }

  /** @param challenge the hexadecimal digits that the page asked to sign */
  isGood({ id, clientData, authenticatorData, signature }: Assertion, challenge: string): boolean {
    const key = this.#keys.get(id);
    const said = readClientData(clientData);
    const data = bytes(authenticatorData);
    const isOurs =
      said['type'] === 'webauthn.get' &&
      said['challenge'] === Buffer.from(challenge, 'hex').toString('base64url') &&
      said['origin'] === this.#origin &&
      data.subarray(0, 32).equals(sha256(this.#rpId)) &&
      ((data[32] ?? 0) & PRESENT_AND_VERIFIED) === PRESENT_AND_VERIFIED;
    const signed = Buffer.concat([data, sha256(bytes(clientData))]);
    return isOurs && key !== undefined && verify('sha256', signed, key, bytes(signature));
  }

  #make(): TestPasskey {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = randomBytes(16);
    this.#keys.set(id.toString('base64url'), publicKey);
    return {
      credentialId: id.toString('base64'),
      rpId: this.#rpId,
      userHandle: Buffer.from('asha').toString('base64'),
      privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      isResidentCredential: true,
      signCount: 0,
    };
  }
}
