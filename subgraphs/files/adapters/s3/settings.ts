/** Where the bucket is and how it is used. */
export interface S3Settings {
  /** Undefined for Amazon's own. */
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Empty, or ends with a slash. */
  readonly prefix: string;
  readonly forcePathStyle: boolean;
  /** Whether browsers are sent to the S3 itself. */
  readonly presign: boolean;
  /** Whether a missing bucket is made, with versioning. */
  readonly createBucket: boolean;
  /** How long an object's tags are believed. */
  readonly tagsMaxAgeMs: number;
  /** How long a listing is believed; this process' own writes are seen at once. 1 s by default. */
  readonly listingMaxAgeMs?: number;
  /** Versions to a page of a listing; 1,000 by default, which is the most. */
  readonly listPageSize?: number;
  /** How many changes of one document are kept; 100 by default. */
  readonly changesKept?: number;
  /** For each request that is no transfer of content; 1.5 s by default. */
  readonly timeoutMs?: number;
}
