// Reads a file that belongs to an order from a multipart form: POST /pg/orders/{id}/documents/.
import { raw, type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import { bare, errors } from './api-error.ts';
import { detailsOf, object, text, word } from './fields.ts';

const MOST_BYTES = 2 * 1024 * 1024;

/** Reads the form's bytes; the limit leaves room for the form around a file of the largest size. */
export const multipart: RequestHandler<{ readonly id: string }> = raw({
  type: 'multipart/form-data',
  limit: MOST_BYTES + 64 * 1024,
});

const fields = object({
  identifier: text(255),
  document_type: word(['invoice', 'awb'], 'Invalid document type'),
});

export type UploadedDocument = z.output<typeof fields> & { readonly file: File };

/** Throws `ApiError`. Replaces the request's body by the parts of it that may be shown. */
export async function readDocument(request: Request): Promise<UploadedDocument> {
  const form = await formOf(request);
  const file = form.get('file');
  const given = {
    identifier: form.get('identifier') ?? undefined,
    document_type: form.get('document_type') ?? undefined,
  };
  request.body = { ...given, file: file instanceof File ? `${file.name}, ${file.size} bytes` : null };
  const parsed = fields.safeParse(given);
  if (!parsed.success) throw errors.invalidOrder(detailsOf(parsed.error.issues));
  if (!(file instanceof File)) throw errors.invalidOrder({ file: 'This field is required.' });
  if (!/\.(?:pdf|jpe?g)$/i.test(file.name)) throw errors.invalidOrder({ file: 'File must be pdf, jpg or jpeg.' });
  if (file.size === 0) throw errors.invalidOrder({ file: 'The submitted file is empty.' });
  if (file.size > MOST_BYTES) throw errors.invalidOrder({ file: 'File size must not exceed 2 MB.' });
  return { ...parsed.data, file };
}

async function formOf(request: Request): Promise<FormData> {
  const type = request.get('content-type') ?? '';
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) throw bare(415, `Unsupported media type "${type}" in request.`);
  request.body = null;
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    throw bare(400, 'Multipart form parse error - Invalid boundary in multipart: None');
  }
}
