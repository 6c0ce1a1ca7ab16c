const MiB = 1024 * 1024;

/** Largest file that is read, in bytes. */
export const fileBytesMost = 64 * MiB;
/** Of all parts of an office file together, unpacked. */
export const unpackedBytesMost = 128 * MiB;
export const unpackedFilesMost = 2000;
/** Most text that is taken out of one file, in UTF-16 code units: what the policies read of one document. */
export const textLengthMost = 150_000;
export const pagesMost = 300;
/** Pictures inside one file whose text is read. */
export const innerPicturesMost = 8;
/** Largest picture that is decoded, in pixels. */
export const pixelsMost = 50_000_000;
/** How long one file may take, in milliseconds. */
export const readingTimeMost = 30_000;
