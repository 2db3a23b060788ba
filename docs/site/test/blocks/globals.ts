// Declarations that the documents' examples assume.
import type * as files from 'node:fs/promises';
import type { Server } from 'node:http';
import type { EximpeCardForm } from '@eximpe/card-form';
import type { EximpeClient, EximpeKit, EximpeKitOptions } from '@eximpe/server-kit';
import type expressPackage from 'express';
import type * as focusTrap from 'focus-trap';

declare global {
  const express: typeof expressPackage;
  const app: expressPackage.Express;
  const kit: EximpeKit;
  const options: EximpeKitOptions;
  /** Examples of one option omit the others. */
  function createEximpeKit(options: Partial<EximpeKitOptions>): EximpeKit;
  const client: EximpeClient;
  const server: Server;
  const form: EximpeCardForm;
  const dialog: HTMLDialogElement;
  const createFocusTrap: typeof focusTrap.createFocusTrap;
  const readFile: typeof files.readFile;
  const url: string;
  const orderId: string;
  const paymentId: string;
  /** As in a shop. */
  const order: { readonly id: string; readonly total: string };
  const user: { readonly id: string } | undefined;
  const clientId: string;
  const clientSecret: string;
}
