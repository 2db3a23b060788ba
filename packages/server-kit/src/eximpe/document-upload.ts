// A paper of an order as a file: checked against what EximPe accepts, then written as a multipart form.
import { EximpeApiError } from './api-error.ts';

/** A file that belongs to an order. One request takes one file. */
export interface DocumentToUpload {
  /** The number of the invoice or air waybill, as printed on it. */
  readonly identifier: string;
  /** `invoice`, or `awb`: an air waybill, of which an order may have several. */
  readonly documentType: 'invoice' | 'awb';
  /** At most 2 MB (2,097,152 bytes). */
  readonly file: Uint8Array | Blob;
  /** Ends in `.pdf`, `.jpg` or `.jpeg`, to match the file's content; without a path. */
  readonly fileName: string;
}

export interface MultipartBody {
  readonly bytes: Buffer;
  /** Includes the boundary. */
  readonly contentType: string;
}

const MOST_BYTES = 2 * 1024 * 1024;

interface FileKind {
  readonly name: string;
  readonly endings: RegExp;
  /** The first bytes of every such file. */
  readonly magic: readonly number[];
  readonly mediaType: string;
}

const FILE_KINDS: readonly FileKind[] = [
  { name: 'PDF', endings: /\.pdf$/i, magic: [0x25, 0x50, 0x44, 0x46, 0x2d], mediaType: 'application/pdf' },
  { name: 'JPEG', endings: /\.jpe?g$/i, magic: [0xff, 0xd8, 0xff], mediaType: 'image/jpeg' },
];

/**
 * Rejects with an `EximpeApiError` of kind `not_sent` for a file that EximPe would refuse: too big, empty, of another
 * kind, or with content that does not match its name.
 * @see https://docs.eximpe.com/api-reference/v2/order/invoice_upload
 */
export async function documentForm(document: DocumentToUpload): Promise<MultipartBody> {
  const { identifier, documentType, file, fileName } = document;
  const bytes = new Uint8Array(file instanceof Blob ? await file.arrayBuffer() : file);
  const fault = faultOf(document, bytes);
  if (fault !== undefined) throw new EximpeApiError('not_sent', `the document was not sent: ${fault}`);
  const form = new FormData();
  form.append('identifier', identifier);
  form.append('document_type', documentType);
  form.append('file', new Blob([bytes], { type: kindByName(fileName)?.mediaType ?? '' }), fileName);
  const written = new Response(form);
  return {
    bytes: Buffer.from(await written.arrayBuffer()),
    contentType: written.headers.get('content-type') ?? 'multipart/form-data',
  };
}

const kindByName = (fileName: string): FileKind | undefined => FILE_KINDS.find(({ endings }) => endings.test(fileName));

function faultOf({ identifier, documentType, fileName }: DocumentToUpload, bytes: Uint8Array): string | undefined {
  if (identifier.trim() === '') return 'it has no identifier (the number of the invoice or air waybill)';
  if (documentType !== 'invoice' && documentType !== 'awb') return 'its type is neither invoice nor awb';
  if (bytes.length === 0) return `${fileName} is empty`;
  if (bytes.length > MOST_BYTES) return `${fileName} has ${bytes.length} bytes; EximPe accepts at most 2 MB`;
  const named = kindByName(fileName);
  if (!named) return `${fileName} does not end in .pdf, .jpg or .jpeg: EximPe accepts no other files`;
  const isWhatItSays = named.magic.every((byte, index) => bytes[index] === byte);
  return isWhatItSays ? undefined : `${fileName} is not a ${named.name} file, despite its name`;
}
