import { z } from 'zod';
import { flag, httpUrl, readEnvironment, secret, wholeNumber } from '../../schema/contract/environment.ts';
import type { Environment } from '../../schema/contract/environment.ts';
import {
  clamdUrl,
  listenHost,
  listenPort,
  neededByAdapter,
  publicUrl,
  serviceKey,
  setTogether,
  sharedEnvironment,
  stateTableFile,
  systemName,
  uploadTypes,
} from '../kit/config.ts';
import { ADAPTERS } from './adapters/index.ts';
import { UPLOAD_MEDIA_TYPES } from '../kit/uploads/media-types.ts';

const mebibyte = 1024 * 1024;
/** Of Amazon and of all who speak as it does. */
const partBytesMinOfS3 = 5 * mebibyte;
const partsMax = 10_000;

/** What is asked of the environment; the descriptions are the configuration table of the README. */
export const filesEnvironment = z.object({
  ...sharedEnvironment,
  FILES_HOST: listenHost(),
  FILES_PORT: listenPort(4102),
  FILES_SYSTEM_NAME: systemName('Files'),
  FILES_STATE_TABLE: stateTableFile(),
  FILES_ADAPTER: z.enum(ADAPTERS).default('disk').describe('Where the files are: `disk` or `s3`.'),
  FILES_PUBLIC_URL: publicUrl().describe(
    'Where browsers reach this service for downloads; by default the address that it listens on.',
  ),
  FILES_LINK_SECRET: secret().describe('Keys the signature of download links; the same for all processes of this service.'),
  FILES_LINK_SECONDS: wholeNumber(10, 3_600).default(300).describe('How long a download link works.'),
  FILES_WORKFLOW_URL: httpUrl()
    .optional()
    .describe(
      'The GraphQL address of the subgraph `workflow`: asked who lost access, so that their download links end. With `FILES_SERVICE_KEY`.',
    ),
  FILES_SERVICE_KEY: serviceKey()
    .optional()
    .describe(
      'Private JWK (JSON, Ed25519 or P-256): signs the questions to `workflow`, which has its public half in `IDENTITY_KEYS` with `portal_service: files`.',
    ),
  FILES_BYTES_MAX: wholeNumber(1, 5_000 * mebibyte)
    .default(100 * mebibyte)
    .describe('The largest file that is taken.'),
  FILES_UPLOAD_SECONDS: wholeNumber(60, 86_400)
    .default(3_600)
    .describe('How long an upload that was announced may take until it is completed; then it is forgotten.'),
  FILES_MULTIPART_ABOVE_BYTES: wholeNumber(1, 5_000 * mebibyte)
    .default(32 * mebibyte)
    .describe('A file that is larger than this is uploaded in parts, which can be resumed; others in one piece.'),
  FILES_MULTIPART_PART_BYTES: wholeNumber(1_024, 1_024 * mebibyte)
    .default(8 * mebibyte)
    .describe('The size of such a part; the last one has what is left. For `s3` at least 5242880 (5 MiB).'),
  FILES_MULTIPART_SECONDS: wholeNumber(60, 604_800)
    .default(86_400)
    .describe(
      'How long an upload in parts may take until it is completed; then it is forgotten. The address of a part works for `FILES_UPLOAD_SECONDS`.',
    ),
  FILES_UPLOAD_TYPES: uploadTypes().describe(
    'The media types that people may upload, with commas; by default all that can be told by their content.',
  ),
  FILES_CLAMD_URL: clamdUrl().describe(
    'Where a clamd listens: it looks at every upload before it becomes a document. Left out, documents say that nobody looked.',
  ),
  FILES_DISK_FOLDER: z.string().optional().describe('For `disk`: the folder that holds everything. Made when it is not there.'),
  FILES_S3_ENDPOINT: httpUrl().optional().describe('For `s3`: the address of the server; left out for Amazon.'),
  FILES_S3_REGION: z.string().default('us-east-1').describe('For `s3`: the region.'),
  FILES_S3_BUCKET: z.string().optional().describe('For `s3`: the bucket. It must have versioning turned on.'),
  FILES_S3_ACCESS_KEY_ID: z.string().optional().describe('For `s3`: the access key.'),
  FILES_S3_SECRET_ACCESS_KEY: z.string().optional().describe("For `s3`: the access key's secret."),
  FILES_S3_PREFIX: z
    .string()
    .regex(/^(?:[\w.-]+\/)*$/, 'must end with a slash')
    .default('')
    .describe('For `s3`: what all keys begin with, such as `portal/`.'),
  FILES_S3_FORCE_PATH_STYLE: flag().default(true).describe('For `s3`: the bucket stands in the path and not in the host name.'),
  FILES_S3_PRESIGN: flag()
    .default(false)
    .describe(
      'For `s3`: `true` sends browsers to the S3 itself. Such an address cannot be revoked: it works until it expires, whoever lost access. `false` leads them through this service, which judges each use of a link.',
    ),
  FILES_S3_CREATE_BUCKET: flag().default(false).describe('For `s3`: make the bucket, with versioning, when it is not there.'),
  FILES_S3_TAGS_SECONDS: wholeNumber(0, 3_600)
    .default(30)
    .describe('For `s3`: how long the tags of an object (state, scan) are believed before they are read again.'),
});

