/** The media types that can be taken at all, with the endings of names that fit and the words that a content's signature says. */
interface FileKind {
  readonly endings: readonly string[];
  /** What the signature is called when it has another name than the type; null for text, which has none. */
  readonly signatures: readonly string[] | null;
}

const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

const kinds = {
  'application/pdf': { endings: ['pdf'], signatures: ['application/pdf'] },
  'image/png': { endings: ['png'], signatures: ['image/png'] },
  'image/jpeg': { endings: ['jpg', 'jpeg'], signatures: ['image/jpeg'] },
  'image/gif': { endings: ['gif'], signatures: ['image/gif'] },
  'image/webp': { endings: ['webp'], signatures: ['image/webp'] },
  'image/heic': { endings: ['heic', 'heif'], signatures: ['image/heic', 'image/heif'] },
  [`${openXml}.wordprocessingml.document`]: { endings: ['docx'], signatures: [`${openXml}.wordprocessingml.document`] },
  [`${openXml}.spreadsheetml.sheet`]: { endings: ['xlsx'], signatures: [`${openXml}.spreadsheetml.sheet`] },
  [`${openXml}.presentationml.presentation`]: { endings: ['pptx'], signatures: [`${openXml}.presentationml.presentation`] },
  [`${openDocument}.text`]: { endings: ['odt'], signatures: [`${openDocument}.text`] },
  [`${openDocument}.spreadsheet`]: { endings: ['ods'], signatures: [`${openDocument}.spreadsheet`] },
  'text/plain': { endings: ['txt', 'log', 'md'], signatures: null },
  'text/csv': { endings: ['csv'], signatures: null },
  'application/zip': { endings: ['zip'], signatures: ['application/zip'] },
} satisfies Record<string, FileKind>;

export const UPLOAD_MEDIA_TYPES: readonly string[] = Object.keys(kinds);

export function kindOf(mediaType: string): FileKind | null {
  return (kinds as Readonly<Record<string, FileKind | undefined>>)[mediaType] ?? null;
}

/**
 * Whether a file of this type may have the name. The type is never read from the name; but a name is what the other side's computer
 * goes by when the file is opened there, so `report.bat` is not the name of a text.
 */
export function isNameFor(mediaType: string, name: string): boolean {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return ending !== undefined && (kindOf(mediaType)?.endings.includes(ending) ?? false);
}
