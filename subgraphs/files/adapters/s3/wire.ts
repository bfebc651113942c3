import { z } from 'zod';
import { CLIENT_ROLES } from '../../../../schema/contract/identity-claims.ts';
import { badUserInput } from '../../../../schema/contract/app-error.ts';
import { isDocumentToken } from '../../document-id.ts';
import type { ScanState } from '../../domain.ts';
import type { Sharing } from '../../../kit/domain.ts';
import { SCAN_STATES } from '../../domain.ts';

/** One page of `ListObjectVersions`. `Name` is asked for, because the SDK makes an empty page of any XML that it does not know. */
export const versionPage = z.object({
  Name: z.string().min(1),
  IsTruncated: z.boolean().default(false),
  NextKeyMarker: z.string().optional(),
  NextVersionIdMarker: z.string().optional(),
  Versions: z
    .array(
      z.object({
        Key: z.string().min(1),
        VersionId: z.string().default('null'),
        IsLatest: z.boolean().default(false),
        ETag: z.string().min(1),
        Size: z.number().int().nonnegative(),
        LastModified: z.date(),
      }),
    )
    .default([]),
  DeleteMarkers: z
    .array(z.object({ Key: z.string().min(1), IsLatest: z.boolean().default(false), LastModified: z.date() }))
    .default([]),
});

export type ListedVersion = z.output<typeof versionPage>['Versions'][number];

/** One page of `ListParts`. */
export const partPage = z.object({
  Bucket: z.string().min(1),
  IsTruncated: z.boolean().default(false),
  NextPartNumberMarker: z.string().optional(),
  Parts: z
    .array(z.object({ PartNumber: z.number().int().positive(), ETag: z.string().min(1), Size: z.number().int().nonnegative() }))
    .default([]),
});

export type ListedPart = z.output<typeof partPage>['Parts'][number];

/** One page of `ListMultipartUploads`. */
export const multipartPage = z.object({
  Bucket: z.string().min(1),
  IsTruncated: z.boolean().default(false),
  NextKeyMarker: z.string().optional(),
  NextUploadIdMarker: z.string().optional(),
  Uploads: z.array(z.object({ Key: z.string().min(1), UploadId: z.string().min(1), Initiated: z.date() })).default([]),
});

export type ListedMultipart = z.output<typeof multipartPage>['Uploads'][number];

export const objectHead = z.object({
  ETag: z.string().min(1),
  ContentLength: z.number().int().nonnegative(),
  ContentType: z.string().optional(),
  Metadata: z.record(z.string(), z.string()).default({}),
});

/** What `putVersion` writes beside an object. S3 takes ASCII there, at most 2 KB of it: values are percent-encoded. */
export interface PortalMetadata {
  readonly token: string;
  readonly title: string;
  readonly sharing: Sharing;
  readonly state: string;
  readonly stateSince: Date;
  readonly dueBy: Date | null;
  readonly author: string | null;
  readonly sha256: string;
  readonly createdAt: Date;
  /** Of the document's first version. */
  readonly firstCreatedAt: Date;
}

const text = z.string().transform((encoded, context) => {
  try {
    return decodeURIComponent(encoded);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not percent-encoded' });
    return z.NEVER;
  }
});
const instant = z.iso.datetime().transform((written) => new Date(written));

export const sharing = z.object({
  audience: z.enum(['COMPANY', 'ROLES', 'CONTACTS']),
  roles: z.array(z.enum(CLIENT_ROLES)).readonly(),
  contactIds: z.array(z.string()).readonly(),
});
const sharingText = text.transform((written): unknown => JSON.parse(written)).pipe(sharing);

const portalMetadata = z.object({
  'portal-token': z.string().refine(isDocumentToken),
  'portal-title': text.pipe(z.string().min(1)),
  'portal-sharing': sharingText,
  'portal-state': text.pipe(z.string().min(1)),
  'portal-state-since': instant,
  'portal-due-by': instant.optional(),
  'portal-author': text.optional(),
  'portal-sha256': z.string().regex(/^[0-9a-f]{64}$/),
  'portal-created-at': instant,
  'portal-first-created-at': instant,
});