export type FilesConfig = ReturnType<typeof readFilesConfig>;

const required = {
  disk: ['FILES_DISK_FOLDER'],
  s3: ['FILES_S3_BUCKET', 'FILES_S3_ACCESS_KEY_ID', 'FILES_S3_SECRET_ACCESS_KEY'],
} as const;

export function readFilesConfig(environment: Environment) {
  const read = readEnvironment(filesEnvironment, environment, problemsOf);
  const { FILES_WORKFLOW_URL: workflowUrl, FILES_SERVICE_KEY: key } = read;
  return Object.freeze({
    host: read.FILES_HOST,
    port: read.FILES_PORT,
    system: read.FILES_SYSTEM_NAME,
    stateTable: read.FILES_STATE_TABLE,
    identityKeys: read.IDENTITY_KEYS,
    cursorSecret: read.CURSOR_SECRET,
    logLevel: read.LOG_LEVEL,
    publicUrl: read.FILES_PUBLIC_URL,
    linkSecret: read.FILES_LINK_SECRET,
    linkLifetimeMs: read.FILES_LINK_SECONDS * 1000,
    /** Whom to ask who lost access, and the key to ask with; null for nobody. */
    workflow: workflowUrl !== undefined && key ? { url: workflowUrl, key } : null,
    contentBytesMax: read.FILES_BYTES_MAX,
    uploadLifetimeMs: read.FILES_UPLOAD_SECONDS * 1000,
    multipart: {
      aboveBytes: read.FILES_MULTIPART_ABOVE_BYTES,
      partBytes: read.FILES_MULTIPART_PART_BYTES,
      lifetimeMs: read.FILES_MULTIPART_SECONDS * 1000,
    },
    uploadTypes: read.FILES_UPLOAD_TYPES ?? UPLOAD_MEDIA_TYPES,
    clamd: read.FILES_CLAMD_URL ?? null,
    adapter: read.FILES_ADAPTER,
    diskFolder: read.FILES_DISK_FOLDER ?? '',
    s3: {
      endpoint: read.FILES_S3_ENDPOINT,
      region: read.FILES_S3_REGION,
      bucket: read.FILES_S3_BUCKET ?? '',
      accessKeyId: read.FILES_S3_ACCESS_KEY_ID ?? '',
      secretAccessKey: read.FILES_S3_SECRET_ACCESS_KEY ?? '',
      prefix: read.FILES_S3_PREFIX,
      forcePathStyle: read.FILES_S3_FORCE_PATH_STYLE,
      presign: read.FILES_S3_PRESIGN,
      createBucket: read.FILES_S3_CREATE_BUCKET,
      tagsMaxAgeMs: read.FILES_S3_TAGS_SECONDS * 1000,
    },
  });
}

function* problemsOf(given: Environment): Generator<string> {
  yield* neededByAdapter(given, { variable: 'FILES_ADAPTER', adapterDefault: 'disk' }, required);
  yield* problemsOfParts(given);
  // An address without a key would end in links that nobody can revoke, and nobody would know why.
  yield* setTogether(given, 'FILES_WORKFLOW_URL', 'FILES_SERVICE_KEY');
}

/** What an S3 would refuse, but only once the first large file is there. */
function* problemsOfParts(given: Environment): Generator<string> {
  const { FILES_BYTES_MAX, FILES_MULTIPART_PART_BYTES } = filesEnvironment.shape;
  const partBytes = FILES_MULTIPART_PART_BYTES.safeParse(given['FILES_MULTIPART_PART_BYTES']).data;
  const bytesMax = FILES_BYTES_MAX.safeParse(given['FILES_BYTES_MAX']).data;
  if (partBytes === undefined || bytesMax === undefined) return;
  if (given['FILES_ADAPTER'] === 's3' && partBytes < partBytesMinOfS3) {
    yield `FILES_MULTIPART_PART_BYTES: must be at least ${String(partBytesMinOfS3)}, because FILES_ADAPTER is s3`;
  }
  if (bytesMax / partBytes > partsMax) {
    yield `FILES_MULTIPART_PART_BYTES: must be larger: a file of FILES_BYTES_MAX would have over ${String(partsMax)} parts`;
  }
}
