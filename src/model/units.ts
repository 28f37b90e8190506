/** One whole token, degree of temperature or unit of entropy in its 18-decimal integer form. */
export const WAD = 10n ** 18n;

/** Basis points in a whole. */
export const WHOLE_BPS = 10_000;

/** The same for amounts. */
export const BPS = BigInt(WHOLE_BPS);

export const DAY_SECONDS = 86_400;