const metadataBytesMax = 2_000;

/** Null when the object has none of ours; throws when it has and it does not hold. */
export function readPortalMetadata(metadata: Readonly<Record<string, string>>): PortalMetadata | null {
  if (metadata['portal-token'] === undefined) return null;
  const read = portalMetadata.parse(metadata);
  return {
    token: read['portal-token'],
    title: read['portal-title'],
    sharing: read['portal-sharing'],
    state: read['portal-state'],
    stateSince: read['portal-state-since'],
    dueBy: read['portal-due-by'] ?? null,
    author: read['portal-author'] ?? null,
    sha256: read['portal-sha256'],
    createdAt: read['portal-created-at'],
    firstCreatedAt: read['portal-first-created-at'],
  };
}

/** What can be saved of metadata that does not hold: which document it is about, and who may know of it. */
export function readWreckedMetadata(metadata: Readonly<Record<string, string>>): {
  token: string | null;
  sharing: Sharing | null;
} {
  const token = metadata['portal-token'] ?? '';
  let read: Sharing | null;
  try {
    read = sharingText.parse(metadata['portal-sharing']);
  } catch {
    read = null;
  }
  return { token: isDocumentToken(token) ? token : null, sharing: read };
}

/** Throws `BAD_USER_INPUT` when it is more than an S3 keeps. */
export function writePortalMetadata(metadata: PortalMetadata): Record<string, string> {
  const written: Record<string, string> = {
    'portal-token': metadata.token,
    'portal-title': encodeURIComponent(metadata.title),
    'portal-sharing': encodeURIComponent(JSON.stringify(metadata.sharing)),
    'portal-state': encodeURIComponent(metadata.state),
    'portal-state-since': metadata.stateSince.toISOString(),
    ...(metadata.dueBy && { 'portal-due-by': metadata.dueBy.toISOString() }),
    ...(metadata.author !== null && { 'portal-author': encodeURIComponent(metadata.author) }),
    'portal-sha256': metadata.sha256,
    'portal-created-at': metadata.createdAt.toISOString(),
    'portal-first-created-at': metadata.firstCreatedAt.toISOString(),
  };
  const bytes = Object.entries(written).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (bytes > metadataBytesMax)
    throw badUserInput('The title, the author or the list of contacts is too long for this file store.');
  return written;
}

/**
 * What may change without a new version stands in tags, which outweigh the metadata. A scanner writes `portal-scan`. A word there that
 * is none of ours counts as `QUARANTINED`: something looked at the file and did not say that it is clean.
 */
export interface ObjectTags {
  readonly state: { readonly name: string; readonly since: Date; readonly dueBy: Date | null } | null;
  readonly scan: ScanState;
}

export type TagSet = readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[];

export function readTags(tags: TagSet): ObjectTags {
  const values = new Map(tags.map(({ Key, Value }) => [Key, Value]));
  const name = values.get('portal-state');
  const since = instant.safeParse(values.get('portal-state-since'));
  const dueBy = instant.safeParse(values.get('portal-due-by'));
  const scan = values.get('portal-scan');
  return {
    state: name && since.success ? { name, since: since.data, dueBy: dueBy.success ? dueBy.data : null } : null,
    scan: scan === undefined ? 'NOT_SCANNED' : (SCAN_STATES.find((state) => state === scan) ?? 'QUARANTINED'),
  };
}

/** `tags` with what `read` says in place of our own; those of others stay. */
export function writeTags(tags: TagSet, read: ObjectTags): { Key: string; Value: string }[] {
  const { state, scan } = read;
  const others = tags.flatMap(({ Key = '', Value = '' }) => (Key.startsWith('portal-') ? [] : [{ Key, Value }]));
  return [
    ...others,
    ...(state ? [{ Key: 'portal-state', Value: state.name }] : []),
    ...(state ? [{ Key: 'portal-state-since', Value: state.since.toISOString() }] : []),
    ...(state?.dueBy ? [{ Key: 'portal-due-by', Value: state.dueBy.toISOString() }] : []),
    ...(scan === 'NOT_SCANNED' ? [] : [{ Key: 'portal-scan', Value: scan }]),
  ];
}
